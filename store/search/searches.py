"""What a person has searched for, and what is searched for most."""

from __future__ import annotations

from dataclasses import dataclass

from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert, upsert
from store.errors import StoreError
from store.words import Bilingual, clean

KEPT = 30
"""Searches remembered for a person."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Words that many search for, and how often this week."""

    words: Bilingual
    searches: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Words somebody keeps as a channel of the feed."""

    id: str
    words: str


class SearchesRoom:
    """Remembered searches: a person's, saved ones, and trends."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def remember(self, person: str, words: str) -> None:
        """Remember what a person searched for; blank words and old ones beyond ``KEPT`` are forgotten."""
        words = " ".join(clean(words).split())
        if not words:
            return
        with self._database.write() as connection:
            row = {"person_id": person, "words": words, "at": self._clock.now()}
            upsert(connection, "searches", row, key=("person_id", "words"))
            connection.execute(
                """DELETE FROM searches WHERE person_id = ? AND words NOT IN
                   (SELECT words FROM searches WHERE person_id = ? ORDER BY at DESC, words LIMIT ?)""",
                (person, person, KEPT),
            )

    def forget(self, person: str, words: str) -> None:
        """Forget one search."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM searches WHERE person_id = ? AND words = ?", (person, words))

    def recent(self, person: str, limit: int = 8) -> tuple[str, ...]:
        """Return what a person searched for, the latest first."""
        query = "SELECT words FROM searches WHERE person_id = ? ORDER BY at DESC, words LIMIT ?"
        return tuple(row[0] for row in self._database.read().execute(query, (person, limit)))

    def save(self, person: str, words: str) -> SavedSearch:
        """Keep words as a channel of the feed; keeping them again changes nothing.

        Raises ``StoreError("empty_search")`` when there are none.
        """
        words = " ".join(clean(words).split())
        if not words:
            raise StoreError("empty_search")
        with self._database.write() as connection:
            row = {"person_id": person, "words": words, "at": self._clock.now()}
            insert(connection, "saved_searches", row, ignore=True)
        return next(one for one in self.saved(person) if one.words == words)

    def drop(self, person: str, saved: str) -> None:
        """Keep a saved search no longer."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM saved_searches WHERE person_id = ? AND id = ?", (person, saved))

    def saved(self, person: str) -> tuple[SavedSearch, ...]:
        """Return what a person keeps, the oldest first."""
        query = "SELECT id, words FROM saved_searches WHERE person_id = ? ORDER BY id"
        return tuple(
            SavedSearch(str(row[0]), row[1]) for row in self._database.read().execute(query, (person,))
        )

    def words_of(self, person: str, saved: str) -> str:
        """Return the words of a saved search; raises ``StoreError("unknown_search", id=...)``."""
        for one in self.saved(person):
            if one.id == saved:
                return one.words
        raise StoreError("unknown_search", id=saved)

    def unwanted(self, person: str) -> frozenset[str]:
        """Return the notes a person wants to see less of."""
        query = "SELECT note_id FROM reactions WHERE person_id = ? AND reaction = 'less'"
        return frozenset(row[0] for row in self._database.read().execute(query, (person,)))

    def trending(self, limit: int = 10) -> tuple[Trend, ...]:
        """Return what is searched for most, with how often."""
        rows = self._database.read().execute(
            """SELECT trending.*, other_searches + (SELECT COUNT(*) FROM searches
                    WHERE words IN (words_zh, words_en)) AS times
               FROM trending ORDER BY times DESC, words_zh LIMIT ?""",
            (limit,),
        )
        return tuple(Trend(both(row, "words"), row["times"]) for row in rows)

    def add_trend(self, trend: Trend) -> None:
        """Add words that others search for."""
        row = {"words_zh": trend.words.zh, "words_en": trend.words.en, "other_searches": trend.searches}
        with self._database.write() as connection:
            insert(connection, "trending", row)
