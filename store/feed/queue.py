"""The prepared feed of a person: ranked once, then served in pages until something is learnt.

A queue is a generation. What stands on a wall goes on in the generation it began with; the next wall begins
with the newest one. Serving a page reads its rows and nothing else.
"""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass

from store.clock import Clock
from store.community.records import Reason
from store.database.base import Database, both
from store.database.rows import insert_many, upsert
from store.feed import ranking
from store.feed.ranking import Scored
from store.feed.recommender import Recommender
from store.feed.topics import numbers
from store.words import NOTHING

FRESH_SECONDS = 12 * 3_600
"""A queue older than this is made anew: new notes have come."""

PASSED_KEPT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A note in a queue, why it is there (``code``), by how much of each channel (in hundredths)."""

    position: int
    note: int
    reason: Reason | None
    about: int
    shares: tuple[int, ...]


class FeedQueue:
    """Makes queues and serves them."""

    def __init__(self, database: Database, clock: Clock, *, recommender: Recommender) -> None:
        self._database = database
        self._clock = clock
        self._recommender = recommender

    # -- serving

    def generation(self, person: str) -> int:
        """Return the generation a new wall begins with; one is made when there is none or something was learnt."""
        row = self._state(person)
        if row is None or row["stale"] or self._clock.now() - row["made_at"] > FRESH_SECONDS:
            return self.prepare(person)
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

    def _state(self, person: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = (
            self._database.read().execute("SELECT * FROM feeds WHERE person_id = ?", (person,)).fetchone()
        )
        return row

    # -- making

    def prepare(self, person: str) -> int:
        """Rank anew and keep the queue; return its generation. The one before it stays for walls that show it."""
        shown, names = self.rank(person)
        with self._database.write() as connection:
            state = self._state(person)
            generation = state["generation"] + 1 if state else 1
            passed = self._passed(connection, person, state)
            row = {
                "person_id": person,
                "generation": generation,
                "served": 0,
                "stale": 0,
                "made_at": self._clock.now(),
                "passed": passed.tobytes(),
            }
            upsert(connection, "feeds", row, key=("person_id",))
            connection.execute(
                "DELETE FROM feed_queue WHERE person_id = ? AND generation < ?", (person, generation - 1)
            )
            insert_many(
                connection,
                "feed_queue",
                ("person_id", "generation", "position", *_KEPT),
                [
                    (person, generation, position, *_kept(one, names.get(one.candidate.note)))
                    for position, one in enumerate(shown)
                ],
            )
        return generation

    @staticmethod
    def _passed(connection: sqlite3.Connection, person: str, state: sqlite3.Row | None) -> array[int]:
        """Return the notes that were shown and not opened, the latest last."""
        if state is None:
            return array("I")
        rows = connection.execute(
            """SELECT note FROM feed_queue WHERE person_id = ? AND generation = ? AND position < ?
               AND note NOT IN (SELECT note FROM seen WHERE person_id = feed_queue.person_id)
               ORDER BY position""",
            (person, state["generation"], state["served"]),
        )
        latest = dict.fromkeys([*numbers(state["passed"]), *(row[0] for row in rows)])
        return array("I", list(latest)[-PASSED_KEPT:])

    def rank(self, person: str, length: int = ranking.LENGTH) -> tuple[list[Scored], dict[int, Reason]]:
        """Return a person's notes in the order they are shown, and the reasons that are not plain facts."""
        passed = self._passed(self._database.read(), person, self._state(person))
        return self._recommender.rank(person, passed, length)


_KEPT = ("note", "code", "what_zh", "what_en", "about", "shares")


def _kept(one: Scored, reason: Reason | None) -> tuple[object, ...]:
    """Return a place as it is written: its reason, what that is about, the shares of the channels."""
    name = reason.name if reason else NOTHING
    about = one.explores or (
        one.near if reason and reason.code.startswith(("near", "together")) else one.topic
    )
    shares = " ".join(str(round(100 * max(0.0, part))) for part in one.parts)
    return one.candidate.note, reason.code if reason else "", name.zh, name.en, about, shares


def _place(row: sqlite3.Row) -> Place:
    reason = Reason(row["code"], both(row, "what")) if row["code"] else None
    shares = tuple(int(share) for share in row["shares"].split())
    return Place(row["position"], row["note"], reason, row["about"] or 0, shares)
