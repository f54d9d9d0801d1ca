"""Meters and buttons made of cells."""

from __future__ import annotations

from tui.paint.rows import Span
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
