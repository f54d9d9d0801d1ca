"""The simulated payment page: a code to scan, the amount, how long it is kept, and where the money is."""

from __future__ import annotations

from functools import lru_cache

from store.trade.periods import PERIODS
from store.trade.providers import Behaviour
from store.trade.records import Order, PaymentMethod
from tui.i18n import amount, hour, t
from tui.layout import MEDIUM
from tui.paint.big_number import big
from tui.paint.keycaps import button, keyed, said
from tui.paint.meter import meter
from tui.paint.rows import Action, Row, Span, place, row, width_of
from tui.text import cells, fit
from tui.theme import Palette


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

    hint = said("checkout.copy-hint", palette.faint)
    return [
        Row(()),
        middle(t(f"checkout.scan-{method}"), palette.text, True),
        Row(()),
        *code_rows(text, max(0, (width - size) // 2)),
        Row(()),
        middle(t("checkout.pays-escrow"), palette.muted),
        middle(t("checkout.simulated"), palette.warning, True),
        row(width, hint, indent=max(0, (width - width_of(hint)) // 2)),
    ]


def payment_rows(
    orders: tuple[Order, ...], now: int, width: int, ready: bool, behaviour: Behaviour, palette: Palette
) -> list[Row]:
    """Return the right block: amount, countdown, the way of the money, the button, what is simulated.

    ``ready`` is false for the moment in which enter is not listened to yet.
    """
    total = sum(order.payable_fen for order in orders)
    left = seconds_left(orders, now)
    figure, clock = big(amount(total)), big(_clock(left))
    sums = [f"{order.id}  {amount(order.payable_fen)}" for order in orders]
    told = [Span(t("checkout.orders-once", n=len(orders)), palette.muted)]
    rows = [
        Row(()),
        row(width, [Span(t("cart.to-pay"), palette.muted)], told),
        row(width, [Span(figure[0], palette.price)], [Span(sums[0], palette.muted)]),
        row(width, [Span(figure[1], palette.price)], [Span(text, palette.muted) for text in sums[1:2]]),
        *(row(width, [], [Span(text, palette.muted)]) for text in sums[2:5]),
        Row(()),
        _kept(
            orders, width, [Span(t("checkout.minutes-in-all", minutes=PERIODS.pay_minutes), palette.faint)]
        ),
        Row(()),
        *(row(width, [Span(line, palette.text if left else palette.faint)]) for line in clock),
        *_rest(orders, left, width, palette),
        *button(
            34,
            "next_step" if ready else "",
            t("checkout.i-paid") if left else t("checkout.put-back"),
            palette,
            quiet=not ready,
        ),
        *([row(width, said("checkout.leave", palette.faint))] if left else []),
        Row(()),
        *([row(width, _behaves(behaviour, palette))] if left else []),
    ]
    return rows


def _behaves(behaviour: Behaviour, palette: Palette) -> list[Span]:
    """Return how the embedded provider will answer, and the key for another way."""
    tone = palette.muted if behaviour == "succeeds" else palette.warning
    how = t(f"checkout.provider-{behaviour.replace('_', '-')}")
    return [
        *keyed("provider", f"{t('checkout.provider-will')} ", palette, palette.faint),
        Span(how, tone, bold=behaviour != "succeeds", action=Action("provider")),
    ]


def short_payment_rows(
    orders: tuple[Order, ...], link: str, now: int, width: int, behaviour: Behaviour, palette: Palette
) -> list[Row]:
    """Return the payment without a code: where it is simulated, the link, what is kept how long."""
    left = seconds_left(orders, now)
    told = [Span(t("checkout.orders-once", n=len(orders)), palette.muted)] if width >= MEDIUM else []
    copy = keyed("copy_link", t("commands.copy_link"), palette, palette.text)
    rows = [
        row(width, [Span(t("checkout.simulated"), palette.warning, bold=True)], told),
        row(width, [Span(link, palette.way)] if width >= MEDIUM else copy, copy if width >= MEDIUM else []),
        _kept(orders, width, [Span(_clock(left), palette.text if left else palette.faint, bold=True)]),
        *_rest(orders, left, width, palette),
    ]
    for order in orders:
        rows.append(row(width, [Span(order.id, palette.muted)], [Span(amount(order.payable_fen))]))
    leave = row(width, said("checkout.leave", palette.faint))
    return [*rows, Row(()), leave, *([row(width, _behaves(behaviour, palette))] if left else [])]


def seconds_left(orders: tuple[Order, ...], now: int) -> int:
    """Return how many seconds are left to pay, 0 when it is too late."""
    return max(0, min(order.pay_until for order in orders) - now)


def _clock(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _kept(orders: tuple[Order, ...], width: int, right: list[Span]) -> Row:
    until = min(order.pay_until for order in orders)
    return row(width, [Span(t("checkout.kept-until", time=hour(until)), bold=True)], right)


def _rest(orders: tuple[Order, ...], left: int, width: int, palette: Palette) -> list[Row]:
    """Return what follows the clock: its bar, what happens at its end, where the money is."""
    bar = row(width, meter(width, 0, left, PERIODS.pay_minutes * 60, palette))
    if not left:
        return [
            bar,
            row(width, [Span(t("checkout.expired"), palette.warning, bold=True)]),
            row(width, [Span(t("checkout.given-back"), palette.muted)]),
            Row(()),
        ]
    paid = all(order.state != "pending_payment" for order in orders)
    why = [Span(t("checkout.escrow-why"), palette.faint)] if width >= MEDIUM else []
    return [
        bar,
        row(width, [Span(t("checkout.else-cancelled"), palette.faint)]),
        Row(()),
        row(width, [Span(t("checkout.where-money"), bold=True)], why),
        *money_way(2 if paid else 1, width, palette),
        Row(()),
    ]


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
                    fit(t(f"checkout.money-{station}"), step - 1 if number < 3 else width - column),
                    tone if number <= reached else palette.muted,
                    bold=number == reached,
                ),
            )
        )
    return [place(*line), place(*names)]
