"""Disputes: a buyer who was refused a refund asks the platform, and the escrow waits for its word.

The rule, said once: with a fault the seller has to prove that the goods were sound, and that a box was
opened proves nothing (Consumer Protection Law of the PRC, articles 23 and 24): the buyer is given the money.
Who merely changed their mind gives back what is as it was sold (article 25): the seller is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.trade.escrow import EscrowRoom
from store.trade.orders import OrdersRoom
from store.trade.return_terms import DAY, Reason
from store.trade.returns import ReturnsRoom

DisputeState = Literal["open", "for_buyer", "for_seller"]
DECIDE_SECONDS = 3 * DAY
"""How long the platform takes to hear both sides."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What became of a dispute over one return; times are seconds UTC."""

    return_id: str
    state: DisputeState
    opened_at: int
    decided_at: int | None = None


def verdict(reason: Reason) -> DisputeState:
    """Return for whom the platform decides."""
    return "for_seller" if reason == "no_reason" else "for_buyer"


class DisputesRoom:
    """All disputes."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        orders: OrdersRoom,
        escrow: EscrowRoom,
        returns: ReturnsRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders
        self._escrow = escrow
        self._returns = returns

    def of_order(self, order_id: str) -> tuple[Dispute, ...]:
        """Return the disputes over an order's returns, the oldest first."""
        query = """SELECT return_id FROM dispute_events JOIN returns ON returns.id = return_id
            WHERE order_id = ? AND dispute_events.state = 'open' ORDER BY dispute_events.id"""
        rows = self._database.read().execute(query, (order_id,)).fetchall()
        return tuple(self._dispute(row[0]) for row in rows)

    def open(self, buyer: str, return_id: str) -> Dispute:
        """Ask the platform about a refused return, as long as the escrow holds the money.

        Raises ``StoreError``: ``unknown_return``, ``unknown_order``, ``dispute_not_refused``,
        ``dispute_too_late``, ``dispute_open``, ``return_open``.
        """
        with self._database.write():
            one = self._returns.get(return_id)
            order = self._orders.of_buyer(buyer, one.order_id)
            if order.payment == "disputed":
                raise StoreError("dispute_open")
            if one.state != "refused":
                raise StoreError("dispute_not_refused")
            if order.payment not in ("held", "partly_refunded") or self._events(return_id):
                raise StoreError("dispute_too_late")
            self._returns.settle(order.id)
            if self._returns.is_open(order.id):
                raise StoreError("return_open")
            self._note(return_id, "open")
            self._orders.move(order, order.state, "disputed", "dispute_opened")
            return self._dispute(return_id)

    def decide_due(self) -> None:
        """Decide the disputes whose hearing time is over."""
        query = """SELECT return_id FROM dispute_events opened WHERE state = 'open' AND at <= ?
            AND NOT EXISTS (SELECT 1 FROM dispute_events
                WHERE return_id = opened.return_id AND state <> 'open') ORDER BY id"""
        due = (self._clock.now() - DECIDE_SECONDS,)
        if not self._database.read().execute(query, due).fetchone():
            return
        with self._database.write() as connection:
            for row in connection.execute(query, due).fetchall():
                self._decide(row[0])

    def next_at(self, dispute: Dispute) -> int | None:
        """Return when the platform decides, ``None`` when it has."""
        return dispute.opened_at + DECIDE_SECONDS if dispute.state == "open" else None

    def _decide(self, return_id: str) -> None:
        """Decide a dispute: refund the buyer after all, or release the escrow."""
        one = self._returns.get(return_id)
        state = verdict(one.reason)
        self._note(return_id, state)
        if state == "for_buyer":
            self._returns.refund_after_all(one)
        else:
            self._escrow.release(self._orders.get(one.order_id), "dispute_for_seller")

    def _dispute(self, return_id: str) -> Dispute:
        events = self._events(return_id)
        decided = events[1] if len(events) > 1 else None
        return Dispute(
            return_id, decided[0] if decided else "open", events[0][1], decided[1] if decided else None
        )

    def _events(self, return_id: str) -> list[tuple[DisputeState, int]]:
        query = "SELECT state, at FROM dispute_events WHERE return_id = ? ORDER BY id"
        return [(row[0], row[1]) for row in self._database.read().execute(query, (return_id,)).fetchall()]

    def _note(self, return_id: str, state: DisputeState) -> None:
        with self._database.write() as connection:
            row = {"return_id": return_id, "state": state, "at": self._clock.now()}
            insert(connection, "dispute_events", row)
