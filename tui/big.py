"""Display for projectors: a terminal has one size of letters, so strokes, pictures and gaps grow."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

BOLD = Style(bold=True)


class Bolder(LineFilter):
    """Makes every text bold, because a projector loses thin strokes first."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a row, bold."""
        return [
            segment if segment.control else Segment(segment.text, (segment.style or Style.null()) + BOLD)
            for segment in segments
        ]


def is_big(app: App[Any]) -> bool:
    """Tell whether the display for projectors is on: one column fewer, a blank row between rows of lists."""
    return bool(getattr(getattr(app, "settings", None), "big", False))
