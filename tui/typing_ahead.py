"""Keys typed before the app could read them, and replies of the terminal that come too late to be read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual import constants
from textual._time import get_time
from textual._xterm_parser import XTermParser

from tui import terminal

if TYPE_CHECKING:
    from textual.app import App
    from textual.drivers.linux_driver import LinuxDriver
    from textual.message import Message

_MAY_BECOME_ONE = re.compile(r"\x1b(?:\[6?|_|P)?\Z")
"""The end of what came may be the beginning of a reply, or a key such as escape or alt+P."""
_BECOMES_ONE = re.compile(r"\x1b(?:\[\?[\d;]*|\[6;[\d;]*|_G[^\x1b]*\x1b?|P>(?:\|[^\x1b]*\x1b?)?)\Z")
"""The end of what came is the beginning of a reply: no key begins like that."""
_SLOWEST = 2.0
"""Seconds within which the rest of a reply arrives, however slow the line."""


class QuietParser(XTermParser):
    """Textual's parser without replies to our own queries, which it would take for keys.

    A reply may come in pieces, so what may be the beginning of one is held back: for as long as Textual
    itself waits after an escape, or longer when no key begins like that.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held = ""
        self._until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events of what was typed; an empty text is the end of the input."""
        text = terminal.typed(self._held + data)
        self._held = ""
        reply = _BECOMES_ONE.search(text)
        if data and (found := reply or _MAY_BECOME_ONE.search(text)):
            self._held, self._until = found[0], get_time() + (_SLOWEST if reply else constants.ESCAPE_DELAY)
            text = text[: found.start()]
        return super().feed(text) if text or not data else ()

    def tick(self) -> Iterator[Message]:
        """Yield the events of what waited for its rest in vain; the beginning of a reply is dropped."""
        if self._held and get_time() >= self._until:
            held, self._held = self._held, ""
            if not _BECOMES_ONE.search(held):
                yield from super().feed(held)
                self._timeout_time = 0.0  # it has waited already
        yield from super().tick()


def _resume(driver: LinuxDriver, *_: object) -> None:
    """Take the terminal back after a suspension, and after nothing else.

    A terminal that is closed sends SIGCONT as well: Textual would start a second thread that reads, and the
    first one would read a terminal that is gone for ever, with a processor of its own.
    """
    if driver._must_signal_resume:
        driver.resume_application_mode()


def quieten() -> None:
    """Have Textual's driver use that parser."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        linux_driver.XTermParser = QuietParser  # type: ignore[attr-defined]
        linux_driver.LinuxDriver._sigcont_application = _resume  # type: ignore[method-assign, assignment]


def replay(app: App[None], text: str) -> None:
    """Give the app the keys that were typed while it was being imported."""
    parser = XTermParser()
    for message in [*parser.feed(text), *parser.tick()]:
        app.post_message(message)
