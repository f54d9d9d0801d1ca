"""The fate of a parcel, drawn once at payment from a seed of its own.

Customs releases a bonded parcel before it leaves the zone (1210), and a direct one before its domestic
leg (9610).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random

from store.catalogue.records import Place, SupplyMode
from store.logistics.calendar import BEIJING
from store.logistics.records import ParcelPlan, Stage, Trouble

HOUR = 3_600
DAY = 24 * HOUR
_CARRIERS = ("云雀速运", "竹蜻蜓快递", "晨风物流")


def draw(
    *,
    order_id: str,
    mode: SupplyMode,
    origin: Place,
    port: Place | None,
    destination: Place,
    paid_at: int,
    days: tuple[int, int],
    trouble: Trouble = "",
) -> ParcelPlan:
    """Return the plan of a parcel that takes ``days`` (from, to) when nothing goes wrong."""
    dice = Random(f"parcel/{order_id}")
    arrival = _arrival(dice, paid_at, days, trouble)
    stages = (_bonded if mode == "bonded_1210" else _direct)(dice, paid_at, arrival, trouble)
    return ParcelPlan(
        parcel_id=f"P{order_id.removeprefix('XHS')}",
        order_id=order_id,
        mode=mode,
        paid_at=paid_at,
        stages=_forward(stages),
        origin=origin,
        port=port,
        destination=destination,
        carrier=dice.choice(_CARRIERS),
        tracking_number=f"YT{dice.randrange(10**12, 10**13)}",
        trouble=trouble,
    )


def _arrival(dice: Random, paid_at: int, days: tuple[int, int], trouble: Trouble) -> int:
    """Return when it is delivered: in daytime, at least two days after payment."""
    extra = {"": 0, "late_dispatch": 4, "held_id_photo": 5}[trouble]
    whole = max(2, dice.randint(*days)) + extra
    day = datetime.fromtimestamp(paid_at, BEIJING).date() + timedelta(days=whole)
    moment = datetime.combine(day, time(dice.randint(10, 17), dice.randrange(60)), BEIJING)
    return int(moment.timestamp())


def _bonded(dice: Random, paid_at: int, arrival: int, trouble: Trouble) -> tuple[tuple[Stage, int], ...]:
    packed = paid_at + dice.randint(2, 8) * HOUR
    zone = paid_at + dice.randint(14, 24) * HOUR
    if trouble == "late_dispatch":
        zone = paid_at + dice.randint(126, 134) * HOUR
    elif trouble == "held_id_photo":
        zone = paid_at + dice.randint(96, 110) * HOUR
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


def _direct(dice: Random, paid_at: int, arrival: int, trouble: Trouble) -> tuple[tuple[Stage, int], ...]:
    packed = paid_at + dice.randint(4, 10) * HOUR
    handed = paid_at + dice.randint(16, 22) * HOUR
    if trouble == "late_dispatch":
        handed = paid_at + dice.randint(126, 134) * HOUR
    arrival = max(arrival, handed + DAY)
    way = arrival - handed
    port = handed + way * 45 // 100
    released = handed + way * (80 if trouble == "held_id_photo" else 62) // 100
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


def _forward(stages: tuple[tuple[Stage, int], ...]) -> tuple[tuple[Stage, int], ...]:
    """Return the stages with no one before the one it follows (short ways leave little room)."""
    moments = accumulate((at for _, at in stages), max)
    return tuple((stage, at) for (stage, _), at in zip(stages, moments, strict=True))


def _morning(arrival: int) -> int:
    """Return about half past eight on the day of arrival."""
    day = datetime.fromtimestamp(arrival, BEIJING).date()
    return int(datetime.combine(day, time(8, 30), BEIJING).timestamp())
