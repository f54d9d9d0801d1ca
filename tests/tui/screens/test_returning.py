"""Sending goods back on the screen, from the parcel that has come to the money that has come back."""

from __future__ import annotations

import pytest

from store import Store
from store.trade.records import Order
from tests.store.trade.test_disputes import refused
from tests.store.trade.test_returns import delivered
from tests.tui.driving import running
from tui import i18n
from tui.i18n import amount


@pytest.fixture
def order(store: Store) -> Order:
    return delivered(store)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_piece_goes_back_and_its_money_comes_back(
    store: Store, order: Order, size: tuple[int, int]
) -> None:
    async with running(store, size) as driver:
        await driver.press("4", "enter", "R", "enter", "plus", "minus")
        worth = store.returns.preview(order, {0: 1}, "no_reason")
        assert f"¥{amount(worth.money_fen)}" in driver.text
        await driver.press("B")
        assert i18n.t("returning.state-requested") in driver.text
        await driver.press("home", "t", "enter", "t", "t")
        assert i18n.t("returning.state-refunded") in driver.text
        assert store.returns.of_order(order.id)[0].state == "refunded"
        await driver.press("escape", "e", "end")
        assert i18n.t("money.kind-refund") in driver.text
    back = sum(e.fen for e in store.orders.ledger(order.id) if e.kind == "refund" and e.account == "buyer")
    assert back == worth.money_fen


async def test_opened_goods_say_why_they_stay_and_which_reason_would_do(store: Store, order: Order) -> None:
    async with running(store) as driver:
        await driver.press("4", "enter", "R", "space", "enter")
        assert i18n.t("returning.because-opened") in driver.text
        assert store.returns.of_order(order.id) == ()
        await driver.press("tab", "home", "enter", "B")
    (one,) = store.returns.of_order(order.id)
    assert (one.reason, one.opened, one.pieces) == ("damaged", True, {0: 1})


async def test_a_request_is_withdrawn(store: Store, order: Order) -> None:
    async with running(store) as driver:
        await driver.press("4", "enter", "R", "enter", "B", "home", "X")
        assert i18n.t("returning.state-cancelled") in driver.text
    assert store.returns.of_order(order.id)[0].state == "cancelled"


async def test_a_piece_that_was_not_sent_yet_is_cancelled_at_once(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 3)
    draft = store.checkout.begin("alan")
    (placed,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [placed.id])
    async with running(store) as driver:
        await driver.press("4", "enter", "R", "enter", "enter", "B")
        assert i18n.t("returning.cancelled") in [note.message for note in driver.app._notifications]
        assert "/ 1" in driver.text
    after = store.orders.get(placed.id)
    assert (after.state, after.payment, after.lines[0].remaining) == ("paid", "partly_refunded", 1)
    assert [check for check in store.doctor()["checks"] if not check["ok"]] == []


async def test_a_refused_return_is_put_before_the_platform(store: Store) -> None:
    order_id, return_id = refused(store, "quality")
    async with running(store) as driver:
        await driver.press("4", "enter", "R", "home", "D")
        assert i18n.t("returning.dispute-opened") in driver.text
        await driver.press("t")
        assert "平台判你有理" in driver.text
    assert store.returns.get(return_id).state == "refunded"
    assert store.orders.get(order_id).payment == "partly_refunded"
