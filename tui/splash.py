"""The first frame, written before the interface is imported: it stands after 10 ms instead of 250."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from tui import terminal
from tui.i18n import t
from tui.text import cells

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H", "\x1b[?25h\x1b[?1049l"
_SURFACE, _CHIP, _MUTED, _BRAND = "29;25;23", "58;50;44", "176;164;154", "255;36;66"
CARD, GAP, MARGIN = 37, 2, 2
HEIGHTS = (17, 13, 15)


def frame(width: int, height: int) -> str:
    """Return the frame: the header with its modes, and cards that have not arrived."""
    modes = "   ".join(
        f"{number} {t(f'common.mode-{mode}')}"
        for number, mode in enumerate(("discover", "shop", "cart", "orders", "me"), start=1)
    )
    title = f"xhs-tui   {modes}" if cells(f"xhs-tui   {modes}") < width - 2 else "xhs-tui"
    surface = f"\x1b[48;2;{_SURFACE}m"
    out = [f"\x1b[H{surface}\x1b[38;2;{_BRAND}m▌\x1b[38;2;{_MUTED}m{title}\x1b[K"]
    out.append(f"\x1b[2;1H{surface}\x1b[K\x1b[{height};1H{surface}\x1b[K")
    columns = max(1, (width - 1) // (CARD + GAP))
    card = min(CARD, max(1, width - MARGIN - 1))
    for column in range(columns):
        top, left = 4, MARGIN + 1 + column * (CARD + GAP)
        number = column
        while top < height - 1:
            tall = HEIGHTS[number % len(HEIGHTS)]
            for row in range(top, min(top + tall, height)):
                tone = _CHIP if row < top + tall - 3 else _SURFACE
                out.append(f"\x1b[{row};{left}H\x1b[48;2;{tone}m{' ' * card}")
            top += tall + 1
            number += 1
    return "".join(out) + "\x1b[0m"


def show() -> None:
    """Put the first frame on the terminal's other screen.

    Until the interface has its own way of leaving, a signal gives the terminal back and ends the program
    at once; the database is as safe then as from a power cut.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, _leave)
    size = os.get_terminal_size(sys.stdout.fileno())
    plain = "" if os.environ.get("NO_COLOR") else frame(size.columns, size.lines)
    _write(_ENTER + plain)
    terminal.ask()


def _leave(number: int, _frame: FrameType | None) -> None:
    hide()
    os._exit(128 + number)


def hide() -> None:
    """Give the terminal back, when the interface does not follow."""
    terminal.give_back()
    _write(_LEAVE)


def _write(text: str) -> None:
    os.write(sys.stdout.fileno(), text.encode())
