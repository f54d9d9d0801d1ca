"""Amounts are whole fen (int). Decimals exist only while an amount is read from text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from store.errors import StoreError

CENT = Decimal("0.01")


def parse(text: str) -> int:
    """Read an amount in yuan such as ``"79.00"`` and return fen; raises ``StoreError("bad_amount")``."""
    try:
        amount = Decimal(text.strip().replace(",", ""))
        exact = amount.is_finite() and amount == amount.quantize(CENT)  # raised for numbers too large for it
    except (InvalidOperation, AttributeError):
        exact = False
    if not exact:
        raise StoreError("bad_amount", value=str(text))
    return int(amount * 100)


def plain(fen: int) -> str:
    """Return fen as yuan with two decimals and no sign of currency: ``7900`` -> ``"79.00"``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def half_up(amount: Fraction) -> int:
    """Round an exact amount of fen half-up to a whole fen; amounts are never negative (invariant 10)."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def part_of(fen: int, rate: Fraction) -> int:
    """Return ``rate`` of an amount, rounded half-up once; nothing but whole numbers on the way."""
    numerator, denominator = rate.numerator, rate.denominator
    return (2 * fen * numerator + denominator) // (2 * denominator)


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Share ``total`` fen out by ``weights`` with the largest-remainder method; the parts re-add exactly.

    Ties go to the earlier line. Weights that are all zero share equally. ``total`` must not be negative.
    """
    if total < 0:
        raise ValueError("only amounts of zero or more can be shared out")
    if not weights:
        return []
    basis = list(weights) if sum(weights) else [1] * len(weights)
    whole = sum(basis)
    parts = [total * weight // whole for weight in basis]
    remainders = sorted(range(len(basis)), key=lambda i: (-(total * basis[i] % whole), i))
    for index in remainders[: total - sum(parts)]:
        parts[index] += 1
    return parts
