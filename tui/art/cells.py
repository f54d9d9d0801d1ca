"""A drawing -> terminal cells: six pixels a cell, two colours, the sextant that separates them."""

from __future__ import annotations

import io
from typing import NamedTuple

from tui.art.canvas import Canvas

FLAT = 26


class Cell(NamedTuple):
    """One cell of a picture: a glyph and its two colours as 0xRRGGBB."""

    glyph: str
    fg: int
    bg: int


Raster = tuple[tuple[Cell, ...], ...]
Pixel = tuple[int, int, int]


def sextant(bits: int) -> str:
    """Return the character for six pixels of a cell; bit 0 is top left, bit 1 top right, and so down."""
    whole = {0: " ", 63: "█", 21: "▌", 42: "▐"}
    return whole.get(bits) or chr(0x1FB00 + bits - 1 - (bits > 21) - (bits > 42))


SEXTANTS = tuple(sextant(bits) for bits in range(64))


def pixels(canvas: Canvas, width: int, height: int) -> bytes:
    """Return a drawing as ``width`` x ``height`` RGB pixels, averaged from twice as many."""
    import resvg_py  # late, both: only drawing needs them (20 ms)
    from PIL import Image

    png = resvg_py.svg_to_bytes(svg_string=canvas.svg(), width=width * 2, skip_system_fonts=True)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return image.resize((width, height), Image.Resampling.BOX).tobytes()


def fitted(canvas: Canvas, columns: int, rows: int) -> Raster:
    """Return a drawing as cells: each is split at the middle of its brightness."""
    width = columns * 2
    data = pixels(canvas, width, rows * 3)
    lines: list[tuple[Cell, ...]] = []
    for row in range(rows):
        starts = [((row * 3 + dy) * width + dx) * 3 for dy in range(3) for dx in range(2)]
        lines.append(tuple(_cell(data, starts, column * 6) for column in range(columns)))
    return tuple(lines)


def _cell(data: bytes, starts: list[int], offset: int) -> Cell:
    six = [(data[s + offset], data[s + offset + 1], data[s + offset + 2]) for s in starts]
    bright = [3 * red + 6 * green + blue for red, green, blue in six]
    low, high = min(bright), max(bright)
    if high - low < FLAT * 10:
        colour = _mean(six)
        return Cell(" ", colour, colour)
    middle = (low + high) / 2
    bits = sum(1 << index for index, value in enumerate(bright) if value >= middle)
    front = [pixel for pixel, value in zip(six, bright, strict=True) if value >= middle]
    back = [pixel for pixel, value in zip(six, bright, strict=True) if value < middle]
    return Cell(SEXTANTS[bits], _mean(front), _mean(back))


def _mean(some: list[Pixel]) -> int:
    number = len(some)
    red = sum(pixel[0] for pixel in some) // number
    green = sum(pixel[1] for pixel in some) // number
    blue = sum(pixel[2] for pixel in some) // number
    return red << 16 | green << 8 | blue
