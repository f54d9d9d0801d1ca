"""Building the whole index beside the old one: in steps that survive a kill, while everybody goes on reading."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from store.clock import Clock
from store.database.base import Database
from store.database.settings import drop_setting, keep_setting, setting
from store.database.sqlite import bring_log_home, create_table
from store.exchange.ahead import made_ahead
from store.pricing.customs_tax import tax_day
from store.search import index, tokens
from store.search.documents import Documents
from store.search.names import Names

STEP = 10_000
EMPTIED = 10
"""After so many steps what was written goes into the database file itself."""
ALONE = 30_000
"""Up to so many documents it is not worth starting a process that cuts texts while this one writes."""
RARE = 3
"""In a big world, tokens of fewer documents are not counted: half of all tokens, no use for the order."""

ORDER = {
    "note": ("visible_notes", "warmth"),
    "product": ("listed_products", "other_saves"),
    "person": ("people", "other_followers"),
}
"""The table (or its gate) of each kind of document, and the column that decides its static order."""

_KEY = "search/rebuilding"

Progress = Callable[[int, int], None]
Rows = list[index.Row]


class _Step(NamedTuple):
    """A few documents of one kind, with the rank of the first and the edge behind the last."""

    kind: str
    rank: int
    ids: tuple[str, ...]
    edge: tuple[int, str]


def under_way(connection: sqlite3.Connection) -> bool:
    """Tell whether an index is being built beside the one that is used."""
    return setting(connection, _KEY) is not None


class Rebuild:
    """One building of the index; what an interrupted one has done is kept and gone on with."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._on = tax_day(clock.now())

    def run(self, progress: Progress = lambda done, whole: None) -> None:
        """Build the index and put it in the place of the old one; ``progress`` hears ``(done, whole)``."""
        connection = self._database.read()
        self._begin(connection)
        whole = sum(
            int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
            for table, _ in ORDER.values()
        )
        done = int(self._state(connection).get("done", 0))
        for step, rows in self._cut(self._steps(connection), connection, whole):
            with self._database.write():
                index.insert(connection, step.kind, rows, index.NEXT)
                done += len(step.ids)
                self._keep(connection, {"kind": step.kind, "rank": step.rank + len(step.ids),
                                        "edge": step.edge, "done": done})  # fmt: skip
            if done // STEP % EMPTIED == 0:  # helpers keep reading, so that the log would only ever grow
                bring_log_home(connection)
            progress(done, whole)
        with self._database.write():
            if not self._state(connection).get("counted"):
                index.big_steps(connection, False, index.NEXT)
                index.count_all(connection, index.NEXT, RARE if whole > ALONE else 1)
                self._keep(connection, {**self._state(connection), "counted": True})
        self._finish(connection)

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Create the new index and its state, unless an interrupted rebuild left them."""
        with self._database.write():
            if self._state(connection) and index.exists(connection, index.NEXT):
                return
            index.create(connection, index.NEXT)
            index.big_steps(connection, True, index.NEXT)
            connection.execute("DROP TABLE IF EXISTS search_late")
            columns = "kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)"
            create_table(connection, "search_late", columns, keyed=True)
            Names(connection).number_all()
            if not index.current(
                connection
            ):  # no index has used these; what changes from now on is written down anew
                connection.execute("DELETE FROM search_changes WHERE kind IN ('note', 'product', 'person')")
            self._keep(connection, {})

    def _steps(self, connection: sqlite3.Connection) -> Iterator[_Step]:
        """Yield what is left to index, by kind, in order of worth, with the edge that each step ends at."""
        state = self._state(connection)
        kinds = list(ORDER)
        for kind in kinds[kinds.index(state.get("kind", kinds[0])) :]:
            table, worth = ORDER[kind]
            goes_on = state.get("kind") == kind
            rank, edge = (state["rank"], tuple(state["edge"])) if goes_on else (1, (1 << 62, ""))
            while True:
                rows = connection.execute(
                    f"""SELECT {worth}, id FROM {table} WHERE ({worth}, id) < (?, ?)
                        ORDER BY {worth} DESC, id DESC LIMIT ?""",
                    (*edge, STEP),
                ).fetchall()
                if not rows:
                    break
                edge = tuple(rows[-1])
                yield _Step(kind, rank, tuple(row[1] for row in rows), edge)
                rank += len(rows)

    def _cut(
        self, steps: Iterator[_Step], connection: sqlite3.Connection, whole: int
    ) -> Iterator[tuple[_Step, Rows]]:
        """Yield each step with its rows; of a big world other processes cut the texts, a few steps ahead."""
        if whole <= ALONE:
            documents = Documents(connection, Names(connection, fixed=True), self._on)
            for step in steps:
                yield step, _rows(documents, step)
            return
        yield from made_ahead(steps, _help, _begin_helping, (str(self._database.path), self._on))

    def _finish(self, connection: sqlite3.Connection) -> None:
        """Swap the tables; what changed meanwhile counts as changed once more."""
        with self._database.write():
            index.swap(connection)
            index.mark_current(connection)
            connection.execute(
                """INSERT INTO search_changes (kind, id) SELECT kind, id FROM search_late
                   WHERE TRUE ON CONFLICT DO NOTHING"""
            )
            connection.execute("DROP TABLE search_late")
            drop_setting(connection, _KEY)

    @staticmethod
    def _state(connection: sqlite3.Connection) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(setting(connection, _KEY) or "{}")
        return state if state.get("version") == tokens.VERSION else {}

    @staticmethod
    def _keep(connection: sqlite3.Connection, state: dict[str, Any]) -> None:
        keep_setting(connection, _KEY, json.dumps({**state, "version": tokens.VERSION}))


def _rows(documents: Documents, step: _Step) -> Rows:
    """Return the rows of a step for ``index.insert``."""
    found = {document.id: document for document in documents.read(step.kind, step.ids)}
    return [index.row_of(step.rank + place, found[id]) for place, id in enumerate(step.ids) if id in found]


_helping: list[Documents] = []


def _begin_helping(path: str, on: date) -> None:
    """Open the world for reading, once in each helping process."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    _helping.append(Documents(connection, Names(connection, fixed=True), on))


def _help(step: _Step) -> Rows:
    return _rows(_helping[0], step)
