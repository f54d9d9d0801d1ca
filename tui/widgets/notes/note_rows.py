"""A note laid out as items of sheets: picture, goods and verdicts, text, actions, comments."""

from __future__ import annotations

from dataclasses import dataclass

from store.catalogue.records import Product, Sku, Warehouse
from store.community.records import Comment, Note, Verdict
from store.pricing.records import LandedPrice
from tui.commands import BY_ID
from tui.i18n import ago, amount, count, money, pick, t
from tui.layout import BROAD
from tui.paint.keycaps import keycap, keyed, said
from tui.paint.pressing import Mark, acting, acting_rows, marked_lines
from tui.paint.prose import balanced, prose
from tui.paint.rows import Action, Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.text import cells, clusters, fit, pad, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

PICTURE_WIDTH, PICTURE_ROWS = 46, 26
INSET = 2
_CHIPS = ("#2A7F7B", "#7A4FBF", "#2763C9", "#B5552B", "#A8447A", "#4E7A2F", "#8A6A1F", "#5A6FA8")


@dataclass(frozen=True, slots=True)
class NoteGoods:
    """A product of a note: its SKU to begin with, where that lies, and its price to the door."""

    product: Product
    sku: Sku
    warehouse: Warehouse
    price: LandedPrice


@dataclass(frozen=True, slots=True)
class NoteView:
    """All that is shown of a note, as read at ``now`` (seconds UTC) by ``viewer``."""

    note: Note
    comments: tuple[Comment, ...]
    order: str
    goods: tuple[NoteGoods, ...]
    verdicts: dict[Verdict, int]
    now: int
    viewer: str
    around: tuple[int, int, int] = (0, 0, 0)
    """How many notes are like it, are saved with it, and how many goods others bought after it."""


GAP = Item("", (Row(()),))


def single_column(
    view: NoteView, width: int, palette: Palette, picture: int = 0, tall: int = 17, scope: str = "note"
) -> list[Item]:
    """Return the whole note as one column of ``width`` cells, its picture ``tall`` rows high.

    ``scope`` is that of the screen: keys that do nothing there are not shown.
    """
    text = width - 2 * INSET
    drawn = picture_rows(view, width, tall, palette, picture)
    return [
        enlarging(drawn) if scope == "note" else Item("", drawn),
        GAP,
        *text_items(view, text, palette, INSET),
        *goods_items(view, text, palette, INSET),
        actions(view, text, palette, INSET, scope),
        GAP,
        *comment_items(view, text, palette, INSET, scope),
    ]


def enlarging(picture: tuple[Row, ...]) -> Item:
    """Return a picture that fills the screen when it is pressed."""
    return Item("", tuple(acting_rows(picture, Action("enlarge"))))


def picture_rows(
    view: NoteView, width: int, rows: int, palette: Palette, current: int = 0
) -> tuple[Row, ...]:
    """Return a picture with its chips, and under it a tick for each picture of the note."""
    pictures = view.note.pictures
    shown = pictures[current % len(pictures)]
    strips = picture_cells(shown, width, rows)
    headline = fit(pick(shown.headline), width - 4)
    lines: list[Row] = []
    for number, strip in enumerate(strips):
        spans: list[tuple[int, Span]] = []
        column = 0
        for span in spans_of(strip):
            spans.append((column, span))
            column += cells(span.text)
        if number == 0:
            spans = _with_chip(spans, f" {t(f'world.kind-{view.note.card.kind}')} ", 1, palette)
            if len(pictures) > 1:
                label = f" {current % len(pictures) + 1}/{len(pictures)} "
                spans = _with_chip(spans, label, width - cells(label) - 1, palette)
        if headline and number == rows - 2:
            spans = _with_chip(spans, f" {headline} ", 1, palette)
        lines.append(Row(tuple(spans)))
    if len(pictures) > 1:
        lines.append(_ticks(len(pictures), current % len(pictures), width, palette))
    return tuple(lines)


