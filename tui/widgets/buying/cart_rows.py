"""The cart as items: a band for each parcel with its own limit, and its lines below."""

from __future__ import annotations

from collections.abc import Sequence

from store.trade.records import Cart, CartGroup, CartLine
from store.trade.split import Split
from tui.i18n import amount, pick, t, yuan
from tui.layout import BROAD
from tui.paint.keycaps import keyed
from tui.paint.meter import meter
from tui.paint.rows import Action, Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells
from tui.theme import Palette
from tui.widgets.frame.sheet import Item


def cart_items(
    cart: Cart, splits: Sequence[Split | None], width: int, roomy: bool, palette: Palette
) -> list[Item]:
    """Return the cart as items of a sheet; lines carry the id of their SKU.

    ``splits`` says for each parcel how it would be split, if it is over its limit; ``roomy`` lines have
    their picture, others one row and their news.
    """
    items: list[Item] = []
    for number, (group, split) in enumerate(zip(cart.groups, splits, strict=True), start=1):
        gap = [Row(())] if number > 1 and not roomy and width >= BROAD else []
        air = [Row(())] if roomy else []
        items.append(Item("", (*gap, band(group, number, width, palette), *air)))
        for line in group.lines:
            paint_line = _roomy if roomy else _tight
            news = _news(line, group, split, width, palette)
            items.append(Item(line.sku.id, paint_line(line, news, width, palette)))
    if cart.later:
        head = [Span(t("cart.for-later"), bold=True), Span(f"  {len(cart.later)}", palette.muted)]
        items.append(Item("", (Row(()), row(width, head, indent=1), Row(()))))
        for line in cart.later:
            paint_line = _roomy if roomy else _tight
            items.append(Item(line.sku.id, paint_line(line, _waiting(line, palette), width, palette)))
    return items


def _waiting(line: CartLine, palette: Palette) -> list[Span]:
    """Return what became of a line while it was put aside, and the key that takes it back."""
    said: list[Span] = []
    if line.sku.available <= 0:
        said = [Span(t("cart.sold-out"), palette.warning), Span("  ")]
    elif line.dropped_fen:
        said = [_moved(line, palette), Span("  ")]
    return [*said, *keyed("later", t("cart.take-back"), palette)]


def band(group: CartGroup, number: int, width: int, palette: Palette, *, sum_fen: int | None = None) -> Row:
    """Return the head of a parcel: who sells, from where, how, and its limit (or its sum)."""
    own = group.merchant.kind == "own"
    kind = Span(
        f" {t('world.merchant-' + group.merchant.kind.replace('_', '-'))} ",
        palette.on_brand if own else palette.text,
        palette.brand if own else palette.chip,
        bold=True,
    )
    left = [
        Span(f" {t('cart.parcel', number=number)}  ", bold=True),
        kind,
        Span(f" {pick(group.merchant.name)}"),
        Span(f" {t('world.mode-' + group.warehouse.mode.replace('_', '-'))}", palette.way),
        Span(f" {pick(group.warehouse.name)}", palette.muted),
    ]
    if sum_fen is not None:
        right = [Span("¥", palette.price), Span(amount(sum_fen), palette.price, bold=True), Span(" ")]
    else:
        over = group.reason == "over_single_limit"
        right = [
            *(meter(14, 0, group.base_fen, group.limits.single_fen, palette) if width >= BROAD else []),
            Span(f" {amount(group.base_fen)}", palette.brand if over else "", bold=over),
            Span(f" / {yuan(group.limits.single_fen)} ", palette.muted),
        ]
    return row(width, left, right, bg=palette.surface)


def _mark(line: CartLine, palette: Palette) -> Span:
    """Return the sign of a line; a press on it chooses whether the line is ordered next."""
    action = None if line.state == "later" else Action("tick")
    if line.state == "ok":
        return Span("✓", palette.ok, action=action)
    if line.state in ("over_limit", "short", "not_sellable"):
        return Span("✗", palette.brand, action=action)
    return Span("·", palette.faint, action=action)


def _steps(line: CartLine, palette: Palette) -> list[Span]:
    """Return the quantity of a line between a minus and a plus; what is put aside has neither."""
    number = Span(f" {line.quantity} ", palette.muted)
    if line.state == "later":
        return [Span(f"× {line.quantity}", palette.muted)]
    return [
        Span(" − ", palette.muted, palette.chip, action=Action("fewer")),
        number,
        Span(" + ", palette.muted, palette.chip, action=Action("more")),
    ]


