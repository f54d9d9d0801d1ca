"""What stands where there is nothing: a picture, one sentence, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from store.pictures import PictureSpec
from tui.paint.keycaps import said_lines
from tui.paint.rows import Row, Span, paint, row, width_of
from tui.pictures.studio import cells as cells_of
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


class Box(NamedTuple):
    """How much room a picture takes, with the blank row below it."""

    columns: int
    rows: int


PICTURE, NO_PICTURE = Box(30, 13), Box(0, 0)


class Empty(Hand, Widget):
    """A sentence in the middle of its box, and what to do; both are keys of the catalogues."""

    DEFAULT_CSS = "Empty { width: 1fr; height: 1fr; }"

    def __init__(self, sentence: str = "", hint: str = "", scene: str = "nothing-found") -> None:
        super().__init__()
        self._sentence, self._hint, self._scene = sentence, hint, scene

    def show(self, sentence: str, hint: str = "", scene: str = "nothing-found") -> None:
        """Say something else."""
        self._sentence, self._hint, self._scene = sentence, hint, scene
        self.refresh()

    def _lines(self) -> list[list[Span]]:
        """Return sentence and hint, wrapped."""
        palette, width = palette_of(self.app), max(10, min(60, self.size.width - 4))
        sentence = said_lines(self._sentence, width, palette.text, bold=True) if self._sentence else []
        hint = said_lines(self._hint, width, palette.muted) if self._hint else []
        return [*sentence, [], *hint]

    def _shape(self) -> tuple[Box, int]:
        """Return the room of the picture, and the row at which all begins."""
        width, height = self.size
        lines = len(self._lines())
        drawn = PICTURE if height >= PICTURE.rows + lines + 4 and width >= PICTURE.columns else NO_PICTURE
        return drawn, max(0, (height - lines - drawn.rows) // 2)

    def row_at(self, line: int) -> Row:
        """Return a row of the words; the picture has none."""
        drawn, top = self._shape()
        lines, number = self._lines(), line - top - drawn.rows
        if not 0 <= number < len(lines):
            return Row(())
        width = self.size.width
        return row(width, lines[number], indent=max(0, (width - width_of(lines[number])) // 2))

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette, width = palette_of(self.app), self.size.width
        drawn, top = self._shape()
        if 0 <= y - top < drawn.rows - 1:
            return self._picture(y - top, width)
        return paint(self.shown(self.row_at(y), y), width, palette.text, palette.bg)

    def _picture(self, number: int, width: int) -> Strip:
        """Return one row of the picture, centred."""
        palette = palette_of(self.app)
        spec = PictureSpec(comp=self._scene)
        middle = cells_of(spec, PICTURE.columns, PICTURE.rows - 1)[number]
        left = (width - PICTURE.columns) // 2
        side = Style(bgcolor=palette.bg)
        return Strip.join(
            [Strip.blank(left, side), middle, Strip.blank(width - left - PICTURE.columns, side)]
        )
