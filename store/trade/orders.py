"""The book of orders: reading it, and every change of state in it, each with its event.

Reading only reads: what time has decided meanwhile is written by ``settling``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from fractions import Fraction

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError
from store.offers.offers import OffersRoom
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

PLACED_TOGETHER = """SELECT id FROM orders WHERE intent = ?
    ORDER BY (SELECT MIN(id) FROM order_events WHERE order_id = orders.id)"""
"""The orders of one confirmation, in the order they were placed."""


class OrdersRoom:
    """All orders, and what was taken back of them."""

    def __init__(
        self, database: Database, clock: Clock, *, catalogue: CatalogueRoom, offers: OffersRoom
    ) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue
        self._offers = offers

    def list(self, buyer: str) -> tuple[Order, ...]:
        """Return a buyer's orders, the newest first."""
        query = "SELECT * FROM orders WHERE buyer_id = ? ORDER BY placed_at DESC, id DESC"
        rows = self._database.read().execute(query, (buyer,)).fetchall()
        return tuple(self._order(row) for row in rows)

    def get(self, order_id: str) -> Order:
        """Return one order; raises ``StoreError("unknown_order", id=...)``."""
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
        self._offers.add_points(order.buyer_id, points, "restore", f"{order.id}/{reference}")
        return parts

    def remaining(self, order: Order) -> Part:
        """Return what is left of an order after everything that was taken back."""
        query = """SELECT COALESCE(SUM(goods_fen), 0), COALESCE(SUM(freight_fen), 0), COALESCE(SUM(tax_fen), 0),
                COALESCE(SUM(merchant_tender_fen), 0), COALESCE(SUM(platform_tender_fen), 0),
                COALESCE(SUM(points_fen), 0) FROM line_reversals WHERE order_id = ?"""
        gone = self._database.read().execute(query, (order.id,)).fetchone()
        return total(whole(line) for line in order.lines) - Part(*gone)

    def reversals(self, order_id: str) -> int:
        """Return how many times something of an order was taken back."""
        query = "SELECT COUNT(DISTINCT reference) FROM line_reversals WHERE order_id = ?"
        return int(self._database.read().execute(query, (order_id,)).fetchone()[0])

    def of_buyer(self, buyer: str, order_id: str) -> Order:
        """Return a buyer's own order; anybody else's raises ``StoreError("unknown_order", id=...)``."""
        order = self.get(order_id)
        if order.buyer_id != buyer:
            raise StoreError("unknown_order", id=order_id)
        return order

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
            self.record(order.id, code, state, payment)

    def record(self, order_id: str, code: str, state: OrderState, payment: PaymentState) -> None:
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

    def _order(self, row: sqlite3.Row) -> Order:
        """Return a row with its lines, offers and seller's snapshot as an order."""
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
        warehouse = self._catalogue.warehouse(row["warehouse_id"])
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
    """Return a row as an order line, with how many pieces were reversed."""
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
