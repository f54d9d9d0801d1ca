"""Pixels -> terminal cells: two colours a cell, and the character that separates them.

A cell is 1x2 (half blocks), 2x2 (quadrants), 2x3 (sextants) or 2x4 (octants) pixels.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.art.canvas import Canvas

FLAT = 24
"""Channels that differ by less (of 255) are one colour: a blank is one byte, a sextant four."""


NEAR = 17
"""By how much channels may differ from the cell before when the output has to be short."""


class Cell(NamedTuple):
    """One cell of a picture: a glyph and its two colours as 0xRRGGBB."""

    glyph: str
    fg: int
    bg: int


Raster = tuple[tuple[Cell, ...], ...]
Pixel = tuple[int, int, int]
Quantise = Callable[[int], int]


class Grid(NamedTuple):
    """How many pixels a cell holds, and the glyph for each pattern of them (bit 0 top left, then by rows)."""

    across: int
    down: int
    glyphs: tuple[str, ...]


def _sextant(bits: int) -> str:
    whole = {0: " ", 63: "█", 21: "▌", 42: "▐"}
    return whole.get(bits) or chr(0x1FB00 + bits - 1 - (bits > 21) - (bits > 42))


_OCTANTS_ELSEWHERE = {
    0: " ", 1: "\U0001cea8", 2: "\U0001ceab", 3: "\U0001fb82", 5: "▘", 10: "▝", 15: "▀", 20: "\U0001fbe6",
    40: "\U0001fbe7", 63: "\U0001fb85", 64: "\U0001cea3", 80: "▖", 85: "▌", 90: "▞", 95: "▛", 128: "\U0001cea0",
    160: "▗", 165: "▚", 170: "▐", 175: "▜", 192: "▂", 240: "▄", 245: "▙", 250: "▟", 252: "▆", 255: "█",
}  # fmt: skip
"""Patterns that had a character before Unicode 16; the other 230 follow one another from U+1CD00."""


def _octants() -> tuple[str, ...]:
    """Return the glyphs of 2 x 4 pixels by their bits; most follow each other in Unicode."""
    glyphs: list[str] = []
    following = 0x1CD00
    for bits in range(256):
        if bits in _OCTANTS_ELSEWHERE:
            glyphs.append(_OCTANTS_ELSEWHERE[bits])
        else:
            glyphs.append(chr(following))
            following += 1
    return tuple(glyphs)


SEXTANTS = tuple(_sextant(bits) for bits in range(64))
GRIDS = {
    "half": Grid(1, 2, (" ", "▀", "▄", "█")),
    "quadrant": Grid(2, 2, tuple(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")),
    "sextant": Grid(2, 3, SEXTANTS),
    "octant": Grid(2, 4, _octants()),
}


def pixels(canvas: Canvas, width: int, height: int) -> bytes:
    """Return a drawing as ``width`` x ``height`` RGB pixels.

    Drawn no wider than that: twice as wide and averaged looks the same at a cell's size, and takes 4 ms more.
    """
    from PIL import Image  # late: only drawing needs it (20 ms)

    image = Image.open(io.BytesIO(png(canvas, width))).convert("RGB")
    return image.resize((width, height), Image.Resampling.BOX).tobytes()


def png(canvas: Canvas, width: int) -> bytes:
    """Return a drawing as a PNG file ``width`` pixels wide."""
    import resvg_py  # late: only drawing needs it

    return bytes(resvg_py.svg_to_bytes(svg_string=canvas.svg(), width=width, skip_system_fonts=True))


def fitted(
    data: bytes, columns: int, rows: int, mode: str = "sextant", quantise: Quantise | None = None
) -> Raster:
    """Return RGB pixels as cells, split along the channel that differs most within each cell.

    ``data`` holds as many pixels as ``columns`` x ``rows`` cells of the mode's grid.
    """
    grid = GRIDS[mode]
    width = columns * grid.across
    step = grid.across * 3
    lines: list[tuple[Cell, ...]] = []
    for row in range(rows):
        starts = [
            ((row * grid.down + dy) * width + dx) * 3 for dy in range(grid.down) for dx in range(grid.across)
        ]
        line = [_cell(data, starts, column * step, grid.glyphs) for column in range(columns)]
        lines.append(tuple(line if quantise is None else [_reduced(cell, quantise) for cell in line]))
    return tuple(lines)


def _cell(data: bytes, starts: list[int], offset: int, glyphs: tuple[str, ...]) -> Cell:
    """Split a cell's pixels in two along the channel that differs most; a flat cell is one colour."""
    some = [(data[s + offset], data[s + offset + 1], data[s + offset + 2]) for s in starts]
    channels = list(zip(*some, strict=True))
    spans = [max(channel) - min(channel) for channel in channels]
    widest = max(spans)
    if widest < FLAT:
        colour = _mean(some)
        return Cell(" ", colour, colour)
    values = channels[spans.index(widest)]
    middle = (max(values) + min(values)) / 2
    bits = sum(1 << index for index, value in enumerate(values) if value >= middle)
    front = [pixel for pixel, value in zip(some, values, strict=True) if value >= middle]
    back = [pixel for pixel, value in zip(some, values, strict=True) if value < middle]
    return Cell(glyphs[bits], _mean(front), _mean(back))