def _roomy(line: CartLine, news: list[Span], width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a line of four rows with its picture."""
    gone = line.state in ("sold_out", "not_sellable", "unticked", "later")
    tone = palette.faint if gone else palette.text
    thumb = picture_cells(line.product.picture, 6, 3)
    name = [
        Span(f"{pick(line.product.brand.name)} ", palette.faint if gone else palette.muted),
        Span(f"{pick(line.product.title)} {pick(line.sku.name)}", tone, bold=not gone),
    ]
    price = [
        *_steps(line, palette),
        Span(f"{amount(line.goods_fen):>14} ", palette.faint if gone else palette.price, bold=not gone),
    ]
    tax = [Span(f"{t('cart.tax')} {amount(line.tax.tax_fen)} ", palette.muted, action=Action("explain"))]
    if line.state == "sold_out":
        tax = [Span(t("cart.sold-out") + " ", palette.warning, bold=True)]
    texts: tuple[tuple[list[Span], list[Span]], ...] = (
        (name, price),
        ([_why(line, palette)], tax),
        (news, []),
    )
    rows = []
    for number, (strip, (left, right)) in enumerate(zip(thumb, texts, strict=True)):
        mark = [_mark(line, palette)] if number == 0 else [Span(" ")]
        rows.append(row(width, [*mark, Span("  "), *spans_of(strip), Span("  "), *left], right, indent=2))
    return (*rows, Row(()))


def _tight(line: CartLine, news: list[Span], width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a line of one row, and its news below."""
    gone = line.state in ("sold_out", "not_sellable", "unticked", "later")
    wide = width >= BROAD
    brand = [Span(f"{pick(line.product.brand.name)} ", palette.muted)] if wide and not gone else []
    name = Span(f"{pick(line.product.title)} {pick(line.sku.name)}", palette.faint if gone else palette.text)
    tax = f"{t('cart.tax')} {amount(line.tax.tax_fen)} " if wide else f" +{amount(line.tax.tax_fen):>6} "
    right = [
        *(_steps(line, palette) if wide else [Span(f"×{line.quantity}", palette.muted)]),
        Span(" "),
        Span(f"{amount(line.goods_fen):>9}", palette.faint if gone else palette.price, bold=not gone),
        Span(" " * max(0, 16 - cells(tax)) + tax if wide else tax, palette.muted),
    ]
    rows = [row(width, [_mark(line, palette), Span(" "), *brand, name], right, indent=1)]
    if line.state == "sold_out":
        news = [Span(t("cart.sold-out"), palette.warning), Span("  "), *news]
    if news:
        rows.append(row(width, news, indent=3))
    return tuple(rows)


def _why(line: CartLine, palette: Palette) -> Span:
    """Return what makes the price: the unit price, the share of the freight, consumption tax."""
    parts = []
    if line.quantity > 1:
        parts.append(t("cart.each", amount=amount(line.sku.price_fen)))
    if line.cut_fen:
        parts.append(t("cart.cut-share", amount=amount(line.cut_fen)))
    if line.tender_fen:
        parts.append(t("cart.tender-share", amount=amount(line.tender_fen)))
    if line.freight_fen:
        parts.append(t("cart.freight-share", amount=amount(line.freight_fen)))
    if line.tax.consumption_fen:
        parts.append(t("cart.with-consumption"))
    return Span(t("cart.comma").join(parts) or t("cart.freight-free"), palette.muted)


def _news(line: CartLine, group: CartGroup, split: Split | None, width: int, palette: Palette) -> list[Span]:
    """Return the one thing to know of a line."""
    if line.state == "over_limit":
        return _over(line, group, split, width, palette)
    if line.state == "short":
        return [
            Span(t("cart.short", left=line.sku.available), palette.brand),
            Span("  "),
            *keyed("fewer", t("cart.fewer"), palette),
        ]
    if line.product.withdrawn:
        return [Span(t("cart.withdrawn"), palette.brand)]
    if line.state == "not_sellable":
        return [Span(t("cart.not-sellable", missing=", ".join(line.product.missing_facts)), palette.brand)]
    if line.state == "sold_out":
        return [
            Span(t("cart.not-counted"), palette.faint),
            Span("  "),
            *keyed("remove", t("cart.remove"), palette),
        ]
    if line.dropped_fen:
        before = amount(line.sku.price_fen + line.dropped_fen)
        return [
            _moved(line, palette),
            Span(f"  {t('cart.when-added', amount=before)}", palette.faint),
        ]
    return []


def _moved(line: CartLine, palette: Palette) -> Span:
    """Return by how much a piece became cheaper or dearer since it was added."""
    if line.dropped_fen > 0:
        return Span(t("cart.dropped", amount=amount(line.dropped_fen)), palette.ok, bold=True)
    return Span(t("cart.risen", amount=amount(-line.dropped_fen)), palette.warning, bold=True)


def _over(line: CartLine, group: CartGroup, split: Split | None, width: int, palette: Palette) -> list[Span]:
    """Return by how much a parcel is over its limit, and the two orders that would work."""
    if group.reason == "over_annual_limit":
        return [Span(t("cart.over-year"), palette.brand)]
    if split and line.sku.id in split.now and not split.fewer:
        return [Span(t("cart.goes-now"), palette.muted)]
    over = amount(group.base_fen - group.limits.single_fen)
    said = [Span(t("cart.over" if width >= BROAD else "cart.over-short", amount=over), palette.brand)]
    if split is None:
        return said
    words = t("cart.split-first", now=amount(split.now_fen))
    if split.later_fen is not None:
        words = t("cart.split-into", now=amount(split.now_fen), later=amount(split.later_fen))
    return [*said, Span("  "), *keyed("split", words, palette)]
