"""Orders: reading them, and every change of their state, each with its event."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError
from store.pricing.quota import Quota
from store.pricing.records import TaxedLine
from store.trade.records import (
    Address,
    LedgerEntry,
    Order,
    OrderEvent,
    OrderLine,
    OrderOffer,
    OrderState,
    PaymentState,
)
from store.trade.settlement import Part, part, total, whole
from store.words import Bilingual

if TYPE_CHECKING:
    from store.shop import Store

MOVES: dict[OrderState, tuple[OrderState, ...]] = {
    "pending_payment": ("paid", "expired", "cancelled"),
    "paid": ("completed", "cancelled"),
    "completed": (),
    "expired": (),
    "cancelled": (),
}
PAYMENT_MOVES: dict[PaymentState, tuple[PaymentState, ...]] = {
    "created": ("action_required", "failed", "cancelled"),
    "action_required": ("held", "failed", "cancelled"),
    "held": ("released", "partly_refunded", "refunded", "disputed"),
    "partly_refunded": ("refunded", "released", "disputed"),
    "disputed": ("released", "refunded", "partly_refunded"),
    "released": (),
    "refunded": (),
    "failed": (),
    "cancelled": (),
}
BEFORE_HANDOVER = ("paid", "packed")

PLACED_TOGETHER = """SELECT id FROM orders WHERE intent = ?
    ORDER BY (SELECT MIN(id) FROM order_events WHERE order_id = orders.id)"""
"""The orders of one confirmation, in the order they were placed."""


class OrdersRoom:
    """All orders. Reading settles first what time has decided: unpaid orders expire, escrow is released."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._clock = clock
        self._store = store
        self._quota = Quota(database, clock)

    def list(self, buyer: str) -> tuple[Order, ...]:
        """Return a buyer's orders, the newest first."""
        self.expire_due()
        self._store.payments.hear_due()
        self._store.disputes.decide_due()
        self._store.payments.release_due(buyer)
        self._store.losses.settle_due(buyer)
        query = "SELECT * FROM orders WHERE buyer_id = ? ORDER BY placed_at DESC, id DESC"
        rows = self._database.read().execute(query, (buyer,)).fetchall()
        return tuple(self._order(row) for row in rows)

    def get(self, order_id: str) -> Order:
        """Return one order; raises ``StoreError("unknown_order", id=...)``."""
        self.expire_due()
        query = "SELECT * FROM orders WHERE id = ?"
        row = self._database.read().execute(query, (order_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_order", id=order_id)
        return self._order(row)

    def of_intent(self, intent: str) -> tuple[str, ...]:
        """Return the ids of the orders that one confirmation made."""
        rows = self._database.read().execute(PLACED_TOGETHER, (intent,))
        return tuple(row[0] for row in rows)

    def events(self, order_id: str) -> tuple[OrderEvent, ...]:
        """Return what happened to an order, oldest first."""
        query = "SELECT * FROM order_events WHERE order_id = ? ORDER BY id"
        rows = self._database.read().execute(query, (order_id,))
        return tuple(OrderEvent(row["at"], row["code"], row["state"]) for row in rows)

    def ledger(self, order_id: str) -> tuple[LedgerEntry, ...]:
        """Return the movements of an order's money, oldest first."""
        query = "SELECT * FROM ledger_entries WHERE order_id = ? ORDER BY id"
        rows = self._database.read().execute(query, (order_id,))
        return tuple(
            LedgerEntry(row["id"], row["at"], row["kind"], row["account"], row["fen"]) for row in rows
        )

    def cancel(self, buyer: str, order_id: str, pieces: Mapping[int, int] | None = None) -> Order:
        """Cancel an unpaid order, or a paid one that has not been handed over (its money goes back).

        ``pieces`` cancels only so many of the lines at those positions, of a paid order. Raises
        ``StoreError``: ``unknown_order``, ``cannot_cancel(state=...)``, ``already_handed_over``,
        ``nothing_to_return``, ``not_so_many(most=)``.
        """
        with self._database.write():
            order = self.of_buyer(buyer, order_id)
            everything = {number: line.remaining for number, line in enumerate(order.lines) if line.remaining}
            wanted = everything if pieces is None else {p: n for p, n in pieces.items() if n}
            if not wanted:
                raise StoreError("nothing_to_return")
            if order.state == "pending_payment" and wanted == everything:
                self.move(order, "cancelled", "cancelled", "cancelled")
                self._give_back(order)
            elif order.state == "paid":
                if not self.can_cancel_part(order):
                    raise StoreError("already_handed_over")
                self._cancel_paid(order, wanted, wanted == everything)
            else:
                raise StoreError("cannot_cancel", state=order.state)
            return self.get(order_id)

    def can_cancel_part(self, order: Order) -> bool:
        """Tell whether pieces of a paid order can still be cancelled: nobody has carried it away yet."""
        if order.state != "paid":
            return False
        tracking = self._store.parcels.of_order(order.id)
        return tracking is None or tracking.stage in BEFORE_HANDOVER

    def _cancel_paid(self, order: Order, pieces: Mapping[int, int], all_of_it: bool) -> None:
        reference = f"cancel-{self._reversals(order.id) + 1}"
        parts = self.reverse(order, pieces, reference)
        self._store.payments.refund(order, total(parts.values()), reference)
        for position in parts:
            line = order.lines[position]
            self._store.stock.move(line.sku_id, "release", pieces[position], f"{order.id}/{reference}")
        self._quota.free(order.id, reference, sum(p.goods_fen + p.freight_fen for p in parts.values()))
        if all_of_it:
            self.move(order, "cancelled", "refunded", "cancelled")
            self._store.offers.restore(order.buyer_id, order.intent)
        else:
            self.move(order, "paid", "partly_refunded", "partly_cancelled")

    def reverse(
        self,
        order: Order,
        pieces: Mapping[int, int],
        reference: str,
        *,
        keep: Callable[[Part], Part] | None = None,
    ) -> dict[int, Part]:
        """Write down that pieces (by position of their line) are taken back, and what they are worth.

        ``keep`` makes of a part what really goes back. Raises ``StoreError("not_so_many", most=)``.
        """
        parts: dict[int, Part] = {}
        with self._database.write() as connection:
            for position, number in pieces.items():
                line = order.lines[position] if 0 <= position < len(order.lines) else None
                if line is None or type(number) is not int or not 0 < number <= line.remaining:
                    raise StoreError("not_so_many", most=line.remaining if line else 0)
                worth = part(line, line.reversed, number)
                parts[position] = keep(worth) if keep else worth
                row = {
                    "order_id": order.id,
                    "position": position,
                    "reference": reference,
                    "quantity": number,
                    **asdict(parts[position]),
                    "at": self._clock.now(),
                }
                insert(connection, "line_reversals", row)
        points = sum(one.points_fen for one in parts.values())
        self._store.offers.add_points(order.buyer_id, points, "restore", f"{order.id}/{reference}")
        return parts

    def remaining(self, order: Order) -> Part:
        """Return what is left of an order after everything that was taken back."""
        query = """SELECT COALESCE(SUM(goods_fen), 0), COALESCE(SUM(freight_fen), 0), COALESCE(SUM(tax_fen), 0),
                COALESCE(SUM(merchant_tender_fen), 0), COALESCE(SUM(platform_tender_fen), 0),
                COALESCE(SUM(points_fen), 0) FROM line_reversals WHERE order_id = ?"""
        gone = self._database.read().execute(query, (order.id,)).fetchone()
        return total(whole(line) for line in order.lines) - Part(*gone)

    def _reversals(self, order_id: str) -> int:
        query = "SELECT COUNT(DISTINCT reference) FROM line_reversals WHERE order_id = ?"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def of_buyer(self, buyer: str, order_id: str) -> Order:
        """Return a buyer's own order; anybody else's raises ``StoreError("unknown_order", id=...)``."""
        order = self.get(order_id)
        if order.buyer_id != buyer:
            raise StoreError("unknown_order", id=order_id)
        return order

    def expire_due(self) -> None:
        """Expire what was not paid in time, and give back what it had reserved."""
        due = "SELECT * FROM orders WHERE state = 'pending_payment' AND pay_until <= ?"
        now = self._clock.now()
        if not self._database.read().execute(due, (now,)).fetchone():
            return
        with self._database.write() as connection:
            for row in connection.execute(due, (now,)).fetchall():
                order = self._order(row)
                self.move(order, "expired", "cancelled", "expired")
                self._give_back(order)

    def move(self, order: Order, state: OrderState, payment: PaymentState, code: str) -> None:
        """Write a change of state with its event; an illegal one raises ``StoreError("illegal_move")``."""
        legal_order = state == order.state or state in MOVES[order.state]
        legal_payment = payment == order.payment or payment in PAYMENT_MOVES[order.payment]
        if not legal_order or not legal_payment:
            raise StoreError("illegal_move", state=order.state, to=state)
        with self._database.write() as connection:
            connection.execute(
                "UPDATE orders SET state = ?, payment = ? WHERE id = ?", (state, payment, order.id)
            )
            self.note_event(order.id, code, state, payment)

    def note_event(self, order_id: str, code: str, state: OrderState, payment: PaymentState) -> None:
        """Write one line into the book of what happened."""
        with self._database.write() as connection:
            row = {
                "order_id": order_id,
                "code": code,
                "state": state,
                "payment": payment,
                "at": self._clock.now(),
            }
            insert(connection, "order_events", row)

    def _give_back(self, order: Order) -> None:
        """Give back all that an order which was never paid had reserved."""
        for line in order.lines:
            self._store.stock.move(line.sku_id, "release", line.quantity, order.id)
        self._quota.free(order.id, "unpaid", order.goods_fen + order.freight_fen)
        points = sum(line.points_fen for line in order.lines)
        self._store.offers.add_points(order.buyer_id, points, "restore", f"{order.id}/unpaid")
        self._store.offers.restore(order.buyer_id, order.intent)

    def _order(self, row: sqlite3.Row) -> Order:
        connection = self._database.read()
        lines = connection.execute(
            """SELECT order_lines.*, COALESCE((SELECT SUM(quantity) FROM line_reversals gone
                   WHERE gone.order_id = order_lines.order_id AND gone.position = order_lines.position), 0)
                   AS reversed
               FROM order_lines WHERE order_id = ? ORDER BY position""",
            (row["id"],),
        )
        offers = connection.execute(
            "SELECT * FROM order_offers WHERE order_id = ? ORDER BY position", (row["id"],)
        )
        seller = connection.execute("SELECT * FROM order_sellers WHERE order_id = ?", (row["id"],)).fetchone()
        warehouse = self._store.catalogue.warehouse(row["warehouse_id"])
        parcel = connection.execute("SELECT id FROM parcels WHERE order_id = ?", (row["id"],)).fetchone()
        return Order(
            id=row["id"],
            buyer_id=row["buyer_id"],
            state=row["state"],
            payment=row["payment"],
            method=row["method"],
            merchant_id=row["merchant_id"],
            merchant=both(seller, "merchant"),
            warehouse=replace(warehouse, name=both(seller, "warehouse"), mode=seller["mode"]),
            address=_address(row["address"]),
            lines=tuple(_line(line) for line in lines),
            goods_fen=row["goods_fen"],
            freight_fen=row["freight_fen"],
            tax_fen=row["tax_fen"],
            total_fen=row["total_fen"],
            placed_at=row["placed_at"],
            pay_until=row["pay_until"],
            paid_at=row["paid_at"],
            parcel_id=parcel[0] if parcel else None,
            intent=row["intent"],
            tender_fen=row["tender_fen"],
            merchant_kind=seller["kind"],
            service=row["service"],
            offers=tuple(_offer(offer) for offer in offers),
        )


def _offer(row: sqlite3.Row) -> OrderOffer:
    return OrderOffer(
        row["offer_id"], row["kind"], both(row, "name"), row["effect"], row["sponsor"], row["fen"]
    )


def _line(row: sqlite3.Row) -> OrderLine:
    return OrderLine(
        sku_id=row["sku_id"],
        product_id=row["product_id"],
        title=both(row, "title"),
        brand=both(row, "brand"),
        sku_name=both(row, "sku"),
        picture_json=row["picture"],
        quantity=row["quantity"],
        price_fen=row["price_fen"],
        goods_fen=row["goods_fen"],
        freight_fen=row["freight_fen"],
        tax=TaxedLine(
            base_fen=row["goods_fen"] + row["freight_fen"],
            tariff_fen=row["tariff_fen"],
            consumption_fen=row["consumption_fen"],
            vat_fen=row["vat_fen"],
            consumption_rate=Fraction(row["consumption_rate"]),
            vat_rate=Fraction(row["vat_rate"]),
        ),
        cut_fen=row["cut_fen"],
        tender_fen=row["tender_fen"],
        merchant_tender_fen=row["merchant_tender_fen"],
        points_fen=row["points_fen"],
        reversed=row["reversed"],
        return_rule=row["return_rule"],
    )


def _address(text: str) -> Address:
    fields = json.loads(text)
    words = {name: Bilingual(*fields[name]) for name in ("label", "region", "street")}
    return Address(**{**fields, **words})
