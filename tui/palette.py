"""The command palette: what the registry offers on the current screen, in the reader's words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from tui.commands import ANYWHERE, Command, commands_for, key_of
from tui.i18n import t

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.screen import Screen

    from tui.screens.host import Host


def system_commands(app: Host, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield every command that works on ``screen``, with its key in its title."""
    from textual.app import SystemCommand

    for command in commands_for(getattr(screen, "SCOPE", "")):
        title = f"{t(f'commands.{command.id}')}  ({key_of(command.id)})"
        yield SystemCommand(title, t(f"commands.{command.id}-help"), _runner(app, screen, command))


def _runner(app: Host, screen: Screen[object], command: Command) -> Callable[[], Awaitable[None]]:
    """Return what runs a command where it belongs: on the app, or on the screen."""
    target = app if ANYWHERE in command.scopes and not hasattr(screen, f"action_{command.id}") else screen

    async def run() -> None:
        await app.run_action(command.id, target)

    return run
