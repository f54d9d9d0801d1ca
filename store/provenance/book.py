"""The notary's book: what was taken in on a day, hash by hash, and the signed roots of the day.

The day is that of taking in. Each time something is added, the notary signs the root of the day so far;
no signed root is ever replaced.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.logistics.calendar import day_of
from store.provenance import canonical, merkle
from store.provenance.keys import NOTARY, sign
from store.provenance.records import NOWHERE, Chain, Entry, Happening, Root, SignedEvent
from store.words import Bilingual


class Book:
    """Events and the notary's entries for them, as they are kept."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._depth = 0

    @contextmanager
    def taking_in(self) -> Iterator[None]:
        """Hold one transaction for what is appended in the block; its end signs the day's root, once.

        Nested blocks are part of the outermost: signing after every consignment of a whole shop would walk the
        day's book again and again. The count needs no lock: whoever is here holds the database's.
        """
        with self._database.write():
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            if not self._depth:
                self._close_day()

    def append(
        self,
        chain: str,
        sku_id: str,
        goods: Bilingual,
        happenings: Sequence[Happening],
        after: Sequence[SignedEvent],
    ) -> list[SignedEvent]:
        """Have parties sign what happened after ``after``, and keep it (inside ``taking_in``)."""
        batch, _, unit = chain.partition("/")
        previous = after[-1].hash if after else NOWHERE
        made: list[SignedEvent] = []
        for sequence, one in enumerate(happenings, len(after) + 1):
            body = canonical.encode(
                {
                    "at": one.at,
                    "batch": batch,
                    "facts": dict(one.facts),
                    "goods": {"en": goods.en, "sku": sku_id, "zh": goods.zh},
                    "party": {
                        "en": one.party.name.en,
                        "id": one.party.id,
                        "role": one.party.role,
                        "zh": one.party.name.zh,
                    },
                    "place": {"en": one.place.en, "zh": one.place.zh, "zone": one.zone},
                    "previous": previous.hex(),
                    "sequence": sequence,
                    "step": one.step,
                    "unit": unit,
                    "version": 1,
                }
            )
            made.append(SignedEvent(body, sign(one.party.id, body)))
            previous = made[-1].hash
        self._keep(chain, made, len(after) + 1)
        return made

    def _keep(self, chain: str, events: Sequence[SignedEvent], first: int) -> None:
        """Write events to their chain, and their hashes to the book of the day, in one transaction."""
        day = self._today()
        with self._database.write() as connection:
            query = "SELECT COALESCE(MAX(position), -1) + 1 FROM provenance_entries WHERE day = ?"
            position = connection.execute(query, (day,)).fetchone()[0]
            for number, event in enumerate(events):
                place = {"chain": chain, "sequence": first + number}
                signed = {"body": event.body, "signature": event.signature}
                insert(connection, "provenance_events", {**place, **signed})
                entry = {"day": day, "position": position + number, **place, "hash": event.hash}
                insert(connection, "provenance_entries", entry)

    def _close_day(self) -> None:
        """Sign the root of today's book as it is now, unless that was done."""
        day = self._today()
        with self._database.write() as connection:
            leaves = self.leaves(connection, day)
            newest = "SELECT MAX(size) FROM provenance_roots WHERE day = ?"
            if not leaves or connection.execute(newest, (day,)).fetchone()[0] == len(leaves):
                return
            root = Root(day, len(leaves), merkle.Frontier(leaves).root(), b"")
            signature = sign(NOTARY, root.signed)
            row = {"day": day, "size": root.size, "root": root.root, "signature": signature}
            insert(connection, "provenance_roots", row)

    def _today(self) -> str:
        return day_of(self._clock.now()).isoformat()

    # -- reading

    def ends_with(self, chain: str, events: Sequence[SignedEvent]) -> bool:
        """Tell whether ``events`` are as many as the notary has of a unit and its batch, down to the same last one."""
        query = """SELECT sequence, hash FROM provenance_entries WHERE chain IN (?, ?)
            ORDER BY sequence DESC LIMIT 1"""
        names = (chain, chain.partition("/")[0])
        row = self._database.read().execute(query, names).fetchone()
        return row is not None and bool(events) and (row[0], row[1]) == (len(events), events[-1].hash)

    def leaves(self, connection: sqlite3.Connection, day: str) -> list[bytes]:
        """Return the hashes of a day's book in their order."""
        query = "SELECT hash FROM provenance_entries WHERE day = ? ORDER BY position"
        return [row[0] for row in connection.execute(query, (day,))]

    def events(self, chain: str) -> tuple[SignedEvent, ...]:
        """Return the events of a batch, or those a unit adds to its batch."""
        query = "SELECT body, signature FROM provenance_events WHERE chain = ? ORDER BY sequence"
        return tuple(SignedEvent(row[0], row[1]) for row in self._database.read().execute(query, (chain,)))

    def chain(self, batch: str, unit: str = "") -> Chain:
        """Return a chain as it is kept, with the entries, paths and newest roots that go with it."""
        names = (batch, f"{batch}/{unit}") if unit else (batch,)
        connection = self._database.read()
        found: dict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
        query = "SELECT day, position, sequence, hash FROM provenance_entries WHERE chain = ?"
        for name in names:
            for day, position, sequence, one in connection.execute(query, (name,)):
                found[day].append((position, sequence, one))
        entries: dict[int, Entry] = {}
        roots: dict[str, Root] = {}
        newest = "SELECT size, root, signature FROM provenance_roots WHERE day = ? ORDER BY size DESC LIMIT 1"
        for day, places in found.items():
            row = connection.execute(newest, (day,)).fetchone()
            if row is not None:
                roots[day] = Root(day, *row)
            leaves = self.leaves(connection, day)[: roots[day].size if day in roots else None]
            for position, sequence, one in places:
                beside = merkle.path(leaves, position) if position < len(leaves) else ()
                entries[sequence] = Entry(day, position, one, beside)
        events = tuple(event for name in names for event in self.events(name))
        return Chain(batch, unit, events, entries, roots, max(entries, default=0))
