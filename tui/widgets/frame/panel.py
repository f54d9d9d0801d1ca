"""A block of painted rows on a surface: rails, docks and sums. It says what was pressed in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui.paint.rows import Row, paint
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


class Panel(Hand, Widget):
    """Paints ``rows`` from the top and ``foot`` at the bottom; what does not fit is left out in between."""

    DEFAULT_CSS = "Panel { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None, ground: str = "surface") -> None:
        """``ground`` names the palette's colour under the rows."""
        super().__init__(id=id)
        self._ground = ground
        self._rows: tuple[Row, ...] = ()
        self._foot: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row], foot: Sequence[Row] = ()) -> None:
        """Replace what is painted."""
        self._rows, self._foot = tuple(rows), tuple(foot)
        self.refresh()

    def row_at(self, line: int) -> Row:
        """Return a row of the panel."""
        first_of_foot = self.size.height - len(self._foot)
        if line >= first_of_foot:
            return self._foot[line - first_of_foot] if line < self.size.height else Row(())
        return self._rows[line] if 0 <= line < len(self._rows) else Row(())

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette, width = palette_of(self.app), self.size.width
        content = self.shown(self.row_at(y), y)
        return paint(content, width, palette.text, getattr(palette, self._ground))
