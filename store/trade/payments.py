"""Escrow: the buyer's money is held until the goods have arrived, then shared out to whom it is due.

Double entry: the entries of each movement add up to nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, cast

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert, insert_many
from store.errors import StoreError
from store.logistics.customs import is_open
from store.logistics.network import Consignment
from store.logistics.records import Trouble
from store.trade.providers import Answer, Embedded, Provider, Request
from store.trade.records import Order, PaymentMethod
from store.trade.settlement import Part, paid, refunded, released, taken_back, total, whole

if TYPE_CHECKING:
    from store.shop import Store

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
RELEASE_SECONDS = 10 * 86_400


class PaymentsRoom:
    """The ledger of the escrow account, and the payments that write it."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._clock = clock
        self._store = store

    def request(self, buyer: str, order_ids: Collection[str], method: PaymentMethod | None = None) -> Request:
        """Ask a provider for the money of some orders; asking again for the same ones is the same request.

        Another ``method`` than before makes another request. Raises ``StoreError``: ``unknown_order``,
        ``order_expired``.
        """
        with self._database.write() as connection:
            orders = [self._store.orders.of_buyer(buyer, order_id) for order_id in sorted(order_ids)]
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
                    self._store.orders.move(order, order.state, "action_required", "payment_started")
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
        orders = [self._store.orders.get(order_id) for order_id in ids]
        booked = False
        for order in orders:
            if order.state == "pending_payment":
                self._take(order, trouble)
                booked = True
            else:
                self._return_late(order, answer.reference)
        return "booked" if booked else "returned"

    def _take(self, order: Order, trouble: Trouble | None) -> None:
        """Put an order's money into escrow and its parcel on its way."""
        now = self._clock.now()
        self._book(order, "pay", "", paid(total(whole(line) for line in order.lines)))
        with self._database.write() as connection:
            connection.execute("UPDATE orders SET paid_at = ? WHERE id = ?", (now, order.id))
        self._store.orders.move(order, "paid", "held", "paid")
        self._store.offers.redeem(order.buyer_id, order.intent)
        self._send(order, now, trouble)

    def _return_late(self, order: Order, reference: str) -> None:
        """Give money back that arrived too late for its order; both movements stay in the ledger."""
        self._book(order, "pay", reference, {"buyer": -order.payable_fen, "escrow": order.payable_fen})
        self._book(order, "refund", reference, {"escrow": -order.payable_fen, "buyer": order.payable_fen})
        self._store.orders.note_event(order.id, "late_payment_returned", order.state, order.payment)

    def pay(self, buyer: str, order_ids: Collection[str], trouble: Trouble = "") -> tuple[Order, ...]:
        """Pay some orders with the provider that was chosen, on a good day; again changes nothing.

        A good day's parcels meet no trouble either, unless it is told.

        Raises ``StoreError``: ``unknown_order``, ``order_expired``.
        """
        with self._database.write():
            orders = [self._store.orders.of_buyer(buyer, order_id) for order_id in order_ids]
            waiting = [order.id for order in orders if order.state != "paid"]
            if waiting:
                request = self.request(buyer, waiting)
                for _, answer in Embedded(request.method).answers(request, 0, self._clock.now()):
                    self.hear(answer, trouble)
            return tuple(self._store.orders.get(order_id) for order_id in order_ids)

    def confirm_receipt(self, buyer: str, order_id: str) -> Order:
        """Release the escrow because the buyer has the goods; again changes nothing.

        Raises ``StoreError``: ``unknown_order``, ``not_delivered``, ``return_open``, ``dispute_open``.
        """
        with self._database.write():
            order = self._store.orders.get(order_id)
            if order.buyer_id != buyer:
                raise StoreError("unknown_order", id=order_id)
            if order.state != "completed":
                tracking = self._store.parcels.of_order(order_id)
                if order.state != "paid" or tracking is None or tracking.stage != "delivered":
                    raise StoreError("not_delivered")
                if self._store.returns.is_open(order_id):
                    raise StoreError("return_open")
                if order.payment == "disputed":
                    raise StoreError("dispute_open")
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
            if self._store.returns.is_open(row[0]) or is_open(tracking):  # invariant 13
                continue
            with self._database.write():
                order = self._store.orders.get(row[0])
                if order.state == "paid" and order.payment != "disputed":
                    self._release(order, "released_after_10_days")

    def release_after_dispute(self, order_id: str) -> None:
        """Release the escrow of an order whose dispute was decided for the seller."""
        self._release(self._store.orders.get(order_id), "dispute_for_seller")

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
            self._store.orders.note_event(order.id, "returned", order.state, order.payment)
            earned = min(some.goods_fen // 100, self._store.offers.wallet(order.buyer_id).points)
            self._store.offers.add_points(order.buyer_id, -earned, "take_back", reference)
        elif any(line.remaining for line in order.lines):
            self._store.orders.move(order, order.state, "partly_refunded", "returned")
        elif self._store.orders.remaining(order).whole_fen:
            self._store.orders.move(order, order.state, "partly_refunded", "returned")
            self._release(self._store.orders.get(order.id), "returned_whole")
        else:
            self._store.orders.move(order, "completed", "refunded", "returned_whole")

    def paid(self, order_id: str) -> int:
        """Return what the buyer has paid for an order and not got back, in fen."""
        query = "SELECT -COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'buyer'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def held(self, order_id: str) -> int:
        """Return what escrow still holds for an order, in fen."""
        query = "SELECT COALESCE(SUM(fen), 0) FROM ledger_entries WHERE order_id = ? AND account = 'escrow'"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def _release(self, order: Order, code: str) -> None:
        left = self._store.orders.remaining(order)
        self._book(order, "release", "", released(left, order.merchant_kind, order.method))
        self._store.orders.move(order, "completed", "released", code)
        for line in order.lines:
            if line.remaining:
                self._store.stock.move(line.sku_id, "ship", line.remaining, order.id)
        self._store.offers.add_points(order.buyer_id, left.goods_fen // 100, "earn", order.id)

    def _send(self, order: Order, now: int, trouble: Trouble | None) -> None:
        weight = sum(self._weight(line.sku_id) * line.quantity for line in order.lines)
        consignment = Consignment(order.warehouse, order.address.place, weight, order.goods_fen)
        self._store.parcels.book(consignment, order.id, now, order.service, trouble)

    def _weight(self, sku_id: str) -> int:
        """Return the grams of one piece."""
        return self._store.catalogue.product_of_sku(sku_id).sku(sku_id).weight_g

    def _book(
        self,
        order: Order,
        kind: Literal["pay", "release", "refund"],
        reference: str,
        shares: dict[str, int],
    ) -> None:
        now = self._clock.now()
        with self._database.write() as connection:
            insert_many(
                connection,
                "ledger_entries",
                ("order_id", "kind", "reference", "account", "fen", "at"),
                [(order.id, kind, reference, account, fen, now) for account, fen in shares.items() if fen],
            )
