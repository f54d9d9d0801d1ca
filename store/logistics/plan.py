"""The plan of a parcel, drawn once from a seed of its own when it is booked with its carrier.

Customs releases a bonded parcel before it leaves the zone (1210), and a direct one before its domestic
leg (9610). A plan runs as if the buyer did at once what is asked of him; ``course.actual_stages`` follows what he did.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random

from store.catalogue.records import Place, SupplyMode
from store.logistics.calendar import BEIJING
from store.logistics.carriers import CARRIERS, Service, included
from store.logistics.records import ParcelPlan, Stage, Trouble

MINUTE, HOUR = 60, 3_600
DAY = 24 * HOUR
HOLD_DAYS, PICKUP_DAYS = 10, 7
"""How long customs waits for the buyer, and how long a pickup point keeps a parcel."""
BOX_G, MOST_BOXES = 10_000, 4
"""Grams a box holds at most; heavier parcels travel in several boxes under one waybill."""
CHANCES: tuple[tuple[Trouble, int], ...] = (
    ("attempt_failed", 40),
    ("pickup", 40),
    ("inspected", 30),
    ("held_id_photo", 14),
    ("late_dispatch", 12),
    ("held_payer", 6),
    ("damaged", 4),
    ("lost", 3),
    ("rejected", 2),
)
"""Parcels in a thousand that meet a trouble; an assumption, not a statistic."""
PART_CHANCE = 300
_EXTRA_DAYS: dict[Trouble, int] = {"late_dispatch": 4, "inspected": 1}
Stages = tuple[tuple[Stage, int], ...]


RANK: dict[Stage, int] = {
    "paid": 0,
    "packed": 1,
    "handed_over": 2,
    "in_transit": 3,
    "arrived_port": 4,
    "inspected": 5,
    "held": 5,
    "released": 6,
    "left_zone": 7,
    "domestic": 8,
    "out_for_delivery": 9,
    "attempt_failed": 9,
    "partly_delivered": 9,
    "pickup_ready": 9,
    "delivered": 10,
    "rejected": 10,
    "damaged": 10,
    "returning": 11,
    "lost": 12,
    "returned": 12,
}
"""How far along its way each stage is; those of one rank may follow each other."""


def drawn_trouble(order_id: str, boxes: int = 1) -> Trouble:
    """Return the trouble that an order's seed gives its parcel, or none."""
    chance = Random(f"fate/{order_id}")
    if boxes > 1 and chance.randrange(1_000) < PART_CHANCE:
        return "in_parts"
    number = chance.randrange(1_000)
    for trouble, per_mille in CHANCES:
        number -= per_mille
        if number < 0:
            return trouble
    return ""


