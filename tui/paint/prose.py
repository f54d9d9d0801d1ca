"""A person's text as rows: kinsoku wrapping, hanging markers, no widows."""

from __future__ import annotations

import re

from tui.paint.pressing import Mark, marked_lines
from tui.paint.rows import Action, Row, Span, row
from tui.text import cells, clusters, wrap

_MARKER = re.compile(r"^(?:D\d{1,2}|W\d{1,2}|\d{1,2}:\d{2}|\d{1,2}[.、)）]|[①-⑳•·\-])[ 　]*")
_LINK = re.compile(r"(?<!\w)([#@])([\w-]+)")
WIDOW = 6


def hanging(line: str) -> tuple[str, str]:
    """Split a marker (an emoji, ``10:00``, ``D1``, ``1.``) from the line it begins; empty when there is none."""
    if found := _MARKER.match(line):
        return line[: found.end()].rstrip() + " ", line[found.end() :]
    parts = clusters(line)
    if len(parts) > 1 and parts[0][1] == 2 and ord(parts[0][0][0]) >= 0x2300 and not _is_text(parts[0][0][0]):
        return parts[0][0] + " ", line[len(parts[0][0]) :].lstrip()
    return "", line


def _is_text(character: str) -> bool:
    """Tell whether a wide character is writing (hanzi, kana, full-width signs), not a picture."""
    code = ord(character)
    return 0x2E80 <= code <= 0xD7FF or 0xF900 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF


def balanced(text: str, width: int) -> tuple[str, ...]:
    """Wrap so that the last line is not a lone syllable: a little narrower where that helps."""
    lines = wrap(text, width)
    if len(lines) < 2 or cells(lines[-1]) >= WIDOW:
        return lines
    for narrower in range(width - 1, max(width - 8, 8), -1):
        again = wrap(text, narrower)
        if len(again) == len(lines) and cells(again[-1]) >= WIDOW:
            return again
    return lines


def prose(text: str, width: int, *, fg: str = "", indent: int = 0, link: str = "") -> list[Row]:
    """Return the rows of a text ``width`` cells wide, starting at column ``indent``.

    With a colour for links a ``#tag`` and an ``@name`` look for what carries the tag, or is by that person.
    """
    rows: list[Row] = []
    for line in text.split("\n"):
        marker, rest = hanging(line)
        gutter = cells(marker)
        lines = marked_lines(
            rest, balanced(rest, width - gutter), links(rest) if link else (), Span("", fg), Span("", link)
        )
        for number, spans in enumerate(lines):
            head = [Span(marker, fg)] if marker and number == 0 else [Span(" " * gutter)] if gutter else []
            rows.append(row(indent + width, [*head, *spans], indent=indent))
    return rows


def links(text: str) -> list[Mark]:
    """Return the tags and names in a text, with the search each of them stands for."""
    return [
        Mark(
            found.start(),
            found.end(),
            Action("search_for", f"{'tag' if found[1] == '#' else 'from'}:{found[2]}"),
        )
        for found in _LINK.finditer(text)
    ]
