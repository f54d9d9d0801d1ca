"""A block of painted rows on a surface, without any action: rails, docks and sums."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui.paint.rows import Row, paint
from tui.theme import palette_of


class Panel(Widget):
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

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette = palette_of(self.app)
        width, height = self.size
        first_of_foot = height - len(self._foot)
        content = Row(())
        if y >= first_of_foot:
            content = self._foot[y - first_of_foot]
        elif y < len(self._rows):
            content = self._rows[y]
        return paint(content, width, palette.text, getattr(palette, self._ground))
