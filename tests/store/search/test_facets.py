"""Facts as one number, the bounds of price ranges, and what a text says about skin and experience."""

from __future__ import annotations

import pytest

from store import Store
from store.search import facets
from store.search.documents import cost_step
from store.search.gathering import scaled
from store.search.query import taken_apart
from store.search.results import Total


def test_facts_lie_side_by_side_in_a_number() -> None:
    facts: dict[str, int | str | tuple[str, ...]] = {
        "category": (1 << 14) - 1,
        "brand": 26_000,
        "country": 84,
        "price": "4",
        "seller": "third_party",
        "mode": "bonded_1210",
        "kind": "warning",
        "verdict": "against",
        "skin": ("oily", "sensitive"),
        "experience": ("again", "little"),
    }
    whole = facets.packed(**facts)
    assert 0 < whole < 1 << 62
    assert {name: facets.part(whole, name) for name in facts} == {
        "category": 16_383, "brand": 26_000, "country": 84, "price": 5, "seller": 3, "mode": 1, "kind": 8,
        "verdict": 3, "skin": 0b1001, "experience": 0b100001,
    }  # fmt: skip
    assert facets.packed(category=1 << 14) == 0  # what has no room is left out, not put into a neighbour
    for name, value in facts.items():
        assert facets.packed(**{name: value}) & (whole ^ facets.packed(**{name: value})) == 0


def test_facts_are_counted_and_those_that_are_missing_are_not() -> None:
    some = [
        facets.packed(seller="own", brand=7),
        facets.packed(seller="own"),
        facets.packed(brand=7, price="0"),
    ]
    assert facets.counted(some, "brand") == {7: 2}
    assert facets.codes(facets.counted(some, "seller"), "seller") == {"own": 2}
    assert facets.counted_few(facets.few(some), "price") == {1: 1}
    assert facets.codes(facets.counted_few(facets.few(some), "price"), "price") == {"0": 1}
    skins = [facets.packed(skin=("oily", "dry")), facets.packed(skin=("dry",))]
    assert facets.codes(facets.counted(skins, "skin"), "skin") == {"oily": 1, "dry": 2}


@pytest.mark.parametrize(
    ("fen", "range_"),
    [(0, "0"), (4_999, "0"), (5_000, "1"), (9_999, "1"), (10_000, "2"), (20_000, "3"), (49_999, "3"), (50_000, "4")],
)  # fmt: skip
def test_a_range_begins_at_its_price(fen: int, range_: str) -> None:
    assert facets.price_range(fen) == range_


def test_eight_price_steps_are_ten_times_as_much() -> None:
    steps = [cost_step(fen) for fen in range(0, 400_000, 50)]
    assert steps == sorted(steps)
    assert [cost_step(fen) for fen in (0, 100, 1_000, 10_000, 100_000)] == [16, 16, 24, 32, 40]


def test_what_a_text_says_of_skin_and_experience() -> None:
    assert facets.hints("油皮空瓶，会回购") == (("oily",), ("again", "emptied"))
    assert facets.hints("用了 60 天") == ((), ("lasting",))
    assert facets.hints("用了 59 天 and 45 days") == ((), ())
    assert facets.hints("a cheap present for dry skin") == (("dry",), ("gift", "little"))


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("price<100", None, 10_000),
        ("price>100", 10_000, None),
        ("price>=99.9", 9_990, None),
        ("price:50-100", 5_000, 10_000),
        ("price:50-", 5_000, None),
        ("price:-100", None, 10_000),
        ("price=¥80", 8_000, 8_000),
        ("price<x", None, None),
        ("price:-", None, None),
        ("price>50 price<80", 5_000, 8_000),
    ],
)
def test_prices_are_taken_out_of_what_was_typed(typed: str, least: int | None, most: int | None) -> None:
    assert taken_apart(f"a {typed} b") == ("a b", (), least, most)


def test_a_part_is_scaled_to_all() -> None:
    assert scaled(Total(30), 30, 7) == 7
    assert scaled(Total(3_000, exact=False), 300, 7) == 70
    assert scaled(Total(3_000, exact=False), 0, 7) == 7


def test_a_country_is_named_by_its_code_or_a_beginning_of_its_name(indexed: Store) -> None:

    def products(words: str) -> set[str]:
        return {card.id for card in indexed.search.find(words, "alan").products}

    assert products("from:jp 膜") == products("from:Jap 膜") == products("from:日本 膜") == {"mask"}
    assert products("from:FR 膜") == set()
