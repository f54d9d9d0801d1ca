"""The database file: one connection a thread, WAL, immediate transactions, and clear answers when it won't open."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.database import migrations, sqlite
from store.errors import StoreError
from store.words import Bilingual

_MAGIC = b"SQLite format 3\x00"


class Database:
    """An open database file, shared by threads and by other processes."""

    def __init__(self, path: Path) -> None:
        """Open or create the file at ``path`` and bring its schema up to date.

        Raises ``StoreError``: ``db_is_directory``, ``db_unwritable``, ``db_not_a_database``,
        ``db_half_written`` or ``db_newer_version``, each with ``path``.
        """
        self.path = path
        self._local = threading.local()
        _look_at(path)
        try:
            self._bring_up_to_date()
        except sqlite3.DatabaseError as error:
            self.close()
            raise _refusal(error, path) from error
        except StoreError:
            self.close()
            raise

    def read(self) -> sqlite3.Connection:
        """Return this thread's connection, for reading (inside ``write`` it sees the open transaction)."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            self._local.depth = self._local.undone = 0
            self._local.asking = self.bare()
        return connection

    def bare(self) -> sqlite3.Cursor:
        """Return a cursor of ``read`` whose rows are tuples: two thirds of the time for thousands of small rows."""
        cursor = self.read().cursor()
        cursor.row_factory = None
        return cursor

    def moment(self) -> tuple[int, int, int]:
        """Return something that differs once anybody has changed the file since it was last asked.

        One thread's answers are only to be compared with its own. Nobody else changes anything while this thread
        writes, so that it need not be asked again then.
        """
        connection, local = self.read(), self._local
        if not local.depth:
            local.elsewhere = sqlite.changes_elsewhere(local.asking)
        return local.elsewhere, connection.total_changes, local.undone

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction (``BEGIN IMMEDIATE``) around the block; a nested one joins the outer."""
        connection = self.read()
        if self._local.depth:
            yield connection
            return
        connection.execute("BEGIN IMMEDIATE")
        self._local.depth = 1
        self._local.elsewhere = sqlite.changes_elsewhere(self._local.asking)
        try:
            yield connection
        except BaseException:
            self._local.undone += 1
            connection.execute("ROLLBACK")
            raise
        else:
            connection.execute("COMMIT")
        finally:
            self._local.depth = 0

    def close(self) -> None:
        """Close the connections of all threads; one that is in use closes when its thread has done with it.

        A connection closed under a thread that reads with it ends the program, so only this thread's is closed
        by hand; those of the others are let go of, and SQLite closes what nobody holds any more.
        """
        own: sqlite3.Connection | None = getattr(self._local, "connection", None)
        self._local = threading.local()
        if own is not None:
            own.close()

    def _connect(self) -> sqlite3.Connection:
        """Open the connection of a thread: WAL, foreign keys on, waiting for a busy writer."""
        connection = sqlite.connect(self.path)
        sqlite.set_up(connection)
        return connection

    def _bring_up_to_date(self) -> None:
        """Run the migrations that are missing; raises ``db_newer_version`` for a file of a newer app."""
        names = migrations.steps()
        connection = self.read()
        found = sqlite.schema_version(connection)
        if found > len(names):
            raise StoreError("db_newer_version", path=str(self.path), found=found, known=len(names))
        if found < len(names):
            with sqlite.without_references(connection) as check, self.write():
                # A second process waits for the transaction and then finds the work done.
                if sqlite.schema_version(connection) < len(names):
                    migrations.bring_up_to_date(connection, names)
                    check()


def both(row: sqlite3.Row, column: str) -> Bilingual:
    """Return the two columns ``column_zh`` and ``column_en`` of ``row`` as one text."""
    return Bilingual(row[f"{column}_zh"], row[f"{column}_en"])


def _look_at(path: Path) -> None:
    """Refuse what cannot be our database before SQLite touches it."""
    if path.is_dir():
        raise StoreError("db_is_directory", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
        path.chmod(0o600)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError("db_unwritable", path=str(path), reason=error.strerror or "") from error
    if not size:
        return
    if not head.startswith(_MAGIC):
        raise StoreError("db_not_a_database", path=str(path))
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if size < (65536 if page == 1 else page) * pages and not Path(f"{path}-wal").exists():
        raise StoreError("db_half_written", path=str(path))


def _refusal(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    """Translate SQLite's own words into one of our codes."""
    words = str(error)
    if "not a database" in words:
        return StoreError("db_not_a_database", path=str(path))
    if "malformed" in words:
        return StoreError("db_half_written", path=str(path))
    return StoreError("db_unwritable", path=str(path), reason=words)
