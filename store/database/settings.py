"""The world's own settings: a few words kept under a key, beside the tables they speak of."""

from __future__ import annotations

import sqlite3

from store.database.rows import upsert


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a setting, ``None`` where it was never made."""
    row = connection.execute("SELECT value FROM world WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def keep_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Make or change a setting, inside the caller's transaction."""
    upsert(connection, "world", {"key": key, "value": value}, key=("key",))


def drop_setting(connection: sqlite3.Connection, key: str) -> None:
    """Take a setting away."""
    connection.execute("DELETE FROM world WHERE key = ?", (key,))
