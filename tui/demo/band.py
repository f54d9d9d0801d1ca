"""The band under the app: what is being shown, the keys that are pressed, and how far the tour has come.

It is no part of the app, which only sees a terminal that is lower by the band's rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from textual.strip import Strip

from tui.i18n import t
from tui.layout import ROOMY, WIDE, Layout
from tui.paint.rows import Row, Span, paint, row
from tui.text import cells, wrap
from tui.theme import Palette

TALL, LOW = 4, 3
KEYS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class BandState:
    """What the band says: ``mode`` is that of the player, ``keys`` the latest ones, ``chapter`` from 0."""

    caption: str
    chapter: int
    titles: tuple[str, ...]
    keys: tuple[str, ...]
    mode: str
    pace: float


def band_rows(height: int) -> int:
    """Return how many rows of a terminal of ``height`` rows belong to the band."""
    return TALL if Layout(0, height).tall else LOW


def paint_band(state: BandState, width: int, rows: int, palette: Palette) -> list[Strip]:
    """Return the band's rows, painted."""
    words = wrap(state.caption, width - 4)[:2]
    lines = [row(width, [Span(line, palette.text, bold=True)], indent=2) for line in words]
    lines += [Row(())] * (2 - len(lines))
    status = row(width, _left(state, width, palette), _right(state, width, palette), indent=2)
    if rows == TALL:
        edge = Strip([*paint(Row(((0, Span("▄" * width, palette.raised)),)), width, "", palette.bg)])
        return [edge, *(paint(line, width, palette.text, palette.raised) for line in (*lines, status))]
    return [paint(line, width, palette.text, palette.raised) for line in (*lines, status)]


def _left(state: BandState, width: int, palette: Palette) -> list[Span]:
    """Return where one is: the title of the chapter, its number, and a stroke a chapter."""
    many = len(state.titles)
    title = t("demo.over") if state.mode == "over" else state.titles[state.chapter]
    spans = [Span(title, palette.text, bold=True), Span(f"  {state.chapter + 1}/{many}  ", palette.muted)]
    gap = " " if width >= ROOMY else ""
    long = max(1, min(8, width // 5 // many - len(gap)))
    for number in range(many):
        here, past = number == state.chapter and state.mode != "over", number <= state.chapter
        tone = palette.brand if here else palette.ok if past else palette.line
        spans += [Span("━" * long, tone, bold=here), Span(gap)]
    return spans


def _right(state: BandState, width: int, palette: Palette) -> list[Span]:
    """Return the keys just pressed, and those that steer the tour."""
    spans: list[Span] = []
    for key in _together(state.keys)[-KEYS_SHOWN if width >= ROOMY else -KEYS_SHOWN // 2 :]:
        spans += [Span(f" {key} ", palette.text, palette.chip, bold=True), Span(" ")]
    pace = f" {state.pace:g}×" if state.pace != 1 else ""
    hint = t(f"demo.hint-{state.mode}") if width >= WIDE else t(f"demo.short-{state.mode}")
    tone = palette.warning if state.mode != "playing" else palette.faint
    return [*spans, Span(f" {hint}{pace}  ", tone)]


def _together(keys: tuple[str, ...]) -> list[str]:
    """Return keys with those pressed again and again written once: ``t ×3``."""
    runs = [(key, len([*same])) for key, same in groupby(keys)]
    return [f"{key} ×{times}" if times > 1 else key for key, times in runs]


def fits(caption: str, width: int) -> bool:
    """Tell whether a caption has room in two rows of ``width`` cells."""
    return cells(caption) <= 2 * (width - 4) - 2
