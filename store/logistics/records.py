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
    "inspected",
    "held",
    "released",
    "left_zone",
    "domestic",
    "out_for_delivery",
    "attempt_failed",
    "partly_delivered",
    "pickup_ready",
    "delivered",
    "rejected",
    "damaged",
    "lost",
    "returning",
    "returned",
]
ENDS: tuple[Stage, ...] = ("delivered", "lost", "returned")
"""Nothing comes after these by itself."""
PromiseState = Literal["running", "kept", "broken", "void"]
Trouble = Literal[
    "",
    "late_dispatch",
    "inspected",
    "held_id_photo",
    "held_payer",
    "rejected",
    "attempt_failed",
    "pickup",
    "in_parts",
    "damaged",
    "lost",
]
ActKind = Literal["id_photo", "payer", "withdraw", "collect"]


@dataclass(frozen=True, slots=True)
class ParcelPlan:
    """The plan of a parcel, decided by its seed when it is booked: when each stage is reached, and what
    goes wrong.

    ``stages`` run as if the buyer did at once what is asked of him; ``expected`` is the way without its
    trouble, which is all that is foreseen of it. ``carrier`` and ``last_mile`` are ids
    of carriers, ``boxes`` travel under the one waybill.
    """

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
    service: str = ""
    last_mile: str = "dawn"
    boxes: int = 1
    expected: tuple[tuple[Stage, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Something the buyer did about a parcel."""

    kind: ActKind
    at: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a carrier says of a parcel: a stage, a moment, and a place (``lat`` and ``lon`` where it tells)."""

    stage: Stage
    at: int
    name: tuple[str, str] = ("", "")
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the timeline: past, now, or still to come as far as it can be foreseen.

    ``detail`` is a flight or run, or empty.
    """

    stage: Stage
    at: int
    place: Place
    status: Literal["past", "now", "future"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What every order is promised: hours from payment to its first scan, working days to the door."""

    dispatch_hours: int
    delivery_days: int


PROMISED = Promised(dispatch_hours=120, delivery_days=14)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its clock: ``used``/``limit`` in its own unit, and what became of it.

    ``certain`` is false when the deadline lies beyond the last year whose holidays are published.
    """

    code: Literal["dispatch_120h", "delivery_14wd"]
    state: PromiseState
    used: int
    limit: int
    deadline: int
    met_at: int | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Tracking:
    """Everything the tracking screen shows, as a pure function of (plan, acts, scans, now).

    ``progress`` is the share of the way travelled between ``origin`` and ``destination`` (0.0-1.0);
    ``next_at`` is the next event's moment (``None`` when nothing comes by itself). ``gives_up_at`` is when
    somebody stops waiting for the buyer: customs, or a pickup point. ``scanned`` tells that a carrier's own
    reports are followed instead of the plan.
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
    service: str = ""
    last_mile: str = "dawn"
    boxes: int = 1
    gives_up_at: int | None = None
    scanned: bool = False

    @property
    def over(self) -> bool:
        """Whether the journey has ended, well or not."""
        return self.stage in ENDS

    @property
    def per_cent(self) -> int:
        """The way travelled in per cent; a hundred only at the door."""
        return 100 if self.stage == "delivered" else min(99, round(self.progress * 100))

    @property
    def waits_for_buyer(self) -> bool:
        """Whether nothing goes on until the buyer does something."""
        return self.stage in ("held", "pickup_ready") and self.gives_up_at is not None

    def reached(self, stage: Stage) -> int | None:
        """Return when a stage was reached (the last time), ``None`` when it has not been."""
        found = [event.at for event in self.events if event.stage == stage and event.status != "future"]
        return found[-1] if found else None
