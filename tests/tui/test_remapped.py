"""A remapped key is shown everywhere: footer, page, help, toasts, errors; and no sentence names a key itself."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.color import Color

from store import Store
from store.errors import StoreError
from tests.tui.driving import Driver
from tests.tui.test_keys import SCREENS, furnish
from tests.tui.test_words import EN, ZH
from tui import commands, i18n
from tui.app import ShopApp
from tui.commands import COMMANDS, commands_for, key_of
from tui.config import Config
from tui.theme import Palette, palette_of

LARGE = (200, 50)
ODD = {command.id: f"k{number:02d}" for number, command in enumerate(COMMANDS)}
OLD = {command.id: key_of(command.id) for command in COMMANDS}
NEW = ODD | {"next_picture": f"{ODD['previous_picture']}/{ODD['next_picture']}"}


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """End every test with the keys of the registry."""
    yield
    commands.use({})


@asynccontextmanager
async def running(store: Store, keys: dict[str, str]) -> AsyncIterator[Driver]:
    app = ShopApp(store, Config(keys=dict(keys)))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver


async def press(driver: Driver, keys: dict[str, str], *old: str) -> None:
    """Press what does now what these keys did before."""
    for key in old:
        here = commands_for(getattr(driver.app.screen, "SCOPE", ""))
        now = next((keys[c.id] for c in here if key in c.keys and c.id in keys), key)
        await driver.press(now)


def caps(driver: Driver) -> set[str]:
    """Return what stands on keycaps and buttons: the first word of what is bold on a chip or on the brand's red."""
    palette = palette_of(driver.app)
    return {
        segment.text.split()[0]
        for strip in driver.app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip() and segment.style and segment.style.bold and _is_cap(segment.style, palette)
    }


def _is_cap(style: object, palette: Palette) -> bool:
    def same(colour: object, code: str) -> bool:
        return isinstance(colour, Color) and colour.get_truecolor().hex.upper() == code.upper()

    fg, bg = getattr(style, "color", None), getattr(style, "bgcolor", None)
    on_chip = same(bg, palette.chip) and same(fg, palette.text)
    return on_chip or (same(bg, palette.brand) and (same(fg, palette.on_brand) or same(fg, "#FFFFFF")))


@pytest.mark.parametrize("scope", SCREENS)
async def test_every_key_on_a_screen_is_the_one_it_was_remapped_to(store: Store, scope: str) -> None:
    furnish(store)
    async with running(store, {}) as driver:
        await press(driver, {}, *SCREENS[scope])
        assert getattr(driver.app.screen, "SCOPE", "") == scope
        before = caps(driver)
    async with running(store, ODD) as driver:
        await press(driver, ODD, *SCREENS[scope])
        assert getattr(driver.app.screen, "SCOPE", "") == scope
        after = caps(driver)
    here = commands_for(scope)
    old = {label: {NEW[c.id] for c in here if OLD[c.id] == label} for label in before}
    shown = {label: new for label, new in old.items() if new}
    assert shown, "a screen without any key reads nothing"
    for label, new in shown.items():
        assert label not in after, label
        assert new & after, label


async def test_help_and_palette_show_remapped_keys(store: Store) -> None:
    async with running(store, ODD) as driver:
        await driver.press(ODD["help"])
        for command in commands_for("feed"):
            if f" {ODD[command.id]} " not in driver.text:
                await driver.press("end")
            assert f" {ODD[command.id]} " in driver.text, command.id
        offered = [one.title for one in driver.app.get_system_commands(driver.app.screen_stack[0])]
        assert any(ODD["like"] in title for title in offered)


async def test_toasts_errors_and_empty_pages_name_remapped_keys(store: Store) -> None:
    async with running(store, ODD) as driver:
        await driver.press(ODD["like"])
        assert f"{ODD['undo']} {i18n.t('commands.undo')}" in driver.text
        driver.app.report(StoreError("over_single_limit", base_fen=700_000, limit_fen=500_000))
        await driver.settle()
        assert ODD["split"] in driver.text
        await driver.press(ODD["cart"])
        assert {ODD["discover"], ODD["shop"], ODD["add_to_cart"]} <= set(re.findall(r"k\d\d", driver.text))


def test_the_refusal_of_a_parcel_names_the_key_that_splits_it() -> None:
    named = [key for key, texts in EN.items() if "{key_split}" in texts[0]]
    assert named == [key for key, texts in ZH.items() if "{key_split}" in texts[0]] != []
    commands.use({"split": "f13"})
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert "f13" in i18n.error_text(
            StoreError(named[0].partition(".")[2].replace("-", "_"), base_fen=1, limit_fen=1)
        )


FREE = ("demo.", "box.", "cli.", "web.")
"""A tour has keys of its own, boxes joke, and the command line has no keys."""
FIXED = {"form.keys", "experience.keys"}
"""Enter and tab belong to the fields one types in; nobody can remap them."""
LITERAL = re.compile(
    r"\b[Pp]ress (?!\{|twice|one)|按 ?[A-Za-z0-9/+]|\b(?:esc|tab|ctrl\+\w)\b"
    r"|(?<![\w{'’.&+-])[b-gj-zB-HJ-Z](?= (?:again |to )?[a-z\u4e00-\u9fff])"
)


@pytest.mark.parametrize("catalogue", [ZH, EN], ids=["zh", "en"])
def test_no_sentence_writes_a_key_itself(catalogue: dict[str, list[str]]) -> None:
    found = {
        key: text
        for key, texts in catalogue.items()
        for text in texts
        if not key.startswith(FREE) and key not in FIXED and LITERAL.search(text)
    }
    assert found == {}


def test_every_key_that_a_sentence_names_is_a_command() -> None:
    for texts in (*ZH.values(), *EN.values()):
        for text in texts:
            for command in re.findall(r"\{(?:key|do|keyname)_(\w+)\}", text):
                assert command in OLD, text
