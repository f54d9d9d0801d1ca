"""Who sold an order and from where, as it was then: later edits of the catalogue change no old order."""

from __future__ import annotations

import sqlite3

STATEMENTS = (
    """CREATE TABLE order_sellers (
        order_id TEXT PRIMARY KEY REFERENCES orders (id),
        merchant_zh TEXT NOT NULL, merchant_en TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('own', 'flagship', 'third_party')),
        warehouse_zh TEXT NOT NULL, warehouse_en TEXT NOT NULL,
        mode TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO order_sellers SELECT orders.id, merchants.name_zh, merchants.name_en, merchants.kind,
            warehouses.name_zh, warehouses.name_en, warehouses.mode
        FROM orders JOIN merchants ON merchants.id = merchant_id JOIN warehouses ON warehouses.id = warehouse_id""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the table, with the sellers of the orders there are."""
    for statement in STATEMENTS:
        connection.execute(statement)
