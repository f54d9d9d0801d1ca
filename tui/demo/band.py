"""The band under the app: what is being shown, the keys that are pressed, and how far the tour has come.

It is no part of the app, which only sees a terminal that is lower by the band's rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.strip import Strip

from tui.i18n import t
from tui.text import cells, wrap
from tui.theme import Palette
from tui.widgets.rows import Row, Span, paint, row

TALL, LOW = 4, 3
LOW_SCREEN = 30
KEYS_SHOWN = 6


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
    return LOW if height < LOW_SCREEN else TALL


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
    """Return where one is: a dot a chapter, and the title of the current one."""
    spans = []
    for number in range(len(state.titles)):
        here, past = number == state.chapter, number < state.chapter
        tone = palette.brand if here else palette.ok if past else palette.line
        spans.append(Span("━━" if width >= 100 else "━", tone, bold=here))
        spans.append(Span(" "))
    title = state.titles[state.chapter] if state.chapter < len(state.titles) else t("demo.over")
    return [*spans, Span(f" {title}", palette.muted)]


def _right(state: BandState, width: int, palette: Palette) -> list[Span]:
    """Return the keys just pressed, and those that steer the tour."""
    spans: list[Span] = []
    for key in state.keys[-KEYS_SHOWN:]:
        spans += [Span(f" {key} ", palette.text, palette.chip, bold=True), Span(" ")]
    pace = f" {state.pace:g}×" if state.pace != 1 else ""
    hint = t(f"demo.hint-{state.mode}") if width >= 100 else t(f"demo.short-{state.mode}")
    tone = palette.warning if state.mode != "playing" else palette.faint
    return [*spans, Span(f" {hint}{pace} ", tone)]


def fits(caption: str, width: int) -> bool:
    """Tell whether a caption has room in two rows of ``width`` cells."""
    return cells(caption) <= 2 * (width - 4) - 2
