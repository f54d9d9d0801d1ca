"""Returns as rows: the ones there are, the goods that may come back, the reason, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.pictures import PictureSpec
from store.trade.disputes import DECIDE_SECONDS, Dispute
from store.trade.periods import PERIODS
from store.trade.records import Order
from store.trade.return_terms import REASONS, Reason, Return, Terms
from store.trade.settlement import Part
from tui.i18n import amount, day, hour, pick, t
from tui.paint.keycaps import keyed, said, slab
from tui.paint.rows import Action, Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

STATIONS = ("requested", "approved", "shipped_back", "received", "inspected", "refunded")


def past_items(
    order: Order, returns: Sequence[Return], disputes: Sequence[Dispute], width: int, palette: Palette
) -> list[Item]:
    """Return what is on its way back already, each with its stations and its next step."""
    items: list[Item] = []
    asked = {dispute.return_id: dispute for dispute in disputes}
    for one in returns:
        goods = t("offers.and").join(
            f"{pick(order.lines[p].title)} × {n}" for p, n in one.pieces.items() if p < len(order.lines)
        )
        last = one.events[-1]
        bad = one.state in ("rejected", "refused", "cancelled")
        tone = palette.warning if bad else palette.ok if one.state == "refunded" else palette.way
        head = [
            Span(t(f"returning.state-{one.state.replace('_', '-')}"), tone, bold=True),
            Span(f"  {goods}", palette.text),
        ]
        rows = [row(width, head, [Span(f"{day(last.at)} {hour(last.at)} ", palette.muted)], indent=1)]
        rows.append(row(width, _way(one, palette), indent=1))
        rows.append(row(width, _what_next(one, palette), indent=1))
        if one.id in asked:
            rows.append(row(width, _dispute(asked[one.id], palette), indent=1))
        elif one.state == "refused" and order.payment in ("held", "partly_refunded"):
            rows.append(row(width, keyed("dispute", t("returning.dispute-can"), palette), indent=1))
        items.append(Item(RowId("return", one.id), (*rows, Row(()))))
    return items


def _way(one: Return, palette: Palette) -> list[Span]:
    """Return the stations of a return, filled as far as it has come."""
    reached = {event.state for event in one.events}
    spans: list[Span] = []
    for number, station in enumerate(STATIONS):
        there = station in reached
        name = t(f"returning.state-{station.replace('_', '-')}")
        spans.append(Span(" ━ " if number else "", palette.ok if there else palette.line))
        spans.append(Span(f"{'●' if there else '○'} {name}", palette.text if there else palette.faint))
    return spans


def _what_next(one: Return, palette: Palette) -> list[Span]:
    """Return why a return was refused, or what comes next and its key."""
    last = one.events[-1]
    if one.state in ("rejected", "refused") and last.because:
        return [Span(t(f"returning.because-{last.because.replace('_', '-')}"), palette.warning)]
    if one.state == "approved":
        return keyed("return_choice", t("returning.do-send"), palette)
    return said(f"returning.next-{one.state.replace('_', '-')}", palette.faint)


def _dispute(dispute: Dispute, palette: Palette) -> list[Span]:
    """Return where a dispute stands: until when the platform decides, or how it has decided."""
    if dispute.decided_at is None:
        until = dispute.opened_at + DECIDE_SECONDS
        words = t("returning.dispute-open", day=day(until), hour=hour(until))
        return [Span("◌ ", palette.way), Span(words, palette.way)]
    won = dispute.state == "for_buyer"
    words = t(f"returning.dispute-{dispute.state.replace('_', '-')}", day=day(dispute.decided_at))
    return [Span("✓ " if won else "✗ ", palette.ok if won else palette.warning), Span(words, palette.text)]


def line_items(
    order: Order, terms: Sequence[Terms], pieces: Mapping[int, int], width: int, palette: Palette
) -> list[Item]:
    """Return the lines of an order, how many of each come back, and until when or why not."""
    items = [Item("", (row(width, [Span(t("returning.which"), bold=True)], indent=1), Row(())))]
    for one in terms:
        line, number = order.lines[one.position], pieces.get(one.position, 0)
        thumb = picture_cells(PictureSpec.from_json(line.picture_json), 6, 2)
        name = [
            Span(f"{pick(line.brand)} ", palette.muted),
            Span(f"{pick(line.title)} {pick(line.sku_name)}"),
        ]
        count = [
            Span(" − ", palette.muted, palette.chip, action=Action("fewer")),
            Span(f" {number}", palette.brand if number else palette.faint, bold=bool(number)),
            Span(f" / {line.remaining} ", palette.muted),
            Span(" + ", palette.muted, palette.chip, action=Action("more")),
            Span(" "),
        ]
        if one.because:
            why = Span(t(f"returning.because-{one.because.replace('_', '-')}"), palette.warning)
        elif one.until is None:
            why = Span(t("returning.can-cancel"), palette.muted)
        else:
            why = Span(t("returning.until", day=day(one.until or 0)), palette.muted)
        rule = [
            Span(t(f"checkout.return-{line.return_rule}", days=PERIODS.no_reason_days) + " ", palette.faint)
        ]
        rows = [
            row(width, [*spans_of(strip), Span("  "), *left], right, indent=2)
            for strip, (left, right) in zip(thumb, ((name, count), ([why], rule)), strict=True)
        ]
        items.append(Item(RowId("line", one.position), (*rows, Row(()))))
    return items


def reason_items(reason: Reason, opened: bool, width: int, palette: Palette) -> list[Item]:
    """Return the reasons to choose from, and whether the goods were opened."""
    items = [Item("", (row(width, [Span(t("returning.why"), bold=True)], indent=1), Row(())))]
    for one in REASONS:
        key = f"returning.reason-{one.replace('_', '-')}"
        mark = Span("● " if one == reason else "○ ", palette.brand if one == reason else palette.faint)
        words = [mark, Span(t(key), bold=one == reason)]
        days = PERIODS.no_reason_days if one == "no_reason" else PERIODS.fault_days
        why = Span(f"  {t(key + '-why', days=days)}", palette.faint)
        items.append(Item(RowId("reason", one), (row(width, [*words, why], indent=3),), at_once=True))
    box = Span("☒ " if opened else "☐ ", palette.text)
    told = Span(t("returning.opened"), palette.warning if opened else palette.muted)
    return [
        *items,
        Item(RowId("opened"), (Row(()), row(width, [box, told], indent=3), Row(())), at_once=True),
    ]


def worth_rows(worth: Part, chosen: int, cancelling: bool, width: int, palette: Palette) -> list[Row]:
    """Return what comes back for what is chosen, made up of its parts, and the key that asks for it."""
    if not chosen:
        return [row(width, said("returning.choose", palette.faint), indent=1)]
    tender = worth.whole_fen - worth.money_fen
    parts = [f"{t('cart.goods')} {amount(worth.goods_fen)}"]
    if worth.freight_fen:
        parts.append(f"{t('cart.freight')} {amount(worth.freight_fen)}")
    parts.append(f"{t('cart.import-tax')} {amount(worth.tax_fen)}")
    if tender:
        parts.append(f"{t('cart.tenders')} −{amount(tender)}")
    action = t("returning.cancel-pieces" if cancelling else "returning.hand-in", n=chosen)
    why = "returning.tax-why" if worth.tax_fen else "returning.no-tax"
    if cancelling:
        why = "returning.not-sent"
    return [
        row(
            width,
            [
                Span(f"{t('returning.worth')} ", palette.muted),
                Span(f"¥{amount(worth.money_fen)}", palette.price, bold=True),
            ],
            [slab("hand_in", action, palette), Span(" ")],
            indent=1,
        ),
        row(width, [Span("  ·  ".join(parts), palette.faint)], indent=1),
        row(
            width,
            [Span(t(why, asked=PERIODS.tax_asked_days, back=PERIODS.tax_back_days), palette.faint)],
            indent=1,
        ),
    ]
