"""What the community chose: goods by what people did with the notes that mention them, lately.

Heat is applause that loses half of its worth every week. It is kept as the logarithm of a sum that grows
with the moment instead of fading (as warmth is, docs/decisions/0002): it never has to be computed again, an index keeps
the order, and the first page of the shop reads a few rows of it among any number of goods.
"""

from __future__ import annotations

import sqlite3
from math import log2

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert_many, upsert, upsert_many
from store.feed.records import Pick

DAY = 86_400
DAYS = 14
_HOME_SECONDS = 8 * 3_600
HEAT_HALF_LIFE = 7 * DAY
WORTH = {"read": 0.1, "like": 2.0, "save": 5.0}
"""What applause adds to the goods of a note, shared among them."""
WORTH_COLUMNS = ("reads", "likes", "saves")

_SAVES = """
    SELECT day, SUM(saves) FROM (
        SELECT day, saves FROM note_products JOIN visible_notes notes ON notes.id = note_id
            JOIN applause USING (note_id) WHERE product_id = :product AND verdict <> 'against' AND day > :first
        UNION ALL
        SELECT (at + 28800) / 86400, 1 FROM (SELECT MIN(events.id), at FROM note_products
            JOIN visible_notes notes ON notes.id = note_id JOIN events USING (note_id)
            WHERE product_id = :product AND verdict <> 'against' AND events.kind = 'save'
            GROUP BY note_id, person_id))
    WHERE day > :first AND day <= :today GROUP BY day
"""


_WORTHS = """
    SELECT product_id, at, worth / (SELECT COUNT(*) FROM note_products WHERE note_id = told.note_id)
    FROM (
        SELECT note_id, day * 86400 AS at, reads * :read + likes * :like + saves * :save AS worth
            FROM applause WHERE {chosen}
        UNION ALL SELECT note_id, (at + 28800) / 86400 * 86400,
            CASE kind WHEN 'read' THEN :read WHEN 'like' THEN :like ELSE :save END
            FROM (SELECT note_id, kind, MIN(id), at FROM events
                WHERE kind IN ('read', 'like', 'save') AND {chosen} GROUP BY note_id, person_id, kind)
    ) told JOIN visible_notes notes ON notes.id = told.note_id
        JOIN note_products ON note_products.note_id = told.note_id
    WHERE verdict <> 'against' AND worth > 0
"""
_OF_CHANGED = """note_id IN (SELECT note_id FROM note_products
    WHERE product_id IN (SELECT product_id FROM heat_changed))"""


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
        self.catch_up()
        connection = self._database.read()
        recommended = """EXISTS (SELECT 1 FROM note_products JOIN visible_notes notes ON notes.id = note_id
            WHERE product_id = {} AND verdict = 'recommend')"""
        hot = connection.execute(
            f"""SELECT product_id FROM product_heat
                WHERE {recommended.format("product_heat.product_id")} ORDER BY heat DESC LIMIT ?""",
            (2 * limit,),
        )
        ids = [row[0] for row in hot]
        if len(ids) < limit:
            saved = connection.execute(
                f"""SELECT id FROM listed_products products WHERE {recommended.format("products.id")}
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
            columns, row = ("note_id", "day", *WORTH_COLUMNS), (note_id, day_of(at), reads, likes, saves)
            upsert_many(connection, "applause", columns, (row,), key=("note_id", "day"), adding=True)
            worth = reads * WORTH["read"] + likes * WORTH["like"] + saves * WORTH["save"]
            self.warm(note_id, worth, at)

    def catch_up(self) -> None:
        """Add the heat of those goods up anew whose notes came, went, or changed their mind."""
        changed = "SELECT product_id FROM heat_changed"
        if self._database.read().execute(f"{changed} LIMIT 1").fetchone() is None:
            return
        with self._database.write() as connection:
            heat = heat_of(connection, _OF_CHANGED)
            connection.execute(f"DELETE FROM product_heat WHERE product_id IN ({changed})")
            rows = [(row[0], heat[row[0]]) for row in connection.execute(changed) if row[0] in heat]
            insert_many(connection, "product_heat", ("product_id", "heat"), rows)
            connection.execute("DELETE FROM heat_changed")

    def warm(self, note_id: str, worth: float, at: int) -> None:
        """Add the applause of a day to the heat of a note's goods, unless the note advises against them."""
        if worth <= 0:
            return
        moment = day_of(at) * DAY
        with self._database.write() as connection:
            rows = connection.execute(
                """SELECT product_id, heat FROM note_products JOIN visible_notes notes ON notes.id = note_id
                   LEFT JOIN product_heat USING (product_id) WHERE note_id = ? AND verdict <> 'against'""",
                (note_id,),
            ).fetchall()
            for product, heat in rows:
                row = {"product_id": product, "heat": warmer(heat, worth / len(rows), moment)}
                upsert(connection, "product_heat", row, key=("product_id",))


def heat_of(connection: sqlite3.Connection, chosen: str = "TRUE") -> dict[str, float]:
    """Return the heat of goods as it follows from applause and events of all (or ``chosen``) notes."""
    heat: dict[str, float] = {}
    for product, at, worth in connection.execute(_WORTHS.format(chosen=chosen), WORTH):
        heat[product] = warmer(heat.get(product), worth, at)
    return heat


def warmer(heat: float | None, worth: float, at: int) -> float:
    """Return heat after some more applause at a moment (seconds UTC), in half-lives."""
    more = log2(worth) + at / HEAT_HALF_LIFE
    if heat is None:
        return more
    high, low = max(heat, more), min(heat, more)
    return high + log2(1 + 2 ** (low - high))
