"""What a search found, as items of a sheet: four rows each, a picture at the left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.catalogue.records import ProductCard
from store.community.records import NoteCard
from store.discovery.searches import Trend
from tui.i18n import ago, count, money, pick, t
from tui.pictures import cells as picture_cells
from tui.theme import Palette
from tui.widgets.rows import Row, Span, row, spans_of
from tui.widgets.sheet import Item

THUMB_COLUMNS, THUMB_ROWS = 12, 4


def idea_items(recent: Sequence[str], trends: Sequence[Trend], width: int, palette: Palette) -> list[Item]:
    """Return one's own latest searches and everybody's, each to be searched for again (``words:...``)."""
    items: list[Item] = []
    if recent:
        items.append(Item("", (row(width, [Span(t("search.recent"), bold=True)], indent=1),)))
        items += [Item(f"words:{words}", (row(width, [Span(words)], indent=3),)) for words in recent]
        items.append(Item("", (Row(()),)))
    if trends:
        items.append(Item("", (row(width, [Span(t("search.trending"), bold=True)], indent=1),)))
    for number, trend in enumerate(trends, start=1):
        rank = Span(f"{number:>2}  ", palette.brand if number < 4 else palette.faint, bold=number < 4)
        times = Span(count(trend.searches), palette.faint)
        words = pick(trend.words)
        items.append(Item(f"words:{words}", (row(min(width, 60), [rank, Span(words)], [times], indent=2),)))
    return items


def note_item(card: NoteCard, words: Sequence[str], width: int, now: int, palette: Palette) -> Item:
    """Return a note that was found (``note:ID``)."""
    tone = palette.warning if card.kind == "warning" else palette.muted
    title = [Span(f" {t(f'world.kind-{card.kind}')} ", tone, palette.chip), Span("  ")]
    heart = Span("♥ " if card.liked else "♡ ", palette.brand if card.liked else palette.muted)
    goods: list[Span] = []
    if card.landed_fen is not None:
        goods = [
            Span(f"{t('note.to-door')} ", palette.price),
            Span(money(card.landed_fen), palette.price, bold=True),
        ]
    elif card.goods:
        goods = [Span(t("world.goods", n=card.goods), palette.price)]
    texts = [
        ([*title, *marked(pick(card.title), words, palette, bold=True)], []),
        ([Span(t(f"world.verdict-{card.verdict}"), palette.muted)], []),
        (
            [Span(f"{pick(card.author)}  {ago(card.published_at, now)}", palette.faint)],
            [heart, Span(count(card.likes), palette.muted)],
        ),
        ([], goods),
    ]
    return _item(f"note:{card.id}", picture_cells(card.cover, THUMB_COLUMNS, THUMB_ROWS), texts, width)


def product_item(card: ProductCard, words: Sequence[str], width: int, palette: Palette) -> Item:
    """Return a product that was found (``product:ID``)."""
    chip = [Span(f" {t('search.product')} ", "#14110F", palette.price, bold=True), Span("  ")]
    name = f"{pick(card.brand)} {pick(card.title)}"
    seller = t(f"world.merchant-{card.merchant_kind.replace('_', '-')}")
    way = t(f"world.mode-short-{card.mode.replace('_', '-')}")
    quote = f"{t('search.quote', text=pick(card.quote))}" if pick(card.quote) else ""
    stock = [] if card.available > 0 else [Span(t("note.sold-out"), palette.warning)]
    texts = [
        ([*chip, *marked(name, words, palette, bold=True)], []),
        ([Span(f"{seller} {way}", palette.ok), Span(f"  {card.origin}", palette.faint)], stock),
        ([Span(quote, palette.muted)], [Span("☆ ", palette.muted), Span(count(card.saves), palette.muted)]),
        (
            [Span(money(card.price_fen), palette.muted)],
            [
                Span(f"{t('note.to-door')} ", palette.price),
                Span(money(card.landed_fen), palette.price, bold=True),
            ],
        ),
    ]
    return _item(f"product:{card.id}", picture_cells(card.picture, THUMB_COLUMNS, THUMB_ROWS), texts, width)


def marked(text: str, words: Sequence[str], palette: Palette, *, bold: bool = False) -> list[Span]:
    """Return a text whose matches are red, bold and underlined."""
    wanted = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not wanted:
        return [Span(text, bold=bold)]
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    return [
        Span(part, palette.brand, bold=True, underline=True) if number % 2 else Span(part, bold=bold)
        for number, part in enumerate(parts)
        if part
    ]


def _item(
    key: str, picture: Sequence[object], texts: Sequence[tuple[list[Span], list[Span]]], width: int
) -> Item:
    rows = []
    for strip, (left, right) in zip(picture, texts, strict=True):
        thumb = spans_of(strip) if width >= 60 else []  # type: ignore[arg-type]
        gap = [Span("  ")] if thumb else []
        rows.append(row(width - 1, [*thumb, *gap, *left], right, indent=1))
    return Item(key, (*rows, Row(())))
