"""What people have searched for, and what everybody searches for."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE searches (
        person_id TEXT NOT NULL REFERENCES people (id),
        words TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (person_id, words)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE trending (
        words_zh TEXT NOT NULL, words_en TEXT NOT NULL,
        other_searches INTEGER NOT NULL CHECK (other_searches >= 0),
        PRIMARY KEY (words_zh)
    ) STRICT, WITHOUT ROWID""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of searches."""
    for statement in TABLES:
        connection.execute(statement)
