"""Escrow: the buyer's money is held until the goods have arrived, then shared out to whom it is due.

Double entry: the entries of each movement add up to nothing.
"""

from __future__ import annotations

from typing import Literal

from store.catalogue.stock import StockRoom
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert_many
from store.errors import StoreError
from store.offers.offers import OffersRoom
from store.trade.orders import OrdersRoom
from store.trade.records import Order
from store.trade.settlement import Part, paid, refunded, released, taken_back, total, whole


class EscrowRoom:
    """The ledger of the escrow account."""

    def __init__(
        self, database: Database, clock: Clock, *, orders: OrdersRoom, stock: StockRoom, offers: OffersRoom
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._stock = stock
        self._offers = offers

    # -- looking

    def paid(self, order_id: str) -> int:
        """Return what the buyer has paid for an order and not got back, in fen."""
        query = "SELECT -COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'buyer'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def held(self, order_id: str) -> int:
        """Return what escrow still holds for an order, in fen."""
        query = "SELECT COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'escrow'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    # -- moving money

    def take(self, order: Order) -> None:
        """Take an order's money in."""
        self._book(order, "pay", "", paid(total(whole(line) for line in order.lines)))

    def return_late(self, order: Order, reference: str) -> None:
        """Give money back that arrived too late for its order; both movements stay in the ledger."""
        self._book(order, "pay", reference, {"buyer": -order.payable_fen, "escrow": order.payable_fen})
        self._book(order, "refund", reference, {"escrow": -order.payable_fen, "buyer": order.payable_fen})
        self._orders.record(order.id, "late_payment_returned", order.state, order.payment)

    def refund(self, order: Order, some: Part, reference: str) -> None:
        """Give a part of an order's money back: out of the escrow, or from those who had been given it.

        Raises ``StoreError("refund_too_much")`` rather than give back a fen more than was paid.
        """
        if some.money_fen > self.paid(order.id):
            raise StoreError("refund_too_much")
        late = order.payment == "released"
        shares = taken_back(some, order.merchant_kind) if late else refunded(some)
        self._book(order, "refund", reference, shares)

    def after_return(self, order: Order, some: Part, reference: str) -> None:
        """Bring an order's state in line with a refund that a return made.

        When nothing is left to come back, what escrow still holds (freight, late tax) goes to whom it is due.
        """
        if order.payment == "released":
            self._orders.record(order.id, "returned", order.state, order.payment)
            earned = min(some.goods_fen // 100, self._offers.wallet(order.buyer_id).points)
            self._offers.add_points(order.buyer_id, -earned, "take_back", reference)
        elif any(line.remaining for line in order.lines):
            self._orders.move(order, order.state, "partly_refunded", "returned")
        elif self._orders.remaining(order).whole_fen:
            self._orders.move(order, order.state, "partly_refunded", "returned")
            self.release(self._orders.get(order.id), "returned_whole")
        else:
            self._orders.move(order, "completed", "refunded", "returned_whole")

    def release(self, order: Order, code: str) -> None:
        """Share out what is left of an order to whom it is due, because of ``code``: the order is completed."""
        left = self._orders.remaining(order)
        self._book(order, "release", "", released(left, order.merchant_kind, order.method))
        self._orders.move(order, "completed", "released", code)
        for line in order.lines:
            if line.remaining:
                self._stock.move(line.sku_id, "ship", line.remaining, order.id)
        self._offers.add_points(order.buyer_id, left.goods_fen // 100, "earn", order.id)

    def _book(
        self,
        order: Order,
        kind: Literal["pay", "release", "refund"],
        reference: str,
        shares: dict[str, int],
    ) -> None:
        """Write ledger entries, one an account; shares of nothing are left out."""
        now = self._clock.now()
        with self._database.write() as connection:
            insert_many(
                connection,
                "ledger_entries",
                ("order_id", "kind", "reference", "account", "fen", "at"),
                [(order.id, kind, reference, account, fen, now) for account, fen in shares.items() if fen],
            )
