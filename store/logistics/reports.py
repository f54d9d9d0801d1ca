"""Tracking events from outside: a JSON file of a carrier's own reports, validated.

    {"events": [{"number": "YO1234567890123", "event": "handed_over", "at": "2026-11-20T10:32:00",
                 "zone": "America/Los_Angeles", "place": "Los Angeles", "lat": 33.94, "lon": -118.4}]}

``at`` is ISO 8601 with an offset, or local time with ``zone`` (an IANA name). What cannot be true on its
own is refused here, with its reason; what contradicts other reports is kept and doubted when the parcel is
looked at (``scans.reported_course``), so that the order of arrival never matters.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.clock import Clock
from store.database.base import Database
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.logistics.records import Scan, Stage
from store.logistics.scans import Doubt, doubts_of
from store.words import clean

Because = Literal[
    "not_an_object",
    "no_number",
    "unknown_parcel",
    "unknown_event",
    "bad_time",
    "no_zone",
    "unknown_zone",
    "no_such_time",
    "ambiguous_time",
    "bad_place",
    "before_payment",
    "from_the_future",
    "far_off_the_way",
    "before_release",
    "goes_back",
]
EVENTS: dict[str, Stage] = {
    "packed": "packed",
    "info_received": "packed",
    "handed_over": "handed_over",
    "picked_up": "handed_over",
    "accepted": "handed_over",
    "in_transit": "in_transit",
    "departed": "in_transit",
    "arrived_port": "arrived_port",
    "arrived": "arrived_port",
    "inspected": "inspected",
    "customs_inspection": "inspected",
    "held": "held",
    "customs_hold": "held",
    "released": "released",
    "customs_released": "released",
    "left_zone": "left_zone",
    "domestic": "domestic",
    "out_for_delivery": "out_for_delivery",
    "attempt_failed": "attempt_failed",
    "attempt_fail": "attempt_failed",
    "pickup_ready": "pickup_ready",
    "available_for_pickup": "pickup_ready",
    "partly_delivered": "partly_delivered",
    "delivered": "delivered",
    "damaged": "damaged",
    "lost": "lost",
    "returning": "returning",
    "returned": "returned",
}
"""Our own names and the usual ones of carriers' feeds, in small letters and underscores."""
MOST_BYTES, MOST_EVENTS, LONGEST_PLACE = 20_000_000, 100_000, 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """A report that is not believed: its position in the file (from 1), the parcel, and why."""

    position: int
    number: str
    because: Because
    value: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: new reports, those that were known, and those that are not believed."""

    new: int
    known: int
    refused: tuple[Refusal, ...]
    orders: tuple[str, ...]


def read_file(path: Path) -> list[Any]:
    """Return the raw events of a file.

    Raises ``StoreError``: ``feed_unreadable(path=, reason=)``, ``feed_too_large(most=)``, ``bad_feed(field=)``.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StoreError("feed_too_large", most=MOST_BYTES // 1_000_000)
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or "" if isinstance(error, OSError) else "UTF-8"
        raise StoreError("feed_unreadable", path=str(path), reason=reason) from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise StoreError("bad_feed", field="JSON") from None
    events = found.get("events") if isinstance(found, dict) else found
    if not isinstance(events, list):
        raise StoreError("bad_feed", field="events")
    if len(events) > MOST_EVENTS:
        raise StoreError("bad_feed", field=f"events > {MOST_EVENTS}")
    return events


class BadReport(Exception):
    """One event that cannot be read, with the reason and the value."""

    def __init__(self, because: Because, value: object = "") -> None:
        super().__init__(because)
        self.because: Because = because
        self.value = clean(str(value))[:LONGEST_PLACE]


class ReportsRoom:
    """Takes carriers' reports in."""

    def __init__(self, database: Database, clock: Clock, *, parcels: ParcelsRoom) -> None:
        self._database = database
        self._clock = clock
        self._parcels = parcels

    def import_file(self, path: Path) -> Taken:
        """Take the reports of a file; errors are those of ``read_file``."""
        return self.take(read_file(path))

    def take(self, events: Iterable[Any]) -> Taken:
        """Take raw events in; each is kept once, and refused or doubted with its reason."""
        refused: list[Refusal] = []
        by_parcel: dict[str, dict[Scan, tuple[int, str]]] = {}
        orders: dict[str, str] = {}
        doubled = 0
        with self._database.write():
            for position, raw in enumerate(events, start=1):
                number = clean(str(raw.get("number", ""))).strip() if isinstance(raw, dict) else ""
                try:
                    parcel, order, scan = self._read(raw, number)
                except BadReport as error:
                    refused.append(Refusal(position, number[:40], error.because, error.value))
                    continue
                orders[parcel] = order
                doubled += scan in by_parcel.setdefault(parcel, {})
                by_parcel[parcel].setdefault(scan, (position, number))
            new = sum(self._parcels.keep_scans(parcel, scans) for parcel, scans in by_parcel.items())
        for parcel, scans in by_parcel.items():
            refused += self._doubted(parcel, scans)
        whole = sum(len(scans) for scans in by_parcel.values())
        ordered = tuple(sorted(refused, key=lambda one: one.position))
        return Taken(new, whole - new + doubled, ordered, tuple(orders[key] for key in sorted(orders)))

    def _doubted(self, parcel: str, scans: dict[Scan, tuple[int, str]]) -> list[Refusal]:
        """Return which of these reports are not believed beside all that is known of the parcel."""
        plan, acts, known = self._parcels.facts(parcel)
        found: dict[Scan, Doubt] = dict(doubts_of(plan, acts, known, self._clock.now()))
        return [Refusal(*scans[scan], because) for scan, because in found.items() if scan in scans]

    def _read(self, raw: Any, number: str) -> tuple[str, str, Scan]:
        """Return parcel, order and report of an event; raises ``BadReport``."""
        if not isinstance(raw, dict):
            raise BadReport("not_an_object")
        if not number:
            raise BadReport("no_number")
        plan = self._parcels.numbered(number)
        if plan is None:
            raise BadReport("unknown_parcel", number)
        name = str(raw.get("event", "")).strip().lower().replace(" ", "_").replace("-", "_")
        if name not in EVENTS:
            raise BadReport("unknown_event", raw.get("event", ""))
        at = moment(raw.get("at"), raw.get("zone"))
        if at > self._clock.now():  # not kept: otherwise it would be believed once its time has come
            raise BadReport("from_the_future", raw.get("at", ""))
        if at < plan.paid_at:
            raise BadReport("before_payment", raw.get("at", ""))
        place = clean(str(raw.get("place") or "")).strip()[:LONGEST_PLACE]
        lat, lon = _degrees(raw.get("lat"), 90), _degrees(raw.get("lon"), 180)
        if (lat is None) != (lon is None):
            raise BadReport("bad_place", raw.get("lat") if lon is None else raw.get("lon"))
        return plan.parcel_id, plan.order_id, Scan(EVENTS[name], at, (place, place), lat, lon)


def moment(text: object, zone: object = None) -> int:
    """Return a written time in seconds UTC; raises ``BadReport``.

    Local times that a clock change skips do not exist, those it repeats need an offset.
    """
    if not isinstance(text, str):
        raise BadReport("bad_time", text)
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadReport("bad_time", text) from None
    if when.tzinfo is None:
        when = _placed(when, zone, text)
    try:
        return int(when.astimezone(UTC).timestamp())
    except (OverflowError, ValueError):
        raise BadReport("bad_time", text) from None


def _placed(when: datetime, zone: object, text: str) -> datetime:
    """Return a local time with its zone; refuses unknown zones and times that do not exist or occur twice."""
    if not zone:
        raise BadReport("no_zone", text)
    try:
        place = ZoneInfo(str(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadReport("unknown_zone", zone) from None
    first, second = when.replace(tzinfo=place, fold=0), when.replace(tzinfo=place, fold=1)
    try:
        exists = first.astimezone(UTC).astimezone(place).replace(tzinfo=None) == when
        differs = first.utcoffset() != second.utcoffset()
    except OverflowError:
        raise BadReport("bad_time", text) from None
    if not exists:
        raise BadReport("no_such_time", text)
    if differs and (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta()):
        raise BadReport("ambiguous_time", text)
    return first


def _degrees(value: object, most: int) -> float | None:
    """Return a coordinate, or nothing where none is given; refuses what is no number within ``most``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadReport("bad_place", value)
    if abs(value) > most:
        raise BadReport("bad_place", value)
    return float(value)
