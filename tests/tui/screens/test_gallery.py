"""The pictures of a note: leaf, fill the screen, describe, come back to where one was."""

from __future__ import annotations

import pytest

from store import Store
from tests.tui.driving import running
from tui import terminal
from tui.pictures.studio import studio
from tui.screens.gallery import GalleryScreen
from tui.screens.note import NoteScreen
from tui.widgets.frame.stage import Stage


async def test_leafing_filling_and_describing(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("enter", "enter")
        screen = driver.app.screen
        assert isinstance(screen, GalleryScreen)
        note = driver.app.screen_stack[-2]
        assert isinstance(note, NoteScreen)
        count = len(screen._pictures)
        assert f"1/{count}" in driver.text
        await driver.press("i")
        assert screen._pictures[0].alt.zh in driver.text
        tall = screen.query_one(Stage).size.height
        await driver.press("enter")
        assert screen.query_one(Stage).size.height > tall
        await driver.press("right", "escape")
        assert driver.app.screen is note
        assert note._picture == 1 % count


async def test_a_picture_is_described_on_the_note_too(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("enter", "i")
        note = driver.app.screen
        assert isinstance(note, NoteScreen)
        assert note.found
        assert note.found.note.pictures[0].alt.zh[:6] in driver.text


async def test_pixels_are_put_up_and_taken_down(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.use(terminal.Terminal(pixels="kitty", cell=(8, 16)))
    written: list[str] = []
    monkeypatch.setattr(Stage, "_write", lambda self, codes: written.append(codes))
    async with running(store) as driver:
        await driver.press("enter", "enter")
        await driver.settle()
        assert any("\x1b_Ga=T" in codes for codes in written)
        stage = driver.app.screen.query_one(Stage)
        blank = stage.render_line(5).text
        assert not blank.strip()
        written.clear()
        await driver.press("question_mark")
        assert any("a=d" in codes for codes in written)
        written.clear()
        await driver.press("escape")
        await driver.settle()
        assert any("\x1b_Ga=T" in codes for codes in written)
        await driver.press("escape")
        assert "a=d" in written[-1]
    studio.close()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_a_picture_keeps_its_shape(store: Store, size: tuple[int, int]) -> None:
    async with running(store, size) as driver:
        await driver.press("enter", "enter")
        _, _, columns, rows = driver.app.screen.query_one(Stage).box()
        assert 0.7 <= columns / (rows * 2) <= 1.3 or columns == size[0]
