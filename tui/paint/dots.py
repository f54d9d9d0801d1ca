"""Shares as dots: filled steps, and low ones for what is missing."""

from __future__ import annotations

from tui.paint.rows import Span
from tui.theme import Palette

FULL, LOW = "⣶", "⣀"


def dots(width: int, share: int, palette: Palette, colour: str = "") -> list[Span]:
    """Return ``width`` cells of which ``share`` hundredths are filled; whatever is not nothing takes one."""
    filled = min(width, max(1, round(width * share / 100))) if share > 0 else 0
    return [Span(FULL * filled, colour or palette.brand), Span(LOW * (width - filled), palette.line)]
