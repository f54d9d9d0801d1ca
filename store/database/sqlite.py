"""What only SQLite can do: pragmas, values handed over as JSON, numbers of rows, the catalogue of tables.

FTS5 stands in ``store.search.index``, triggers and STRICT tables in the migrations; all other SQL of the store
is plain.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

BUSY_SECONDS = 10.0
_LOG_PAGES = 4_000
"""Bringing the log home takes 10-40 ms: once in 300 events instead of once in 70 (tests/bench/feed.py)."""
_CACHE_KIB = 2_000
_BULK_CACHE_KIB, _BULK_LOG_PAGES = 128 * 1024, 20_000

BROKEN_REFERENCES = "SELECT \"table\" || COALESCE(' ' || rowid, '') FROM pragma_foreign_key_check"
"""A query for rows that refer to what is not there; those of tables without a rowid show their table alone."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file at ``path`` for reading and writing; whoever writes begins a transaction."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def set_up(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work side by side, and references be looked at."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    connection.execute("PRAGMA foreign_keys = ON")


def among(value: str = "?") -> str:
    """Return a query for the values of a JSON list that is bound to ``value``, for an ``IN (...)`` of any length."""
    return f"SELECT value FROM json_each({value})"


def listed(values: Iterable[int]) -> str:
    """Return numbers as what is bound to ``among``."""
    return f"[{','.join(map(str, values))}]"


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations a file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def set_schema_version(connection: sqlite3.Connection, steps: int) -> None:
    """Write down how many migrations a file has seen, in the open transaction."""
    connection.execute(f"PRAGMA user_version = {steps}")


@contextmanager
def without_references(connection: sqlite3.Connection) -> Iterator[Callable[[], None]]:
    """Rebuild tables that others refer to: references are not looked at inside, outside of any transaction.

    What is given has to be called before the commit: it raises ``sqlite3.IntegrityError`` where a reference
    leads nowhere that led somewhere before. (SQLite changes this setting between transactions only.)
    """
    before = Counter(row[0] for row in connection.execute(BROKEN_REFERENCES))
    connection.execute("PRAGMA foreign_keys = OFF")

    def check() -> None:
        broken = Counter(row[0] for row in connection.execute(BROKEN_REFERENCES)) - before
        if broken:
            raise sqlite3.IntegrityError(f"reference leads nowhere: {', '.join(sorted(broken))}")

    try:
        yield check
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def bulk(connection: sqlite3.Connection) -> Iterator[None]:
    """Write very many rows: more memory, a longer log, and references are not looked at."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_BULK_LOG_PAGES}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def waiting(connection: sqlite3.Connection, milliseconds: int) -> Iterator[None]:
    """Wait for other writers only so long, then let ``sqlite3.OperationalError`` say that it is locked."""
    before = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {before}")


def bring_log_home(connection: sqlite3.Connection) -> None:
    """Write what is in the log into the file itself, and empty the log."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def take_alone(connection: sqlite3.Connection) -> None:
    """Lock everybody else out of the file until the connection closes."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with the file itself."""
    return (row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok")


def changes_elsewhere(asking: sqlite3.Cursor) -> int:
    """Return a number that changes whenever another connection has committed something."""
    return int(asking.execute("PRAGMA data_version").fetchone()[0])


def create_table(connection: sqlite3.Connection, name: str, columns: str, *, keyed: bool = False) -> None:
    """Make a table that takes nothing but the types of its columns; a ``keyed`` one lies in the order of its key."""
    connection.execute(f"CREATE TABLE {name} ({columns}) STRICT{', WITHOUT ROWID' if keyed else ''}")


def has_tables(connection: sqlite3.Connection, names: Collection[str]) -> bool:
    """Tell whether there are tables of all these names."""
    marks = ", ".join("?" * len(names))
    query = f"SELECT COUNT(*) FROM sqlite_master WHERE name IN ({marks})"
    return bool(connection.execute(query, tuple(names)).fetchone()[0] == len(names))
