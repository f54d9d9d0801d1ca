"""Start-up, keys and memory of the real program, each beside what it is compared with."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import logistics, pictures, presenting, trade
from tests.bench.many import world_of
from tests.bench.table import NOW, Report, p99
from tests.terminal import ROOT, Terminal, shop

RUNS, KEYS = 7, 60
ESCAPE_SECONDS = 0.2  # until then it may be the beginning of a longer key
FIRST = "推荐"
A_CARD = "♡"
report = Report()


def median(job: Callable[[], float], runs: int = RUNS) -> float:
    """Return the median of some runs."""
    return statistics.median(job() for _ in range(runs))


def start(make: Callable[[], Terminal], text: str, key: str) -> float:
    """Return the milliseconds until ``text`` is painted."""
    return start_of(make, text, key)[0]


def start_of(make: Callable[[], Terminal], text: str, key: str) -> tuple[float, float]:
    """Return the milliseconds until ``text`` is painted, by the clock on the wall and of the processor."""
    terminal = make()
    seconds, cpu = terminal.wait_for(text), terminal.found_cpu
    terminal.settle(0.3)
    terminal.press(key)
    terminal.end()
    return seconds * 1_000, cpu


def bare() -> Terminal:
    """Start the app of one widget."""
    return Terminal([sys.executable, str(ROOT / "tests/bench/bare.py")])


def startup(folder: Path) -> None:
    """Measure first frames: splash, shop, and the first run with its seeding."""
    world = folder / "world.db"
    start(lambda: shop(world), FIRST, "q")
    floor = median(lambda: start(bare, "READY", "ctrl+q"))
    report("bare Textual app, first paint", floor, "ms")
    report("splash", median(lambda: start(lambda: shop(world), "xhs-tui", "q")), "ms", floor)
    report(
        "first shop frame (channels)",
        median(lambda: start(lambda: shop(world), FIRST, "q")),
        "ms",
        floor,
        "<= 1.5",
    )
    first_notes(world)
    count = iter(range(100))

    def first_run() -> float:
        return start(lambda: shop(folder / f"new-{next(count)}.db"), A_CARD, "q")

    report("first run with seeding, first notes", median(first_run, 3), "ms", None, "<= 2000")


def first_notes(world: Path) -> None:
    """Measure the first real frame beside the least an app can be, in turns: the machine is not the same later."""
    pairs = [
        (start_of(bare, "READY", "ctrl+q"), start_of(lambda: shop(world), A_CARD, "q")) for _ in range(RUNS)
    ]
    for place, name in enumerate(("wall", "CPU")):
        floor, ours = (statistics.median(one[side][place] for one in pairs) for side in (0, 1))
        report(f"first notes, {name}", ours, "ms", floor, "<= 1.3")


def key(terminal: Terminal, keys: Sequence[str]) -> tuple[list[float], list[float], int]:
    """Press keys; return wall and processor milliseconds of each, and the bytes written for all."""
    wall, cpu = [], []
    begun = len(terminal.raw)
    for name in keys:
        before, started = terminal.cpu_ms(), time.perf_counter()
        terminal.write(name)
        while terminal.read(ESCAPE_SECONDS if name == "escape" else 0.06):
            pass
        wall.append((max(terminal.last_at, started) - started) * 1_000)
        cpu.append(terminal.cpu_ms() - before)
    return wall, cpu, len(terminal.raw) - begun


def keys(world: Path, size: tuple[int, int], name: str, compared: dict[str, float]) -> dict[str, float]:
    """Measure the keys of the feed on one world; return the p99 of each."""
    terminal = shop(world, size=size)
    terminal.wait_for(FIRST)
    terminal.settle(0.5)
    found: dict[str, float] = {}
    for label, wanted in (
        ("down", ["down"] * KEYS),
        ("page down", ["pagedown"] * (KEYS // 2)),
        ("open and close a note", ["enter", "escape"] * (KEYS // 6)),
    ):
        wall, cpu, written = key(terminal, wanted)
        found[label] = p99(cpu)
        report(f"{name}, {label}: CPU p50", statistics.median(cpu), "ms")
        report(
            f"{name}, {label}: CPU p99",
            p99(cpu),
            "ms",
            compared.get(label),
            "<= 16" if label == "down" else "",
        )
        report(f"{name}, {label}: wall p50", statistics.median(wall), "ms")
        report(f"{name}, {label}: bytes a key", written / len(wanted), "B")
    report(f"{name}: memory", terminal.memory_mb(), "MB", None, "<= 90")
    terminal.press("q")
    terminal.end()
    return found


def add_to_cart(world: Path) -> None:
    """Measure the key that puts something into the cart, and memory after a hundred screens."""
    terminal = shop(world)
    terminal.wait_for(FIRST)
    terminal.press("right", "enter")
    for _ in range(50):
        terminal.press("tab", "enter", quiet=0.06)
        terminal.press("escape", quiet=ESCAPE_SECONDS)
    report("memory after 100 screens", terminal.memory_mb(), "MB", None, "<= 90")
    terminal.press("tab", "enter")
    wall, cpu, _ = key(terminal, ["b"] * 12)
    report("120x40, add to cart: CPU p50", statistics.median(cpu), "ms")
    report("120x40, add to cart: wall p50", statistics.median(wall), "ms")
    terminal.press("q")
    terminal.end()


def main() -> None:
    """Measure everything and print the table."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # an installed program has its bytecode, as Textual has here
    million = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        startup(folder)
        thousand, many = folder / "thousand.db", folder / "many.db"
        world_of(thousand, 1_000, NOW)
        world_of(many, million, NOW)
        few = keys(thousand, (120, 40), "1,000 notes 120x40", {})
        keys(many, (120, 40), f"{million:,} notes 120x40", few)
        keys(thousand, (200, 60), "1,000 notes 200x60", few)
        add_to_cart(thousand)
        pictures.measure(report, folder)
        trade.measure(report, folder)
        logistics.measure(report, folder)
        presenting.measure(report)
    report.print()


if __name__ == "__main__":
    main()
