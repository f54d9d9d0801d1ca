"""The import-tax calculator: a basket as plain JSON fields in, its taxes as plain JSON fields out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from store.errors import StoreError
from store.money import allocate, parse, plain
from store.pricing.customs_tax import DutiableLine, assess
from store.pricing.records import NetUnit, TaxedBasket
from store.pricing.tax_rules import CLASSES

_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_UNITS = ("ml", "g", "sheet", "piece")
_MOST_LINES, _MOST_PIECES = 100_000, 1_000_000
_CURRENCY = "CNY"


def answer(basket: object, today: date) -> dict[str, Any]:
    """Return the taxes of a basket; malformed input raises ``StoreError("bad_basket", field=...)``.

    Amounts are strings in yuan; customs converts other currencies at a rate of its own, so that a
    ``currency`` other than CNY is refused. A basket without a date is taxed by the rules of ``today``.
    """
    fields = _object(basket, "basket")
    on = _date(fields.get("date", today.isoformat()))
    _check_currency(fields, "")
    entries = fields.get("lines")
    if not isinstance(entries, list) or not 1 <= len(entries) <= _MOST_LINES:
        raise _bad("lines")
    goods, lines = _read_lines(entries)
    freight, cut = _amount(fields, "freight"), _amount(fields, "open_cut")
    if cut > sum(goods):
        raise _bad("open_cut")
    shares = zip(lines, goods, allocate(freight, goods), allocate(cut, goods), strict=True)
    dutiable = [
        DutiableLine(goods_fen=value - less, freight_fen=share, **facts)
        for facts, value, share, less in shares
    ]
    try:
        taxed = assess(dutiable, on, _amount(fields, "used_this_year"))
    except StoreError as error:
        if error.code != "no_rule":
            raise
        raise _bad("date") from None  # before the rules of this kind of import
    tender = _amount(fields, "tender")
    if tender > taxed.base_fen + taxed.tax_fen:
        raise _bad("tender")
    return _report(taxed, sum(goods), freight, tender)


def _report(taxed: TaxedBasket, goods: int, freight: int, tender: int) -> dict[str, Any]:
    """Return the taxes of a basket and of its lines as amounts in yuan."""
    lines = taxed.lines
    return {
        "channel": taxed.channel,
        "reason": taxed.reason or None,
        "goods": plain(goods),
        "freight": plain(freight),
        "base": plain(taxed.base_fen),
        "tariff": plain(sum(line.tariff_fen for line in lines)),
        "consumption_tax": plain(sum(line.consumption_fen for line in lines)),
        "vat": plain(sum(line.vat_fen for line in lines)),
        "tax": plain(taxed.tax_fen),
        "payable": plain(taxed.base_fen + taxed.tax_fen - tender),
        "year_after": plain(taxed.year_after_fen),
        "lines": [
            {
                "base": plain(line.base_fen),
                "tariff": plain(line.tariff_fen),
                "consumption_tax": plain(line.consumption_fen),
                "vat": plain(line.vat_fen),
                "tax": plain(line.tax_fen),
            }
            for line in lines
        ],
    }


def _read_lines(entries: list[object]) -> tuple[list[int], list[dict[str, Any]]]:
    """Return the value of each line in fen, and its facts as keywords of a ``DutiableLine``."""
    goods: list[int] = []
    facts: list[dict[str, Any]] = []
    for index, entry in enumerate(entries):
        where = f"lines[{index}]"
        line = _object(entry, where)
        _check_currency(line, f"{where}.")
        quantity = line.get("quantity", 1)
        if type(quantity) is not int or not 1 <= quantity <= _MOST_PIECES:
            raise _bad(f"{where}.quantity")
        tax_class = line.get("class")
        if not isinstance(tax_class, str) or tax_class not in CLASSES:
            raise _bad(f"{where}.class")
        amount, unit = _net_content(line, where)
        goods.append(_amount(line, "price", f"{where}.", required=True) * quantity)
        facts.append(
            {
                "tax_class": tax_class,
                "quantity": quantity,
                "net_amount": amount,
                "net_unit": unit,
                "mfn": _duty(line, where),
            }
        )
    return goods, facts


def _net_content(line: dict[str, Any], where: str) -> tuple[Fraction | None, NetUnit]:
    """Return amount and unit of one piece; only cosmetics must tell."""
    if "net_content" not in line and CLASSES[line["class"]].consumption != "cosmetics":
        return None, "piece"
    content = _object(line.get("net_content"), f"{where}.net_content")
    amount, unit = content.get("amount"), content.get("unit")
    if not isinstance(amount, str) or not _NUMBER.fullmatch(amount) or not Decimal(amount):
        raise _bad(f"{where}.net_content.amount")
    if unit not in _UNITS:
        raise _bad(f"{where}.net_content.unit")
    return Fraction(amount), cast(NetUnit, unit)


def _duty(line: dict[str, Any], where: str) -> Fraction | None:
    """Return the line's ordinary import duty, if given; raises ``StoreError`` for a bad rate."""
    rate = line.get("mfn")
    if rate is None:
        return None
    if not isinstance(rate, str) or not _NUMBER.fullmatch(rate) or Fraction(rate) > 10:
        raise _bad(f"{where}.mfn")
    return Fraction(rate)


def _amount(fields: dict[str, Any], name: str, prefix: str = "", *, required: bool = False) -> int:
    """Return an amount in fen: a string of yuan, never negative, at most two decimals."""
    value = fields.get(name, None if required else "0.00")
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise _bad(prefix + name)
    return parse(value)


def _check_currency(fields: dict[str, Any], prefix: str) -> None:
    if fields.get("currency", _CURRENCY) != _CURRENCY:
        raise _bad(f"{prefix}currency")


def _date(value: object) -> date:
    try:
        return date.fromisoformat(cast(str, value))
    except (TypeError, ValueError):
        raise _bad("date") from None


def _object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(where)
    return cast(dict[str, Any], value)


def _bad(field: str) -> StoreError:
    return StoreError("bad_basket", field=field)
