"""Every key that works on the screen below, in groups, generated from the registry."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from tui.commands import Command, commands_for, key_name, key_of, keys_of
from tui.i18n import t
from tui.layout import PAGE
from tui.paint.keycaps import keycap
from tui.paint.rows import Action, Row, Span, row
from tui.screens.base import BaseScreen
from tui.screens.pressing import press
from tui.text import cells
from tui.widgets.frame.sheet import Item, Sheet

GROUPS = ("move", "note", "buy", "track", "app")


class HelpScreen(BaseScreen):
    """Lists the commands of ``below``, the scope of the screen it was opened from."""

    SCOPE = "help"

    def __init__(self, below: str) -> None:
        super().__init__()
        self._below = below

    def compose_body(self) -> Iterable[Widget]:
        """One scrolling list."""
        yield Sheet(id="keys")

    def on_mount(self) -> None:
        """Fill the list and let the arrows scroll it."""
        self._fill()
        self.query_one(Sheet).focus()

    def on_language(self) -> None:
        """Write the list in the new language."""
        self._fill()

    def on_resize(self) -> None:
        """Lay the list out for the new width."""
        self._fill()

    def _fill(self) -> None:
        """List the commands of the screen below, by group."""
        commands = commands_for(self._below)
        items: list[Item] = []
        for group in GROUPS:
            members = [command for command in commands if command.group == group]
            if members:
                heading = row(self._width, [Span(t(f"commands.group-{group}"), bold=True)], indent=2)
                items.append(Item("", (Row(()), heading)))
                items.extend(Item("", (self._line(command),)) for command in members)
        self.query_one(Sheet).show(items)

    @property
    def _width(self) -> int:
        return max(20, min(self.size.width - 2, PAGE))

    def _line(self, command: Command) -> Row:
        """Return a command's row: the key in use, its twins, and what it does."""
        palette = self.palette
        first = key_of(command.id)
        twins = [name for name in map(key_name, keys_of(command)[1:]) if name != first]
        spans = [keycap(command.id, palette), *(Span(f" {key}", palette.faint) for key in twins)]
        used = sum(cells(span.text) for span in spans)
        run = Action("on_screen_below", command.id)
        text = Span(" " * max(1, 24 - used) + t(f"commands.{command.id}-help"), palette.muted)
        return row(self._width, [span._replace(action=run) for span in (*spans, text)], indent=2)

    async def action_on_screen_below(self, command: str) -> None:
        """Close the list and run what was pressed where it works."""
        await self.app.pop_screen()
        await press(self.app.screen, Action(command))