def boxes_for(weight_g: int) -> int:
    """Return in how many boxes a parcel of so many grams travels."""
    return min(MOST_BOXES, max(1, -(-weight_g // BOX_G)))


def draw_plan(
    *,
    order_id: str,
    mode: SupplyMode,
    origin: Place,
    port: Place | None,
    destination: Place,
    paid_at: int,
    days: tuple[int, int],
    trouble: Trouble | None = "",
    service: Service | None = None,
    boxes: int = 1,
) -> ParcelPlan:
    """Return the plan of a parcel that takes ``days`` (from, to) when nothing goes wrong.

    ``trouble`` is left to the seed when ``None``; so is whether the service is on time.
    """
    told = trouble is not None
    met = drawn_trouble(order_id, boxes) if trouble is None else trouble
    booked = service or included(mode)
    chance = Random(f"parcel/{order_id}")
    late = 0 if told else _lateness(Random(f"late/{order_id}"), booked)
    arrival = _arrival(chance, paid_at, (days[1], days[1]) if late else days, _EXTRA_DAYS.get(met, 0) + late)
    smooth = _forward((_bonded if mode == "bonded_1210" else _direct)(chance, paid_at, arrival, met))
    return ParcelPlan(
        parcel_id=f"P{order_id.removeprefix('XHS')}",
        order_id=order_id,
        mode=mode,
        paid_at=paid_at,
        stages=_forward(_with_side_stages(chance, smooth, met, mode)),
        origin=origin,
        port=port,
        destination=destination,
        carrier=booked.carrier,
        tracking_number=f"{CARRIERS[booked.carrier].prefix}{chance.randrange(10**12, 10**13)}",
        trouble=met,
        service=booked.id,
        last_mile=booked.last_mile,
        boxes=max(2, boxes) if met == "in_parts" else boxes,
        expected=smooth,
    )


def _lateness(chance: Random, service: Service) -> int:
    """Return how many days later than promised by the service a parcel comes, mostly 0."""
    return 0 if chance.randrange(100) < service.on_time else chance.randint(1, service.late_days)


def _arrival(chance: Random, paid_at: int, days: tuple[int, int], extra: int) -> int:
    """Return when it is delivered: in daytime, at least two days after payment."""
    whole = max(2, chance.randint(*days)) + extra
    day = datetime.fromtimestamp(paid_at, BEIJING).date() + timedelta(days=whole)
    moment = datetime.combine(day, time(chance.randint(10, 17), chance.randrange(60)), BEIJING)
    return int(moment.timestamp())


def _bonded(chance: Random, paid_at: int, arrival: int, trouble: Trouble) -> Stages:
    """Return the stages of a parcel from a bonded warehouse, cleared before it leaves the zone."""
    packed = paid_at + chance.randint(2, 8) * HOUR
    zone = paid_at + chance.randint(14, 24) * HOUR
    if trouble == "late_dispatch":
        zone = paid_at + chance.randint(126, 134) * HOUR
    elif trouble in ("held_id_photo", "held_payer"):
        zone = packed + chance.randint(6, 9) * HOUR
    elif trouble == "inspected":
        zone = paid_at + chance.randint(36, 44) * HOUR
    arrival = max(arrival, zone + DAY)
    domestic = zone + (arrival - zone) // 4
    return (
        ("paid", paid_at),
        ("packed", packed),
        ("released", zone - 2 * HOUR),
        ("left_zone", zone),
        ("domestic", domestic),
        ("out_for_delivery", max(_morning(arrival), domestic)),
        ("delivered", arrival),
    )


def _direct(chance: Random, paid_at: int, arrival: int, trouble: Trouble) -> Stages:
    """Return the stages of a parcel by direct mail: handed over abroad, cleared at the port."""
    packed = paid_at + chance.randint(4, 10) * HOUR
    handed = paid_at + chance.randint(16, 22) * HOUR
    if trouble == "late_dispatch":
        handed = paid_at + chance.randint(126, 134) * HOUR
    arrival = max(arrival, handed + DAY)
    way = arrival - handed
    port = handed + way * 45 // 100
    released = handed + way * 62 // 100
    return (
        ("paid", paid_at),
        ("packed", packed),
        ("handed_over", handed),
        ("in_transit", handed + way * 12 // 100),
        ("arrived_port", port),
        ("released", released),
        ("domestic", released + way * 6 // 100),
        ("out_for_delivery", max(_morning(arrival), released + way * 6 // 100)),
        ("delivered", arrival),
    )


def _with_side_stages(chance: Random, stages: Stages, trouble: Trouble, mode: SupplyMode) -> Stages:
    """Return the stages with what the trouble puts between them, or in their place."""
    at = dict(stages)
    before_customs = at["packed"] if mode == "bonded_1210" else at["arrived_port"]
    room = at["released"] - before_customs
    if trouble in ("held_id_photo", "held_payer"):
        # Answered, customs compares again the same day.
        return _put(
            stages, "released", ("held", at["released"] - min(room // 2, chance.randint(4, 7) * HOUR))
        )
    if trouble == "inspected":
        return _put(stages, "released", ("inspected", before_customs + room // 3))
    if trouble == "rejected":
        seen = before_customs + room // 3
        return (*_until(stages, "released"), ("inspected", seen), *_back("rejected", seen + DAY, mode))
    if trouble == "damaged":
        found = at["domestic"] + (at["out_for_delivery"] - at["domestic"]) // 2
        return (*_until(stages, "out_for_delivery"), *_back("damaged", found, mode))
    if trouble == "lost":
        return (*_until(stages, "out_for_delivery"), ("lost", at["delivered"] + 7 * DAY))
    if trouble in ("attempt_failed", "in_parts"):
        middle: Stage = "attempt_failed" if trouble == "attempt_failed" else "partly_delivered"
        again = _morning(at["delivered"] + DAY)
        return (
            *_until(stages, "delivered"),
            (middle, at["delivered"]),
            ("out_for_delivery", again),
            ("delivered", again + chance.randint(90, 480) * MINUTE),
        )
    if trouble == "pickup":
        ready = at["delivered"]
        return (*_until(stages, "delivered"), ("pickup_ready", ready), ("delivered", ready))
    return stages


def back_days(mode: SupplyMode) -> int:
    """Return how many days the way back to where a parcel came from takes."""
    return 2 if mode == "bonded_1210" else 7


def _back(why: Stage, at: int, mode: SupplyMode) -> Stages:
    return (why, at), ("returning", at + DAY), ("returned", at + (1 + back_days(mode)) * DAY)


def _until(stages: Stages, end: Stage) -> Stages:
    return stages[: [stage for stage, _ in stages].index(end)]


def _put(stages: Stages, before: Stage, one: tuple[Stage, int]) -> Stages:
    place = [stage for stage, _ in stages].index(before)
    return (*stages[:place], one, *stages[place:])


def _forward(stages: Stages) -> Stages:
    """Return the stages with no one before the one it follows (short ways leave little room)."""
    moments = accumulate((at for _, at in stages), max)
    return tuple((stage, at) for (stage, _), at in zip(stages, moments, strict=True))


def _morning(arrival: int) -> int:
    """Return about half past eight on the day of arrival."""
    day = datetime.fromtimestamp(arrival, BEIJING).date()
    return int(datetime.combine(day, time(8, 30), BEIJING).timestamp())
