"""The search page in pieces."""
