"""What the terminal can do, found out with one question while the interface is being imported.

``ask`` writes every query at once; the reply to the last one (DA1, which every terminal answers) tells
that nothing more will come. ``listen`` reads what has come by the time the imports are done, and waits
at most ``PATIENCE`` seconds more. Whatever else was typed meanwhile is kept for the app.
"""

from __future__ import annotations

import os
import re
import select
import sys
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Literal

CellMode = Literal["octant", "sextant", "quadrant", "half", "words"]
Depth = Literal["true", "256", "16"]
Pixels = Literal["kitty", "sixel", ""]
PATIENCE = 0.05
"""Seconds a silent terminal may cost; less when it has had ``LONG_ENOUGH`` already."""
LONG_ENOUGH = 0.15
_QUERY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[16t\x1b[c"
_KITTY = re.compile(r"\x1b_G[^\x1b]*\x1b\\")
_NAME = re.compile(r"\x1bP>\|([^\x1b]*)\x1b\\")
_CELL = re.compile(r"\x1b\[6;(\d+);(\d+)t")
_DA1 = re.compile(r"\x1b\[\?([\d;]*)c")
_REPLIES = (_KITTY, _NAME, _CELL, _DA1)
OCTANTS = {"kitty": (0, 40), "foot": (1, 20), "ghostty": (1, 2)}
"""Terminals that draw octants themselves, by their release notes; elsewhere a font would have to."""
_MODES = ("octant", "sextant", "quadrant", "half", "words")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is known of the terminal: how pictures are drawn into cells, in how many colours, what else it can.

    ``cell`` is the size of a cell in pixels (wide, high); ``lite`` asks for fewer bytes a frame.
    """

    mode: CellMode = "sextant"
    depth: Depth = "true"
    pixels: Pixels = ""
    cell: tuple[int, int] = (10, 20)
    lite: bool = False
    name: str = ""

    @property
    def colours(self) -> str:
        """How pictures are reduced: ``true``, ``lite``, ``256`` or ``16``."""
        return "lite" if self.lite and self.depth == "true" else self.depth


current = Terminal()


def use(terminal: Terminal) -> None:
    """Make a terminal's abilities the current ones."""
    global current
    current = terminal


_before: list[Any] = []
"""How the terminal was set before it was asked (replies must not be echoed, nor wait for a line's end), and when."""


def ask() -> None:
    """Write the queries, unless something stands between that would answer for the terminal."""
    if sys.platform == "win32" or between():
        return
    import termios
    import tty

    number = sys.stdin.fileno()
    _before[:] = [*termios.tcgetattr(number), monotonic()]
    tty.setcbreak(number, termios.TCSANOW)
    os.write(sys.stdout.fileno(), _QUERY.encode())


def give_back() -> None:
    """Set the terminal as it was before ``ask``."""
    if _before:
        import termios

        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _before[:-1])
        _before.clear()


def between() -> bool:
    """Tell whether something that shows no pixels of its own stands before the terminal: tmux, screen, a browser."""
    term = os.environ.get("TERM", "")
    return (
        bool(os.environ.get("TMUX")) or term.startswith(("screen", "tmux")) or "TEXTUAL_DRIVER" in os.environ
    )


def listen(patience: float = PATIENCE) -> tuple[str, str]:
    """Return the replies and what was typed beside them; waits ``patience`` seconds at most."""
    if not _before:
        return "", ""
    got, until = b"", min(monotonic() + patience, _before[-1] + LONG_ENOUGH)
    number = sys.stdin.fileno()
    while not _DA1.search(got.decode("utf-8", "replace")):
        ready, _, _ = select.select([number], [], [], max(0.0, until - monotonic()))
        if not ready:
            break
        got += os.read(number, 4096)
    give_back()
    text = got.decode("utf-8", "replace")
    return text, typed(text)


def typed(text: str) -> str:
    """Return a text without the replies of a terminal."""
    for reply in _REPLIES:
        text = reply.sub("", text)
    return text


def learned(replies: str, pictures: str = "auto") -> Terminal:
    """Return what the environment and a terminal's replies tell; ``pictures`` is the person's own choice."""
    found = Terminal(mode=_mode(_named(replies)), depth=_depth(), lite=over_ssh(), name=_named(replies))
    attributes = _DA1.search(replies)
    if "\x1b_Gi=31;OK" in replies:
        found = replace(found, pixels="kitty")
    elif attributes and "4" in attributes[1].split(";")[1:]:
        found = replace(found, pixels="sixel")
    if size := _CELL.search(replies):
        found = replace(found, cell=(max(1, int(size[2])), max(1, int(size[1]))))
    return chosen(found, pictures)


def chosen(found: Terminal, pictures: str) -> Terminal:
    """Return a terminal as a person wants it used; ``auto`` leaves it as it is."""
    if os.environ.get("NO_COLOR"):
        return replace(found, mode="words", pixels="")
    if pictures in _MODES:
        return replace(found, mode=pictures, pixels="")  # type: ignore[arg-type]
    if pictures in ("kitty", "sixel"):
        return replace(found, pixels=pictures)  # type: ignore[arg-type]
    if pictures == "lite":
        return replace(found, lite=True)
    return found


def over_ssh() -> bool:
    """Tell whether every byte travels through a network."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def _named(replies: str) -> str:
    name = _NAME.search(replies)
    return name[1].strip().lower() if name else os.environ.get("TERM_PROGRAM", "").lower()


def _mode(name: str) -> CellMode:
    """Return the finest block characters the terminal is known to have."""
    if os.environ.get("TERM") == "linux":
        return "half"
    if os.environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "quadrant"
    kind = re.match(r"([a-z]+)[ (]*(\d+)\.(\d+)", name)
    if kind and not between() and (int(kind[2]), int(kind[3])) >= OCTANTS.get(kind[1], (1 << 30, 0)):
        return "octant"
    return "sextant"


def _depth() -> Depth:
    """Return how many colours there are, by the rules rich follows."""
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") or sys.platform == "win32":
        return "true"
    term = os.environ.get("TERM", "").strip().lower()
    kind = term.rpartition("-")[2]
    return "256" if kind == "256color" or kind == "kitty" else "16"
