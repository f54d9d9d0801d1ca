"""Strips whose terminal codes are ready before the compositor asks for them.

A wall of pictures has two colours a cell. Painted through segments, a key costs 37 ms; joined from
ready codes, 6 ms (tests/bench). Relies on the private slots of ``Strip`` in Textual 8.2; the stock
path over ``_segments`` stays as the oracle of a test and for filters, crops and exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui import terminal
from tui.art.cells import number_16, number_256

_SLOTS = frozenset(Strip.__slots__)


class Run(NamedTuple):
    """Some text in one style; colours are 0xRRGGBB."""

    text: str
    fg: int
    bg: int
    bold: bool = False


class ReadyStrip(Strip):
    """A strip with its codes ready; segments come into being only when somebody wants them."""

    __slots__ = ["_make"]

    def __init__(self, codes: str, width: int, make: Callable[[], list[Segment]]) -> None:
        # The base class is initialised on first need: seven caches for each strip cost 1.6 KB.
        self._render_cache = codes
        self._cell_length = width
        self._make = make

    @property
    def codes(self) -> str:
        """The strip as it is written to a terminal."""
        return self._render_cache or ""

    def __getattr__(self, name: str) -> Any:
        """Make the segments only when something but the compositor asks for them."""
        if name not in _SLOTS:
            raise AttributeError(name)
        codes = self._render_cache
        Strip.__init__(self, self._make(), self._cell_length)
        self._render_cache = codes
        return getattr(self, name)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the strip whole when it is not really cut (the compositor's usual question)."""
        width = self._cell_length or 0
        inside = [cut for cut in cuts if cut <= width]
        return [self] if inside == [width] else super().divide(inside)


@lru_cache(maxsize=65_536)
def _code(colour: int, back: bool, depth: terminal.Depth) -> str:
    """Return the code of a colour in front or behind, in as many colours as the terminal has."""
    if depth == "true":
        return f"{'48' if back else '38'};2;{colour >> 16};{colour >> 8 & 255};{colour & 255}"
    if depth == "256":
        return f"{'48' if back else '38'};5;{number_256(colour)}"
    number = number_16(colour)
    return str((100 if back else 90) + number - 8 if number > 7 else (40 if back else 30) + number)


def ready(runs: Sequence[Run], width: int) -> ReadyStrip:
    """Return runs as a strip ``width`` cells wide; a code is written only where a colour changes."""
    codes: list[str] = []
    fg = bg = -1
    bold = False
    depth = terminal.current.depth
    for run in runs:
        change: list[str] = []
        if run.bold != bold:
            change.append("1" if run.bold else "22")
            bold = run.bold
        if run.fg != fg and not run.text.isspace():
            change.append(_code(run.fg, False, depth))
            fg = run.fg
        if run.bg != bg:
            change.append(_code(run.bg, True, depth))
            bg = run.bg
        if change:
            codes.append(f"\x1b[{';'.join(change)}m")
        codes.append(run.text)
    codes.append("\x1b[0m")
    return ReadyStrip("".join(codes), width, lambda: [Segment(run.text, _style(run)) for run in runs])


def beside(strips: Sequence[ReadyStrip], width: int) -> ReadyStrip:
    """Return strips side by side as one, without touching their segments."""
    codes = "".join([strip._render_cache or "" for strip in strips])
    return ReadyStrip(codes, width, lambda: [segment for strip in strips for segment in strip._segments])


def anchor(column: int) -> ReadyStrip:
    """Return a strip of no width that puts the cursor into ``column`` of the terminal (from 0).

    A terminal that draws an emoji wider or narrower than we think then breaks one card, not its
    neighbours.
    """
    return ReadyStrip(f"\x1b[{column + 1}G", 0, list)


@lru_cache(maxsize=8192)
def _style_of(fg: int, bg: int, bold: bool) -> Style:
    return Style(
        color=Color.from_rgb(fg >> 16, fg >> 8 & 255, fg & 255),
        bgcolor=Color.from_rgb(bg >> 16, bg >> 8 & 255, bg & 255),
        bold=bold,
    )


def _style(run: Run) -> Style:
    return _style_of(run.fg, run.bg, run.bold)
