"""Disputes: the escrow waits for the platform's word, and then goes where it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store
from store.errors import StoreError
from store.trade.disputes import DECIDE_SECONDS
from store.trade.receipts import RELEASE_SECONDS
from store.trade.return_terms import Reason
from store.trade.returns import ANSWER_SECONDS, BACK_SECONDS
from tests.small_world import open_small
from tests.store.trade.test_returns import delivered, sound


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_small(tmp_path / "world.db")
    yield opened
    opened.close()


def refused(store: Store, reason: Reason, pieces: int = 1) -> tuple[str, str]:
    """Send pieces of a delivered order back and let the warehouse refuse them; return order and return."""
    order = delivered(store)
    one = store.returns.request("alan", order.id, {0: pieces}, reason)
    store.world.advance(ANSWER_SECONDS)
    store.settling.settle("alan")
    store.returns.send_back("alan", one.id)
    store.world.advance(BACK_SECONDS)
    store.settling.settle("alan")
    store.returns.inspect(one.id, "opened")
    return order.id, one.id


def test_with_a_fault_the_platform_decides_for_the_buyer(store: Store) -> None:
    order_id, return_id = refused(store, "quality")
    held = store.escrow.held(order_id)
    assert store.disputes.open("alan", return_id).state == "open"
    assert store.orders.get(order_id).payment == "disputed"
    assert store.escrow.held(order_id) == held
    sound(store)
    store.world.advance(DECIDE_SECONDS)
    store.settling.settle("alan")
    (dispute,) = store.disputes.of_order(order_id)
    assert dispute.state == "for_buyer"
    order = store.orders.get(order_id)
    assert (order.payment, order.lines[0].remaining) == ("partly_refunded", 2)
    assert store.returns.get(return_id).state == "refunded"
    assert 0 < store.escrow.held(order_id) < held
    sound(store)


def test_all_of_an_order_is_given_back_when_all_of_it_was_refused(store: Store) -> None:
    order_id, return_id = refused(store, "damaged", pieces=3)
    store.disputes.open("alan", return_id)
    store.world.advance(DECIDE_SECONDS)
    store.settling.settle("alan")
    order = store.orders.get(order_id)
    assert (order.state, order.payment) == ("completed", "refunded")
    assert store.escrow.paid(order_id) == 0
    sound(store)


def test_who_changed_their_mind_does_not_get_opened_goods_refunded(store: Store) -> None:
    order_id, return_id = refused(store, "no_reason")
    paid = store.escrow.paid(order_id)
    store.disputes.open("alan", return_id)
    store.world.advance(DECIDE_SECONDS)
    store.settling.settle("alan")
    (dispute,) = store.disputes.of_order(order_id)
    order = store.orders.get(order_id)
    assert (dispute.state, order.state, order.payment) == ("for_seller", "completed", "released")
    assert store.escrow.paid(order_id) == paid
    assert store.escrow.held(order_id) == 0
    sound(store)


def test_invariant_13_escrow_waits_for_the_platform(store: Store) -> None:
    order_id, return_id = refused(store, "quality")
    store.world.advance(RELEASE_SECONDS - BACK_SECONDS - ANSWER_SECONDS - 3_600)
    store.disputes.open("alan", return_id)
    store.world.advance(DECIDE_SECONDS - 1)
    store.settling.settle("alan")
    assert store.orders.get(order_id).payment == "disputed"
    for deed in (
        lambda: store.receipts.confirm("alan", order_id),
        lambda: store.returns.request("alan", order_id, {0: 1}, "damaged"),
        lambda: store.disputes.open("alan", return_id),
    ):
        with pytest.raises(StoreError, match="dispute_open"):
            deed()
    sound(store)


def test_only_a_refused_return_of_ones_own_is_disputed_and_only_once(store: Store) -> None:
    order = delivered(store)
    asked = store.returns.request("alan", order.id, {0: 1}, "quality")
    with pytest.raises(StoreError, match="dispute_not_refused"):
        store.disputes.open("alan", asked.id)
    store.returns.cancel("alan", asked.id)
    with pytest.raises(StoreError, match="unknown_return"):
        store.disputes.open("alan", "R0")


def test_after_the_release_it_is_too_late(store: Store) -> None:
    order_id, return_id = refused(store, "quality")
    with pytest.raises(StoreError, match="unknown_order"):
        store.disputes.open("xiaoman", return_id)
    store.receipts.confirm("alan", order_id)
    with pytest.raises(StoreError, match="dispute_too_late"):
        store.disputes.open("alan", return_id)


def test_the_book_of_disputes_cannot_be_rewritten(store: Store) -> None:
    _, return_id = refused(store, "quality")
    store.disputes.open("alan", return_id)
    for statement in ("UPDATE dispute_events SET at = 0", "DELETE FROM dispute_events"):
        with pytest.raises(Exception, match="append-only"):
            store.database.read().execute(statement)
