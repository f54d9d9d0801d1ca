"""The goods of a note as items of a sheet, and how all notes judge the first of them."""

from __future__ import annotations

from tui.i18n import amount, money, pick, t
from tui.paint.rows import Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.notes.note_view import GAP, NoteGoods, NoteView


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
