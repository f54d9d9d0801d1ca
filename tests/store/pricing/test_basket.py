"""The tax calculator: worked cases as JSON in and out, and malformed baskets that name their field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import StoreError
from store.money import parse
from store.pricing.basket import answer
from store.pricing.tax_rules import CLASSES

TODAY = date(2026, 11, 22)


def line(tax_class: str, price: str, quantity: int = 1, amount: str = "", unit: str = "ml") -> dict[str, Any]:
    content = {"net_content": {"amount": amount, "unit": unit}} if amount else {}
    return {"name": "x", "class": tax_class, "price": price, "quantity": quantity, **content}


def ask(*lines: dict[str, Any], **fields: str) -> dict[str, Any]:
    return answer({"date": "2026-11-22", "lines": list(lines), **fields}, TODAY)


@pytest.mark.parametrize(
    ("given_line", "fields", "tax", "payable"),
    [
        (line("supplement", "300.00"), {}, "27.30", "327.30"),
        (line("food_farm", "120.00"), {"freight": "10.00"}, "8.19", "138.19"),
        (line("cosmetics", "425.00", amount="20", unit="g"), {}, "98.00", "523.00"),
        (line("cosmetics", "300.00", amount="30"), {}, "69.18", "369.18"),
        (line("cosmetics", "299.99", amount="30"), {}, "27.30", "327.29"),
        (line("cosmetics", "75.00", amount="5", unit="sheet"), {}, "17.29", "92.29"),
        (line("cosmetics", "74.95", amount="5", unit="sheet"), {}, "6.82", "81.77"),
        (line("wine", "200.00"), {}, "35.78", "235.78"),
        (line("general", "5000.00"), {}, "455.00", "5455.00"),
        (line("supplement", "300.00"), {"open_cut": "50.00"}, "22.75", "272.75"),
        (line("supplement", "300.00"), {"tender": "50.00"}, "27.30", "277.30"),
        (line("general", "33.33", 3), {}, "9.10", "109.09"),
    ],
)
def test_worked_cases(given_line: dict[str, Any], fields: dict[str, str], tax: str, payable: str) -> None:
    said = ask(given_line, **fields)
    assert (said["channel"], said["tax"], said["payable"]) == ("cbec", tax, payable)


@pytest.mark.parametrize(
    ("lines", "fields", "channel", "reason"),
    [
        ([line("general", "5000.01")], {}, "cbec_full_tax", None),
        ([line("general", "2500.01", 2)], {}, "refused", "over_single_limit"),
        ([line("general", "100.01")], {"used_this_year": "25900.00"}, "refused", "over_annual_limit"),
        ([line("general", "100.00")], {"used_this_year": "25900.00"}, "cbec", None),
    ],
)
def test_rule_6_limits(
    lines: list[dict[str, Any]], fields: dict[str, str], channel: str, reason: str | None
) -> None:
    said = ask(*lines, **fields)
    assert (said["channel"], said["reason"]) == (channel, reason)
    if channel == "refused":
        assert said["year_after"] == fields.get("used_this_year", "0.00")


@pytest.mark.parametrize(
    ("day", "tax"),
    [("2018-04-30", "11.90"), ("2018-05-01", "11.20"), ("2019-03-31", "11.20"), ("2019-04-01", "9.10")],
)
def test_the_rules_of_the_day_hold(day: str, tax: str) -> None:
    assert answer({"date": day, "lines": [line("general", "100.00")]}, TODAY)["tax"] == tax


GOOD = line("cosmetics", "300.00", amount="30")


@pytest.mark.parametrize(
    ("basket", "field"),
    [
        ([], "basket"),
        ({}, "lines"),
        ({"lines": []}, "lines"),
        ({"lines": [1]}, "lines[0]"),
        ({"lines": [GOOD], "date": "22 Nov"}, "date"),
        ({"lines": [GOOD], "freight": "-1.00"}, "freight"),
        ({"lines": [GOOD], "freight": 1}, "freight"),
        ({"lines": [GOOD], "open_cut": "300.01"}, "open_cut"),
        ({"lines": [GOOD], "tender": "369.19"}, "tender"),
        ({"lines": [GOOD], "used_this_year": "1.005"}, "used_this_year"),
        ({"lines": [GOOD, {**GOOD, "class": "magic"}]}, "lines[1].class"),
        ({"lines": [{**GOOD, "price": "1e3"}]}, "lines[0].price"),
        ({"lines": [{**GOOD, "quantity": 0}]}, "lines[0].quantity"),
        ({"lines": [{**GOOD, "quantity": True}]}, "lines[0].quantity"),
        ({"lines": [{**GOOD, "net_content": {"amount": "0", "unit": "ml"}}]}, "lines[0].net_content.amount"),
        ({"lines": [{**GOOD, "net_content": {"amount": "1", "unit": "l"}}]}, "lines[0].net_content.unit"),
        ({"lines": [line("cosmetics", "1.00")]}, "lines[0].net_content"),
        ({"lines": [{**GOOD, "mfn": "much"}]}, "lines[0].mfn"),
        ({"lines": [GOOD], "currency": "USD"}, "currency"),
        ({"lines": [GOOD, {**GOOD, "currency": "JPY"}]}, "lines[1].currency"),
        ({"lines": [{**GOOD, "net_content": {"amount": "30"}}]}, "lines[0].net_content.unit"),
        ({"lines": [{**GOOD, "net_content": "30 ml"}]}, "lines[0].net_content"),
        ({"lines": [{**GOOD, "price": float("nan")}]}, "lines[0].price"),
        ({"lines": [{**GOOD, "price": "9" * 40}]}, "lines[0].price"),
        ({"lines": [{**GOOD, "price": "-1.00"}]}, "lines[0].price"),
        ({"lines": [{**GOOD, "price": "¥1.00"}]}, "lines[0].price"),
        ({"lines": [{**GOOD, "quantity": 1.5}]}, "lines[0].quantity"),
        ({"lines": [{**GOOD, "class": ["wine"]}]}, "lines[0].class"),
        ({"lines": {"0": GOOD}}, "lines"),
        ({"lines": [GOOD], "date": "2016-04-07"}, "date"),
        ({"lines": [GOOD], "date": 20261122}, "date"),
    ],
)
def test_a_malformed_basket_names_its_field(basket: object, field: str) -> None:
    with pytest.raises(StoreError) as caught:
        answer(basket, TODAY)
    assert (caught.value.code, caught.value.params["field"]) == ("bad_basket", field)


def test_a_basket_of_ten_thousand_lines_is_answered() -> None:
    said = ask(*[line("general", "0.10")] * 10_000, freight="3.33")
    assert (said["base"], said["tax"]) == ("1003.33", "100.00")
    assert sum(parse(each["base"]) for each in said["lines"]) == 100_333


fen = st.integers(0, 300_000)


def yuan(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


@given(
    st.lists(st.tuples(st.sampled_from(sorted(CLASSES)), fen, st.integers(1, 4)), min_size=1, max_size=6),
    fen,
    fen,
    fen,
)
def test_invariant_1_and_2_sums_re_add_and_nothing_is_negative(
    goods: list[tuple[str, int, int]], freight: int, cut: int, tender: int
) -> None:
    whole = sum(price * quantity for _, price, quantity in goods)
    cut = min(cut, whole)
    tender = min(tender, whole + freight - cut)
    lines = [line(kind, yuan(price), quantity, "30") for kind, price, quantity in goods]
    said = ask(*lines, freight=yuan(freight), open_cut=yuan(cut), tender=yuan(tender))
    amounts = {name: parse(said[name]) for name in ("base", "tax", "payable", "goods", "freight")}
    assert amounts["base"] == whole + freight - cut == sum(parse(each["base"]) for each in said["lines"])
    assert amounts["tax"] == sum(parse(each["tax"]) for each in said["lines"])
    assert amounts["payable"] == amounts["base"] + amounts["tax"] - tender
    assert min(parse(value) for each in said["lines"] for value in each.values()) >= 0
    assert min(amounts.values()) >= 0


def test_a_basket_is_read_up_to_its_last_piece_and_reports_every_sum() -> None:
    assert ask(line("general", "0.01", 1_000_000))["goods"] == "10000.00"
    with pytest.raises(StoreError) as caught:
        ask(line("general", "0.01", 1_000_001))
    assert caught.value.params["field"] == "lines[0].quantity"
    said = ask(line("wine", "200.00"), line("food_farm", "100.00"), freight="30.00", tender="1.00")
    assert (said["goods"], said["freight"], said["base"]) == ("300.00", "30.00", "330.00")
    for name in ("tariff", "consumption_tax", "vat", "tax"):
        assert parse(said[name]) == sum(parse(one[name]) for one in said["lines"])
    assert [one["base"] for one in said["lines"]] == ["220.00", "110.00"]
    assert parse(said["payable"]) == parse(said["base"]) + parse(said["tax"]) - 100
    assert said["year_after"] == "330.00"
