"""Filling a big world: many rows a transaction, each transaction with the record of how far it got.

Meanwhile nothing is written down as changed and foreign keys are not looked at (the doctor does that in the
end); whoever fills a world gives whole rows in the order of the tables' columns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from store.database.base import Database
from store.errors import StoreError

_LOADING, _PROGRESS = "loading", "scale"
_CACHE_KIB, _PAGES = 128 * 1024, 20_000
_TABLES = frozenset(
    {
        "categories",
        "brands",
        "merchants",
        "people",
        "products",
        "skus",
        "stock_movements",
        "notes",
        "note_products",
    }
)


class BulkLoad:
    """One filling of one world."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def progress(self) -> dict[str, Any] | None:
        """How far an earlier filling got; ``None`` when there was none."""
        row = self._database.read().execute("SELECT value FROM world WHERE key = ?", (_PROGRESS,)).fetchone()
        return json.loads(row[0]) if row else None

    @contextmanager
    def under_way(self, progress: Mapping[str, Any]) -> Iterator[None]:
        """Hold the world ready for many rows; ``progress`` is what is recorded before the first of them.

        Raises ``StoreError("disk_full", path=...)`` when there is no more room; what was written stays.
        """
        connection = self._database.read()
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")
        try:
            with self._database.write():
                self._set(_LOADING, "1")
                if self.progress is None:
                    self._set(_PROGRESS, json.dumps(progress))
            yield
        except sqlite3.OperationalError as error:
            if "full" not in str(error) and "disk I/O" not in str(error):
                raise
            raise StoreError("disk_full", path=str(self._database.path)) from error
        finally:
            connection.execute("PRAGMA wal_autocheckpoint = 1000")
            connection.execute("PRAGMA cache_size = -2000")
            connection.execute("PRAGMA foreign_keys = ON")

    def write(self, rows: Mapping[str, Sequence[tuple[Any, ...]]], progress: Mapping[str, Any]) -> None:
        """Write rows by table and how far that got, all or nothing."""
        with self._database.write() as connection:
            for table, some in rows.items():
                if table not in _TABLES:
                    raise ValueError(table)
                if some:
                    marks = ", ".join("?" * len(some[0]))
                    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
            self._set(_PROGRESS, json.dumps(progress))

    def finish(self, progress: Mapping[str, Any]) -> None:
        """Count notes by the products they mention, and let changes be written down again."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM product_mentions")
            connection.execute(
                """INSERT INTO product_mentions SELECT product_id, verdict, COUNT(*) FROM note_products
                   JOIN notes ON notes.id = note_id GROUP BY product_id, verdict"""
            )
            connection.execute("DELETE FROM world WHERE key = ?", (_LOADING,))
            self._set(_PROGRESS, json.dumps(progress))

    def _set(self, key: str, value: str) -> None:
        self._database.read().execute(
            "INSERT INTO world VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
