"""The last look before an order: parcels with their promises, the documents, and the rail with the amount."""

from __future__ import annotations

from store.logistics.calendar import announced, day_of
from store.logistics.records import PROMISED
from store.trade.periods import PERIODS
from store.trade.records import CheckoutDraft
from tui.i18n import amount, day, hour, pick, t, yuan
from tui.layout import BROAD
from tui.paint.big_number import big
from tui.paint.keycaps import button
from tui.paint.meter import meter
from tui.paint.rows import Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells, fit, wrap
from tui.theme import Palette
from tui.widgets.buying.cart_rows import band
from tui.widgets.buying.cart_sums import pair
from tui.widgets.frame.sheet import Item
from tui.widgets.tracking.service_rows import owed, service_row


def confirm_items(
    draft: CheckoutDraft, now: int, arrive_by: int | None, width: int, palette: Palette
) -> list[Item]:
    """Return the last look: parcels with their promises, the three documents, what to know.

    ``arrive_by`` is the end of the fourteenth working day, once it is known (seconds UTC).
    """
    items: list[Item] = []
    for number, group in enumerate(draft.groups, start=1):
        total = group.payable_fen
        rows = [band(group, number, width, palette, sum_fen=total), Row(())]
        for line in group.lines:
            thumb = picture_cells(line.product.picture, 6, 2)
            name = [
                Span(f"{pick(line.product.brand.name)} ", palette.muted),
                Span(f"{pick(line.product.title)} {pick(line.sku.name)}", bold=True),
            ]
            price = [
                Span(f"× {line.quantity}", palette.muted),
                Span(f"{amount(line.goods_fen):>14} ", palette.price, bold=True),
            ]
            rule = Span(
                t(f"checkout.return-{line.product.return_rule}", days=PERIODS.no_reason_days),
                palette.warning if line.product.return_rule != "anytime" else palette.muted,
            )
            tax = [Span(f"{t('cart.tax')} {amount(line.tax.tax_fen)} ", palette.muted)]
            for strip, (left, right) in zip(thumb, ((name, price), ([rule], tax)), strict=True):
                rows.append(row(width, [*spans_of(strip), Span("  "), *left], right, indent=2))
            rows.append(Row(()))
        way = t("checkout.way-bonded" if group.warehouse.port is None else "checkout.way-direct")
        dispatch = f"{day(now + PROMISED.dispatch_hours * 3_600)} {hour(now)}"
        promise = t("checkout.promise", dispatch=dispatch, days=PROMISED.delivery_days)
        if arrive_by is not None:
            promise = t("checkout.promise-day", dispatch=dispatch, arrival=day(arrive_by))
        rows.append(row(width, [Span(promise, palette.way), Span(f"  {way}", palette.faint)], indent=2))
        rows.append(service_row(draft, number - 1, width, palette))
        items.append(Item("", (*rows, Row(()))))
    items.append(Item("", tuple(_if_late(arrive_by, width, palette))))
    items.append(Item("", tuple(_documents(draft, width, palette))))
    know = wrap(t("checkout.know-first-why"), max(20, width - 14))
    rows = [row(width, [Span(t("checkout.know-first"), palette.warning, bold=True)], indent=1)]
    if width >= BROAD:
        rows[0] = place((1, Span(t("checkout.know-first"), palette.warning, bold=True)), (12, Span(know[0])))
        know = know[1:]
    rows += [place((12 if width >= BROAD else 1, Span(line))) for line in know]
    return [*items, Item("", (*rows, Row(())))]


def _if_late(arrive_by: int | None, width: int, palette: Palette) -> list[Row]:
    """Return what a broken promise is worth, and that a deadline may move where no holidays are published."""
    lines = [(line, palette.muted) for line in wrap(owed(), max(20, width - 3))]
    if arrive_by is not None and not announced(day_of(arrive_by).year):
        lines.append((t("journey.not-announced", year=day_of(arrive_by).year), palette.warning))
    return [*(row(width, [Span(line, tone)], indent=2) for line, tone in lines), Row(())]