def _with_chip(
    spans: list[tuple[int, Span]], text: str, column: int, palette: Palette
) -> list[tuple[int, Span]]:
    """Lay a dark chip over a row of a picture (one cell a span)."""
    end = column + cells(text)
    return [
        *(pair for pair in spans if pair[0] < column),
        (column, Span(text, "#FFFFFF", "#1A1614", bold=True)),
        *(pair for pair in spans if pair[0] >= end),
    ]


def _ticks(number: int, current: int, width: int, palette: Palette) -> Row:
    """Return a bar of one tick a picture, the current one in colour."""
    length = (width + 1) // number - 1
    ticks = [
        (i * (length + 1), Span("▔" * length, palette.brand if i == current else palette.faint))
        for i in range(number)
    ]
    return place(*ticks)


def text_items(view: NoteView, width: int, palette: Palette, indent: int = 0) -> list[Item]:
    """Return title, author, text and tags."""
    note = view.note
    rows = [
        row(indent + width, [Span(line, bold=True)], indent=indent)
        for line in balanced(pick(note.card.title), width)
    ]
    rows += [Row(()), *_author(view, width, palette, indent), Row(())]
    rows += prose(pick(note.body), width, indent=indent, link=palette.way)
    rows += [Row(()), *_tags([pick(tag) for tag in note.tags], width, palette, indent), Row(())]
    return [Item("", tuple(rows))]


def _tags(tags: list[str], width: int, palette: Palette, indent: int) -> list[Row]:
    """Return the tags; a press on one looks for what else carries it."""
    text, marks = "", list[Mark]()
    for tag in tags:
        text += "  " if text else ""
        shown = f"#{tag.replace(' ', '-')}"
        marks.append(Mark(len(text), len(text) + len(shown), searching("tag", tag)))
        text += shown
    look = Span("", palette.way)
    lines = marked_lines(text, wrap(text, width), marks, look, look)
    return [row(indent + width, spans, indent=indent) for spans in lines]


def _author(view: NoteView, width: int, palette: Palette, indent: int) -> list[Row]:
    """Return the rows of the author and of when and where the note was written."""
    author, note = view.note.author, view.note
    facts = [pick(author.facts), t("note.followers", n=author.followers, count=count(author.followers))]
    follow: list[Span] = []
    if author.id != view.viewer:
        word = t("note.following") if author.followed else t("note.follow")
        cap, words = keyed("follow", word, palette, palette.muted if author.followed else palette.brand)
        follow = [cap, words._replace(bold=True)]
    name = [chip(pick(author.name), author.id), Span(f" {pick(author.name)}", bold=True)]
    head = [
        *acting(name, searching("from", pick(author.name))),
        *(Span(f"  {fact}", palette.muted) for fact in facts if fact),
    ]
    published = t("note.published", ago=ago(note.card.published_at, view.now))
    line = "  ".join(
        part
        for part in (published, pick(note.city), t("note.views", n=note.views, count=count(note.views)))
        if part
    )
    return [
        row(indent + width, head, follow, indent=indent),
        row(indent + width, [Span(line, palette.faint)], indent=indent + 5),
    ]


def chip(name: str, key: str) -> Span:
    """Return a person's chip: one initial on the person's own colour, four cells."""
    colour = _CHIPS[sum(key.encode()) % len(_CHIPS)]
    initial = clusters(name or "?")[0][0].upper()
    return Span(
        pad(initial, 4, "center") if cells(initial) == 2 else f" {initial}  ", "#FFFFFF", colour, bold=True
    )


def goods_items(view: NoteView, width: int, palette: Palette, indent: int = 0) -> list[Item]:
    """Return the goods of a note, three rows each (``goods:ID``), and what all notes say of the first."""
    if not view.goods:
        return []
    heading = row(
        indent + width,
        [Span(t("note.goods"), bold=True)],
        [Span(t("note.all-included"), palette.faint)],
        indent=indent,
    )
    items = [Item("", (heading,))]
    for goods in view.goods:
        items += [Item(RowId("goods", goods.product.id), _goods(goods, width, palette, indent)), GAP]
    return [*items, *_verdicts(view, width, palette, indent)]


