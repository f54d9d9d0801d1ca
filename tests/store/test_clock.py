"""World time: it runs, it is moved ahead, and it never goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store
from store.clock import WorldClock
from tests.small_world import NOW, open_small


class Machine:
    """The machine's own clock, as wrong as it likes."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def time(self) -> float:
        return self.seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine()
    monkeypatch.setattr("store.clock.time", found)
    return found


def test_it_runs_at_its_speed(machine: Machine) -> None:
    clock = WorldClock(NOW, speed=60)
    machine.seconds += 10
    assert clock.now() == NOW + 600


def test_it_stands_still_while_the_machine_is_set_back(machine: Machine) -> None:
    clock = WorldClock()
    before = clock.now()
    machine.seconds -= 3_600
    assert clock.now() == before
    machine.seconds += 3_605
    assert clock.now() == before + 5


def test_moving_ahead_counts_on_top(machine: Machine) -> None:
    clock = WorldClock(NOW)
    clock.advance(90)
    assert (clock.now(), clock.offset) == (NOW + 90, 90)
    with pytest.raises(ValueError, match="never goes back"):
        clock.advance(-1)


def test_a_world_is_never_opened_before_its_last_event(tmp_path: Path) -> None:
    store = open_small(tmp_path / "world.db")
    store.cart.add("alan", "mask-7")
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.close()
    again = Store.open(tmp_path / "world.db", WorldClock(NOW - 86_400))
    assert again.clock.now() >= order.placed_at
    again.payments.pay("alan", [order.id])
    assert again.orders.get(order.id).paid_at >= order.placed_at  # type: ignore[operator]
    again.close()
