"""Receipt: the buyer says that the goods have arrived, or ten days after delivery say it for them."""

from __future__ import annotations

from store.clock import Clock
from store.database.base import Database
from store.errors import StoreError
from store.logistics.customs import is_open
from store.logistics.parcels import ParcelsRoom
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.periods import PERIODS
from store.trade.records import Order
from store.trade.returns import ReturnsRoom

RELEASE_SECONDS = PERIODS.release_days * 86_400


class ReceiptsRoom:
    """Completes orders: their escrow is released."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        escrow: EscrowRoom,
        returns: ReturnsRoom,
        parcels: ParcelsRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._escrow = escrow
        self._returns = returns
        self._parcels = parcels

    def confirm(self, buyer: str, order_id: str) -> Order:
        """Release the escrow because the buyer has the goods; again changes nothing.

        Raises ``StoreError``: ``unknown_order``, ``not_delivered``, ``return_open``, ``dispute_open``.
        """
        with self._database.write():
            order = self._orders.get(order_id)
            if order.buyer_id != buyer:
                raise StoreError("unknown_order", id=order_id)
            if order.state != "completed":
                tracking = self._parcels.of_order(order_id)
                if order.state != "paid" or tracking is None or tracking.stage != "delivered":
                    raise StoreError("not_delivered")
                self._returns.settle(order_id)
                if self._returns.is_open(order_id):
                    raise StoreError("return_open")
                if order.payment == "disputed":
                    raise StoreError("dispute_open")
                self._escrow.release(order, "receipt_confirmed")
            return self._orders.get(order_id)

    def release_due(self, buyer: str) -> None:
        """Release what was delivered more than ten days ago."""
        query = "SELECT id FROM orders WHERE buyer_id = ? AND state = 'paid' AND paid_at <= ?"
        before = self._clock.now() - RELEASE_SECONDS
        for row in self._database.read().execute(query, (buyer, before)).fetchall():
            tracking = self._parcels.of_order(row[0])
            if tracking is None or tracking.stage != "delivered" or tracking.events[-1].at > before:
                continue
            if self._returns.is_open(row[0]) or is_open(tracking):  # invariant 13
                continue
            with self._database.write():
                order = self._orders.get(row[0])
                if order.state == "paid" and order.payment != "disputed":
                    self._escrow.release(order, "released_after_10_days")