def _goods(goods: NoteGoods, width: int, palette: Palette, indent: int) -> tuple[Row, ...]:
    """Return the rows of a mentioned product: picture, name, seller, price to the door."""
    product, price = goods.product, goods.price
    name = f"{pick(product.brand.name)} {pick(product.title)} {pick(goods.sku.name)}"
    seller = " ".join(
        (
            t(f"world.merchant-{product.merchant.kind.replace('_', '-')}"),
            t(f"world.mode-short-{goods.warehouse.mode.replace('_', '-')}"),
        )
    )
    low, high = goods.warehouse.days
    days = t("note.days", low=low, high=high)
    if goods.sku.available <= 0:
        days = t("note.sold-out")
    parts = [_brief(money(price.goods_fen))]
    if price.freight_fen:
        parts.append(t("note.freight", amount=_brief(amount(price.freight_fen))))
    parts.append(t("note.tax", amount=_brief(amount(price.tax.tax_fen))))
    total = [
        Span(t("note.to-door") + " ", palette.price),
        Span(money(price.total_fen), palette.price, bold=True),
    ]
    thumb = picture_cells(product.picture, 9, 3)
    texts: list[tuple[list[Span], list[Span]]] = [
        ([Span(name, palette.text, bold=True)], []),
        ([Span(seller, palette.ok), Span(f"  {days}", palette.muted)], []),
        ([Span(" + ".join(parts), palette.muted)], [*total, Span(" ")]),
    ]
    rows = []
    for strip, (left, right) in zip(thumb, texts, strict=True):
        rows.append(
            row(
                indent + width,
                [*spans_of(strip), Span("  "), *left],
                right,
                indent=indent,
                bg=palette.surface,
            )
        )
    return tuple(rows)


def _brief(written: str) -> str:
    """Return an amount without its cents where it has none."""
    return written.removesuffix(".00")


