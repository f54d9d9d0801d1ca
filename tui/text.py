"""Measuring, wrapping and cutting text in terminal cells, by the rules of Chinese typesetting."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, split_graphemes

NEVER_FIRST = frozenset("，。、；：！？…—～·）］｝】》〉」』”’%‰℃,.;:!?)]}>~")
NEVER_LAST = frozenset("（［｛【《〈「『“‘([{<#@￥$¥")


def cells(text: str) -> int:
    """Return the width of ``text`` in terminal cells."""
    return cell_len(text)


def clusters(text: str) -> list[tuple[str, int]]:
    """Split ``text`` into grapheme clusters, each with its width in cells."""
    if text.isascii():
        return [(character, 1) for character in text]
    spans, _ = split_graphemes(text)
    return [(text[start:end], width) for start, end, width in spans]


def _inseparable(before: str, after: str) -> bool:
    """Tell whether no line may end between two neighbouring clusters (kinsoku, and Latin words)."""
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST:
        return True
    return before.isascii() and after.isascii() and before != " " and after != " "


def _break_point(run: list[tuple[str, int]], start: int, width: int) -> int:
    """Return where the line that begins at ``start`` ends (an index into ``run``, always past it)."""
    used, end = 0, start
    while end < len(run) and used + run[end][1] <= width:
        used += run[end][1]
        end += 1
    if end == len(run):
        return end
    if end == start:
        return start + 1
    legal = end
    while legal > start + 1 and _inseparable(run[legal - 1][0], run[legal][0]):
        legal -= 1
    if legal > start + 1 or not _inseparable(run[start][0], run[start + 1][0]):
        return legal
    return end


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    """Wrap one paragraph without line feeds."""
    run = clusters(paragraph)
    lines: list[str] = []
    start = 0
    while start < len(run):
        while lines and start < len(run) and run[start][0] == " ":
            start += 1
        if start == len(run):
            break
        end = _break_point(run, start, width)
        lines.append("".join(cluster for cluster, _ in run[start:end]).rstrip(" "))
        start = end
    return lines or [""]


@lru_cache(4096)
def wrap(text: str, width: int, max_lines: int = 0) -> tuple[str, ...]:
    """Wrap ``text`` to ``width`` cells; with ``max_lines`` the last line kept ends in an ellipsis.

    No line begins with a closing mark or ends with an opening one; Latin words stay whole
    where they fit; a cluster (emoji, accent) is never split.
    """
    width = max(width, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width))
        if max_lines and len(lines) > max_lines:
            break
    if max_lines and len(lines) > max_lines:
        joint = " " if lines[max_lines - 1].isascii() else ""
        lines[max_lines - 1] = fit(lines[max_lines - 1] + joint + lines[max_lines] + "…", width)
        del lines[max_lines:]
    return tuple(lines)


def fit(text: str, width: int) -> str:
    """Cut ``text`` to ``width`` cells with an ellipsis, never through a cluster."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept: list[str] = []
    used = 0
    for cluster, size in clusters(text):
        if used + size > width - 1:
            break
        kept.append(cluster)
        used += size
    return "".join(kept).rstrip(" ") + "…"


def pad(text: str, width: int, align: str = "left") -> str:
    """Cut or fill ``text`` to exactly ``width`` cells; ``align`` is ``left``, ``right`` or ``center``."""
    text = fit(text, width)
    room = width - cell_len(text)
    if align == "right":
        return " " * room + text
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room
