"""What is looked for, without a screen: choices, orders, and words that narrow."""

from __future__ import annotations

import pytest

from store.search.results import SORTS, SearchResult
from tui.screens.search_query import NOTHING, Answer, Query, filter_word, without


def test_values_of_a_facet_add_up_and_of_categories_there_is_one() -> None:
    query = Query()
    for facet, value in (("brand", "a"), ("brand", "b"), ("category", "x"), ("category", "y")):
        query.toggle(facet, value)
    assert query.choices == {"brand": frozenset("ab"), "category": frozenset("y")}
    query.toggle("brand", "a")
    query.toggle("category", "y")
    assert query.choices == {"brand": frozenset("b")}


def test_a_choice_is_lifted_and_the_choices_taken_along_before_stay() -> None:
    query = Query({"brand": frozenset("a"), "tag": frozenset("t")})
    taken = query.choices
    assert query.lift("brand")
    assert query.choices == {"tag": frozenset("t")}
    assert not query.lift("price")
    assert query.lift("all")
    assert query.choices == {}
    assert set(taken) == {"brand", "tag"}


def test_the_orders_go_round() -> None:
    query = Query()
    seen = []
    for _ in SORTS:
        seen.append(query.sort)
        query.next_sort()
    assert sorted(seen) == sorted(SORTS)
    assert query.sort == "relevance"


@pytest.mark.parametrize(
    ("words", "facet", "left"),
    [
        ("mask brand:yuzuki", "brand", "mask"),
        ("price<100 mask", "price", "mask"),
        ("tag:oil mask tag:dry", "tag", "mask"),
        ("mask", "brand", "mask"),
    ],
)
def test_a_filter_word_is_taken_out(words: str, facet: str, left: str) -> None:
    assert without(words, facet) == left


def test_what_tab_takes() -> None:
    answer = Answer("mask brand:yu", (), ("YUZUKI \\1",), SearchResult((), ()))
    assert answer.completion == "mask brand:YUZUKI \\1"
    assert answer.with_value("LAN") == "mask brand:LAN "
    assert NOTHING.completion == ""


def test_a_name_with_a_blank_is_quoted() -> None:
    assert filter_word("person", "ali") == "from:ali "
    assert filter_word("brand", "Blue Rabbit") == 'brand:"Blue Rabbit" '


def test_at_first_nothing_narrows_and_slips_are_mended() -> None:
    query = Query()
    assert (query.choices, query.sort, query.literal, query.limit) == ({}, "relevance", False, 8)
