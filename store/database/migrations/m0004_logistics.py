"""Parcels: the plan that was drawn when the order was paid."""

from __future__ import annotations

import sqlite3

PARCELS = """CREATE TABLE parcels (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL UNIQUE REFERENCES orders (id),
    mode TEXT NOT NULL CHECK (mode IN ('bonded_1210', 'direct_9610', 'overseas_9610')),
    paid_at INTEGER NOT NULL,
    stages TEXT NOT NULL,
    origin TEXT NOT NULL,
    port TEXT,
    destination TEXT NOT NULL,
    carrier TEXT NOT NULL,
    tracking_number TEXT NOT NULL,
    trouble TEXT NOT NULL CHECK (trouble IN ('', 'late_dispatch', 'held_id_photo'))
) STRICT"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the table of parcels."""
    connection.execute(PARCELS)
