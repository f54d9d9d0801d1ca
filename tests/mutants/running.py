"""Running a room's tests in a copy of the tree: which line each test reaches, and whether a break is noticed.

Every run is a fork of this process, which has the libraries but nothing of ours: a run costs what its
tests cost. Limits are in processor time, so that a busy machine does not look like an endless loop.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.mutants.breaking import Break, broken_text

_LIBRARIES = (
    "babel.dates", "cryptography.hazmat.primitives.asymmetric.ed25519", "hypothesis.stateful", "httpx", "PIL.Image",
    "pyte", "pytest_asyncio", "segno", "sqlite_utils", "textual.app", "textual.pilot", "textual.widgets", "yaml",
)  # fmt: skip
_COPIED = ("store", "tui", "fixtures", "tests", "pyproject.toml", "README.md", "docs", "Makefile")
_ALWAYS = ""
"""Under this name stands what is reached while the tests are imported."""
LEAST_SECONDS, TIMES_LONGER, WALL = 20.0, 6.0, 12.0
"""A broken run may take this much processor time, this many times its usual time, and in wall time so many times that."""


@dataclass(slots=True)
class Reached:
    """What each test of a room reaches, and how long it takes in seconds of processor time."""

    lines: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def tests(self, change: Break) -> list[str]:
        """Return the tests that reach the place, the quickest first; all of them where it runs on import."""
        wanted = range(change.line, change.last_line + 1)
        reaching = {
            test
            for test, files in self.lines.items()
            if not set(files.get(change.file, ())).isdisjoint(wanted)
        }
        chosen = reaching - {_ALWAYS} or (set(self.seconds) if reaching else set())
        return sorted(chosen & set(self.seconds), key=lambda test: self.seconds[test])


def copied_tree(root: Path, within: Path) -> Path:
    """Return a copy of the tree that may be broken, in a new folder of ``within``."""
    folder = Path(tempfile.mkdtemp(dir=within))
    for name in _COPIED:
        source, target = root / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, target)
    return folder


def load_libraries() -> None:
    """Import what every run needs and nobody breaks, once."""
    for name in _LIBRARIES:
        importlib.import_module(name)


def reach(tree: Path, tests: list[str]) -> Reached:
    """Run ``tests`` once, unbroken, and return what each of those that pass reaches."""
    answer = tree / "reached.json"

    def run() -> int:
        noting = _Noting(tree)
        code = pytest.main([*_options(tree), *tests], plugins=[noting])
        answer.write_text(json.dumps([noting.told(), noting.seconds]))
        return int(code)

    _forked(tree, run, 3_600)
    return Reached(*json.loads(answer.read_text()))


def notices(tree: Path, change: Break, reached: Reached) -> str:
    """Break one place of the tree and return "noticed", "lived", "endless" or "unreached"; mend it after."""
    tests = reached.tests(change)
    if not tests:
        return "unreached"
    path = tree / change.file
    text = path.read_text()
    usual = sum(reached.seconds[test] for test in tests)
    try:
        path.write_text(broken_text(tree, change))
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        code = _forked(
            tree,
            lambda: int(pytest.main([*_options(tree), "-x", *files], plugins=[_Chosen(tests)])),
            LEAST_SECONDS + TIMES_LONGER * usual,
        )
    finally:
        path.write_text(text)
    return "lived" if code == 0 else "endless" if code < 0 else "noticed"


def _options(tree: Path) -> list[str]:
    return ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=", f"--rootdir={tree}"]


def _forked(tree: Path, run: Callable[[], int], seconds: float) -> int:
    """Run in a fork, in the copied tree, with a limit of processor time; return its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            os.setsid()
            os.chdir(tree)
            sys.path[:] = [str(tree), *(place for place in sys.path if place not in ("", os.getcwd()))]
            for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
                del sys.modules[name]
            sys.dont_write_bytecode = True
            os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree)}
            silent = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(silent, stream)
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.alarm(int(seconds * WALL))
            code = run()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)


class _Chosen:
    """Run the chosen tests only, in their order, and do not look for the smallest example of a failure."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self._order), key=lambda i: self._order[i.nodeid])

    def pytest_sessionstart(self) -> None:
        from hypothesis import Phase, settings

        settings.register_profile(
            "mutants", deadline=None, database=None, phases=[Phase.explicit, Phase.generate]
        )
        settings.load_profile("mutants")


class _Noting(_Chosen):
    """Note the lines of ours that each test reaches, and its processor time."""

    def __init__(self, tree: Path) -> None:
        super().__init__([])
        self.seconds: dict[str, float] = {}
        self._prefix = len(str(tree)) + 1
        self._ours = tuple(str(tree / name) + os.sep for name in ("store", "tui"))
        self._lines: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._now = self._lines[_ALWAYS]
        self._codes: dict[Any, bool] = {}
        self._trace()  # from the first import on

    def told(self) -> dict[str, dict[str, list[int]]]:
        """Return the lines by test and by file, relative to the tree."""
        return {
            test: {file[self._prefix :]: sorted(lines) for file, lines in files.items()}
            for test, files in self._lines.items()
        }

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep all."""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now = self._lines[item.nodeid]
        self._trace()
        began = time.process_time()
        yield
        if item.nodeid in self.seconds:
            self.seconds[item.nodeid] = time.process_time() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = 0.0

    def _trace(self) -> None:
        threading.settrace(self._called)
        sys.settrace(self._called)

    def _called(self, frame: FrameType, event: str, _: object) -> Any:
        code = frame.f_code
        ours = self._codes.get(code)
        if ours is None:
            ours = self._codes[code] = code.co_filename.startswith(self._ours)
        if not ours:
            return None
        seen = self._now[code.co_filename]
        seen.add(frame.f_lineno)
        # A generator or a screen that outlives its test goes on noting for the one it began in.
        note = seen.add

        def line(frame: FrameType, event: str, _: object) -> Any:
            if event == "line":
                note(frame.f_lineno)
            return line

        return line
