"""The checkout as rows: the breadcrumb, the choices of each step, and the last look before ordering."""

from __future__ import annotations

from store.trade.records import Address, Identity, PaymentMethod
from tui.i18n import amount, pick, t
from tui.layout import MEDIUM
from tui.paint.keycaps import slab
from tui.paint.rows import Action, Row, Span, place, row
from tui.row_id import RowId
from tui.text import fit, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

STEPS = ("address", "identity", "payment", "confirm")
METHODS: tuple[PaymentMethod, ...] = ("alipay", "paypal", "ebank")


def breadcrumb(step: int, chosen: tuple[str, str, str, str], width: int, palette: Palette) -> list[Row]:
    """Return the four steps with what was chosen under each; ``step`` counts from 0, 4 is behind them.

    A press on a step that is done goes back to it.
    """
    if width < MEDIUM:
        return _short_breadcrumb(step, chosen, width, palette)
    column = (width - 2) // 4
    heads: list[tuple[int, Span]] = []
    facts: list[tuple[int, Span]] = []
    bars: list[tuple[int, Span]] = []
    for number, name in enumerate(STEPS):
        left = 1 + number * column
        done, current = number < step, number == step
        mark = _mark(number, step, palette)
        words = fit(t(f"checkout.step-{name}"), column - 3)
        back = _back_to(number, step)
        title = Span(f" {words}", bold=current or done, action=back)
        heads += [(left, mark._replace(action=back)), (left + 1, title)]
        if number < 3 and column > 20:
            heads.append((left + column - 4, Span("→", palette.faint)))
        look = Action("next_step") if current and number == len(STEPS) - 1 else None
        facts.append((left, Span(fit(chosen[number], column - 3), palette.muted, action=back or look)))
        tone = palette.ok if done else palette.brand if current else palette.line
        bars.append((left, Span("▔" * (column - 2), tone)))
    return [place(*heads), place(*facts), place(*bars)]


def _short_breadcrumb(
    step: int, chosen: tuple[str, str, str, str], width: int, palette: Palette
) -> list[Row]:
    """Return the steps as numbers, and the name of the current one alone."""
    current = min(step, len(STEPS) - 1)
    spans: list[Span] = []
    for number, name in enumerate(STEPS):
        spans.append(_mark(number, step, palette)._replace(action=_back_to(number, step)))
        if number == current:
            spans.append(Span(f" {t(f'checkout.step-{name}')}", bold=True))
        spans.append(Span("  "))
    tone = palette.ok if step > current else palette.brand
    return [
        row(width, spans, indent=1),
        row(width, [Span(chosen[current], palette.muted)], indent=1),
        place((1, Span("▔" * max(0, width - 2), tone))),
    ]


def _back_to(number: int, step: int) -> Action | None:
    """Return the way back to a step that is done; what is placed cannot be gone back on."""
    return Action("go_to_step", str(number)) if number < step < len(STEPS) else None


def _mark(number: int, step: int, palette: Palette) -> Span:
    if number < step:
        return Span("✓", palette.ok, bold=True)
    return Span(str(number + 1), palette.brand if number == step else palette.faint, bold=True)


def address_items(addresses: tuple[Address, ...], width: int, palette: Palette) -> list[Item]:
    """Return the addresses to choose from."""
    items = [_heading("checkout.which-address", "checkout.which-address-why", width, palette)]
    for address in addresses:
        rows = (
            row(
                width,
                [
                    Span(f"{pick(address.label)}  ", bold=True),
                    Span(f"{masked(address.recipient)}  {address.phone_masked}", palette.muted),
                ],
                indent=3,
            ),
            row(width, [Span(f"{pick(address.region)}  {pick(address.street)}")], indent=3),
            Row(()),
        )
        items.append(Item(RowId("address", address.id), rows))
    return [*items, _new(RowId("address", "new"), t("checkout.new-address"), width, palette)]


def _new(key: str, words: str, width: int, palette: Palette) -> Item:
    return Item(key, (row(width, [Span("＋ ", palette.way), Span(words, palette.way)], indent=3), Row(())))


def identity_items(identity: Identity | None, width: int, palette: Palette) -> list[Item]:
    """Return whose name and number customs will see, masked."""
    items = [_heading("checkout.whose-identity", "checkout.whose-identity-why", width, palette)]
    if identity is None:
        return [
            *items,
            Item("", (row(width, [Span(t("errors.identity-missing"), palette.warning)], indent=3), Row(()))),
            _new(RowId("identity", "new"), t("checkout.new-identity"), width, palette),
        ]
    rows = (
        row(
            width,
            [
                Span(f"{identity.name_masked}  ", bold=True),
                Span(identity.number_masked),
                Span(f"  ✓ {t('checkout.verified')}", palette.ok),
            ],
            indent=3,
        ),
        row(width, [Span(t("checkout.payer-same"), palette.muted)], indent=3),
        Row(()),
    )
    other = _new(RowId("identity", "new"), t("checkout.other-identity"), width, palette)
    return [*items, Item(RowId("identity"), rows), other]


def method_items(width: int, palette: Palette) -> list[Item]:
    """Return the ways to pay."""
    items = [_heading("checkout.how-to-pay", "checkout.how-to-pay-why", width, palette)]
    for method in METHODS:
        rows = (
            row(width, [Span(t(f"checkout.method-{method}"), bold=True)], indent=3),
            row(width, [Span(t(f"checkout.method-{method}-why"), palette.muted)], indent=3),
            Row(()),
        )
        items.append(Item(RowId("method", method), rows))
    return items


def _heading(key: str, why: str, width: int, palette: Palette) -> Item:
    rows = [row(width, [Span(t(key), bold=True)], indent=1)]
    rows += [row(width, [Span(line, palette.faint)], indent=1) for line in wrap(t(why), max(20, width - 2))]
    return Item("", (*rows, Row(())))


def dock(
    label: str, total_fen: int, action: str, width: int, palette: Palette, *, ready: bool = True
) -> list[Row]:
    """Return amount and action in two rows, for low and narrow screens."""
    right = [slab("next_step" if ready else "", action, palette, quiet=not ready), Span(" ")]
    return [
        place((0, Span("▔" * width, palette.line))),
        row(
            width,
            [Span(f"{label} ", palette.muted), Span(f"¥{amount(total_fen)}", palette.price, bold=True)],
            right,
            indent=1,
        ),
    ]


def masked(name: str) -> str:
    """Return a name with its first character only."""
    return name[:1] + "*" * (len(name) - 1)
