"""Sales that come again: each running of a series lasts from one moment to another, at the same prices."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from store.catalogue.records import Sale
from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert, insert_many

PRICE = """(SELECT MIN(sale_prices.price_fen) FROM sale_prices JOIN sales USING (series)
    WHERE sku_id = skus.id AND starts_at <= {now} AND {now} < ends_at)"""
"""What a SKU costs in the sales that run at ``now`` (seconds UTC), for a query over ``skus``."""


_ENDLESS = """EXISTS (SELECT 1 FROM sales AS other WHERE other.series = sales.series
    AND (other.starts_at = sales.ends_at OR other.ends_at = sales.starts_at))"""
"""Whether a series goes on where another running of it ends, for a query over ``sales``."""


class SalesRoom:
    """Sales, and what belongs to them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def next(self) -> Sale | None:
        """Return the sale that runs now, else the one that comes next (``None`` when none is planned).

        What never pauses, such as a clearance, is no event and not looked for here.
        """
        found = self._sales(f"ends_at > :now AND NOT {_ENDLESS} ORDER BY starts_at, id LIMIT 1")
        return found[0] if found else None

    def shown(self) -> tuple[Sale, ...]:
        """Return ``next`` and, after it, the sales that run now without ever pausing."""
        event = self.next()
        endless = self._sales(f"starts_at <= :now AND :now < ends_at AND {_ENDLESS} ORDER BY id")
        return (*([event] if event else []), *endless)

    def _sales(self, chosen: str) -> tuple[Sale, ...]:
        """Return the sales that a condition on their row chooses, each with its number of products on sale."""
        now = self._clock.now()
        query = f"""SELECT sales.*, (SELECT COUNT(DISTINCT product_id) FROM sale_prices
                JOIN skus ON skus.id = sku_id JOIN listed_products ON listed_products.id = product_id
                WHERE sale_prices.series = sales.series) AS goods
            FROM sales WHERE {chosen}"""
        return tuple(_sale(row, now) for row in self._database.read().execute(query, {"now": now}))

    def goods(self, series: str) -> tuple[str, ...]:
        """Return the ids of the products of a series, those with the deepest cut first."""
        rows = self._database.read().execute(
            """SELECT product_id FROM sale_prices JOIN skus ON skus.id = sku_id WHERE series = ?
               GROUP BY product_id ORDER BY MIN(sale_prices.price_fen * 1.0 / skus.price_fen), product_id""",
            (series,),
        )
        return tuple(row[0] for row in rows)

    def add(self, sale: Sale) -> None:
        """Plan one running of a series."""
        row = {
            "id": sale.id,
            "series": sale.series,
            "name_zh": sale.name.zh,
            "name_en": sale.name.en,
            "starts_at": sale.starts_at,
            "ends_at": sale.ends_at,
        }
        with self._database.write() as connection:
            insert(connection, "sales", row)

    def set_prices(self, series: str, prices: Mapping[str, int]) -> None:
        """Say what SKUs cost (fen without import tax) whenever a series runs."""
        with self._database.write() as connection:
            insert_many(
                connection,
                "sale_prices",
                ("sku_id", "series", "price_fen"),
                [(sku_id, series, fen) for sku_id, fen in prices.items()],
            )


def _sale(row: sqlite3.Row, now: int) -> Sale:
    """Return a row as a sale; it is running once its start has passed."""
    return Sale(
        row["id"],
        row["series"],
        both(row, "name"),
        row["starts_at"],
        row["ends_at"],
        row["goods"],
        running=row["starts_at"] <= now,
    )
