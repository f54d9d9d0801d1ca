"""Where painted rows can be pressed: which action lies under a column, and how a pointer over it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.paint.rows import Action, Row, Span
from tui.text import cells

_DRAWN = re.compile("[▀-▟⠀-⣿\U0001fb00-\U0001fbff\U0001cd00-\U0001cdff ]+")
"""Half blocks, dots, sextants and octants: cells of pictures and edges of buttons."""


class Hit(NamedTuple):
    """An action, and the columns of its row that ask for it (``end`` excluded)."""

    action: Action
    start: int
    end: int


def hits(content: Row) -> Iterator[Hit]:
    """Yield what can be pressed in a row, from left to right; neighbours with one action are one hit."""
    found: Hit | None = None
    column = 0
    for start, span in content.placed:
        end = start + cells(span.text)
        if end <= column or not span.text:
            continue
        first, column = max(start, column), end
        if found and found.action == span.action and found.end == first:
            found = found._replace(end=end)
            continue
        if found:
            yield found
        found = Hit(span.action, first, end) if span.action else None
    if found:
        yield found


def hit(content: Row, column: int) -> Hit | None:
    """Return what a press on a column of a row asks for."""
    return next((one for one in hits(content) if one.start <= column < one.end), None)


def pointed(content: Row, under: Hit) -> Row:
    """Return a row whose words under the pointer are underlined."""
    placed: list[tuple[int, Span]] = []
    for start, span in content.placed:
        inside = span.action == under.action and under.start <= start < under.end
        placed += _underlined(start, span) if inside else [(start, span)]
    return content._replace(placed=tuple(placed))


def _underlined(start: int, span: Span) -> list[tuple[int, Span]]:
    """Underline the words of a span, not the blanks around them; what is only drawn stays as it is."""
    words = span.text.strip()
    if not words or _DRAWN.fullmatch(words):
        return [(start, span)]
    left = len(span.text) - len(span.text.lstrip())
    parts = (
        (start, span._replace(text=span.text[:left])),
        (start + left, span._replace(text=words, underline=True)),
        (start + left + cells(words), span._replace(text=span.text[left + len(words) :])),
    )
    return [part for part in parts if part[1].text]


def acting(spans: Iterable[Span], action: Action) -> list[Span]:
    """Return spans that ask for ``action``, but for those that ask for something of their own."""
    return [span if span.action else span._replace(action=action) for span in spans]


def acting_rows(rows: Sequence[Row], action: Action) -> list[Row]:
    """Return rows all of whose cells that are painted ask for ``action``."""
    return [
        content._replace(
            placed=tuple(
                (at, span if span.action else span._replace(action=action)) for at, span in content.placed
            )
        )
        for content in rows
    ]


class Mark(NamedTuple):
    """A part of a text that can be pressed, from character ``start`` to ``end``."""

    start: int
    end: int
    action: Action


def marked_lines(
    text: str, lines: Iterable[str], marks: Sequence[Mark], plain: Span, marked: Span
) -> list[list[Span]]:
    """Return the wrapped ``lines`` of ``text`` as spans; ``plain`` and ``marked`` say how both kinds look."""
    found: list[list[Span]] = []
    at = 0
    for line in lines:
        begin = text.find(line, at)
        if begin < 0:  # cut by an ellipsis: what is left of it is plain
            found.append([plain._replace(text=line)])
            continue
        at, spans, done = begin + len(line), list[Span](), begin
        for mark in marks:
            start, end = max(mark.start, done), min(mark.end, at)
            if start < end:
                spans.append(plain._replace(text=text[done:start]))
                spans.append(marked._replace(text=text[start:end], action=mark.action))
                done = end
        spans.append(plain._replace(text=text[done:at]))
        found.append([span for span in spans if span.text] or [plain])
    return found
