"""The one row at the bottom: what can be pressed here."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import Command, footer_of, key_label
from tui.i18n import t
from tui.paint.rows import Span, paint, row, width_of
from tui.text import cells
from tui.theme import palette_of


class KeyBar(Widget):
    """Shows the footer's commands of one scope, as many as fit; ``note`` stands at the right."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 100%; }"

    note: reactive[str] = reactive("")

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def shown(self) -> list[Command]:
        """Return the commands that fit into the row, ``help`` always among them."""
        room = self.size.width - width_of(self._right()) - 2
        commands = list(footer_of(self.scope))
        while len(commands) > 1 and sum(self._width(command) for command in commands) > room:
            del commands[-2]
        return commands

    def _label(self, command: Command) -> str:
        return key_label(command, getattr(self.app, "remapped", None))

    def _width(self, command: Command) -> int:
        return cells(self._label(command)) + cells(t(f"commands.{command.id}")) + 5

    def render_line(self, y: int) -> Strip:
        """Paint the row."""
        palette = palette_of(self.app)
        spans: list[Span] = [Span(" ")]
        for command in self.shown():
            spans.append(Span(f" {self._label(command)} ", palette.text, palette.chip, bold=True))
            spans.append(Span(f" {t(f'commands.{command.id}')}  ", palette.muted))
        return paint(
            row(self.size.width, spans, self._right()), self.size.width, palette.text, palette.surface
        )

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
