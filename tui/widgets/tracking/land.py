"""Where land is: a bitmap of quarter degrees (made by ``tests/pictures/land.py``), asked dot by dot.

Source: npm ``world-atlas`` 2.0.2 (ISC), a redistribution of Natural Earth (public domain).
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

PER_DEGREE = 4
_WIDTH = 360 * PER_DEGREE
ENOUGH = 0.34
"""Share of a dot's box that must be land for the dot to be on: islands stay, straits stay open."""


class View(NamedTuple):
    """The window of a map: degrees at its edges (longitude may pass 180)."""

    west: float
    east: float
    north: float
    south: float


WORLD = View(-15.0, 300.0, 71.0, -43.0)
"""The whole way round, cut in the Atlantic."""


@cache
def _rows() -> tuple[str, ...]:
    """Return the bitmap as a text of ones and noughts a row, three times round the world."""
    packed = zlib.decompress(Path(__file__).with_name("land.bin").read_bytes())
    size = _WIDTH // 8
    lines = (packed[at : at + size] for at in range(0, len(packed), size))
    return tuple(f"{int.from_bytes(line):0{_WIDTH}b}" * 3 for line in lines)


@lru_cache(maxsize=32)
def land_cells(view: View, width: int, height: int) -> tuple[tuple[int, ...], ...]:
    """Return for each cell the bits of its braille character: which of its eight dots are land."""
    rows = _rows()
    across = (view.east - view.west) / (width * 2) * PER_DEGREE
    down = (view.north - view.south) / (height * 4) * PER_DEGREE
    first = (view.west + 540) * PER_DEGREE
    edges = [round(first + across * x) for x in range(width * 2 + 1)]
    cells: list[list[int]] = [[0] * width for _ in range(height)]
    for y in range(height * 4):
        top = (90 - view.north) * PER_DEGREE + down * y
        lines = [
            rows[line]
            for line in range(round(top), max(round(top) + 1, round(top + down)))
            if 0 <= line < len(rows)
        ]
        bit = _DOTS[y % 4]
        row = cells[y // 4]
        for x in range(width * 2):
            start, end = edges[x], max(edges[x] + 1, edges[x + 1])
            found = sum(line.count("1", start, end) for line in lines)
            if found >= ENOUGH * (end - start) * max(1, len(lines)):
                row[x // 2] |= bit[x % 2]
    return tuple(map(tuple, cells))


_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def dot_bit(x: int, y: int) -> int:
    """Return the bit of the dot at ``(x, y)`` in its braille character."""
    return _DOTS[y % 4][x % 2]
