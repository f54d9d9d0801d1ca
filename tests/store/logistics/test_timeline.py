"""Parcels: their plan, their timeline as a function of time, both promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.course import ANSWERS, actual_stages
from store.logistics.fleet import Fleet
from store.logistics.geography import distance_km, point_between
from store.logistics.plan import drawn_trouble
from store.logistics.records import ENDS, Act
from store.logistics.timeline import TROUBLES, timeline
from tests.small_world import BORDEAUX, NOW, OSAKA
from tests.store.logistics.fates import DAY, HOUR, modes, names, plan, spans, troubles

acts = st.lists(
    st.builds(
        Act,
        st.sampled_from(["id_photo", "payer", "withdraw", "collect"]),
        st.integers(0, 60 * 24).map(lambda hours: NOW + hours * HOUR),
    ),
    max_size=3,
    unique_by=lambda act: act.kind,
)


@given(names, modes, spans, troubles)
def test_invariant_14_stages_come_in_order_and_customs_before_the_road(
    order: str, mode: str, days: tuple[int, int], trouble: str
) -> None:
    fated = plan(order, mode, days, trouble)
    for stages in (fated.stages, fated.expected):
        moments = [at for _, at in stages]
        assert moments == sorted(moments)
        at = dict(stages)
        gate = "left_zone" if mode == "bonded_1210" else "domestic"
        assert gate not in at or at["released"] <= at[gate]


def held_first(fated: object, done: list[Act]) -> list[Act]:
    """Return only what the store would let a buyer do: customs is answered while it holds."""
    return [
        act for act in done if act.kind in ("collect",) or act.at >= dict(fated.stages).get("held", act.at)
    ]  # type: ignore[attr-defined]


@given(names, modes, troubles, acts, st.integers(-10, 60 * 24))
def test_whatever_the_buyer_does_a_timeline_never_runs_backwards(
    order: str, mode: str, trouble: str, done: list[Act], hours: int
) -> None:
    fated = plan(order, mode, trouble=trouble)
    if "held" not in dict(fated.stages):
        done = [act for act in done if act.kind == "collect"]
    done = held_first(fated, done)
    now = NOW + hours * HOUR
    here, later = timeline(fated, now, done), timeline(fated, now + HOUR, done)
    behind = [event.at for event in here.events if event.status != "future"]
    assert behind == sorted(behind) and (behind[-1] <= now or len(behind) == 1)
    ahead = [event.at for event in here.events if event.status == "future"]
    assert ahead == sorted(ahead) and all(at >= now - HOUR for at in ahead)
    assert [event.status for event in here.events].count("now") == 1
    assert 0.0 <= here.progress <= 1.0
    passed = [(event.stage, event.at) for event in here.events if event.status != "future"]
    again = [(event.stage, event.at) for event in later.events if event.status != "future"]
    assert again[: len(passed)] == passed
    at = dict(passed)
    gate = "left_zone" if mode == "bonded_1210" else "domestic"
    assert gate not in at or "released" in at
    assert here == timeline(plan(order, mode, trouble=trouble), now, done)


@given(names, modes, troubles, st.integers(-10, 60 * 24))
def test_no_trouble_is_foreseen_and_the_goods_are_always_expected(
    order: str, mode: str, trouble: str, hours: int
) -> None:
    here = timeline(plan(order, mode, trouble=trouble), NOW + hours * HOUR)
    ahead = [event.stage for event in here.events if event.status == "future"]
    if here.stage in ENDS:
        assert ahead == []
    elif here.stage in ("rejected", "damaged", "returning"):
        assert ahead[-1] == "returned"
    else:
        assert not set(ahead) & set(TROUBLES)
        assert ahead[-1] == "delivered"


@given(names, modes, troubles, st.integers(-10, 60 * 24))
def test_a_fleet_stands_where_each_timeline_says(order: str, mode: str, trouble: str, hours: int) -> None:
    fated, now = plan(order, mode, trouble=trouble), NOW + hours * HOUR
    fleet, alone = Fleet([(fated, (), ())]), timeline(fated, now)
    assert fleet.stages(now) == [alone.stage]
    (standing,) = fleet.standings(now)
    assert 0.0 <= standing.way <= len(fleet.stops[fated.order_id]) - 1 + 1e-9
    assert standing.moving == (now >= NOW and alone.stage not in ENDS)


@given(names, modes, spans, st.integers(0, 9 * 24))
def test_customs_goes_on_when_it_is_answered_and_nothing_arrives_at_night(
    order: str, mode: str, days: tuple[int, int], after: int
) -> None:
    for trouble, kind in ANSWERS.items():
        fated = plan(order, mode, days, trouble)
        held = dict(fated.stages)["held"]
        stages = dict(actual_stages(fated, [Act(kind, held + after * HOUR)]))
        assert stages["released"] >= held + after * HOUR
        assert 9 <= (stages["delivered"] + 8 * HOUR) // HOUR % 24 <= 18 or mode != "bonded_1210"
        silent = dict(actual_stages(fated))
        assert "delivered" not in silent and silent["rejected"] == held + 10 * DAY


def test_the_seed_alone_decides_what_is_met_and_most_meet_nothing() -> None:
    met = [drawn_trouble(f"order-{number}") for number in range(4_000)]
    assert met == [drawn_trouble(f"order-{number}") for number in range(4_000)]
    assert 0.80 < met.count("") / len(met) < 0.90
    assert {"attempt_failed", "pickup", "inspected", "held_id_photo", "late_dispatch"} <= set(met)
    assert 0 < met.count("lost") < 40
    assert "in_parts" in {drawn_trouble(f"order-{number}", 2) for number in range(50)}


def test_delivered_is_the_end() -> None:
    fated = plan("end", "direct_9610")
    tracking = timeline(fated, fated.stages[-1][1])
    assert (tracking.stage, tracking.progress, tracking.next_at) == ("delivered", 1.0, None)


def test_a_jump_of_ten_years_shows_the_end_of_every_journey() -> None:
    ends = {}
    for trouble in ("", "held_id_photo", "pickup", "lost", "damaged", "in_parts"):
        ends[trouble] = timeline(plan("years", "direct_9610", trouble=trouble), NOW + 3_653 * DAY).stage
    assert ends == {
        "": "delivered",
        "held_id_photo": "returned",
        "pickup": "returned",
        "lost": "lost",
        "damaged": "returned",
        "in_parts": "delivered",
    }


def test_the_dispatch_promise_at_its_edges() -> None:
    late = plan("late", "overseas_9610", trouble="late_dispatch")
    assert timeline(late, NOW + 120 * HOUR).dispatch.state == "running"
    broken = timeline(late, NOW + 120 * HOUR + 1).dispatch
    assert (broken.state, broken.met_at) == ("broken", None)
    after = timeline(late, NOW + 200 * HOUR).dispatch
    assert (after.state, after.used > 120) == ("broken", True)
    good = timeline(plan("good", "bonded_1210"), NOW + 72 * HOUR).dispatch
    assert (good.state, good.used <= 24) == ("kept", True)


def test_the_delivery_promise_counts_working_days() -> None:
    tracking = timeline(plan("slow", "direct_9610", (25, 25)), NOW + 30 * DAY)
    assert (tracking.delivery.state, tracking.delivery.limit) == ("broken", 14)
    assert timeline(plan("fast", "bonded_1210", (2, 2)), NOW + 30 * DAY).delivery.state == "kept"


@pytest.mark.parametrize(("trouble", "state"), [("lost", "broken"), ("rejected", "void")])
def test_what_becomes_of_the_promise_of_a_parcel_that_never_comes(trouble: str, state: str) -> None:
    fated = plan("gone", "bonded_1210", (2, 3), trouble)
    end = fated.stages[-1][1]
    assert end < NOW + 17 * DAY
    assert timeline(fated, end).delivery.state == state


def test_the_way_is_a_great_circle() -> None:
    assert 9_500 < distance_km(BORDEAUX, OSAKA) < 10_500
    assert point_between(BORDEAUX, OSAKA, 0.5)[0] > 60  # over the north, not straight on the map
