"""Message catalogues: ``.po`` files are the source; the ``.mo`` files the app reads are built from them."""
