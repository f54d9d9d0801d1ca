"""Reading only reads; what time decides is written when somebody settles, once."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.trade.providers import Answer
from store.trade.receipts import RELEASE_SECONDS
from tests.store.logistics.fates import DAY, bought, sound, until
from tests.store.trade.test_returns import delivered


def everything_is_due(store: Store) -> tuple[str, ...]:
    """Leave one order to lapse, one to be released, one lost, one with a piece on its way back."""
    returned = delivered(store)
    store.returns.request("alan", returned.id, {0: 1}, "quality")
    kept, lost = bought(store, "mask-7"), bought(store, "mask-7", "lost")
    until(store, lost, "lost")
    store.world.advance(RELEASE_SECONDS)
    made = store.checkout.begin_now("alan", "sunscreen-30")
    (unpaid,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    store.world.advance(DAY)
    return returned.id, kept.id, lost.id, unpaid.id


def states(store: Store, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return state and payment of some orders, and how far their returns are."""
    orders = [store.orders.get(one) for one in ids]
    steps = [one.state for order in orders for one in store.returns.of_order(order.id)]
    return [(order.state, order.payment) for order in orders] + [("return", step) for step in steps]


def test_reading_writes_nothing_whatever_is_due(store: Store) -> None:
    ids = everything_is_due(store)
    connection = store.database.read()
    before = connection.total_changes
    for order in store.orders.list("alan"):
        store.orders.events(order.id)
        store.orders.ledger(order.id)
        store.returns.of_order(order.id)
        store.returns.terms(order, "quality", False)
        store.disputes.of_order(order.id)
        store.cancellations.possible(order)
        store.losses.breaches(order, store.parcels.of_order(order.id))
        store.escrow.held(order.id)
    store.cart.view("alan")
    store.parcels.fleet("alan")
    assert connection.total_changes == before
    assert states(store, ids)[-2:] == [("pending_payment", "created"), ("return", "requested")]


def test_settling_decides_all_that_is_due_and_again_nothing(store: Store) -> None:
    ids = everything_is_due(store)
    store.settling.settle("alan")
    assert states(store, ids) == [
        ("paid", "held"),  # a return is open: its escrow waits
        ("completed", "released"),
        ("cancelled", "refunded"),
        ("expired", "cancelled"),
        ("return", "approved"),
    ]
    before = store.database.read().total_changes
    store.settling.settle("alan")
    assert store.database.read().total_changes == before
    assert sound(store)


def test_what_lapsed_is_given_back_before_somebody_orders(store: Store) -> None:
    left = store.stock.available("sunscreen-60")
    made = store.checkout.begin_now("alan", "sunscreen-60", left)
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    with pytest.raises(StoreError, match="out_of_stock"):
        store.checkout.begin_now("xiaoman", "sunscreen-60")
    store.world.advance(order.pay_until - store.clock.now())
    again = store.checkout.begin_now("xiaoman", "sunscreen-60")
    assert store.checkout.place("xiaoman", again, again.addresses[0].id, "alipay")
    assert store.orders.get(order.id).state == "expired"
    assert sound(store)


def test_a_payment_cannot_overtake_the_end_of_its_time(store: Store) -> None:
    made = store.checkout.begin_now("alan", "mask-7")
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    request = store.payments.request("alan", [order.id])
    store.world.advance(order.pay_until - store.clock.now())
    answer = Answer("alipay/1", request.id, "succeeded", request.amount_fen)
    assert store.payments.hear(answer) == "returned"  # nobody had settled before
    assert (store.orders.get(order.id).state, store.escrow.paid(order.id)) == ("expired", 0)
    assert sound(store)


def test_escrow_is_released_on_the_second_ten_days_after_the_delivery(store: Store) -> None:
    order = bought(store)
    until(store, order, "delivered")
    tracking = store.parcels.of_order(order.id)
    assert tracking is not None and tracking.reached("delivered") == store.clock.now()
    store.world.advance(RELEASE_SECONDS - 1)
    store.settling.settle("alan")
    assert store.orders.get(order.id).state == "paid"
    store.world.advance(1)
    store.settling.settle("alan")
    assert store.orders.get(order.id).state == "completed"
