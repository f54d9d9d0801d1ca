"""Topics to pick from, as tiles with a picture of one of their notes."""

from __future__ import annotations

from collections.abc import Collection

from store.feed.records import Choice
from store.pictures import PictureSpec
from tui.i18n import pick, t
from tui.paint.keycaps import said
from tui.paint.rows import Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import fit
from tui.theme import Palette

PICTURE_ROWS = 5


def topic_tile(
    choice: Choice, chosen: Collection[int], width: int, palette: Palette, *, picture: bool
) -> tuple[Row, ...]:
    """Return a topic: picture, name, how many notes; a chosen one has a red name and a tick."""
    topic, on = choice.topic, choice.topic.id in chosen
    tick = Span(" ✓ ", palette.on_brand, palette.brand, bold=True) if on else Span("")
    name = Span(fit(pick(topic.label), width - 5), palette.brand if on else palette.text, bold=on)
    words = row(width - 1, [name], [tick] if on else [], indent=1)
    fact = row(width - 1, [Span(t("interests.notes", n=topic.notes), palette.faint)], indent=1)
    if not picture:
        return (words, fact)
    rows = []
    for strip in picture_cells(choice.cover or PictureSpec(), width, PICTURE_ROWS):
        spans = spans_of(strip)
        rows.append(place(*zip(range(len(spans)), spans, strict=True)))
    return (*rows, words, fact)


def choosing_head(chosen: int, width: int, palette: Palette) -> list[Row]:
    """Return what to do here, and how many are picked."""
    number = Span(
        t("interests.chosen", n=chosen), palette.brand if chosen else palette.faint, bold=bool(chosen)
    )
    why = "interests.choose-why" if chosen else "interests.choose-none"
    return [
        row(width, [Span(t("interests.choose-title"), bold=True)], [number], indent=2),
        row(width - 2, said(why, palette.muted), indent=2),
    ]
