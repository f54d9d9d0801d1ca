"""Blocks of rows side by side, each on its own ground."""

from __future__ import annotations

from collections.abc import Sequence

from tui.paint.rows import Row, Span
from tui.text import cells, fit


def filled(content: Row, width: int, ground: str) -> list[tuple[int, Span]]:
    """Return a row of a block as spans that cover all its cells."""
    placed: list[tuple[int, Span]] = []
    column = 0
    ground = content.bg or ground
    for start, span in content.placed:
        if start >= width or start < column:
            continue
        if start > column:
            placed.append((column, Span(" " * (start - column), bg=ground)))
        text = fit(span.text, width - start)
        placed.append((start, span._replace(text=text, bg=span.bg or ground)))
        column = start + cells(text)
    if column < width:
        placed.append((column, Span(" " * (width - column), bg=ground)))
    return placed


def side_by_side(*blocks: tuple[int, int, Sequence[Row], str]) -> list[Row]:
    """Return blocks beside each other: ``(column, width, rows, ground)``; short ones end early.

    A block without ground lies on the page.
    """
    height = max(len(rows) for _, _, rows, _ in blocks)
    lines: list[Row] = []
    for number in range(height):
        placed: list[tuple[int, Span]] = []
        for column, width, rows, ground in blocks:
            if number < len(rows):
                content = rows[number]
                spans = filled(content, width, ground) if ground or content.bg else list(content.placed)
                placed += [(column + x, span) for x, span in spans]
        lines.append(Row(tuple(sorted(placed, key=lambda pair: pair[0]))))
    return lines
