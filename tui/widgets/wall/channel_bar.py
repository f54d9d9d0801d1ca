"""The row of channels above the wall of cards."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.paint.rows import Action, Row, Span, paint, row, width_of
from tui.text import cells
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


class ChannelBar(Hand, Widget):
    """Shows channels by name, the ``current`` one (a position) on a chip; ``note`` stands at the right.

    A press on one of several asks for ``show_tab`` with its position.
    """

    DEFAULT_CSS = "ChannelBar { height: 1; width: 100%; }"

    current: reactive[int] = reactive(0)
    note: reactive[tuple[Span, ...]] = reactive(())

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

    def row_at(self, line: int) -> Row:
        """Return the row; channels left of what fits give way to the current one."""
        palette = palette_of(self.app)
        width = self.size.width
        first = self._first(width - width_of(self.note) - 6)
        before = Action("show_tab", str(first - 1)) if first else None
        spans = [Span("  " if not first else "‹ ", palette.faint, action=before)]
        for position, name in enumerate(self._names[first:], start=first):
            action = Action("show_tab", str(position)) if len(self._names) > 1 else None
            if position == self.current:
                spans.append(Span(f" {name} ", palette.text, palette.chip, bold=True, action=action))
            else:
                spans.append(Span(f" {name} ", palette.muted, action=action))
            if position == 2:
                spans.append(Span(" │", palette.line))
            spans.append(Span(" "))
        note = [span._replace(fg=span.fg or palette.faint) for span in self.note]
        return row(width, spans, [*note, Span(" ")] if note else [])

    def render_line(self, y: int) -> Strip:
        """Paint the row."""
        palette = palette_of(self.app)
        return paint(self.shown(self.row_at(y), y), self.size.width, palette.text, palette.surface)
