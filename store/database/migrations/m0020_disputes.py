"""Disputes over refused returns: opened by a buyer, decided by the platform."""

from __future__ import annotations

import sqlite3

TABLE = """CREATE TABLE dispute_events (
    id INTEGER PRIMARY KEY,
    return_id TEXT NOT NULL REFERENCES returns (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'for_buyer', 'for_seller')),
    at INTEGER NOT NULL,
    UNIQUE (return_id, state)
) STRICT"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the book of disputes; it only ever grows."""
    connection.execute(TABLE)
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            f"""CREATE TRIGGER dispute_events_no_{verb.lower()} BEFORE {verb} ON dispute_events
                BEGIN SELECT RAISE(ABORT, 'dispute_events is append-only'); END"""
        )
