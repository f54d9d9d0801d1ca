"""What people do with notes, kept as events, and the interests that follow from it.

An interest is the sum of the weights of events, each worth half as much every 14 days. The sum is kept
decayed to its last event, so that an event touches only its own topics; ``replayed`` computes it anew.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from typing import Literal

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert, upsert_many
from store.database.sqlite import among, listed
from store.feed.topics import TopicIndex, numbers

EventKind = Literal[
    "read", "like", "save", "share", "unlike", "unsave", "less", "unless", "follow", "unfollow",
    "pick", "more", "fewer", "forget", "restore", "skip",
]  # fmt: skip

HALF_LIFE = 14 * 86_400
WEIGHTS: dict[str, float] = {
    "read": 1.0,
    "like": 3.0,
    "save": 5.0,
    "share": 6.0,
    "less": -6.0,
    "pick": 8.0,
    "more": 5.0,
}
"""What an event adds to each of its topics (design: read 1, like 3, save 5, share 6)."""

EVERYTHING = 0
"""The topic whose forgetting forgets all: searches and goods from before it count no more."""

TAKEN_BACK = {"unlike": "like", "unsave": "save", "unless": "less"}
_NOBODYS = """
    INSERT INTO applause (note_id, day, reads, likes, saves)
    SELECT note_id, (at + 28800) / 86400 AS day, SUM(kind = 'read'), SUM(kind = 'like'), SUM(kind = 'save')
    FROM (SELECT note_id, events.kind AS kind, MIN(events.id), at FROM events JOIN notes ON notes.id = note_id
        WHERE person_id = ? AND events.kind IN ('read', 'like', 'save') GROUP BY note_id, events.kind)
    WHERE TRUE GROUP BY note_id, day ON CONFLICT DO UPDATE SET
        reads = reads + excluded.reads, likes = likes + excluded.likes, saves = saves + excluded.saves
