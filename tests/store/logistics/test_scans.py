"""Which reports are believed: at the edges of each doubt, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.geography import EARTH_KM
from store.logistics.plan import RANK
from store.logistics.records import Scan, Stage
from store.logistics.scans import BEHIND_CUSTOMS, FAR_KM, doubts, reported_course
from tests.small_world import BORDEAUX, NOW, OSAKA, SHANGHAI_PORT
from tests.store.logistics.fates import DAY, HOUR, plan

DIRECT, BONDED = plan("scan", "direct_9610"), plan("scan", "bonded_1210")
LATE = NOW + 40 * DAY
DEGREE_KM = EARTH_KM * 3.141592653589793 / 180


def north_of(place: object, km: float) -> tuple[float, float]:
    return place.lat + km / DEGREE_KM, place.lon  # type: ignore[attr-defined]


def scan(stage: Stage, at: int, where: tuple[float, float] | tuple[None, None] = (None, None)) -> Scan:
    return Scan(stage, at, ("", ""), *where)


def test_the_moments_a_report_may_have() -> None:
    assert doubts(DIRECT, scan("packed", NOW), LATE, None) is None
    assert doubts(DIRECT, scan("packed", NOW - 1), LATE, None) == "before_payment"
    assert doubts(DIRECT, scan("packed", LATE), LATE, None) is None
    assert doubts(DIRECT, scan("packed", LATE + 1), LATE, None) == "from_the_future"


@pytest.mark.parametrize("stage", [*BEHIND_CUSTOMS, "left_zone"])
def test_behind_customs_only_from_the_moment_of_the_release_on(stage: Stage) -> None:
    released = NOW + 5 * DAY
    gated = stage != "left_zone"
    for plan_, counts in ((BONDED, True), (DIRECT, gated)):
        before = "before_release" if counts else None
        assert doubts(plan_, scan(stage, released), LATE, released) is None
        assert doubts(plan_, scan(stage, released - 1), LATE, released) == before
        assert doubts(plan_, scan(stage, released), LATE, None) == before


@pytest.mark.parametrize(
    ("stage", "place"),
    [
        ("packed", BORDEAUX),
        ("handed_over", BORDEAUX),
        ("arrived_port", SHANGHAI_PORT),
        ("inspected", SHANGHAI_PORT),
        ("released", SHANGHAI_PORT),
        ("delivered", OSAKA),
    ],
)
def test_a_place_is_believed_as_far_from_its_own_as_an_airport_is(stage: Stage, place: object) -> None:
    for km, because in ((FAR_KM - 1, None), (FAR_KM + 1, "far_off_the_way")):
        assert doubts(DIRECT, scan(stage, NOW + HOUR, north_of(place, km)), LATE, NOW) == because
    other = OSAKA if place is not OSAKA else BORDEAUX
    assert doubts(DIRECT, scan(stage, NOW + HOUR, (other.lat, other.lon)), LATE, NOW) == "far_off_the_way"


def test_on_the_road_a_detour_is_measured_over_both_ends_of_a_leg() -> None:
    """Over a place between them no detour: as far behind either end as half the leg and 600 km allow."""
    in_transit = [
        ((50.0, 60.0), None),  # between Bordeaux and Shanghai, north of the great circle's chord
        ((BORDEAUX.lat, BORDEAUX.lon), None),
        ((OSAKA.lat, OSAKA.lon), None),
        ((-33.0, 18.0), "far_off_the_way"),
        ((4.7, -74.1), "far_off_the_way"),
    ]
    for where, because in in_transit:
        assert doubts(DIRECT, scan("in_transit", NOW + HOUR, where), LATE, NOW) == because
    # Ningbo to Osaka is 1,340 km: the way over a place may be 1.5 times that and 600 km more.
    for km, because in ((500, None), (900, "far_off_the_way")):
        where = north_of(OSAKA, km)
        assert doubts(BONDED, scan("domestic", NOW + HOUR, where), LATE, NOW) == because


def test_half_a_place_is_none() -> None:
    for where in ((None, 18.0), (-33.0, None)):
        assert doubts(DIRECT, Scan("packed", NOW, ("", ""), *where), LATE, None) is None


def test_a_report_of_the_release_opens_the_gate_if_it_can_be_true() -> None:
    planned = dict(DIRECT.stages)
    early = planned["released"] - DAY
    reports = [scan("released", early), scan("domestic", early)]
    course = reported_course(DIRECT, DIRECT.stages, reports, planned["released"] - 1)
    assert course is not None and course.doubted == ()
    astray = [scan("released", early, (-33.0, 18.0)), scan("domestic", early)]
    course = reported_course(DIRECT, DIRECT.stages, astray, planned["released"] - 1)
    assert course is None
    paid = [scan("released", NOW - 1), scan("domestic", NOW + HOUR)]
    assert reported_course(DIRECT, DIRECT.stages, paid, planned["released"] - 1) is None
    # By the plan it is released from that very moment on.
    on_time = [scan("domestic", planned["released"])]
    assert reported_course(DIRECT, DIRECT.stages, on_time, planned["released"]) is not None
    assert reported_course(DIRECT, DIRECT.stages, [scan("domestic", planned["released"] - 1)], LATE) is None


def test_the_stages_before_the_first_report_are_passed_by_then() -> None:
    at = NOW + 2 * HOUR
    course = reported_course(
        DIRECT, DIRECT.stages, [scan("in_transit", at), scan("arrived_port", at + HOUR)], LATE
    )
    assert course is not None
    planned = dict(DIRECT.stages)
    assert course.stages == (
        ("paid", NOW),
        ("packed", min(at, planned["packed"])),
        ("handed_over", at),
        ("in_transit", at),
        ("arrived_port", at + HOUR),
    )
    assert course.places == {}


def test_what_is_lost_passed_only_what_was_due() -> None:
    at = dict(DIRECT.stages)["in_transit"]
    course = reported_course(DIRECT, DIRECT.stages, [Scan("lost", at, ("海上", "At sea"), 40.0, 60.0)], LATE)
    assert course is not None
    assert [stage for stage, _ in course.stages] == ["paid", "packed", "handed_over", "in_transit", "lost"]
    place = course.places[4]
    assert (place.name.en, place.lat, place.lon) == ("At sea", 40.0, 60.0)
    nowhere = reported_course(DIRECT, DIRECT.stages, [Scan("lost", at, ("海上", "At sea"))], LATE)
    assert nowhere is not None and (nowhere.places[4].lat, nowhere.places[4].lon) == (0.0, 0.0)


ranks = st.lists(st.sampled_from(["packed", "handed_over", "in_transit", "arrived_port"]), max_size=9)


@given(ranks)
def test_the_longest_run_that_never_goes_back_is_believed(stages: list[Stage]) -> None:
    reports = [scan(stage, NOW + (number + 1) * HOUR) for number, stage in enumerate(stages)]
    longest: list[int] = []
    for number, stage in enumerate(stages):
        before = [longest[k] for k in range(number) if RANK[stages[k]] <= RANK[stage]]
        longest.append(1 + max(before, default=0))
    course = reported_course(DIRECT, DIRECT.stages, reports, LATE)
    if not reports:
        assert course is None
        return
    assert course is not None
    believed = len(reports) - len(course.doubted)
    assert believed == max(longest)
    assert {because for _, because in course.doubted} <= {"goes_back"}
    told = course.stages[-believed:]
    assert [RANK[stage] for stage, _ in told] == sorted(RANK[stage] for stage, _ in told)
    assert [one.at for one, _ in course.doubted] == sorted(one.at for one, _ in course.doubted)
