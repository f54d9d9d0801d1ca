"""Returns: what comes back, in which state, and everything that happened to it."""

from __future__ import annotations

import sqlite3

TABLES = (
    """ALTER TABLE order_lines ADD COLUMN return_rule TEXT NOT NULL DEFAULT 'unopened'
        CHECK (return_rule IN ('unopened', 'anytime', 'none'))""",
    """CREATE TABLE returns (
        id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (id),
        reason TEXT NOT NULL CHECK (reason IN ('no_reason', 'damaged', 'wrong_item', 'quality')),
        opened INTEGER NOT NULL,
        state TEXT NOT NULL,
        requested_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX returns_by_order ON returns (order_id)",
    """CREATE TABLE return_lines (
        return_id TEXT NOT NULL REFERENCES returns (id),
        position INTEGER NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (return_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE return_events (
        id INTEGER PRIMARY KEY,
        return_id TEXT NOT NULL REFERENCES returns (id),
        state TEXT NOT NULL,
        because TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX return_events_by_return ON return_events (return_id)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of returns; their events only ever grow."""
    for statement in TABLES:
        connection.execute(statement)
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            f"""CREATE TRIGGER return_events_no_{verb.lower()} BEFORE {verb} ON return_events
                BEGIN SELECT RAISE(ABORT, 'return_events is append-only'); END"""
        )
