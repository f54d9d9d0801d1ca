"""The fate of a parcel: what its seed draws, and how a trouble bends the way."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.logistics.calendar import BEIJING
from store.logistics.carriers import SERVICES
from store.logistics.course import actual_stages
from store.logistics.plan import CHANCES, MOST_BOXES, boxes_for, draw_plan, drawn_trouble
from store.logistics.records import Act, Tracking
from store.logistics.timeline import timeline
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT
from tests.store.logistics.fates import DAY, HOUR, modes, names, plan, spans
from tests.store.logistics.plans import PATH, lines

MODES = ("bonded_1210", "direct_9610")
roomy = spans.map(lambda days: (days[0] + 3, days[1] + 3))
"""Ways long enough that no stage has to wait for the morning."""


def test_the_plans_of_known_seeds_are_those_written_down() -> None:
    assert "\n".join(lines()) + "\n" == PATH.read_text("utf-8")


@given(names, roomy)
def test_a_bonded_parcel_is_released_two_hours_before_it_leaves_the_zone(
    order: str, days: tuple[int, int]
) -> None:
    for trouble, least, most in (("", 14, 24), ("inspected", 36, 44), ("late_dispatch", 126, 134)):
        at = dict(plan(order, "bonded_1210", days, trouble).stages)
        assert least * HOUR <= at["left_zone"] - NOW <= most * HOUR
        assert at["left_zone"] - at["released"] == 2 * HOUR
        assert 2 * HOUR <= at["packed"] - NOW <= 8 * HOUR
        assert at["delivered"] >= at["left_zone"] + DAY
        assert at["domestic"] - at["left_zone"] == (at["delivered"] - at["left_zone"]) // 4


@given(names, roomy)
def test_a_direct_parcel_passes_its_stations_in_fixed_shares_of_its_way(
    order: str, days: tuple[int, int]
) -> None:
    for trouble, least, most in (("", 16, 22), ("late_dispatch", 126, 134)):
        at = dict(plan(order, "direct_9610", days, trouble).stages)
        assert least * HOUR <= at["handed_over"] - NOW <= most * HOUR
        way = at["delivered"] - at["handed_over"]
        assert way >= DAY
        shares = [at[stage] - at["handed_over"] for stage in ("in_transit", "arrived_port", "released")]  # type: ignore[index]
        assert shares == [way * 12 // 100, way * 45 // 100, way * 62 // 100]
        assert at["domestic"] - at["released"] == way * 6 // 100


@given(names, modes, spans)
def test_it_comes_in_daytime_within_its_days(order: str, mode: str, days: tuple[int, int]) -> None:
    fated = plan(order, mode, days)
    arrived = datetime.fromtimestamp(dict(fated.stages)["delivered"], BEIJING)
    paid = datetime.fromtimestamp(NOW, BEIJING)
    after = (arrived.date() - paid.date()).days
    if after > 3:  # shorter ones may be pushed on by the day that the last leg takes at least
        assert max(2, days[0]) <= after <= max(2, days[1]) and 10 <= arrived.hour <= 17
    out = dict(fated.stages)["out_for_delivery"]
    assert out == dict(fated.stages)["domestic"] or out % DAY == HOUR // 2  # 08:30 in Beijing


@pytest.mark.parametrize("mode", MODES)
@given(names)
def test_what_stops_a_parcel_meets_it_where_it_can(mode: str, order: str) -> None:
    smooth = dict(plan(order, mode).stages)
    gate = smooth["packed"] if mode == "bonded_1210" else smooth["arrived_port"]
    rejected = dict(plan(order, mode, trouble="rejected").stages)
    assert rejected["inspected"] == gate + (smooth["released"] - gate) // 3
    assert rejected["rejected"] - rejected["inspected"] == DAY
    damaged = dict(plan(order, mode, trouble="damaged").stages)
    assert damaged["damaged"] - smooth["domestic"] == (smooth["out_for_delivery"] - smooth["domestic"]) // 2
    for found, why in ((rejected, "rejected"), (damaged, "damaged")):
        back = 2 if mode == "bonded_1210" else 7
        assert found["returning"] - found[why] == DAY  # type: ignore[index]
        assert found["returned"] - found[why] == (1 + back) * DAY  # type: ignore[index]
        assert not {"domestic", "delivered"} & found.keys() or why == "damaged"
    lost = dict(plan(order, mode, trouble="lost").stages)
    assert lost["lost"] - smooth["delivered"] == 7 * DAY and "out_for_delivery" not in lost
    again = plan(order, mode, trouble="attempt_failed").stages[-3:]
    assert [stage for stage, _ in again] == ["attempt_failed", "out_for_delivery", "delivered"]
    assert again[0][1] == smooth["delivered"] and 0 < again[1][1] - again[0][1] <= DAY
    assert 90 * 60 <= again[2][1] - again[1][1] <= 480 * 60


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("trouble", ["held_id_photo", "held_payer", "inspected"])
@given(names)
def test_customs_stops_a_parcel_between_its_desk_and_the_release(mode: str, trouble: str, order: str) -> None:
    at = dict(plan(order, mode, trouble=trouble).stages)
    gate = at["packed"] if mode == "bonded_1210" else at["arrived_port"]
    stopped = at["inspected" if trouble == "inspected" else "held"]
    room = at["released"] - gate
    if trouble == "inspected":
        assert stopped == gate + room // 3
    else:
        assert at["released"] - stopped <= room // 2 and at["released"] - stopped <= 7 * HOUR
        assert at["released"] - stopped in (room // 2, *(hours * HOUR for hours in range(4, 8)))


def test_two_boxes_and_more_may_come_in_parts_and_one_never() -> None:
    orders = [f"order-{number}" for number in range(1_000)]
    parts = [drawn_trouble(order, 2) for order in orders].count("in_parts")
    assert 250 < parts < 350
    assert "in_parts" not in {drawn_trouble(order) for order in orders}
    assert plan("x", "bonded_1210", trouble="in_parts").boxes == 2  # told to, it has at least two
    assert plan("x", "bonded_1210").boxes == 1


def test_each_trouble_is_met_about_as_often_as_it_is_said() -> None:
    met = [drawn_trouble(f"order-{number}") for number in range(20_000)]
    for trouble, chance in CHANCES:
        assert 0.6 * chance <= met.count(trouble) / 20 <= 1.4 * chance + 1, trouble


@pytest.mark.parametrize(
    ("grams", "boxes"), [(0, 1), (1, 1), (10_000, 1), (10_001, 2), (20_000, 2), (30_001, 4), (90_000, 4)]
)
def test_a_box_holds_ten_kilos(grams: int, boxes: int) -> None:
    assert boxes_for(grams) == boxes <= MOST_BOXES == 4


def test_a_service_is_late_as_often_as_it_says_and_never_by_more_days() -> None:
    """Days of one length leave only lateness to the seed: what is on time comes on the last day."""
    for service in (SERVICES["sea-slow"], SERVICES["zone-express"]):
        mode = service.modes[0]
        days, late = [], 0
        for number in range(600):
            fated = draw_plan(
                order_id=f"l{number}",
                mode=mode,
                origin=NINGBO if mode == "bonded_1210" else BORDEAUX,
                port=None if mode == "bonded_1210" else SHANGHAI_PORT,
                destination=OSAKA,
                paid_at=NOW,
                days=(8, 8),
                trouble=None,
                service=service,
            )
            if fated.trouble not in ("late_dispatch", "inspected"):
                day = datetime.fromtimestamp(dict(fated.expected)["delivered"], BEIJING).date()
                days.append((day - datetime.fromtimestamp(NOW, BEIJING).date()).days - 8)
                late += days[-1] > 0
            assert (fated.carrier, fated.last_mile, fated.service) == (
                service.carrier,
                service.last_mile,
                service.id,
            )
        assert set(days) == set(range(service.late_days + 1))
        assert abs(late / len(days) - (100 - service.on_time) / 100) < 0.04


@given(names, st.sampled_from(MODES), st.integers(0, 20))
def test_a_pickup_point_keeps_a_parcel_for_seven_days(order: str, mode: str, hours: int) -> None:
    fated = plan(order, mode, trouble="pickup")
    ready = dict(fated.stages)["pickup_ready"]
    back = 2 if mode == "bonded_1210" else 7
    silent = dict(actual_stages(fated))
    assert (silent["returning"], silent["returned"]) == (ready + 7 * DAY, ready + (7 + back) * DAY)
    fetched = dict(actual_stages(fated, [Act("collect", ready + hours * HOUR)]))
    assert fetched["delivered"] == ready + hours * HOUR and "returning" not in fetched
    waiting = timeline(fated, ready + HOUR)
    assert (waiting.gives_up_at, waiting.waits_for_buyer) == (ready + 7 * DAY, True)
    assert waiting.events[-1].stage == "delivered"  # somebody will come for it


@given(names, st.sampled_from(MODES), st.integers(0, 200))
def test_a_declaration_withdrawn_turns_a_parcel_back(order: str, mode: str, after: int) -> None:
    fated = plan(order, mode, trouble="held_payer")
    held = dict(fated.stages)["held"]
    at = held + after * HOUR
    stages = actual_stages(fated, [Act("withdraw", at)])
    back = 2 if mode == "bonded_1210" else 7
    assert stages[-2:] == (("returning", at + 4 * HOUR), ("returned", at + back * DAY))
    assert stages[-3] == ("held", held) or after * HOUR >= 10 * DAY


@given(names, st.sampled_from(MODES), st.integers(0, 9 * 24))
def test_an_answer_to_customs_moves_all_that_follows_by_the_wait(order: str, mode: str, hours: int) -> None:
    fated = plan(order, mode, trouble="held_id_photo")
    before = dict(fated.stages)
    after = dict(actual_stages(fated, [Act("id_photo", before["held"] + hours * HOUR)]))
    days = -(-hours // 24)
    for stage in ("released", "domestic"):
        assert after[stage] - before[stage] == hours * HOUR  # type: ignore[index]
    for stage in ("out_for_delivery", "delivered"):
        assert after[stage] - before[stage] == days * DAY  # type: ignore[index]


def seen(tracking: Tracking) -> list[tuple[str, int, str]]:
    return [(event.stage, event.at, event.status) for event in tracking.events]


@given(names, st.sampled_from(MODES), st.integers(0, 40 * 24))
def test_an_eta_is_a_day_about_the_arrival_that_is_expected(order: str, mode: str, hours: int) -> None:
    fated, now = plan(order, mode), NOW + hours * HOUR
    here, arrival = timeline(fated, now), fated.stages[-1][1]
    if here.over:
        assert (here.eta_from, here.eta_to) == (arrival, arrival)
    else:
        assert (here.eta_from, here.eta_to) == (arrival - DAY, arrival + DAY)
    assert seen(here) == [
        (stage, at, "future" if at > now else "now" if after > now else "past")
        for (stage, at), (_, after) in pairwise([*fated.stages, ("", 10**11)])
    ]


@given(names, st.sampled_from(MODES))
def test_what_was_expected_moves_on_when_a_trouble_makes_it_late(order: str, mode: str) -> None:
    """A parcel that will be lost is expected as if it came, an hour after now at the earliest."""
    fated = plan(order, mode, trouble="lost")
    last, (next_stage, _) = fated.stages[-2], fated.expected[-2]
    assert next_stage == "out_for_delivery"
    for wait in (HOUR, 3 * DAY):
        now = fated.expected[-2][1] + wait
        tracking = timeline(fated, now)
        assert tracking.stage == last[0]
        ahead = [(event.stage, event.at) for event in tracking.events if event.status == "future"]
        assert ahead == [(stage, at + wait) for stage, at in fated.expected[-2:]]


def test_two_days_at_least_and_one_more_for_an_inspection() -> None:
    quick = plan("quick", "direct_9610", (1, 1))
    days = {
        trouble: (
            datetime.fromtimestamp(
                plan("quick", "direct_9610", (4, 4), trouble).expected[-1][1], BEIJING
            ).date()
            - datetime.fromtimestamp(NOW, BEIJING).date()
        ).days
        for trouble in ("", "inspected", "late_dispatch")
    }
    assert days == {"": 4, "inspected": 5, "late_dispatch": 8}
    assert (quick.stages[-1][1] - NOW) > DAY


def test_the_same_seed_draws_the_same_plan_and_another_draws_another() -> None:
    assert plan("a", "direct_9610") == plan("a", "direct_9610") != plan("b", "direct_9610")
    assert plan("XHS123", "direct_9610").parcel_id == "P123"
