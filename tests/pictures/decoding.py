"""What a terminal would show: cells painted as pixels, Sixel codes read back."""

from __future__ import annotations

import re

from PIL import Image

from tui.art.cells import GRIDS, Raster

CELL = (8, 16)
_TOKEN = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([?-~])|\$|-")


def painted(picture: Raster, mode: str, cell: tuple[int, int] = CELL) -> Image.Image:
    """Return cells as a terminal with ``cell`` pixels a cell shows them."""
    grid = GRIDS[mode]
    bits = {glyph: number for number, glyph in enumerate(grid.glyphs)}
    small = Image.new("RGB", (len(picture[0]) * grid.across, len(picture) * grid.down))
    for y, line in enumerate(picture):
        for x, one in enumerate(line):
            for index in range(grid.across * grid.down):
                value = one.fg if bits[one.glyph] >> index & 1 else one.bg
                at = (x * grid.across + index % grid.across, y * grid.down + index // grid.across)
                small.putpixel(at, (value >> 16, value >> 8 & 255, value & 255))
    size = (len(picture[0]) * cell[0], len(picture) * cell[1])
    return small.resize(size, Image.Resampling.NEAREST)


def unsixel(text: str) -> Image.Image:
    """Return the picture that Sixel codes draw: our own reading of DEC STD 070."""
    head = re.match(r'\x1bPq"1;1;(\d+);(\d+)', text)
    assert head
    assert text.endswith("\x1b\\")
    result = Image.new("RGB", (int(head[1]), int(head[2])), "#000000")
    colours: dict[int, tuple[int, int, int]] = {}
    x = top = current = 0
    for token in _TOKEN.finditer(text[head.end() : -2]):
        number, red, green, blue, times, repeated, single = token.groups()
        if number is not None:
            current = int(number)
            if red is not None:
                colours[current] = (int(red) * 255 // 100, int(green) * 255 // 100, int(blue) * 255 // 100)
        elif token[0] == "$":
            x = 0
        elif token[0] == "-":
            x, top = 0, top + 6
        else:
            bits, count = ord(repeated or single) - 63, int(times or 1)
            for row in (row for row in range(6) if bits >> row & 1):
                result.paste(colours[current], (x, top + row, x + count, top + row + 1))
            x += count
    return result
