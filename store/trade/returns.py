"""Returns: asked for, answered, sent back, looked at, and refunded by line to the fen, or refused."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from functools import partial

from store.catalogue.stock import StockRoom
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert, insert_many, one_of
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.pricing.quota import Quota
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.records import Order
from store.trade.return_terms import (
    DAY,
    MOVES,
    OPEN,
    Reason,
    Return,
    ReturnEvent,
    ReturnState,
    Terms,
    WhyNot,
    check_wanted,
    going_back,
    tax_comes_back,
    terms,
    worth,
)
from store.trade.settlement import Part, total

ANSWER_SECONDS = 2 * 3_600
BACK_SECONDS = 3 * DAY
INSPECT_SECONDS = DAY
"""How long the seller takes to answer, the parcel to come back, and the warehouse to look at it."""


class ReturnsRoom:
    """What comes back. Answers, arrivals and inspections happen in time: ``settle`` writes them down."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        escrow: EscrowRoom,
        parcels: ParcelsRoom,
        stock: StockRoom,
        quota: Quota,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._escrow = escrow
        self._parcels = parcels
        self._stock = stock
        self._quota = quota

    # -- looking

    def of_order(self, order_id: str) -> tuple[Return, ...]:
        """Return all returns of an order, the oldest first."""
        query = "SELECT * FROM returns WHERE order_id = ? ORDER BY requested_at, id"
        rows = self._database.read().execute(query, (order_id,)).fetchall()
        return tuple(self._return(row) for row in rows)

    def is_open(self, order_id: str) -> bool:
        """Tell whether anything of an order is on its way back (then its escrow is not released)."""
        return any(one.open for one in self.of_order(order_id))

    def terms(self, order: Order, reason: Reason, opened: bool) -> tuple[Terms, ...]:
        """Return for each line whether and until when its pieces may come back."""
        tracking, now = self._parcels.of_order(order.id), self._clock.now()
        busy = self._busy(order.id)
        return tuple(
            terms(line, number, tracking, reason, opened, now, busy.get(number, 0))
            for number, line in enumerate(order.lines)
        )

    def preview(self, order: Order, pieces: Mapping[int, int], reason: Reason) -> Part:
        """Return what pieces would bring back if they were sent today."""
        now, tracking = self._clock.now(), self._parcels.of_order(order.id)
        return worth(order, pieces, reason, with_tax=tax_comes_back(tracking, now, now + BACK_SECONDS))

    # -- the buyer

    def request(
        self, buyer: str, order_id: str, pieces: Mapping[int, int], reason: Reason, *, opened: bool = False
    ) -> Return:
        """Ask to send pieces back.

        Raises ``StoreError``: ``unknown_order``, ``nothing_to_return``, ``not_so_many(most=)``, ``dispute_open``,
        or ``return_<why not>(until=, days=)`` as ``WhyNot`` names it.
        """
        with self._database.write() as connection:
            self.settle(order_id)
            order = self._orders.of_buyer(buyer, order_id)
            if order.payment == "disputed":
                raise StoreError("dispute_open")
            wanted = {position: number for position, number in pieces.items() if number}
            if not wanted:
                raise StoreError("nothing_to_return")
            check_wanted(wanted, self.terms(order, reason, opened))
            key, now = _return_id(order_id, len(self.of_order(order_id))), self._clock.now()
            insert(
                connection,
                "returns",
                {
                    "id": key,
                    "order_id": order_id,
                    "reason": reason,
                    "opened": int(opened),
                    "state": "requested",
                    "requested_at": now,
                },
            )
            rows = [(key, position, number) for position, number in wanted.items()]
            insert_many(connection, "return_lines", ("return_id", "position", "quantity"), rows)
            self._note(key, "requested", "", now)
            return self.get(key)

    def cancel(self, buyer: str, return_id: str) -> Return:
        """Take a request back before anything was sent; raises ``unknown_return``, ``illegal_move``."""
        return self._by_buyer(buyer, return_id, "cancelled")

    def send_back(self, buyer: str, return_id: str) -> Return:
        """Hand the parcel to the carrier; raises ``unknown_return``, ``illegal_move``."""
        return self._by_buyer(buyer, return_id, "shipped_back")

    def _by_buyer(self, buyer: str, return_id: str, state: ReturnState) -> Return:
        """Change a return on its buyer's behalf, after what time has decided; raises for other buyers."""
        with self._database.write():
            one = self.get(return_id)
            self._orders.of_buyer(buyer, one.order_id)
            self.settle(one.order_id)
            self._move(self.get(return_id), state, "", self._clock.now())
            return self.get(return_id)

    # -- the seller and the warehouse

    def answer(self, return_id: str, because: WhyNot = "", at: int | None = None) -> None:
        """Let the seller approve a return, or reject it for a reason that is said."""
        moment = self._clock.now() if at is None else at
        self._move(self.get(return_id), "rejected" if because else "approved", because, moment)

    def inspect(self, return_id: str, found: WhyNot = "", at: int | None = None) -> None:
        """Look at what came back: refund it, or refuse to for what was ``found`` (``opened``)."""
        moment = self._clock.now() if at is None else at
        with self._database.write():
            one = self.get(return_id)
            self._move(one, "inspected", found, moment)
            if found:
                self._move(self.get(return_id), "refused", found, moment)
                return
            self._refund(one)
            self._move(self.get(return_id), "refunded", "", moment)

    def refund_after_all(self, one: Return) -> None:
        """Refund what had been refused, because the platform says so."""
        with self._database.write():
            self._refund(one)
            self._move(one, "refunded", "dispute", self._clock.now())

    def _refund(self, one: Return) -> None:
        """Refund a received return: money, stock, and quota where the tax comes back."""
        order = self._orders.get(one.order_id)
        tracking = self._parcels.of_order(order.id)
        back = next(event.at for event in one.events if event.state == "received")
        with_tax = tax_comes_back(tracking, one.requested_at, back)
        keep = partial(going_back, reason=one.reason, with_tax=with_tax)
        parts = self._orders.reverse(order, one.pieces, one.id, keep=keep)
        self._escrow.refund(order, total(parts.values()), one.id)
        for position, number in one.pieces.items():
            sku = order.lines[position].sku_id
            if order.payment != "released":
                self._stock.move(sku, "ship", number, one.id)
            if not one.opened:
                self._stock.move(sku, "return", number, one.id)
        if with_tax:
            self._quota.free(order.id, one.id, self._base(order, one))
        self._escrow.after_return(self._orders.get(order.id), total(parts.values()), one.id)

    @staticmethod
    def _base(order: Order, one: Return) -> int:
        """Return the dutiable value of what came back, in fen."""
        whole = worth(order, one.pieces, "damaged", with_tax=True)
        return whole.goods_fen + whole.freight_fen

    # -- time

    def settle_due(self, buyer: str) -> None:
        """Let what is due happen to all of a buyer's returns."""
        query = f"""SELECT DISTINCT order_id FROM returns JOIN orders ON orders.id = order_id
            WHERE buyer_id = ? AND returns.state IN {one_of(OPEN)} ORDER BY order_id"""
        for row in self._database.read().execute(query, (buyer, *OPEN)).fetchall():
            self.settle(row[0])

    def settle(self, order_id: str) -> None:
        """Let what is due happen to the returns of an order, each step at its own moment."""
        while True:
            due = [(self._next(one), one) for one in self.of_order(order_id) if one.open]
            ready = [(step[0], step[1], one) for step, one in due if step and step[0] <= self._clock.now()]
            if not ready:
                return
            at, state, one = min(ready, key=lambda each: (each[0], each[2].id))
            with self._database.write():
                if self.get(one.id).state != one.state:
                    continue
                if state == "approved":
                    self.answer(one.id, at=at)
                elif state == "received":
                    self._move(one, "received", "", at)
                else:
                    self.inspect(one.id, at=at)

    @staticmethod
    def _next(one: Return) -> tuple[int, ReturnState] | None:
        """Return what will happen next to a return without anybody's doing, and when."""
        last = one.events[-1].at
        if one.state == "requested":
            return last + ANSWER_SECONDS, "approved"
        if one.state == "shipped_back":
            return last + BACK_SECONDS, "received"
        if one.state == "received":
            return last + INSPECT_SECONDS, "inspected"
        return None

    def next_at(self, one: Return) -> int | None:
        """Return when time does something to a return by itself, ``None`` when it waits for somebody."""
        step = self._next(one)
        return step[0] if step else None

    # -- rows

    def _move(self, one: Return, state: ReturnState, because: str, at: int) -> None:
        if state not in MOVES[one.state]:
            raise StoreError("illegal_move", state=one.state, to=state)
        with self._database.write() as connection:
            connection.execute("UPDATE returns SET state = ? WHERE id = ?", (state, one.id))
            self._note(one.id, state, because, at)

    def _note(self, return_id: str, state: str, because: str, at: int) -> None:
        with self._database.write() as connection:
            row = {"return_id": return_id, "state": state, "because": because, "at": at}
            insert(connection, "return_events", row)

    def _busy(self, order_id: str) -> dict[int, int]:
        """Return how many pieces of each line are on their way back."""
        pieces: dict[int, int] = {}
        for one in self.of_order(order_id):
            if one.open:
                for position, number in one.pieces.items():
                    pieces[position] = pieces.get(position, 0) + number
        return pieces

    def get(self, return_id: str) -> Return:
        """Return one return; raises ``StoreError("unknown_return", id=...)``."""
        row = self._database.read().execute("SELECT * FROM returns WHERE id = ?", (return_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_return", id=return_id)
        return self._return(row)

    def _return(self, row: sqlite3.Row) -> Return:
        """Return a row with its lines and events as a return."""
        connection = self._database.read()
        lines = connection.execute(
            "SELECT position, quantity FROM return_lines WHERE return_id = ? ORDER BY position", (row["id"],)
        )
        events = connection.execute(
            "SELECT * FROM return_events WHERE return_id = ? ORDER BY id", (row["id"],)
        )
        return Return(
            id=row["id"],
            order_id=row["order_id"],
            reason=row["reason"],
            opened=bool(row["opened"]),
            state=row["state"],
            requested_at=row["requested_at"],
            pieces=dict(lines.fetchall()),
            events=tuple(ReturnEvent(event["state"], event["because"], event["at"]) for event in events),
        )


def _return_id(order_id: str, number: int) -> str:
    """Return an id a person can read out: ``R`` and ten letters of the order's own (a million million)."""
    return f"R{hashlib.sha256(f'{order_id}/{number}'.encode()).hexdigest()[:10].upper()}"
