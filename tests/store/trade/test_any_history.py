"""Whatever two buyers do in whatever order: the books agree afterwards."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.trade.orders import MOVES, PAYMENT_MOVES
from store.trade.records import Order
from tests.small_world import open_small, plan_offers

BUYERS = ("alan", "xiaoman")
SKUS = ("sunscreen-30", "sunscreen-60", "mask-7", "red-750", "amp-1")
OFFERS = ("points", "off-30", "set-2", "code-20")
DEEDS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(BUYERS), st.sampled_from(SKUS), st.integers(1, 7)),
    st.tuples(st.just("place"), st.sampled_from(BUYERS)),
    st.tuples(st.sampled_from(("pay", "cancel", "receive")), st.sampled_from(BUYERS), st.integers(0, 9)),
    st.tuples(st.sampled_from(("part", "return")), st.sampled_from(BUYERS), st.integers(0, 9)),
    st.tuples(st.just("code"), st.sampled_from(BUYERS)),
    st.tuples(st.just("keep"), st.sampled_from(BUYERS), st.sampled_from(OFFERS), st.booleans()),
    st.tuples(st.just("wait"), st.sampled_from((600, 1_800, 86_400, 9 * 86_400))),
)


def do(store: Store, deed: tuple[object, ...]) -> None:
    """Do one thing; what the store refuses is not done."""
    kind, *rest = deed
    try:
        if kind == "wait":
            store.world.advance(rest[0])  # type: ignore[arg-type]
        elif kind == "add":
            store.cart.add(*rest)  # type: ignore[arg-type]
        elif kind == "code":
            store.offers.redeem_code(str(rest[0]), "hello")
        elif kind == "keep":
            store.offers.keep(*rest)  # type: ignore[arg-type]
        elif kind == "place":
            made = store.checkout.begin(str(rest[0]))
            store.checkout.place(str(rest[0]), made, made.addresses[0].id, "alipay")
        else:
            buyer, number = str(rest[0]), int(str(rest[1]))
            store.settling.settle(buyer)
            orders = store.orders.list(buyer)
            if orders:
                order = orders[number % len(orders)]
                if kind == "pay":
                    store.payments.pay(buyer, [order.id])
                elif kind == "cancel":
                    cancel_all(store, order)
                elif kind == "part":
                    place = number % len(order.lines)
                    store.cancellations.cancel(buyer, order.id, {place: 1 + number % 3})
                elif kind == "return":
                    one = store.returns.request(buyer, order.id, {number % len(order.lines): 1}, "damaged")
                    store.returns.answer(one.id)
                    store.returns.send_back(buyer, one.id)
                else:
                    store.receipts.confirm(buyer, order.id)
    except StoreError:
        pass


def cancel_all(store: Store, order: Order) -> None:
    """Cancel what is left of an order; as long as nobody has carried it away that never fails."""
    possible = order.state == "pending_payment" or store.cancellations.possible(order)
    try:
        assert store.cancellations.cancel(order.buyer_id, order.id).state == "cancelled"
    except StoreError:
        assert not possible


def money_is_whole(store: Store, order: Order) -> None:
    """Invariants 1, 2 and 3 of one order."""
    entries = store.orders.ledger(order.id)
    paid = -sum(entry.fen for entry in entries if entry.account == "buyer" and entry.fen < 0)
    back = sum(entry.fen for entry in entries if entry.account == "buyer" and entry.fen > 0)
    into = sum(entry.fen for entry in entries if entry.account == "escrow" and entry.fen > 0)
    released = -sum(e.fen for e in entries if e.account == "escrow" and e.kind == "release")
    refunded = -sum(e.fen for e in entries if e.account == "escrow" and e.kind == "refund")
    assert into == released + refunded + store.escrow.held(order.id)
    assert into in (0, order.total_fen)
    assert back <= paid in (0, order.payable_fen)
    assert 0 <= order.tender_fen <= order.goods_fen
    assert order.tender_fen == sum(offer.fen for offer in order.offers if offer.effect == "tender")
    assert order.total_fen == order.goods_fen + order.freight_fen + order.tax_fen
    assert order.goods_fen == sum(line.goods_fen for line in order.lines)
    assert order.freight_fen == sum(line.freight_fen for line in order.lines)
    assert order.tax_fen == sum(line.tax.tax_fen for line in order.lines)


def events_rebuild(store: Store, order: Order) -> None:
    """Invariant 11: only legal moves, and the last of them is the row."""
    query = "SELECT state, payment FROM order_events WHERE order_id = ? ORDER BY id"
    told = [tuple(row) for row in store.database.read().execute(query, (order.id,))]
    assert told[0] == ("pending_payment", "created")
    assert told[-1] == (order.state, order.payment)
    for (state, payment), (to, then) in pairwise(told):
        assert to == state or to in MOVES[state]
        assert then == payment or then in PAYMENT_MOVES[payment]


@settings(max_examples=40, deadline=None)
@given(st.lists(DEEDS, max_size=25))
@example(
    [
        ("add", "alan", "sunscreen-30", 2),
        ("add", "alan", "mask-7", 1),
        ("place", "alan"),
        ("pay", "alan", 0),
        ("cancel", "alan", 0),
        ("pay", "alan", 1),
        ("add", "xiaoman", "amp-1", 1),
        ("place", "xiaoman"),
        ("wait", 9 * 86_400),
        ("receive", "alan", 0),
        ("receive", "alan", 1),
        ("pay", "xiaoman", 0),
    ]
)
@example(
    [
        ("add", "alan", "sunscreen-30", 2),
        ("add", "alan", "sunscreen-60", 1),
        ("place", "alan"),
        ("pay", "alan", 0),
        ("part", "alan", 3),
        ("cancel", "alan", 0),
    ]
)
@example(
    [
        ("add", "alan", "sunscreen-30", 3),
        ("place", "alan"),
        ("pay", "alan", 0),
        ("wait", 9 * 86_400),
        ("return", "alan", 0),
        ("wait", 9 * 86_400),
        ("return", "alan", 0),
        ("receive", "alan", 0),
        ("wait", 9 * 86_400),
    ]
)
def test_invariants_1_2_3_4_5_11_15_hold_after_any_history(deeds: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_small(Path(folder) / "world.db")
        plan_offers(store)
        first = {sku: store.stock.balance(sku)[0] for sku in SKUS}
        for deed in deeds:
            do(store, deed)
        for buyer in BUYERS:
            store.settling.settle(buyer)
        orders = [order for buyer in BUYERS for order in store.orders.list(buyer)]
        for order in orders:
            money_is_whole(store, order)
            events_rebuild(store, order)
        for sku in SKUS:
            on_hand, reserved = store.stock.balance(sku)
            states = {o.id: o.state for o in orders}
            held = {o.id: line.remaining for o in orders for line in o.lines if line.sku_id == sku}
            waiting = sum(n for o, n in held.items() if states[o] in ("pending_payment", "paid"))
            shipped = sum(n for o, n in held.items() if states[o] == "completed")
            assert (on_hand, reserved) == (first[sku] - shipped, waiting)
            assert 0 <= reserved <= on_hand
        for buyer in BUYERS:
            assert 0 <= store.cart.year_used(buyer) <= 2_600_000
        assert [check for check in store.doctor()["checks"] if not check["ok"]] == []
        store.close()
