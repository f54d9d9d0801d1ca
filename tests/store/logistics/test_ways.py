"""Where a parcel is on its way: kilometres behind it, its place on the map, alone and in a fleet."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.fleet import Fleet, point_on
from store.logistics.geography import distance_km, point_between
from store.logistics.records import ParcelPlan, Scan
from store.logistics.timeline import km_marks, legs_km, timeline
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT
from tests.store.logistics.fates import DAY, HOUR, modes, names, plan, troubles

TO_PORT, FROM_PORT = distance_km(BORDEAUX, SHANGHAI_PORT), distance_km(SHANGHAI_PORT, OSAKA)
STRAIGHT = distance_km(NINGBO, OSAKA)


def marks(fated: ParcelPlan) -> dict[str, float]:
    """Return the kilometres at each stage, as shares of the leg they lie on (0.0-2.0)."""
    found = {}
    for (stage, _), km in zip(fated.stages, km_marks(fated, fated.stages), strict=True):
        found[stage] = km / TO_PORT if km <= TO_PORT else 1 + (km - TO_PORT) / FROM_PORT
        if fated.port is None:
            found[stage] = km / STRAIGHT
    return {stage: round(share, 6) for stage, share in found.items()}


def test_a_direct_parcel_goes_to_its_port_and_on() -> None:
    fated = plan("way", "direct_9610")
    assert legs_km(fated) == (TO_PORT, FROM_PORT)
    assert marks(fated) == {
        "paid": 0, "packed": 0, "handed_over": 0, "in_transit": 0, "arrived_port": 1, "released": 1,
        "domestic": 1, "out_for_delivery": 1.97, "delivered": 2,
    }  # fmt: skip
    tracking = timeline(fated, NOW)
    assert tracking.distance_km == round(TO_PORT + FROM_PORT)
    places = {event.stage: event.place for event in tracking.events}
    assert [places[stage] for stage in ("packed", "in_transit")] == [BORDEAUX, BORDEAUX]
    assert [places[stage] for stage in ("arrived_port", "released", "domestic")] == [SHANGHAI_PORT] * 3
    assert [places[stage] for stage in ("out_for_delivery", "delivered")] == [OSAKA, OSAKA]


def test_a_bonded_parcel_has_one_leg_and_clears_where_it_lies() -> None:
    fated = plan("way", "bonded_1210", trouble="inspected")
    assert legs_km(fated) == (STRAIGHT,)
    assert marks(fated) == {
        "paid": 0, "packed": 0, "inspected": 0, "released": 0, "left_zone": 0, "domestic": 0.1,
        "out_for_delivery": 0.97, "delivered": 1,
    }  # fmt: skip
    places = {event.stage: event.place for event in timeline(fated, NOW + 60 * DAY).events}
    assert [places[stage] for stage in ("inspected", "released", "domestic")] == [NINGBO] * 3


@pytest.mark.parametrize("mode", ["bonded_1210", "direct_9610"])
def test_what_turns_round_stays_where_it_was_and_ends_where_it_began(mode: str) -> None:
    home, port = (NINGBO, NINGBO) if mode == "bonded_1210" else (BORDEAUX, SHANGHAI_PORT)
    for trouble, before in (("damaged", "domestic"), ("rejected", "rejected"), ("lost", "domestic")):
        fated = plan("turn", mode, trouble=trouble)
        at = marks(fated)
        events = {event.stage: event for event in timeline(fated, fated.stages[-1][1]).events}
        if trouble == "lost":
            assert at["lost"] == at[before] > 0 and events["lost"].place == port
            continue
        assert at["returning"] == at[trouble] == at[before] and at["returned"] == 0
        assert events[trouble].place == events["returning"].place == port
        assert events["returned"].place == home
        assert "out_for_delivery" not in events


@given(names, modes, troubles, st.floats(0.0, 1.0, exclude_max=True))
def test_between_two_stages_a_parcel_moves_evenly(order: str, mode: str, trouble: str, share: float) -> None:
    fated = plan(order, mode, trouble=trouble)
    stages = timeline(fated, NOW + 400 * DAY).events  # as it really went
    course = tuple((event.stage, event.at) for event in stages)
    at_each, whole = km_marks(fated, course), sum(legs_km(fated))
    for index, ((_, start), (_, end)) in enumerate(pairwise(course)):
        now = start + int((end - start) * share)
        if start == end:
            continue
        here = timeline(fated, now).progress * whole
        gone = (now - start) / (end - start)
        assert here == pytest.approx(at_each[index] + (at_each[index + 1] - at_each[index]) * gone, abs=1e-6)
    assert timeline(fated, course[-1][1]).progress * whole == pytest.approx(at_each[-1])


@given(names, modes, troubles, st.integers(-10, 60 * 24))
def test_a_fleet_draws_each_parcel_as_far_as_its_timeline_says(
    order: str, mode: str, trouble: str, hours: int
) -> None:
    fated, now = plan(order, mode, trouble=trouble), NOW + hours * HOUR
    (standing,) = Fleet([(fated, (), ())]).standings(now)
    km = timeline(fated, now).progress * sum(legs_km(fated))
    if fated.port is None:
        assert standing.way * STRAIGHT == pytest.approx(km, abs=1e-6)
    else:
        first = min(1.0, standing.way) * TO_PORT
        assert first + max(0.0, standing.way - 1) * FROM_PORT == pytest.approx(km, abs=1e-6)
    assert standing.begun == (now >= NOW)


def test_a_fleet_spans_from_the_first_payment_to_the_last_arrival() -> None:
    early, late = plan("early", "bonded_1210", (2, 2)), plan("late", "direct_9610", (9, 9), paid_at=NOW + DAY)
    fleet = Fleet([(early, (), ()), (late, (), ())])
    assert (len(fleet), fleet.span()) == (2, (NOW, late.stages[-1][1]))
    assert fleet.stops == {"early": (NINGBO, OSAKA), "late": (BORDEAUX, SHANGHAI_PORT, OSAKA)}
    assert [one.begun for one in fleet.standings(NOW)] == [True, False]
    assert [one.moving for one in fleet.standings(NOW)] == [True, False]
    assert [one.moving for one in fleet.standings(late.stages[-1][1])] == [False, False]
    assert fleet.stages(NOW - 1) == ["paid", "paid"]
    assert (len(Fleet([])), Fleet([]).span()) == (0, (0, 0))


def test_a_parcel_whose_carrier_reports_goes_as_far_as_its_reports() -> None:
    fated = plan("told", "direct_9610")
    reports = (Scan("handed_over", NOW + HOUR, ("", "")), Scan("in_transit", NOW + 9 * HOUR, ("", "")))
    fleet = Fleet([(fated, (), reports)])
    assert fleet.stages(NOW + 8 * HOUR) == ["handed_over"]
    assert fleet.stages(NOW + 9 * HOUR) == ["in_transit"]


def test_a_point_on_two_legs() -> None:
    stops = (BORDEAUX, SHANGHAI_PORT, OSAKA)
    assert point_on(stops, 0.0) == pytest.approx((BORDEAUX.lat, BORDEAUX.lon))
    assert point_on(stops, 0.25) == point_between(BORDEAUX, SHANGHAI_PORT, 0.25)
    assert point_on(stops, 1.0) == pytest.approx((SHANGHAI_PORT.lat, SHANGHAI_PORT.lon))
    assert point_on(stops, 1.5) == pytest.approx(point_between(SHANGHAI_PORT, OSAKA, 0.5))
    assert point_on(stops, 2.0) == pytest.approx((OSAKA.lat, OSAKA.lon))
    assert point_on(stops, 2.5) == pytest.approx((OSAKA.lat, OSAKA.lon))


def test_per_cent_is_a_hundred_only_at_the_door() -> None:
    fated = plan("cent", "direct_9610")
    arrival = fated.stages[-1][1]
    assert timeline(fated, arrival).per_cent == 100
    assert timeline(fated, arrival - 1).per_cent == 99
    assert timeline(fated, NOW).per_cent == 0
    at = dict(fated.stages)
    half = timeline(fated, (at["in_transit"] + at["arrived_port"]) // 2)
    assert half.per_cent == round(50 * TO_PORT / (TO_PORT + FROM_PORT)) == 44
    assert timeline(plan("cent", "direct_9610", trouble="damaged"), NOW + 90 * DAY).per_cent == 0


def test_known_distances_and_points() -> None:
    assert distance_km(BORDEAUX, BORDEAUX) == 0
    assert point_between(OSAKA, OSAKA, 0.3) == (OSAKA.lat, OSAKA.lon)
    for one, other in pairwise((NINGBO, OSAKA, BORDEAUX, SHANGHAI_PORT)):
        lat, far = math.radians(one.lat), math.radians(other.lat)
        cosine = math.sin(lat) * math.sin(far)
        cosine += math.cos(lat) * math.cos(far) * math.cos(math.radians(one.lon - other.lon))
        assert distance_km(one, other) == pytest.approx(6_371 * math.acos(cosine))
    for share in (0.0, 0.2, 0.9, 1.0):
        lat, lon = point_between(BORDEAUX, OSAKA, share)
        there = type(OSAKA)(OSAKA.name, lat, lon)
        assert distance_km(BORDEAUX, there) == pytest.approx(share * distance_km(BORDEAUX, OSAKA), abs=0.01)
