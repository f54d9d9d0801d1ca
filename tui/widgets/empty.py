"""What stands where there is nothing: one sentence, one fact, and what to do."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import t
from tui.text import cells, wrap
from tui.theme import palette_of
from tui.widgets.rows import Row, Span, paint, place


class Empty(Widget):
    """A sentence in the middle of its box; both are keys of the catalogues."""

    DEFAULT_CSS = "Empty { width: 1fr; height: 1fr; }"

    def __init__(self, sentence: str = "", hint: str = "") -> None:
        super().__init__()
        self._sentence, self._hint = sentence, hint

    def show(self, sentence: str, hint: str = "") -> None:
        """Say something else."""
        self._sentence, self._hint = sentence, hint
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
        number = y - max(0, (height - len(lines)) // 2)
        content = Row(())
        if 0 <= number < len(lines):
            text, colour, bold = lines[number]
            content = place((max(0, (width - cells(text)) // 2), Span(text, colour, bold=bold)))
        return paint(content, width, palette.text, palette.bg)

    @staticmethod
    def _lines(key: str, width: int) -> tuple[str, ...]:
        return wrap(t(key), max(10, min(60, width - 4))) if key else ()
