"""The database file, and all that depends on its being SQLite."""
