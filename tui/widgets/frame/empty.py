"""What stands where there is nothing: a picture, one sentence, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from store.pictures import PictureSpec
from tui.i18n import t
from tui.paint.rows import Row, Span, paint, place
from tui.pictures.studio import cells as cells_of
from tui.text import cells, wrap
from tui.theme import palette_of


class Box(NamedTuple):
    """How much room a picture takes, with the blank row below it."""

    columns: int
    rows: int


PICTURE, NO_PICTURE = Box(30, 13), Box(0, 0)


class Empty(Widget):
    """A sentence in the middle of its box; both are keys of the catalogues."""

    DEFAULT_CSS = "Empty { width: 1fr; height: 1fr; }"

    def __init__(self, sentence: str = "", hint: str = "", scene: str = "nothing-found") -> None:
        super().__init__()
        self._sentence, self._hint, self._scene = sentence, hint, scene

    def show(self, sentence: str, hint: str = "", scene: str = "nothing-found") -> None:
        """Say something else."""
        self._sentence, self._hint, self._scene = sentence, hint, scene
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette = palette_of(self.app)
        width, height = self.size
        lines = [
            *((line, palette.text, True) for line in self._lines(self._sentence, width)),
            ("", "", False),
            *((line, palette.muted, False) for line in self._lines(self._hint, width)),
        ]
        drawn = (
            PICTURE if height >= PICTURE.rows + len(lines) + 4 and width >= PICTURE.columns else NO_PICTURE
        )
        number = y - max(0, (height - len(lines) - drawn.rows) // 2)
        if 0 <= number < drawn.rows - 1:
            return self._picture(number, width)
        number -= drawn.rows
        content = Row(())
        if 0 <= number < len(lines):
            text, colour, bold = lines[number]
            content = place((max(0, (width - cells(text)) // 2), Span(text, colour, bold=bold)))
        return paint(content, width, palette.text, palette.bg)

    def _picture(self, row: int, width: int) -> Strip:
        """Return one row of the picture, centred."""
        palette = palette_of(self.app)
        spec = PictureSpec(comp=self._scene)
        middle = cells_of(spec, PICTURE.columns, PICTURE.rows - 1)[row]
        left = (width - PICTURE.columns) // 2
        side = Style(bgcolor=palette.bg)
        return Strip.join(
            [Strip.blank(left, side), middle, Strip.blank(width - left - PICTURE.columns, side)]
        )

    @staticmethod
    def _lines(key: str, width: int) -> tuple[str, ...]:
        return wrap(t(key), max(10, min(60, width - 4))) if key else ()