def _mean(some: list[Pixel]) -> int:
    number = len(some)
    red = sum([pixel[0] for pixel in some]) // number
    green = sum([pixel[1] for pixel in some]) // number
    blue = sum([pixel[2] for pixel in some]) // number
    return red << 16 | green << 8 | blue


def _reduced(cell: Cell, quantise: Quantise) -> Cell:
    fg, bg = quantise(cell.fg), quantise(cell.bg)
    return Cell(" ", bg, bg) if fg == bg else Cell(cell.glyph, fg, bg)


# -- fewer colours

ANSI = (
    0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xE5E5E5,
    0x666666, 0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF,
)  # fmt: skip
"""The sixteen colours as most terminals show them by default."""
_STEPS = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=65_536)
def number_256(colour: int) -> int:
    """Return the number (16-255) of the nearest of the 256 colours: the cube's, or a grey's."""
    parts = (colour >> 16, colour >> 8 & 255, colour & 255)
    cube = [min(range(6), key=lambda index, part=part: abs(_STEPS[index] - part)) for part in parts]  # type: ignore[misc]
    grey = max(0, min(23, round((sum(parts) / 3 - 8) / 10)))
    cube_colour = tuple(_STEPS[index] for index in cube)
    level = 8 + grey * 10
    if _apart(parts, (level, level, level)) < _apart(parts, cube_colour):
        return 232 + grey
    return 16 + 36 * cube[0] + 6 * cube[1] + cube[2]


@lru_cache(maxsize=65_536)
def number_16(colour: int) -> int:
    """Return the number (0-15) of the nearest of the sixteen colours."""
    parts = (colour >> 16, colour >> 8 & 255, colour & 255)
    return min(
        range(16),
        key=lambda index: _apart(parts, (ANSI[index] >> 16, ANSI[index] >> 8 & 255, ANSI[index] & 255)),
    )


def to_256(colour: int) -> int:
    """Return the nearest of the 256 colours as 0xRRGGBB."""
    number = number_256(colour)
    if number >= 232:
        return (8 + (number - 232) * 10) * 0x010101
    number -= 16
    return _STEPS[number // 36] << 16 | _STEPS[number // 6 % 6] << 8 | _STEPS[number % 6]


def to_16(colour: int) -> int:
    """Return the nearest of the sixteen colours as 0xRRGGBB."""
    return ANSI[number_16(colour)]


def to_lite(colour: int) -> int:
    """Return a colour in steps of 17 (sixteen a channel): neighbours become equal, and a frame shorter."""
    return sum(((colour >> shift & 255) + 8) // 17 * 17 << shift for shift in (16, 8, 0))


def lasting(line: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return a line that keeps a colour until one differs visibly: each change costs bytes."""
    found: list[Cell] = []
    _, fg, bg = line[0]
    for cell in line:
        bg = bg if _near(cell.bg, bg) else cell.bg
        if cell.glyph == " ":
            found.append(Cell(" ", bg, bg))
            continue
        fg = fg if _near(cell.fg, fg) else cell.fg
        found.append(Cell(cell.glyph, fg, bg))
    return tuple(found)


def _near(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= NEAR for shift in (16, 8, 0))


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how far two colours are from each other, weighted as an eye does (a common approximation)."""
    red = (one[0] + other[0]) / 2
    return float(
        (2 + red / 256) * (one[0] - other[0]) ** 2
        + 4 * (one[1] - other[1]) ** 2
        + (2 + (255 - red) / 256) * (one[2] - other[2]) ** 2
    )


QUANTISE: dict[str, Quantise] = {"256": to_256, "16": to_16, "lite": to_lite}
