"""The app on a stage: two kinds of keys (the tour's and a person's), a band below, a world for each chapter."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.strip import Strip

from store.clock import FixedClock
from store.errors import StoreError
from store.shop import Store
from tui import config
from tui.app import ShopApp
from tui.demo.band import band_rows, paint_band
from tui.demo.following import Position, publish
from tui.demo.player import Player
from tui.demo.tour import NEWEST, Tour
from tui.pictures.studio import studio
from tui.references import NoteRef, OrderRef, ProductRef, parse
from tui.theme import palette_of

HAND_BACK = "ctrl+t"
LEAVING = ("q", "ctrl+q", "ctrl+c")
QUIET_ROUNDS, LAST_PATIENCE = 2, 5.0


class TourKey(events.Key):
    """A key the tour presses; every other key is a person's."""


TourKey.handler_name = events.Key.handler_name  # for widgets it is an ordinary key


@dataclass(frozen=True, slots=True)
class Saved:
    """The world as it was when a chapter began."""

    path: Path
    now: int
    viewer: str


class StageApp(ShopApp):
    """The shop that a tour walks through; ``folder`` keeps the worlds of its chapters."""

    CSS_PATH = ShopApp.CSS_PATH

    def __init__(
        self,
        store: Store,
        tour: Tour,
        folder: Path,
        settings: config.Config | None = None,
        *,
        hold: Callable[[float], Awaitable[None]] | None = None,
        start: int = 0,
        tells: bool = False,
    ) -> None:
        super().__init__(store, settings)
        self.player = Player(tour, self, hold=hold)
        self.failure: StoreError | None = None
        self._folder = folder
        self._first = start
        self._tells = tells
        self._saved: dict[int, Saved] = {}
        self._full = Size(0, 0)

    def on_mount(self) -> None:
        """Start the tour once the app is mounted."""
        super().on_mount()
        self.call_after_refresh(self._begin_tour)

    def _begin_tour(self) -> None:
        self.run_worker(self._play(), group="tour", exit_on_error=False)

    async def _play(self) -> None:
        """Play the tour to its end; a failure is kept for whoever started it, and ends the app."""
        try:
            await self.player.play(self._first)
        except StoreError as error:
            self.failure = error
        except Exception as error:  # a tour that cannot go on must end, and say why
            self.log.error(repr(error))
            self.failure = StoreError("unexpected", name=type(error).__name__)
        if self.failure is not None:
            with contextlib.suppress(TimeoutError):  # a thread that still reads would lose its connection
                await asyncio.wait_for(self.settle(), LAST_PATIENCE)
            self.exit(return_code=1)

    # -- keys and sizes

    async def on_event(self, event: events.Event) -> None:
        """Keep the band's rows from the app, and tell the tour's keys from a person's."""
        if isinstance(event, events.Resize):
            self._full = event.size
            rows = band_rows(event.size.height)
            size = Size(event.size.width, max(1, event.size.height - rows))
            event = events.Resize(size, size)
            self.call_after_refresh(self.changed)
        elif self._is_a_persons(event) and await self._steered(event):
            return
        await super().on_event(event)

    @staticmethod
    def _is_a_persons(event: events.Event) -> bool:
        if isinstance(event, TourKey):
            return False
        kinds = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
        return isinstance(event, kinds)

    async def _steered(self, event: events.Event) -> bool:
        """Let a person's key steer the tour, or take over; return whether it was used up by that."""
        player, key = self.player, event.key if isinstance(event, events.Key) else ""
        if key in LEAVING and player.mode != "viewer":
            self.exit()
            return True
        if player.mode == "viewer":
            if key == HAND_BACK:
                player.hand_back()
                return True
            return False
        if player.mode == "over":
            return False
        steering: dict[str, Callable[[], None]] = {
            "space": player.pause,
            "left": lambda: player.jump(-1),
            "right": lambda: player.jump(1),
            "plus": lambda: player.change_pace(1),
            "equals_sign": lambda: player.change_pace(1),
            "minus": lambda: player.change_pace(-1),
        }
        steering.get(key, player.take_over)()
        return True

    # -- what the player asks for

    async def begin(self, chapter: int, opens: str, fresh: bool) -> None:
        """Go where a chapter begins; keep the world as it is there for whoever comes back."""
        await self.settle()
        if fresh and chapter in self._saved:
            await self._restore(self._saved[chapter])
        elif chapter not in self._saved:
            self._saved[chapter] = self._save(chapter)
        if opens or fresh:
            await self._go_home()
            await self._open(opens)
        await self.settle()

    def _save(self, chapter: int) -> Saved:
        path = self._folder / f"chapter-{chapter}.db"
        path.unlink(missing_ok=True)
        self.store.database.read().execute("VACUUM INTO ?", (str(path),))
        return Saved(path, self.store.clock.now(), self.viewer)

    async def _restore(self, saved: Saved) -> None:
        """Swap the world for a copy of what it was."""
        copy = self._folder / "again.db"
        for file in self._folder.glob("again.db*"):
            file.unlink()
        copy.write_bytes(saved.path.read_bytes())
        old, self.store = self.store, Store.open(copy, FixedClock(saved.now), self.store.identifiers.seed)
        old.close()
        await self._go_home()
        self.set_viewer(saved.viewer)

    async def _go_home(self) -> None:
        """Close everything that lies above the first screens."""
        for mode in [*self._screen_stacks]:
            if mode in self.MODES:
                await self.switch_mode(mode)
                while len(self.screen_stack) > 1:
                    await self.pop_screen()
        await self.switch_mode(self.DEFAULT_MODE)

    async def _open(self, opens: str) -> None:
        """Open a place or a page from the mode it belongs to; raises ``StoreError`` when it is not there."""
        page, mode = parse(opens), self.DEFAULT_MODE
        match page:
            case OrderRef(name):
                page, mode = OrderRef(self._order(name)), "orders"
            case ProductRef(product_id):
                self.store.catalogue.product(product_id)
                mode = "shop"
            case NoteRef(note_id):
                self.store.notes.get(note_id, self.viewer)
        await self.switch_mode(mode)
        if page is not None:
            self.open(page)

    def _order(self, key: str) -> str:
        """Return the id of an order: by its name in the story, or the last one the buyer placed."""
        placed = self.store.orders.list(self.viewer) if key == NEWEST else ()
        found = self.store.orders.of_intent(placed[0].intent if placed else f"story/{key}")
        if not found:
            raise StoreError("unknown_order", id=key)
        return found[-1]

    async def press(self, key: str) -> None:
        """Press one key and wait until everything it caused is painted."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        self.post_message(TourKey(name, key if len(key) == 1 else " " if key == "space" else None))
        await self.settle()

    async def type(self, text: str) -> None:
        """Put a text into the focused field, as an input method would."""
        if self.focused is not None:
            self.focused.post_message(events.Paste(text))
        await self.settle()

    async def advance(self, seconds: int) -> None:
        """Move the world's time ahead and show it."""
        self.store.world.advance(seconds)
        self._each_screen("on_viewer")
        await self.settle()

    def text(self) -> str:
        """Return what stands on the screen, row by row."""
        return "\n".join(strip.text.rstrip() for strip in self.strips())

    def strips(self) -> list[Strip]:
        """Return the rows of the current screen."""
        return self.screen._compositor.render_strips()

    def scope(self) -> str:
        """Return the name of the screen that is open."""
        return str(getattr(self.screen, "SCOPE", ""))

    async def settle(self) -> None:
        """Wait until no worker is under way and all results are painted."""
        quiet = 0
        while quiet < QUIET_ROUNDS and self.is_running:
            painted = asyncio.Event()
            if not self.call_after_refresh(painted.set):
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(painted.wait(), 1.0)
            busy = [one for one in self.workers if one.group != "tour" and not one.is_finished]
            waits = bool(busy) or getattr(self.screen, "expects", False)
            if waits:
                await asyncio.sleep(0.002)
            quiet = 0 if waits or studio.waiting else quiet + 1

    # -- the band

    def band(self) -> list[Strip]:
        """Return the rows under the app."""
        rows = band_rows(self._full.height)
        strips = paint_band(self.player.state, self._full.width, rows, palette_of(self))
        for line_filter in self._filters:
            strips = [strip.apply_filter(line_filter, self.screen.background_colors[1]) for strip in strips]
        return strips

    def changed(self) -> None:
        """Paint the band anew, below the app, and tell the presenter's notes."""
        player = self.player
        if self._tells:
            where = player.where
            publish(Position(player.tour.file, player.chapter, where.step, player.mode, os.getpid()))
        if self._driver is None or self.is_headless or not self._full.width:
            return
        first = self._full.height - band_rows(self._full.height) + 1
        rows = (
            f"\x1b[{first + number};1H{strip.render(self.console)}"
            for number, strip in enumerate(self.band())
        )
        self._driver.write(f"\x1b7{''.join(rows)}\x1b8")
        self._driver.flush()

    def _each_screen(self, hook: str) -> None:
        super()._each_screen(hook)
        self.changed()
