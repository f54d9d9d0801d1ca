"""Money as rows: a price as sums that a person can follow, and a ledger whose columns add up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from store.offers.records import Effect
from store.pricing.customs_tax import tax_day
from store.pricing.tax_rules import single_limit
from store.trade.records import LedgerEntry, Order, OrderLine, OrderOffer
from tui.i18n import amount, day, hour, pick, t
from tui.paint.rows import Row, Span, row
from tui.row_id import RowId
from tui.theme import Palette
from tui.widgets.buying.price_sums import Named, goods_sums, label_width, paid_sums, sum_rows, tax_sums
from tui.widgets.frame.sheet import Item

ACCOUNTS = ("buyer", "escrow", "merchant", "carrier", "customs", "platform", "provider")


def price_items(order: Order, width: int, palette: Palette) -> list[Item]:
    """Return each line as sums from its price to what was paid, and the sum of all."""
    items = [Item("", (row(width, [Span(t("money.price"), bold=True)], indent=1), Row(())))]
    for number, line in enumerate(order.lines):
        items.append(Item(RowId("line", number), tuple(_line(order, line, width, palette))))
    rows = [
        _sum(t("cart.goods"), order.goods_fen, width, palette),
        _sum(t("cart.freight"), order.freight_fen, width, palette),
        _sum(t("cart.import-tax"), order.tax_fen, width, palette),
    ]
    for offer in order.offers:
        if offer.effect == "tender":
            who = t(f"money.sponsor-{offer.sponsor}")
            rows.append(_sum(f"{_name(offer)}  {who}", -offer.fen, width, palette))
    rows.append(_sum(t("money.paid"), order.payable_fen, width, palette, bold=True))
    return [*items, Item("sum", (*rows, Row(())))]


def _line(order: Order, line: OrderLine, width: int, palette: Palette) -> list[Row]:
    """Return one line as it was ordered; what is nothing at all is left out."""
    head = [
        Span(f"{pick(line.brand)} ", palette.muted),
        Span(f"{pick(line.title)} {pick(line.sku_name)}", bold=True),
    ]
    whole, over = line.price_fen * line.quantity, single_limit(tax_day(order.placed_at))
    shared = t("explain.freight-shared", amount=amount(order.freight_fen)) if len(order.lines) > 1 else ""
    sums = [
        *goods_sums(
            line.price_fen, line.quantity, _named(order, "cut", line.cut_fen), line.freight_fen, shared
        ),
        *tax_sums(
            whole,
            line.cut_fen,
            line.freight_fen,
            line.tax,
            in_full=order.goods_fen + order.freight_fen > over,
        ),
        *paid_sums(line.tax, _named(order, "tender", line.tender_fen)),
    ]
    told = [each for each in sums if each.fen]
    rows = [row(width, head, indent=1), *sum_rows(told, label_width(told), width + 1, palette, indent=3)]
    if line.reversed:
        rows.append(row(width, [Span(t("money.reversed", n=line.reversed), palette.warning)], indent=3))
    return [*rows, Row(())]


def _named(order: Order, effect: Effect, fen: int) -> list[Named]:
    """Return what all offers of one effect did to a line, with their names."""
    names = [_name(offer) for offer in order.offers if offer.effect == effect]
    return [(t("offers.and").join(names), fen)] if fen else []


def _name(offer: OrderOffer) -> str:
    return pick(offer.name) if offer.name.zh else t(f"offers.{offer.kind}")


def _sum(words: str, fen: int, width: int, palette: Palette, *, bold: bool = False) -> Row:
    sign = "−" if fen < 0 else ""
    tone = palette.price if bold else palette.ok if fen < 0 else palette.text
    label = Span(words, "" if bold else palette.muted, bold=bold)
    return row(width, [label], [Span(f"{sign}{amount(abs(fen))} ", tone, bold=bold)], indent=1)


def ledger_items(entries: Sequence[LedgerEntry], width: int, palette: Palette) -> list[Item]:
    """Return every movement of an order's money: who gave, who was given, and that nothing is left over."""
    title = [Span(t("money.ledger"), bold=True), Span(f"  {t('money.ledger-why')}", palette.faint)]
    items = [Item("", (row(width, title, indent=1), Row(())))]
    if not entries:
        items.append(Item("", (row(width, [Span(t("money.nothing-moved"), palette.faint)], indent=3),)))
    for (kind, at), some in groupby(entries, key=lambda entry: (entry.kind, entry.at)):
        movement = list(some)
        head = [
            Span(t(f"money.kind-{kind}"), palette.way, bold=True),
            Span(f"  {day(at)} {hour(at)}", palette.faint),
        ]
        whole = sum(entry.fen for entry in movement)
        right = [
            Span(t("money.balanced") + " ", palette.ok) if not whole else Span(amount(whole), palette.brand)
        ]
        rows = [row(width, head, right, indent=1)]
        for entry in sorted(movement, key=lambda entry: ACCOUNTS.index(entry.account)):
            gives = entry.fen < 0
            value = Span(
                f"{'−' if gives else '+'}{amount(abs(entry.fen))} ", palette.text if gives else palette.ok
            )
            rows.append(
                row(width, [Span(t(f"money.account-{entry.account}"), palette.muted)], [value], indent=3)
            )
        items.append(Item(RowId("moved", movement[0].id), (*rows, Row(()))))
    balance = {account: sum(e.fen for e in entries if e.account == account) for account in ACCOUNTS}
    held = [Span(t("money.held"), bold=True)]
    items.append(
        Item("", (row(width, held, [Span(f"{amount(balance['escrow'])} ", palette.price)], indent=1),))
    )
    return items
