"""A person in a row: the chip with an initial, and the search for what else is theirs."""

from __future__ import annotations

from tui.paint.rows import Action, Span
from tui.text import cells, clusters, pad

_CHIPS = ("#2A7F7B", "#7A4FBF", "#2763C9", "#B5552B", "#A8447A", "#4E7A2F", "#8A6A1F", "#5A6FA8")


def chip(name: str, key: str) -> Span:
    """Return a person's chip: one initial on the person's own colour, four cells."""
    colour = _CHIPS[sum(key.encode()) % len(_CHIPS)]
    initial = clusters(name or "?")[0][0].upper()
    return Span(
        pad(initial, 4, "center") if cells(initial) == 2 else f" {initial}  ", "#FFFFFF", colour, bold=True
    )


def searching(facet: str, value: str) -> Action:
    """Return the search for what has a value of a facet (``tag``, ``from``)."""
    return Action("search_for", f'{facet}:"{value}"' if " " in value else f"{facet}:{value}")
