"""Every command does something on every screen that offers it: no key is dead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store
from store.words import Bilingual
from tests.small_world import NOW, open_small, plan_offers
from tests.tui.driving import Driver, running
from tui import config
from tui.commands import ANYWHERE, BY_ID, COMMANDS, commands_for, footer_of
from tui.i18n import t

# How to get to a screen on which all its commands have something to do.
SCREENS: dict[str, tuple[str, ...]] = {
    "feed": (),
    "note": ("enter",),
    "shop": ("2",),
    "product": ("2", "enter"),
    "notes": ("2", "enter", "n"),
    "cart": ("3",),
    "checkout": ("3", "space", "B"),
    "orders": ("4",),
    "tracking": ("4", "down", "enter"),
    "parcels": ("4", "m"),
    "services": ("3", "space", "B", "v"),
    "me": ("5",),
    "offers": ("3", "o"),
    "money": ("4", "down", "enter", "e"),
    "returning": ("4", "down", "enter", "R"),
    "provenance": ("2", "enter", "p"),
    "search": ("slash", *"mask", "down"),
    "why": ("w",),
    "interests": ("5", "w"),
    "welcome": ("5", "w", "n"),
    "related": ("enter", "n"),
    "browse": ("2", "o"),
}
# What has to be pressed before a key can show that it works.
BEFORE: dict[tuple[str, str], tuple[str, ...]] = {
    ("product", "fewer"): ("plus",),
    ("product", "open_note"): ("tab",),
    ("checkout", "previous_step"): ("enter",),
    ("services", "take_service"): ("down",),
    ("checkout", "copy_link"): ("enter", "enter", "enter", "enter"),
    ("checkout", "provider"): ("enter", "enter", "enter", "enter"),
    ("returning", "fewer"): ("plus",),
    ("feed", "undo"): ("z",),
    ("browse", "fold"): ("right", "down"),
    ("welcome", "topics_done"): ("enter",),
}
# What a command may say instead of doing something: why it cannot here, or what it has found.
ANSWERS: dict[str, tuple[str, ...]] = {
    "undo": ("common.nothing-to-undo",),
    "go_back": ("common.how-to-leave",),
    "fresh": ("feed.reading-anew",),
    "describe": ("note.picture-shows",),
    "sale": ("shop.no-sale",),
    "next_event": ("tracking.nothing-next",),
    "next_reason": ("returning.can-cancel",),
    "opened": ("returning.can-cancel",),
    "hand_in": ("errors.nothing-to-return",),
    "withdraw": ("returning.nothing-to-do",),
    "dispute": ("returning.nothing-to-do",),
    "answer": ("journey.nothing-to-answer",),
    "claim": ("errors.nothing-broken",),
    "withdraw_parcel": ("errors.not-held",),
    "next_parcel": ("journey.only-one",),
    "verify": ("provenance.verified",),
    "pay": ("orders.nothing-to-pay",),
    "confirm_receipt": ("errors.not-delivered",),
    "literal": ("search.literal-already",),
    "forget": ("search.not-yours",),
    "forget_all": ("interests.forget-all-ask",),
}
CASES = [
    (scope, command.id)
    for scope in SCREENS
    for command in commands_for(scope)
    if scope in command.scopes or command.id in ("go_back", "help", "search", "undo", "language", "theme")
]


def furnish(store: Store) -> None:
    """Leave an order to pay, one on its way, a cart over its limit, and something saved."""
    store.cart.add("alan", "mask-7")
    made = store.checkout.begin("alan")
    orders = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id for order in orders])
    store.cart.add("alan", "sunscreen-60")
    made = store.checkout.begin("alan")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    for sku in ("amp-1", "sunscreen-30", "mask-7"):
        store.cart.add("alan", sku)
    plan_offers(store)
    for note in ("note-0", "note-1"):
        store.notes.react("alan", note, "save", True)
    for person in ("xiaoman", "mum"):
        for number in range(6):
            store.notes.react(person, f"note-{number}", "save", True)
    store.opinions.add_review("mask", "mum", 5, Bilingual.same("good"), NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A small world with something to do on every screen."""
    opened = open_small(tmp_path / "world.db", furnish)
    yield opened
    opened.close()


def writes_of_this_thread(store: Store) -> list[str]:
    """Return a list that fills with every transaction that is begun in this thread, which is the loop's."""
    written: list[str] = []
    store.database.read().set_trace_callback(lambda sql: written.append(sql) if "BEGIN" in sql else None)
    return written


