"""The two promises (``PROMISED``): on its way within hours, there within working days."""

from __future__ import annotations

from store.logistics.calendar import add_working_days, announced, day_of, end_of, working_days_between
from store.logistics.records import PROMISED, Promise, PromiseState, Stage

FIRST_SCAN: tuple[Stage, ...] = ("handed_over", "left_zone")
Reached = tuple[tuple[Stage, int], ...]


def dispatch(paid_at: int, stages: Reached, now: int) -> Promise:
    """Return the promise of dispatch: hours from payment to the carrier's first scan."""
    scan = next((at for stage, at in stages if stage in FIRST_SCAN), None)
    deadline = paid_at + PROMISED.dispatch_hours * 3_600
    met = scan if scan is not None and scan <= now else None
    ended = _returned(stages, now)
    stops = min(now, *(moment for moment in (scan, ended) if moment is not None), now)
    state = _state(met, stops, deadline, ended)
    return Promise(
        "dispatch_120h", state, max(0, (stops - paid_at) // 3_600), PROMISED.dispatch_hours, deadline, met
    )


def delivery(paid_at: int, stages: Reached, now: int) -> Promise:
    """Return the promise of delivery: working days from payment, to the end of the fourteenth."""
    arrival = next((at for stage, at in stages if stage == "delivered"), None)
    paid_day = day_of(paid_at)
    last = add_working_days(paid_day, PROMISED.delivery_days)
    deadline = end_of(last)
    met = arrival if arrival is not None and arrival <= now else None
    ended = _returned(stages, now)
    stops = min(now, *(moment for moment in (arrival, ended) if moment is not None), now)
    lost = any(stage == "lost" and at <= now for stage, at in stages)
    state = "broken" if lost else _state(met, stops, deadline, ended)
    used = working_days_between(paid_day, day_of(stops))
    certain = announced(last.year)
    return Promise("delivery_14wd", state, max(0, used), PROMISED.delivery_days, deadline, met, certain)


def _returned(stages: Reached, now: int) -> int | None:
    """Return when a parcel was sent back: from then on the promise is void."""
    return next((at for stage, at in stages if stage == "returning" and at <= now), None)


def _state(met: int | None, now: int, deadline: int, ended: int | None) -> PromiseState:
    if met is not None:
        return "kept" if met <= deadline else "broken"
    if now > deadline:
        return "broken"
    return "running" if ended is None else "void"
