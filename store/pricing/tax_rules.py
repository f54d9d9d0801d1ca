"""Rates and limits of import tax, each a row with the day from which it holds.

When a rule changes, a row is added here and no code changes. Amounts are fen, rates exact fractions.
Duty rates are those of each class's usual heading; a line of another heading brings its own (``mfn``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from store.errors import StoreError
from store.pricing.records import Limits

VatBand = Literal["standard", "reduced"]
Consumption = Literal["", "cosmetics", "wine", "watch"]


@dataclass(frozen=True, slots=True)
class TaxClass:
    """What customs law makes of a class of goods: its VAT band and its consumption tax, if any."""

    vat: VatBand
    consumption: Consumption = ""


CLASSES: dict[str, TaxClass] = {
    "general": TaxClass("standard"),
    "food_farm": TaxClass("reduced"),
    "supplement": TaxClass("standard"),
    "infant_formula": TaxClass("standard"),
    "cosmetics": TaxClass("standard", "cosmetics"),
    "wine": TaxClass("standard", "wine"),
    "watch": TaxClass("standard", "watch"),
    "electronics": TaxClass("standard"),
    "apparel": TaxClass("standard"),
    "pet_food": TaxClass("standard"),
    "coffee_tea": TaxClass("standard"),
    "baby_goods": TaxClass("standard"),
}
"""Every tax class; ``watch`` is a high-end watch, any other watch is ``general``."""

_START = date(2016, 4, 8)

# (holds from, name, value): limits and thresholds in fen, everything else a rate.
ROWS: tuple[tuple[date, str, Fraction], ...] = (
    (_START, "limit.single", Fraction(200_000)),
    (date(2019, 1, 1), "limit.single", Fraction(500_000)),
    (_START, "limit.year", Fraction(2_000_000)),
    (date(2019, 1, 1), "limit.year", Fraction(2_600_000)),
    (_START, "share", Fraction(70, 100)),
    (_START, "vat.standard", Fraction(17, 100)),
    (date(2018, 5, 1), "vat.standard", Fraction(16, 100)),
    (date(2019, 4, 1), "vat.standard", Fraction(13, 100)),
    (_START, "vat.reduced", Fraction(11, 100)),
    (date(2018, 5, 1), "vat.reduced", Fraction(10, 100)),
    (date(2019, 4, 1), "vat.reduced", Fraction(9, 100)),
    (date(2016, 10, 1), "consumption.cosmetics", Fraction(15, 100)),
    (_START, "consumption.wine", Fraction(10, 100)),
    (_START, "consumption.watch", Fraction(20, 100)),
    (date(2016, 10, 1), "dear.ml", Fraction(1_000)),
    (date(2016, 10, 1), "dear.g", Fraction(1_000)),
    (date(2016, 10, 1), "dear.sheet", Fraction(1_500)),
    (date(2016, 10, 1), "dear.piece", Fraction(1_500)),
    (_START, "mfn.general", Fraction(6, 100)),
    (_START, "mfn.food_farm", Fraction(10, 100)),
    (_START, "mfn.supplement", Fraction(12, 100)),
    (_START, "mfn.infant_formula", Fraction(15, 100)),
    (_START, "mfn.cosmetics", Fraction(1, 100)),
    (_START, "mfn.wine", Fraction(14, 100)),
    (_START, "mfn.watch", Fraction(8, 100)),
    (_START, "mfn.electronics", Fraction(8, 100)),
    (_START, "mfn.apparel", Fraction(6, 100)),
    (_START, "mfn.pet_food", Fraction(4, 100)),
    (_START, "mfn.coffee_tea", Fraction(15, 100)),
    (_START, "mfn.baby_goods", Fraction(4, 100)),
)


@lru_cache(maxsize=4096)
def rule(name: str, on: date) -> Fraction:
    """Return the value of ``name`` that holds ``on`` a day; ``StoreError("no_rule")`` where none does."""
    return _row(name, on)[1]


def since(name: str, on: date) -> date:
    """Return the day since which the value of ``name`` has held that holds ``on`` a day."""
    return _row(name, on)[0]


def _row(name: str, on: date) -> tuple[date, Fraction]:
    held = [(first, value) for first, row, value in ROWS if row == name and first <= on]
    if not held:
        raise StoreError("no_rule", name=name, date=on.isoformat())
    return max(held)


def limits(on: date) -> Limits:
    """Return the limits that hold ``on`` a day."""
    return Limits(single_limit(on), year_limit(on))


def single_limit(on: date) -> int:
    """Return the limit of one transaction in fen of dutiable value."""
    return int(rule("limit.single", on))


def year_limit(on: date) -> int:
    """Return the limit of one person's calendar year in fen of dutiable value."""
    return int(rule("limit.year", on))
