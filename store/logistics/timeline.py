"""Where a parcel is: a pure function of its plan and the time. Nothing of it is stored, nothing ticks."""

from __future__ import annotations

from store.catalogue.records import Place
from store.logistics.geography import distance_km
from store.logistics.promises import delivery, dispatch
from store.logistics.records import Event, ParcelPlan, Stage, Tracking

DAY = 86_400
_AT_ORIGIN: tuple[Stage, ...] = ("paid", "packed", "handed_over", "in_transit", "left_zone")
_AT_PORT: tuple[Stage, ...] = ("arrived_port", "released", "domestic")


def timeline(plan: ParcelPlan, now: int) -> Tracking:
    """Return everything there is to see of a parcel at ``now`` (seconds UTC)."""
    reached = max((i for i, (_, at) in enumerate(plan.stages) if at <= now), default=0)
    arrival = plan.stages[-1][1]
    following = plan.stages[reached + 1][1] if reached + 1 < len(plan.stages) else None
    done, whole = _way(plan, now)
    return Tracking(
        parcel_id=plan.parcel_id,
        order_id=plan.order_id,
        mode=plan.mode,
        stage=plan.stages[reached][0],
        events=tuple(_event(plan, index, reached) for index in range(len(plan.stages))),
        origin=plan.origin,
        port=plan.port,
        destination=plan.destination,
        progress=done / whole if whole else float(following is None),
        distance_km=round(whole),
        dispatch=dispatch(plan, now),
        delivery=delivery(plan, now),
        eta_from=arrival if following is None else arrival - DAY,
        eta_to=arrival if following is None else arrival + DAY,
        carrier=plan.carrier,
        tracking_number=plan.tracking_number,
        trouble=plan.trouble,
        next_at=following,
    )


def _event(plan: ParcelPlan, index: int, reached: int) -> Event:
    stage, at = plan.stages[index]
    status = "past" if index < reached else "now" if index == reached else "future"
    return Event(stage, at, place_of(plan, stage), status)  # type: ignore[arg-type]


def place_of(plan: ParcelPlan, stage: Stage) -> Place:
    """Return where a stage happens; inside a bonded zone there is no port."""
    if stage in _AT_ORIGIN:
        return plan.origin
    if stage in _AT_PORT:
        return plan.port or plan.origin
    return plan.destination


def _way(plan: ParcelPlan, now: int) -> tuple[float, float]:
    """Return the kilometres that lie behind the parcel, and those of its whole way."""
    legs: list[tuple[float, int, int]] = []
    at = dict(plan.stages)
    if plan.port is None:
        legs.append((distance_km(plan.origin, plan.destination), at["left_zone"], at["delivered"]))
    else:
        legs.append((distance_km(plan.origin, plan.port), at["in_transit"], at["arrived_port"]))
        legs.append((distance_km(plan.port, plan.destination), at["domestic"], at["delivered"]))
    done = sum(km * min(1.0, max(0.0, (now - start) / max(1, end - start))) for km, start, end in legs)
    return done, sum(km for km, _, _ in legs)
