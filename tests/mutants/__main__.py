"""``make mutants``: break the store and the screens in many places, one at a time, and list what nobody noticed.

``--room store/trade`` (more than once, if wanted), ``--count``, ``--seed`` and ``--jobs`` choose; the
working tree is never touched. Leaves with 1 when a room notices fewer than nine breaks of ten.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.mutants import running
from tests.mutants.breaking import Break, places

ROOT = Path(__file__).parent.parent.parent
GOAL = 0.9
_TESTS = {
    "store": ["tests/store"],
    "store/catalogue": ["tests/store/catalogue", "tests/store/community", "tests/store/trade/test_orders.py"],
    "store/community": ["tests/store/community", "tests/store/feed", "tests/store/trade/test_news.py"],
    "store/database": ["tests/store"],
    "store/exchange": ["tests/fixtures", "tests/store"],
    "store/offers": [
        "tests/store/offers",
        "tests/store/trade/test_orders.py",
        "tests/store/trade/test_returns.py",
    ],
    "store/pricing": [
        "tests/store/pricing",
        "tests/store/trade/test_cart.py",
        "tests/store/trade/test_orders.py",
    ],
    "tui/screens": ["tests/tui", "tests/golden"],
}
"""Where the tests of a room are: its own folder, and those of a neighbour that it was made for."""
_DOCTOR = "tests/store/test_checks.py"
"""The tests of every room's ``checks.py``."""
_tree: Path
_reached: running.Reached


def main() -> int:
    """Break, run, tell."""
    asked = _arguments()
    by_room = _chosen(asked)
    running.load_libraries()
    lived: dict[str, int] = {}
    for room, changes in by_room.items():
        tests = _tests(room)
        print(f"{room}: {len(changes)} places, {' '.join(tests)}", flush=True)
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            lived[room] = _survivors(
                changes,
                running.reach(running.copied_tree(ROOT, Path(folder)), tests),
                asked.jobs,
                Path(folder),
            )
    print()
    for room, changes in by_room.items():
        noticed = len(changes) - lived[room]
        print(f"{room:20} {noticed:4} of {len(changes):4} noticed  {noticed / len(changes):4.0%}")
    return int(any(lived[room] > (1 - GOAL) * len(changes) for room, changes in by_room.items()))


def _survivors(changes: list[Break], reached: running.Reached, jobs: int, folder: Path) -> int:
    """Try every change, tell those that nobody noticed and return how many they are."""
    lived = 0
    with ProcessPoolExecutor(jobs, get_context("fork"), _prepare, (reached, folder)) as pool:
        for change, fate in zip(changes, pool.map(_try, changes), strict=True):
            if fate in ("lived", "unreached"):
                lived += 1
                print(
                    f"  {change.file}:{change.line}: {change.before}  ->  {change.after}  ({fate})",
                    flush=True,
                )
    return lived


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="places to break, over all rooms")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", action="append", help="a folder such as store/trade")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args()


def _chosen(asked: argparse.Namespace) -> dict[str, list[Break]]:
    """Return the places to break by room; every place of the chosen rooms is as likely as any other."""
    files = [*ROOT.glob("store/**/*.py"), *ROOT.glob("tui/screens/*.py")]
    rooms = asked.room or sorted({_room(file) for file in files})
    every = [
        change
        for file in sorted(files)
        if _room(file) in rooms
        for change in places(ROOT, str(file.relative_to(ROOT)))
    ]
    chosen = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    by_room: dict[str, list[Break]] = defaultdict(list)
    for change in sorted(chosen, key=lambda change: (change.file, change.line)):
        by_room[_room(ROOT / change.file)].append(change)
    return by_room


def _room(file: Path) -> str:
    """Return the folder below ``store`` or ``tui`` that a file belongs to."""
    return "/".join(file.relative_to(ROOT).parent.parts[:2])


def _tests(room: str) -> list[str]:
    own = f"tests/{room}"
    tests = _TESTS.get(room) or ([own] if (ROOT / own).is_dir() else ["tests/store"])
    return [*tests, _DOCTOR] if (ROOT / room / "checks.py").exists() and "tests/store" not in tests else tests


def _prepare(reached: running.Reached, folder: Path) -> None:
    """Give one process of the pool a tree of its own."""
    global _tree, _reached
    _tree = running.copied_tree(ROOT, folder)
    _reached = reached


def _try(change: Break) -> str:
    return running.notices(_tree, change, _reached)


if __name__ == "__main__":
    sys.exit(main())
