"""What carriers report, put in order: which of it is believed, and the stages that follow from it.

Everything is decided over the whole set of reports, sorted by their own moments, so that it never matters
in which order they arrived. The longest run of reports that never goes backwards is believed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from store.catalogue.records import Place
from store.logistics.course import actual_stages
from store.logistics.geography import distance_km
from store.logistics.plan import RANK, Stages
from store.logistics.records import Act, ParcelPlan, Scan, Stage
from store.words import Bilingual

Doubt = Literal["before_payment", "from_the_future", "far_off_the_way", "before_release", "goes_back"]
BEHIND_CUSTOMS: tuple[Stage, ...] = ("domestic", "out_for_delivery", "attempt_failed", "partly_delivered", "pickup_ready", "delivered")  # fmt: skip
ASTRAY: tuple[Stage, ...] = ("rejected", "damaged", "lost", "returning", "returned")
FAR_KM = 600
"""How far off its way a place may be before it is not believed: airports lie outside of cities."""


@dataclass(frozen=True, slots=True)
class ReportedCourse:
    """The stages a parcel has reached by its reports, where, and the reports that were doubted."""

    stages: Stages
    places: dict[int, Place]
    doubted: tuple[tuple[Scan, Doubt], ...]


def doubts(plan: ParcelPlan, scan: Scan, now: int, released: int | None) -> Doubt | None:
    """Return why a report cannot be true whatever the others say (``None``: it can).

    ``released`` is when customs let the parcel go (invariant 14).
    """
    if scan.at > now:
        return "from_the_future"
    if scan.at < plan.paid_at:
        return "before_payment"
    if _off_the_way(plan, scan):
        return "far_off_the_way"
    gated = (*BEHIND_CUSTOMS, "left_zone") if plan.mode == "bonded_1210" else BEHIND_CUSTOMS
    if scan.stage in gated and (released is None or scan.at < released):
        return "before_release"
    return None


def reported_course(
    plan: ParcelPlan, planned: Stages, scans: Iterable[Scan], now: int
) -> ReportedCourse | None:
    """Return what reports make of a parcel whose plan runs as ``planned``; ``None`` when none is believed."""
    believed, doubted = _sorted_out(plan, planned, scans, now)
    if not believed:
        return None
    first = believed[0]
    # Stages nobody reported that lie before the first report: the parcel has passed them by then. What
    # stopped or turned it may have met it anywhere, so that only what was due by then counts.
    strayed = first.stage in ASTRAY
    passed = [
        (stage, min(at, first.at))
        for stage, at in planned
        if RANK[stage] < RANK[first.stage] and (at <= first.at or not strayed)
    ]
    stages = (*passed, *((scan.stage, scan.at) for scan in believed))
    places = {len(passed) + i: _place(scan) for i, scan in enumerate(believed) if scan.name[0]}
    return ReportedCourse(stages, places, doubted)


def doubts_of(
    plan: ParcelPlan, acts: Iterable[Act], scans: Iterable[Scan], now: int
) -> tuple[tuple[Scan, Doubt], ...]:
    """Return which reports of a parcel are not believed, and why."""
    stages = actual_stages(plan, tuple(act for act in acts if act.at <= now))
    return _sorted_out(plan, stages, scans, now)[1]


def _sorted_out(
    plan: ParcelPlan, planned: Stages, scans: Iterable[Scan], now: int
) -> tuple[list[Scan], tuple[tuple[Scan, Doubt], ...]]:
    """Return the reports that are believed, in order, and those that are not."""
    everything = sorted(set(scans), key=_order)
    told = [scan.at for scan in everything if scan.stage == "released" and not _off_the_way(plan, scan)]
    moments = [at for stage, at in planned if stage == "released" and at <= now]
    released = min([*moments, *(at for at in told if plan.paid_at <= at <= now)], default=None)
    possible: list[Scan] = []
    doubted: list[tuple[Scan, Doubt]] = []
    for scan in everything:
        because = doubts(plan, scan, now, released)
        if because:
            doubted.append((scan, because))
        else:
            possible.append(scan)
    believed = _longest(possible)
    kept = set(believed)
    doubted += [(scan, "goes_back") for scan in possible if scan not in kept]
    return believed, tuple(sorted(doubted, key=lambda pair: _order(pair[0])))


def _order(scan: Scan) -> tuple[object, ...]:
    """Return a key that sorts scans by time and fully, so that their order of arrival does not matter."""
    return (
        scan.at,
        RANK[scan.stage],
        scan.stage,
        scan.name,
        scan.lat is None,
        scan.lat or 0.0,
        scan.lon or 0.0,
    )


def _longest(scans: list[Scan]) -> list[Scan]:
    """Return the longest run whose ranks never fall (patience sorting, n log n)."""
    ranks: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, scan in enumerate(scans):
        rank = RANK[scan.stage]
        place = bisect_right(ranks, rank)
        before.append(ends[place - 1] if place else -1)
        if place == len(ranks):
            ranks.append(rank)
            ends.append(index)
        else:
            ranks[place], ends[place] = rank, index
    run: list[Scan] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(scans[at])
        at = before[at]
    return run[::-1]


def _off_the_way(plan: ParcelPlan, scan: Scan) -> bool:
    """Tell whether the detour over a place is longer than any real route would take."""
    if scan.lat is None or scan.lon is None:
        return False
    there = Place(Bilingual(*scan.name), scan.lat, scan.lon)
    stops = [plan.origin, *([plan.port] if plan.port else []), plan.destination]
    if RANK[scan.stage] <= RANK["handed_over"]:
        return distance_km(there, plan.origin) > FAR_KM
    if scan.stage == "delivered":
        return distance_km(there, plan.destination) > FAR_KM
    if RANK["arrived_port"] <= RANK[scan.stage] <= RANK["released"]:
        return distance_km(there, plan.port or plan.origin) > FAR_KM
    legs = pairwise(stops)
    detours = (
        distance_km(one, there) + distance_km(there, other) - 1.5 * distance_km(one, other)
        for one, other in legs
    )
    return min(detours) > FAR_KM


def _place(scan: Scan) -> Place:
    return Place(Bilingual(*scan.name), scan.lat or 0.0, scan.lon or 0.0)
