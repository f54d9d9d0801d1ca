"""Recording a tour: played without a terminal, each change kept as a frame, the same bytes every time."""

from __future__ import annotations

import asyncio
import io
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.segment import Segment, Segments
from textual.notifications import SeverityLevel
from textual.strip import Strip
from textual.widget import Widget

from store.errors import StoreError
from store.shop import Store
from tui import config, i18n
from tui.demo.app import StageApp
from tui.demo.legible import legible
from tui.demo.tour import Tour
from tui.demo.worlds import SEED, open_stage
from tui.screens.host import TOAST_SECONDS

PAINT_SECONDS, FOREVER = 0.05, 1e6
"""What a key takes to be painted, in the time of the recording."""
MOST_LOOKS, PAINTING = 20, 0.02
"""How often the screen is looked at until it rests, and a little more than Textual lets pass between paintings."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be seen from ``at`` on (seconds since the beginning), in which chapter (from 0)."""

    at: float
    chapter: int
    strips: tuple[Strip, ...]

    @property
    def text(self) -> str:
        """The words alone, row by row."""
        return "\n".join(strip.text.rstrip() for strip in self.strips)


@dataclass(frozen=True, slots=True)
class Played:
    """A recorded tour: its frames, its length in seconds, its width and height in cells."""

    frames: tuple[Frame, ...]
    seconds: float
    size: tuple[int, int]


class PaperStage(StageApp):
    """A stage whose time is that of the recording: nothing on it depends on how fast the machine is."""

    def __init__(self, store: Store, tour: Tour, folder: Path, settings: config.Config | None) -> None:
        super().__init__(store, tour, folder, settings, hold=self.keep)
        self.frames: list[Frame] = []
        self.seconds = 0.0
        self._toasts: dict[str, float] = {}

    async def keep(self, seconds: float) -> None:
        """Keep the present screen as a frame, and advance the recording's time."""
        for toast in [*self._notifications]:
            if self.seconds - self._toasts.setdefault(toast.identity, self.seconds) >= TOAST_SECONDS:
                self._unnotify(toast)
        await self._come_to_rest()
        frame = Frame(round(self.seconds, 3), self.player.chapter, (*self.strips(), *self.band()))
        last = self.frames[-1] if self.frames else None
        if last is None or (last.strips, last.chapter) != (frame.strips, frame.chapter):
            self.frames.append(frame)
        self.seconds += seconds + PAINT_SECONDS

    async def _come_to_rest(self) -> None:
        """Wait until no widget has messages left and two looks at the screen are equal."""
        seen: list[Strip] = []
        for _ in range(MOST_LOOKS):
            await self.settle()
            heard = [asyncio.Event() for _ in self.screen.walk_children()]
            for widget, event in zip(self.screen.walk_children(), heard, strict=False):
                if not widget.call_later(event.set):
                    event.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.gather(*(event.wait() for event in heard)), 2.0)
            await self.settle()
            strips = self.strips()
            if strips == seen and not self._will_paint():
                return
            seen = strips
            await asyncio.sleep(PAINTING)

    def _will_paint(self) -> bool:
        """Tell whether anything on the screen has yet to be laid out, scrolled or painted."""
        return bool(self.screen._dirty_widgets) or any(
            widget._layout_required or widget._scroll_required or widget._repaint_required
            for widget in (self.screen, *self.screen.walk_children(Widget))
        )

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a toast that ends in the recording's time."""
        super().notify(message, title=title, severity=severity, timeout=FOREVER, markup=markup)


async def play(
    tour: Tour,
    size: tuple[int, int],
    *,
    settings: config.Config | None = None,
    seed: int = SEED,
    now: int | None = None,
    check: Callable[[StageApp], None] | None = None,
) -> Played:
    """Play a tour without a terminal; ``check`` looks at the app when it is over.

    Raises the tour's ``StoreError`` when a step does not come true.
    """
    with tempfile.TemporaryDirectory(prefix="xhs-tui-demo-") as name:
        app = PaperStage(open_stage(tour, Path(name), now=now, seed=seed), tour, Path(name), settings)
        async with app.run_test(size=size, notifications=True):
            while app.player.mode != "over" and app.failure is None and app.is_running:
                await asyncio.sleep(0.01)
            if app.failure is None and app.is_running:
                await app.keep(0.0)
                if check:
                    check(app)
        app.store.close()
        if app.failure is not None:
            raise app.failure
    return Played(tuple(app.frames), round(app.seconds, 3), size)


def write_cast(played: Played, path: Path, title: str) -> None:
    """Write an asciinema v2 recording; a file that cannot be written raises ``demo_unwritable``, whole or not at all."""
    width, height = played.size
    head = {"version": 2, "width": width, "height": height, "title": title, "env": {"TERM": "xterm-256color"}}
    lines = [json.dumps(head, ensure_ascii=False)]
    console = _console(width)
    before: tuple[str, ...] = ()
    for frame in played.frames:
        rows = tuple(strip.render(console) for strip in frame.strips)
        changed = [
            f"\x1b[{number};1H{row}"
            for number, row in enumerate(rows, start=1)
            if number > len(before) or before[number - 1] != row
        ]
        start = "\x1b[?25l\x1b[2J" if not before else ""
        lines.append(json.dumps([frame.at, "o", start + "".join(changed)], ensure_ascii=False))
        before = rows
    lines.append(json.dumps([played.seconds, "o", ""]))
    write_whole(path, "\n".join(lines) + "\n")


def write_svgs(played: Played, folder: Path, name: str) -> list[Path]:
    """Write the last frame of each chapter as a picture; raises ``demo_unwritable``."""
    last = {frame.chapter: frame for frame in played.frames}
    files = []
    for chapter, frame in sorted(last.items()):
        file = folder / f"{name}-{chapter + 1:02}-{i18n.language()}.svg"
        write_whole(file, svg_of(frame.strips, played.size[0]))
        files.append(file)
    return files


def svg_of(strips: tuple[Strip, ...], width: int) -> str:
    """Return rows as a picture."""
    console = _console(width)
    rows = [segment for strip in strips for segment in (*strip, Segment.line())]
    console.print(Segments(rows), end="", overflow="crop", no_wrap=True)
    return legible(console.export_svg(title="xhs-tui", unique_id="xhs"))


def _console(width: int) -> Console:
    return Console(
        width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, highlight=False,
    )  # fmt: skip


def check_writable(path: Path) -> None:
    """Refuse a place that cannot be written before the tour is played; raises ``demo_unwritable``."""
    folder = path if path.is_dir() else path.parent
    if (
        not folder.is_dir()
        or not os.access(folder, os.W_OK)
        or (path.is_file() and not os.access(path, os.W_OK))
    ):
        raise StoreError("demo_unwritable", path=str(path))


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that there is never half of it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StoreError("demo_unwritable", path=str(path), reason=error.strerror or "") from error
