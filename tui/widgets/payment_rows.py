"""The simulated payment page: a code to scan, the amount, how long it is kept, and where the money is."""

from __future__ import annotations

from functools import lru_cache

from store.trade.records import Order, PaymentMethod
from tui.i18n import amount, hour, t
from tui.text import cells
from tui.theme import Palette
from tui.widgets.big_number import big
from tui.widgets.meter import button, meter
from tui.widgets.rows import Row, Span, place, row

CODE_WIDTH = 45


def pay_link(orders: tuple[Order, ...], method: PaymentMethod) -> str:
    """Return what the code holds; it names the simulation, so that nobody takes it for money."""
    return f"xhs-tui://simulated/{method}/{orders[0].id}"


@lru_cache(maxsize=8)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    import segno  # late: only this page needs it

    code = segno.make_qr(text, error="m")
    return tuple(tuple(bool(module) for module in line) for line in code.matrix_iter(border=4))


def code_rows(text: str, indent: int) -> list[Row]:
    """Return a QR code in half blocks, black on white whatever the theme."""
    lines = _modules(text)
    blank = (False,) * len(lines[0])
    rows = []
    for number in range(0, len(lines), 2):
        top, low = lines[number], lines[number + 1] if number + 1 < len(lines) else blank
        glyphs = "".join(
            "█" if a and b else "▀" if a else "▄" if b else " " for a, b in zip(top, low, strict=True)
        )
        rows.append(place((indent, Span(glyphs, "#000000", "#FFFFFF"))))
    return rows


def scan_rows(text: str, method: PaymentMethod, width: int, palette: Palette) -> list[Row]:
    """Return the left block: the code, whom it pays, and that no money moves."""
    size = len(_modules(text)[0])

    def middle(words: str, tone: str, bold: bool = False) -> Row:
        return place((max(0, (width - cells(words)) // 2), Span(words, tone, bold=bold)))

    return [
        Row(()),
        middle(t(f"checkout.scan-{method}"), palette.text, True),
        Row(()),
        *code_rows(text, max(0, (width - size) // 2)),
        Row(()),
        middle(t("checkout.pays-escrow"), palette.muted),
        middle(t("checkout.simulated"), palette.warning, True),
        middle(t("checkout.copy-hint"), palette.faint),
    ]


def payment_rows(
    orders: tuple[Order, ...], now: int, width: int, palette: Palette, *, action: bool
) -> list[Row]:
    """Return the right block: amount, countdown, the way of the money, and its ``action`` as a button."""
    total = sum(order.total_fen for order in orders)
    until = min(order.pay_until for order in orders)
    left = max(0, until - now)
    figure, clock = big(amount(total)), big(f"{left // 60:02d}:{left % 60:02d}")
    paid = all(order.state != "pending_payment" for order in orders)
    rows = [
        Row(()),
        row(
            width,
            [Span(t("cart.to-pay"), palette.muted)],
            [Span(t("checkout.orders-once", n=len(orders)), palette.muted)],
        ),
        row(
            width,
            [Span(figure[0], palette.price)],
            [Span(f"{orders[0].id}  {amount(orders[0].total_fen)}", palette.muted)],
        ),
        row(
            width,
            [Span(figure[1], palette.price)],
            [Span(f"{o.id}  {amount(o.total_fen)}", palette.muted) for o in orders[1:2]],
        ),
        Row(()),
        row(
            width,
            [Span(t("checkout.kept-until", time=hour(until)), bold=True)],
            [Span(t("checkout.thirty-minutes"), palette.faint)],
        ),
        Row(()),
        row(width, [Span(clock[0], palette.text)]),
        row(width, [Span(clock[1], palette.text)]),
        row(width, meter(width, 0, left, 1_800, palette)),
        row(width, [Span(t("checkout.else-cancelled"), palette.faint)]),
        Row(()),
        row(
            width,
            [Span(t("checkout.where-money"), bold=True)],
            [Span(t("checkout.escrow-why"), palette.faint)],
        ),
        *money_way(1 if not paid else 2, width, palette),
        Row(()),
        *(button(28, "enter", t("checkout.i-paid"), palette) if action else []),
        row(width, [Span(t("checkout.leave"), palette.faint)]),
    ]
    return rows


def money_way(reached: int, width: int, palette: Palette) -> list[Row]:
    """Return the four stations of the money: ordered, waiting, in escrow, released."""
    stations = ("ordered", "waiting", "held", "released")
    step = (width - 10) // 3
    line: list[tuple[int, Span]] = []
    names: list[tuple[int, Span]] = []
    for number, station in enumerate(stations):
        column = number * step
        tone = palette.ok if number < reached else palette.brand if number == reached else palette.faint
        line.append((column, Span("●" if number <= reached else "○", tone)))
        if number < 3:
            line.append(
                (column + 2, Span("━" * (step - 3), palette.ok if number < reached else palette.line))
            )
        names.append(
            (
                column,
                Span(
                    t(f"checkout.money-{station}"),
                    tone if number <= reached else palette.muted,
                    bold=number == reached,
                ),
            )
        )
    return [place(*line), place(*names)]
