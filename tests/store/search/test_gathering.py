"""Candidates: prices between two bounds, windows of other orders, what lacks a word, and totals."""

from __future__ import annotations

import pytest

from store import Store
from store.search import facets, gathering, index
from store.search.documents import WEEK
from store.search.gathering import Gatherer
from store.search.query import Query, Word, parse
from store.search.results import Total
from tests.small_world import NOW


@pytest.fixture
def gatherer(indexed: Store) -> Gatherer:
    return Gatherer(indexed.database.read(), NOW)


def test_prices_narrow_goods_to_the_steps_between_them(gatherer: Gatherer) -> None:
    def steps(**bounds: int) -> list[int]:
        (tokens,) = gatherer._affordable("product", Query("", **bounds))
        return [number for number in range(80) if facets.token("cost", number) in tokens]

    assert steps(least_fen=1_000, most_fen=10_000) == list(range(24, 33))
    assert steps(most_fen=0) == list(range(17))
    assert steps(least_fen=1_000) == list(range(24, 65))
    assert gatherer._affordable("product", Query("")) == []
    assert gatherer._affordable("note", Query("", most_fen=5)) == []


def test_the_bounds_of_a_price_are_part_of_it(indexed: Store, gatherer: Gatherer) -> None:
    (mask,) = gatherer.gather("product", parse(indexed.database.read(), "米糠"), [], "relevance").whole
    for least, most, fits in (
        (mask.fen, mask.fen, True),
        (mask.fen + 1, None, False),
        (None, mask.fen - 1, False),
        (None, mask.fen, True),
        (mask.fen, None, True),
    ):
        query = Query("", (Word("米糠", (("米糠",),)),), least_fen=least, most_fen=most)
        assert bool(gatherer.gather("product", query, [], "relevance").whole) is fits


def test_the_windows_of_an_order_widen(gatherer: Gatherer) -> None:
    week = NOW // WEEK
    weeks = gatherer._windows("note", "new")
    assert [len(window) for window in weeks] == [2, 8, 32]
    assert weeks[0] == (facets.token("week", week), facets.token("week", week - 1))
    likes = gatherer._windows("note", "likes")
    assert [window[0] for window in likes] == [facets.token("likes", n) for n in (14, 11, 8)]
    assert all(window[-1] == facets.token("likes", 39) for window in likes)
    assert [len(window) for window in gatherer._windows("product", "price")] == [31, 35, 39]
    assert all(window[0] == facets.token("cost", 0) for window in gatherer._windows("product", "price"))
    for kind, sort in (("note", "price"), ("product", "new"), ("product", "likes"), ("person", "new")):
        assert gatherer._windows(kind, sort) == []


def test_those_with_the_words_in_their_title_are_looked_at_first(indexed: Store, gatherer: Gatherer) -> None:
    words = parse(indexed.database.read(), "防晒").words
    titled = gatherer._front("product", words, [], "relevance")
    assert [place.id for place in index.places(indexed.database.read(), "product", titled)] == ["sunscreen"]
    assert gatherer._front("person", words, [], "relevance") == []
    assert gatherer._front("product", words, [("x",)], "relevance") == []
    assert gatherer._front("product", (), [], "relevance") == []


def test_with_few_whole_matches_those_that_lack_a_word_follow(indexed: Store, gatherer: Gatherer) -> None:
    query = parse(indexed.database.read(), "米糠 放大器")
    found = gatherer.gather("product", query, [], "relevance")
    assert found.whole == () and {place.id for place in found.partial} == {"mask", "amp"}
    assert gatherer.gather("product", query, [], "relevance", loosely=False).partial == ()
    one = gatherer.gather("product", parse(indexed.database.read(), "米糠"), [], "relevance")
    assert one.partial == ()
    assert one.total == Total(1)
    assert gatherer.gather("product", Query(""), [], "relevance") == gathering.Candidates()


def test_the_pairs_of_an_only_word_may_be_missing() -> None:
    only = Word("水感防", (("水感",), ("感防",)))
    assert [word.text for word in gathering._pieces((only,))] == ["水感", "感防"]
    assert gathering._pieces((only, only)) == (only, only)


def test_more_than_enough_is_reckoned_from_how_densely_it_lies(
    gatherer: Gatherer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "last_rank", lambda connection, kind: 3_000)
    assert gatherer._total("note", list(range(1, 300)), 290) == Total(290)
    assert gatherer._total("note", list(range(2, 602, 2)), 300) == Total(1_500, exact=False)
    assert gatherer._total("note", list(range(-299, 1)), 300) == Total(900_000, exact=False)


def test_thorough_looks_at_more(indexed: Store) -> None:
    query = parse(indexed.database.read(), "防晒")
    for thorough, judged in ((False, 90), (True, 450)):
        found = Gatherer(indexed.database.read(), NOW, thorough=thorough).gather(
            "note", query, [], "relevance"
        )
        assert found.judged == judged


def test_half_of_what_is_judged_is_looked_for_in_titles(
    indexed: Store, gatherer: Gatherer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "JUDGED", {"note": 6, "product": 6})
    words = parse(indexed.database.read(), "油皮").words
    assert len(gatherer._front("note", words, [], "relevance")) == 3
