"""A picture's source -> terminal cells. Everything that shows a picture asks here and nowhere else.

For now a source is painted as a soft scene in its palette's colours (sky, light, ground); the drawn
things come later behind the same two functions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.pictures import PictureSpec

if TYPE_CHECKING:
    from tui.theme import Palette

READ_SHARE = 0.38


class Cell(NamedTuple):
    """One cell of a picture: a glyph and its two colours as 0xRRGGBB."""

    glyph: str
    fg: int
    bg: int


Raster = tuple[tuple[Cell, ...], ...]


class Scene(NamedTuple):
    """The colours of a palette: sky above, sky at the horizon, ground, and the light in the sky."""

    high: int
    low: int
    ground: int
    light: int


SCENES = {
    "peach": Scene(0xFFC9B0, 0xFFE7D6, 0xF0B295, 0xFFF6EC),
    "sky": Scene(0x63CDE4, 0xC4EEF4, 0x8FD0DE, 0xF4FDFF),
    "mint": Scene(0xA5E3CC, 0xE3F8EE, 0x86CDB4, 0xFBFFFD),
    "lilac": Scene(0xB9A6EA, 0xE8DDFA, 0x9C89D3, 0xFCF8FF),
    "sand": Scene(0xD8B48C, 0xF2DFC6, 0xBE946A, 0xFFF8EC),
    "coral": Scene(0xFF9384, 0xFFD3C6, 0xE0705F, 0xFFF1EA),
    "lemon": Scene(0xFFDF7A, 0xFFF5CD, 0xEDC453, 0xFFFDF0),
    "berry": Scene(0xC8527F, 0xF3B9CD, 0xA13560, 0xFFE6EF),
    "cocoa": Scene(0x8A5A3F, 0xCFA685, 0x65402C, 0xF6DFC6),
    "slate": Scene(0x6E7F93, 0xB9C5D1, 0x516072, 0xEEF3F8),
    "forest": Scene(0x4F8A66, 0xAED3B3, 0x38694C, 0xEAF7E6),
    "ocean": Scene(0x2F6FB0, 0x93C3E4, 0x23558A, 0xE4F4FF),
    "rose": Scene(0xF3A0B4, 0xFCDCE3, 0xDB7D95, 0xFFF5F7),
    "night": Scene(0x1B1F4B, 0x5B4B8A, 0x141634, 0xF7E7B0),
    "cream": Scene(0xF1E3CC, 0xFBF5E9, 0xDCC7A6, 0xFFFFFF),
    "wine": Scene(0x6D1F3A, 0xC1708A, 0x4B1228, 0xFAD9DF),
}


def mix(one: int, other: int, share: float) -> int:
    """Return the colour ``share`` (0.0-1.0) of the way from ``one`` to ``other``."""
    parts = (
        round((one >> shift & 255) + ((other >> shift & 255) - (one >> shift & 255)) * share)
        for shift in (16, 8, 0)
    )
    red, green, blue = parts
    return red << 16 | green << 8 | blue


def number(colour: str) -> int:
    """Return ``#RRGGBB`` as a number."""
    return int(colour[1:], 16)


@lru_cache(maxsize=48)
def raster(spec: PictureSpec, columns: int, rows: int) -> Raster:
    """Return a picture as ``rows`` tuples of ``columns`` cells.

    Half blocks, two pixels a cell; 0.9 ms for 37x13 cells (tests/bench).
    """
    scene = SCENES.get(spec.palette, SCENES["peach"])
    lines = [_pixels(scene, spec.seed, columns, rows * 2, y) for y in range(rows * 2)]
    return tuple(
        tuple(
            Cell("▀", top, low) if top != low else Cell(" ", top, top) for top, low in zip(a, b, strict=True)
        )
        for a, b in zip(lines[::2], lines[1::2], strict=True)
    )


def _pixels(scene: Scene, seed: int, width: int, height: int, y: int) -> list[int]:
    """Return one line of pixels: sky down to the horizon, a disc of light in it, then the ground."""
    horizon = height * (64 + seed % 13) // 100
    if y >= horizon:
        return [mix(scene.ground, scene.low, 0.45 * (y - horizon) / max(1, height - horizon))] * width
    sky = mix(scene.high, scene.low, y / max(1, horizon))
    line = [sky] * width
    radius = height * (20 + seed // 7 % 9) / 100
    middle, centre = width * (25 + seed // 13 % 50) / 100, horizon * (40 + seed // 5 % 30) / 100
    reach = radius * radius - (y - centre) ** 2
    if reach > 0:
        half = reach**0.5
        for x in range(max(0, round(middle - half)), min(width, round(middle + half))):
            line[x] = mix(sky, scene.light, 0.55)
    return line


def dimmed(picture: Raster, ground: int) -> Raster:
    """Return the picture of something already read: 38 % of the way to the ground."""
    return tuple(
        tuple(
            Cell(cell.glyph, mix(cell.fg, ground, READ_SHARE), mix(cell.bg, ground, READ_SHARE))
            for cell in line
        )
        for line in picture
    )


def cells(spec: PictureSpec, columns: int, rows: int, palette: Palette | None = None) -> list[Strip]:
    """Return a picture as ``rows`` strips, each ``columns`` cells wide."""
    return list(_strips(spec, columns, rows))


@lru_cache(maxsize=48)
def _strips(spec: PictureSpec, columns: int, rows: int) -> tuple[Strip, ...]:
    return tuple(
        Strip([Segment(cell.glyph, _style(cell.fg, cell.bg)) for cell in line], columns)
        for line in raster(spec, columns, rows)
    )


@lru_cache(maxsize=4096)
def _style(fg: int, bg: int) -> Style:
    return Style(color=_colour(fg), bgcolor=_colour(bg))


def _colour(value: int) -> Color:
    return Color.from_rgb(value >> 16, value >> 8 & 255, value & 255)
