"""A price as little sums: whoever works them out again gets the amounts that stand beside them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.money import half_up
from store.pricing.customs_tax import DutiableLine, assess
from store.pricing.tax_rules import CLASSES
from tests.small_world import plan_offers
from tests.tui.driving import running
from tui import i18n
from tui.widgets.buying.price_sums import goods_sums, paid_sums, tax_sums

DAY = date(2026, 11, 22)


def worked_out(text: str) -> int:
    """Return what a sum as it is written comes to, in fen, rounded half-up."""
    for sign, operator in (("×", "*"), ("÷", "/"), ("−", "-"), ("%", "/100"), (",", "")):
        text = text.replace(sign, operator)
    words = text.replace("(", " ( ").replace(")", " ) ").replace("/", " / ").split()
    exact = " ".join(f"Fraction('{word}')" if word[0].isdigit() else word for word in words)
    return half_up(100 * eval(exact, {"Fraction": Fraction}))


@given(
    st.sampled_from(sorted(CLASSES)),
    st.integers(1, 800_000),
    st.integers(1, 5),
    st.integers(0, 900_000),
    st.integers(0, 5_000),
    st.fractions(1, 900, max_denominator=10),
)
def test_every_sum_comes_to_its_amount(
    tax_class: str, price: int, quantity: int, cut: int, freight: int, net: Fraction
) -> None:
    whole = price * quantity
    cut = min(cut, whole)
    line = DutiableLine(tax_class, whole - cut, freight, quantity, net, "ml")
    basket = assess([line], DAY)
    (tax,) = basket.lines
    in_full = basket.channel == "cbec_full_tax"
    goods = goods_sums(price, quantity, [("cut", cut)] if cut else [], freight, "")
    base, tariff, consumption, vat = tax_sums(whole, cut, freight, tax, in_full=in_full)
    (landed,) = paid_sums(tax, [])
    assert worked_out(goods[0].sum) == goods[0].fen == whole
    assert sum(each.fen for each in goods) == worked_out(base.sum) == base.fen
    if tax.consumption_rate:
        assert abs(worked_out(consumption.sum) - consumption.fen) <= in_full  # the duty is rounded there
    assert abs(worked_out(vat.sum) - vat.fen) <= 1  # it begins with a consumption tax that is written rounded
    if in_full:
        assert abs(worked_out(tariff.sum) - tariff.fen) <= whole // 20_000 + 1
    assert worked_out(landed.sum) == landed.fen == base.fen + tariff.fen + consumption.fen + vat.fen


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_e_in_the_cart_names_every_offer_and_says_why_the_others_do_nothing(
    store: Store, language: str
) -> None:
    i18n.use(language)
    plan_offers(store)
    store.cart.add("alan", "sunscreen-30", 2)
    cart = store.cart.view("alan")
    (line,) = cart.groups[0].lines
    async with running(store) as driver:
        await driver.press("3", "e")
        told = driver.text
        assert i18n.t("explain.title", amount=i18n.amount(line.tax.base_fen + line.tax.tax_fen)) in told
        for verdict in cart.verdicts:
            if verdict.used:
                assert i18n.amount(-verdict.fen) in told
        assert i18n.t("explain.unused") in told
        (below,) = [verdict for verdict in cart.verdicts if verdict.because == "below"]
        assert i18n.amount(below.short_fen) in told
        assert i18n.amount(cart.payable_fen) in told
        await driver.press("y")
        assert i18n.amount(cart.payable_fen) in driver.app.clipboard


async def test_e_on_a_product_knows_a_better_way(store: Store) -> None:
    plan_offers(store)
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("e")
        assert i18n.t("explain.better") in driver.text
        assert i18n.t("explain.better-size", name="60 ml") in driver.text
        cart = store.cart
        alone = cart.priced("alan", [cart.wish("sunscreen-30", 1)])
        assert i18n.amount(alone.payable_fen) in driver.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_explanation_can_be_read_to_its_end(store: Store, size: tuple[int, int]) -> None:
    plan_offers(store)
    store.cart.add("alan", "sunscreen-30", 2)
    async with running(store, size) as driver:
        await driver.press("3", "e", "end")
        assert i18n.t("commands.close_sums") in driver.text
        assert "2019-04-01" in driver.text.replace("\n", "")
        await driver.press("escape")
        assert driver.app.screen.SCOPE == "cart"
