"""Parcels that never arrive are refunded in full; broken promises are compensated with coupons.

What is lost is booked out of the stock; what came back to its warehouse is on the shelf again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.catalogue.stock import StockRoom
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.logistics.records import Promise, Tracking
from store.offers.offers import OffersRoom
from store.offers.records import Offer
from store.pricing.quota import Quota
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.records import Order
from store.trade.return_terms import released_at
from store.trade.settlement import total
from store.words import Bilingual

PromiseCode = Literal["dispatch_120h", "delivery_14wd"]
COUPON_FEN: dict[PromiseCode, int] = {"dispatch_120h": 2_000, "delivery_14wd": 3_000}
"""What a breach of each promise is worth; told before buying."""
COUPON_DAYS = 90
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that was broken, what it is worth, and whether its coupon was taken."""

    promise: PromiseCode
    fen: int
    claimed: bool


class LossesRoom:
    """What is owed to buyers when a journey goes wrong."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        escrow: EscrowRoom,
        parcels: ParcelsRoom,
        stock: StockRoom,
        quota: Quota,
        offers: OffersRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._escrow = escrow
        self._parcels = parcels
        self._stock = stock
        self._quota = quota
        self._offers = offers

    # -- parcels that will not arrive

    def settle_due(self, buyer: str) -> None:
        """Refund the paid orders of a buyer whose parcels were lost or have come back."""
        query = """SELECT orders.id FROM orders JOIN parcels ON order_id = orders.id
            WHERE buyer_id = ? AND state = 'paid' AND (trouble <> ''
                OR EXISTS (SELECT 1 FROM parcel_acts WHERE parcel_id = parcels.id)
                OR EXISTS (SELECT 1 FROM parcel_scans WHERE parcel_id = parcels.id))
            ORDER BY orders.paid_at, orders.id"""
        for row in self._database.read().execute(query, (buyer,)).fetchall():
            self.settle(row[0])

    def settle(self, order_id: str) -> Order:
        """Refund one order if its parcel was lost or has come back; again changes nothing."""
        tracking = self._parcels.of_order(order_id)
        if tracking is not None and tracking.stage in ("lost", "returned"):
            with self._database.write():
                order = self._orders.get(order_id)
                if order.state == "paid":
                    self._refund(order, tracking)
        return self._orders.get(order_id)

    def _refund(self, order: Order, tracking: Tracking) -> None:
        """Refund all that is left of a lost or returned parcel, with stock, quota and coupons."""
        reference = f"{tracking.stage}-{order.id}"
        pieces = {number: line.remaining for number, line in enumerate(order.lines) if line.remaining}
        parts = self._orders.reverse(order, pieces, reference)
        self._escrow.refund(order, total(parts.values()), reference)
        for position, number in pieces.items():
            sku, movement = order.lines[position].sku_id, "ship" if tracking.stage == "lost" else "release"
            self._stock.move(sku, movement, number, f"{order.id}/{reference}")  # type: ignore[arg-type]
        # Quota is committed at customs release; what customs never let in, or got back, frees it (rule 7).
        if tracking.stage == "returned" or released_at(tracking) is None:
            base = sum(part.goods_fen + part.freight_fen for part in parts.values())
            self._quota.free(order.id, reference, base)
        self._orders.move(order, "cancelled", "refunded", f"parcel_{tracking.stage}")
        self._offers.restore(order.buyer_id, order.intent)

    # -- promises that were broken

    def breaches(self, order: Order, tracking: Tracking | None) -> tuple[Breach, ...]:
        """Return the promises of an order that were broken."""
        if tracking is None:
            return ()
        query = "SELECT promise FROM compensations WHERE order_id = ?"
        claimed = {row[0] for row in self._database.read().execute(query, (order.id,))}
        promises: tuple[Promise, ...] = (tracking.dispatch, tracking.delivery)
        return tuple(
            Breach(promise.code, COUPON_FEN[promise.code], promise.code in claimed)
            for promise in promises
            if promise.state == "broken"
        )

    def claim(self, buyer: str, order_id: str) -> tuple[Breach, ...]:
        """Take the coupons that broken promises of an order are worth; return those that were taken now.

        Raises ``StoreError``: ``unknown_order``, ``nothing_broken``, ``already_claimed``.
        """
        with self._database.write() as connection:
            order = self._orders.of_buyer(buyer, order_id)
            broken = self.breaches(order, self._parcels.of_order(order_id))
            if not broken:
                raise StoreError("nothing_broken")
            owed = tuple(breach for breach in broken if not breach.claimed)
            if not owed:
                raise StoreError("already_claimed")
            for breach in owed:
                offer = self._coupon(order, breach)
                self._offers.add(offer)
                self._offers.grant(buyer, offer.id)
                row = {
                    "order_id": order_id,
                    "promise": breach.promise,
                    "offer_id": offer.id,
                    "at": self._clock.now(),
                }
                insert(connection, "compensations", row)
            return owed

    def _coupon(self, order: Order, breach: Breach) -> Offer:
        """Return the coupon that makes up for a broken promise; one per order and promise."""
        now = self._clock.now()
        return Offer(
            id=f"sorry-{breach.promise}-{order.id}",
            kind="coupon",
            name=_NAMES[breach.promise],
            starts_at=now,
            ends_at=now + COUPON_DAYS * _DAY,
            off_fen=breach.fen,
            audience="holders",
            uses=1,
        )


_NAMES: dict[PromiseCode, Bilingual] = {
    "dispatch_120h": Bilingual("晚发赔付券", "Late dispatch compensation"),
    "delivery_14wd": Bilingual("晚到赔付券", "Late arrival compensation"),
}
