"""Notes that lie near a note: they share rare topics, or the same people saved both.

One person's machine has no matrix of everybody's saves, so that content comes first; what the people of this
database saved together is added. Neighbours are computed when they are first asked for (0.6 ms at a million
notes) and kept until something about their topics changes, so that a new note has them at once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from store.database.base import Database
from store.database.rows import upsert_many
from store.database.sqlite import among, listed
from store.feed.topics import TopicIndex, numbers

NEAREST = 20
"""Neighbours kept for a note (design: 50 or 100 gain 1 % of recall)."""

_COMPARED = 60
_FAR = 0.04
"""Notes that share no more than a shelf are not near."""

_SAVERS, _SAVES_EACH = 300, 50
_BELIEVED = 5
_PEOPLE = 2
"""One person's saves say nothing about two notes; a few say a little (shrunk by ``n / (n + 3)``)."""
_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A note near another: its number, how near (0-1 by content, more where people saved both).

    ``together`` says that it is there because people saved both more than because of what it is about.
    """

    note: int
    weight: float
    together: bool


class Neighbours:
    """Computes and keeps neighbours."""

    def __init__(self, database: Database, topics: TopicIndex) -> None:
        self._database = database
        self._topics = topics

    def of(self, notes: Iterable[int]) -> dict[int, tuple[Neighbour, ...]]:
        """Return for each note those nearest to it, the nearest first; what had to be computed is kept."""
        query = f"""SELECT note, neighbours FROM note_neighbours
            WHERE note IN ({among()})"""
        wanted = list(notes)
        rows = self._database.read().execute(query, (listed(wanted),))
        found = {row[0]: tuple(_unpacked(numbers(row[1]))) for row in rows}
        new = {note: self._compute(note) for note in wanted if note not in found}
        if new:
            self._keep(new)
        return found | new

    def _keep(self, new: dict[int, tuple[Neighbour, ...]]) -> None:
        """Write newly computed neighbours."""
        with self._database.write() as connection:
            rows = [(note, _packed(found)) for note, found in new.items()]
            upsert_many(connection, "note_neighbours", ("note", "neighbours"), rows, key=("note",))

    def _compute(self, note: int) -> tuple[Neighbour, ...]:
        """Return the nearest notes: by content, and by who saved both, which weighs more with every save."""
        saves = {other: likeness for other, (_people, likeness) in self.saved_together(note).items()}
        # The more people have saved a note, the less it matters what it seems to be about.
        trust = _BELIEVED / (_BELIEVED + self._savers(note))
        content = {other: trust * likeness for other, likeness in self._by_content(note).items()}
        found = [
            Neighbour(other, weight, saves.get(other, 0.0) > content.get(other, 0.0))
            for other in content.keys() | saves.keys()
            if (weight := content.get(other, 0.0) + saves.get(other, 0.0)) >= _FAR * trust
        ]
        return tuple(sorted(found, key=lambda one: (-one.weight, -one.note))[:NEAREST])

    def _savers(self, note: int) -> int:
        query = """SELECT COUNT(*) FROM reactions JOIN visible_notes notes ON notes.id = note_id
            WHERE number = ? AND reaction = 'save'"""
        return int(self._database.read().execute(query, (note,)).fetchone()[0])

    def _by_content(self, note: int) -> dict[int, float]:
        """Return the cosine of the rarities of topics for the notes that share most with a note."""
        own = self._topics.of_note(note)
        worth = {topic: rare for topic, (_kind, rare) in self._topics.rarities(own).items()}
        shared: dict[int, float] = defaultdict(float)
        for topic, weight in worth.items():
            for other in self._topics.warmest(topic):
                shared[other] += weight * weight
        shared.pop(note, None)
        compared = sorted(shared.items(), key=lambda pair: (-pair[1], -pair[0]))[:_COMPARED]
        lengths = self._lengths([other for other, _dot in compared], worth)
        length = sqrt(sum(weight * weight for weight in worth.values())) or 1.0
        return {other: dot / (length * lengths[other]) for other, dot in compared if other in lengths}

    def _lengths(self, notes: list[int], worth: dict[int, float]) -> dict[int, float]:
        """Return the lengths of notes as vectors of topics; ``worth`` holds what is known of topics."""
        query = f"SELECT note, topics FROM note_topics WHERE note IN ({among()})"
        rows = self._database.read().execute(query, (listed(notes),))
        about = {row[0]: numbers(row[1]) for row in rows}
        unknown = {topic for topics in about.values() for topic in topics} - worth.keys()
        known = worth | {topic: rare for topic, (_kind, rare) in self._topics.rarities(unknown).items()}
        return {
            note: sqrt(sum(known[topic] ** 2 for topic in topics if topic in known)) or 1.0
            for note, topics in about.items()
        }

    def saved_together(self, note: int, but: str = "") -> dict[int, tuple[int, float]]:
        """Return what several savers of a note saved too: by how many, and the shrunk cosine of the two sets.

        ``but`` names a person who does not count: one's own saves are no news.
        """
        rows = self._database.read().execute(
            f"""WITH savers AS (SELECT person_id FROM reactions JOIN visible_notes notes ON notes.id = note_id
                    WHERE number = :note AND reaction = 'save' AND person_id <> :but LIMIT {_SAVERS}),
                both AS (SELECT note_id, COUNT(*) AS people FROM savers JOIN reactions USING (person_id)
                    WHERE reaction = 'save' GROUP BY note_id HAVING people >= {_PEOPLE})
                SELECT number, people, (SELECT COUNT(*) FROM savers), (SELECT COUNT(*) FROM reactions
                    WHERE note_id = both.note_id AND reaction = 'save')
                FROM both JOIN visible_notes notes ON notes.id = both.note_id WHERE number <> :note""",
            {"note": note, "but": but},
        )
        found = {
            other: (people, people / sqrt(ours * theirs) * people / (people + _PEOPLE + 1))
            for other, people, ours, theirs in rows
        }
        nearest = sorted(found, key=lambda other: (-found[other][1], -other))[:_SAVES_EACH]
        return {other: found[other] for other in nearest}


def _packed(found: Iterable[Neighbour]) -> bytes:
    flat = [n for one in found for n in (one.note, round(one.weight * _SCALE), int(one.together))]
    return array("I", flat).tobytes()


def _unpacked(flat: array[int]) -> list[Neighbour]:
    return [Neighbour(flat[at], flat[at + 1] / _SCALE, bool(flat[at + 2])) for at in range(0, len(flat), 3)]
