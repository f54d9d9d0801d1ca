"""Promotions, coupons and points: what is running, what a buyer holds, and the books of their use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert, insert_many
from store.errors import StoreError
from store.offers.records import Block, Held, Offer, Verdict, Wallet
from store.words import Bilingual, clean

YEAR_SECONDS = 365 * 86_400
TIERS: tuple[tuple[str, int, int], ...] = (("gold", 500_000, 2), ("silver", 150_000, 1))
"""Name, fen of completed orders in the last 365 days, and per cent of the goods it pays."""
POINTS_PERCENT = 20
"""At most this much of the goods may be paid with points; one point is worth one fen."""
MEMBERSHIP, POINTS = "membership", "points"
_ALWAYS = 2**40


class OffersRoom:
    """Offers, who holds them, and their use."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # -- looking

    def held(self, buyer: str, *, at: int | None = None) -> tuple[Held, ...]:
        """Return every offer that concerns a buyer now, with what stands in the way of each.

        What ended more than 30 days ago and codes nobody typed are left out.
        """
        now = self._clock.now() if at is None else at
        kept = self._kept(buyer)
        rows = self._database.read().execute(
            """SELECT offers.*, grants.buyer_id IS NOT NULL AS granted FROM offers
               LEFT JOIN coupon_grants grants
                   ON grants.offer_id = offers.id AND grants.buyer_id = ? AND grants.at <= ?
               WHERE ends_at > ? AND (audience <> 'holders' OR granted)
               ORDER BY CASE kind WHEN 'bundle' THEN 0 WHEN 'threshold' THEN 1 ELSE 2 END, ends_at, id""",
            (buyer, now, now - 30 * 86_400),
        )
        found = [
            Held(offer, self._blocked(buyer, offer, now, kept)) for offer in map(self._offer, rows.fetchall())
        ]
        return (*found, *self._own_means(buyer, kept))

    def wallet(self, buyer: str) -> Wallet:
        """Return a buyer's points and tier; ``next_fen`` is what is missing to the next one (0 at the top)."""
        connection = self._database.read()
        now = self._clock.now()
        query = "SELECT COALESCE(SUM(points), 0) FROM points_entries WHERE buyer_id = ? AND at <= ?"
        points = int(connection.execute(query, (buyer, now)).fetchone()[0])
        spent = connection.execute(
            """SELECT COALESCE(SUM(goods_fen), 0) FROM orders
               WHERE buyer_id = ? AND state = 'completed' AND placed_at > ?""",
            (buyer, now - YEAR_SECONDS),
        ).fetchone()[0]
        tier = next((name for name, fen, _ in TIERS if spent >= fen), "basic")
        missing = [fen - spent for _, fen, _ in TIERS if fen > spent]
        return Wallet(points, tier, min(missing, default=0))  # type: ignore[arg-type]

    # -- planning and handing out

    def add(self, offer: Offer) -> None:
        """Plan an offer; a second one with its id or code raises ``sqlite3.IntegrityError``."""
        with self._database.write() as connection:
            insert(
                connection,
                "offers",
                {
                    "id": offer.id,
                    "kind": offer.kind,
                    "name_zh": offer.name.zh,
                    "name_en": offer.name.en,
                    "merchant_id": offer.merchant_id,
                    "category": offer.category,
                    "min_fen": offer.min_fen,
                    "off_fen": offer.off_fen,
                    "percent": offer.percent,
                    "most_fen": offer.most_fen,
                    "audience": offer.audience,
                    "code": offer.code.upper(),
                    "uses": offer.uses,
                    "alone": int(offer.alone),
                    "starts_at": offer.starts_at,
                    "ends_at": offer.ends_at,
                },
            )
            insert_many(
                connection,
                "bundle_parts",
                ("offer_id", "sku_id", "quantity"),
                [(offer.id, sku_id, quantity) for sku_id, quantity in offer.parts.items()],
            )

    def grant(self, buyer: str, offer_id: str) -> None:
        """Put a coupon into a buyer's hands; once is enough."""
        with self._database.write() as connection:
            row = {"offer_id": offer_id, "buyer_id": buyer, "at": self._clock.now()}
            insert(connection, "coupon_grants", row, ignore=True)

    def redeem_code(self, buyer: str, code: str) -> Offer:
        """Turn a code into a coupon; raises ``StoreError``: ``unknown_code``, ``code_over``, ``code_used_up``."""
        wanted = clean(code).strip().upper()
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT * FROM offers WHERE code = ? AND code <> ''", (wanted,)
            ).fetchone()
            if row is None:
                raise StoreError("unknown_code", given=wanted)
            offer, now = self._offer(row), self._clock.now()
            blocked = self._blocked(buyer, offer, now, frozenset())
            if blocked in ("over", "not_yet"):
                raise StoreError("code_over", given=wanted)
            if blocked:
                raise StoreError("code_used_up", given=wanted)
            self.grant(buyer, offer.id)
            return offer

    def keep(self, buyer: str, offer_id: str, on: bool) -> None:
        """Keep an offer for later (or take it back into use)."""
        with self._database.write() as connection:
            if on:
                insert(connection, "kept_offers", {"buyer_id": buyer, "offer_id": offer_id}, ignore=True)
            else:
                connection.execute(
                    "DELETE FROM kept_offers WHERE buyer_id = ? AND offer_id = ?", (buyer, offer_id)
                )

    def add_points(self, buyer: str, points: int, kind: str, reference: str) -> None:
        """Write one movement of points; a reference counts once for each kind."""
        if points:
            with self._database.write() as connection:
                insert(
                    connection,
                    "points_entries",
                    {
                        "buyer_id": buyer,
                        "kind": kind,
                        "points": points,
                        "reference": reference,
                        "at": self._clock.now(),
                    },
                    ignore=True,
                )

    # -- the books of use

    def reserve(self, buyer: str, intent: str, verdicts: Iterable[Verdict]) -> None:
        """Reserve what an order is placed with, inside its transaction.

        Raises ``StoreError("offer_gone", offer=)`` when a coupon was used elsewhere in between.
        """
        with self._database.write():
            for verdict in verdicts:
                offer = verdict.offer
                if not verdict.used or offer.kind in ("bundle", "threshold", MEMBERSHIP):
                    continue
                if offer.kind == POINTS:
                    if self.wallet(buyer).points < verdict.fen:
                        raise StoreError("offer_gone", offer=offer.id)
                    self.add_points(buyer, -verdict.fen, "spend", intent)
                    continue
                if self._blocked(buyer, offer, self._clock.now(), frozenset()):
                    raise StoreError("offer_gone", offer=offer.id)
                self._note(buyer, offer.id, intent, "reserve")

    def redeem(self, buyer: str, intent: str) -> None:
        """Count the coupons of a confirmation as used: it has been paid."""
        for offer_id in self._reserved(intent):
            self._note(buyer, offer_id, intent, "redeem")

    def restore(self, buyer: str, intent: str) -> None:
        """Give the coupons of a confirmation back; only when all of its orders came to nothing."""
        with self._database.write() as connection:
            alive = connection.execute(
                "SELECT 1 FROM orders WHERE intent = ? AND state NOT IN ('cancelled', 'expired')", (intent,)
            ).fetchone()
            if alive:
                return
            for offer_id in self._reserved(intent):
                self._note(buyer, offer_id, intent, "restore")

    def _reserved(self, intent: str) -> list[str]:
        query = "SELECT offer_id FROM coupon_entries WHERE intent = ? AND kind = 'reserve' ORDER BY id"
        return [row[0] for row in self._database.read().execute(query, (intent,)).fetchall()]

    def _note(self, buyer: str, offer_id: str, intent: str, kind: str) -> None:
        """Write an entry of a coupon's book; the same entry twice is kept once."""
        with self._database.write() as connection:
            insert(
                connection,
                "coupon_entries",
                {
                    "offer_id": offer_id,
                    "buyer_id": buyer,
                    "intent": intent,
                    "kind": kind,
                    "at": self._clock.now(),
                },
                ignore=True,
            )

    def _blocked(self, buyer: str, offer: Offer, now: int, kept: frozenset[str]) -> Block:
        """Return why an offer cannot be used whatever the basket holds ("" when it can)."""
        if now >= offer.ends_at:
            return "over"
        if now < offer.starts_at:
            return "not_yet"
        if offer.kind == "coupon":
            if self._uses(offer.id, buyer):
                return "spent"
            if offer.uses is not None and self._uses(offer.id) >= offer.uses:
                return "used_up"
            if offer.audience == "newcomers" and self._has_bought(buyer):
                return "not_new"
        return "kept" if offer.id in kept else ""

    def _uses(self, offer_id: str, buyer: str | None = None) -> int:
        """Return how often a coupon is reserved or redeemed, by one buyer or by all."""
        query = """SELECT COALESCE(SUM(CASE kind WHEN 'reserve' THEN 1 WHEN 'restore' THEN -1 ELSE 0 END), 0)
            FROM coupon_entries WHERE offer_id = ? AND (? IS NULL OR buyer_id = ?)"""
        return int(self._database.read().execute(query, (offer_id, buyer, buyer)).fetchone()[0])

    def _has_bought(self, buyer: str) -> bool:
        query = "SELECT 1 FROM orders WHERE buyer_id = ? AND state NOT IN ('cancelled', 'expired')"
        return self._database.read().execute(query, (buyer,)).fetchone() is not None

    def _kept(self, buyer: str) -> frozenset[str]:
        query = "SELECT offer_id FROM kept_offers WHERE buyer_id = ?"
        return frozenset(row[0] for row in self._database.read().execute(query, (buyer,)))

    def _own_means(self, buyer: str, kept: frozenset[str]) -> tuple[Held, ...]:
        """Return tier and points as what they are at the till: tender with its rules."""
        wallet = self.wallet(buyer)
        means: list[Offer] = []
        percent = next((percent for name, _, percent in TIERS if name == wallet.tier), 0)
        empty = Bilingual("", "")
        if percent:
            means.append(Offer(MEMBERSHIP, "membership", empty, 0, _ALWAYS, percent=percent))
        if wallet.points > 0:
            means.append(
                Offer(POINTS, "points", empty, 0, _ALWAYS, percent=POINTS_PERCENT, most_fen=wallet.points)
            )
        return tuple(Held(offer, "kept" if offer.id in kept else "") for offer in means)

    def _offer(self, row: sqlite3.Row) -> Offer:
        """Return a row as an offer; a bundle also with its parts."""
        offer = Offer(
            id=row["id"],
            kind=row["kind"],
            name=both(row, "name"),
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            merchant_id=row["merchant_id"],
            category=row["category"],
            min_fen=row["min_fen"],
            off_fen=row["off_fen"],
            percent=row["percent"],
            most_fen=row["most_fen"],
            audience=row["audience"],
            code=row["code"],
            uses=row["uses"],
            alone=bool(row["alone"]),
        )
        if offer.kind != "bundle":
            return offer
        query = "SELECT sku_id, quantity FROM bundle_parts WHERE offer_id = ? ORDER BY sku_id"
        parts = dict(self._database.read().execute(query, (offer.id,)).fetchall())
        return replace(offer, parts=parts)