@pytest.mark.parametrize(("scope", "command"), CASES)
async def test_a_command_does_something(store: Store, scope: str, command: str) -> None:
    async with running(store) as driver:
        await driver.press(*SCREENS[scope])
        assert getattr(driver.app.screen, "SCOPE", "") == scope
        if (scope, command) == ("me", "open_saved"):
            await driver.press("tab", "shift+tab")
        await driver.press(*BEFORE.get((scope, command), ()))
        await driver.told()
        before, world, written = driver.done, meant(store), writes_of_this_thread(store)
        await driver.press(BY_ID[command].keys[0])
        assert written == []  # whoever holds the write lock must not hold up the loop
        told = await driver.told()
        if driver.done == before and meant(store) == world:
            answers = [t(key) for key in ANSWERS.get(command, ())]
            assert any(says(answer, words) for words in told for answer in answers), told or "nothing at all"


def meant(store: Store) -> tuple[object, ...]:
    """What those commands change in the world whose screen stays as it is."""
    return (
        [person.id for person in store.people.followed_by("alan")],
        store.cart.view("alan"),
        [saved.words for saved in store.searches.saved("alan")],
        store.interests.of("alan"),
        sorted(config.data_path().parent.glob("provenance-*.jsonl")),
    )


def says(template: str, words: str) -> bool:
    """Tell whether words are those of a message, whatever its parameters are."""
    return re.fullmatch(re.sub(r"\\\{.*?\\\}", ".*", re.escape(template)), words) is not None


@pytest.mark.parametrize("scope", SCREENS)
async def test_every_key_in_the_footer_is_tried_above(store: Store, scope: str) -> None:
    assert {command.id for command in footer_of(scope)} <= {
        command for where, command in CASES if where == scope
    }


async def test_the_modes_answer_from_everywhere(store: Store) -> None:
    async with running(store) as driver:
        for key, mode in zip("23451", ("shop", "cart", "orders", "me", "discover"), strict=True):
            await driver.press(key)
            assert driver.app.current_mode == mode


async def test_a_mode_keeps_what_was_open_in_it(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("enter", "2", "1")
        assert getattr(driver.app.screen, "SCOPE", "") == "note"
        await driver.press("escape")
        assert getattr(driver.app.screen, "SCOPE", "") == "feed"


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving(store: Store, key: str) -> None:
    async with running(store) as driver:
        await driver.pilot.press(key)
        await driver.until(lambda: driver.app._exit, "the app is left")


def test_no_key_has_two_commands_on_one_screen() -> None:
    for scope in SCREENS:
        seen: dict[str, str] = {}
        own = [command for command in COMMANDS if scope in command.scopes]
        for command in own:
            for key in command.keys:
                assert seen.setdefault(key, command.id) == command.id, (scope, key)
        for command in COMMANDS:
            if ANYWHERE in command.scopes and scope not in command.scopes:
                assert not set(command.keys) & set(seen), (scope, command.id)


def test_every_letter_has_a_twin_for_input_methods() -> None:
    for command in COMMANDS:
        letters = [key for key in command.keys if len(key) == 1 and key.isalpha()]
        if letters and command.id not in ("discover",):
            assert len(command.keys) > len(letters), command.id


async def test_full_width_keys_work(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("fullwidth_question_mark")
        assert type(driver.app.screen).__name__ == "HelpScreen"


async def helped(driver: Driver) -> str:
    await driver.press("question_mark")
    return driver.text


@pytest.mark.parametrize("scope", ["feed", "cart", "tracking"])
async def test_help_lists_the_commands_of_the_screen(store: Store, scope: str) -> None:
    async with running(store, (120, 60)) as driver:
        await driver.press(*SCREENS[scope])
        text = await helped(driver)
        for command in COMMANDS:
            if scope in command.scopes:
                assert t(f"commands.{command.id}-help")[:12] in text, command.id


async def test_the_palette_offers_the_commands_of_the_screen(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("ctrl+p")
        offered = [command.title for command in driver.app.get_system_commands(driver.app.screen_stack[0])]
        assert any("赞" in title for title in offered)
        assert len(offered) >= len(commands_for("feed"))
        await driver.press(*"文", "enter")
        assert driver.app._exception is None


async def test_a_key_can_be_remapped(store: Store) -> None:
    from tui.app import ShopApp
    from tui.config import Config

    app = ShopApp(store, Config(keys={"like": "n"}))
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        await driver.press("n")
        assert store.notes.liked("alan")
        assert " n " in driver.text.splitlines()[-1]
