"""Lines of a cart that are kept for later."""

from __future__ import annotations

import sqlite3


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the column."""
    connection.execute("ALTER TABLE cart_lines ADD COLUMN later INTEGER NOT NULL DEFAULT 0")
