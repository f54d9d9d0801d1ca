"""What changed between the last look and the order: old -> new for every sum, before anything is placed."""

from __future__ import annotations

from store.trade.records import CartLine, CheckoutDraft
from tui.i18n import amount, pick, t
from tui.paint.keycaps import said
from tui.paint.rows import Row, Span, row
from tui.theme import Palette
from tui.widgets.frame.sheet import Item


def changed_items(before: CheckoutDraft, now: CheckoutDraft, width: int, palette: Palette) -> list[Item]:
    """Return what differs between two drafts of the same goods; nothing when nothing does."""
    changes = [*_lines(before, now, width, palette), *_sums(before, now, width, palette)]
    if not changes:
        return []
    head = [
        Span(t("changed.nothing-ordered"), palette.warning, bold=True),
        Span("  "),
        *said("changed.enter-accepts", palette.muted),
    ]
    return [Item("", (row(width, head, indent=1), *changes, Row(())))]


def _lines(before: CheckoutDraft, now: CheckoutDraft, width: int, palette: Palette) -> list[Row]:
    """Return the goods that are gone, and those whose price is another one."""
    left = _by_sku(now)
    rows = []
    for sku_id, line in _by_sku(before).items():
        name = f"{pick(line.product.title)} {pick(line.sku.name)}"
        there = left.get(sku_id)
        if there is None:
            gone = Span(t("changed.gone") + " ", palette.warning, bold=True)
            rows.append(
                row(width, [Span(name)], [Span(f"× {line.quantity}  ", palette.muted), gone], indent=3)
            )
        elif there.sku.price_fen != line.sku.price_fen:
            rows.append(
                _changed(name, line.sku.price_fen, there.sku.price_fen, width, palette, dearer_is_bad=True)
            )
    return rows


def _by_sku(draft: CheckoutDraft) -> dict[str, CartLine]:
    return {line.sku.id: line for group in draft.groups for line in group.lines}


def _sums(before: CheckoutDraft, now: CheckoutDraft, width: int, palette: Palette) -> list[Row]:
    """Return a row for each sum that changed; more is worse except for what is taken off."""
    sums = (
        ("cart.goods", before.goods_fen + before.cut_fen, now.goods_fen + now.cut_fen, True),
        ("cart.cuts", before.cut_fen, now.cut_fen, False),
        ("cart.freight", before.freight_fen, now.freight_fen, True),
        ("cart.import-tax", before.tax_fen, now.tax_fen, True),
        ("cart.tenders", before.tender_fen, now.tender_fen, False),
        ("cart.to-pay", before.payable_fen, now.payable_fen, True),
    )
    return [
        _changed(t(key), old, new, width, palette, dearer_is_bad=bad)
        for key, old, new, bad in sums
        if old != new
    ]


def _changed(words: str, old: int, new: int, width: int, palette: Palette, *, dearer_is_bad: bool) -> Row:
    """Return one sum as it was and as it is; what costs the buyer more is amber, what costs less green."""
    tone = palette.warning if (new > old) == dearer_is_bad else palette.ok
    values = [
        Span(amount(old), palette.muted),
        Span(" → ", palette.faint),
        Span(f"{amount(new)} ", tone, bold=True),
    ]
    return row(width, [Span(words)], values, indent=3)
