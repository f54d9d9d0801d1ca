"""What a search found, as items of a sheet: four rows each, a picture at the left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.catalogue.records import ProductCard
from store.community.records import NoteCard
from store.pictures import PictureSpec
from store.search.results import SearchResult
from store.search.searches import SavedSearch, Trend
from store.words import NOTHING
from tui.i18n import ago, count, money, pick, t
from tui.layout import BROAD, MEDIUM
from tui.paint.rows import Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.text import cells
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

THUMB_COLUMNS, THUMB_ROWS = 12, 4


def idea_items(
    saved: Sequence[SavedSearch],
    recent: Sequence[str],
    trends: Sequence[Trend],
    width: int,
    palette: Palette,
) -> list[Item]:
    """Return kept searches (``saved:ID``), one's latest and everybody's, to be searched for again (``words:...``)."""
    items: list[Item] = []
    if saved:
        items.append(Item("", (row(width, [Span(t("search.saved"), bold=True)], indent=1),)))
        items += [
            Item(RowId("saved", one.id), (row(width, [Span(one.words)], indent=3),), at_once=True)
            for one in saved
        ]
        items.append(Item("", (Row(()),)))
    if recent:
        items.append(Item("", (row(width, [Span(t("search.recent"), bold=True)], indent=1),)))
        items += [
            Item(RowId("words", words), (row(width, [Span(words)], indent=3),), at_once=True)
            for words in recent
        ]
        items.append(Item("", (Row(()),)))
    if trends:
        items.append(Item("", (row(width, [Span(t("search.trending"), bold=True)], indent=1),)))
    for number, trend in enumerate(trends, start=1):
        rank = Span(f"{number:>2}  ", palette.brand if number < 4 else palette.faint, bold=number < 4)
        times = Span(count(trend.searches), palette.faint)
        words = pick(trend.words)
        items.append(
            Item(
                RowId("words", words),
                (row(min(width, 60), [rank, Span(words)], [times], indent=2),),
                at_once=True,
            )
        )
    return items


def note_item(
    card: NoteCard, result: SearchResult, width: int, now: int, palette: Palette, *, drawn: bool = True
) -> Item:
    """Return a note that was found (``note:ID``); its picture only when it is ``drawn``."""
    words = result.marked
    tone = palette.warning if card.kind == "warning" else palette.muted
    title = [Span(f" {t(f'world.kind-{card.kind}')} ", tone, palette.chip), Span("  ")]
    heart = Span("♥ " if card.liked else "♡ ", palette.brand if card.liked else palette.muted)
    named = result.goods.get(card.id)
    goods = (
        [Span(f"{t('search.in-text')} ", palette.faint), Span(pick(named), palette.muted)] if named else []
    )
    price: list[Span] = []
    if card.landed_fen is not None:
        price = _to_door(card.landed_fen, palette)
    elif card.goods > 1:
        price = [Span(t("world.goods", n=card.goods), palette.price)]
    snippet = result.snippets.get(card.id, NOTHING)
    texts = [
        ([*title, *marked(pick(card.title), words, palette, bold=True)], []),
        (marked(pick(snippet), words, palette, tone=palette.muted), []),
        (
            [Span(f"{pick(card.author)}  {ago(card.published_at, now)}", palette.faint)],
            [heart, Span(count(card.likes), palette.muted)],
        ),
        (goods, price),
    ]
    return _item(RowId("note", card.id), card.cover, texts, width, drawn)


def product_item(
    card: ProductCard, result: SearchResult, width: int, palette: Palette, *, drawn: bool = True
) -> Item:
    """Return a product that was found (``product:ID``)."""
    chip = [Span(f" {t('search.product')} ", "#14110F", palette.price, bold=True), Span("  ")]
    name = f"{pick(card.brand)} {pick(card.title)}"
    seller = t(f"world.merchant-{card.merchant_kind.replace('_', '-')}")
    way = t(f"world.mode-short-{card.mode.replace('_', '-')}")
    stock = [] if card.available > 0 else [Span(t("note.sold-out"), palette.warning)]
    origin = pick(result.origins.get(card.origin, NOTHING)) or card.origin
    own = palette.ok if card.merchant_kind == "own" else palette.way
    sum_of = t("search.sum", price=money(card.price_fen), rest=money(card.landed_fen - card.price_fen))
    texts = [
        ([*chip, *marked(name, result.marked, palette, bold=True)], []),
        ([Span(f"{origin}  ", palette.muted), Span(f"{seller} {way}", own)], stock),
        (
            _verdicts(result.verdicts.get(card.id), width, palette),
            [Span("☆ ", palette.muted), Span(count(card.saves), palette.muted)],
        ),
        ([Span(sum_of, palette.muted)], _to_door(card.landed_fen, palette)),
    ]
    return _item(RowId("product", card.id), card.picture, texts, width, drawn)


def _to_door(fen: int, palette: Palette) -> list[Span]:
    return [Span(f"{t('note.to-door')} ", palette.price), Span(money(fen), palette.price, bold=True)]


def _verdicts(counts: tuple[int, int, int] | None, width: int, palette: Palette) -> list[Span]:
    """Return how many notes there are, a bar of what they say, and the numbers."""
    if not counts or not sum(counts):
        return [Span(t("search.no-notes"), palette.faint)]
    whole = sum(counts)
    tones = (palette.ok, palette.warning, palette.brand)
    spans = [Span(t("world.notes", n=whole), palette.muted), Span("  ")]
    if width >= BROAD:
        parts = [max(1, round(14 * number / whole)) if number else 0 for number in counts]
        spans += [Span("━" * part, tone) for part, tone in zip(parts, tones, strict=True) if part]
        spans.append(Span("  "))
    for verdict, number, tone in zip(("recommend", "mixed", "against"), counts, tones, strict=True):
        if number:
            spans += [
                Span(f"{t(f'world.verdict-{verdict}')} ", palette.muted),
                Span(f"{number}  ", tone, bold=True),
            ]
    return spans


def found_beside(result: SearchResult, width: int, palette: Palette) -> list[Item]:
    """Return brands and people that fit, a row each."""
    items = [
        _line(
            RowId("brand", pick(brand.name)),
            t("search.is-brand"),
            marked(f"{pick(brand.name)} {brand.latin}", result.marked, palette, bold=True),
            pick(brand.story),
            width,
            palette,
        )
        for brand in {pick(brand.name): brand for brand in result.brands}.values()
    ]
    items += [
        _line(
            RowId("person", pick(person.name)),
            t("search.is-person"),
            marked(pick(person.name), result.marked, palette, bold=True),
            pick(person.bio),
            width,
            palette,
        )
        for person in result.people
    ]
    return [*items, Item("", (Row(()),))] if items else []


def _line(key: str, kind: str, name: list[Span], about: str, width: int, palette: Palette) -> Item:
    chip = [Span(f" {kind} ", palette.muted, palette.chip), Span("  ")]
    said = [Span(f"  {about}", palette.faint)] if about else []
    return Item(key, (row(width - 1, [*chip, *name, *said], indent=1),))


def marked(
    text: str, words: Sequence[str], palette: Palette, *, bold: bool = False, tone: str = ""
) -> list[Span]:
    """Return a text whose matches are red, bold and underlined, the longest first."""
    wanted = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not wanted:
        return [Span(text, tone, bold=bold)]
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    return [
        Span(part, palette.brand, bold=True, underline=True) if number % 2 else Span(part, tone, bold=bold)
        for number, part in enumerate(parts)
        if part
    ]


def _item(
    key: str,
    picture: PictureSpec,
    texts: Sequence[tuple[list[Span], list[Span]]],
    width: int,
    drawn: bool,
) -> Item:
    """Return a result's item: its texts beside the picture, which is left out while far below."""
    rows = []
    thumbs = picture_cells(picture, THUMB_COLUMNS, THUMB_ROWS) if drawn and width >= MEDIUM else ()
    indent = 1 if width < MEDIUM else 1 + THUMB_COLUMNS + 2
    for number, (left, right) in enumerate(texts):
        thumb = spans_of(thumbs[number]) if thumbs else []
        placed = row(width - 1, left, right, indent=indent)
        column = 1
        beside = []
        for span in thumb:
            beside.append((column, span))
            column += cells(span.text)
        rows.append(placed._replace(placed=(*beside, *placed.placed)))
    return Item(key, (*rows, Row(())))
