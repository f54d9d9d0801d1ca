"""Community picks: ranked by what people did lately, never by notes that warn, with a true trend."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.clock import FixedClock
from store.feed.picks import DAYS, HEAT_HALF_LIFE, day_of, warmer
from store.feed.records import Pick
from tests.small_world import NOW

DAY = 86_400


def order(store: Store) -> list[str]:
    return [pick.card.id for pick in store.picks.best(8)]


def test_lately_beats_long_ago(store: Store) -> None:
    store.picks.applaud("note-5", NOW - 20 * DAY, 0, 0, 100)  # mask
    store.picks.applaud("note-4", NOW - 2 * DAY, 0, 0, 40)  # amp
    assert order(store)[:2] == ["amp", "mask"]


def test_saves_in_the_app_count_too(store: Store) -> None:
    store.picks.applaud("note-5", NOW, 10, 1, 1)
    assert order(store)[0] == "mask"
    for person in ("alan", "xiaoman", "mum"):
        store.notes.react(person, "note-4", "save", True)
    assert order(store)[0] == "amp"
    assert store.picks.saves("amp")[-1] == 3


def test_applause_is_shared_among_the_goods_of_a_note(store: Store) -> None:
    store.picks.applaud("note-1", NOW, 0, 0, 100)  # sunscreen and mask
    store.picks.applaud("note-4", NOW, 0, 0, 60)
    assert order(store)[0] == "amp"


def test_a_read_a_like_and_a_save_have_their_worth(store: Store) -> None:
    store.picks.applaud("note-4", NOW, 10, 3, 2)
    heat = (
        store.database.read().execute("SELECT heat FROM product_heat WHERE product_id = 'amp'").fetchone()[0]
    )
    assert heat == pytest.approx(warmer(None, 1.0 + 6.0 + 10.0, day_of(NOW) * DAY))


def test_liking_twice_warms_once(store: Store) -> None:
    store.notes.react("alan", "note-4", "like", True)
    heat = store.database.read().execute("SELECT heat FROM product_heat").fetchone()[0]
    for on in (False, True, False, True):
        store.notes.react("alan", "note-4", "like", on)
    assert store.database.read().execute("SELECT heat FROM product_heat").fetchone()[0] == heat


def test_a_warning_warms_nothing(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute("UPDATE notes SET verdict = 'against' WHERE id = 'note-4'")
    store.picks.applaud("note-4", NOW, 0, 0, 1_000)
    assert store.picks.saves("amp") == (0,) * DAYS
    assert "amp" not in order(store)


def test_sold_out_goods_are_not_picked(store: Store) -> None:
    store.picks.applaud("note-3", NOW, 0, 0, 1_000)  # red, of which there is none
    assert "red" not in order(store)


def test_the_trend_has_a_number_a_day(store: Store) -> None:
    for ago, saves in ((0, 4), (6, 2), (7, 3), (13, 1), (14, 50), (-1, 9)):
        store.picks.applaud("note-4", NOW - ago * DAY, 0, 0, saves)
    saves = store.picks.saves("amp")
    assert (saves[13], saves[7], saves[6], saves[0], sum(saves)) == (4, 2, 3, 1, 10)
    pick = Pick(store.catalogue.cards(("amp",))[0], saves)
    assert (pick.total, pick.change) == (10, 50)
    assert Pick(pick.card, (0,) * 7 + (1,) * 7).change is None
    tomorrow = Store(store.database, FixedClock(NOW + DAY))
    assert tomorrow.picks.saves("amp")[12] == 4


def test_days_begin_at_midnight_in_shanghai() -> None:
    midnight = 1_795_276_800  # 2026-11-22 00:00 in Shanghai
    assert day_of(midnight) == day_of(midnight - 1) + 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.1, 1e6), st.integers(0, 60)), min_size=1, max_size=20))
def test_heat_is_the_sum_that_fades(told: list[tuple[float, int]]) -> None:
    heat = None
    for worth, day in told:
        heat = warmer(heat, worth, NOW + day * DAY)
    now = NOW + 60 * DAY
    fading = sum(worth * 0.5 ** ((now - NOW - day * DAY) / HEAT_HALF_LIFE) for worth, day in told)
    assert heat is not None
    assert 2 ** (heat - now / HEAT_HALF_LIFE) == pytest.approx(fading, rel=1e-6)
