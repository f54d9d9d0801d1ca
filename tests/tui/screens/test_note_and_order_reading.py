"""What the pages of a note and of a parcel read out of the store, without a screen."""

from __future__ import annotations

from store import Store
from tests.store.logistics.fates import bought
from tui.screens.note_reading import read_note
from tui.screens.order_reading import read_order


def test_a_note_brings_its_goods_each_with_the_cheapest_that_is_in_stock(store: Store) -> None:
    view = read_note(store, "note-1", "alan")
    assert [(one.product.id, one.sku.id, one.warehouse.id) for one in view.goods] == [
        ("sunscreen", "sunscreen-30", "ningbo"),
        ("mask", "mask-7", "osaka"),
    ]
    assert view.goods[0].price.total_fen == 9_710
    assert view.verdicts == store.notes.verdicts("sunscreen")
    assert (view.viewer, view.now, view.order) == ("alan", store.clock.now(), "hot")
    store.stock.move("sunscreen-30", "reserve", 42, "all of them")
    assert read_note(store, "note-1", "alan").goods[0].sku.id == "sunscreen-60"


def test_a_note_without_goods_has_no_verdicts(store: Store) -> None:
    view = read_note(store, "note-2", "alan", "new")
    assert (view.goods, view.verdicts, view.order) == ((), {}, "new")


def test_comments_come_in_the_order_asked_for(store: Store) -> None:
    for order in ("hot", "new"):
        assert read_note(store, "note-0", "alan", order).comments == store.notes.comments(
            "note-0", "alan", order
        )


def test_an_order_comes_with_its_parcel_and_those_paid_with_it(store: Store) -> None:
    order = bought(store)
    found = read_order(store, "alan", order.id, store.clock.now())
    assert (found.order, found.kind) == (order, "skincare")
    assert found.tracking is not None and found.facts is not None and found.declared is not None
    assert [(one.order_id, one.stage) for one in found.siblings] == [(order.id, found.tracking.stage)]


def test_an_order_that_is_not_paid_has_no_parcel_yet(store: Store) -> None:
    made = store.checkout.begin_now("alan", "mask-7")
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    found = read_order(store, "alan", order.id, store.clock.now())
    assert (found.facts, found.tracking, found.declared, found.breaches) == (None, None, None, ())
    assert [one.stage for one in found.siblings] == [None]
