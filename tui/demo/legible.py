"""Makes an exported screenshot read in any viewer: widths of Chinese, and sextants as shapes.

The export counts a wide character as one cell and leaves block characters to fonts that lack them.
"""

from __future__ import annotations

import html
import re
from itertools import groupby

from rich.cells import cell_len

CELL, LINE, ASCENT = 12.2, 24.4, 18.5
WIDE = "'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
FONTS = f"'Fira Code','DejaVu Sans Mono',{WIDE},monospace"
_TEXT = re.compile(r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*"([^>]*)>([^<]*)</text>')
_SEXTANT = re.compile("[\U0001fb00-\U0001fb3b█▌▐▀▄▔▁\u2801-\u28ff]")
DOT = 2.4


def legible(svg: str) -> str:
    """Return an SVG of Textual's whose texts have their true widths and whose blocks are drawn."""
    svg = _TEXT.sub(_element, svg)
    fonts = f"text {{ font-family: {FONTS}; }} text.wide {{ font-family: {WIDE}; }} "
    return svg.replace("<style>", f"<style>{fonts}", 1)


def _element(match: re.Match[str]) -> str:
    name, x, y, rest, escaped = match.groups()
    text = html.unescape(escaped)
    if _SEXTANT.search(text):
        return _shapes(name, float(x), float(y), text) + _plain(name, x, y, rest, _SEXTANT.sub(" ", text))
    return _plain(name, x, y, rest, text)


def _plain(name: str, x: str, y: str, rest: str, text: str) -> str:
    """Return text as SVG, runs of wide and narrow characters each stretched to their cells."""
    if not text.strip():
        return ""
    drawn, left = [], float(x)
    for wide, run in groupby(text, key=lambda character: cell_len(character) > 1):
        words = "".join(run)
        width = cell_len(words) * CELL
        if words.strip():
            kind = f"{name} wide" if wide else name
            spaced = html.escape(words).replace(" ", "&#160;")
            drawn.append(
                f'<text class="{kind}" x="{left:.1f}" y="{y}" textLength="{width:.1f}"{rest}>{spaced}</text>'
            )
        left += width
    return "".join(drawn)


def _shapes(name: str, x: float, y: float, text: str) -> str:
    """Return the blocks of a run as rectangles in its own colour."""
    shapes = []
    left = x
    dots = "".join(_dots(x + cell_len(text[:at]) * CELL, y - ASCENT, c) for at, c in enumerate(text))
    if dots:
        shapes.append(f'<path class="{name}" d="{dots}"/>')
    for character in text:
        for part in _pixels(character):
            column, top, wide, high = part
            shapes.append(
                f'<rect class="{name}" x="{left + column * CELL:.1f}" y="{y - ASCENT + top * LINE:.1f}" '
                f'width="{wide * CELL + 0.2:.1f}" height="{high * LINE + 0.2:.1f}"/>'
            )
        left += cell_len(character) * CELL
    return "".join(shapes)


def _dots(left: float, top: float, character: str) -> str:
    """Return the dots of a braille character as small squares of one path."""
    bits = ord(character) - 0x2800
    if not 0 < bits < 256:
        return ""
    places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    return "".join(
        f"M{left + (dx + 0.5) * CELL / 2 - DOT / 2:.1f} {top + (dy + 0.5) * LINE / 4 - DOT / 2:.1f}"
        f"h{DOT}v{DOT}h-{DOT}z"
        for bit, (dx, dy) in enumerate(places)
        if bits >> bit & 1
    )


def _pixels(character: str) -> list[tuple[float, float, float, float]]:
    """Return the parts of a cell that a block covers, as shares of it: x, y, width, height."""
    simple = {
        "█": (0, 0, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 0.5, 1), "▀": (0, 0, 1, 0.5),
        "▄": (0, 0.5, 1, 0.5), "▔": (0, 0, 1, 0.125), "▁": (0, 0.875, 1, 0.125),
    }  # fmt: skip
    if character in simple:
        return [simple[character]]
    code = ord(character) - 0x1FB00
    if not 0 <= code < 60:
        return []
    bits = code + 1 + (code >= 20) + (code >= 40)
    return [(bit % 2 / 2, bit // 2 / 3, 0.5, 1 / 3) for bit in range(6) if bits >> bit & 1]
