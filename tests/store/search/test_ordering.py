"""How what was found is mixed, the line that is shown of a text, and what stands beside the results."""

from __future__ import annotations

from store import Store
from store.search.ordering import Scored, _mixed, snippet

FOUND = {
    "product": [Scored("a", 9.0, False, 5, 0, 100), Scored("b", 1.0, True, 50, 0, 200)],
    "note": [Scored("x", 3.0, False, 70, 9), Scored("y", 2.0, False, 4, 8), Scored("z", 2.0, True, 99, 7)],
}


def names(sort: str) -> list[str]:
    """Return the order of what was found."""
    return [name.partition(":")[2] for name, _ in _mixed(FOUND, sort)]


def test_goods_and_notes_come_by_turns_and_what_lacks_a_word_by_its_score() -> None:
    assert names("relevance") == ["a", "x", "y", "z", "b"]
    assert names("new") == ["x", "y", "a", "z", "b"]
    assert names("likes") == ["x", "a", "y", "z", "b"]
    assert names("price") == ["a", "b"]


def test_the_line_that_the_first_word_is_in() -> None:
    body = "first line\nSecond Line here\nthird"
    assert snippet(body, ["second"]) == "Second Line here"
    assert snippet(body, ["none", "third"]) == "third"
    assert snippet(body, ["none"]) == snippet(body, []) == "first line"


def test_what_stands_beside_the_results(indexed: Store) -> None:
    found = indexed.search.find("防晒", "alan")
    assert found.verdicts["sunscreen"] == (2, 0, 0)
    assert (found.goods["note-1"].en, found.goods["note-0"].zh) == ("YUZUKI Aqua Sunscreen", "柚月 水感防晒")
    assert found.origins["JP"].en == "Japan"
    assert found.snippets["note-0"].en == "Oily skin, Wuhan"
    assert found.marked == ("防晒",)
    assert found.totals["product"].documents == len(found.products) == 4


def test_a_country_is_completed_in_the_language_it_is_typed_in(indexed: Store) -> None:
    complete = indexed.search.complete_filter
    assert complete("from:ja") == complete("mask FROM=Jap") == ("Japan",)
    assert complete("from:日") == ("日本",)
    assert complete("from:") == ("日本",)  # no goods come from elsewhere
    assert complete("from:", 0) == ()
    assert complete("from:zz") == ()


def test_only_notes_or_goods_are_shown_where_only_they_are_wanted(indexed: Store) -> None:
    both = indexed.search.find("防晒", "alan")
    assert both.notes and both.products
    for kind, notes, goods in (("note", True, False), ("product", False, True)):
        found = indexed.search.find("防晒", "alan", choices={"type": frozenset({kind})})
        assert (bool(found.notes), bool(found.products)) == (notes, goods)
        assert {one.value: one.chosen for one in found.facets["type"]}[kind]
        assert found.totals == both.totals


def test_people_are_found_by_their_names(indexed: Store) -> None:
    found = indexed.search.find("阿栗", "alan")
    assert [person.id for person in found.people] == ["ali"]
    assert indexed.search.find("防晒", "alan").people == ()


def test_brands_are_named_unless_something_else_is_wanted(indexed: Store) -> None:
    def brands(**choices: str) -> set[str]:
        chosen = {facet: frozenset({value}) for facet, value in choices.items()}
        return {brand.latin for brand in indexed.search.find("柚月", "alan", choices=chosen).brands}

    assert brands() == brands(type="brand") != set()
    assert brands(type="note") == set()
