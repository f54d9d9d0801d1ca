"""Notes and goods that lie near a note, as tiles."""

from __future__ import annotations

from store.community.records import NoteCard
from store.feed.records import Bought, Saved
from tui.i18n import count, pick, t
from tui.paint.rows import Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import wrap
from tui.theme import Palette
from tui.widgets.shop.shop_tiles import product_tile

PICTURE_ROWS = 6


def note_tile(card: NoteCard, width: int, palette: Palette, fact: str = "") -> tuple[Row, ...]:
    """Return a note: picture, title in two rows, author, and a fact or its likes at the right."""
    rows = []
    for strip in picture_cells(card.cover, width, PICTURE_ROWS):
        spans = spans_of(strip)
        rows.append(place(*zip(range(len(spans)), spans, strict=True)))
    lines = [*wrap(pick(card.title), width - 2, 2), "", ""][:2]
    tone = palette.muted if card.read else palette.text
    right = Span(fact, palette.way) if fact else Span(f"♡ {count(card.likes)}", palette.muted)
    return (
        *rows,
        *(row(width - 1, [Span(line, tone, bold=not card.read)], indent=1) for line in lines),
        row(width - 1, [Span(pick(card.author), palette.muted)], [right], indent=1),
    )


def saved_tile(saved: Saved, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a note with how many people saved both."""
    return note_tile(saved.card, width, palette, t("related.people", n=saved.people))


def bought_tile(bought: Bought, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a product with how many people bought it after they had been at the note."""
    rows = list(product_tile(bought.card, width, palette))
    rows[-1] = row(width - 1, [Span(t("related.people", n=bought.people), palette.way)], indent=1)
    return tuple(rows)
