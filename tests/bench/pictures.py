"""What pictures cost: drawing, painting, pixels, scrolling through undrawn ones, bytes a frame.

``python -m tests.bench.pictures`` prints these alone.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from fixtures.loader import load
from fixtures.world import open_world
from store.pictures import PictureSpec
from tests.bench.many import world_of
from tests.bench.table import NOW, Report, p99
from tests.terminal import Terminal, shop
from tui.art import draw
from tui.art.colour import PALETTES
from tui.pictures.studio import studio
from tui.pictures.workshop import Workshop
from tui.theme import DARK
from tui.widgets.wall.card import CardState, paint_card

FIRST = "推荐"
SCROLLED = 170  # rows of three cards: 510 cards nobody has drawn
SPECS = 2_000


def milliseconds(job: Callable[[], object]) -> float:
    """Return how long a job takes."""
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1_000


def specs(count: int) -> list[PictureSpec]:
    """Return pictures as the story's topics have them, with other palettes and seeds."""
    told = [picture for note in load().notes for picture in note.pictures]
    looks = itertools.cycle(PALETTES)
    return [
        replace(told[number % len(told)], palette=next(looks), seed=number, goods=())
        for number in range(count)
    ]


def drawing(report: Report) -> None:
    """Measure thumbnails and the full size, and how many of many specs look different."""
    made = specs(SPECS)
    small = [milliseconds(lambda spec=spec: draw.cells(spec, 24, 12)) for spec in made[:200]]  # type: ignore[misc]
    report("uncached 24x12: p50", statistics.median(small), "ms")
    report("uncached 24x12: p99", p99(small), "ms", None, "<= 25")
    seen = {draw.cells(spec, 37, 11) for spec in made}
    report(f"distinct of {SPECS:,} specs", len(seen) * 100 / SPECS, "%", None, ">= 99")


def painting(report: Report, folder: Path) -> None:
    """Measure a card whose picture is drawn: into strips, and again from those."""
    store = open_world(folder / "paint.db", now=NOW)
    card = store.feed.page("xiaoman", limit=1).cards[0]
    palette = DARK
    paint_card(card, 37, CardState(False, False, ""), palette)
    while studio.draw_next():
        pass
    times = [
        milliseconds(lambda: paint_card(card, 37, CardState(False, False, ""), palette)) for _ in range(200)
    ]
    report("card with a drawn picture, painted: p50", statistics.median(times), "ms")
    key = (card.cover, 37, card.cover.rows)
    studio.strips(key)
    again = [milliseconds(lambda: studio.strips(key)) for _ in range(200)]
    report("cached thumbnail: p50", statistics.median(again), "ms", None, "<= 0.5")
    store.close()


def pixels(report: Report) -> None:
    """Measure 640x800 pixels drawn beside a running loop: how long they take, how long it stalls."""
    workshop, made = Workshop(), specs(24)
    workshop.image(made[0], 64, 80)

    async def beside(spec: PictureSpec) -> tuple[float, float]:
        job = asyncio.create_task(asyncio.to_thread(workshop.image, spec, 640, 800))
        started = before = time.perf_counter()
        longest = 0.0
        while not job.done():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, before = max(longest, now - before), now
        return (before - started) * 1_000, longest * 1_000

    found = [asyncio.run(beside(spec)) for spec in made]
    workshop.close()
    report("640x800: p50", statistics.median(wall for wall, _ in found), "ms")
    report("640x800: most", max(wall for wall, _ in found), "ms", None, "<= 250")
    report("640x800: longest stall of the loop", max(stall for _, stall in found), "ms", None, "<= 20")


def scrolling(report: Report, folder: Path) -> None:
    """Measure keys through cards nobody has drawn: the loop's own processor time, that of drawing apart."""
    world = folder / "scroll.db"
    world_of(world, 1_000, NOW)
    terminal = shop(world, env={"XDG_CACHE_HOME": str(folder / "empty")})
    terminal.wait_for(FIRST)
    terminal.settle(0.5)
    loop: list[float] = []
    for _ in range(SCROLLED):
        before = _loop_ms(terminal)
        terminal.write("down")
        while terminal.read(0.04):
            pass
        loop.append(_loop_ms(terminal) - before)
    report("500 undrawn cards: CPU of the loop a key, p50", statistics.median(loop), "ms")
    report("500 undrawn cards: CPU of the loop a key, p99", p99(loop), "ms", None, "<= 16")
    terminal.press("q")
    terminal.end()


def frames(report: Report, folder: Path) -> None:
    """Measure the bytes of one whole frame of the feed: as here, and over SSH."""
    for name, env, goal in (("", {}, "<= 115"), (" over SSH", {"SSH_CONNECTION": "1 2 3 4"}, "<= 60")):
        terminal = shop(folder / "scroll.db", env=env)
        terminal.wait_for(FIRST)
        terminal.settle(0.8)
        terminal.press("3", quiet=0.5)
        before = len(terminal.raw)
        terminal.press("1", quiet=0.5)
        report(f"120x40, a frame of the feed{name}", (len(terminal.raw) - before) / 1_000, "kB", None, goal)
        terminal.press("q")
        terminal.end()


def _loop_ms(terminal: Terminal) -> float:
    text = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/schedstat").read_text()
    return int(text.split()[0]) / 1e6


def measure(report: Report, folder: Path) -> None:
    """Measure everything about pictures."""
    for job in (drawing, pixels):
        job(report)
    for job_in in (painting, scrolling, frames):
        job_in(report, folder)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = name
        measure(report, Path(name))
    report.print()


if __name__ == "__main__":
    main()
