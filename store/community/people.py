"""People: who they are, and who follows whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from store.clock import Clock
from store.community.records import Person
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError

if TYPE_CHECKING:
    from store.community.learning import Learning

_SELECT = """
    SELECT people.*,
        other_followers + (SELECT COUNT(*) FROM follows WHERE person_id = people.id) AS followers,
        (SELECT COUNT(*) FROM visible_notes WHERE author_id = people.id) AS notes,
        EXISTS (SELECT 1 FROM follows WHERE person_id = people.id AND follower_id = :viewer) AS followed
    FROM people
"""


class PeopleRoom:
    """The register of people."""

    def __init__(self, database: Database, clock: Clock, *, learning: Callable[[], Learning]) -> None:
        self._database = database
        self._clock = clock
        self._learning = learning

    def add(self, person: Person) -> None:
        """Add a person; their ``followers`` are those outside the database, ``notes`` is not stored."""
        with self._database.write() as connection:
            insert(
                connection,
                "people",
                {
                    "id": person.id,
                    "role": person.role,
                    "name_zh": person.name.zh,
                    "name_en": person.name.en,
                    "age": person.age,
                    "city_zh": person.city.zh,
                    "city_en": person.city.en,
                    "bio_zh": person.bio.zh,
                    "bio_en": person.bio.en,
                    "facts_zh": person.facts.zh,
                    "facts_en": person.facts.en,
                    "other_followers": person.followers,
                },
            )

    def get(self, person_id: str, viewer: str = "") -> Person:
        """Return a person as ``viewer`` sees them; raises ``StoreError("unknown_person", id=...)``."""
        row = (
            self._database.read()
            .execute(_SELECT + " WHERE id = :id", {"viewer": viewer, "id": person_id})
            .fetchone()
        )
        if row is None:
            raise StoreError("unknown_person", id=person_id)
        return _person(row)

    def buyers(self) -> tuple[Person, ...]:
        """Return the demo buyers, by id."""
        rows = self._database.read().execute(_SELECT + " WHERE role = 'buyer' ORDER BY id", {"viewer": ""})
        return tuple(_person(row) for row in rows)

    def follow(self, viewer: str, person_id: str, on: bool) -> bool:
        """Follow somebody or stop it; return whether ``viewer`` follows them now.

        Raises ``StoreError``: ``unknown_person``, or ``cannot_follow_oneself``.
        """
        if viewer == person_id:
            raise StoreError("cannot_follow_oneself")
        self.get(person_id)
        with self._database.write() as connection:
            if on:
                row = {"follower_id": viewer, "person_id": person_id, "at": self._clock.now()}
                changed = insert(connection, "follows", row, ignore=True).rowcount
            else:
                changed = connection.execute(
                    "DELETE FROM follows WHERE follower_id = ? AND person_id = ?", (viewer, person_id)
                ).rowcount
            if changed:
                self._learning().follow_event(viewer, on)
        return on

    def followed_by(self, viewer: str) -> tuple[Person, ...]:
        """Return whom ``viewer`` follows, the latest first."""
        rows = self._database.read().execute(
            _SELECT + " JOIN follows ON person_id = id WHERE follower_id = :viewer ORDER BY at DESC, id",
            {"viewer": viewer},
        )
        return tuple(_person(row) for row in rows)


def _person(row: sqlite3.Row) -> Person:
    """Return a row as a person, as the viewer sees them."""
    return Person(
        id=row["id"],
        name=both(row, "name"),
        role=row["role"],
        age=row["age"],
        city=both(row, "city"),
        bio=both(row, "bio"),
        facts=both(row, "facts"),
        followers=row["followers"],
        notes=row["notes"],
        followed=bool(row["followed"]),
    )
