"""Keys typed before the app could read them, and replies of the terminal that come too late to be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

from tui import terminal

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message


class QuietParser(XTermParser):
    """Textual's parser without replies to our own queries, which it would take for keys."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events of what was typed."""
        return super().feed(terminal.typed(data))


def quieten() -> None:
    """Have Textual's driver use that parser."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        linux_driver.XTermParser = QuietParser  # type: ignore[attr-defined]


def replay(app: App[None], text: str) -> None:
    """Give the app the keys that were typed while it was being imported."""
    parser = XTermParser()
    for message in [*parser.feed(text), *parser.tick()]:
        app.post_message(message)
