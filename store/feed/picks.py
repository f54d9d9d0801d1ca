"""What the community chose: goods by what people did with the notes that mention them, lately.

Heat is applause that loses half of its worth every week. It is kept as the logarithm of a sum that grows
with the moment instead of fading (as warmth is, docs/decisions/0002): it never has to be computed again, an index keeps
the order, and the first page of the shop reads a few rows of it among any number of goods.
"""

from __future__ import annotations

from math import log2

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.database.base import Database
from store.feed.records import Pick

DAY = 86_400
DAYS = 14
_HOME_SECONDS = 8 * 3_600
HEAT_HALF_LIFE = 7 * DAY
WORTH = {"read": 0.1, "like": 2.0, "save": 5.0}
"""What applause adds to the goods of a note, shared among them."""

_SAVES = """
    SELECT day, SUM(saves) FROM (
        SELECT day, saves FROM note_products JOIN notes ON notes.id = note_id
            JOIN applause USING (note_id) WHERE product_id = :product AND verdict <> 'against' AND day > :first
        UNION ALL
        SELECT (at + 28800) / 86400, 1 FROM (SELECT MIN(events.id), at FROM note_products
            JOIN notes ON notes.id = note_id JOIN events USING (note_id)
            WHERE product_id = :product AND verdict <> 'against' AND events.kind = 'save'
            GROUP BY note_id, person_id))
    WHERE day > :first AND day <= :today GROUP BY day
"""


def day_of(at: int) -> int:
    """Return the day of a moment (seconds UTC), counted in Shanghai since 1970-01-01."""
    return (at + _HOME_SECONDS) // DAY


class PicksRoom:
    """Chooses goods by what people do with notes."""

    def __init__(self, database: Database, clock: Clock, *, catalogue: CatalogueRoom) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue

    def best(self, limit: int = 8) -> tuple[Pick, ...]:
        """Return the hottest goods that are in stock and that a note recommends, then the most saved ones."""
        connection = self._database.read()
        recommended = """EXISTS (SELECT 1 FROM note_products JOIN notes ON notes.id = note_id
            WHERE product_id = {} AND verdict = 'recommend')"""
        hot = connection.execute(
            f"""SELECT product_id FROM product_heat
                WHERE {recommended.format("product_heat.product_id")} ORDER BY heat DESC LIMIT ?""",
            (2 * limit,),
        )
        ids = [row[0] for row in hot]
        if len(ids) < limit:
            saved = connection.execute(
                f"""SELECT id FROM products WHERE {recommended.format("products.id")}
                    ORDER BY other_saves DESC LIMIT ?""",
                (2 * limit,),
            )
            ids = list(dict.fromkeys([*ids, *(row[0] for row in saved)]))
        cards = [card for card in self._catalogue.cards(tuple(ids)) if card.available][:limit]
        return tuple(Pick(card, self.saves(card.id)) for card in cards)

    def saves(self, product_id: str) -> tuple[int, ...]:
        """Return the saves that notes about a product got on each of the last 14 days, today last."""
        today = day_of(self._clock.now())
        values = {"product": product_id, "first": today - DAYS, "today": today}
        by_day = dict(self._database.read().execute(_SAVES, values).fetchall())
        return tuple(by_day.get(day, 0) for day in range(today - DAYS + 1, today + 1))

    # -- applause

    def applaud(self, note_id: str, at: int, reads: int, likes: int, saves: int) -> None:
        """Add what people outside this database did with a note on the day of ``at`` (seconds UTC)."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO applause VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                   reads = reads + excluded.reads, likes = likes + excluded.likes, saves = saves + excluded.saves""",
                (note_id, day_of(at), reads, likes, saves),
            )
            worth = reads * WORTH["read"] + likes * WORTH["like"] + saves * WORTH["save"]
            self.warm(note_id, worth, at)

    def warm(self, note_id: str, worth: float, at: int) -> None:
        """Add the applause of a day to the heat of a note's goods, unless the note advises against them."""
        if worth <= 0:
            return
        moment = day_of(at) * DAY
        with self._database.write() as connection:
            rows = connection.execute(
                """SELECT product_id, heat FROM note_products JOIN notes ON notes.id = note_id
                   LEFT JOIN product_heat USING (product_id) WHERE note_id = ? AND verdict <> 'against'""",
                (note_id,),
            ).fetchall()
            for product, heat in rows:
                connection.execute(
                    """INSERT INTO product_heat VALUES (?, ?)
                       ON CONFLICT DO UPDATE SET heat = excluded.heat""",
                    (product, warmer(heat, worth / len(rows), moment)),
                )


def warmer(heat: float | None, worth: float, at: int) -> float:
    """Return heat after some more applause at a moment (seconds UTC), in half-lives."""
    more = log2(worth) + at / HEAT_HALF_LIFE
    if heat is None:
        return more
    high, low = max(heat, more), min(heat, more)
    return high + log2(1 + 2 ** (low - high))
