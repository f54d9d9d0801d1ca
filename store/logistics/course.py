"""The actual course of a parcel: its planned stages, changed by what its buyer did or failed to do."""

from __future__ import annotations

from collections.abc import Iterable

from store.logistics.plan import DAY, HOLD_DAYS, HOUR, PICKUP_DAYS, Stages, back_days
from store.logistics.records import Act, ActKind, ParcelPlan, Stage

ANSWERS: dict[str, ActKind] = {"held_id_photo": "id_photo", "held_payer": "payer"}
"""What customs wants of the buyer, by what it holds a parcel for."""
IN_DAYTIME: tuple[Stage, ...] = (
    "out_for_delivery",
    "attempt_failed",
    "partly_delivered",
    "pickup_ready",
    "delivered",
)


def actual_stages(plan: ParcelPlan, acts: Iterable[Act] = ()) -> Stages:
    """Return the stages of a parcel after what was done about it.

    Not answered, customs turns a held parcel back after ten days, and a pickup point after seven.
    """
    done = {act.kind: act.at for act in acts}
    stages = plan.stages
    if plan.trouble in ANSWERS:
        stages = _after_hold(plan, stages, done.get(ANSWERS[plan.trouble]))
    if plan.trouble == "pickup":
        stages = _after_pickup(plan, stages, done.get("collect"))
    if "withdraw" in done:
        stages = _withdrawn(plan, stages, done["withdraw"])
    return stages


def gives_up_at(plan: ParcelPlan, stages: Stages, reached: int) -> int | None:
    """Return when customs or the pickup point stops waiting for the buyer, ``None`` when none waits."""
    waits = {"held": "rejected", "pickup_ready": "returning"}
    here = stages[reached][0]
    goes_back = reached + 1 < len(stages) and waits.get(here) == stages[reached + 1][0]
    return stages[reached + 1][1] if goes_back else None


def _after_hold(plan: ParcelPlan, stages: Stages, answered: int | None) -> Stages:
    """Return the stages after customs held a parcel: sent back unanswered, else later by the time lost."""
    place = [stage for stage, _ in stages].index("held")
    held = stages[place][1]
    if answered is None:
        turned = held + HOLD_DAYS * DAY
        way = (1 + back_days(plan.mode)) * DAY
        return (
            *stages[: place + 1],
            ("rejected", turned),
            ("returning", turned + DAY),
            ("returned", turned + way),
        )
    late = max(0, answered - held)
    days = -(-late // DAY) * DAY
    later = ((stage, at + (days if stage in IN_DAYTIME else late)) for stage, at in stages[place + 1 :])
    return (*stages[: place + 1], *later)


def _after_pickup(plan: ParcelPlan, stages: Stages, collected: int | None) -> Stages:
    ready = stages[-2][1]
    if collected is not None:
        return (*stages[:-1], ("delivered", max(ready, collected)))
    back = ready + PICKUP_DAYS * DAY
    return (*stages[:-1], ("returning", back), ("returned", back + back_days(plan.mode) * DAY))


def _withdrawn(plan: ParcelPlan, stages: Stages, at: int) -> Stages:
    """Return the stages of a parcel sent back when its declaration was withdrawn."""
    behind = tuple(one for one in stages if one[1] <= at)
    return (*behind, ("returning", at + 4 * HOUR), ("returned", at + back_days(plan.mode) * DAY))
