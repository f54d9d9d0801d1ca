"""From a spec to cells: modes, colours, memory, disk, the process beside us, and words without colours."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from store.pictures import PictureSpec
from store.words import Bilingual
from tui import terminal
from tui.art.cells import (
    ANSI,
    GRIDS,
    SEXTANTS,
    Cell,
    fitted,
    lasting,
    number_16,
    number_256,
    to_16,
    to_256,
    to_lite,
)
from tui.art.draw import cells
from tui.art.packing import packed, unpacked
from tui.pictures.cache import PictureCache
from tui.pictures.studio import Studio, described
from tui.pictures.workshop import PictureError, Workshop
from tui.text import cells as width_of

SIZE = (37, 11)
TUBE = PictureSpec(("tube",), "hero", "sky", alt=Bilingual("一支防晒立在圆台上", "A tube on a plinth"))


# -- cells


@pytest.mark.parametrize("mode", sorted(GRIDS))
def test_a_cell_shows_the_pattern_of_its_pixels(mode: str) -> None:
    grid = GRIDS[mode]
    count = grid.across * grid.down
    assert len(grid.glyphs) == len(set(grid.glyphs)) == 1 << count
    for bits in range(1, (1 << count) - 1):
        data = b"".join(b"\xff\xf0\xe0" if bits >> index & 1 else b"\x10\x20\x30" for index in range(count))
        assert fitted(data, 1, 1, mode)[0][0] == Cell(grid.glyphs[bits], 0xFFF0E0, 0x102030)


def test_octants_are_where_unicode_16_has_them() -> None:
    octants = GRIDS["octant"].glyphs
    assert octants[0b0000_0100] == "\U0001cd00"  # BLOCK OCTANT-3, the first
    assert octants[0b1111_1110] == "\U0001cde5"  # BLOCK OCTANT-2345678, the last
    assert octants[0b0000_1111] == "▀"


def test_colours_of_one_brightness_are_told_apart() -> None:
    red_over_green = b"\xff\x00\x00" * 2 + b"\x00\x80\x00" * 4
    assert fitted(red_over_green, 1, 1)[0][0].glyph == SEXTANTS[3]


def test_a_flat_cell_is_a_blank() -> None:
    assert fitted(b"\x70\x71\x72\x73\x70\x70" * 3, 1, 1)[0][0].glyph == " "


@pytest.mark.parametrize(("colours", "most"), [("256", 256), ("16", 16)])
def test_fewer_colours(colours: str, most: int) -> None:
    seen = {colour for line in cells(TUBE, *SIZE, "sextant", colours) for c in line for colour in c[1:]}
    assert 2 < len(seen) <= most
    if colours == "16":
        assert seen <= set(ANSI)


def test_the_nearest_colour_of_a_palette_is_itself() -> None:
    for colour in ANSI:
        assert to_16(colour) == colour
    for colour in (0x000000, 0x5F87AF, 0xFFFFFF, 0x080808, 0x949494):
        assert to_256(colour) == colour
    assert number_256(0xFF0000) == 196
    assert number_16(0xF04848) == 9


def test_a_lite_picture_has_fewer_colours() -> None:
    plain = {c.bg for line in cells(TUBE, *SIZE) for c in line}
    lite = {c.bg for line in cells(TUBE, *SIZE, "sextant", "lite") for c in line}
    assert len(lite) < len(plain)


@pytest.mark.parametrize("colour", [0x000000, 0xFFFFFF, 0xF8F9FE, 0x07F880, 0x102030, 0x7FEEDD])
def test_a_lite_colour_is_near(colour: int) -> None:
    lite = to_lite(colour)
    assert all(abs((lite >> shift & 255) - (colour >> shift & 255)) <= 8 for shift in (16, 8, 0))


def test_a_lite_line_changes_its_colours_only_where_it_shows() -> None:
    line = [Cell(" ", 0x808080 + step * 0x040404, 0x808080 + step * 0x040404) for step in range(16)]
    assert [cell.bg for cell in lasting(line)] == [0x808080 + step // 5 * 5 * 0x040404 for step in range(16)]


# -- memory


def test_a_picture_shows_its_colours_until_it_is_drawn() -> None:
    studio = Studio()
    asked: list[bool] = []
    studio.on_wanted = lambda: asked.append(True)
    before = studio.raster((TUBE, *SIZE))
    assert asked == [True]
    assert {cell.glyph for line in before for cell in line} == {" "}
    assert studio.draw_next()
    assert not studio.draw_next()
    after = studio.raster((TUBE, *SIZE))
    assert after == cells(TUBE, *SIZE)


def test_the_studio_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.pictures.studio.KEPT_CELLS", 100)
    studio = Studio()
    for seed in range(15):
        studio.raster((PictureSpec(seed=seed), 5, 2))
        studio.draw_next()
    assert [key[0].seed for key in studio._drawn] == list(range(5, 15))


# -- disk


def _drawn(cache: Path, spec: PictureSpec = TUBE) -> Studio:
    studio = Studio(lambda: PictureCache(cache))
    studio.raster((spec, *SIZE))
    studio.draw_next()
    return studio


def test_the_next_run_draws_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pictures.db"
    first = _drawn(path)
    first.close()
    monkeypatch.setattr("tui.art.draw.cells", None)
    again = _drawn(path)
    assert again.raster((TUBE, *SIZE)) == first.raster((TUBE, *SIZE))
    again.close()


def test_another_mode_is_another_picture(tmp_path: Path) -> None:
    path = tmp_path / "pictures.db"
    _drawn(path).close()
    terminal.use(terminal.Terminal(mode="half"))
    studio = _drawn(path)
    assert {c.glyph for line in studio.raster((TUBE, *SIZE)) for c in line} <= set(GRIDS["half"].glyphs)
    studio.close()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_cache_costs_nothing_but_itself(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pictures.db"
    path.write_bytes(content)
    studio = _drawn(path)
    assert studio.raster((TUBE, *SIZE)) == cells(TUBE, *SIZE)
    studio.close()


def test_the_cache_may_vanish_under_us_or_be_forbidden(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pictures.db")
    for name in os.listdir(tmp_path):
        (tmp_path / name).unlink()
    cache.put(b"key", b"data")
    cache.close()
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    shut = PictureCache(blocked / "pictures.db")
    shut.put(b"key", b"data")
    assert shut.get(b"key") is None


def test_the_cache_stays_small_and_forgets_what_is_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "pictures.db"
    cache = PictureCache(path, most_bytes=10_000)
    for number in range(9):
        cache.put(b"old%d" % number, b"x" * 1_000)
    cache.close()
    cache = PictureCache(path, most_bytes=10_000)
    assert cache.get(b"old3")
    for number in range(4):
        cache.put(b"new%d" % number, b"y" * 1_000)
    kept = {key for key in (b"old%d" % n for n in range(9)) if cache.get(key)}
    assert b"old3" in kept
    assert len(kept) < 9
    assert all(cache.get(b"new%d" % number) for number in range(4))
    cache.close()


def test_packing_keeps_everything() -> None:
    picture = cells(TUBE, *SIZE)
    assert unpacked(packed(picture)) == picture
    for broken in (b"", b"\x01", packed(picture)[:-9], b"\0\0" + packed(picture)[2:]):
        with pytest.raises(ValueError, match=r".*"):
            unpacked(broken)


# -- the process beside us


def test_the_workshop_draws_the_same() -> None:
    workshop = Workshop()
    try:
        assert workshop.cells(TUBE, *SIZE, "quadrant", "256") == cells(TUBE, *SIZE, "quadrant", "256")
        assert workshop.image(TUBE, 64, 80)[:4] == b"\x89PNG"
    finally:
        workshop.close()


def test_a_workshop_that_dies_is_opened_again() -> None:
    workshop = Workshop()
    try:
        workshop.image(TUBE, 64, 80)
        assert workshop._process
        os.kill(workshop._process.pid, signal.SIGKILL)
        with pytest.raises(PictureError, match="gave-up"):
            workshop.image(TUBE, 64, 80)
        assert workshop.image(TUBE, 64, 80)
    finally:
        workshop.close()


def test_a_large_picture_is_drawn_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.art.draw.cells", None)
    studio = Studio()
    studio.raster((TUBE, 80, 30))
    studio.draw_next()
    assert {c.glyph for line in studio.raster((TUBE, 80, 30)) for c in line} & set(SEXTANTS[1:])
    studio.close()


# -- words instead


@pytest.mark.parametrize("size", [(37, 11), (9, 3), (5, 2), (200, 1)])
def test_without_colours_a_picture_is_one_line_of_words(size: tuple[int, int]) -> None:
    lines = ["".join(cell.glyph for cell in line) for line in described((TUBE, *size))]
    assert {width_of(line) for line in lines} == {size[0]}
    assert sum(bool(line.strip()) for line in lines) == (size[0] > 8)
    if size[0] > 30:
        assert "一支防晒立在圆台上" in "".join(lines)


def test_in_words_nothing_is_drawn() -> None:
    terminal.use(terminal.Terminal(mode="words"))
    studio = Studio()
    assert studio.raster((TUBE, *SIZE)) == described((TUBE, *SIZE))
    assert not studio.waiting
