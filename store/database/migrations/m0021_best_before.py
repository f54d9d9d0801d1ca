"""Until when the pieces of a SKU on the shelf are good, where that is near enough to be said."""

from __future__ import annotations

import sqlite3

TABLE = """CREATE TABLE best_before (
    sku_id TEXT PRIMARY KEY REFERENCES skus (id),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the table of dates."""
    connection.execute(TABLE)
