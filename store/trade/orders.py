"""Orders: reading them, and every change of their state, each with its event."""

from __future__ import annotations

import json
import sqlite3
from fractions import Fraction
from typing import TYPE_CHECKING

from store.clock import Clock
from store.database import Database, both
from store.errors import StoreError
from store.trade.quota import Quota
from store.trade.records import Address, LedgerEntry, Order, OrderEvent, OrderLine, OrderState, PaymentState
from store.trade.tax_records import TaxedLine
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
    "held": ("released", "partly_refunded", "refunded"),
    "partly_refunded": ("refunded", "released"),
    "released": (),
    "refunded": (),
    "failed": (),
    "cancelled": (),
}
BEFORE_HANDOVER = ("paid", "packed")


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
        self._store.payments.release_due(buyer)
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
        rows = self._database.read().execute(
            "SELECT id FROM orders WHERE intent = ? ORDER BY rowid", (intent,)
        )
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

    def cancel(self, buyer: str, order_id: str) -> Order:
        """Cancel an unpaid order, or a paid one that has not been handed over (full refund).

        Raises ``StoreError``: ``unknown_order``, ``cannot_cancel(state=...)``, ``already_handed_over``.
        """
        with self._database.write():
            order = self.get(order_id)
            if order.buyer_id != buyer:
                raise StoreError("unknown_order", id=order_id)
            if order.state == "paid":
                tracking = self._store.parcels.of_order(order_id)
                if tracking is not None and tracking.stage not in BEFORE_HANDOVER:
                    raise StoreError("already_handed_over")
                self._store.payments.refund(order)
                self.move(order, "cancelled", "refunded", "cancelled")
            elif order.state == "pending_payment":
                self.move(order, "cancelled", "cancelled", "cancelled")
            else:
                raise StoreError("cannot_cancel", state=order.state)
            self._give_back(order)
            return self.get(order_id)

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
            connection.execute(
                "INSERT INTO order_events (order_id, code, state, payment, at) VALUES (?, ?, ?, ?, ?)",
                (order_id, code, state, payment, self._clock.now()),
            )

    def _give_back(self, order: Order) -> None:
        for line in order.lines:
            self._store.stock.move(line.sku_id, "release", line.quantity, order.id)
        self._quota.free(order.id)

    def _order(self, row: sqlite3.Row) -> Order:
        connection = self._database.read()
        lines = connection.execute(
            "SELECT * FROM order_lines WHERE order_id = ? ORDER BY position", (row["id"],)
        )
        parcel = connection.execute("SELECT id FROM parcels WHERE order_id = ?", (row["id"],)).fetchone()
        return Order(
            id=row["id"],
            buyer_id=row["buyer_id"],
            state=row["state"],
            payment=row["payment"],
            method=row["method"],
            merchant_id=row["merchant_id"],
            merchant=self._store.catalogue.merchant(row["merchant_id"]).name,
            warehouse=self._store.catalogue.warehouse(row["warehouse_id"]),
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
    )


def _address(text: str) -> Address:
    fields = json.loads(text)
    words = {name: Bilingual(*fields[name]) for name in ("label", "region", "street")}
    return Address(**{**fields, **words})
