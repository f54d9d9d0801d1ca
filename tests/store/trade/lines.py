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
        sku_id="sku",
        product_id="product",
        title=NOTHING,
        brand=NOTHING,
        sku_name=NOTHING,
        picture_json="{}",
        quantity=quantity,
        price_fen=0,
        goods_fen=goods_fen,
        freight_fen=freight_fen,
        tax=tax,
        cut_fen=0,
        tender_fen=0,
        merchant_tender_fen=0,
        points_fen=0,
        reversed=0,
        return_rule="unopened",
    )