def _verdicts(view: NoteView, width: int, palette: Palette, indent: int) -> list[Item]:
    """Return how all notes judge the product, as numbers and a bar; nothing where none does."""
    counts = view.verdicts
    whole = sum(counts.values())
    if not whole:
        return []
    colours = {"recommend": palette.ok, "mixed": palette.warning, "against": palette.brand}
    names: list[Span] = []
    bars: list[Span] = []
    for verdict, colour in colours.items():
        number = counts[verdict]  # type: ignore[index]
        names += [
            Span(f"  {t(f'world.verdict-{verdict}')} ", palette.muted),
            Span(str(number), colour, bold=True),
        ]
        if number:
            bars.append(Span("▔" * max(1, (width - 2) * number // whole) + " ", colour))
    heading = row(indent + width, [Span(t("note.verdicts", n=whole), palette.muted)], names, indent=indent)
    return [Item("", (heading, row(indent + width, bars, indent=indent), Row(())))]


def actions(view: NoteView, width: int, palette: Palette, indent: int = 0, scope: str = "note") -> Item:
    """Return the row of what one can do with the note on a screen of ``scope``, with its counts."""
    note, card = view.note, view.note.card
    liked = Span("♥" if card.liked else "♡", palette.brand if card.liked else palette.muted)
    saved = Span("★" if card.saved else "☆", palette.price if card.saved else palette.muted)
    deeds = (
        ("like", [liked, Span(f" {t('note.like')} ", palette.muted), Span(f"{card.likes:,}", bold=True)]),
        ("save", [saved, Span(f" {t('note.save')} ", palette.muted), Span(f"{note.saves:,}", bold=True)]),
        ("comment", [Span(f"{t('note.comment')} ", palette.muted), Span(str(note.comments), bold=True)]),
    )
    spans = [span for command, words in deeds for span in _deed(command, words, scope, palette)]
    around = [
        t(f"related.teaser-{name}", n=n)
        for name, n in zip(("near", "together", "bought"), view.around, strict=True)
        if n
    ]
    rows = []
    if around and (more := _deed("related", [Span(" · ".join(around), palette.muted)], scope, palette)):
        rows = [row(indent + width, more, indent=indent, bg=palette.surface)]
    copy = _deed("copy_link", [Span(t("note.copy"), palette.muted)], scope, palette)
    right = [*copy, Span(" ")] if copy and width >= BROAD else []
    first = row(indent + width, spans, right, indent=indent, bg=palette.surface)
    return Item("", (first, *rows))


def _deed(command: str, words: list[Span], scope: str, palette: Palette) -> list[Span]:
    """Return a key and its words, both to be pressed; nothing where the command does not work."""
    if scope not in BY_ID[command].scopes:
        return []
    return [Span(" "), *acting([keycap(command, palette), Span(" "), *words], Action(command))]


def searching(facet: str, value: str) -> Action:
    """Return the search for what has a value of a facet (``tag``, ``from``)."""
    return Action("search_for", f'{facet}:"{value}"' if " " in value else f"{facet}:{value}")


def comment_items(
    view: NoteView, width: int, palette: Palette, indent: int = 0, scope: str = "note"
) -> list[Item]:
    """Return the comments with their replies, each an item (``comment:ID``)."""
    order = [
        *_order_word("hot", view.order, scope, palette),
        Span("  "),
        *_order_word("new", view.order, scope, palette),
    ]
    heading = row(
        indent + width,
        [Span(t("note.comments"), bold=True), Span(f" {view.note.comments}", palette.muted)],
        order,
        indent=indent,
    )
    items = [Item("", (heading, Row(())))]
    if not view.comments:
        none = said("note.no-comments", palette.muted)
        if scope not in BY_ID["comment"].scopes:
            none = [span._replace(action=None) for span in none]
        items.append(Item("", (row(indent + width, none, indent=indent),)))
    for comment in view.comments:
        items.append(
            Item(RowId("comment", comment.id), _comment(comment, view, width, palette, indent, scope))
        )
        for reply in comment.replies:
            items.append(
                Item(RowId("comment", reply.id), _comment(reply, view, width, palette, indent, scope, 5))
            )
        items.append(GAP)
    return items


def _order_word(name: str, current: str, scope: str, palette: Palette) -> list[Span]:
    """Return one of the two orders; a press on the other one changes to it."""
    chosen = name == current
    turn = None if chosen or scope not in BY_ID["sort_comments"].scopes else Action("sort_comments")
    tone = palette.text if chosen else palette.faint
    return [Span(t(f"note.order-{name}"), tone, underline=chosen, bold=chosen, action=turn)]


def _comment(
    comment: Comment, view: NoteView, width: int, palette: Palette, indent: int, scope: str, deeper: int = 0
) -> tuple[Row, ...]:
    """Return a comment's rows; ``deeper`` indents a reply."""
    badges = {"author": palette.brand, "merchant": palette.way, "official": palette.ok}
    name = [chip(pick(comment.author), comment.author_id), Span(f" {pick(comment.author)}", palette.muted)]
    head = acting(name, searching("from", pick(comment.author)))
    if comment.badge:
        head += [
            Span(" "),
            Span(f" {t(f'note.badge-{comment.badge}')} ", badges[comment.badge], palette.chip, bold=True),
        ]
    head.append(Span(f"  {ago(comment.published_at, view.now)}", palette.faint))
    likes = [
        Span("♥ " if comment.liked else "♡ ", palette.brand if comment.liked else palette.muted),
        Span(count(comment.likes), palette.text if comment.liked else palette.muted),
    ]
    if scope == "note":
        likes = acting(likes, Action("like"))
    left = indent + deeper
    body = prose(pick(comment.text), width - deeper - 5, indent=left + 5, link=palette.way)
    return (row(indent + width, head, likes, indent=left), *body)
