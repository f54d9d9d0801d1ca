"""Keeping the index: taking over what has changed, before anybody looks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert_many
from store.database.sqlite import waiting
from store.errors import StoreError
from store.pricing.customs_tax import tax_day
from store.search import index, terms
from store.search.documents import Documents
from store.search.names import Names
from store.search.rebuild import ORDER, under_way

AT_ONCE = 2_000
"""Changes taken over in one transaction."""
SMALL = 20_000
"""Documents up to which the index is built when it is first needed (about two seconds)."""
_PATIENCE_MS = 60
_DOCUMENTS = "kind IN ('note', 'product', 'person')"
_NAMES = f"NOT {_DOCUMENTS}"


class IndexUpkeep:
    """Brings the index up to date with the tables; safe to call from several threads and processes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def catch_up(self, *, patient: bool = False) -> None:
        """Take over what was written down as changed, so that it is found.

        When somebody else is writing just now, an impatient caller goes on with the index as it is.
        Raises ``StoreError("search_index_old")`` when a big world's index has to be built first.
        """
        connection = self._database.read()
        if not index.current(connection):
            self._first(connection)
            return
        while changes := self._changes(connection):
            try:
                with self._waiting(connection, patient), self._database.write():
                    self._take_over(connection, changes)
            except sqlite3.OperationalError as error:
                if patient or "locked" not in str(error):
                    raise
                return

    def catch_up_terms(self) -> None:
        """Bring what can be suggested up to date."""
        self.catch_up()
        connection = self._database.read()
        if not terms.exists(connection):
            self.rebuild_terms()
            return
        if connection.execute(f"SELECT 1 FROM search_changes WHERE {_NAMES} LIMIT 1").fetchone() is None:
            return
        try:
            with self._waiting(connection, False), self._database.write():
                self._take_over_names(connection)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise

    def rebuild_terms(self) -> None:
        """Make all suggestions anew."""
        with self._database.write() as connection:
            terms.build(connection)
            connection.execute(f"DELETE FROM search_changes WHERE {_NAMES}")

    @staticmethod
    def _take_over_names(connection: sqlite3.Connection) -> None:
        """Make the terms of changed names and texts, some hundred at a time."""
        rows = connection.execute(f"SELECT kind, id FROM search_changes WHERE {_NAMES}").fetchall()
        for kind in ("brand", "category", "person"):
            ids = [row["id"] for row in rows if row["kind"] in (kind, f"{kind}/terms")]
            for start in range(0, len(ids), AT_ONCE):
                terms.add(connection, terms.named(connection, kind, ids[start : start + AT_ONCE]))
        for kind, table in (("note", "visible_notes"), ("product", "listed_products")):
            ids = [row["id"] for row in rows if row["kind"] == f"{kind}/terms"]
            for start in range(0, len(ids), AT_ONCE):
                terms.add(connection, terms.of_texts(connection, table, ids[start : start + AT_ONCE]))
        connection.execute(f"DELETE FROM search_changes WHERE {_NAMES}")

    def _first(self, connection: sqlite3.Connection) -> None:
        """Build the index of a small world on the spot."""
        whole = sum(
            connection.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} LIMIT {SMALL})").fetchone()[0]
            for table, _ in ORDER.values()
        )
        if whole >= SMALL:
            raise StoreError("search_index_old")
        with self._database.write():
            if index.current(connection):
                return
            index.create(connection)
            connection.execute(f"DELETE FROM search_changes WHERE {_DOCUMENTS}")
            documents = self._documents(connection)
            for kind, (table, _) in ORDER.items():
                ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]
                for start in range(0, len(ids), SMALL):
                    index.add(connection, kind, list(documents.read(kind, ids[start : start + SMALL])))
            index.mark_current(connection)

    def _documents(self, connection: sqlite3.Connection) -> Documents:
        return Documents(connection, Names(connection), tax_day(self._clock.now()))

    @staticmethod
    def _changes(connection: sqlite3.Connection) -> list[index.Change]:
        rows = connection.execute(
            f"SELECT kind, id FROM search_changes WHERE {_DOCUMENTS} LIMIT ?",
            (AT_ONCE,),
        )
        return [index.Change(*row) for row in rows]

    def _take_over(self, connection: sqlite3.Connection, changes: list[index.Change]) -> None:
        """Index changed documents again, and leave their terms and a running rebuild to later steps."""
        documents = self._documents(connection)
        for kind in ORDER:
            ids = [change.id for change in changes if change.kind == kind]
            if not ids:
                continue
            found = list(documents.read(kind, ids))
            index.remove(connection, kind, set(ids) - {document.id for document in found})
            if found:
                index.add(connection, kind, found)
        connection.executemany("DELETE FROM search_changes WHERE kind = ? AND id = ?", changes)
        named = [(f"{change.kind}/terms", change.id) for change in changes]
        insert_many(connection, "search_changes", ("kind", "id"), named, ignore=True)
        if under_way(connection):
            insert_many(connection, "search_late", ("kind", "id"), changes, ignore=True)

    @contextmanager
    def _waiting(self, connection: sqlite3.Connection, patient: bool) -> Iterator[None]:
        """Wait for other writers only for a moment."""
        if patient:
            yield
            return
        with waiting(connection, _PATIENCE_MS):
            yield
