"""Where a parcel is: a pure function of its plan, of what was done and reported, and of the time.

Nothing of it is stored or updated in the background.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.catalogue.records import Place
from store.logistics.carriers import CARRIERS
from store.logistics.course import ANSWERS, actual_stages, gives_up_at
from store.logistics.geography import distance_km
from store.logistics.plan import HOUR, RANK, Stages
from store.logistics.promises import delivery, dispatch
from store.logistics.records import ENDS, Act, Event, ParcelPlan, Scan, Stage, Tracking
from store.logistics.scans import ReportedCourse, reported_course

DAY = 86_400
_AT_ORIGIN: tuple[Stage, ...] = ("paid", "packed", "handed_over", "in_transit", "left_zone", "returned")
_AT_CUSTOMS: tuple[Stage, ...] = ("arrived_port", "inspected", "held", "released", "rejected")
TROUBLES: tuple[Stage, ...] = (
    "inspected",
    "held",
    "attempt_failed",
    "partly_delivered",
    "pickup_ready",
    "rejected",
    "damaged",
    "lost",
    "returning",
)
_BY_THE_DOOR = 0.97
"""The share of the last leg that lies behind a parcel when its courier sets out."""


def timeline(plan: ParcelPlan, now: int, acts: Iterable[Act] = (), scans: Iterable[Scan] = ()) -> Tracking:
    """Return everything there is to see of a parcel at ``now`` (seconds UTC); later acts do not count."""
    done = tuple(act for act in acts if act.at <= now)
    stages = actual_stages(plan, done)
    reports = tuple(scans)
    reported = reported_course(plan, stages, reports, now) if reports else None
    stages = reported.stages if reported else stages
    reached = len(stages) - 1 if reported else reached_at(stages, now)
    behind = stages[: reached + 1]
    ahead = foreseen(plan, done, stages, reached, now)
    over = stages[reached][0] in ENDS
    expected = (*behind, *ahead)[-1][1] if ahead or over else now
    whole = sum(legs_km(plan))
    return Tracking(
        parcel_id=plan.parcel_id,
        order_id=plan.order_id,
        mode=plan.mode,
        stage=stages[reached][0],
        events=(
            *(_event(plan, behind, index, reached, reported) for index in range(len(behind))),
            *(Event(stage, at, place_of(plan, stage), "future", _detail(plan, stage)) for stage, at in ahead),
        ),
        origin=plan.origin,
        port=plan.port,
        destination=plan.destination,
        progress=done_km(plan, stages, reached, now) / whole if whole else float(over),
        distance_km=round(whole),
        dispatch=dispatch(plan.paid_at, stages, now),
        delivery=delivery(plan.paid_at, stages, now),
        eta_from=expected if over else expected - DAY,
        eta_to=expected if over else expected + DAY,
        carrier=plan.carrier,
        tracking_number=plan.tracking_number,
        trouble=plan.trouble,
        next_at=stages[reached + 1][1] if reached + 1 < len(stages) else None,
        service=plan.service,
        last_mile=plan.last_mile,
        boxes=plan.boxes,
        gives_up_at=gives_up_at(plan, stages, reached),
        scanned=reported is not None,
    )


def reached_at(stages: Stages, now: int) -> int:
    """Return the position of the stage a parcel has reached."""
    return max((index for index, (_, at) in enumerate(stages) if at <= now), default=0)


def foreseen(plan: ParcelPlan, done: tuple[Act, ...], stages: Stages, reached: int, now: int) -> Stages:
    """Return the stages that can be foreseen: those of the plan, but never a trouble before it is there."""
    here = stages[reached][0]
    if here in ENDS:
        return ()
    if here == "held" and gives_up_at(plan, stages, reached) is not None:
        return actual_stages(plan, (*done, Act(ANSWERS[plan.trouble], now)))[reached + 1 :]
    if here == "pickup_ready":
        return (("delivered", now),)
    ahead = stages[reached + 1 :]
    if here in ("rejected", "damaged", "returning") or (ahead and not _surprising(ahead)):
        return ahead
    usual = tuple((stage, at) for stage, at in plan.expected if RANK[stage] > RANK[here])
    late = max(0, now + HOUR - usual[0][1]) if usual and not ahead else 0
    late = max(late, now - usual[0][1]) if usual else 0
    return tuple((stage, at + late) for stage, at in usual)


def _surprising(stages: Stages) -> bool:
    return any(stage in TROUBLES for stage, _ in stages)


def _event(
    plan: ParcelPlan, stages: Stages, index: int, reached: int, reported: ReportedCourse | None
) -> Event:
    stage, at = stages[index]
    place = reported.places.get(index) if reported else None
    there = place or _place_at(plan, stages, index)
    return Event(stage, at, there, "now" if index == reached else "past", _detail(plan, stage))


def _detail(plan: ParcelPlan, stage: Stage) -> str:
    return _flight(plan) if stage == "in_transit" else ""


def _flight(plan: ParcelPlan) -> str:
    """Return the flight (or run) a parcel is on."""
    carrier = CARRIERS.get(plan.carrier)
    return f"{carrier.code}{100 + sum(plan.parcel_id.encode()) % 800}" if carrier else ""


def _place_at(plan: ParcelPlan, stages: Stages, index: int) -> Place:
    """Return where a stage happens; what stops or turns a parcel happens where it was."""
    while index and stages[index][0] in ("lost", "returning", "damaged"):
        index -= 1
    return place_of(plan, stages[index][0])


def place_of(plan: ParcelPlan, stage: Stage) -> Place:
    """Return where a stage happens; inside a bonded zone there is no port."""
    if stage in _AT_ORIGIN:
        return plan.origin
    if stage in _AT_CUSTOMS or stage == "domestic":
        return plan.port or plan.origin
    return plan.destination


def legs_km(plan: ParcelPlan) -> tuple[float, ...]:
    """Return the kilometres of each leg: to the port and from it, or the only one."""
    if plan.port is None:
        return (distance_km(plan.origin, plan.destination),)
    return distance_km(plan.origin, plan.port), distance_km(plan.port, plan.destination)


def done_km(plan: ParcelPlan, stages: Stages, reached: int, now: int) -> float:
    """Return the kilometres that lie behind a parcel: even motion between what it passes."""
    here = km_marks(plan, stages[: reached + 2])
    start, km = stages[reached][1], here[reached]
    if reached + 1 >= len(stages) or reached + 1 >= len(here):
        return km
    end, further = stages[reached + 1][1], here[reached + 1]
    share = min(1.0, max(0.0, (now - start) / max(1, end - start)))
    return km + (further - km) * share


def km_marks(plan: ParcelPlan, stages: Stages) -> list[float]:
    """Return the kilometres from the origin at which each stage is reached; the way back counts down."""
    legs = legs_km(plan)
    first = legs[0] if plan.port else 0.0
    whole = sum(legs)
    marks: list[float] = []
    for stage, _ in stages:
        before = marks[-1] if marks else 0.0
        if stage in ("lost", "damaged", "returning"):
            marks.append(before)
        elif stage == "returned" or (stage in _AT_ORIGIN):
            marks.append(0.0)
        elif stage in _AT_CUSTOMS:
            marks.append(first)
        elif stage == "domestic":
            marks.append(first if plan.port else whole * 0.1)
        elif stage == "delivered":
            marks.append(whole)
        else:
            marks.append(first + (whole - first) * _BY_THE_DOOR)
    return marks
