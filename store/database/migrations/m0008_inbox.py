"""What people are told, and what they and the sellers write to each other."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE notices (
        id INTEGER PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        topic TEXT NOT NULL CHECK (topic IN ('order', 'community', 'sale', 'platform')),
        text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
        link TEXT NOT NULL,
        at INTEGER NOT NULL,
        read_at INTEGER
    ) STRICT""",
    "CREATE INDEX notices_by_person ON notices (person_id, at DESC)",
    """CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        merchant_id TEXT NOT NULL REFERENCES merchants (id),
        from_merchant INTEGER NOT NULL CHECK (from_merchant IN (0, 1)),
        text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
        at INTEGER NOT NULL,
        read_at INTEGER
    ) STRICT""",
    "CREATE INDEX messages_by_person ON messages (person_id, merchant_id, at)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of the inbox."""
    for statement in TABLES:
        connection.execute(statement)
