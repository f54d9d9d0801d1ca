"""Cancellations: an order, or pieces of it, before anybody has carried the parcel away."""

from __future__ import annotations

from collections.abc import Mapping

from store.catalogue.stock import StockRoom
from store.database.base import Database
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.logistics.records import Stage
from store.offers.offers import OffersRoom
from store.pricing.quota import Quota
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.records import Order
from store.trade.reservations import Reservations
from store.trade.settlement import total

BEFORE_HANDOVER: tuple[Stage, ...] = ("paid", "packed")


class CancellationsRoom:
    """Takes orders back on the buyer's word."""

    def __init__(
        self,
        database: Database,
        *,
        orders: OrdersRoom,
        reservations: Reservations,
        escrow: EscrowRoom,
        parcels: ParcelsRoom,
        stock: StockRoom,
        quota: Quota,
        offers: OffersRoom,
    ) -> None:
        self._database = database
        self._orders = orders
        self._reservations = reservations
        self._escrow = escrow
        self._parcels = parcels
        self._stock = stock
        self._quota = quota
        self._offers = offers

    def cancel(self, buyer: str, order_id: str, pieces: Mapping[int, int] | None = None) -> Order:
        """Cancel an unpaid order, or a paid one that has not been handed over (its money goes back).

        ``pieces`` cancels only so many of the lines at those positions, of a paid order. Raises
        ``StoreError``: ``unknown_order``, ``cannot_cancel(state=...)``, ``already_handed_over``,
        ``nothing_to_return``, ``not_so_many(most=)``.
        """
        with self._database.write():
            self._reservations.lapse_due()
            order = self._orders.of_buyer(buyer, order_id)
            everything = {number: line.remaining for number, line in enumerate(order.lines) if line.remaining}
            wanted = everything if pieces is None else {p: n for p, n in pieces.items() if n}
            if not wanted:
                raise StoreError("nothing_to_return")
            if order.state == "pending_payment" and wanted == everything:
                self._orders.move(order, "cancelled", "cancelled", "cancelled")
                self._reservations.give_back(order)
            elif order.state == "paid":
                if not self.possible(order):
                    raise StoreError("already_handed_over")
                self._cancel_paid(order, wanted, wanted == everything)
            else:
                raise StoreError("cannot_cancel", state=order.state)
            return self._orders.get(order_id)

    def possible(self, order: Order) -> bool:
        """Tell whether pieces of a paid order can still be cancelled: it has not been handed over."""
        if order.state != "paid":
            return False
        tracking = self._parcels.of_order(order.id)
        return tracking is None or tracking.stage in BEFORE_HANDOVER

    def _cancel_paid(self, order: Order, pieces: Mapping[int, int], all_of_it: bool) -> None:
        """Give back money, stock and quota of pieces that were paid for, in a reversal of its own."""
        reference = f"cancel-{self._orders.reversals(order.id) + 1}"
        parts = self._orders.reverse(order, pieces, reference)
        self._escrow.refund(order, total(parts.values()), reference)
        for position in parts:
            line = order.lines[position]
            self._stock.move(line.sku_id, "release", pieces[position], f"{order.id}/{reference}")
        self._quota.free(order.id, reference, sum(p.goods_fen + p.freight_fen for p in parts.values()))
        if all_of_it:
            self._orders.move(order, "cancelled", "refunded", "cancelled")
            self._offers.restore(order.buyer_id, order.intent)
        else:
            self._orders.move(order, "paid", "partly_refunded", "partly_cancelled")
