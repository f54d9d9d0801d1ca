"""Rows of cells put together from spans: the language in which lists and panels are painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text import cells, fit


class Action(NamedTuple):
    """What a press on painted cells asks for: a command by its id, or an intent with what it is about."""

    command: str
    argument: str = ""


class Span(NamedTuple):
    """A run of text in one style; empty colours mean those of the row. ``action`` is what a press on it does."""

    text: str
    fg: str = ""
    bg: str = ""
    bold: bool = False
    underline: bool = False
    action: Action | None = None


class Row(NamedTuple):
    """Spans that stand at given columns: ``(column, span)`` pairs in ascending order.

    ``bg`` is the ground of the columns from ``start`` to ``end`` (to the right edge when 0).
    """

    placed: tuple[tuple[int, Span], ...]
    bg: str = ""
    start: int = 0
    end: int = 0


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
    return Row(tuple(placed), bg, indent if bg else 0, width if bg else 0)


def place(*pairs: tuple[int, Span], bg: str = "") -> Row:
    """Return a row with every span at its own column."""
    return Row(tuple(sorted(pairs, key=lambda pair: pair[0])), bg)


def paint(content: Row, width: int, fg: str, bg: str, bar: str = "") -> Strip:
    """Turn a row into a strip of exactly ``width`` cells; ``bar`` colours a mark in the first column."""
    segments: list[Segment] = []
    column = 0
    if bar:
        segments.append(Segment("▌", Style(color=bar, bgcolor=bg)))
        column = 1
    for start, span in content.placed:
        if start >= width or (start < column and start + cells(span.text) <= column):
            continue
        if start > column:
            segments += _ground(content, column, start, bg)
            column = start
        text = fit(span.text, width - column)
        inside = content.bg and content.start <= column < (content.end or width)
        ground = span.bg or (content.bg if inside else bg)
        style = Style(color=span.fg or fg, bgcolor=ground, bold=span.bold, underline=span.underline)
        segments.append(Segment(text, style))
        column += cells(text)
    if column < width:
        segments += _ground(content, column, width, bg)
    return Strip(segments, max(column, width)).crop(0, width)


def _ground(content: Row, start: int, end: int, bg: str) -> list[Segment]:
    """Return the blank cells from ``start`` to ``end``, each on the ground it lies on."""
    first, last = (content.start, content.end or end) if content.bg else (end, end)
    edges = [start, min(max(first, start), end), min(max(last, start), end), end]
    grounds = (bg, content.bg, bg)
    return [
        Segment(" " * (right - left), Style(bgcolor=ground))
        for left, right, ground in zip(edges, edges[1:], grounds, strict=False)
        if right > left
    ]


def spans_of(strip: Strip) -> list[Span]:
    """Return a painted strip (a row of a picture) as spans, so that it can stand beside text."""
    spans: list[Span] = []
    for text, style, _ in strip:
        fg = style.color.get_truecolor().hex if style and style.color else ""
        bg = style.bgcolor.get_truecolor().hex if style and style.bgcolor else ""
        spans.append(Span(text, fg, bg, bool(style and style.bold)))
    return spans
