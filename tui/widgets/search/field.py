"""The line of a search: its completion behind the cursor, totals at the right end."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.strip import Strip
from textual.widgets import Input

from tui.paint.rows import Span, width_of
from tui.text import cells, fit
from tui.theme import palette_of
from tui.widgets.frame.hand import Pressed


class SearchField(Input, inherit_bindings=False):
    """An input with its completion behind the cursor; its keys leave tab, ctrl+f, ctrl+k and the like to the screen."""

    BINDINGS = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+left", "cursor_left_word", show=False),
        Binding("ctrl+right", "cursor_right_word", show=False),
        Binding("home,ctrl+a", "home", show=False),
        Binding("end,ctrl+e", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w", "delete_left_word", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("enter", "submit", show=False),
    ]

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(id=id, placeholder=placeholder, max_length=200, select_on_focus=False)
        self._ghost: tuple[Span, ...] = ()
        self._tail: tuple[Span, ...] = ()

    def beside(self, ghost: Sequence[Span], tail: Sequence[Span]) -> None:
        """Show ``ghost`` behind the cursor and ``tail`` at the right end, as far as there is room."""
        self._ghost, self._tail = tuple(ghost), tuple(tail)
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Say what was pressed behind the text."""
        spot, column = event.get_content_offset(self), cells(self.value) + 1
        if spot is None or not self.value:
            return
        for span in self._ghost:
            if span.action and column <= spot.x < column + cells(span.text):
                self.post_message(Pressed(span.action))
                return
            column += cells(span.text)

    def render_line(self, y: int) -> Strip:
        """Paint the text, then what stands beside it."""
        strip = super().render_line(y)
        typed = cells(self.value) + 1
        width = self.size.width
        if y or not self.value or typed + 2 > width:
            return strip
        ground = self.rich_style.bgcolor
        tail = self._tail if typed + width_of(self._tail) + 2 < width else ()
        room = width - typed - width_of(tail)
        segments: list[Segment] = []
        for span in self._ghost:
            text = fit(span.text, max(0, room - 1))
            room -= cells(text)
            segments.append(self._segment(span._replace(text=text), ground))
        segments.append(Segment(" " * max(0, room), Style(bgcolor=ground)))
        segments += [self._segment(span, ground) for span in tail]
        return Strip.join([strip.crop(0, typed), Strip(segments)]).crop(0, width)

    def _segment(self, span: Span, ground: object) -> Segment:
        palette = palette_of(self.app)
        style = Style(color=span.fg or palette.text, bgcolor=span.bg or ground, bold=span.bold)  # type: ignore[arg-type]
        return Segment(span.text, style)
