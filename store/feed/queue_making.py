"""Makes the prepared feed of a person: ranks, keeps the order with its reasons, and what was passed over."""

from __future__ import annotations

import sqlite3
from array import array

from store.clock import Clock
from store.community.records import Reason
from store.database.base import Database
from store.database.rows import insert_many, upsert
from store.feed import ranking
from store.feed.queue import queue_state
from store.feed.ranking import Scored
from store.feed.recommender import Recommender
from store.feed.topics import numbers
from store.words import NOTHING

PASSED_KEPT = 200


class QueueMaker:
    """Makes queues, a generation each."""

    def __init__(self, database: Database, clock: Clock, *, recommender: Recommender) -> None:
        self._database = database
        self._clock = clock
        self._recommender = recommender

    def prepare(self, person: str) -> int:
        """Rank anew and keep the queue; return its generation. The one before it stays for walls that show it."""
        shown, names = self.rank(person)
        with self._database.write() as connection:
            state = queue_state(self._database, person)
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
        passed = self._passed(self._database.read(), person, queue_state(self._database, person))
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
