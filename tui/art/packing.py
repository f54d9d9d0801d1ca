"""Cells as bytes, for the disk and for the pipe: three numbers a cell, compressed."""

from __future__ import annotations

import sys
import zlib
from array import array

from tui.art.cells import Cell, Raster


def packed(raster: Raster) -> bytes:
    """Return a picture's cells as bytes."""
    numbers = array("I")
    for line in raster:
        for cell in line:
            numbers.extend((ord(cell.glyph), cell.fg, cell.bg))
    if sys.byteorder == "big":
        numbers.byteswap()
    return len(raster).to_bytes(2, "little") + zlib.compress(numbers.tobytes(), 1)


def unpacked(data: bytes) -> Raster:
    """Return the cells that ``packed`` made bytes of; raises ``ValueError`` when they are not."""
    try:
        numbers = array("I", zlib.decompress(data[2:]))
        if sys.byteorder == "big":
            numbers.byteswap()
        rows = int.from_bytes(data[:2], "little")
        cells = [Cell(chr(numbers[at]), numbers[at + 1], numbers[at + 2]) for at in range(0, len(numbers), 3)]
        columns = len(cells) // rows
        return tuple(tuple(cells[row * columns : (row + 1) * columns]) for row in range(rows))
    except (zlib.error, IndexError, ZeroDivisionError, OverflowError) as error:
        raise ValueError(str(error)) from None
