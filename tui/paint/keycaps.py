"""Keys as they are painted: a keycap, a button, a sentence that names keys; each takes its key from the registry.

What shows a key can be pressed: the spans carry the command as their action.
"""

from __future__ import annotations

from typing import Any

from tui.commands import key_of
from tui.i18n import sentence
from tui.paint.pressing import Mark, marked_lines
from tui.paint.rows import Action, Row, Span, place
from tui.text import cells, wrap
from tui.theme import Palette


def keycap(command: str, palette: Palette, *, first: bool = False) -> Span:
    """Return the key of a command on a chip; the ``first`` of several is the one that is advised."""
    tone, ground = ("#FFFFFF", palette.brand) if first else (palette.text, palette.chip)
    return Span(f" {key_of(command)} ", tone, ground, bold=True, action=Action(command))


def keyed(command: str, words: str, palette: Palette, tone: str = "", *, first: bool = False) -> list[Span]:
    """Return a keycap and what its command does, both to be pressed."""
    said = Span(f" {words}", tone or palette.muted, action=Action(command))
    return [keycap(command, palette, first=first), said]


def slab(command: str, words: str, palette: Palette, *, quiet: bool = False, gone: bool = False) -> Span:
    """Return a button of one row; without a command it shows its words and cannot be pressed.

    ``quiet`` is a second choice, ``gone`` one that would be refused.
    """
    tone, ground = (palette.text, palette.chip) if quiet else (palette.on_brand, palette.brand)
    if gone:
        tone, ground = (palette.faint, ground) if quiet else (tone, palette.faint)
    label = f"{key_of(command)} {words}" if command else words
    return Span(f" {label} ", tone, ground, bold=True, action=Action(command) if command else None)


def button(
    width: int, command: str, words: str, palette: Palette, indent: int = 0, *, quiet: bool = False
) -> list[Row]:
    """Return a button two rows high (half rows above and below), its key before its words.

    Without a command it shows its words and cannot be pressed.
    """
    ground = palette.chip if quiet else palette.brand
    action = Action(command) if command else None
    text = f"{key_of(command)}  {words}" if command else words
    left = max(0, (width - cells(text)) // 2)
    label = " " * left + text + " " * max(0, width - left - cells(text))
    tone = palette.muted if quiet else "#FFFFFF"
    return [
        place((indent, Span("▄" * width, ground, action=action))),
        place((indent, Span(label, tone, ground, bold=True, action=action))),
        place((indent, Span("▀" * width, ground, action=action))),
    ]


def said(message: str, tone: str = "", **params: Any) -> list[Span]:
    """Return a message of the catalogues in one row; the keys it names are bold and can be pressed."""
    text, marks = _marks(message, params)
    return marked_lines(text, [text], marks, Span("", tone), Span("", tone, bold=True))[0]


def said_lines(
    message: str, width: int, tone: str = "", *, bold: bool = False, **params: Any
) -> list[list[Span]]:
    """Return a message of the catalogues wrapped to ``width`` cells, with its keys as ``said`` does."""
    text, marks = _marks(message, params)
    plain, marked = Span("", tone, bold=bold), Span("", tone, bold=True)
    return marked_lines(text, wrap(text, width), marks, plain, marked)


def _marks(message: str, params: dict[str, Any]) -> tuple[str, list[Mark]]:
    text, mentions = sentence(message, **params)
    return text, [Mark(one.start, one.end, Action(one.command)) for one in mentions]
