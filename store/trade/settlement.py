"""Who gets what of an order's money: pure functions of its lines. Amounts are fen.

A part of a line is the difference of two running sums (``whole * pieces // quantity``), so that parts
taken back one after another add up to the line exactly, in whatever portions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from fractions import Fraction

from store.catalogue.records import MerchantKind
from store.money import half_up
from store.trade.records import OrderLine, PaymentMethod

COMMISSION: dict[MerchantKind, Fraction] = {
    "own": Fraction(0),
    "flagship": Fraction(3, 100),
    "third_party": Fraction(5, 100),
}
"""What the platform keeps of the goods, by kind of merchant; its own shop pays itself nothing."""

FEES: dict[PaymentMethod, Fraction] = {
    "alipay": Fraction(6, 1000),
    "paypal": Fraction(34, 1000),
    "ebank": Fraction(4, 1000),
}
"""What a provider keeps of the money that went through it; the merchant bears it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an order: what it is worth, and who had paid how much of it besides the buyer."""

    goods_fen: int = 0
    freight_fen: int = 0
    tax_fen: int = 0
    merchant_tender_fen: int = 0
    platform_tender_fen: int = 0
    points_fen: int = 0

    @property
    def whole_fen(self) -> int:
        """Goods, freight and tax."""
        return self.goods_fen + self.freight_fen + self.tax_fen

    @property
    def money_fen(self) -> int:
        """What the buyer paid of it in money."""
        return self.whole_fen - self.merchant_tender_fen - self.platform_tender_fen

    def __add__(self, other: Part) -> Part:
        return Part(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Part) -> Part:
        return Part(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))


def whole(line: OrderLine) -> Part:
    """Return all of a line."""
    return Part(
        line.goods_fen,
        line.freight_fen,
        line.tax.tax_fen,
        line.merchant_tender_fen,
        line.tender_fen - line.merchant_tender_fen,
        line.points_fen,
    )


def part(line: OrderLine, start: int, pieces: int) -> Part:
    """Return ``pieces`` of a line after the first ``start`` ones."""
    if not 0 <= start <= start + pieces <= line.quantity:
        raise ValueError(f"{start} + {pieces} of {line.quantity} pieces")
    before = (value * start // line.quantity for value in astuple(whole(line)))
    after = (value * (start + pieces) // line.quantity for value in astuple(whole(line)))
    return Part(*(b - a for a, b in zip(before, after, strict=True)))


def without_tax(some: Part) -> Part:
    """Return a part whose tax stays with customs, and whose buyer bears it (a late return)."""
    return Part(
        some.goods_fen,
        some.freight_fen,
        0,
        some.merchant_tender_fen,
        some.platform_tender_fen,
        some.points_fen,
    )


def without_freight(some: Part) -> Part:
    """Return a part whose freight stays with the carrier (the parcel did travel)."""
    return Part(
        some.goods_fen,
        0,
        some.tax_fen,
        some.merchant_tender_fen,
        some.platform_tender_fen,
        some.points_fen,
    )


def total(parts: Iterable[Part]) -> Part:
    """Add parts up."""
    return sum(parts, start=Part())


def paid(some: Part) -> dict[str, int]:
    """Return the entries of a payment: buyer and sponsors fill the escrow."""
    return {
        "buyer": -some.money_fen,
        "merchant": -some.merchant_tender_fen,
        "platform": -some.platform_tender_fen,
        "escrow": some.whole_fen,
    }


def released(some: Part, kind: MerchantKind, method: PaymentMethod) -> dict[str, int]:
    """Return the entries of a release: everybody gets his due, the platform its commission."""
    commission = half_up(some.goods_fen * COMMISSION[kind])
    fee = min(half_up(max(0, some.money_fen) * FEES[method]), some.goods_fen - commission)
    return {
        "escrow": -some.whole_fen,
        "merchant": some.goods_fen - commission - fee,
        "carrier": some.freight_fen,
        "customs": some.tax_fen,
        "platform": commission,
        "provider": fee,
    }


def refunded(some: Part) -> dict[str, int]:
    """Return the entries of a refund out of the escrow: the payment, backwards."""
    return {account: -fen for account, fen in paid(some).items()}


def taken_back(some: Part, kind: MerchantKind) -> dict[str, int]:
    """Return the entries of a refund after the release: those give who had been given (no fee comes back)."""
    commission = half_up(some.goods_fen * COMMISSION[kind])
    return {
        "buyer": some.money_fen,
        "merchant": some.merchant_tender_fen - some.goods_fen + commission,
        "carrier": -some.freight_fen,
        "customs": -some.tax_fen,
        "platform": some.platform_tender_fen - commission,
    }
