"""Pictures in a real terminal: they arrive, in what it can do; asking it costs no key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal, shop
from tui.art.cells import GRIDS, SEXTANTS

KITTY = b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;20;10t\x1b[?62;52c"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.db"
    terminal = shop(path)
    terminal.wait_for("推荐")
    terminal.press("q")
    terminal.end()
    return path


def until_drawn(terminal: Terminal, glyphs: set[str]) -> str:
    """Wait until pictures stand on the screen; return everything that does."""
    terminal.wait_for("推荐")
    terminal.until(lambda: len(glyphs & set(terminal.text)) > 4, "a picture")
    return terminal.text


def test_pictures_arrive(world: Path) -> None:
    terminal = shop(world)
    until_drawn(terminal, set(SEXTANTS[1:]))
    terminal.press("q")
    assert terminal.end() == 0


def drawn_in(terminal: Terminal, glyphs: str) -> int:
    """Return how many of ``glyphs`` stand between the channels and the key bar."""
    return sum(character in glyphs for line in terminal.text.splitlines()[3:-2] for character in line)


@pytest.mark.parametrize(("mode", "glyphs"), [("quadrant", "▘▝▀▖▞▛▗▚▜▄▙▟"), ("half", "▀▄")])
def test_pictures_in_other_characters(world: Path, mode: str, glyphs: str) -> None:
    terminal = shop(world, "--pictures", mode)
    terminal.wait_for("推荐")
    terminal.until(lambda: drawn_in(terminal, glyphs) > 60, f"a picture in {glyphs}")
    assert not drawn_in(terminal, "".join(set(SEXTANTS) - set(" ▌▐█")))
    terminal.press("q")
    assert terminal.end() == 0


def test_in_256_colours_no_code_has_more(world: Path) -> None:
    terminal = shop(world, env={"COLORTERM": "", "TERM": "xterm-256color"})
    until_drawn(terminal, set(SEXTANTS[1:]))
    app = bytes(terminal.raw[terminal.raw.index(b"\x1b[?1000h") :])
    assert b"48;5;" in app
    assert b"48;2;" not in app
    terminal.press("q")
    assert terminal.end() == 0


def test_a_terminal_with_pictures_of_its_own_gets_them(world: Path) -> None:
    terminal = shop(world)
    terminal.answer = KITTY
    until_drawn(terminal, set(GRIDS["octant"].glyphs[1:]))
    terminal.write("enter")
    terminal.wait_for("文中商品")
    terminal.write("enter")
    terminal.until(lambda: b"\x1b_Ga=T,f=100" in terminal.raw, "a picture of the terminal's own")
    terminal.write("escape")
    terminal.until(lambda: b"a=d,d=I" in terminal.raw, "the picture taken away")
    terminal.press("q")
    assert terminal.end() == 0


def test_keys_typed_during_the_start_are_not_lost(world: Path) -> None:
    terminal = shop(world)
    terminal.answer = b""
    terminal.write("3")
    terminal.wait_for("结算 2 个包裹")
    terminal.press("q")
    assert terminal.end() == 0


def test_a_late_answer_is_no_key(world: Path) -> None:
    terminal = shop(world)
    terminal.answer = b""
    terminal.wait_for("推荐")
    terminal.settle(0.4)
    before = terminal.text.splitlines()[0]
    terminal.write(KITTY.decode())
    terminal.settle(0.4)
    assert terminal.text.splitlines()[0] == before
    terminal.press("q")
    assert terminal.end() == 0
