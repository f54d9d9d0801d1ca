"""Meters and buttons made of cells."""

from __future__ import annotations

from tui.paint.rows import Row, Span, place
from tui.text import cells
from tui.theme import Palette


def meter(width: int, before: int, this: int, limit: int, palette: Palette) -> list[Span]:
    """Return a bar of ``width`` cells: used before, this one, and what is left of ``limit``.

    Over the limit the whole bar is red; whatever is not nothing takes at least one cell.
    """
    if before + this > limit:
        return [Span("━" * width, palette.brand)]
    first = _share(width, before, limit)
    second = min(width - first, _share(width, this, limit))
    return [
        Span("━" * first, palette.muted),
        Span("━" * second, palette.price),
        Span("━" * (width - first - second), palette.line),
    ]


def _share(width: int, part: int, whole: int) -> int:
    return max(1, round(width * part / whole)) if part else 0


def button(
    width: int, key: str, words: str, palette: Palette, indent: int = 0, *, quiet: bool = False
) -> list[Row]:
    """Return a button two rows high (half rows above and below), its key before its words."""
    ground = palette.chip if quiet else palette.brand
    text = f"{key}  {words}" if key else words
    left = max(0, (width - cells(text)) // 2)
    label = " " * left + text + " " * max(0, width - left - cells(text))
    tone = palette.muted if quiet else "#FFFFFF"
    return [
        place((indent, Span("▄" * width, ground))),
        place((indent, Span(label, tone, ground, bold=True))),
        place((indent, Span("▀" * width, ground))),
    ]
