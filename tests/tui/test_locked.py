"""Somebody else holds the write lock: keys are answered all the same, and what was asked arrives afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from textual.widgets import Input

from store import Store
from store.database import sqlite
from tests.tui.driving import Driver, running
from tests.tui.test_keys import furnish
from tui import i18n

ADDRESS = ("李明远", "13800002046", "zhejiang", "西溪路 556 号")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store wait for as long as a busy machine needs to look at the screen meanwhile."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 120.0)


@contextmanager
def write_lock(store: Store) -> Iterator[None]:
    """Hold the database's write lock over a connection of our own."""
    other = sqlite3.connect(store.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def is_asking(driver: Driver) -> bool:
    """Tell whether a thread still waits for the store."""
    return any(not worker.is_finished for worker in driver.app.workers)


def picks(store: Store) -> int:
    """Return how many topics the buyer has chosen from pictures."""
    query = "SELECT count(*) FROM events WHERE person_id = 'alan' AND kind = 'pick'"
    return int(store.database.read().execute(query).fetchone()[0])


CASES: dict[str, tuple[tuple[str, ...], str, Callable[[Store], object], object]] = {
    "like": ((), "z", lambda store: len(store.notes.liked("alan")), 1),
    "one more": (("3",), "plus", lambda store: store.cart.view("alan").groups[0].lines[0].quantity, 2),
    "cancel": (("4",), "X", lambda store: {one.state for one in store.orders.list("alan")}, {"paid", "cancelled"}),
    "become": (("5",), "s", lambda store: store.world.buyer, "xiaoman"),
    "choose": (("5", "w", "n", "enter"), "B", lambda store: picks(store), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_a_key_that_changes_something_holds_up_no_other(store: Store, name: str) -> None:
    keys, key, outcome, wanted = CASES[name]
    furnish(store)
    async with running(store) as driver:
        await driver.press(*keys)
        with write_lock(store):
            await driver.pilot.press(key)
            await driver.pilot.press("question_mark")
            await driver.until(lambda: driver.app.screen.SCOPE == "help")
            assert is_asking(driver)
            assert outcome(store) != wanted
        await driver.settle()
        assert outcome(store) == wanted


async def fill_in(driver: Driver) -> None:
    """Open the form of an address and type one, but do not hand it in."""
    await driver.press("3", "B", "end", "enter")
    await driver.type(*ADDRESS)


def typed(driver: Driver) -> list[str]:
    return [field.value for field in driver.app.screen.query(Input)]


async def test_a_form_says_that_it_waits_and_hears_keys_meanwhile(store: Store) -> None:
    furnish(store)
    before = len(store.buyers.addresses("alan"))
    async with running(store) as driver:
        await fill_in(driver)
        with write_lock(store):
            await driver.pilot.press("ctrl+s")
            await driver.until(lambda: i18n.t("form.keeping") in driver.text)
            await driver.pilot.press("a")
            await driver.until(lambda: typed(driver)[-1] == "a")
            await driver.pilot.press("ctrl+s", "escape")  # neither a second time, nor away from it
            assert is_asking(driver)
            assert typed(driver)[: len(ADDRESS)] == [*ADDRESS]
        await driver.settle()
        assert driver.app.screen.SCOPE == "checkout"
    assert len(store.buyers.addresses("alan")) == before + 1


async def test_a_form_outlives_any_failure_with_what_was_typed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(store)
    before = len(store.buyers.addresses("alan"))
    async with running(store) as driver:
        await fill_in(driver)
        with write_lock(store), monkeypatch.context() as patience:
            patience.setattr(sqlite, "BUSY_SECONDS", 0.05)
            store.database.close()  # connections are opened anew, with less patience
            await driver.press("ctrl+s")
        told = [note.message for note in driver.app._notifications]
        assert i18n.t("errors.unexpected", name="OperationalError") in told
        assert typed(driver)[: len(ADDRESS)] == [*ADDRESS]
        assert i18n.t("form.keeping") not in driver.text
        store.database.close()
        await driver.press("ctrl+s")
        assert driver.app.screen.SCOPE == "checkout"
    assert len(store.buyers.addresses("alan")) == before + 1
