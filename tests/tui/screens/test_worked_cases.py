"""The worked cases of the import tax, to the fen, by keys from the product page over the cart to the order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from store import Store
from store.money import plain
from store.offers.records import Offer, OfferKind
from store.pricing.basket import answer
from store.pricing.customs_tax import tax_day
from store.pricing.records import FreightRule
from store.words import Bilingual
from tests.small_world import NOW
from tests.tui.driving import running
from tui import i18n
from tui.references import ProductRef
from tui.screens import checkout

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Case:
    """What is bought, what customs takes and what is paid, in fen; an offer may take 50.00 off."""

    tax_class: str
    price: int
    tax: int
    paid: int
    net: tuple[str, str] = ("1", "piece")
    pieces: int = 1
    freight: int = 0
    offer: OfferKind | None = None
    parts: tuple[int, int, int] = (0, 0, 0)
    """Tariff, consumption tax, VAT, where the case tells them apart."""


CASES = {
    "vitamins": Case("supplement", 30_000, 2_730, 32_730, parts=(0, 0, 2_730)),
    "rice": Case("food_farm", 12_000, 819, 13_819, freight=1_000),
    "cream": Case("cosmetics", 42_500, 9_800, 52_300, ("20", "g"), parts=(0, 5_250, 4_550)),
    "serum": Case("cosmetics", 30_000, 6_918, 36_918, ("30", "ml"), parts=(0, 3_706, 3_212)),
    "serum a fen below": Case("cosmetics", 29_999, 2_730, 32_729, ("30", "ml")),
    "masks": Case("cosmetics", 7_500, 1_729, 9_229, ("5", "sheet"), parts=(0, 926, 803)),
    "masks below": Case("cosmetics", 7_495, 682, 8_177, ("5", "sheet")),
    "wine": Case("wine", 20_000, 3_578, 23_578, ("750", "ml"), parts=(0, 1_556, 2_022)),
    "the limit itself": Case("general", 500_000, 45_500, 545_500),
    "a fen above it": Case("general", 500_001, 98_900, 598_901, parts=(30_000, 0, 68_900)),
    "a cut of 50": Case("supplement", 30_000, 2_275, 27_275, offer="threshold"),
    "a coupon of 50": Case("supplement", 30_000, 2_730, 27_730, offer="coupon"),
    "rounded once a line": Case("general", 3_333, 910, 10_909, pieces=3),
}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "PAUSE", 0.0)


def put_on_the_shelf(store: Store, number: int, case: Case) -> str:
    """Sell what a case is about, from a warehouse with its freight; return the product's id."""
    like, house = store.catalogue.product("sunscreen"), store.catalogue.warehouse("ningbo")
    key, sku_id = f"case-{number}", f"case-sku-{number}"
    freight = FreightRule(case.freight, 1_000, 0, 500, None)
    store.catalogue.add_warehouse(replace(house, id=key, freight=freight))
    sku = replace(
        like.skus[0],
        id=sku_id,
        product_id=key,
        price_fen=case.price,
        net_amount=Fraction(case.net[0]),
        net_unit=case.net[1],  # type: ignore[arg-type]
        warehouse_id=key,
    )
    store.catalogue.add_product(replace(like, id=key, tax_class=case.tax_class, skus=(sku,)))
    store.stock.move(sku_id, "receive", 9, "shelf")
    return key


def asked(case: Case) -> dict[str, str]:
    """Return what the calculator says of a case."""
    line = {
        "class": case.tax_class,
        "price": plain(case.price),
        "quantity": case.pieces,
        "net_content": {"amount": case.net[0], "unit": case.net[1]},
    }
    fields = {"open_cut": "50.00"} if case.offer == "threshold" else {}
    fields |= {"tender": "50.00"} if case.offer == "coupon" else {}
    basket = {"lines": [line], "freight": plain(case.freight), **fields}
    return answer(basket, tax_day(NOW))


@pytest.mark.parametrize("offer", [None, "threshold", "coupon"])
async def test_the_worked_cases_hold_to_the_fen_from_the_cart_to_the_order(
    store: Store, offer: OfferKind | None
) -> None:
    """Each case lies in a warehouse of its own, and so is a parcel and an order of its own."""
    cases = {f"case-sku-{n}": case for n, case in enumerate(CASES.values()) if case.offer == offer}
    for sku_id, case in cases.items():
        put_on_the_shelf(store, int(sku_id.rpartition("-")[2]), case)
        store.cart.add("alan", sku_id, case.pieces)
    if offer:
        store.offers.add(
            Offer("50", offer, Bilingual.same("50"), 0, NOW + DAY, min_fen=30_000, off_fen=5_000)
        )
    async with running(store, (100, 90)) as driver:
        await driver.press("3")
        for case in cases.values():
            assert f"{i18n.t('cart.tax')} {i18n.amount(case.tax)}" in driver.text
        await driver.press("B", "enter", "enter", "enter")
        for case in cases.values():
            assert i18n.amount(case.paid) in driver.text
        await driver.press("enter", "enter")
    orders = {order.lines[0].sku_id: order for order in store.orders.list("alan")}
    assert orders.keys() == cases.keys()
    for sku_id, case in cases.items():
        order, said = orders[sku_id], asked(case)
        assert (order.tax_fen, order.payable_fen, order.state) == (case.tax, case.paid, "paid"), case
        assert (said["tax"], said["payable"]) == (plain(case.tax), plain(case.paid)), case
        if any(case.parts):
            tax = order.lines[0].tax
            assert (tax.tariff_fen, tax.consumption_fen, tax.vat_fen) == case.parts
    assert all(check["ok"] for check in store.doctor()["checks"])


async def test_two_pieces_a_fen_over_the_limit_are_refused_with_a_split(store: Store) -> None:
    case = Case("general", 250_001, 0, 0, pieces=2)
    product_id = put_on_the_shelf(store, 0, case)
    async with running(store) as driver:
        driver.app.open(ProductRef(product_id))
        await driver.settle()
        await driver.press("+", "b", "3")
        assert i18n.t("cart.over", amount="0.02") in driver.text
        await driver.press("B")
        assert i18n.t("errors.nothing-to-order") in [note.message for note in driver.app._notifications]
        await driver.press("s")
        assert (store.cart.view("alan").parcels, store.cart.view("alan").pieces) == (1, 1)
