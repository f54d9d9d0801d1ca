"""The documents of a parcel: order, payment and waybill side by side, and where its declaration stands."""

from __future__ import annotations

from store.logistics.customs import CustomsState, Declaration
from store.logistics.documents import Compared, Value, compare
from store.trade.records import Order
from tui.i18n import amount, day, hour, pick, t
from tui.paint.rows import Row, Span, place
from tui.text import cells, fit, pad
from tui.theme import Palette
from tui.widgets.tracking.journey import Journey

SHOWN: tuple[CustomsState, ...] = ("matching", "matched", "submitted", "released")
PAPER_WIDTH = 50


def document_rows(journey: Journey, palette: Palette) -> list[Row]:
    """Return order, payment and waybill side by side as customs compares them, what differs lit."""
    order = journey.order
    compared = compare(order, journey.identity, order.payable_fen, journey.tracking)
    sound = all(one.agrees for one in compared)
    title = t("checkout.documents")
    said = Span(_said(journey, sound), palette.ok if sound else palette.warning)
    rows = [place((0, Span(title, bold=True)), (cells(title) + 2, said))]
    rows.append(customs_row(journey.declared, palette) if journey.declared else Row(()))
    marks = (order.id[-4:], "", journey.tracking.tracking_number[-4:])
    head: list[tuple[int, Span]] = []
    for index, (sheet, mark) in enumerate(zip(("order", "payment", "waybill"), marks, strict=True)):
        text = pad(f" {t(f'checkout.{sheet}')}", 15 - cells(mark) - 1) + f"{mark} "
        head.append((index * 17, Span(text, palette.text, palette.surface, bold=True)))
    return [*rows, place(*head), *(_compared(one, order, palette) for one in compared)]


def _said(journey: Journey, sound: bool) -> str:
    if sound:
        return t("tracking.agree")
    photo = journey.tracking.trouble == "held_id_photo"
    return t("tracking.held-document" if photo else "journey.held-payer-document")


def customs_row(declared: Declaration, palette: Palette) -> Row:
    """Return where a declaration stands: its four steps, or what stands in their way."""
    bad = declared.state in ("mismatch", "inspected", "rejected", "withdrawn")
    state = t(f"journey.customs-{declared.state}")
    reached = {step.state for step in declared.steps}
    spans: list[tuple[int, Span]] = []
    column = 0
    for number, name in enumerate(SHOWN):
        there = name in reached and not (name == "matching" and declared.state == "mismatch")
        sign = Span("●" if there else "○", palette.ok if there else palette.faint)
        spans.append((column, sign))
        column += 1
        if number < len(SHOWN) - 1:
            spans.append((column, Span("──", palette.ok if there else palette.line)))
            column += 2
    tone = palette.warning if bad else palette.ok if declared.state == "released" else palette.muted
    at = declared.steps[-1].at
    spans.append((column + 1, Span(fit(f"{state} {day(at)} {hour(at)}", 37), tone)))
    return place(*spans)


def _compared(one: Compared, order: Order, palette: Palette) -> Row:
    """Return one thing in the three documents; what is missing or differs has a sign of its own."""
    values = (one.order, one.payment, one.waybill)
    spans: list[tuple[int, Span]] = []
    for index, value in enumerate(values):
        missing = value == ""
        tone = palette.warning if missing else palette.muted
        text = t("tracking.missing") if missing else _written(one.field, value, order)
        spans.append((index * 17, Span(pad(f" {fit(text, 14)}", 15), tone, palette.surface)))
        if index < 2:
            after = values[index + 1]
            differ = value is not None and after is not None and value != after
            sign = Span("≠", palette.brand, bold=True) if differ else Span("=", palette.ok)
            if value is not None and after is not None:
                spans.append((index * 17 + 15, sign))
    return place(*spans)


def _written(field: str, value: Value, order: Order) -> str:
    """Return a field's value as a document shows it; long numbers are masked."""
    if value is None:
        return t("tracking.not-said")
    if field == "amount" and isinstance(value, int):
        return f"¥{amount(value)}"
    if field == "pieces":
        return t("cart.n-pieces", n=value)
    if field == "goods":
        return pick(order.lines[0].title)
    text = str(value)
    return text[:4] + "****" + text[-4:] if field == "number" and len(text) > 12 else text
