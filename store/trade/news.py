"""What happened to orders while nobody looked, as notices: derived from the timelines, each told once.

A notice carries a code for its words and the goods' name; its source (order and event) makes it unique, so
that looking again, or from two windows at once, tells nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.logistics.records import Stage, Tracking
from store.trade.records import Order, OrderEvent
from store.trade.return_terms import ReturnState

if TYPE_CHECKING:
    from store.shop import Store

NO_NEWS: tuple[Stage, ...] = ("paid", "packed", "domestic")
"""Stages nobody needs to be told of."""
ORDER_CODES = ("expired", "released_after_10_days", "parcel_lost", "parcel_returned", "late_payment_returned")
"""Events of an order that nobody did: time, or a carrier, did them."""

RETURN_STATES: tuple[ReturnState, ...] = ("approved", "rejected", "received", "refunded", "refused")


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to an order, and when (seconds UTC)."""

    code: str
    order: Order
    at: int
    source: str


class NewsRoom:
    """Tells buyers what has happened."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._clock = clock
        self._store = store

    def catch_up(self, buyer: str) -> int:
        """Put all that has happened since the last time into the buyer's inbox; return how much it was."""
        since, now = self._since(buyer), self._clock.now()
        orders = self._store.orders.list(buyer)
        told = 0
        with self._database.write() as connection:
            for news in sorted(self._news(orders, since, now), key=lambda news: (news.at, news.source)):
                title = news.order.lines[0].title
                row = {
                    "person_id": buyer,
                    "topic": "order",
                    "text_zh": title.zh,
                    "text_en": title.en,
                    "link": f"order/{news.order.id}",
                    "at": news.at,
                    "code": news.code,
                    "source": news.source,
                }
                cursor = insert(connection, "notices", row, ignore=True)
                told += cursor.rowcount
        return told

    def begin_at(self, buyer: str, moment: int) -> None:
        """Take everything until ``moment`` (seconds UTC) as known."""
        self._store.world.set(f"news/{buyer}", str(moment))

    def _since(self, buyer: str) -> int:
        return int(self._store.world.get(f"news/{buyer}") or 0)

    def _news(self, orders: tuple[Order, ...], since: int, now: int) -> list[News]:
        found: list[News] = []
        for order in orders:
            for number, event in enumerate(self._store.orders.events(order.id)):
                if event.code in ORDER_CODES:
                    found.append(_of_order(order, event, number))
            for one in self._store.returns.of_order(order.id):
                found += [
                    News(f"return-{step.state}", order, step.at, f"{order.id}/{one.id}/{step.state}")
                    for step in one.events
                    if step.state in RETURN_STATES
                ]
            tracking = self._store.parcels.of_order(order.id)
            if tracking is not None:
                found += _of_parcel(order, tracking)
        return [news for news in found if since < news.at <= now]


def _of_order(order: Order, event: OrderEvent, number: int) -> News:
    return News(event.code.replace("_", "-"), order, event.at, f"{order.id}/{event.code}/{number}")


def _of_parcel(order: Order, tracking: Tracking) -> list[News]:
    found: list[News] = []
    times: dict[Stage, int] = {}
    for event in tracking.events:
        if event.status == "future" or event.stage in NO_NEWS:
            continue
        times[event.stage] = number = times.get(event.stage, 0) + 1
        code = event.stage.replace("_", "-")
        if event.stage == "held":
            code = f"{code}-{'photo' if tracking.trouble == 'held_id_photo' else 'payer'}"
        found.append(News(code, order, event.at, f"{order.id}/{event.stage}/{number}"))
    for promise in (tracking.dispatch, tracking.delivery):
        if promise.state == "broken":
            code = f"broken-{promise.code.replace('_', '-')}"
            found.append(News(code, order, promise.deadline + 1, f"{order.id}/{code}"))
    return found
