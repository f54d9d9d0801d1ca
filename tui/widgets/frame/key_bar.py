"""The one row at the bottom: what can be pressed here."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import Command, footer_of, key_of
from tui.i18n import t
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, paint, row, width_of
from tui.text import cells
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


class KeyBar(Hand, Widget):
    """Shows the footer's commands of one scope, as many as fit; ``note`` stands at the right."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 100%; }"

    note: reactive[str] = reactive("")

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def fitting(self) -> list[Command]:
        """Return the commands that fit into the row, ``help`` always among them."""
        room = self.size.width - width_of(self._right()) - 2
        commands = list(footer_of(self.scope))
        while len(commands) > 1 and sum(self._width(command) for command in commands) > room:
            del commands[-2]
        return commands

    @staticmethod
    def _width(command: Command) -> int:
        return cells(key_of(command.id)) + cells(t(f"commands.{command.id}")) + 5

    def row_at(self, line: int) -> Row:
        """Return the row: keys and what they do, each to be pressed."""
        palette = palette_of(self.app)
        spans: list[Span] = [Span(" ")]
        for command in self.fitting():
            spans += [*keyed(command.id, t(f"commands.{command.id}"), palette), Span("  ")]
        return row(self.size.width, spans, self._right())

    def render_line(self, y: int) -> Strip:
        """Paint the row."""
        palette = palette_of(self.app)
        return paint(self.shown(self.row_at(y), y), self.size.width, palette.text, palette.surface)

    def _right(self) -> list[Span]:
        """Return the note, or the keys just pressed when an audience is to see them."""
        palette, pressed = palette_of(self.app), getattr(self.app, "keys_shown", None)
        if pressed is None:
            return [Span(self.note + " ", palette.faint)] if self.note else []
        return [
            span
            for key in pressed
            for span in (Span(f" {key} ", palette.bg, palette.price, bold=True), Span(" "))
        ]
