"""Lines of orders for tests that need nothing but their figures."""

from __future__ import annotations

from fractions import Fraction

from store.pricing.records import TaxedLine
from store.trade.records import OrderLine
from store.words import NOTHING


def some_line(quantity: int, goods_fen: int, freight_fen: int, vat_fen: int) -> OrderLine:
    """Return a line with these figures."""
    tax = TaxedLine(goods_fen + freight_fen, 0, 0, vat_fen, Fraction(0), Fraction(13, 100))
    return OrderLine(
        "sku", "product", NOTHING, NOTHING, NOTHING, "{}", quantity, 0, goods_fen, freight_fen, tax
    )
