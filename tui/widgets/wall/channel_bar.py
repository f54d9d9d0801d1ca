"""The row of channels above the wall of cards."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.paint.rows import Span, paint, row
from tui.text import cells
from tui.theme import palette_of


class ChannelBar(Widget):
    """Shows channels by name, the ``current`` one (a position) on a chip; ``note`` stands at the right."""

    DEFAULT_CSS = "ChannelBar { height: 1; width: 100%; }"

    current: reactive[int] = reactive(0)
    note: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()

    def show(self, names: Sequence[str]) -> None:
        """Replace the names of the channels."""
        self._names = tuple(names)
        self.refresh()

    def _first(self, room: int) -> int:
        """Return the channel to begin with, so that the current one fits into ``room`` cells."""
        first = 0
        while (
            first < self.current and sum(cells(n) + 3 for n in self._names[first : self.current + 1]) > room
        ):
            first += 1
        return first

    def render_line(self, y: int) -> Strip:
        """Paint the row; channels left of what fits give way to the current one."""
        palette = palette_of(self.app)
        width = self.size.width
        first = self._first(width - cells(self.note) - 6)
        spans = [Span("  " if not first else "‹ ", palette.faint)]
        for position, name in enumerate(self._names[first:], start=first):
            if position == self.current:
                spans.append(Span(f" {name} ", palette.text, palette.chip, bold=True))
            else:
                spans.append(Span(f" {name} ", palette.muted))
            if position == 2:
                spans.append(Span(" │", palette.line))
            spans.append(Span(" "))
        note = [Span(f"{self.note} ", palette.faint)] if self.note else []
        return paint(row(width, spans, note), width, palette.text, palette.surface)
