"""Rows of cells put together from spans: the language in which lists and panels are painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text import cells, fit


class Span(NamedTuple):
    """A run of text in one style; empty colours mean those of the row."""

    text: str
    fg: str = ""
    bg: str = ""
    bold: bool = False
    underline: bool = False


class Row(NamedTuple):
    """Spans that stand at given columns: ``(column, span)`` pairs in ascending order."""

    placed: tuple[tuple[int, Span], ...]
    bg: str = ""


def width_of(spans: Iterable[Span]) -> int:
    """Return the cells that spans take side by side."""
    return sum(cells(span.text) for span in spans)


def row(
    width: int, left: Sequence[Span] = (), right: Sequence[Span] = (), *, bg: str = "", indent: int = 0
) -> Row:
    """Return a row with ``left`` from column ``indent`` and ``right`` ending at ``width``.

    Where both do not fit, the left side is cut with an ellipsis, one cell before the right side.
    """
    start_of_right = width - width_of(right)
    placed: list[tuple[int, Span]] = []
    column = indent
    limit = start_of_right - 1 if right else width
    for span in left:
        room = limit - column
        if room <= 0:
            break
        text = fit(span.text, room)
        placed.append((column, span._replace(text=text)))
        column += cells(text)
    column = max(start_of_right, 0)
    for span in right:
        placed.append((column, span))
        column += cells(span.text)
    return Row(tuple(placed), bg)


def place(*pairs: tuple[int, Span], bg: str = "") -> Row:
    """Return a row with every span at its own column."""
    return Row(tuple(sorted(pairs, key=lambda pair: pair[0])), bg)


def paint(content: Row, width: int, fg: str, bg: str, bar: str = "") -> Strip:
    """Turn a row into a strip of exactly ``width`` cells; ``bar`` colours a mark in the first column."""
    ground = content.bg or bg
    segments: list[Segment] = []
    column = 0
    if bar:
        segments.append(Segment("▌", Style(color=bar, bgcolor=ground)))
        column = 1
    for start, span in content.placed:
        if start >= width or (start < column and start + cells(span.text) <= column):
            continue
        if start > column:
            segments.append(Segment(" " * (start - column), Style(bgcolor=ground)))
            column = start
        text = fit(span.text, width - column)
        style = Style(
            color=span.fg or fg, bgcolor=span.bg or ground, bold=span.bold, underline=span.underline
        )
        segments.append(Segment(text, style))
        column += cells(text)
    if column < width:
        segments.append(Segment(" " * (width - column), Style(bgcolor=ground)))
    return Strip(segments, max(column, width)).crop(0, width)


def spans_of(strip: Strip) -> list[Span]:
    """Return a painted strip (a row of a picture) as spans, so that it can stand beside text."""
    spans: list[Span] = []
    for text, style, _ in strip:
        fg = style.color.get_truecolor().hex if style and style.color else ""
        bg = style.bgcolor.get_truecolor().hex if style and style.bgcolor else ""
        spans.append(Span(text, fg, bg, bool(style and style.bold)))
    return spans
