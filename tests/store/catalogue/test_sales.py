"""Sales: the price of a moment, the cut it makes, and what a cart and an order make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store
from store.catalogue.records import Sale
from store.clock import FixedClock
from store.errors import StoreError
from store.words import Bilingual
from tests.small_world import HOUR, NOW

NAME = Bilingual("红色星期五", "Red Friday")


def at(store: Store, moment: int) -> Store:
    return Store(store.database, FixedClock(moment))


@pytest.fixture
def on_sale(store: Store) -> Store:
    store.sales.set_prices("friday", {"sunscreen-30": 5_900})
    for number in range(2):
        start = NOW + HOUR + number * 168 * HOUR
        store.sales.add(Sale(f"friday-{number}", "friday", NAME, start, start + 72 * HOUR))
    return store


@pytest.mark.parametrize(
    ("hours", "price"), [(0, 7_900), (1, 5_900), (72.9, 5_900), (73, 7_900), (169, 5_900), (500, 7_900)]
)
def test_the_price_is_that_of_the_moment(on_sale: Store, hours: float, price: int) -> None:
    then = at(on_sale, NOW + round(hours * HOUR))
    sku = then.catalogue.product("sunscreen").sku("sunscreen-30")
    assert sku.price_fen == price
    assert (sku.list_fen, sku.cut) == ((7_900, 25) if price == 5_900 else (0, 0))
    assert then.catalogue.cards(("sunscreen",))[0].price_fen == price


def test_the_next_sale_is_the_running_one_first(on_sale: Store) -> None:
    before, during, between = (
        on_sale.sales.next(),
        at(on_sale, NOW + 2 * HOUR).sales.next(),
        at(on_sale, NOW + 80 * HOUR),
    )
    assert before and not before.running and before.id == "friday-0"
    assert during and during.running and during.goods == 1
    later = between.sales.next()
    assert later and later.id == "friday-1"
    assert at(on_sale, NOW + 900 * HOUR).sales.next() is None
    assert on_sale.sales.goods("friday") == ("sunscreen",)


def test_a_sale_that_never_pauses_is_shown_but_is_no_event(on_sale: Store) -> None:
    for number in range(-1, 3):
        start = NOW + number * 168 * HOUR
        on_sale.sales.add(Sale(f"always-{number}", "always", NAME, start, start + 168 * HOUR))
    for hours in (0, 2, 100, 170):
        then = at(on_sale, NOW + hours * HOUR)
        assert (event := then.sales.next()) and event.series == "friday"
        assert [sale.series for sale in then.sales.shown()] == ["friday", "always"]
    after = at(on_sale, NOW + 480 * HOUR)
    assert after.sales.next() is None
    assert [sale.series for sale in after.sales.shown()] == ["always"]


def test_a_dearer_sale_price_counts_for_nothing(store: Store) -> None:
    store.sales.set_prices("odd", {"sunscreen-30": 9_900})
    store.sales.add(Sale("odd-1", "odd", NAME, NOW - HOUR, NOW + HOUR))
    assert store.catalogue.product("sunscreen").sku("sunscreen-30").price_fen == 7_900


def test_an_order_is_priced_when_it_is_placed(on_sale: Store) -> None:
    on_sale.cart.add("alan", "sunscreen-30", 1)
    draft = on_sale.checkout.begin("alan", ["sunscreen-30"], "intent")
    during = at(on_sale, NOW + 2 * HOUR)
    address = during.buyers.addresses("alan")[0]
    with pytest.raises(StoreError) as changed:
        during.checkout.place("alan", draft, address.id, "alipay")
    assert changed.value.code == "cart_changed"
    again = during.checkout.begin("alan", ["sunscreen-30"], "intent-2")
    (order,) = during.checkout.place("alan", again, address.id, "alipay")
    assert order.lines[0].price_fen == 5_900
    after = at(on_sale, NOW + 200 * HOUR)
    assert after.orders.get(order.id).lines[0].price_fen == 5_900
    assert all(check["ok"] for check in after.doctor()["checks"])


def test_the_file_of_an_older_version_gets_the_tables(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "world.db", FixedClock(NOW))
    assert store.sales.next() is None
    store.close()
