"""What the start does not pay for: modules that are not there when the first notes are, and some that never come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.world import open_world
from tests.small_world import NOW
from tests.terminal import ROOT

PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from tui import config, i18n
from tui.cli.options import Options, open_store
i18n.use("zh")
store = open_store(Options(Path(sys.argv[1]), int(sys.argv[2]), 1.0, False, config.Config()))
from tui.app import ShopApp

class Watched(ShopApp):
    CSS_PATH = ShopApp.CSS_PATH
    loaded = ()

    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if not self.loaded and any("♡" in strip.text for strip in screen._compositor.render_strips()):
            self.loaded = sorted(sys.modules)

async def main():
    app = Watched(store, config.Config())
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.loaded:
            await pilot.pause(0.01)
        while not app.chores_begun or any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.01)
        await pilot.pause()
    print(json.dumps([app.loaded, sorted(sys.modules)]))

asyncio.run(main())
"""
BEFORE_NOTES = {
    "holidays", "PIL", "resvg_py", "store.trade", "store.logistics", "store.community.inbox",
    "store.community.experiences", "store.feed.related",
    "store.feed.recommender", "store.feed.ranking", "store.feed.behaviour", "store.feed.records", "tomllib",
    "tui.art.draw", "tui.art.compose", "tui.screens.shop", "tui.screens.note",
}  # fmt: skip
UNUSED = {
    "sqlite_utils", "cryptography", "httpx", "rjieba", "segno", "stdnum", "yaml", "keyring", "babel", "tomli_w",
    "aiohttp", "textual_serve", "holidays.countries", "tui.art.photo", "tui.demo", "tui.web", "store.search",
    "store.provenance", "store.exchange", "store.checks", "fixtures.loader", "fixtures.seeding", "fixtures.scale",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lean") / "world.db"
    store = open_world(path, now=NOW)
    store.queue_maker.prepare(store.world.buyer)  # as an earlier start left it
    store.close()
    return path


def found(names: set[str], loaded: list[str]) -> set[str]:
    """Return which packages of ``names`` are loaded, or modules in them."""
    return {name for name in names if any(f"{one}.".startswith(f"{name}.") for one in loaded)}


def test_the_first_notes_wait_for_nothing_they_do_not_need(world: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(world), str(NOW)],
        cwd=ROOT,
        env=os.environ | {"XHS_TUI_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    first, settled = json.loads(done.stdout.splitlines()[-1])
    assert "tui.screens.feed" in first
    assert found(BEFORE_NOTES | UNUSED, first) == set()
    assert found(UNUSED, settled) == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["orders"], ["track"], ["scenarios"], ["tax", "-"]]
)
def test_answers_without_a_screen_import_no_interface(world: Path, arguments: list[str]) -> None:
    program = (
        "import sys\nsys.argv = ['xhs-tui', *sys.argv[1:]]\nfrom tui.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print([m for m in sys.modules if m.split('.')[0] == 'textual'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--db", str(world), *arguments],
        cwd=ROOT,
        input='{"lines": []}',
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr
