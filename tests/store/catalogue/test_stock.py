"""Stock: movements add up, a reference counts once, and nothing is promised twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.catalogue.cards import _cheapest
from store.errors import StoreError


def test_each_kind_of_movement_changes_what_it_should(store: Store) -> None:
    move, balance = store.stock.move, store.stock.balance
    assert balance("mask-7") == (10, 0) and balance("nothing") == (0, 0)
    for kind, pieces, on_hand, reserved in (
        ("receive", 5, 15, 0), ("reserve", 6, 15, 6), ("release", 2, 15, 4), ("ship", 3, 12, 1), ("return", 2, 14, 1),
    ):  # fmt: skip
        assert move("mask-7", kind, pieces, "r1")  # type: ignore[arg-type]
        assert balance("mask-7") == (on_hand, reserved)
        assert store.stock.available("mask-7") == on_hand - reserved
        assert not move("mask-7", kind, pieces, "r1")  # type: ignore[arg-type]
        assert balance("mask-7") == (on_hand, reserved)


def test_no_more_is_promised_than_there_is_and_no_more_sent_than_was_promised(store: Store) -> None:
    store.stock.move("mask-7", "reserve", 4, "a")
    with pytest.raises(StoreError) as caught:
        store.stock.move("mask-7", "reserve", 7, "b")
    assert (caught.value.code, caught.value.params) == ("out_of_stock", {"sku": "mask-7", "left": 6})
    for kind in ("release", "ship"):
        with pytest.raises(StoreError) as caught:
            store.stock.move("mask-7", kind, 5, "a")  # type: ignore[arg-type]
        assert (caught.value.code, caught.value.params) == (
            "stock_mismatch",
            {"sku": "mask-7", "reserved": 4},
        )
    assert store.stock.move("mask-7", "reserve", 6, "b")
    assert store.stock.available("mask-7") == 0
    assert store.stock.move("mask-7", "ship", 10, "c")
    assert store.stock.balance("mask-7") == (0, 0)


kinds = st.sampled_from(["receive", "reserve", "release", "ship", "return"])


def test_whatever_is_tried_a_balance_is_the_sum_of_what_was_booked(store: Store) -> None:
    @settings(max_examples=30)
    @given(st.lists(st.tuples(kinds, st.integers(1, 9)), max_size=12), st.integers(0, 2**60))
    def play(tries: list[tuple[str, int]], run: int) -> None:
        on_hand, reserved = store.stock.balance("amp-1")
        for number, (kind, pieces) in enumerate(tries):
            try:
                if not store.stock.move("amp-1", kind, pieces, f"{run}/{number}"):  # type: ignore[arg-type]
                    continue
            except StoreError:
                assert (kind == "reserve" and pieces > on_hand - reserved) or pieces > reserved
                continue
            on_hand += pieces if kind in ("receive", "return") else -pieces if kind == "ship" else 0
            reserved += pieces if kind == "reserve" else -pieces if kind in ("release", "ship") else 0
            assert store.stock.balance("amp-1") == (on_hand, reserved)
            assert 0 <= reserved <= on_hand

    play()


def test_a_card_shows_the_cheapest_that_is_in_stock(store: Store) -> None:
    small, large = store.catalogue.product("sunscreen").skus
    assert _cheapest([large, small]).id == "sunscreen-30"
    store.stock.move("sunscreen-30", "reserve", 41, "all but one")
    assert _cheapest(store.catalogue.product("sunscreen").skus).id == "sunscreen-30"
    store.stock.move("sunscreen-30", "reserve", 1, "the last")
    assert _cheapest(store.catalogue.product("sunscreen").skus).id == "sunscreen-60"
    store.stock.move("sunscreen-60", "reserve", 1, "that too")
    assert _cheapest(store.catalogue.product("sunscreen").skus).id == "sunscreen-30"


def test_a_plain_card_shows_the_saves_of_others_only(store: Store) -> None:
    store.notes.react("alan", "note-5", "save", True)
    plain, whole = store.catalogue.plain_cards(("mask",))[0], store.catalogue.cards(("mask",))[0]
    assert (plain.saves, whole.saves) == (1_284, 1_285)
