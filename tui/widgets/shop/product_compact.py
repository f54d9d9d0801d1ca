"""The product page for low and narrow screens, and the bar to buy."""

from __future__ import annotations

from tui.i18n import amount, count, pick, t
from tui.layout import MEDIUM, SNUG
from tui.paint.keycaps import keycap, slab
from tui.paint.pressing import acting_rows
from tui.paint.rows import Action, Row, Span, place, row
from tui.text import fit, pad
from tui.theme import Palette
from tui.widgets.shop.product_rows import chips, fact_lines, tally
from tui.widgets.shop.product_view import FEW, ProductView


def compact_block(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return the right column for low and narrow screens: a row for each size."""
    product, price = view.product, view.price
    rating = [
        Span(f"{product.rating:.1f} ", palette.price, bold=True),
        Span(t("product.reviews", n=product.reviews), palette.muted),
    ]
    parts = f"{amount(price.goods_fen)} + {t('cart.freight')} {amount(price.freight_fen)} + {t('cart.tax')} {amount(price.tax.tax_fen)}"
    rows = [
        row(width, chips(view, palette), rating if width >= SNUG else []),
        row(
            width, [Span(f"{pick(product.brand.name)} ", palette.muted), Span(pick(product.title), bold=True)]
        ),
        Row(()),
        row(
            width,
            [
                Span("¥", palette.price),
                Span(amount(price.total_fen), palette.price, bold=True),
                Span(f"  {t('world.landed')}  ", palette.muted),
                keycap("explain", palette),
            ],
        ),
        row(width, [Span(parts, palette.muted)]),
        Row(()),
    ]
    for sku in product.skus:
        landed = view.prices[sku.id]
        chosen = sku.id == view.sku.id
        unit = round(landed.total_fen / float(sku.net_amount))
        left = [Span("▌" if chosen else " ", palette.brand), Span(f" {pick(sku.name)}", bold=chosen)]
        if sku.cut:
            left.append(Span(f" −{sku.cut} %", palette.brand, bold=True))
        stock = t("note.sold-out") if sku.available <= 0 else t("product.pieces", n=sku.available)
        tone = palette.warning if sku.available <= FEW else palette.faint
        right = [
            Span(amount(landed.total_fen), palette.price, bold=chosen),
            Span(f"  {amount(unit)}/{t('explain.unit-' + sku.net_unit)}", palette.muted),
            Span(pad(stock, 9, "right") + " ", tone),
        ]
        line = row(width, left, right, bg=palette.raised if chosen else "")
        rows += acting_rows([line], Action("pick_size", sku.id))
    rows.append(Row(()))
    for name, words, tone in fact_lines(view, palette):
        rows.append(
            Row(((0, Span(t(f"product.fact-{name}"), palette.muted)), (8, Span(fit(words, width - 9), tone))))
        )
    return rows


def compact_notes(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return the notes as one row each."""
    tones = {"recommend": palette.ok, "mixed": palette.warning, "against": palette.brand}
    rows = [tally(view, width, palette)]
    for number, note in enumerate(view.notes[:3]):
        left = [
            Span("▌" if number == view.note else " ", palette.brand),
            Span(f"{t(f'world.verdict-{note.verdict}')} ", tones[note.verdict], bold=True),
            Span(pick(note.title)),
        ]
        right = [Span(f"{pick(note.author)}  {count(note.likes)}", palette.faint)]
        line = row(width, left, right, bg=palette.raised if number == view.note else "")
        rows += acting_rows([line], Action("open", f"note/{note.id}"))
    return rows


def buy_bar(view: ProductView, width: int, palette: Palette, *, tall: bool) -> list[Row]:
    """Return the bar to buy: quantity, sum, and the two actions."""
    surface = palette.surface
    left = [
        Span("  "),
        keycap("fewer", palette),
        Span(f"  {view.quantity}  ", bold=True),
        keycap("more", palette),
        Span(f"   {t('product.sum')} ", palette.muted),
        Span(f"¥{amount(view.price.total_fen)}", palette.price, bold=True),
    ]
    gone = view.sku.available <= 0
    right = [
        slab("add_to_cart", f"{t('product.add')} ", palette, quiet=True, gone=gone),
        Span(" "),
        slab("buy_now", f"{t('product.buy')} ", palette, gone=gone),
        Span("  "),
    ]
    if width < MEDIUM:
        left = left[1:4]
    middle = row(width, left, right, bg=surface)
    if not tall:
        return [middle]
    return [place((0, Span("▄" * width, surface))), middle, place((0, Span("▀" * width, surface)))]