"""

AGAIN_SECONDS = 3_600
"""Opening or sharing a note again within the hour is the same reading, the same sharing."""

_LASTING = ("read", "share")


def decayed(weight: float, seconds: int) -> float:
    """Return what is left of a weight after some time; a moment that lies ahead changes nothing."""
    return float(weight * 0.5 ** (max(0, seconds) / HALF_LIFE))


class Behaviour:
    """Writes events, each with what follows from it, in one transaction."""

    def __init__(self, database: Database, clock: Clock, topics: TopicIndex) -> None:
        self._database = database
        self._clock = clock
        self.topics = topics

    def of_note(self, person: str, note_id: str, kind: EventKind) -> bool:
        """Remember what a person did with a note; taking back undoes what is left of what was done.

        Return whether it was the first time: applause counts once a person.
        """
        with self._database.write() as connection:
            self.topics.catch_up()
            note = self.topics.number_of(note_id)
            about = self.topics.of_note(note)
            if kind in _LASTING and self._done_lately(connection, person, note_id, kind):
                return False
            weight = WEIGHTS.get(kind, 0.0)
            if done := TAKEN_BACK.get(kind):
                weight, about = self._left_of(connection, person, note_id, done)
            self._write(connection, person, kind, note_id, about, weight)
            self._mark_seen(connection, person, note_id, note)
            query = "SELECT COUNT(*) FROM events WHERE note_id = ? AND kind = ? AND person_id = ?"
            return bool(connection.execute(query, (note_id, kind, person)).fetchone()[0] == 1)

    def of_topics(
        self,
        person: str,
        kind: EventKind,
        topics: Iterable[int],
        note_id: str = "",
        weight: float | None = None,
    ) -> None:
        """Remember what a person said of topics themselves (perhaps because of a note).

        ``weight`` goes before that of the kind (for ``restore``, which has none of its own).
        """
        with self._database.write() as connection:
            about = array("I", topics)
            weight = WEIGHTS.get(kind, 0.0) if weight is None else weight
            if kind == "less":
                weight -= self._liked(connection, person, about)
            if done := TAKEN_BACK.get(kind):
                weight, about = self._left_of(connection, person, note_id, done)
            self._write(connection, person, kind, note_id or None, about, weight)
            if note_id:
                self._mark_seen(connection, person, note_id, self.topics.number_of(note_id))

    def _liked(self, connection: sqlite3.Connection, person: str, topics: array[int]) -> float:
        """Return how much is liked of topics: wanting less of them begins by taking that away."""
        query = f"""SELECT weight, at FROM interests
            WHERE person_id = ? AND topic IN ({among()})"""
        rows = connection.execute(query, (person, listed(topics)))
        return max((decayed(row[0], self._clock.now() - row[1]) for row in rows if row[0] > 0), default=0.0)

    def forget(self, person: str) -> None:
        """Forget everything: events, interests, what was seen and what was prepared.

        Applause stays with the notes but without a name, so that the goods keep their heat.
        """
        with self._database.write() as connection:
            connection.execute(_NOBODYS, (person,))
            for table in ("events", "interests", "seen", "feeds", "feed_queue"):
                connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (person,))
            # What is liked, saved or read stays so, but no interest is derived from it any more.
            connection.execute(
                """INSERT INTO seen (person_id, note) SELECT person_id, number FROM reactions
                   JOIN notes ON notes.id = note_id WHERE person_id = ? ON CONFLICT DO NOTHING""",
                (person,),
            )
            self._write(connection, person, "forget", None, array("I", [EVERYTHING]), 0.0)

    def _write(
        self, connection: sqlite3.Connection, person: str, kind: str, note_id: str | None,
        topics: array[int], weight: float,
    ) -> None:  # fmt: skip
        """Write an event, add its weight to the interests, and mark the person's prepared feed as stale."""
        now = self._clock.now()
        row = {
            "person_id": person,
            "kind": kind,
            "note_id": note_id,
            "topics": topics.tobytes(),
            "weight": weight,
            "at": now,
        }
        insert(connection, "events", row)
        if topics:
            self._weigh(connection, person, kind, topics, weight, now)
        connection.execute("UPDATE feeds SET stale = 1 WHERE person_id = ? AND NOT stale", (person,))

    @staticmethod
    def _weigh(
        connection: sqlite3.Connection, person: str, kind: str, topics: array[int], weight: float, now: int
    ) -> None:
        """Add a weight to what is left of each topic's; ``fewer`` halves it, ``forget`` ends it."""
        query = f"""SELECT topic, weight, at FROM interests
            WHERE person_id = ? AND topic IN ({among()})"""
        before = {row[0]: row for row in connection.execute(query, (person, listed(topics)))}
        rows = []
        for topic in topics:
            old = (before[topic][1], before[topic][2]) if topic in before else (0.0, now)
            rows.append((person, topic, *after(old, kind, weight, now)))
        columns = ("person_id", "topic", "weight", "at")
        upsert_many(connection, "interests", columns, rows, key=("person_id", "topic"))

    def _left_of(
        self, connection: sqlite3.Connection, person: str, note_id: str, done: str
    ) -> tuple[float, array[int]]:
        """Return the negative of what is left of the last such event, with its topics."""
        row = connection.execute(
            """SELECT topics, weight, at FROM events
               WHERE note_id = ? AND kind = ? AND person_id = ? ORDER BY id DESC LIMIT 1""",
            (note_id, done, person),
        ).fetchone()
        if row is None:
            return 0.0, array("I")
        return -decayed(row["weight"], self._clock.now() - row["at"]), numbers(row["topics"])

    def _done_lately(self, connection: sqlite3.Connection, person: str, note_id: str, kind: str) -> bool:
        query = "SELECT MAX(at) FROM events WHERE note_id = ? AND kind = ? AND person_id = ?"
        last = connection.execute(query, (note_id, kind, person)).fetchone()[0]
        return last is not None and self._clock.now() - last < AGAIN_SECONDS

    @staticmethod
    def _mark_seen(connection: sqlite3.Connection, person: str, note_id: str, note: int) -> None:
        """Keep ``seen`` true to the reactions: who read, liked, saved or dropped a note knows it."""
        query = "SELECT 1 FROM reactions WHERE note_id = ? AND person_id = ? LIMIT 1"
        if connection.execute(query, (note_id, person)).fetchone():
            insert(connection, "seen", {"person_id": person, "note": note}, ignore=True)
        else:
            connection.execute("DELETE FROM seen WHERE person_id = ? AND note = ?", (person, note))


def after(old: tuple[float, int], kind: str, weight: float, at: int) -> tuple[float, int]:
    """Return weight and moment of a topic after an event: ``fewer`` halves it, ``forget`` ends it.

    An event that is told late (its moment lies before the last one) counts as what is left of it.
    """
    moment = max(old[1], at)
    left = decayed(old[0], moment - old[1])
    if kind == "forget":
        return 0.0, moment
    return (left / 2 if kind == "fewer" else left + decayed(weight, moment - at)), moment


def replayed(events: Iterable[sqlite3.Row]) -> dict[int, tuple[float, int]]:
    """Return weight and moment of every topic, computed from all of a person's events in their order."""
    found: dict[int, tuple[float, int]] = {}
    for event in events:
        for topic in numbers(event["topics"]):
            old = found.get(topic, (0.0, event["at"]))
            found[topic] = after(old, event["kind"], event["weight"], event["at"])
    return found
