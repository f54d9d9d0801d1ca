"""Returns: when they are allowed, what comes back to the fen, and what they must never do."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.trade.records import Order
from store.trade.return_terms import MOVES, deadline
from store.trade.settlement import Part, part, total, whole
from tests.small_world import NOW, open_small

DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_small(tmp_path / "world.db")


def delivered(store: Store, **pieces: int) -> Order:
    """Order, pay, and wait until the parcel is there."""
    for sku, number in (pieces or {"sunscreen_30": 3}).items():
        store.cart.add("alan", sku.replace("_", "-"), number)
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id])
    while (tracking := store.parcels.of_order(order.id)) and tracking.next_at is not None:
        store.world.advance(max(1, tracking.next_at - store.clock.now()))
    return store.orders.get(order.id)


def sound(store: Store) -> None:
    assert [check for check in store.doctor()["checks"] if not check["ok"]] == []


def carried_through(
    store: Store, order: Order, pieces: dict[int, int], reason: str = "no_reason", wait: int = 0
) -> str:
    """Send pieces back and wait for what becomes of them."""
    one = store.returns.request("alan", order.id, pieces, reason)  # type: ignore[arg-type]
    store.world.advance(2 * 3_600)
    store.world.advance(wait)
    store.settling.settle("alan")
    store.returns.send_back("alan", one.id)
    store.world.advance(4 * DAY)
    store.settling.settle("alan")
    return store.returns.of_order(order.id)[-1].state


def test_a_part_of_a_line_comes_back_with_its_tax_and_its_quota_but_not_its_freight(store: Store) -> None:
    order = delivered(store)
    used, (on_hand, _) = store.cart.year_used("alan"), store.stock.balance("sunscreen-30")
    assert carried_through(store, order, {0: 1}) == "refunded"
    line, first = order.lines[0], part(order.lines[0], 0, 1)
    back = [e.fen for e in store.orders.ledger(order.id) if e.kind == "refund" and e.account == "buyer"]
    assert back == [first.goods_fen + first.tax_fen]
    assert store.orders.get(order.id).payment == "partly_refunded"
    assert store.cart.year_used("alan") == used - first.goods_fen - first.freight_fen
    assert store.stock.balance("sunscreen-30") == (on_hand, line.quantity - 1)
    sound(store)


def test_all_of_an_order_comes_back_and_the_carrier_keeps_the_freight(store: Store) -> None:
    order = delivered(store, mask_7=2)
    assert order.freight_fen
    assert carried_through(store, order, {0: 2}) == "refunded"
    after = store.orders.get(order.id)
    assert (after.state, after.payment) == ("completed", "released")
    carrier = [e.fen for e in store.orders.ledger(order.id) if e.account == "carrier"]
    assert carrier == [order.freight_fen]
    assert store.escrow.paid(order.id) == order.freight_fen
    sound(store)


def test_what_arrived_broken_comes_back_with_its_freight(store: Store) -> None:
    order = delivered(store, mask_7=2)
    assert carried_through(store, order, {0: 2}, "damaged") == "refunded"
    assert store.escrow.paid(order.id) == 0
    assert store.orders.get(order.id).payment == "refunded"
    sound(store)


def test_a_return_after_the_release_takes_from_those_who_had_been_given(store: Store) -> None:
    order = delivered(store)
    store.receipts.confirm("alan", order.id)
    assert carried_through(store, order, {0: 3}) == "refunded"
    assert store.escrow.paid(order.id) == order.freight_fen
    merchant = sum(e.fen for e in store.orders.ledger(order.id) if e.account == "merchant")
    assert merchant <= 0  # only the provider's fee is lost
    sound(store)


def test_invariant_13_escrow_is_not_released_while_something_is_on_its_way_back(store: Store) -> None:
    order = delivered(store)
    one = store.returns.request("alan", order.id, {0: 1}, "no_reason")
    with pytest.raises(StoreError, match="return_open"):
        store.receipts.confirm("alan", order.id)
    store.world.advance(20 * DAY)
    store.settling.settle("alan")
    assert {o.payment for o in store.orders.list("alan")} == {"held"}
    store.returns.cancel("alan", one.id)
    store.settling.settle("alan")
    assert {o.payment for o in store.orders.list("alan")} == {"released"}
    sound(store)


def test_tax_and_quota_stay_where_goods_come_back_too_late_for_customs(store: Store) -> None:
    order = delivered(store)
    assert carried_through(store, order, {0: 3}, wait=50 * DAY) == "refunded"
    back = sum(e.fen for e in store.orders.ledger(order.id) if e.kind == "refund" and e.account == "buyer")
    assert back == order.goods_fen
    freed = "SELECT COUNT(*) FROM quota_entries WHERE kind = 'free'"
    assert store.database.read().execute(freed).fetchone()[0] == 0
    sound(store)


def test_the_window_closes_at_the_end_of_the_seventh_day_after_receipt(store: Store) -> None:
    received = 1_795_333_320  # Sunday 22 November 2026, 15:42 in Shanghai
    assert deadline(received, "no_reason") == 1_795_967_999  # Sunday 29 November, 23:59:59
    order = delivered(store)
    (one,) = store.returns.terms(order, "no_reason", False)
    assert one.until is not None
    store.world.advance(one.until - store.clock.now())
    assert store.returns.terms(order, "no_reason", False)[0].most == 3
    store.world.advance(1)
    with pytest.raises(StoreError, match="return_window_over"):
        store.returns.request("alan", order.id, {0: 1}, "no_reason")
    assert store.returns.terms(order, "quality", False)[0].most == 3


def test_what_was_opened_and_what_was_never_ordered_stay(store: Store) -> None:
    order = delivered(store)
    for pieces, opened, code in (
        ({0: 1}, True, "return_opened"),
        ({0: 4}, False, "not_so_many"),
        ({1: 1}, False, "not_so_many"),
        ({0: -1}, False, "not_so_many"),
        ({0: 0}, False, "nothing_to_return"),
    ):
        with pytest.raises(StoreError, match=code):
            store.returns.request("alan", order.id, pieces, "no_reason", opened=opened)
    with pytest.raises(StoreError, match="unknown_order"):
        store.returns.request("xiaoman", order.id, {0: 1}, "no_reason")


def test_invariant_12_never_more_comes_back_than_was_delivered(store: Store) -> None:
    order = delivered(store)
    store.returns.request("alan", order.id, {0: 2}, "no_reason")
    with pytest.raises(StoreError, match="not_so_many"):
        store.returns.request("alan", order.id, {0: 2}, "no_reason")
    assert store.returns.request("alan", order.id, {0: 1}, "no_reason").pieces == {0: 1}
    with pytest.raises(StoreError, match="return_all_gone"):
        store.returns.request("alan", order.id, {0: 1}, "no_reason")


def test_nothing_comes_back_before_it_is_there(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30")
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id])
    with pytest.raises(StoreError, match="return_not_delivered"):
        store.returns.request("alan", order.id, {0: 1}, "no_reason")


def test_a_refusal_after_the_inspection_moves_no_money_and_says_why(store: Store) -> None:
    order = delivered(store)
    one = store.returns.request("alan", order.id, {0: 1}, "no_reason")
    store.returns.answer(one.id)
    store.returns.send_back("alan", one.id)
    store.world.advance(3 * DAY)
    store.settling.settle("alan")
    store.returns.inspect(one.id, "opened")
    (after,) = store.returns.of_order(order.id)
    assert (after.state, after.events[-1].because) == ("refused", "opened")
    assert store.orders.get(order.id).payment == "held"
    sound(store)


def test_invariant_11_every_other_move_is_refused(store: Store) -> None:
    order = delivered(store)
    one = store.returns.request("alan", order.id, {0: 1}, "no_reason")
    with pytest.raises(StoreError, match="illegal_move"):
        store.returns.send_back("alan", one.id)
    store.returns.answer(one.id, "opened")
    for deed in (store.returns.send_back, store.returns.cancel):
        with pytest.raises(StoreError, match="illegal_move"):
            deed("alan", one.id)
    states = [event.state for event in store.returns.of_order(order.id)[0].events]
    assert all(to in MOVES[state] for state, to in pairwise(states))


def test_invariant_11_every_move_of_a_return_that_is_not_in_the_table_is_refused(store: Store) -> None:
    one = store.returns.request("alan", delivered(store).id, {0: 1}, "no_reason")
    for state, to in product(MOVES, MOVES):
        if to not in MOVES[state]:
            with pytest.raises(StoreError, match="illegal_move"):
                store.returns._move(replace(one, state=state), to, "", NOW)
    assert store.returns.get(one.id) == one


@given(st.integers(1, 9), st.data())
def test_invariants_1_3_10_parts_of_a_line_add_up_to_it_in_whatever_portions(
    pieces: int, data: st.DataObject
) -> None:
    from tests.store.trade.lines import some_line

    line = some_line(pieces, *(data.draw(st.integers(0, 50_000)) for _ in range(3)))
    start, parts = 0, list[Part]()
    while start < pieces:
        number = data.draw(st.integers(1, pieces - start))
        parts.append(part(line, start, number))
        start += number
    assert total(parts) == whole(line)
    for one in parts:
        assert one.goods_fen >= 0 and one.freight_fen >= 0 and one.tax_fen >= 0
