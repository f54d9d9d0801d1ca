"""Many parcels at once: read once, then asked where they are at any moment.

What a plan becomes is worked out once; a moment costs a search in a few numbers. Measured beside the whole
timeline in tests/bench: 10,000 states cost what 100 timelines do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from store.catalogue.records import Place
from store.logistics.course import actual_stages
from store.logistics.geography import point_between
from store.logistics.plan import Stages
from store.logistics.records import ENDS, Act, ParcelPlan, Scan, Stage
from store.logistics.timeline import km_marks, legs_km, timeline


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one parcel is at a moment: its stage, and how far along ``stops`` (0.0 to their number - 1).

    ``begun`` tells that it was paid by then, ``moving`` that it has not ended either.
    """

    order_id: str
    stage: Stage
    way: float
    moving: bool
    begun: bool = True


class _Course:
    """One parcel made ready: moments, stages and kilometres side by side."""

    __slots__ = ("km", "legs", "moments", "order_id", "stages", "stops")

    def __init__(self, plan: ParcelPlan, stages: Stages) -> None:
        self.order_id = plan.order_id
        self.moments = [at for _, at in stages]
        self.stages = [stage for stage, _ in stages]
        self.km = km_marks(plan, stages)
        self.legs = legs_km(plan)
        self.stops = (plan.origin, *((plan.port,) if plan.port else ()), plan.destination)


class Fleet:
    """Parcels in the order they were paid."""

    def __init__(self, parcels: Iterable[tuple[ParcelPlan, tuple[Act, ...], tuple[Scan, ...]]]) -> None:
        """Gather parcels; one whose carrier reports is followed as far as its reports of now go."""
        self._courses: list[_Course] = []
        for plan, acts, scans in parcels:
            stages = actual_stages(plan, acts)
            if scans:
                latest = max(scan.at for scan in scans)
                events = timeline(plan, latest, acts, scans).events
                stages = tuple((event.stage, event.at) for event in events)
            self._courses.append(_Course(plan, stages))

    def __len__(self) -> int:
        return len(self._courses)

    @property
    def stops(self) -> dict[str, tuple[Place, ...]]:
        """The places each order's parcel goes through."""
        return {course.order_id: course.stops for course in self._courses}

    def stages(self, now: int) -> list[Stage]:
        """Return the stage of every parcel at a moment (seconds UTC)."""
        return [c.stages[max(0, bisect_right(c.moments, now) - 1)] for c in self._courses]

    def standings(self, now: int) -> list[Standing]:
        """Return where every parcel is at a moment (seconds UTC)."""
        return [_standing(course, now) for course in self._courses]

    def span(self) -> tuple[int, int]:
        """Return the first and the last moment in which anything happens (0, 0 without parcels)."""
        if not self._courses:
            return 0, 0
        return min(c.moments[0] for c in self._courses), max(c.moments[-1] for c in self._courses)


def _standing(course: _Course, now: int) -> Standing:
    """Return where a parcel is at a moment; along the way 0 to 1 is the first leg, 1 to 2 the second."""
    index = max(0, bisect_right(course.moments, now) - 1)
    stage, km = course.stages[index], course.km[index]
    if index + 1 < len(course.moments):
        start, end = course.moments[index], course.moments[index + 1]
        share = min(1.0, max(0.0, (now - start) / max(1, end - start)))
        further = course.km[index + 1]
        km += (further - km) * share
    first = course.legs[0]
    if len(course.legs) == 1 or km <= first:
        way = km / first if first else 0.0
    else:
        way = 1.0 + (km - first) / course.legs[1] if course.legs[1] else 2.0
    begun = now >= course.moments[0]
    return Standing(course.order_id, stage, way, begun and stage not in ENDS, begun)


def point_on(stops: tuple[Place, ...], way: float) -> tuple[float, float]:
    """Return latitude and longitude ``way`` along some places (1.5 is half-way on the second leg)."""
    index = min(len(stops) - 2, int(way))
    return point_between(stops[index], stops[index + 1], min(1.0, way - index))
