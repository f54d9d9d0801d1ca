"""The prepared feed of a person: ranked once, then served in pages until something is learnt.

A queue is a generation. What stands on a wall goes on in the generation it began with; the next wall begins
with the newest one. Serving a page reads its rows and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from store.clock import Clock
from store.community.records import Reason
from store.database.base import Database, both

FRESH_SECONDS = 12 * 3_600
"""A queue older than this is made anew: new notes have come."""


@dataclass(frozen=True, slots=True)
class Place:
    """A note in a queue, why it is there (``code``), by how much of each channel (in hundredths)."""

    position: int
    note: int
    reason: Reason | None
    about: int
    shares: tuple[int, ...]


class Making(Protocol):
    """What ranks anew and keeps the queue (``store.feed.queue_making``)."""

    def prepare(self, person: str) -> int:
        """Make a person's queue; return its generation."""
        ...


class FeedQueue:
    """Serves queues, and has them made. A start with a fresh one imports nothing that ranks."""

    def __init__(self, database: Database, clock: Clock, *, maker: Callable[[], Making]) -> None:
        self._database = database
        self._clock = clock
        self._maker = maker

    def generation(self, person: str) -> int:
        """Return the generation a new wall begins with; one is made when there is none or something was learnt."""
        row = queue_state(self._database, person)
        if row is None or row["stale"] or self._clock.now() - row["made_at"] > FRESH_SECONDS:
            return self._maker().prepare(person)
        return int(row["generation"])

    def places(self, person: str, generation: int, start: int, limit: int) -> tuple[Place, ...]:
        """Return the places of a queue from a position on."""
        rows = self._database.read().execute(
            """SELECT * FROM feed_queue WHERE person_id = ? AND generation = ? AND position >= ?
               ORDER BY position LIMIT ?""",
            (person, generation, start, limit),
        )
        return tuple(map(_place, rows))

    def place_of(self, person: str, note: int) -> Place | None:
        """Return where a note stands in the newest queue that has it."""
        row = (
            self._database.read()
            .execute(
                """SELECT * FROM feed_queue WHERE person_id = ? AND note = ?
                   ORDER BY generation DESC LIMIT 1""",
                (person, note),
            )
            .fetchone()
        )
        return _place(row) if row else None

    def about(self, person: str, note: int) -> int:
        """Return the topic a note was shown for, 0 for none."""
        place = self.place_of(person, note)
        shown_for = place is not None and place.reason and place.reason.code.startswith(("topic-", "explore"))
        return place.about if place and shown_for else 0

    def pass_over(self, person: str, upto: int) -> None:
        """Remember how far the newest queue was looked through, and make the next wall begin with another.

        What was not opened there comes later in the next one.
        """
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET served = MAX(served, ?), stale = 1 WHERE person_id = ?", (upto, person)
            )


def queue_state(database: Database, person: str) -> sqlite3.Row | None:
    """Return the row of a person's newest queue: its generation, how far it was served, whether it is stale."""
    query = "SELECT * FROM feeds WHERE person_id = ?"
    row: sqlite3.Row | None = database.read().execute(query, (person,)).fetchone()
    return row


def _place(row: sqlite3.Row) -> Place:
    reason = Reason(row["code"], both(row, "what")) if row["code"] else None
    shares = tuple(int(share) for share in row["shares"].split())
    return Place(row["position"], row["note"], reason, row["about"] or 0, shares)
