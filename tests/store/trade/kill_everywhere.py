"""``python -m tests.store.trade.kill_everywhere DEED FOLDER``: do a deed, killed at every statement of it.

The process itself has one thread, so that it may fork: each child opens its own copy of the world and is
killed with SIGKILL right before its n-th statement. Prints one line of JSON for each n.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.trade.providers import Answer, Embedded
from tests.small_world import NOW, open_small, plan_offers

DAY = 86_400
LATER = NOW + 40 * DAY


def place(store: Store) -> None:
    """Place two orders with a set, a cut, a coupon and points."""
    made = store.checkout.begin("alan", intent="kill")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")


def pay(store: Store) -> None:
    """Pay for them."""
    request = store.payments.request("alan", store.orders.of_intent("kill"))
    store.payments.ask(Embedded("alipay"), request)


def cancel(store: Store) -> None:
    """Cancel the first of them."""
    store.cancellations.cancel("alan", store.orders.of_intent("kill")[0])


def part(store: Store) -> None:
    """Cancel one piece of it."""
    store.cancellations.cancel("alan", store.orders.of_intent("kill")[0], {0: 1})


def late(store: Store) -> None:
    """Hear a success for an order that was cancelled."""
    request = store.database.read().execute("SELECT id, amount_fen FROM payments").fetchone()
    store.payments.hear(Answer("late/1", request[0], "succeeded", request[1]))


def receive(store: Store) -> None:
    """Confirm that the first parcel has come."""
    store.receipts.confirm("alan", store.orders.of_intent("kill")[0])


def refund(store: Store) -> None:
    """Look at what came back, and refund it."""
    store.returns.settle(store.orders.of_intent("kill")[0])


def ready_to_refund(store: Store) -> None:
    """Send a piece back that the warehouse will look at next."""
    order_id = store.orders.of_intent("kill")[0]
    store.clock.advance(25 * DAY)  # type: ignore[attr-defined]
    one = store.returns.request("alan", order_id, {0: 1}, "damaged")
    store.returns.answer(one.id)
    store.returns.send_back("alan", one.id)


def ready_for_a_verdict(store: Store) -> None:
    """Have a return refused, and ask the platform."""
    ready_to_refund(store)
    order_id = store.orders.of_intent("kill")[0]
    store.clock.advance(3 * DAY)  # type: ignore[attr-defined]
    store.returns.settle(order_id)
    (one,) = store.returns.of_order(order_id)
    store.returns.inspect(one.id, "opened")
    store.disputes.open("alan", one.id)


def decide(store: Store) -> None:
    """Let the platform decide, and give the money back."""
    store.disputes.decide_due()


def ask(store: Store) -> None:
    """Ask for the money of both orders, then cancel them."""
    store.payments.request("alan", store.orders.of_intent("kill"))
    for order_id in store.orders.of_intent("kill"):
        store.cancellations.cancel("alan", order_id)


Deed = Callable[[Store], None]
DEEDS: dict[str, tuple[tuple[Deed, ...], Deed, int]] = {
    "place": ((), place, NOW),
    "pay": ((place,), pay, NOW),
    "cancel": ((place, pay), cancel, NOW),
    "part": ((place, pay), part, NOW),
    "late": ((place, ask), late, NOW),
    "receive": ((place, pay), receive, LATER),
    "refund": ((place, pay, ready_to_refund), refund, LATER),
    "decide": ((place, pay, ready_for_a_verdict), decide, LATER),
}


def prepared(path: Path, before: tuple[Deed, ...]) -> None:
    """Write the world in which a deed begins."""
    store = open_small(path)
    plan_offers(store)
    for sku, number in (("sunscreen-30", 2), ("mask-7", 2)):
        store.cart.add("alan", sku, number)
    for deed in before:
        deed(store)
    store.database.read().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def attempt(path: Path, deed: Deed, now: int, step: int) -> bool:
    """Do a deed in a child that is killed at its ``step``-th statement; tell whether it came to its end."""
    child = os.fork()
    if not child:
        store = Store.open(path, FixedClock(now))
        seen = 0

        def count(_statement: str) -> None:
            nonlocal seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        store.database.read().set_trace_callback(count)
        deed(store)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.WEXITSTATUS(status) == 0, f"the deed failed at step {step}"
    return True


def state(path: Path, now: int) -> dict[str, object]:
    """Return what the books say: every row of every table, and what the doctor finds."""
    store = Store.open(path, FixedClock(now))
    connection = store.database.read()
    rows = {
        table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
    }
    sick = [check for check in store.doctor()["checks"] if not check["ok"]]
    store.close()
    return {"rows": repr(rows), "sick": sick}


def main(name: str, folder: Path) -> None:
    """Kill a deed at its first statement, its second, and so on until it comes to its end."""
    before, deed, now = DEEDS[name]
    start, world = folder / "start.db", folder / "world.db"
    prepared(start, before)
    untouched = state(start, NOW)["rows"]
    for step in range(1, 10_000):
        for file in folder.glob("world.db*"):
            file.unlink()
        shutil.copy(start, world)
        done = attempt(world, deed, now, step)
        found = state(world, NOW)
        said = {"step": step, "done": done, "sick": found["sick"], "untouched": found["rows"] == untouched}
        print(json.dumps(said), flush=True)
        if done:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
