"""Payments: what is asked of the providers for some orders, and what comes of their answers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Literal, cast

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert, insert_many
from store.errors import StoreError
from store.logistics.network import Consignment
from store.logistics.parcels import ParcelsRoom
from store.logistics.records import Trouble
from store.offers.offers import OffersRoom
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.providers import Answer, Embedded, Provider, Request
from store.trade.records import Order, PaymentMethod
from store.trade.reservations import Reservations

Effect = Literal[
    "booked",
    "repeated",
    "declined",
    "wrong_amount",
    "other_payer",
    "unknown_payment",
    "returned",
    "waiting",
]


class PaymentsRoom:
    """Asks the providers for money, hears them, and sends what is paid."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        reservations: Reservations,
        escrow: EscrowRoom,
        offers: OffersRoom,
        parcels: ParcelsRoom,
        catalogue: CatalogueRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._reservations = reservations
        self._escrow = escrow
        self._offers = offers
        self._parcels = parcels
        self._catalogue = catalogue

    def request(self, buyer: str, order_ids: Collection[str], method: PaymentMethod | None = None) -> Request:
        """Ask a provider for the money of some orders; asking again for the same ones is the same request.

        Another ``method`` than before makes another request. Raises ``StoreError``: ``unknown_order``,
        ``order_expired``.
        """
        with self._database.write() as connection:
            self._reservations.lapse_due()
            orders = [self._orders.of_buyer(buyer, order_id) for order_id in sorted(order_ids)]
            for order in orders:
                if order.state != "pending_payment":
                    raise StoreError("order_expired", id=order.id)
            chosen = method or orders[0].method
            amount = sum(order.payable_fen for order in orders)
            ids = tuple(order.id for order in orders)
            key = hashlib.sha256("/".join((chosen, *ids)).encode()).hexdigest()[:16]
            if not connection.execute("SELECT 1 FROM payments WHERE id = ?", (key,)).fetchone():
                now = self._clock.now()
                row = {"id": key, "buyer_id": buyer, "method": chosen, "amount_fen": amount, "at": now}
                insert(connection, "payments", row)
                insert_many(connection, "payment_orders", ("payment_id", "order_id"), [(key, i) for i in ids])
            for order in orders:
                connection.execute("UPDATE orders SET method = ? WHERE id = ?", (chosen, order.id))
                if order.payment == "created":
                    self._orders.move(order, order.state, "action_required", "payment_started")
            return Request(key, chosen, amount, ids, min(order.pay_until for order in orders))

    def ask(self, provider: Provider, request: Request) -> Effect:
        """Let the provider do its part: take its answers of now, keep those of later; return the last effect."""
        with self._database.write() as connection:
            query = "SELECT COUNT(*) FROM provider_answers WHERE payment_id = ?"
            waiting = "SELECT COUNT(*) FROM provider_post WHERE payment_id = ?"
            tried = sum(connection.execute(q, (request.id,)).fetchone()[0] for q in (query, waiting))
            now, effect = self._clock.now(), "waiting"
            for at, answer in provider.answers(request, tried + 1, now):
                if at <= now:
                    heard = self.hear(answer)
                    effect = heard if effect == "waiting" else effect
                else:
                    row = {
                        "reference": answer.reference,
                        "payment_id": request.id,
                        "outcome": answer.outcome,
                        "amount_fen": answer.amount_fen,
                        "payer": answer.payer,
                        "due_at": at,
                    }
                    insert(connection, "provider_post", row, ignore=True)
            return cast(Effect, effect)

    def hear(self, answer: Answer, trouble: Trouble | None = None) -> Effect:
        """Book what a provider says, exactly once, and return what came of it.

        A success for orders that have lapsed or were paid in another way meanwhile goes straight back to
        the buyer; one with another amount or from another payer moves nothing. ``trouble`` decides what
        goes wrong on the way (worlds that are told need it); ``None`` leaves that to the parcel's seed.
        """
        with self._database.write() as connection:
            self._reservations.lapse_due()
            known = "SELECT effect FROM provider_answers WHERE reference = ?"
            if connection.execute(known, (answer.reference,)).fetchone():
                return "repeated"
            effect = self._effect(answer, trouble)
            row = {
                "reference": answer.reference,
                "payment_id": answer.payment_id,
                "outcome": answer.outcome,
                "amount_fen": answer.amount_fen,
                "payer": answer.payer,
                "effect": effect,
                "at": self._clock.now(),
            }
            insert(connection, "provider_answers", row)
            return effect

    def hear_due(self) -> None:
        """Hear the answers that have arrived since."""
        query, now = (
            "SELECT * FROM provider_post WHERE due_at <= ? ORDER BY due_at, reference",
            self._clock.now(),
        )
        if not self._database.read().execute(query, (now,)).fetchone():
            return
        with self._database.write() as connection:
            for row in connection.execute(query, (now,)).fetchall():
                connection.execute("DELETE FROM provider_post WHERE reference = ?", (row["reference"],))
                self.hear(
                    Answer(
                        row["reference"], row["payment_id"], row["outcome"], row["amount_fen"], row["payer"]
                    )
                )

    def _effect(self, answer: Answer, trouble: Trouble | None) -> Effect:
        """Return what an answer of the provider does, and do it: book, return or refuse the money."""
        connection = self._database.read()
        asked = connection.execute("SELECT * FROM payments WHERE id = ?", (answer.payment_id,)).fetchone()
        if asked is None:
            return "unknown_payment"
        if answer.outcome == "declined":
            return "declined"
        if answer.amount_fen != asked["amount_fen"]:
            return "wrong_amount"
        if answer.payer:
            return "other_payer"
        taken = "SELECT 1 FROM provider_answers WHERE payment_id = ? AND effect IN ('booked', 'returned')"
        if connection.execute(taken, (answer.payment_id,)).fetchone():
            return "repeated"  # the same payment told again; another one for the same orders goes back
        query = "SELECT order_id FROM payment_orders WHERE payment_id = ? ORDER BY order_id"
        ids = [row[0] for row in connection.execute(query, (answer.payment_id,)).fetchall()]
        orders = [self._orders.get(order_id) for order_id in ids]
        booked = False
        for order in orders:
            if order.state == "pending_payment":
                self._take(order, trouble)
                booked = True
            else:
                self._escrow.return_late(order, answer.reference)
        return "booked" if booked else "returned"

    def _take(self, order: Order, trouble: Trouble | None) -> None:
        """Put an order's money into escrow and its parcel on its way."""
        now = self._clock.now()
        self._escrow.take(order)
        with self._database.write() as connection:
            connection.execute("UPDATE orders SET paid_at = ? WHERE id = ?", (now, order.id))
        self._orders.move(order, "paid", "held", "paid")
        self._offers.redeem(order.buyer_id, order.intent)
        self._send(order, now, trouble)

    def pay(self, buyer: str, order_ids: Collection[str], trouble: Trouble = "") -> tuple[Order, ...]:
        """Pay some orders with the provider that was chosen, on a good day; again changes nothing.

        A good day's parcels meet no trouble either, unless it is told.

        Raises ``StoreError``: ``unknown_order``, ``order_expired``.
        """
        with self._database.write():
            orders = [self._orders.of_buyer(buyer, order_id) for order_id in order_ids]
            waiting = [order.id for order in orders if order.state != "paid"]
            if waiting:
                request = self.request(buyer, waiting)
                for _, answer in Embedded(request.method).answers(request, 0, self._clock.now()):
                    self.hear(answer, trouble)
            return tuple(self._orders.get(order_id) for order_id in order_ids)

    def _send(self, order: Order, now: int, trouble: Trouble | None) -> None:
        weight = sum(self._weight(line.sku_id) * line.quantity for line in order.lines)
        consignment = Consignment(order.warehouse, order.address.place, weight, order.goods_fen)
        self._parcels.book(consignment, order.id, now, order.service, trouble)

    def _weight(self, sku_id: str) -> int:
        """Return the grams of one piece."""
        return self._catalogue.product_of_sku(sku_id).sku(sku_id).weight_g
