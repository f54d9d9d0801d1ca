"""Records of the journey. Times are seconds since 1970-01-01 UTC, distances kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import Place, SupplyMode

Stage = Literal[
    "paid",
    "packed",
    "handed_over",
    "in_transit",
    "arrived_port",
    "released",
    "left_zone",
    "domestic",
    "out_for_delivery",
    "delivered",
]
PromiseState = Literal["running", "kept", "broken"]
Trouble = Literal["", "late_dispatch", "held_id_photo"]


@dataclass(frozen=True, slots=True)
class ParcelPlan:
    """The fate of a parcel, decided by its seed at payment: when each stage is reached, and what goes wrong."""

    parcel_id: str
    order_id: str
    mode: SupplyMode
    paid_at: int
    stages: tuple[tuple[Stage, int], ...]
    origin: Place
    port: Place | None
    destination: Place
    carrier: str
    tracking_number: str
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the timeline: past, now or still to come."""

    stage: Stage
    at: int
    place: Place
    status: Literal["past", "now", "future"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its clock: ``used``/``limit`` in its own unit, and what became of it."""

    code: Literal["dispatch_120h", "delivery_14wd"]
    state: PromiseState
    used: int
    limit: int
    deadline: int
    met_at: int | None


@dataclass(frozen=True, slots=True)
class Tracking:
    """Everything the tracking screen shows, as a pure function of (plan, now).

    ``progress`` is the share of the way flown between ``origin`` and ``destination`` (0.0-1.0);
    ``next_at`` is the next event's moment (``None`` after delivery).
    """

    parcel_id: str
    order_id: str
    mode: SupplyMode
    stage: Stage
    events: tuple[Event, ...]
    origin: Place
    port: Place | None
    destination: Place
    progress: float
    distance_km: int
    dispatch: Promise
    delivery: Promise
    eta_from: int
    eta_to: int
    carrier: str
    tracking_number: str
    trouble: Trouble
    next_at: int | None
