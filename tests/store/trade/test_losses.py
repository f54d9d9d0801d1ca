"""What is owed when a journey goes wrong: refunds that balance, coupons for broken promises."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.trade.losses import COUPON_FEN
from tests.small_world import plan_offers
from tests.store.logistics.fates import DAY, HOUR, bought, sound, until


def test_a_lost_parcel_is_refunded_to_the_fen_and_the_ledgers_balance(store: Store) -> None:
    plan_offers(store)
    before = store.stock.balance("mask-7")
    order = bought(store, "mask-7", "lost", 3)
    until(store, order, "lost")
    store.settling.settle("alan")
    (after,) = store.orders.list("alan")
    assert (after.state, after.payment) == ("cancelled", "refunded")
    entries = store.orders.ledger(order.id)
    assert sum(e.fen for e in entries if e.account == "buyer") == 0
    assert sum(e.fen for e in entries if e.kind == "refund") == 0
    assert -sum(e.fen for e in entries if e.account == "buyer" and e.kind == "pay") == order.payable_fen
    assert store.escrow.held(order.id) == 0
    assert store.stock.balance("mask-7") == (before[0] - 3, before[1])  # gone, and promised to nobody
    assert store.orders.events(order.id)[-1].code == "parcel_lost"
    store.losses.settle_due("alan")
    assert store.orders.ledger(order.id) == entries
    assert sound(store)


@pytest.mark.parametrize("trouble", ["damaged", "rejected", "pickup"])
@pytest.mark.parametrize("sku", ["sunscreen-30", "mask-7"])
def test_what_comes_back_is_refunded_and_on_the_shelf_again(store: Store, trouble: str, sku: str) -> None:
    before, used = store.stock.balance(sku), store.cart.year_used("alan")
    order = bought(store, sku, trouble)  # type: ignore[arg-type]
    until(store, order, "returned")
    store.settling.settle("alan")
    (after,) = store.orders.list("alan")
    assert (after.state, after.payment) == ("cancelled", "refunded")
    assert (store.stock.balance(sku), store.cart.year_used("alan")) == (before, used)
    assert sound(store)


def test_what_was_cancelled_before_is_not_refunded_twice(store: Store) -> None:
    order = bought(store, "mask-7", "lost", 3)
    store.cancellations.cancel("alan", order.id, {0: 1})
    until(store, order, "lost")
    store.settling.settle("alan")
    (after,) = store.orders.list("alan")
    assert after.payment == "refunded" and store.escrow.paid(order.id) == 0
    assert sound(store)


def test_a_parcel_is_fetched_from_its_pickup_point(store: Store) -> None:
    order = bought(store, "mask-7", "pickup")
    until(store, order, "pickup_ready")
    store.world.advance(2 * DAY)
    assert store.parcels.act("alan", order.id, "collect").stage == "delivered"
    assert store.receipts.confirm("alan", order.id).payment == "released"
    assert sound(store)


@pytest.mark.parametrize("trouble", ["attempt_failed", "in_parts"])
def test_a_second_try_the_next_day_delivers(store: Store, trouble: str) -> None:
    order = bought(store, "mask-7", trouble)  # type: ignore[arg-type]
    middle = "attempt_failed" if trouble == "attempt_failed" else "partly_delivered"
    until(store, order, middle)
    with pytest.raises(StoreError, match="not_delivered"):
        store.receipts.confirm("alan", order.id)
    until(store, order, "delivered")
    tracking = store.parcels.of_order(order.id)
    assert tracking is not None
    assert [event.stage for event in tracking.events].count("out_for_delivery") == 2
    assert tracking.boxes == (2 if trouble == "in_parts" else 1)
    store.world.advance(11 * DAY)
    store.settling.settle("alan")
    assert store.orders.list("alan")[0].payment == "released"
    assert sound(store)


def test_a_late_dispatch_is_owed_a_coupon_once(store: Store) -> None:
    order = bought(store, "mask-7", "late_dispatch")
    store.world.advance(120 * HOUR)
    with pytest.raises(StoreError, match="nothing_broken"):
        store.losses.claim("alan", order.id)
    store.world.advance(1)
    (breach,) = store.losses.claim("alan", order.id)
    assert (breach.promise, breach.fen) == ("dispatch_120h", COUPON_FEN["dispatch_120h"])
    with pytest.raises(StoreError, match="already_claimed"):
        store.losses.claim("alan", order.id)
    with pytest.raises(StoreError, match="unknown_order"):
        store.losses.claim("xiaoman", order.id)
    draft = store.checkout.begin_now("alan", "sunscreen-30")
    assert draft.tender_fen == 2_000
    store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    assert store.checkout.begin_now("alan", "sunscreen-30").tender_fen == 0
    assert sound(store)


def test_a_parcel_that_is_late_for_good_breaks_both_promises(store: Store) -> None:
    order = bought(store, "mask-7", "lost")
    until(store, order, "lost")
    order = store.losses.settle(order.id)
    assert {breach.promise for breach in store.losses.claim("alan", order.id)} == {"delivery_14wd"}
    assert sound(store)
