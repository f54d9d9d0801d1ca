"""Provenance: batches, units within them, their signed events, and the notary's book with its daily roots."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE provenance_batches (
        id TEXT PRIMARY KEY,
        sku_id TEXT NOT NULL REFERENCES skus (id),
        movement_id INTEGER NOT NULL UNIQUE REFERENCES stock_movements (id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE provenance_units (
        id TEXT PRIMARY KEY,
        batch_id TEXT NOT NULL REFERENCES provenance_batches (id),
        order_id TEXT NOT NULL REFERENCES orders (id),
        position INTEGER NOT NULL,
        UNIQUE (order_id, position)
    ) STRICT, WITHOUT ROWID""",
    # A chain is a batch or a unit; a unit's events go on counting where its batch ends.
    """CREATE TABLE provenance_events (
        chain TEXT NOT NULL,
        sequence INTEGER NOT NULL CHECK (sequence > 0),
        body BLOB NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (chain, sequence)
    ) STRICT, WITHOUT ROWID""",
    # The notary's book names what it took in, so that an event that is gone can be named too.
    """CREATE TABLE provenance_entries (
        day TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        chain TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (day, position),
        UNIQUE (chain, sequence)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE provenance_roots (
        day TEXT NOT NULL,
        size INTEGER NOT NULL CHECK (size > 0),
        root BLOB NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (day, size)
    ) STRICT, WITHOUT ROWID""",
)
BOOKS = ("batches", "units", "events", "entries", "roots")


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of provenance; all of them only ever grow."""
    for statement in TABLES:
        connection.execute(statement)
    for book in BOOKS:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"""CREATE TRIGGER provenance_{book}_no_{verb.lower()} BEFORE {verb} ON provenance_{book}
                    BEGIN SELECT RAISE(ABORT, 'provenance_{book} is append-only'); END"""
            )
