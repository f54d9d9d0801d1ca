"""Identities at rest: what was typed in, sealed; and which addresses their owner has taken off the list."""

from __future__ import annotations

import sqlite3

STATEMENTS = (
    "ALTER TABLE identities ADD COLUMN sealed BLOB",
    "ALTER TABLE addresses ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE addresses ADD COLUMN region_code TEXT NOT NULL DEFAULT ''",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the columns."""
    for statement in STATEMENTS:
        connection.execute(statement)
