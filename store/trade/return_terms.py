"""When goods may come back, and what comes back for them: pure functions of an order and the moment.

Sources: no-reason return, 7 days from the day after receipt (Consumer Protection Law of the PRC, article
25); tax and quota come back for goods returned within 30 days of customs release and back at the zone or
port within 45 (GACC notice 45/2020 and trade rule 7). Times are seconds UTC, amounts fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from store.errors import StoreError
from store.logistics.records import Tracking
from store.trade.periods import PERIODS
from store.trade.records import Order, OrderLine
from store.trade.settlement import Part, part, total, without_freight, without_tax

Reason = Literal["no_reason", "damaged", "wrong_item", "quality"]
REASONS: tuple[Reason, ...] = ("no_reason", "damaged", "wrong_item", "quality")
ReturnState = Literal[
    "requested",
    "approved",
    "rejected",
    "cancelled",
    "shipped_back",
    "received",
    "inspected",
    "refunded",
    "refused",
]
MOVES: dict[ReturnState, tuple[ReturnState, ...]] = {
    "requested": ("approved", "rejected", "cancelled"),
    "approved": ("shipped_back", "cancelled"),
    "shipped_back": ("received",),
    "received": ("inspected",),
    "inspected": ("refunded", "refused"),
    "rejected": (),
    "cancelled": (),
    "refunded": (),
    "refused": ("refunded",),  # only by the platform's word in a dispute
}
OPEN: tuple[ReturnState, ...] = ("requested", "approved", "shipped_back", "received", "inspected")

DAY = 86_400
_BEIJING = timezone(timedelta(hours=8))

WhyNot = Literal["", "not_delivered", "window_over", "excluded", "opened", "all_gone"]


@dataclass(frozen=True, slots=True)
class Terms:
    """Whether pieces of a line may come back: at most ``most`` of them until ``until``, or why not."""

    position: int
    most: int
    until: int | None
    because: WhyNot = ""


@dataclass(frozen=True, slots=True)
class ReturnEvent:
    """Something that happened to a return."""

    state: ReturnState
    because: str
    at: int


@dataclass(frozen=True, slots=True)
class Return:
    """Pieces (by position of their line) on their way back, and what became of them."""

    id: str
    order_id: str
    reason: Reason
    opened: bool
    state: ReturnState
    requested_at: int
    pieces: Mapping[int, int]
    events: tuple[ReturnEvent, ...]

    @property
    def open(self) -> bool:
        """Whether it is not over yet."""
        return self.state in OPEN


def delivered_at(tracking: Tracking | None) -> int | None:
    """Return when a parcel was received, ``None`` before."""
    if tracking is None or tracking.stage != "delivered":
        return None
    return tracking.events[-1].at


def released_at(tracking: Tracking | None) -> int | None:
    """Return when customs released a parcel, ``None`` before."""
    past = (event for event in tracking.events if event.status != "future") if tracking else ()
    return next((event.at for event in past if event.stage == "released"), None)


def deadline(received: int, reason: Reason) -> int:
    """Return the last second in which a return may be asked for: the end of a day in Beijing."""
    days = PERIODS.no_reason_days if reason == "no_reason" else PERIODS.fault_days
    day = datetime.fromtimestamp(received, UTC).astimezone(_BEIJING).date() + timedelta(days=days + 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=_BEIJING).timestamp()) - 1


def terms(
    line: OrderLine,
    position: int,
    tracking: Tracking | None,
    reason: Reason,
    opened: bool,
    now: int,
    busy: int,
) -> Terms:
    """Return what holds for one line; ``busy`` pieces of it are on their way back already."""
    received = delivered_at(tracking)
    if received is None:
        return Terms(position, 0, None, "not_delivered")
    until, most = deadline(received, reason), line.remaining - busy
    if most <= 0:
        return Terms(position, 0, until, "all_gone")
    if now > until:
        return Terms(position, 0, until, "window_over")
    if reason == "no_reason" and line.return_rule == "none":
        return Terms(position, 0, until, "excluded")
    if reason == "no_reason" and opened and line.return_rule == "unopened":
        return Terms(position, 0, until, "opened")
    return Terms(position, most, until)


def tax_comes_back(tracking: Tracking | None, requested: int, back: int) -> bool:
    """Tell whether customs gives tax and quota back for goods asked for and back at these moments."""
    released = released_at(tracking)
    return (
        released is not None
        and requested <= released + PERIODS.tax_asked_days * DAY
        and back <= released + PERIODS.tax_back_days * DAY
    )


def going_back(some: Part, reason: Reason, *, with_tax: bool) -> Part:
    """Return what of a part is given back: freight only where the seller was at fault, tax only in time."""
    kept = some if reason != "no_reason" else without_freight(some)
    return kept if with_tax else without_tax(kept)


def worth(order: Order, pieces: Mapping[int, int], reason: Reason, *, with_tax: bool) -> Part:
    """Return what pieces (by position of their line) bring back, before anything is written."""
    parts = (part(order.lines[p], order.lines[p].reversed, n) for p, n in pieces.items() if n)
    return going_back(total(parts), reason, with_tax=with_tax)


def check_wanted(wanted: Mapping[int, int], allowed: Iterable[Terms]) -> None:
    """Refuse pieces (by position of their line) that may not come back.

    Raises ``StoreError``: ``not_so_many(most=)``, or ``return_<why not>(until=, days=)``.
    """
    of_line = {one.position: one for one in allowed}
    for position, number in wanted.items():
        one = of_line.get(position)
        if type(number) is not int or number < 0 or one is None or (not one.because and number > one.most):
            raise StoreError("not_so_many", most=one.most if one else 0)
        if one.because:
            raise StoreError(f"return_{one.because}", until=one.until, days=PERIODS.fault_days)