def _documents(draft: CheckoutDraft, width: int, palette: Palette) -> list[Row]:
    """Return order, payment and waybill side by side, as customs compares them."""
    kinds = sum(len(group.lines) for group in draft.groups)
    pieces = sum(line.quantity for group in draft.groups for line in group.lines)
    name = draft.identity.name_masked if draft.identity else "—"
    number = short_number(draft.identity.number_masked) if draft.identity else "—"
    goods = t("checkout.kinds-pieces", kinds=kinds, pieces=pieces)
    total = amount(draft.payable_fen)
    table = (
        (t("checkout.name"), name, name, name),
        (t("checkout.number"), number, number, number),
        (t("checkout.goods"), goods, goods, goods),
        (t("checkout.amount"), total, total, t("checkout.no-amount")),
    )
    column = max(10, (width - 14) // 3)
    heads = ("checkout.order", "checkout.payment", "checkout.waybill")
    rows = [
        row(
            width,
            [
                Span(t("checkout.documents"), bold=True),
                Span(f"  {t('checkout.documents-why')}", palette.faint),
            ],
            [Span(t("checkout.all-agree") + " ", palette.ok, bold=True)],
            indent=1,
        ),
        place(*((12 + i * column, Span(t(head), palette.faint)) for i, head in enumerate(heads))),
    ]
    for label, *values in table:
        pairs = [
            (1, Span(label, palette.muted)),
            *((12 + i * column, Span(fit(value, column - 1))) for i, value in enumerate(values)),
        ]
        rows.append(place(*pairs, (width - 2, Span("✓", palette.ok))))
    return [*rows, Row(())]


def confirm_rail(
    draft: CheckoutDraft, width: int, palette: Palette, busy: bool
) -> tuple[list[Row], list[Row]]:
    """Return the rail of the last look and its button."""
    figure = big(amount(draft.payable_fen))
    consumption = sum(line.tax.consumption_fen for group in draft.groups for line in group.lines)
    vat = sum(line.tax.vat_fen for group in draft.groups for line in group.lines)
    tariff = draft.tax_fen - consumption - vat
    this = draft.year_after_fen - draft.year_used_fen
    rows = [
        Row(()),
        row(width - 2, [Span(t("cart.to-pay"), bold=True)], [Span(figure[0], palette.price)], indent=2),
        row(width - 2, [], [Span(figure[1], palette.price)], indent=2),
        Row(()),
        pair(width, t("cart.goods"), amount(draft.goods_fen + draft.cut_fen), palette),
        *(
            [pair(width, t("cart.cuts"), f"−{amount(draft.cut_fen)}", palette, palette.ok)]
            if draft.cut_fen
            else []
        ),
        pair(width, t("cart.freight"), amount(draft.freight_fen), palette),
        *([pair(width, t("explain.tariff"), amount(tariff), palette)] if tariff else []),
        pair(width, t("explain.consumption"), amount(consumption), palette),
        pair(width, t("explain.vat"), amount(vat), palette),
        *(
            [pair(width, t("cart.tenders"), f"−{amount(draft.tender_fen)}", palette, palette.ok)]
            if draft.tender_fen
            else []
        ),
        place((2, Span("─" * (width - 4), palette.line))),
        row(
            width - 2,
            [Span(t("cart.year"), bold=True)],
            [Span(amount(draft.year_after_fen)), Span(f" / {yuan(draft.limits.year_fen)}", palette.muted)],
            indent=2,
        ),
        row(width, meter(width - 4, draft.year_used_fen, this, draft.limits.year_fen, palette), indent=2),
        row(width - 2, [Span(t("checkout.takes", amount=amount(this)), palette.faint)], indent=2),
        Row(()),
        row(width, [Span(t("checkout.next"), bold=True)], indent=2),
    ]
    for step in ("order", "pay", "release", "receive"):
        words = [
            Span("○ ", palette.way),
            Span(f"{t(f'checkout.next-{step}')} "),
            Span(
                t(f"checkout.next-{step}-why", minutes=PERIODS.pay_minutes, days=PERIODS.release_days),
                palette.faint,
            ),
        ]
        rows.append(row(width - 1, words, indent=2))
    label = t("checkout.placing") if busy else t("checkout.place")
    note = t("checkout.once", n=len(draft.groups))
    foot = [
        *button(width - 4, "" if busy else "next_step", label, palette, 2, quiet=busy),
        place((max(0, (width - cells(note)) // 2), Span(note, palette.faint))),
        Row(()),
    ]
    return rows, foot


def short_number(masked_number: str) -> str:
    """Return a masked identity number with four stars only, for where there is little room."""
    return f"{masked_number[:4]}****{masked_number[-4:]}"
