"""A price as little sums that a person can follow: what is multiplied and added, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from store.money import half_up
from store.pricing.records import TaxedLine
from tui.i18n import amount, t
from tui.layout import MEDIUM
from tui.paint.rows import Row, Span, place, row
from tui.text import cells, wrap
from tui.theme import Palette

"""Below this width a sum stands under its name instead of beside it."""
Named = tuple[str, int]
"""What something is called, and its fen."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a price: its name, the sum behind it, what comes of it in fen, and a word why."""

    label: str
    sum: str
    fen: int
    why: str = ""
    tone: str = ""
    bold: bool = False


def percent(rate: Fraction) -> str:
    """Write a rate as a percentage: ``13%``."""
    return f"{float(rate * 100):g}%"


def goods_sums(
    price_fen: int, quantity: int, cuts: Sequence[Named], freight_fen: int, freight: str
) -> list[Sum]:
    """Return price times number, each cut, and the share of the freight (``freight`` says whose)."""
    sums = [Sum(t("explain.goods"), f"{amount(price_fen)} × {quantity}", price_fen * quantity)]
    for number, (name, fen) in enumerate(cuts, start=1):
        why = t("explain.cut-why") if number == len(cuts) else ""
        sums.append(Sum(t("explain.cut"), name, -fen, why, "ok"))
    return [*sums, Sum(t("explain.freight"), freight, freight_fen)]


def tax_sums(
    goods_fen: int,
    cut_fen: int,
    freight_fen: int,
    tax: TaxedLine,
    *,
    in_full: bool,
    consumption_why: str = "",
) -> list[Sum]:
    """Return dutiable value, duty, consumption tax and VAT, each with its own figures.

    ``in_full`` is a single piece over the limit: duty too, and nothing at 70 %. ``consumption_why`` says
    why there is consumption tax, or none.
    """
    parts = [amount(goods_fen), *([f"− {amount(cut_fen)}"] if cut_fen else []), f"+ {amount(freight_fen)}"]
    share = "" if in_full else " × 70%"
    tariff = t("explain.tariff-none")
    if in_full:
        tariff = f"{amount(tax.base_fen)} × {percent(Fraction(round(tax.tariff_fen * 10_000 / (tax.base_fen or 1)), 10_000))}"
    whole = half_up(_consumption(tax))
    taxable = [amount(tax.base_fen), *([amount(tax.tariff_fen)] if tax.tariff_fen else [])]
    rate = tax.consumption_rate
    consumption, why = consumption_why or t("explain.consumption-none"), ""
    if rate:
        consumption = f"{_added(taxable)} ÷ {float(1 - rate):g} × {percent(rate)}{share}"
        why = consumption_why
    vat = _added([*taxable, *([amount(whole)] if whole else [])])
    vat_why = t("explain.before-share", amount=amount(whole)) if whole and not in_full else ""
    return [
        Sum(t("explain.base"), " ".join(parts), tax.base_fen, bold=True),
        Sum(t("explain.tariff"), tariff, tax.tariff_fen, t("explain.tariff-full") if in_full else ""),
        Sum(t("explain.consumption"), consumption, tax.consumption_fen, why, "rose" if rate else ""),
        Sum(t("explain.vat"), f"{vat} × {percent(tax.vat_rate)}{share}", tax.vat_fen, vat_why, "way"),
    ]


def _consumption(tax: TaxedLine) -> Fraction:
    """Return the consumption tax before its share, in fen."""
    return (tax.base_fen + tax.tariff_fen) / (1 - tax.consumption_rate) * tax.consumption_rate


def _added(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def paid_sums(tax: TaxedLine, tenders: Sequence[Named]) -> list[Sum]:
    """Return the price to the door, what coupons and points pay of it, and what is left to pay."""
    taxes = [fen for fen in (tax.tariff_fen, tax.consumption_fen, tax.vat_fen) if fen]
    landed = tax.base_fen + tax.tax_fen
    sums = [
        Sum(t("explain.total"), " + ".join(map(amount, (tax.base_fen, *taxes))), landed, "", "price", True)
    ]
    for number, (name, fen) in enumerate(tenders, start=1):
        why = t("explain.tender-why") if number == len(tenders) else ""
        sums.append(Sum(t("explain.tender"), name, -fen, why, "ok"))
    if tenders:
        left = landed - sum(fen for _, fen in tenders)
        sums.append(Sum(t("explain.to-pay"), "", left, "", "price", True))
    return sums


def label_width(sums: Iterable[Sum]) -> int:
    """Return the cells the names of sums take, and two more."""
    return 2 + max((cells(each.label) for each in sums), default=0)


def sum_rows(sums: Sequence[Sum], label: int, width: int, palette: Palette, indent: int = 2) -> list[Row]:
    """Return name, sum and amount in three columns, the word why below; stacked where it is narrow."""
    rows: list[Row] = []
    for each in sums:
        fen = amount(each.fen)
        tone = getattr(palette, each.tone) if each.tone else palette.text
        value = Span(fen, tone, bold=each.bold)
        name = Span(each.label, "" if each.bold else palette.muted, bold=each.bold)
        if width < MEDIUM:
            rows.append(row(width - 2, [name], [value], indent=indent))
            below = [part for part in (each.sum, each.why) if part]
            rows += [
                row(width - 2, [Span(text, palette.faint)], indent=indent + 2)
                for part in below
                for text in wrap(part, max(8, width - indent - 4))
            ]
            continue
        column = indent + label
        room = width - 2 - column - cells(fen) - 2
        first, *more = wrap(each.sum, room) or [""]
        rows.append(
            place((indent, name), (column, Span(first, palette.muted)), (width - 2 - cells(fen), value))
        )
        rows += [place((column, Span(text, palette.muted))) for text in more]
        if each.why:
            rows += [
                place((column, Span(text, palette.faint))) for text in wrap(each.why, width - 2 - column)
            ]
    return rows
