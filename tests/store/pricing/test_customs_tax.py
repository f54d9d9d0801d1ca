"""The import tax, to the fen: the worked cases of the rules, and what must hold for any basket."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import StoreError
from store.money import allocate
from store.pricing.customs_tax import DutiableLine, assess
from store.pricing.pricing import freight_of
from store.pricing.records import FreightRule

DAY = date(2026, 11, 22)


def line(
    tax_class: str, fen: int, *, freight: int = 0, quantity: int = 1, net: int = 0, unit: str = "piece"
) -> DutiableLine:
    return DutiableLine(tax_class, fen, freight, quantity, Fraction(net) if net else None, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("basket", "consumption", "vat"),
    [
        (line("supplement", 30_000), 0, 2_730),
        (line("food_farm", 12_000, freight=1_000), 0, 819),
        (line("cosmetics", 42_500, net=20, unit="g"), 5_250, 4_550),
        (line("cosmetics", 30_000, net=30, unit="ml"), 3_706, 3_212),
        (line("cosmetics", 29_999, net=30, unit="ml"), 0, 2_730),
        (line("cosmetics", 7_500, net=5, unit="sheet"), 926, 803),
        (line("cosmetics", 7_495, net=5, unit="sheet"), 0, 682),
        (line("wine", 20_000), 1_556, 2_022),
        (line("general", 9_999, quantity=3), 0, 910),
    ],
)
def test_rule_3_and_5_worked_cases(basket: DutiableLine, consumption: int, vat: int) -> None:
    taxed = assess([basket], DAY).lines[0]
    assert (taxed.tariff_fen, taxed.consumption_fen, taxed.vat_fen) == (0, consumption, vat)


def test_rule_1_the_limit_itself_is_allowed() -> None:
    assert assess([line("general", 500_000)], DAY).tax_fen == 45_500
    assert assess([line("general", 500_001, quantity=2)], DAY).reason == "over_single_limit"


def test_rule_6_one_dear_piece_pays_in_full() -> None:
    taxed = assess([line("electronics", 568_000)], DAY)
    assert taxed.channel == "cbec_full_tax"
    assert taxed.year_after_fen == 568_000
    assert taxed.lines[0].vat_fen == round((568_000 + taxed.lines[0].tariff_fen) * 0.13)


def test_rule_6_the_year_is_refused_when_it_is_full() -> None:
    assert assess([line("general", 100_000)], DAY, 2_500_000).channel == "cbec"
    refused = assess([line("general", 100_001)], DAY, 2_500_000)
    assert (refused.channel, refused.reason, refused.year_after_fen) == (
        "refused",
        "over_annual_limit",
        2_500_000,
    )


def test_an_unknown_class_is_never_guessed() -> None:
    with pytest.raises(StoreError, match="unknown_tax_class"):
        assess([line("mystery", 100)], DAY)
    with pytest.raises(StoreError, match="net_content_missing"):
        assess([line("cosmetics", 100)], DAY)


amounts = st.integers(min_value=0, max_value=50_000_00)
classes = st.sampled_from(["general", "food_farm", "wine", "supplement", "apparel"])


@given(st.lists(st.tuples(classes, amounts, st.integers(1, 9)), min_size=1, max_size=8), amounts)
def test_invariant_1_2_10_sums_are_whole_never_negative_and_rounded_once_a_line(
    goods: list[tuple[str, int, int]], freight: int
) -> None:
    shares = allocate(freight, [fen for _, fen, _ in goods])
    assert sum(shares) == freight
    lines = [
        line(kind, fen, freight=share, quantity=quantity)
        for (kind, fen, quantity), share in zip(goods, shares, strict=True)
    ]
    taxed = assess(lines, DAY)
    assert taxed.tax_fen == sum(each.tax_fen for each in taxed.lines)
    assert taxed.base_fen == sum(fen for _, fen, _ in goods) + freight
    for each in taxed.lines:
        assert min(each.tariff_fen, each.consumption_fen, each.vat_fen) >= 0
        exact = (
            (each.base_fen + each.tariff_fen) / (1 - each.consumption_rate) * each.vat_rate
            * (1 if taxed.channel == "cbec_full_tax" else Fraction(7, 10))
        )  # fmt: skip
        assert abs(each.vat_fen - exact) <= Fraction(3, 4)


@given(st.integers(0, 100_000), st.integers(0, 1_000_000))
def test_freight_never_falls_with_weight(weight: int, goods: int) -> None:
    rule = FreightRule(1_000, 1_000, 500, 500, 8_800)
    cost = freight_of(rule, weight, goods)
    assert cost <= freight_of(rule, weight + 1, goods)
    assert (cost == 0) == (goods >= 8_800)
