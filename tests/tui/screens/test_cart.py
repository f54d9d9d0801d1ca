"""The cart on the screen: every key of its footer, and what it says of what cannot be ordered."""

from __future__ import annotations

import pytest

from store import Store
from store.pricing.quota import Quota
from store.trade.records import CartLine
from tests.tui.driving import Driver, running
from tui import i18n


def fill(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.world.advance(60)
    store.cart.add("alan", "mask-7", 2)


def line(store: Store, sku_id: str) -> CartLine:
    groups = store.cart.view("alan").groups
    return next(line for group in groups for line in group.lines if line.sku.id == sku_id)


async def test_the_screen_says_what_the_store_says(store: Store) -> None:
    fill(store)
    cart = store.cart.view("alan")
    async with running(store) as driver:
        await driver.press("3")
        for group in cart.groups:
            for each in group.lines:
                assert each.product.title.zh in driver.text
                assert i18n.amount(each.goods_fen) in driver.text
        for fen in (cart.goods_fen, cart.freight_fen, cart.tax_fen):
            assert i18n.amount(fen) in driver.text


async def test_space_takes_a_line_out_of_the_sum(store: Store) -> None:
    fill(store)
    async with running(store, (80, 24)) as driver:
        await driver.press("3", "space")
        assert not line(store, "sunscreen-30").ticked
        assert i18n.money(store.cart.view("alan").total_fen) in driver.text
        await driver.press("space")
        assert line(store, "sunscreen-30").ticked


async def test_plus_and_minus_change_the_number_until_the_line_is_gone(store: Store) -> None:
    fill(store)
    async with running(store) as driver:
        await driver.press("3", "plus", "plus", "minus")
        assert line(store, "sunscreen-30").quantity == 3
        await driver.press("minus", "minus", "minus")
        assert "水感防晒" not in (await without_toasts(driver))
        assert store.cart.summary("alan").kinds == 1


async def test_more_than_there_is_is_refused_in_words(store: Store) -> None:
    store.cart.add("alan", "sunscreen-60")
    async with running(store) as driver:
        await driver.press("3", "plus")
        assert line(store, "sunscreen-60").quantity == 1
        assert len(driver.app._notifications) == 1


@pytest.mark.parametrize("now", [6_900, 8_900])
async def test_what_became_cheaper_or_dearer_is_told_and_survives_an_undo(store: Store, now: int) -> None:
    fill(store)
    store.catalogue.set_price("sunscreen-30", now)
    key = "cart.dropped" if now < 7_900 else "cart.risen"
    async with running(store) as driver:
        await driver.press("3")
        for keys in ((), ("d", "u"), ("l",)):
            await driver.press(*keys)
            assert i18n.t(key, amount="10.00") in driver.text
            assert keys == ("l",) or i18n.t("cart.when-added", amount="79.00") in driver.text


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_removal_can_be_undone_with_everything_it_had(store: Store, key: str) -> None:
    fill(store)
    store.cart.tick("alan", "sunscreen-30", False)
    store.catalogue.set_price("sunscreen-30", 6_900)
    before = store.cart.view("alan")
    async with running(store) as driver:
        await driver.press("3", key)
        assert store.cart.summary("alan").kinds == driver.app.cart_kinds == 1
        await driver.press("u")
        assert store.cart.view("alan") == before
        assert driver.app.cart_kinds == 2


async def test_e_explains_the_price_of_the_line(store: Store) -> None:
    fill(store)
    async with running(store) as driver:
        await driver.press("3", "e")
        assert type(driver.app.screen).__name__ == "ExplainScreen"
        await driver.press("escape")
        assert driver.app.screen.SCOPE == "cart"


async def test_enter_opens_the_product(store: Store) -> None:
    fill(store)
    async with running(store) as driver:
        await driver.press("3", "down", "enter")
        assert driver.app.screen.SCOPE == "product"
        assert "米糠面膜" in driver.text


@pytest.mark.parametrize("key", ["s", "g"])
async def test_s_splits_a_parcel_over_its_limit_and_u_joins_it_again(store: Store, key: str) -> None:
    for sku in ("amp-1", "sunscreen-30"):
        store.cart.add("alan", sku)
    before = store.cart.view("alan")
    amp = store.checkout.begin_now("alan", "amp-1").total_fen
    sunscreen = store.checkout.begin_now("alan", "sunscreen-30").total_fen
    async with running(store) as driver:
        await driver.press("3")
        assert f"{i18n.amount(amp)} 和 {i18n.amount(sunscreen)}" in driver.text
        await driver.press(key)
        cart = store.cart.view("alan")
        assert (cart.parcels, cart.total_fen) == (1, amp)
        await driver.press("u")
        assert store.cart.view("alan") == before


async def test_a_split_leaves_the_year_to_the_other_parcels(store: Store) -> None:
    store.cart.add("alan", "mask-7")
    for sku in ("amp-1", "sunscreen-30"):
        store.cart.add("alan", sku)
    Quota(store.database, store.clock).reserve("alan", "earlier", 2_600_000 - 570_000)
    async with running(store) as driver:
        await driver.press("3", "down", "s")
        assert line(store, "amp-1").ticked is False
        cart = store.cart.view("alan")
        assert (cart.parcels, [group.reason for group in cart.groups]) == (2, ["", ""])


async def test_s_takes_fewer_pieces_when_one_line_is_too_dear(store: Store) -> None:
    store.cart.add("alan", "amp-1", 2)
    async with running(store) as driver:
        await driver.press("3", "s")
        assert line(store, "amp-1").quantity == 1
        await driver.press("u")
        assert line(store, "amp-1").quantity == 2


async def test_s_says_so_when_nothing_is_over(store: Store) -> None:
    fill(store)
    before = store.cart.view("alan")
    async with running(store) as driver:
        await driver.press("3", "s")
        assert len(driver.app._notifications) == 1
    assert store.cart.view("alan") == before


async def test_b_goes_to_the_checkout(store: Store) -> None:
    fill(store)
    async with running(store) as driver:
        await driver.press("3", "B")
        assert driver.app.screen.SCOPE == "checkout"
        await driver.press("escape")
        assert driver.app.screen.SCOPE == "cart"


async def test_b_with_nothing_to_order_says_so(store: Store) -> None:
    store.cart.restore("alan", "red-750", 1)
    async with running(store) as driver:
        await driver.press("3", "B")
        assert driver.app.screen.SCOPE == "cart"
        assert len(driver.app._notifications) == 1


@pytest.mark.parametrize("keys", [("space",), ("plus",), ("minus",), ("d",), ("s",), ("e",), ("enter",)])
async def test_an_empty_cart_takes_every_key_calmly(store: Store, keys: tuple[str, ...]) -> None:
    async with running(store, (80, 24)) as driver:
        await driver.press("3", *keys)
        assert driver.app._exception is None
        assert i18n.t("cart.empty") in driver.text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_is_not_in_the_sum_is_named_with_its_reason(store: Store, language: str) -> None:
    i18n.use(language)
    store.cart.restore("alan", "red-750", 1)
    store.cart.restore("alan", "sunscreen-60", 2)
    store.cart.add("alan", "mask-7")
    store.catalogue.set_price("mask-7", 3_200)
    async with running(store) as driver:
        await driver.press("3")
        assert i18n.t("cart.sold-out") in driver.text
        assert i18n.t("cart.short", left=1) in driver.text
        assert i18n.t("cart.dropped", amount="10.00") in driver.text


async def test_the_same_cart_on_40_by_12(store: Store) -> None:
    fill(store)
    async with running(store, (40, 12)) as driver:
        await driver.press("3", "down", "plus", "L", "T")
        assert line(store, "mask-7").quantity == 3
        assert i18n.money(store.cart.view("alan").total_fen) in driver.text


async def without_toasts(driver: Driver) -> str:
    """Return the text of the screen once all toasts are gone."""
    driver.app.clear_notifications()
    await driver.settle()
    return driver.text


async def test_a_line_is_kept_for_later_and_taken_back(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30")
    store.cart.add("alan", "mask-7")
    async with running(store) as driver:
        await driver.press("3", "l")
        assert i18n.t("cart.for-later") in driver.text
        assert store.cart.summary("alan").kinds == 1
        await driver.press("end", "l")
        assert store.cart.view("alan").later == ()
        await driver.press("u")
        assert len(store.cart.view("alan").later) == 1
