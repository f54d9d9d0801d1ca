"""Demos and browsers: how soon a person has the keyboard, how soon a tour ends, what twenty visitors cost."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path

from aiohttp import ClientSession

from tests.bench.table import Report
from tests.terminal import Terminal
from tests.web.test_serving import children_of, command_of, served

VISITORS = 20
RUNS = 5


def _tour() -> Terminal:
    command = [sys.executable, "-m", "tui", "--lang", "zh", "demo", "tour"]
    terminal = Terminal(command, (120, 40))
    terminal.wait_for("这是一个终端", 60)
    terminal.settle(0.2)
    return terminal


def _seconds_until(terminal: Terminal, key: str, words: str) -> float:
    """Press a key and return the seconds until some words are written."""
    terminal.found_at, pressed = 0.0, time.perf_counter()
    terminal.write(key)
    while not terminal.found_at:
        terminal.read(0.05, words)
    return terminal.found_at - pressed


def hand_over_and_leave(report: Report) -> None:
    """Measure from a key to the words that the app is the viewer's, and from q to the end."""
    over, left = [], []
    for _ in range(RUNS):
        terminal = _tour()
        over.append(_seconds_until(terminal, "5", "归你了") * 1_000)
        terminal.write("ctrl+q")
        terminal.end()
        terminal = _tour()
        pressed = time.perf_counter()
        terminal.write("q")
        terminal.end()
        left.append((time.perf_counter() - pressed) * 1_000)
    report("demo: key to hand-over, wall p50", statistics.median(over), "ms", None, "<= 50")
    report("demo: quitting in mid-tour, wall p50", statistics.median(left), "ms", None, "<= 500")


def memory_of(pid: int) -> float:
    """Return what a process alone holds, in megabytes (Linux: proportional set size)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # a helper that has gone meanwhile
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1_024


async def _visit(session: ClientSession, address: str, words: str) -> tuple[float, float]:
    """Open a session; return the seconds to its first bytes and to the wall, and stay."""
    begun, first, seen = time.perf_counter(), 0.0, b""
    socket = await session.ws_connect(address)
    async with asyncio.timeout(120):
        while words.encode() not in seen:
            message = await socket.receive()
            first = first or time.perf_counter() - begun
            seen += message.data
    return first, time.perf_counter() - begun


async def _visitors(report: Report, many: int) -> None:
    async with served("--sessions", str(many)) as url, ClientSession() as session:
        address = f"{url.replace('http', 'ws')}ws/open?width=120&height=40"
        seconds = await asyncio.gather(*(_visit(session, address, "推荐") for _ in range(many)))
        (server,) = (pid for pid in children_of(os.getpid()) if b"serve" in command_of(pid))
        memory = [memory_of(pid) for pid in children_of(server)]
        name = f"{many} browser sessions at once" if many > 1 else "one browser session"
        report(f"{name}: shop painted, last", max(wall for _, wall in seconds), "s", None, "<= 3")
        report(f"{name}: shop painted, p50", statistics.median(wall for _, wall in seconds), "s")
        report(f"{name}: memory of a session (PSS)", sum(memory) / many, "MB")


def measure(report: Report) -> None:
    """Measure all of it."""
    hand_over_and_leave(report)
    asyncio.run(_visitors(report, 1))
    asyncio.run(_visitors(report, VISITORS))


if __name__ == "__main__":
    alone = Report()
    measure(alone)
    alone.print()
