"""What somebody has searched for, and what everybody searches for these days."""

from __future__ import annotations

from dataclasses import dataclass

from store.clock import Clock
from store.database import Database, both
from store.words import Bilingual, clean

KEPT = 30
"""So many of a person's searches are remembered."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Words that many search for, and how often this week."""

    words: Bilingual
    searches: int


class SearchesRoom:
    """The memory of the search."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def remember(self, person: str, words: str) -> None:
        """Remember what a person searched for; blank words and old ones beyond ``KEPT`` are forgotten."""
        words = " ".join(clean(words).split())
        if not words:
            return
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO searches VALUES (?, ?, ?)
                   ON CONFLICT (person_id, words) DO UPDATE SET at = excluded.at""",
                (person, words, self._clock.now()),
            )
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
        values = (trend.words.zh, trend.words.en, trend.searches)
        with self._database.write() as connection:
            connection.execute("INSERT INTO trending VALUES (?, ?, ?)", values)
