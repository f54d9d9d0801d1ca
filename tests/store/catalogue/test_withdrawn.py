"""A product that is withdrawn from sale: gone from the shelves, not sellable, and still in old orders."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError


def healthy(store: Store) -> bool:
    return [check for check in store.doctor()["checks"] if not check["ok"]] == []


def test_it_is_on_no_shelf_and_in_no_search(store: Store) -> None:
    store.search.prepare()
    assert store.notes.card("note-5").landed_fen is not None
    shelf = next(one for one in store.catalogue.categories() if one.id == "skincare")
    store.catalogue.set_listed("mask", False)
    assert "mask" not in {card.id for card in store.catalogue.products(category="skincare")}
    assert store.catalogue.cards(("mask",)) == store.catalogue.plain_cards(("mask",)) == ()
    assert store.search.find("米糠面膜", "alan", literal=True).products == ()
    assert "mask" not in {pick.card.id for pick in store.picks.best()}
    assert store.notes.card("note-5").landed_fen is None
    after = next(one for one in store.catalogue.categories() if one.id == "skincare")
    assert after.goods == shelf.goods - 1
    assert healthy(store)


def test_it_cannot_be_sold(store: Store) -> None:
    store.cart.add("alan", "mask-7", 2)
    store.cart.add("alan", "sunscreen-30", 1)
    draft = store.checkout.begin("alan")
    store.catalogue.set_listed("mask", False)
    for sell in (
        lambda: store.cart.add("alan", "mask-7", 1),
        lambda: store.checkout.begin_now("alan", "mask-7"),
        lambda: store.checkout.place("alan", draft, draft.addresses[0].id, "alipay"),
    ):
        with pytest.raises(StoreError) as caught:
            sell()
        assert caught.value.code == "product_withdrawn"
    states = {line.sku.id: line.state for group in store.cart.view("alan").groups for line in group.lines}
    assert states == {"mask-7": "not_sellable", "sunscreen-30": "ok"}
    left = store.checkout.begin("alan")
    assert [line.sku.id for group in left.groups for line in group.lines] == ["sunscreen-30"]
    store.cart.remove("alan", "mask-7")
    assert healthy(store)


def test_old_orders_keep_it(store: Store) -> None:
    store.cart.add("alan", "mask-7", 2)
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.catalogue.set_listed("mask", False)
    assert store.orders.get(order.id) == order
    product = store.catalogue.product("mask")
    assert product.withdrawn and product.title.en == "Rice Mask"
    assert healthy(store)


def test_listed_again_it_is_where_it_was(store: Store) -> None:
    before = store.catalogue.products(category="skincare")
    store.catalogue.set_listed("mask", False)
    store.search.prepare()
    store.catalogue.set_listed("mask", True)
    assert store.catalogue.products(category="skincare") == before
    assert {card.id for card in store.search.find("米糠面膜", "alan", literal=True).products} == {"mask"}
    assert healthy(store)


def test_what_is_not_known_cannot_be_withdrawn(store: Store) -> None:
    with pytest.raises(StoreError, match="unknown_product"):
        store.catalogue.set_listed("nothing", False)
