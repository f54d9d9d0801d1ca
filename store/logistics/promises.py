"""The two promises: on its way within 120 hours, there within 14 working days."""

from __future__ import annotations

from store.logistics.calendar import add_working_days, day_of, end_of, working_days_between
from store.logistics.records import ParcelPlan, Promise, PromiseState, Stage

DISPATCH_HOURS = 120
DELIVERY_WORKING_DAYS = 14
FIRST_SCAN: tuple[Stage, ...] = ("handed_over", "left_zone")


def dispatch(plan: ParcelPlan, now: int) -> Promise:
    """Return the promise of dispatch: hours from payment to the carrier's first scan."""
    scan = next(at for stage, at in plan.stages if stage in FIRST_SCAN)
    deadline = plan.paid_at + DISPATCH_HOURS * 3_600
    met = scan if scan <= now else None
    used = (min(now, scan) - plan.paid_at) // 3_600
    state = _state(met, now, deadline)
    return Promise("dispatch_120h", state, max(0, used), DISPATCH_HOURS, deadline, met)


def delivery(plan: ParcelPlan, now: int) -> Promise:
    """Return the promise of delivery: working days from payment, to the end of the fourteenth."""
    arrival = plan.stages[-1][1]
    paid_day = day_of(plan.paid_at)
    deadline = end_of(add_working_days(paid_day, DELIVERY_WORKING_DAYS))
    met = arrival if arrival <= now else None
    used = working_days_between(paid_day, day_of(min(now, arrival)))
    state = _state(met, now, deadline)
    return Promise("delivery_14wd", state, max(0, used), DELIVERY_WORKING_DAYS, deadline, met)


def _state(met: int | None, now: int, deadline: int) -> PromiseState:
    if met is not None:
        return "kept" if met <= deadline else "broken"
    return "running" if now <= deadline else "broken"
