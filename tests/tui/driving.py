"""Driving the app in a test: start it on a store, press keys, wait until nothing is under way."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from store import Store
from tests.terminal import PATIENCE
from tui.app import ShopApp
from tui.references import parse

SIZE = (120, 40)


@asynccontextmanager
async def running(
    store: Store, size: tuple[int, int] = SIZE, start: tuple[str, str] | None = None
) -> AsyncIterator[Driver]:
    """Run the app on ``store`` without a terminal."""
    kind, key = start or ("go", "")
    app = ShopApp(store, start=parse(key if kind == "go" else f"{kind}/{key}"))
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver


class Driver:
    """Presses keys and looks at the screen."""

    def __init__(self, app: ShopApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self._heard: list[str] = []
        notify = app.notify

        def heard(message: str, **more: Any) -> None:
            """Keep what is said: on a slow machine a toast is gone before anybody looks."""
            self._heard.append(str(message))
            notify(message, **more)

        app.notify = heard  # type: ignore[method-assign]

    async def settle(self) -> None:
        """Wait until workers are done, nothing is expected any more and all of it is painted."""
        end, quiet = time.monotonic() + PATIENCE, 0
        while quiet < 2:
            await self.pilot.pause()
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            if busy:
                await self.app.workers.wait_for_complete(busy)
            if time.monotonic() > end:
                raise AssertionError(f"never at rest: {busy}\n{self.text}")
            quiet = 0 if busy else quiet + 1

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until ``condition`` is true; say ``what`` was waited for, and what stood there, when it never is."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"never: {what or condition}\n{self.text}")
            await self.pilot.pause(0.01)

    async def sees(self, *words: str) -> None:
        """Wait until all of some words stand on the screen."""
        await self.until(lambda: all(each in self.text for each in words), " ".join(words))

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each until all it caused is over."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, *texts: str) -> None:
        """Put each text into the focused field as an input method would, and press enter after it."""
        for text in texts:
            focused = self.app.focused
            assert focused is not None
            focused.post_message(Paste(text))
            await self.settle()
            await self.press("enter")

    @property
    def text(self) -> str:
        """What stands on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def told(self) -> tuple[str, ...]:
        """Return what toasts say, and take them off the screen."""
        said = tuple(self._heard)
        self._heard.clear()
        self.app.clear_notifications()
        await self.settle()
        return said

    @property
    def done(self) -> tuple[object, ...]:
        """Everything a key could have changed but toasts: screens, text, colours, the clipboard, the world."""
        strips = self.app.screen._compositor.render_strips()
        look = tuple(str(segment.style) for strip in strips for segment in strip)
        return (
            type(self.app.screen).__name__,
            len(self.app.screen_stack),
            self.text,
            hash(look),
            self.app.clipboard,
            self.app._exit,
        )
