"""Goods near their date: said before buying, and not for sale any more once it has passed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from tests.small_world import NOW

DAY = 86_400


@pytest.fixture
def short(store: Store) -> Store:
    product = store.catalogue.product("mask")
    sku = replace(product.skus[0], id="mask-short", product_id="mask-short-dated", best_before=NOW + 30 * DAY)
    store.catalogue.add_product(replace(product, id="mask-short-dated", skus=(sku,)))
    store.stock.move("mask-short", "receive", 9, "opening")
    return store


def test_the_date_is_known_where_it_is_near(short: Store) -> None:
    assert short.catalogue.product("mask-short-dated").skus[0].best_before == NOW + 30 * DAY
    assert short.catalogue.product("mask").skus[0].best_before is None


@pytest.mark.parametrize(("later", "left"), [(0, 9), (30 * DAY - 1, 9), (30 * DAY, 0), (31 * DAY, 0)])
def test_what_is_past_its_date_is_not_for_sale(short: Store, later: int, left: int) -> None:
    then = Store(short.database, FixedClock(NOW + later))
    assert then.catalogue.product("mask-short-dated").skus[0].available == left
    assert then.catalogue.cards(("mask-short-dated",))[0].available == left


def test_a_date_that_passes_between_cart_and_order_stops_the_order(short: Store) -> None:
    short.cart.add("alan", "mask-short")
    draft = short.checkout.begin("alan")
    short.world.advance(30 * DAY)
    with pytest.raises(StoreError, match="out_of_stock"):
        short.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    assert short.orders.list("alan") == ()
