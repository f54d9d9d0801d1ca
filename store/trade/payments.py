"""Escrow: the buyer's money is held until the goods have arrived, then shared out to whom it is due.

Double entry: the entries of each movement add up to nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from store.clock import Clock
from store.database import Database
from store.errors import StoreError
from store.logistics.records import Trouble
from store.trade.records import Order
from store.trade.settlement import Part, paid, refunded, released, taken_back, total, whole

if TYPE_CHECKING:
    from store.shop import Store

RELEASE_SECONDS = 10 * 86_400


class PaymentsRoom:
    """The ledger of the escrow account, and the payments that write it."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._clock = clock
        self._store = store

    def pay(self, buyer: str, order_ids: Collection[str], trouble: Trouble = "") -> tuple[Order, ...]:
        """Book the provider's success for some orders: money into escrow, parcels on their way.

        A second call for the same orders changes nothing. ``trouble`` decides what goes wrong on the
        way (worlds that are told need it). Raises ``StoreError``: ``unknown_order``, ``order_expired``.
        """
        with self._database.write() as connection:
            for order_id in order_ids:
                order = self._store.orders.get(order_id)
                if order.buyer_id != buyer:
                    raise StoreError("unknown_order", id=order_id)
                if order.state == "pending_payment":
                    now = self._clock.now()
                    self._book(order, "pay", "", paid(total(whole(line) for line in order.lines)))
                    connection.execute("UPDATE orders SET paid_at = ? WHERE id = ?", (now, order_id))
                    if order.payment == "created":
                        self._store.orders.move(order, order.state, "action_required", "payment_started")
                        order = self._store.orders.get(order_id)
                    self._store.orders.move(order, "paid", "held", "paid")
                    self._store.offers.redeem(buyer, order.intent)
                    self._send(order, now, trouble)
                elif order.state != "paid":
                    raise StoreError("order_expired", id=order_id)
            return tuple(self._store.orders.get(order_id) for order_id in order_ids)

    def confirm_receipt(self, buyer: str, order_id: str) -> Order:
        """Release the escrow because the buyer has the goods; again changes nothing.

        Raises ``StoreError``: ``unknown_order``, ``not_delivered``.
        """
        with self._database.write():
            order = self._store.orders.get(order_id)
            if order.buyer_id != buyer:
                raise StoreError("unknown_order", id=order_id)
            if order.state != "completed":
                tracking = self._store.parcels.of_order(order_id)
                if order.state != "paid" or tracking is None or tracking.stage != "delivered":
                    raise StoreError("not_delivered")
                self._release(order, "receipt_confirmed")
            return self._store.orders.get(order_id)

    def release_due(self, buyer: str) -> None:
        """Release what was delivered more than ten days ago."""
        query = "SELECT id FROM orders WHERE buyer_id = ? AND state = 'paid' AND paid_at <= ?"
        before = self._clock.now() - RELEASE_SECONDS
        for row in self._database.read().execute(query, (buyer, before)).fetchall():
            tracking = self._store.parcels.of_order(row[0])
            if tracking is None or tracking.stage != "delivered" or tracking.events[-1].at > before:
                continue
            with self._database.write():
                order = self._store.orders.get(row[0])
                if order.state == "paid":
                    self._release(order, "released_after_10_days")

    def refund(self, order: Order, some: Part, reference: str) -> None:
        """Give a part of an order's money back: out of the escrow, or from those who had been given it.

        Raises ``StoreError("refund_too_much")`` rather than give back a fen more than was paid.
        """
        if some.money_fen > self.paid(order.id):
            raise StoreError("refund_too_much")
        if order.payment == "released":
            shares = taken_back(some, self._store.catalogue.merchant(order.merchant_id).kind)
        else:
            shares = refunded(some)
        self._book(order, "refund", reference, shares)

    def paid(self, order_id: str) -> int:
        """Return what the buyer has paid for an order and not got back, in fen."""
        query = "SELECT -COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'buyer'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def held(self, order_id: str) -> int:
        """Return what escrow still holds for an order, in fen."""
        query = "SELECT COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'escrow'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def _release(self, order: Order, code: str) -> None:
        kind = self._store.catalogue.merchant(order.merchant_id).kind
        left = self._store.orders.remaining(order)
        self._book(order, "release", "", released(left, kind, order.method))
        self._store.orders.move(order, "completed", "released", code)
        for line in order.lines:
            if line.remaining:
                self._store.stock.move(line.sku_id, "ship", line.remaining, order.id)
        self._store.offers.add_points(order.buyer_id, left.goods_fen // 100, "earn", order.id)

    def _send(self, order: Order, now: int, trouble: Trouble) -> None:
        from store.catalogue.records import Place

        warehouse, address = order.warehouse, order.address
        destination = Place(address.region, address.lat, address.lon)
        self._store.parcels.plan(
            order_id=order.id,
            mode=warehouse.mode,
            origin=warehouse.place,
            port=warehouse.port,
            destination=destination,
            paid_at=now,
            days=warehouse.days,
            trouble=trouble,
        )

    def _book(
        self,
        order: Order,
        kind: Literal["pay", "release", "refund"],
        reference: str,
        shares: dict[str, int],
    ) -> None:
        now = self._clock.now()
        with self._database.write() as connection:
            connection.executemany(
                """INSERT INTO ledger_entries (order_id, kind, reference, account, fen, at)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                [(order.id, kind, reference, account, fen, now) for account, fen in shares.items() if fen],
            )
