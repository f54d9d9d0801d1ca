"""The price to the door: freight by weight, its shares, cuts before tax, and what is added up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.catalogue.records import FreightRule, Sku
from store.pricing.pricing import Piece, freight_of, price_parcel
from store.words import NOTHING

TODAY = date(2026, 11, 22)
RULE = FreightRule(1_000, 1_000, 500, 500, 8_800)


def piece(price: int, quantity: int = 1, grams: int = 100, cut: int = 0) -> Piece:
    sku = Sku(f"s{price}", "p", NOTHING, price, "JPY", "1", Fraction(1), "piece", grams, "ningbo", 0)
    return Piece(sku, "general", quantity, cut)


@pytest.mark.parametrize(
    ("grams", "fen"), [(0, 1_000), (1_000, 1_000), (1_001, 1_500), (1_500, 1_500), (1_501, 2_000)]
)
def test_each_begun_step_of_weight_costs(grams: int, fen: int) -> None:
    assert freight_of(RULE, grams, 8_799) == fen
    assert freight_of(RULE, grams, 8_800) == 0
    never = FreightRule(1_000, 1_000, 500, 500, None)
    assert freight_of(never, grams, 10**9) == fen
    flat = FreightRule(1_000, 1_000, 500, 0, None)
    assert freight_of(flat, grams, 0) == 1_000


def test_a_parcel_adds_up_and_its_cuts_lower_the_tax_but_not_the_threshold() -> None:
    whole = price_parcel([piece(5_000, 1), piece(4_000, 1)], RULE, TODAY)
    assert (whole.goods_fen, whole.freight_fen, whole.freight_shares) == (9_000, 0, (0, 0))
    assert whole.total_fen == 9_000 + whole.taxed.tax_fen == 9_000 + 819
    cut = price_parcel([piece(5_000, 1, cut=1_000), piece(4_000, 1)], RULE, TODAY)
    assert (cut.goods_fen, cut.freight_fen) == (8_000, 0)  # still free: the cut costs no freight
    assert cut.total_fen == 8_000 + 728
    paid = price_parcel([piece(3_000, 2, grams=600), piece(2_000)], RULE, TODAY)
    assert (paid.freight_fen, paid.freight_shares) == (1_500, (1_125, 375))
    assert paid.total_fen == 8_000 + 1_500 + paid.taxed.tax_fen
    assert paid.taxed.base_fen == 9_500
    assert price_parcel([], RULE, TODAY).total_fen == 0


def test_what_was_used_of_the_year_is_looked_at() -> None:
    assert price_parcel([piece(10_000)], RULE, TODAY, 2_590_000).taxed.channel == "cbec"
    assert price_parcel([piece(10_000)], RULE, TODAY, 2_590_001).taxed.channel == "refused"


@given(st.lists(st.tuples(st.integers(1, 9_999), st.integers(1, 9)), min_size=1, max_size=6))
def test_freight_is_shared_out_to_the_fen(lines: list[tuple[int, int]]) -> None:
    never = FreightRule(1_234, 100, 567, 100, None)
    pieces = [piece(price, quantity) for price, quantity in lines]
    parcel = price_parcel(pieces, never, TODAY)
    assert sum(parcel.freight_shares) == parcel.freight_fen
    assert parcel.goods_fen == sum(price * quantity for price, quantity in lines)
    for one, share in zip(pieces, parcel.freight_shares, strict=True):
        exact = parcel.freight_fen * one.price_fen / parcel.goods_fen
        assert abs(share - exact) < 1


def test_one_sku_to_the_door(store: Store) -> None:
    """Three sunscreens of 79.00 go free (from 88.00 on), one costs ten yuan of freight."""
    product = store.catalogue.product("sunscreen")
    sku = product.skus[0]
    house = store.catalogue.warehouse(sku.warehouse_id)
    one, three = (
        store.pricing.landed(sku, product.tax_class, house.freight),
        store.pricing.landed(sku, product.tax_class, house.freight, 3),
    )
    assert (one.goods_fen, one.freight_fen, one.channel) == (7_900, 1_000, "cbec")
    assert (three.goods_fen, three.freight_fen) == (23_700, 0)
    before = store.pricing.landed(
        sku, product.tax_class, house.freight, at=1_530_000_000
    )  # 2018: 11.2 % instead of 9.1 %
    assert (before.tax.vat_rate, one.tax.vat_rate) == (Fraction(16, 100), Fraction(13, 100))
    assert one.total_fen == 8_900 + one.tax.tax_fen
