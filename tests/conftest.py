"""What all tests share: no network beyond this machine, a home of their own, and a small store."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from store import Store
from tests.small_world import open_small
from tui import i18n, terminal
from tui.locales.__main__ import compile_stale

# How long an example takes says nothing on a machine that is shared; the bench measures.
settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")
_THRESHOLD = gc.get_threshold()
_connect = socket.socket.connect


def pytest_configure(config: pytest.Config) -> None:
    """Compile edited words once, before the workers start."""
    if not hasattr(config, "workerinput"):
        compile_stale()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to connect anywhere but to this machine."""

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to reach {host}")
        _connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings and worlds of tests away from those of the person at the keyboard."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in (
        "XHS_TUI_LANG",
        "XHS_TUI_THEME",
        "XHS_TUI_DB",
        "XHS_TUI_PICTURES",
        "XHS_TUI_CACHE",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Begin and end every test in Chinese."""
    i18n.use("zh")
    yield
    i18n.use("zh")


@pytest.fixture(autouse=True)
def usual_terminal() -> Iterator[None]:
    """Begin every test in a terminal of sextants and 24 bits; end what it had drawn."""
    terminal.use(terminal.Terminal())
    yield
    if pictures := sys.modules.get("tui.pictures.studio"):
        pictures.studio.close()
        pictures.studio.forget()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let go of an app after its test: it takes what is there out of the collector's sight, for good."""
    yield
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.set_threshold(*_THRESHOLD)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A small world on a real file, with a clock that stands still."""
    opened = open_small(tmp_path / "world.db")
    yield opened
    opened.close()
