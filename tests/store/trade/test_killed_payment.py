"""A process killed in the middle of a payment: the money has moved whole, or not at all."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from store import Store
from store.clock import FixedClock
from tests.small_world import NOW, open_small


def _pay_and_die(path: Path, step: int) -> None:
    """Pay for everything and be killed at the ``step``-th statement of it."""
    store = Store.open(path, FixedClock(NOW))
    ids = [order.id for order in store.orders.list("alan")]
    seen = 0

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    store.database.read().set_trace_callback(count)
    store.payments.pay("alan", ids)
    os._exit(0)


@pytest.mark.parametrize("step", [1, 8, 16, 24, 32, 10_000])
def test_invariant_7_kill_9_leaves_a_payment_whole_or_absent(tmp_path: Path, step: int) -> None:
    path = tmp_path / "world.db"
    store = open_small(path)
    for sku in ("sunscreen-30", "mask-7"):
        store.cart.add("alan", sku)
    made = store.checkout.begin("alan")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    store.close()
    process = multiprocessing.get_context("spawn").Process(target=_pay_and_die, args=(path, step))
    process.start()
    process.join(60)
    assert process.exitcode == (0 if step == 10_000 else -signal.SIGKILL)
    store = Store.open(path, FixedClock(NOW))
    orders = store.orders.list("alan")
    done = step == 10_000
    assert {order.state for order in orders} == {"paid" if done else "pending_payment"}
    assert {order.parcel_id is None for order in orders} == {not done}
    assert [store.payments.held(order.id) for order in orders] == [o.total_fen * done for o in orders]
    assert [check for check in store.doctor()["checks"] if not check["ok"]] == []
    store.close()
