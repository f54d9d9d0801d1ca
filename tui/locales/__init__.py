"""Message catalogues: ``.po`` files are the source, ``.mo`` files what the app reads."""
