"""Carriers' reports: what is believed, what is refused, and that their order never matters."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.logistics.network import Simulated
from store.logistics.records import Scan, Stage
from store.logistics.reports import BadReport, moment
from store.logistics.scans import BEHIND_CUSTOMS, RANK, reported_course
from store.logistics.timeline import timeline
from tests.small_world import NOW
from tests.store.logistics.fates import DAY, HOUR, bought, modes, names, plan, sound, until

STAGES: tuple[Stage, ...] = tuple(RANK)
scans = st.lists(
    st.builds(
        Scan,
        st.sampled_from(STAGES),
        st.integers(-2 * 24, 30 * 24).map(lambda hours: NOW + hours * HOUR),
        st.sampled_from([("", ""), ("上海", "Shanghai"), ("巴黎", "Paris")]),
        st.sampled_from([None, 31.2, 48.9, -33.0]),
        st.sampled_from([121.5, 2.4, 18.0]),
    ).map(lambda scan: scan if scan.lat is not None else Scan(scan.stage, scan.at, scan.name)),
    min_size=1,
    max_size=14,
)


@given(names, modes, scans, st.randoms(use_true_random=False), st.integers(0, 30 * 24))
def test_any_permutation_of_reports_gives_the_same_parcel(
    order: str, mode: str, some: list[Scan], chance: random.Random, hours: int
) -> None:
    fated, now = plan(order, mode), NOW + hours * HOUR
    here = timeline(fated, now, (), some)
    shuffled = [*some, *some[:3]]  # some of them doubled
    chance.shuffle(shuffled)
    assert timeline(fated, now, (), shuffled) == here
    moments = [event.at for event in here.events]
    assert moments == sorted(moments)
    assert [event.status for event in here.events].count("now") == 1


@given(names, modes, scans, st.integers(0, 30 * 24))
def test_invariant_14_no_report_opens_the_gate(order: str, mode: str, some: list[Scan], hours: int) -> None:
    fated, now = plan(order, mode), NOW + hours * HOUR
    reported = reported_course(fated, fated.stages, some, now)
    if reported is None:
        return
    at = dict(reported.stages)
    reports = [scan for scan in some if scan.stage == "released" and scan.at <= now]
    known = [at for stage, at in fated.stages if stage == "released" and at <= now]
    first = min([*known, *(scan.at for scan in reports)], default=None)
    gated = (*BEHIND_CUSTOMS, "left_zone") if mode == "bonded_1210" else BEHIND_CUSTOMS
    for stage in gated:
        if stage in at:
            assert first is not None and at[stage] >= first  # type: ignore[index]
    ranks = [RANK[stage] for stage, _ in reported.stages]
    assert ranks == sorted(ranks)


@given(names, modes, st.randoms(use_true_random=False), st.integers(1, 20 * 24))
def test_what_the_simulated_network_reports_is_the_parcel(
    order: str, mode: str, chance: random.Random, hours: int
) -> None:
    fated, now = plan(order, mode), NOW + hours * HOUR
    reports = list(Simulated().track(fated, (), now))
    chance.shuffle(reports)
    here, told = timeline(fated, now), timeline(fated, now, (), reports)
    assert told.scanned and told.stage == here.stage
    behind = [(event.stage, event.at) for event in here.events if event.status != "future"]
    assert [(event.stage, event.at) for event in told.events if event.status != "future"] == behind


def iso(at: int, zone: str = "Asia/Shanghai") -> str:
    return datetime.fromtimestamp(at, ZoneInfo(zone)).isoformat()


@pytest.fixture
def flown(store: Store) -> tuple[str, str, int]:
    """An order whose plan is long behind, with its number and the moment of payment."""
    order = bought(store)
    store.world.advance(20 * DAY)
    plan = store.parcels.facts_of_order(order.id)[0]  # type: ignore[index]
    return order.id, plan.tracking_number, plan.paid_at


def event(number: str, name: str, at: int, **more: Any) -> dict[str, Any]:
    return {"number": number, "event": name, "at": iso(at), **more}


def test_reports_are_followed_instead_of_the_plan(store: Store, flown: tuple[str, str, int]) -> None:
    order, number, paid = flown
    assert store.parcels.of_order(order).stage == "delivered"  # type: ignore[union-attr]
    taken = store.reports.take(
        [
            event(number, "Departed", paid + 40 * HOUR, place="KIX", lat=34.4, lon=135.2),
            event(number, "picked_up", paid + 20 * HOUR, place="Osaka", lat=34.7, lon=135.5),
        ]
    )
    assert (taken.new, taken.known, taken.refused, taken.orders) == (2, 0, (), (order,))
    tracking = store.parcels.of_order(order)
    assert tracking is not None and tracking.scanned
    assert (tracking.stage, tracking.reached("handed_over"), tracking.next_at) == (
        "in_transit",
        paid + 20 * HOUR,
        None,
    )
    assert tracking.events[3].place.name.en == "KIX"
    assert all(one.at > store.clock.now() for one in tracking.events if one.status == "future")
    again = store.reports.take(
        [event(number, "Departed", paid + 40 * HOUR, place="KIX", lat=34.4, lon=135.2)]
    )
    assert (again.new, again.known) == (0, 1)
    assert sound(store)


def test_each_lie_is_refused_with_its_reason(store: Store, flown: tuple[str, str, int]) -> None:
    _, number, paid = flown
    raw: list[Any] = [
        "not an event",
        {"event": "delivered"},
        event("YO0000000000000", "delivered", paid + HOUR),
        event(number, "abducted", paid + HOUR),
        {"number": number, "event": "packed", "at": "yesterday"},
        {"number": number, "event": "packed", "at": "2026-11-23T08:00:00"},
        {"number": number, "event": "packed", "at": "2026-11-23T08:00:00", "zone": "Mars/Olympus"},
        {"number": number, "event": "packed", "at": "2026-03-29T02:30:00", "zone": "Europe/Paris"},
        {"number": number, "event": "packed", "at": "2026-10-25T02:30:00", "zone": "Europe/Paris"},
        event(number, "packed", paid + HOUR, lat=91, lon=0),
        event(number, "packed", paid + HOUR, lat=float("nan"), lon=0),
        event(number, "packed", paid + HOUR, lat=1),
        event(number, "packed", paid - HOUR),
        event(number, "packed", paid + 90 * DAY),
        event(number, "handed_over", paid + 20 * HOUR, place="Bogotá", lat=4.7, lon=-74.1),
        event(number, "delivered", paid + 30 * HOUR),
        event(number, "released", paid + 6 * DAY),
        event(number, "arrived_port", paid + 4 * DAY),
        event(number, "domestic", paid + 7 * DAY),
        event(number, "in_transit", paid + 8 * DAY),
    ]
    taken = store.reports.take(raw)
    assert [(one.position, one.because) for one in taken.refused] == [
        (1, "not_an_object"),
        (2, "no_number"),
        (3, "unknown_parcel"),
        (4, "unknown_event"),
        (5, "bad_time"),
        (6, "no_zone"),
        (7, "unknown_zone"),
        (8, "no_such_time"),
        (9, "ambiguous_time"),
        (10, "bad_place"),
        (11, "bad_place"),
        (12, "bad_place"),
        (13, "before_payment"),
        (14, "from_the_future"),
        (15, "far_off_the_way"),
        (16, "before_release"),
        (20, "goes_back"),
    ]
    assert store.parcels.of_order(flown[0]).stage == "domestic"  # type: ignore[union-attr]
    store.world.advance(90 * DAY)
    assert store.parcels.of_order(flown[0]).stage == "domestic"  # type: ignore[union-attr]


def test_a_held_parcel_is_not_talked_through_customs(store: Store) -> None:
    order = bought(store, trouble="held_id_photo")
    until(store, order, "held")
    number = store.parcels.of_order(order.id).tracking_number  # type: ignore[union-attr]
    taken = store.reports.take([event(number, "out_for_delivery", store.clock.now() - 60)])
    assert [one.because for one in taken.refused] == ["before_release"]
    assert store.parcels.of_order(order.id).stage == "held"  # type: ignore[union-attr]


@given(st.integers(0, 4_000_000_000), st.sampled_from(["Asia/Tokyo", "Europe/Paris", "America/New_York"]))
def test_a_moment_is_the_same_however_it_is_written(at: int, zone: str) -> None:
    assert moment(iso(at, zone)) == moment(iso(at)) == at
    local = datetime.fromtimestamp(at, ZoneInfo(zone)).replace(tzinfo=None)
    try:
        assert moment(local.isoformat(), zone) == at
    except BadReport as error:
        assert error.because == "ambiguous_time"
        twice = {local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
        assert len(twice) == 2


def test_an_offset_settles_an_hour_that_comes_twice() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    first = moment(datetime(2026, 10, 25, 2, 30, tzinfo=summer).isoformat())
    assert moment(datetime(2026, 10, 25, 2, 30, tzinfo=winter).isoformat()) - first == HOUR


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "bad_feed"),
        ("[" * 100_000, "bad_feed"),
        ('{"events": 3}', "bad_feed"),
        ("\xff", "feed_unreadable"),
    ],
)
def test_a_broken_file_is_refused_by_name(store: Store, tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(StoreError) as caught:
        store.reports.import_file(path)
    assert caught.value.code == code
    with pytest.raises(StoreError, match="feed_unreadable"):
        store.reports.import_file(tmp_path / "nowhere.json")


ANYTHING = (
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["number", "event", "at", "lat", "lon", "zone", "events"]), inner, max_size=5),
        max_leaves=20,
    )
)  # fmt: skip


def test_no_json_whatever_breaks_the_import(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"

    @settings(max_examples=60, deadline=None)
    @given(ANYTHING)
    def import_it(found: Any) -> None:
        path.write_text(json.dumps(found), "utf-8")
        try:
            assert store.reports.import_file(path).new == 0
        except StoreError as error:
            assert error.code == "bad_feed"

    import_it()
