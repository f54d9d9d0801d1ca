"""Writing rows by the names of their columns: the one way a row comes into a table.

The statements are made once for each table and set of columns, so that SQLite finds them prepared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

Values = Sequence[object]
_KNOWN = 256


def insert(
    connection: sqlite3.Connection, table: str, row: Mapping[str, object], *, ignore: bool = False
) -> sqlite3.Cursor:
    """Write one row, inside the caller's transaction; with ``ignore`` a row that is there already stays as it is.

    The cursor tells ``rowcount`` (0 for an ignored one) and ``lastrowid``.
    """
    statement = _insert(table, tuple(row), "ON CONFLICT DO NOTHING" if ignore else "")
    return connection.execute(statement, tuple(row.values()))


def insert_many(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Values],
    *,
    ignore: bool = False,
) -> None:
    """Write many rows, each in the order of ``columns``."""
    connection.executemany(_insert(table, tuple(columns), "ON CONFLICT DO NOTHING" if ignore else ""), rows)


def upsert(
    connection: sqlite3.Connection,
    table: str,
    row: Mapping[str, object],
    *,
    key: Sequence[str],
    update: Sequence[str] | None = None,
) -> None:
    """Write one row; where one with its ``key`` is there already, its other columns (or ``update``) become these."""
    upsert_many(connection, table, tuple(row), (tuple(row.values()),), key=key, update=update)


def upsert_many(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Values],
    *,
    key: Sequence[str],
    update: Sequence[str] | None = None,
    adding: bool = False,
) -> None:
    """Do ``upsert`` with many rows in the order of ``columns``; ``adding`` adds to the numbers that are there."""
    changed = tuple(update) if update is not None else tuple(name for name in columns if name not in key)
    connection.executemany(_upsert(table, tuple(columns), tuple(key), changed, adding), rows)


def one_of(values: Collection[object]) -> str:
    """Return the marks of an ``IN (...)`` with as many values, brackets included."""
    return f"({', '.join('?' * len(values))})"


@lru_cache(maxsize=_KNOWN)
def _insert(table: str, columns: tuple[str, ...], tail: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {one_of(columns)} {tail}".rstrip()


@lru_cache(maxsize=_KNOWN)
def _upsert(
    table: str, columns: tuple[str, ...], key: tuple[str, ...], changed: tuple[str, ...], adding: bool
) -> str:
    sets = ", ".join(f"{name} = {f'{name} + ' if adding else ''}excluded.{name}" for name in changed)
    return _insert(table, columns, f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets}")
