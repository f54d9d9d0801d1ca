"""The year's limit of a person: what is reserved by orders, counted by identity and calendar year.

Entries are append-only: an order reserves once and each of its cancellations and timely returns frees
once; what was committed at customs release is simply never freed.
"""

from __future__ import annotations

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.pricing.customs_tax import tax_day
from store.pricing.tax_rules import year_limit


class Quota:
    """The book of the year's limits. Amounts are fen of dutiable value (goods and freight)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def used(self, buyer_id: str) -> int:
        """Return what the buyer's identity has used this calendar year (Beijing time)."""
        return self._sum(self._key(buyer_id), tax_day(self._clock.now()).year)

    def reserve(self, buyer_id: str, reference: str, fen: int) -> None:
        """Reserve for an order; raises ``StoreError("over_annual_limit", used_fen=, left_fen=, limit_fen=)``."""
        today = tax_day(self._clock.now())
        key = self._key(buyer_id)
        with self._database.write():
            used = self._sum(key, today.year)
            if used + fen > year_limit(today):
                limit = year_limit(today)
                raise StoreError("over_annual_limit", used_fen=used, left_fen=limit - used, limit_fen=limit)
            self._write(key, today.year, reference, "reserve", fen)

    def free(self, order_id: str, reason: str, fen: int) -> None:
        """Give a part of what an order reserved back, once a reason, to the year it was taken from."""
        with self._database.write() as connection:
            query = "SELECT * FROM quota_entries WHERE reference = ? AND kind = 'reserve'"
            taken = connection.execute(query, (order_id,)).fetchone()
            reference = f"{order_id}/{reason}"
            known = "SELECT 1 FROM quota_entries WHERE reference = ? AND kind = 'free'"
            if taken and fen and not connection.execute(known, (reference,)).fetchone():
                self._write(taken["quota_key"], taken["year"], reference, "free", fen)

    def _key(self, buyer_id: str) -> str:
        query = "SELECT quota_key FROM identities WHERE buyer_id = ?"
        row = self._database.read().execute(query, (buyer_id,)).fetchone()
        return str(row[0]) if row else f"account:{buyer_id}"

    def _sum(self, key: str, year: int) -> int:
        query = """SELECT COALESCE(SUM(CASE kind WHEN 'reserve' THEN fen ELSE -fen END), 0)
            FROM quota_entries WHERE quota_key = ? AND year = ?"""
        return int(self._database.read().execute(query, (key, year)).fetchone()[0])

    def _write(self, key: str, year: int, reference: str, kind: str, fen: int) -> None:
        """Write an entry of a person's yearly quota."""
        with self._database.write() as connection:
            row = {
                "quota_key": key,
                "year": year,
                "reference": reference,
                "kind": kind,
                "fen": fen,
                "at": self._clock.now(),
            }
            insert(connection, "quota_entries", row)
