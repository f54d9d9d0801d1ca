"""Parcels: their plan, their timeline as a function of time, both promises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.calendar import add_working_days, is_working_day, working_days_between
from store.logistics.geography import distance_km, point_between
from store.logistics.plan import draw
from store.logistics.records import ParcelPlan
from store.logistics.timeline import timeline
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT

HOUR = 3_600


def plan(order: str, mode: str, days: tuple[int, int] = (3, 9), trouble: str = "") -> ParcelPlan:
    return draw(
        order_id=order,
        mode=mode,  # type: ignore[arg-type]
        origin=NINGBO if mode == "bonded_1210" else BORDEAUX,
        port=None if mode == "bonded_1210" else SHANGHAI_PORT,
        destination=OSAKA,
        paid_at=NOW,
        days=days,
        trouble=trouble,  # type: ignore[arg-type]
    )


modes = st.sampled_from(["bonded_1210", "direct_9610", "overseas_9610"])
troubles = st.sampled_from(["", "late_dispatch", "held_id_photo"])
spans = st.tuples(st.integers(1, 6), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(min_size=1, max_size=8), modes, spans, troubles)
def test_invariant_14_stages_come_in_order_and_customs_before_the_road(
    order: str, mode: str, days: tuple[int, int], trouble: str
) -> None:
    stages = plan(order, mode, days, trouble).stages
    moments = [at for _, at in stages]
    assert moments == sorted(moments)
    at = dict(stages)
    assert at["released"] <= at["left_zone" if mode == "bonded_1210" else "domestic"]


@given(st.text(min_size=1, max_size=8), modes, troubles, st.integers(-10, 40 * 24))
def test_a_parcel_only_moves_forward(order: str, mode: str, trouble: str, hours: int) -> None:
    fate = plan(order, mode, trouble=trouble)
    now, later = timeline(fate, NOW + hours * HOUR), timeline(fate, NOW + (hours + 1) * HOUR)
    assert 0.0 <= now.progress <= later.progress <= 1.0
    names = [stage for stage, _ in fate.stages]
    assert names.index(now.stage) <= names.index(later.stage)
    assert [event.status for event in now.events].count("now") == 1
    assert now == timeline(plan(order, mode, trouble=trouble), NOW + hours * HOUR)


def test_delivered_is_the_end() -> None:
    fate = plan("end", "direct_9610")
    tracking = timeline(fate, fate.stages[-1][1])
    assert (tracking.stage, tracking.progress, tracking.next_at) == ("delivered", 1.0, None)


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
    tracking = timeline(plan("slow", "direct_9610", (25, 25)), NOW + 30 * 86_400)
    assert (tracking.delivery.state, tracking.delivery.limit) == ("broken", 14)
    assert timeline(plan("fast", "bonded_1210", (2, 2)), NOW + 30 * 86_400).delivery.state == "kept"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # Saturday worked instead of a day of the Spring Festival
        (date(2026, 2, 17), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
    ],
)
def test_the_chinese_calendar(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_working_days_count_back(day: date, number: int) -> None:
    end = add_working_days(day, number)
    assert is_working_day(end)
    assert working_days_between(day, end) == number


def test_the_way_is_a_great_circle() -> None:
    assert 9_500 < distance_km(BORDEAUX, OSAKA) < 10_500
    assert point_between(BORDEAUX, OSAKA, 0.5)[0] > 60  # over the north, not straight on the map
