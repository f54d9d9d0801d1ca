"""What a payment provider answers, on good days and on bad ones: money moves once, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import Store
from store.errors import StoreError
from store.money import half_up
from store.trade.providers import Answer, Embedded, Request
from store.trade.records import Order
from store.trade.settlement import COMMISSION, FEES
from tests.small_world import open_small


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_small(tmp_path / "world.db")


def ordered(store: Store, *skus: str) -> tuple[Order, ...]:
    for sku in skus or ("sunscreen-30",):
        store.cart.add("alan", sku)
    draft = store.checkout.begin("alan")
    return store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")


def asked(store: Store, orders: tuple[Order, ...]) -> Request:
    return store.payments.request("alan", [order.id for order in orders])


def sound(store: Store) -> bool:
    return all(check["ok"] for check in store.doctor()["checks"])


def states(store: Store, orders: tuple[Order, ...]) -> set[tuple[str, str]]:
    return {(o.state, o.payment) for o in map(store.orders.get, (order.id for order in orders))}


def test_one_payment_pays_all_orders_of_a_confirmation(store: Store) -> None:
    orders = ordered(store, "sunscreen-30", "mask-7")
    request = asked(store, orders)
    assert request.amount_fen == sum(order.payable_fen for order in orders)
    assert states(store, orders) == {("pending_payment", "action_required")}
    assert store.payments.ask(Embedded("alipay"), request) == "booked"
    assert states(store, orders) == {("paid", "held")}
    assert sound(store)


def test_asking_again_is_the_same_request_and_another_method_another_one(store: Store) -> None:
    orders = ordered(store)
    first = asked(store, orders)
    assert asked(store, orders) == first
    other = store.payments.request("alan", [orders[0].id], "paypal")
    assert other.id != first.id
    assert store.orders.get(orders[0].id).method == "paypal"


@pytest.mark.parametrize("behaviour", ["declines", "wrong_amount", "other_payer", "times_out"])
def test_what_is_no_success_moves_nothing_and_leaves_the_order_waiting(store: Store, behaviour: str) -> None:
    orders = ordered(store)
    request = asked(store, orders)
    effect = store.payments.ask(Embedded("alipay", behaviour), request)  # type: ignore[arg-type]
    assert effect == {"declines": "declined", "times_out": "waiting"}.get(behaviour, behaviour)
    assert states(store, orders) == {("pending_payment", "action_required")}
    assert store.orders.ledger(orders[0].id) == ()
    assert store.payments.ask(Embedded("alipay"), request) == "booked"  # the next try works
    assert sound(store)


def test_invariant_6_an_answer_heard_twice_is_booked_once(store: Store) -> None:
    orders = ordered(store)
    request = asked(store, orders)
    assert store.payments.ask(Embedded("alipay", "twice"), request) == "booked"
    replayed = Answer(f"alipay/{request.id}/1.1", request.id, "succeeded", request.amount_fen)
    assert store.payments.hear(replayed) == "repeated"
    assert store.escrow.held(orders[0].id) == orders[0].total_fen
    assert sound(store)


def test_a_late_answer_finds_the_order_gone_and_the_money_goes_straight_back(store: Store) -> None:
    orders = ordered(store)
    request = asked(store, orders)
    assert store.payments.ask(Embedded("alipay", "late"), request) == "waiting"
    store.world.advance(1_800 + 61)
    store.settling.settle("alan")
    assert states(store, orders) == {("expired", "cancelled")}
    moved = [(e.kind, e.account, e.fen) for e in store.orders.ledger(orders[0].id)]
    fen = orders[0].payable_fen
    assert moved == [
        ("pay", "buyer", -fen),
        ("pay", "escrow", fen),
        ("refund", "escrow", -fen),
        ("refund", "buyer", fen),
    ]
    assert store.orders.events(orders[0].id)[-1].code == "late_payment_returned"
    assert sound(store)


def test_a_success_for_a_cancelled_order_goes_straight_back(store: Store) -> None:
    orders = ordered(store)
    request = asked(store, orders)
    store.cancellations.cancel("alan", orders[0].id)
    answer = Answer("alipay/x/1", request.id, "succeeded", request.amount_fen)
    assert store.payments.hear(answer) == "returned"
    assert store.payments.hear(answer) == "repeated"
    assert store.escrow.paid(orders[0].id) == 0
    assert sound(store)


def test_a_second_provider_that_is_paid_too_gives_its_money_back(store: Store) -> None:
    orders = ordered(store)
    first = asked(store, orders)
    second = store.payments.request("alan", [order.id for order in orders], "paypal")
    assert store.payments.ask(Embedded("paypal"), second) == "booked"
    late = Answer("alipay/z/1", first.id, "succeeded", first.amount_fen)
    assert store.payments.hear(late) == "returned"
    assert store.payments.hear(replace(late, reference="alipay/z/2")) == "repeated"
    for order in orders:
        assert store.escrow.paid(order.id) == order.payable_fen
        assert store.escrow.held(order.id) == order.total_fen
        assert [
            e.fen for e in store.orders.ledger(order.id) if e.kind == "refund" and e.account == "buyer"
        ] == [order.payable_fen]
    assert sound(store)


def test_an_answer_for_something_nobody_asked_moves_nothing(store: Store) -> None:
    orders = ordered(store)
    asked(store, orders)
    assert store.payments.hear(Answer("alipay/y/1", "nobody", "succeeded", 1)) == "unknown_payment"
    assert states(store, orders) == {("pending_payment", "action_required")}


def test_nobody_pays_for_somebody_elses_order_or_for_one_that_lapsed(store: Store) -> None:
    orders = ordered(store)
    with pytest.raises(StoreError, match="unknown_order"):
        store.payments.request("xiaoman", [orders[0].id])
    store.world.advance(1_801)
    with pytest.raises(StoreError, match="order_expired"):
        asked(store, orders)


def test_a_release_pays_merchant_carrier_customs_platform_and_provider(store: Store) -> None:
    (order,) = ordered(store, "amp-1")
    store.payments.pay("alan", [order.id])
    store.world.advance(30 * 86_400)
    store.receipts.confirm("alan", order.id)
    due = {e.account: e.fen for e in store.orders.ledger(order.id) if e.kind == "release"}
    assert sum(due.values()) == 0
    assert due["customs"] == order.tax_fen
    assert due.get("carrier", 0) == order.freight_fen
    kind = store.catalogue.merchant(order.merchant_id).kind
    assert due.get("platform", 0) == half_up(order.goods_fen * COMMISSION[kind])
    assert due["provider"] == half_up(order.payable_fen * FEES["alipay"])
    assert due["merchant"] == order.goods_fen - due.get("platform", 0) - due["provider"]


def test_what_each_behaviour_answers_and_when() -> None:
    request = Request("pay-1", "alipay", 1_000, ("o1",), until=5_000)

    def said(behaviour: str, attempt: int = 1) -> list[tuple[int, str, str, int, str]]:
        answers = Embedded("alipay", behaviour).answers(request, attempt, 77)  # type: ignore[arg-type]
        return [(at, a.reference, a.outcome, a.amount_fen, a.payer) for at, a in answers]

    first, second = "alipay/pay-1/1.1", "alipay/pay-1/1.2"
    assert said("succeeds") == [(77, first, "succeeded", 1_000, "")]
    assert said("declines") == [(77, first, "declined", 1_000, "")]
    assert said("times_out") == []
    assert said("twice") == [(77, first, "succeeded", 1_000, ""), (77, second, "succeeded", 1_000, "")]
    assert said("late") == [(5_060, first, "succeeded", 1_000, "")]  # a minute after it has lapsed
    assert said("wrong_amount") == [(77, first, "succeeded", 999, "")]
    assert said("other_payer") == [(77, first, "succeeded", 1_000, "*邻")]
    assert said("succeeds", 2)[0][1] == "alipay/pay-1/2.1"
