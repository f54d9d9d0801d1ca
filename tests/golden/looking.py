"""Taking the snapshots of one screen: one app, seen at every size and in both languages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest
from textual.widgets import Input

from fixtures.world import open_world
from store.clock import FixedClock
from tests.golden.screens import LANGUAGES, SCREENS, SIZES
from tests.golden.snapshot import snapshot
from tests.small_world import NOW
from tests.tui.driving import Driver
from tui import i18n, terminal
from tui.app import ShopApp
from tui.config import Config
from tui.screens import checkout
from tui.theme import DAY, NIGHT

FOLDER = Path(__file__).with_name("right")
THEMES = {"zh": NIGHT, "en": DAY}


def file_of(name: str, size: tuple[int, int], language: str) -> Path:
    """Return where a snapshot is kept."""
    return FOLDER / f"{name}-{size[0]}x{size[1]}-{language}.txt"


@cache
def _seeded() -> Path:
    """Return a world that was filled once for all screens of this process: filling takes longer than looking."""
    path = Path(tempfile.mkdtemp(prefix="golden-")) / "world.db"
    open_world(path, now=NOW, seed=1, clock=FixedClock(NOW)).close()
    return path


async def snapshots(name: str, folder: Path) -> AsyncIterator[tuple[Path, str]]:
    """Open a screen in a world of its own in ``folder`` and yield each of its snapshots with its file.

    Pictures are told in words: drawings have golden hashes of their own, and are made when there is time.
    """
    with pytest.MonkeyPatch.context() as patch:
        terminal.use(terminal.Terminal(mode="words"))
        patch.setattr(checkout, "PAUSE", 0.0)
        patch.setenv("XHS_TUI_CONFIG", str(folder / "config.toml"))
        i18n.use(LANGUAGES[0])
        path = shutil.copy(_seeded(), folder / f"{name}.db")
        store = open_world(path, now=NOW, seed=1, clock=FixedClock(NOW))
        app = ShopApp(store, Config(theme=THEMES[LANGUAGES[0]]))
        async with app.run_test(size=SIZES[0], notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await driver.press(*SCREENS[name])
            app.clear_notifications()
            for field in app.screen.query(Input):
                field.cursor_blink = False
            for language in LANGUAGES:
                if i18n.language() != language:
                    app.action_language()
                    app.theme = THEMES[language]
                for size in SIZES:
                    await pilot.resize_terminal(*size)
                    yield file_of(name, size, language), await _at_rest(driver, size)
        store.close()
        i18n.use(LANGUAGES[0])
        terminal.use(terminal.Terminal())


async def _at_rest(driver: Driver, size: tuple[int, int]) -> str:
    """Return the snapshot at ``size`` once the screen has that size and two looks in a row see the same."""
    before, now = "", snapshot(driver.app)
    while before != now or driver.app.screen.size != size:
        await driver.settle()
        before, now = now, snapshot(driver.app)
    return now
