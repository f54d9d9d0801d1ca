"""Exports every screen at three sizes in both languages, and the README's picture.

``make screenshots ARGS=FOLDER`` writes all of them there; ``make docs`` the pictures of the README.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from fixtures.world import open_world
from tests.screenshots import moving
from tests.tui.driving import Driver
from tui import i18n
from tui.app import ShopApp
from tui.config import Config
from tui.demo.legible import legible
from tui.demo.reading import find, read
from tui.demo.recording import play
from tui.screens import checkout
from tui.theme import DAY, NIGHT

NOW = 1_795_333_320
SCREENS: dict[str, tuple[str, ...]] = {
    "feed": (),
    "note": ("right", "enter"),
    "shop": ("2",),
    "shelf": ("2", "tab", "enter"),
    "product": ("2", "enter"),
    "explain": ("2", "enter", "e"),
    "cart": ("3",),
    "checkout": ("3", "B", "enter", "enter", "enter"),
    "payment": ("3", "B", "enter", "enter", "enter", "enter"),
    "orders": ("4",),
    "tracking": ("4", "down", "down", "down", "down", "down", "down", "enter"),
    "provenance": ("2", "enter", "p"),
    "tampered": ("2", "enter", "p", "X"),
    "held": ("4", "down", "down", "enter"),
    "parcels": ("4", "m"),
    "services": ("3", "B", "enter", "enter", "enter", "v"),
    "me": ("5",),
    "why": ("w",),
    "interests": ("5", "w"),
    "welcome": ("5", "w", "n", "enter", "right", "right", "enter"),
    "related": ("right", "enter", "n"),
    "browse": ("2", "o", "right", "down", "right"),
    "search": ("slash", *"tea", "enter"),
    "help": ("question_mark",),
}
TOUR_SIZE = (100, 36)
SIZES = ((80, 24), (120, 40), (200, 50))


async def picture(
    path: Path, keys: tuple[str, ...], size: tuple[int, int], language: str, theme: str
) -> None:
    """Press ``keys`` on a fresh world and write what stands on the screen to ``path``."""
    i18n.use(language)
    with tempfile.TemporaryDirectory() as folder:
        store = open_world(Path(folder) / "world.db", now=NOW)
        app = ShopApp(store, Config(theme=theme))
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await driver.press(*keys)
            await pilot.pause(0.3)
            await driver.settle()
            path.write_text(legible(app.export_screenshot(title="xhs-tui")), "utf-8")
        store.close()


async def docs() -> None:
    """Write what README and guides show: the wall, the moving tour, and a picture of each of its chapters."""
    await picture(Path("docs/feed.svg"), ("right",), (120, 36), "zh", NIGHT)
    i18n.use("en")
    played = await play(read(find("tour")), TOUR_SIZE, settings=Config(theme=NIGHT))
    seconds, size = moving.write(played, Path("docs/tour.webp"))
    print(f"docs/tour.webp: {seconds:.0f} s, {size / 1e6:.2f} MB")
    moving.write_chapters(played, Path("docs/tour"))


async def main() -> None:
    """Write the README's picture, or everything."""
    checkout.PAUSE = 0.0  # nobody presses twice here
    if len(sys.argv) < 2:
        await docs()
        return
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, keys in SCREENS.items():
        for size in SIZES:
            for language, theme in (("zh", NIGHT), ("en", DAY)):
                await picture(
                    folder / f"{name}-{size[0]}x{size[1]}-{language}.svg", keys, size, language, theme
                )


asyncio.run(main())
