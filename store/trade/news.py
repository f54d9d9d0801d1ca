"""What happened to orders since the last look, as notices derived from the timelines, each sent once.

A notice carries a code for its words and the goods' name; its source (order and event) makes it unique, so
that looking again, or from two windows at once, tells nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.logistics.parcels import ParcelsRoom
from store.logistics.records import Stage, Tracking
from store.trade.orders import OrdersRoom
from store.trade.records import Order, OrderEvent
from store.trade.return_terms import ReturnState
from store.trade.returns import ReturnsRoom
from store.trade.settling import SettlingRoom
from store.world import WorldRoom

NO_NEWS: tuple[Stage, ...] = ("paid", "packed", "domestic")
"""Stages that make no notice."""
ORDER_CODES = ("expired", "released_after_10_days", "parcel_lost", "parcel_returned", "late_payment_returned")
"""Events of an order that no person caused: time, or a carrier, did."""

RETURN_STATES: tuple[ReturnState, ...] = ("approved", "rejected", "received", "refunded", "refused")


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to an order, and when (seconds UTC)."""

    code: str
    order: Order
    at: int
    source: str


class NewsRoom:
    """Writes notices of what has happened into buyers' inboxes."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        world: WorldRoom,
        settling: SettlingRoom,
        orders: OrdersRoom,
        returns: ReturnsRoom,
        parcels: ParcelsRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._world = world
        self._settling = settling
        self._orders = orders
        self._returns = returns
        self._parcels = parcels

    def catch_up(self, buyer: str) -> int:
        """Put all that has happened since the last time into the buyer's inbox; return how much it was."""
        self._settling.settle(buyer)
        since, now = self._since(buyer), self._clock.now()
        orders = self._orders.list(buyer)
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
        self._world.set(f"news/{buyer}", str(moment))

    def _since(self, buyer: str) -> int:
        return int(self._world.get(f"news/{buyer}") or 0)

    def _news(self, orders: tuple[Order, ...], since: int, now: int) -> list[News]:
        """Derive the news of orders between two moments, from order, return and parcel events."""
        found: list[News] = []
        for order in orders:
            for number, event in enumerate(self._orders.events(order.id)):
                if event.code in ORDER_CODES:
                    found.append(_of_order(order, event, number))
            for one in self._returns.of_order(order.id):
                found += [
                    News(f"return-{step.state}", order, step.at, f"{order.id}/{one.id}/{step.state}")
                    for step in one.events
                    if step.state in RETURN_STATES
                ]
            tracking = self._parcels.of_order(order.id)
            if tracking is not None:
                found += _of_parcel(order, tracking)
        return [news for news in found if since < news.at <= now]


def _of_order(order: Order, event: OrderEvent, number: int) -> News:
    return News(event.code.replace("_", "-"), order, event.at, f"{order.id}/{event.code}/{number}")


def _of_parcel(order: Order, tracking: Tracking) -> list[News]:
    """Derive the news of a parcel: the stages it reached, and promises that were broken."""
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
