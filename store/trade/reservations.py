"""What unpaid orders hold back (stock, quota, coupons, points), and when it is given back."""

from __future__ import annotations

from store.catalogue.stock import StockRoom
from store.clock import Clock
from store.database.base import Database
from store.offers.offers import OffersRoom
from store.pricing.quota import Quota
from store.trade.orders import OrdersRoom
from store.trade.records import CartGroup, Order


class Reservations:
    """Holds goods and quota for orders until they are paid, and gives everything back when they are not."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        stock: StockRoom,
        quota: Quota,
        offers: OffersRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._stock = stock
        self._quota = quota
        self._offers = offers

    def take(self, buyer: str, order_id: str, group: CartGroup) -> None:
        """Reserve the goods of a parcel and their part of the buyer's year.

        Raises ``StoreError("over_annual_limit", used_fen=, left_fen=)``.
        """
        for line in group.lines:
            self._stock.move(line.sku.id, "reserve", line.quantity, order_id)
        self._quota.reserve(buyer, order_id, group.base_fen)

    def give_back(self, order: Order) -> None:
        """Give back all that an order which was never paid had reserved."""
        for line in order.lines:
            self._stock.move(line.sku_id, "release", line.quantity, order.id)
        self._quota.free(order.id, "unpaid", order.goods_fen + order.freight_fen)
        points = sum(line.points_fen for line in order.lines)
        self._offers.add_points(order.buyer_id, points, "restore", f"{order.id}/unpaid")
        self._offers.restore(order.buyer_id, order.intent)

    def lapse_due(self) -> None:
        """Let lapse what was not paid in time, and give back what it had reserved."""
        due = "SELECT id FROM orders WHERE state = 'pending_payment' AND pay_until <= ?"
        now = self._clock.now()
        if not self._database.read().execute(due, (now,)).fetchone():
            return
        with self._database.write() as connection:
            for row in connection.execute(due, (now,)).fetchall():
                order = self._orders.get(row[0])
                self._orders.move(order, "expired", "cancelled", "expired")
                self.give_back(order)
