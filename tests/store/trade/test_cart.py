"""The cart: parcels, limits, what cannot be ordered, and coming back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store
from store.errors import StoreError
from tests.small_world import open_small, plan_offers


def test_lines_split_by_merchant_warehouse_and_mode(store: Store) -> None:
    for sku in ("sunscreen-30", "mask-7", "sunscreen-60"):
        store.cart.add("alan", sku)
    groups = store.cart.view("alan").groups
    assert {(group.warehouse.id, len(group.lines)) for group in groups} == {("ningbo", 2), ("osaka", 1)}


def test_the_sum_is_goods_freight_and_tax_of_what_counts(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "mask-7")
    cart = store.cart.view("alan")
    assert cart.total_fen == cart.goods_fen + cart.freight_fen + cart.tax_fen == 17_238 + 6_219
    store.cart.tick("alan", "mask-7", False)
    assert store.cart.view("alan").total_fen == 17_238


def test_a_parcel_over_the_limit_is_refused_alone(store: Store) -> None:
    store.cart.add("alan", "amp-1")
    assert store.cart.view("alan").groups[0].channel == "cbec_full_tax"
    store.cart.add("alan", "sunscreen-30")
    store.cart.add("alan", "mask-7")
    cart = store.cart.view("alan")
    refused = next(group for group in cart.groups if group.warehouse.id == "ningbo")
    assert (refused.reason, refused.counted) == ("over_single_limit", False)
    assert {line.state for line in refused.lines} == {"over_limit"}
    assert (cart.parcels, cart.total_fen) == (1, 6_219)


def test_what_is_not_there_cannot_be_added(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.cart.add("alan", "red-750")
    assert (caught.value.code, caught.value.params["left"]) == ("out_of_stock", 0)
    store.cart.add("alan", "sunscreen-60")
    with pytest.raises(StoreError, match="out_of_stock"):
        store.cart.add("alan", "sunscreen-60")


def test_a_sold_out_line_stays_and_does_not_count(store: Store) -> None:
    store.cart.restore("alan", "red-750", 2)
    cart = store.cart.view("alan")
    assert cart.groups[0].lines[0].state == "sold_out"
    assert (cart.total_fen, cart.kinds, cart.parcels) == (0, 1, 0)


def test_a_price_drop_is_told(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30")
    store.catalogue.set_price("sunscreen-30", 6_900)
    assert store.cart.view("alan").groups[0].lines[0].dropped_fen == 1_000


def test_removing_and_putting_back_changes_nothing(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 3)
    before = store.cart.view("alan")
    store.cart.remove("alan", "sunscreen-30")
    assert store.cart.summary("alan").kinds == 0
    store.cart.restore("alan", "sunscreen-30", 3, True, 7_900)
    assert store.cart.view("alan") == before


def test_what_is_kept_for_later_is_in_no_sum_and_comes_back_as_it_was(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "mask-7")
    before = store.cart.view("alan")
    assert store.cart.keep_for_later("alan", "sunscreen-30", True).kinds == 1
    cart = store.cart.view("alan")
    assert [line.sku.id for line in cart.later] == ["sunscreen-30"]
    assert [line.sku.id for group in cart.groups for line in group.lines] == ["mask-7"]
    assert store.checkout.begin("alan").goods_fen == cart.goods_fen == 4_200
    store.cart.keep_for_later("alan", "sunscreen-30", False)
    assert store.cart.view("alan") == before


@pytest.mark.parametrize("quantity", [0, -1, 1.5, float("nan"), True, "2", None])
def test_a_quantity_that_is_none_is_refused(store: Store, quantity: object) -> None:
    for deed in (store.cart.add, store.checkout.begin_now):
        with pytest.raises(StoreError, match="bad_quantity"):
            deed("alan", "sunscreen-30", quantity)  # type: ignore[operator]
    assert store.cart.view("alan").groups == ()


def test_a_price_that_rose_is_told_and_survives_removal_and_undo(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30")
    store.catalogue.set_price("sunscreen-30", 8_400)
    assert store.cart.view("alan").groups[0].lines[0].dropped_fen == -500


def test_only_what_would_be_ordered_counts_for_offers(tmp_path: Path) -> None:
    store = open_small(tmp_path / "offers.db", plan_offers)
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "mask-7")

    def cut() -> tuple[str, int]:
        (verdict,) = (one for one in store.cart.view("alan").verdicts if one.offer.id == "off-30")
        return verdict.because, verdict.short_fen

    assert cut() == ("used", 0)  # 79.00 twice and 42.00 are 200.00
    store.cart.tick("alan", "mask-7", False)
    assert cut() == ("below", 4_200)
    store.cart.tick("alan", "mask-7", True)
    store.cart.add("alan", "amp-1")  # with it the parcel of the sunscreen is over the limit
    assert cut() == ("below", 15_800)
    store.close()


def test_a_wish_that_is_in_no_cart_was_never_added(store: Store) -> None:
    wish = store.cart.wish("mask-7", 2)
    assert (wish.quantity, wish.ticked, wish.added_at, wish.later, wish.state) == (2, True, 0, False, "ok")
    assert store.cart.wish("mask-7", 10).state == "ok"
    assert store.cart.wish("mask-7", 11).state == "short"
