"""Import tax of a parcel (cross-border retail import), as pure functions of its lines and the day.

Amounts are fen. Each tax of a line is rounded half-up once; nothing else is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from store.errors import StoreError
from store.money import part_of
from store.pricing.records import Channel, NetUnit, Refusal, TaxedBasket, TaxedLine
from store.pricing.tax_rules import CLASSES, limits, rule

NONE = Fraction(0)
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class DutiableLine:
    """A line as customs sees it: what is paid for the goods after open cuts, and its share of freight.

    ``net_amount`` is the content of one piece (``None`` where it decides nothing); ``mfn`` a duty rate
    of its own instead of its class's.
    """

    tax_class: str
    goods_fen: int
    freight_fen: int
    quantity: int
    net_amount: Fraction | None = None
    net_unit: NetUnit = "piece"
    mfn: Fraction | None = None

    @property
    def base_fen(self) -> int:
        """The dutiable value: goods and freight, in fen."""
        return self.goods_fen + self.freight_fen


def tax_day(seconds: int) -> date:
    """Return the day in Beijing at ``seconds`` UTC: the day whose rules and whose year count."""
    return datetime.fromtimestamp(seconds, _BEIJING).date()


def assess(
    lines: Sequence[DutiableLine], on: date, used_fen: int = 0, *, freight_in_unit_base: bool = True
) -> TaxedBasket:
    """Return channel and tax of one parcel, whose buyer has ``used_fen`` of this year's limit already.

    A refused basket keeps its lines' taxes as they would be if it were split, so that they can be read.
    """
    base = sum(line.base_fen for line in lines)
    channel, reason = _channel(base, sum(line.quantity for line in lines), on, used_fen)
    taxed = tuple(_tax(line, on, channel == "cbec_full_tax", freight_in_unit_base) for line in lines)
    return TaxedBasket(
        channel=channel,
        reason=reason,
        limits=limits(on),
        base_fen=base,
        tax_fen=sum(line.tax_fen for line in taxed),
        year_after_fen=used_fen if channel == "refused" else used_fen + base,
        lines=taxed,
    )


def _channel(base_fen: int, pieces: int, on: date, used_fen: int) -> tuple[Channel, Refusal]:
    """Return the channel of a parcel; a single piece may be dearer than the limit, at full tax."""
    most = limits(on)
    over = base_fen > most.single_fen
    if over and pieces > 1:
        return "refused", "over_single_limit"
    if used_fen + base_fen > most.year_fen:
        return "refused", "over_annual_limit"
    return ("cbec_full_tax" if over else "cbec"), ""


def _tax(line: DutiableLine, on: date, in_full: bool, freight_in_unit_base: bool) -> TaxedLine:
    """Return the taxes of a line: at 70 % without duty, or all of them in full with it."""
    consumed = consumption_rate_of(line, on, freight_in_unit_base=freight_in_unit_base)
    rates = _rates(line.tax_class, on, consumed is not NONE, in_full, line.mfn if in_full else None)
    base = line.base_fen
    return TaxedLine(
        base_fen=base,
        tariff_fen=part_of(base, rates.tariff),
        consumption_fen=part_of(base, rates.consumption),
        vat_fen=part_of(base, rates.vat),
        consumption_rate=consumed,
        vat_rate=rates.vat_rate,
    )


class _Rates(NamedTuple):
    """Duty, consumption tax and VAT as parts of the dutiable value, and the rate of the VAT itself."""

    tariff: Fraction
    consumption: Fraction
    vat: Fraction
    vat_rate: Fraction


@lru_cache(maxsize=4096)
def _rates(tax_class: str, on: date, consumed: bool, in_full: bool, mfn: Fraction | None) -> _Rates:
    """Return what is taken of a dutiable value, exactly.

    Kept, because a cart is assessed for every combination of offers and sums of fractions were 80 % of
    that: 40 lines with four sets and an exclusive coupon took 26 ms of CPU, and take 9 with these kept.
    """
    kind, vat_rate = CLASSES[tax_class].consumption, rule(f"vat.{CLASSES[tax_class].vat}", on)
    share, duty = (Fraction(1), rule(f"mfn.{tax_class}", on)) if in_full else (rule("share", on), NONE)
    duty = duty if mfn is None else mfn
    rate = rule(f"consumption.{kind}", on) if consumed else NONE
    gross = (1 + duty) / (1 - rate)
    return _Rates(duty, gross * rate * share, gross * vat_rate * share, vat_rate)


def consumption_rate_of(line: DutiableLine, on: date, *, freight_in_unit_base: bool = True) -> Fraction:
    """Return the consumption tax rate of a line; for cosmetics it depends on the price per ml, g or sheet.

    Raises ``StoreError``: ``unknown_tax_class``, or ``net_content_missing`` for cosmetics without it.
    """
    if line.tax_class not in CLASSES:
        raise StoreError("unknown_tax_class", tax_class=line.tax_class)
    kind = CLASSES[line.tax_class].consumption
    if not kind:
        return NONE
    rate = rule(f"consumption.{kind}", on)
    if kind != "cosmetics":
        return rate
    if not line.net_amount:
        raise StoreError("net_content_missing")
    paid = line.base_fen if freight_in_unit_base else line.goods_fen
    content, least = line.net_amount, rule(f"dear.{line.net_unit}", on)
    # paid >= least * content * quantity, without a fraction being made
    dear = (
        paid * least.denominator * content.denominator >= least.numerator * content.numerator * line.quantity
    )
    return rate if dear else NONE
