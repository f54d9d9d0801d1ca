"""The sizes of a product as tiles, each with its price to the door and its price per unit."""

from __future__ import annotations

from store.catalogue.records import Sku
from tui.i18n import amount, day, pick, t
from tui.paint.blocks import side_by_side
from tui.paint.pressing import acting_rows
from tui.paint.rows import Action, Row, Span, place, row
from tui.theme import Palette
from tui.widgets.shop.product_view import FEW, ProductView

TILE = 22


def size_tiles(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return the SKUs as tiles with their landed price and their price per unit."""
    per_line = max(1, (width + 2) // (TILE + 2))
    rows: list[Row] = []
    skus = view.product.skus
    for start in range(0, len(skus), per_line):
        blocks = []
        for number, sku in enumerate(skus[start : start + per_line]):
            chosen = sku.id == view.sku.id
            ground = palette.raised if chosen else palette.surface
            tile = acting_rows(_size(sku, view, chosen, ground, palette), Action("pick_size", sku.id))
            blocks.append((number * (TILE + 2), TILE, tile, ""))
        rows += side_by_side(*blocks)
    return rows


def _size(sku: Sku, view: ProductView, chosen: bool, ground: str, palette: Palette) -> list[Row]:
    """Return a SKU's tile: name, stock, price to the door, price per unit, and what is special about it."""
    price = view.prices[sku.id]
    bar = Span("▌" if chosen else " ", palette.brand, ground)
    gone = sku.available <= 0
    stock, tone = t("product.pieces", n=sku.available), palette.faint
    if gone:
        stock, tone = t("note.sold-out"), palette.warning
    elif sku.available <= FEW:
        stock, tone = t("product.only", n=sku.available), palette.warning
    unit = round(price.total_fen / float(sku.net_amount))
    per = f"{amount(unit)}/{t('explain.unit-' + sku.net_unit)}" if sku.net_amount != 1 else ""
    taxed = bool(price.tax.consumption_fen)
    cosmetic = view.product.tax_class == "cosmetics"
    note = t("product.with-ct") if taxed else t("product.without-ct") if cosmetic else ""
    if sku.cut:
        note, taxed = t("product.was", amount=amount(sku.list_fen), n=sku.cut), False
    short = sku.best_before is not None
    if sku.best_before is not None:
        note = t("product.best-before", day=day(sku.best_before))
    inner = TILE - 1
    return [
        place((0, Span("▄" * TILE, ground))),
        row(
            inner,
            [bar, Span(" "), Span(pick(sku.name), palette.faint if gone else "", bold=chosen)],
            [Span(stock, tone)],
            bg=ground,
        )._replace(end=TILE),
        row(
            inner,
            [
                bar,
                Span(" "),
                Span(f"¥{amount(price.total_fen)}", palette.faint if gone else palette.price, bold=True),
            ],
            [Span(per, palette.muted)],
            bg=ground,
        )._replace(end=TILE),
        row(
            inner,
            [
                bar,
                Span(" "),
                Span(note, palette.warning if short else palette.muted if taxed else palette.ok),
            ],
            bg=ground,
        )._replace(end=TILE),
        place((0, Span("▀" * TILE, ground))),
    ]
