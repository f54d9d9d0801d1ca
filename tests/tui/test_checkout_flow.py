"""The checkout's steps without a screen: what enter does, what back does, what a refusal leaves."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from store import Store
from store.errors import StoreError
from store.trade.providers import BEHAVIOURS
from store.trade.records import CheckoutDraft, Order
from tui.screens.checkout_flow import CheckoutFlow, Step, Wanted


@pytest.fixture
def draft(store: Store) -> CheckoutDraft:
    store.cart.add("alan", "sunscreen-30", 2)
    return store.checkout.begin("alan")


@pytest.fixture
def orders(store: Store, draft: CheckoutDraft) -> tuple[Order, ...]:
    return store.checkout.place("alan", draft, draft.addresses[0].id, "ebank")


def confirming(draft: CheckoutDraft) -> CheckoutFlow:
    """Return a flow at its last step before the order."""
    flow = CheckoutFlow(draft)
    flow.forward()
    flow.forward()
    flow.checked()
    flow.forward()
    assert flow.step is Step.CONFIRM
    return flow


def test_enter_goes_from_the_address_to_the_payment_and_asks_the_store_on_the_way(
    draft: CheckoutDraft, orders: tuple[Order, ...]
) -> None:
    flow = CheckoutFlow(draft)
    assert (flow.step, flow.address) == (Step.ADDRESS, draft.addresses[0])
    assert (flow.forward(), flow.step) == (Wanted.NOTHING, Step.IDENTITY)
    assert (flow.forward(), flow.step, flow.busy) == (Wanted.CHECK, Step.IDENTITY, True)
    assert (flow.checked(), flow.step, flow.busy) == (Wanted.NOTHING, Step.PAYMENT, False)
    assert (flow.forward(), flow.step) == (Wanted.NOTHING, Step.CONFIRM)
    assert (flow.forward(), flow.step, flow.busy) == (Wanted.PLACE, Step.CONFIRM, True)
    flow.placed(orders, ready=True)
    assert (flow.step, flow.orders, flow.busy) == (Step.PAYING, orders, False)
    assert (flow.forward(), flow.busy) == (Wanted.PAY, True)


def test_while_the_store_is_asked_keys_do_nothing(draft: CheckoutDraft) -> None:
    flow = confirming(draft)
    assert flow.forward() is Wanted.PLACE
    assert (flow.forward(), flow.back(), flow.step) == (Wanted.NOTHING, Wanted.NOTHING, Step.CONFIRM)


def test_the_payment_page_is_deaf_until_it_listens(draft: CheckoutDraft, orders: tuple[Order, ...]) -> None:
    flow = confirming(draft)
    flow.forward()
    flow.placed(orders, ready=False)
    assert (flow.forward(), flow.waiting_for_payment) == (Wanted.NOTHING, True)
    flow.listen()
    assert (flow.forward(), flow.waiting_for_payment) == (Wanted.PAY, False)


def test_back_goes_to_the_first_step_and_not_out_of_a_placed_order(
    draft: CheckoutDraft, orders: tuple[Order, ...]
) -> None:
    flow = confirming(draft)
    for step in (Step.PAYMENT, Step.IDENTITY, Step.ADDRESS, Step.ADDRESS):
        flow.back()
        assert flow.step is step
    paying = CheckoutFlow(orders=orders)
    paying.back()
    assert (paying.step, paying.method) == (Step.PAYING, "ebank")


def test_who_has_neither_address_nor_card_is_asked_for_them(draft: CheckoutDraft) -> None:
    flow = CheckoutFlow(replace(draft, addresses=(), identity=None))
    assert (flow.forward(), flow.step, flow.busy) == (Wanted.ADDRESS_FORM, Step.ADDRESS, False)
    flow.filled_in(draft.addresses, None)
    assert (flow.address, flow.forward(), flow.step) == (draft.addresses[-1], Wanted.NOTHING, Step.IDENTITY)
    assert (flow.forward(), flow.step) == (Wanted.IDENTITY_FORM, Step.IDENTITY)
    flow.filled_in(draft.addresses, draft.identity)
    assert flow.forward() is Wanted.CHECK
    assert flow.address == draft.addresses[-1]


def test_another_address_wants_new_prices_once_one_was_priced(draft: CheckoutDraft) -> None:
    flow = CheckoutFlow(replace(draft, address_id=draft.addresses[0].id))
    flow.choose("address", str(draft.addresses[1].id))
    assert flow.forward() is Wanted.PRICES
    assert flow.draft is not None and flow.draft.address_id == draft.addresses[1].id
    flow.priced(draft)
    assert (flow.draft, flow.shown, flow.step) == (draft, None, Step.IDENTITY)


@pytest.mark.parametrize(
    ("code", "from_cart", "again"),
    [
        ("cart_changed", True, True),
        ("cart_changed", False, True),
        ("offer_gone", False, True),
        ("out_of_stock", True, True),
        ("out_of_stock", False, False),
        ("not_sellable", True, True),
        ("not_sellable", False, False),
        ("over_single_limit", True, False),
    ],
)
def test_a_refused_order_is_shown_anew_where_new_prices_help(
    draft: CheckoutDraft, code: str, from_cart: bool, again: bool
) -> None:
    flow = confirming(replace(draft, from_cart=from_cart))
    flow.forward()
    assert flow.refused(StoreError(code)) is again
    assert (flow.step, flow.busy) == (Step.CONFIRM, False)
    new = replace(draft, total_fen=draft.total_fen + 1)
    flow.priced(new, flow.draft)
    assert (flow.draft, flow.shown) == (new, replace(draft, from_cart=from_cart))
    flow.back()
    assert flow.shown is None


def test_after_any_failure_enter_works_again(draft: CheckoutDraft) -> None:
    flow = confirming(draft)
    flow.forward()
    assert flow.refused(ZeroDivisionError()) is False
    assert flow.forward() is Wanted.PLACE
    checking = CheckoutFlow(draft)
    checking.forward()
    checking.forward()
    assert checking.refused(StoreError("cart_changed")) is False  # nothing was to be ordered yet
    assert (checking.forward(), checking.step) == (Wanted.CHECK, Step.IDENTITY)


def test_too_late_to_pay_puts_everything_back(orders: tuple[Order, ...]) -> None:
    flow = CheckoutFlow(orders=orders)
    assert (flow.forward(in_time=False), flow.busy) == (Wanted.PUT_BACK, True)
    flow.answered()
    assert flow.forward(in_time=True) is Wanted.PAY


def test_removing_the_chosen_address_takes_the_next_one(draft: CheckoutDraft) -> None:
    flow = CheckoutFlow(draft)
    flow.removed(draft.addresses[1:])
    assert flow.address == draft.addresses[1]
    flow.removed(())
    assert (flow.address, flow.forward()) == (None, Wanted.ADDRESS_FORM)


def test_it_needs_no_interface() -> None:
    code = "import sys, tui.screens.checkout_flow; sys.exit(any(name.startswith('textual') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_step_that_is_done_is_gone_back_to_and_no_other(draft: CheckoutDraft) -> None:
    for number, step in ((-1, 3), (0, 0), (2, 2), (3, 3), (4, 3)):
        flow = confirming(draft)
        assert flow.back_to(number) is Wanted.NOTHING
        assert flow.step == step
    flow = confirming(draft)
    flow.forward()  # the store is asked
    flow.back_to(0)
    assert flow.step is Step.CONFIRM


def test_what_is_chosen_is_taken(draft: CheckoutDraft) -> None:
    flow = CheckoutFlow(draft)
    assert (flow.method, flow.behaviour) == ("alipay", BEHAVIOURS[0])
    flow.choose("method", "wechat")
    flow.choose("address", str(draft.addresses[1].id))
    assert (flow.method, flow.address) == ("wechat", draft.addresses[1])
    assert (flow.forward(), flow.draft) == (Wanted.NOTHING, draft)  # nothing was priced for an address before
    seen = []
    for _ in BEHAVIOURS:
        seen.append(flow.behaviour)
        flow.next_behaviour()
    assert (seen, flow.behaviour) == (list(BEHAVIOURS), BEHAVIOURS[0])


def test_the_same_address_wants_no_new_prices(draft: CheckoutDraft) -> None:
    priced = replace(draft, address_id=draft.addresses[0].id)
    flow = CheckoutFlow(priced)
    assert (flow.forward(), flow.draft) == (Wanted.NOTHING, priced)


def test_only_an_adult_buys_what_is_for_adults(store: Store, draft: CheckoutDraft) -> None:
    assert not CheckoutFlow(draft).wants_adult and not CheckoutFlow().wants_adult
    store.stock.move("red-750", "receive", 1, "one bottle")
    assert CheckoutFlow(store.checkout.begin_now("alan", "red-750")).wants_adult


def test_without_an_address_nothing_is_placed(draft: CheckoutDraft) -> None:
    flow = confirming(draft)
    flow.address = None
    assert (flow.forward(), flow.busy) == (Wanted.NOTHING, False)


def test_steps_are_counted_as_they_stand_in_the_breadcrumb() -> None:
    assert list(Step) == list(range(5))
