"""Money as rows: a price as sums that a person can follow, and a ledger whose columns add up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from store.trade.records import LedgerEntry, Order, OrderLine
from tui.i18n import amount, day, hour, pick, t
from tui.theme import Palette
from tui.widgets.rows import Row, Span, row
from tui.widgets.sheet import Item

ACCOUNTS = ("buyer", "escrow", "merchant", "carrier", "customs", "platform", "provider")


def price_items(order: Order, width: int, palette: Palette) -> list[Item]:
    """Return each line as a sum from its price to what was paid, and the sum of all."""
    items = [Item("", (row(width, [Span(t("money.price"), bold=True)], indent=1), Row(())))]
    for number, line in enumerate(order.lines):
        items.append(Item(f"line:{number}", tuple(_line(line, width, palette))))
    rows = [
        _sum(t("cart.goods"), order.goods_fen, width, palette),
        _sum(t("cart.freight"), order.freight_fen, width, palette),
        _sum(t("cart.import-tax"), order.tax_fen, width, palette),
    ]
    for offer in order.offers:
        if offer.effect == "tender":
            name = pick(offer.name) if offer.name.zh else t(f"offers.{offer.kind}")
            rows.append(_sum(f"{name}  {t(f'money.sponsor-{offer.sponsor}')}", -offer.fen, width, palette))
    rows.append(_sum(t("money.paid"), order.payable_fen, width, palette, bold=True))
    return [*items, Item("sum", (*rows, Row(())))]


def _line(line: OrderLine, width: int, palette: Palette) -> list[Row]:
    whole = line.price_fen * line.quantity
    head = [
        Span(f"{pick(line.brand)} ", palette.muted),
        Span(f"{pick(line.title)} {pick(line.sku_name)}", bold=True),
    ]
    rows = [row(width, head, indent=1)]
    times = t("money.times", price=amount(line.price_fen), n=line.quantity)
    rows.append(_step(times, whole, width, palette))
    if line.cut_fen:
        rows.append(_step(t("money.cut"), -line.cut_fen, width, palette))
    if line.freight_fen:
        rows.append(_step(t("money.freight-share"), line.freight_fen, width, palette))
    rows.append(_step(t("money.base"), line.tax.base_fen, width, palette, tone=palette.muted))
    if line.tax.tariff_fen:
        rows.append(_step(t("explain.tariff"), line.tax.tariff_fen, width, palette))
    if line.tax.consumption_fen:
        rate = f"{float(line.tax.consumption_rate * 100):g}%"
        rows.append(
            _step(t("money.consumption", rate=rate), line.tax.consumption_fen, width, palette, palette.rose)
        )
    rate = f"{float(line.tax.vat_rate * 100):g}%"
    rows.append(_step(t("money.vat", rate=rate), line.tax.vat_fen, width, palette))
    if line.tender_fen:
        rows.append(_step(t("money.tender"), -line.tender_fen, width, palette))
    if line.reversed:
        rows.append(row(width, [Span(t("money.reversed", n=line.reversed), palette.warning)], indent=3))
    return [*rows, Row(())]


def _step(words: str, fen: int, width: int, palette: Palette, tone: str = "") -> Row:
    sign = "−" if fen < 0 else ""
    value = Span(f"{sign}{amount(abs(fen))} ", palette.ok if fen < 0 else tone or palette.text)
    return row(width, [Span(words, palette.muted)], [value], indent=3)


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
        items.append(Item(f"moved:{movement[0].id}", (*rows, Row(()))))
    balance = {account: sum(e.fen for e in entries if e.account == account) for account in ACCOUNTS}
    held = [Span(t("money.held"), bold=True)]
    items.append(
        Item("", (row(width, held, [Span(f"{amount(balance['escrow'])} ", palette.price)], indent=1),))
    )
    return items
