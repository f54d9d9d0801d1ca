"""Searches: remembered once each, the latest first, bounded, forgotten when asked; trends count everybody."""

from __future__ import annotations

from store import Store
from store.clock import FixedClock
from store.search.searches import KEPT, Trend
from store.words import Bilingual
from tests.small_world import NOW


def test_searches_are_remembered_latest_first(store: Store) -> None:
    clock = FixedClock(NOW)
    later = Store(store.database, clock)
    for words in ("防晒", "  tea \t bags ", "\x1b[31m", "防晒"):
        clock.advance(1)
        later.searches.remember("alan", words)
    assert later.searches.recent("alan")[:2] == ("防晒", "tea bags")
    assert later.searches.recent("xiaoman") == ()
    later.searches.forget("alan", "防晒")
    assert "防晒" not in later.searches.recent("alan")


def test_only_so_many_are_kept(store: Store) -> None:
    clock = FixedClock(NOW)
    later = Store(store.database, clock)
    for number in range(KEPT + 5):
        clock.advance(1)
        later.searches.remember("alan", f"word {number}")
    found = later.searches.recent("alan", 99)
    assert len(found) == KEPT
    assert found[0] == f"word {KEPT + 4}"


def test_trends_count_what_people_search_for(store: Store) -> None:
    store.searches.add_trend(Trend(Bilingual("防晒", "sunscreen"), 10))
    store.searches.add_trend(Trend(Bilingual("红酒", "red wine"), 11))
    assert [trend.words.en for trend in store.searches.trending()] == ["red wine", "sunscreen"]
    store.searches.remember("alan", "防晒")
    store.searches.remember("xiaoman", "sunscreen")
    assert next((trend.words.en, trend.searches) for trend in store.searches.trending()) == ("sunscreen", 12)
