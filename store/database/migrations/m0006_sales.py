"""Sales: when they run, and what goods cost then."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE sales (
        id TEXT PRIMARY KEY,
        series TEXT NOT NULL,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL CHECK (ends_at > starts_at)
    ) STRICT""",
    "CREATE INDEX sales_by_end ON sales (ends_at)",
    """CREATE TABLE sale_prices (
        sku_id TEXT NOT NULL REFERENCES skus (id),
        series TEXT NOT NULL,
        price_fen INTEGER NOT NULL CHECK (price_fen > 0),
        PRIMARY KEY (sku_id, series)
    ) STRICT, WITHOUT ROWID""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of sales."""
    for statement in TABLES:
        connection.execute(statement)
