"""The price to the door: freight of a parcel, its shares, and the import tax on top. Amounts are fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.clock import Clock
from store.money import allocate
from store.pricing.customs_tax import DutiableLine, assess, tax_day
from store.pricing.records import FreightRule, Goods, LandedPrice, Limits, TaxedBasket
from store.pricing.tax_rules import limits


@dataclass(frozen=True, slots=True)
class Piece:
    """So many of one kind of goods, on their way into a parcel."""

    goods: Goods
    tax_class: str
    quantity: int
    cut_fen: int = 0

    @property
    def price_fen(self) -> int:
        """The price of all of them before open cuts, in fen."""
        return self.goods.price_fen * self.quantity

    @property
    def goods_fen(self) -> int:
        """What is paid for all of them after open cuts, without freight and tax, in fen."""
        return self.price_fen - self.cut_fen


@dataclass(frozen=True, slots=True)
class PricedParcel:
    """A parcel with its freight shared out over its lines, and what customs says to it."""

    goods_fen: int
    freight_fen: int
    freight_shares: tuple[int, ...]
    taxed: TaxedBasket

    @property
    def total_fen(self) -> int:
        """Everything to pay for the parcel, in fen."""
        return self.goods_fen + self.freight_fen + self.taxed.tax_fen


def freight_of(rule: FreightRule, weight_g: int, goods_fen: int) -> int:
    """Return the freight in fen of a parcel of ``weight_g`` grams holding goods of ``goods_fen``."""
    cost = _by_weight(weight_g, rule.first_fen, rule.first_g, rule.extra_fen, rule.extra_g)
    if rule.free_over_fen is None or goods_fen < rule.free_over_fen:
        return cost
    return max(0, cost - _by_weight(weight_g, *rule.contract)) if rule.contract else 0


def _by_weight(weight_g: int, first_fen: int, first_g: int, extra_fen: int, extra_g: int) -> int:
    beyond = max(0, weight_g - first_g)
    steps = -(-beyond // extra_g) if extra_g else 0
    return first_fen + steps * extra_fen


def price_parcel(pieces: Sequence[Piece], freight: FreightRule, on: date, used_fen: int = 0) -> PricedParcel:
    """Return the price of one parcel; freight is shared by value before tax (largest remainder).

    Whether freight is free is decided by the goods before open cuts: a cut never costs freight.
    """
    values = [piece.price_fen for piece in pieces]
    goods = sum(piece.goods_fen for piece in pieces)
    weight = sum(piece.goods.weight_g * piece.quantity for piece in pieces)
    cost = freight_of(freight, weight, sum(values)) if pieces else 0
    shares = tuple(allocate(cost, values))
    lines = [
        DutiableLine(
            tax_class=piece.tax_class,
            goods_fen=piece.goods_fen,
            freight_fen=share,
            quantity=piece.quantity,
            net_amount=piece.goods.net_amount,
            net_unit=piece.goods.net_unit,
        )
        for piece, share in zip(pieces, shares, strict=True)
    ]
    return PricedParcel(goods, cost, shares, assess(lines, on, used_fen))


class PricingRoom:
    """Prices of today, for whoever shows one SKU on its own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def landed(
        self, goods: Goods, tax_class: str, freight: FreightRule, quantity: int = 1, at: int | None = None
    ) -> LandedPrice:
        """Return the price to the door of ``quantity`` pieces alone in their parcel.

        ``at`` is a moment in seconds UTC (now when ``None``); the buyer's year is not looked at.
        """
        on = tax_day(self._clock.now() if at is None else at)
        parcel = price_parcel([Piece(goods, tax_class, quantity)], freight, on)
        taxed = parcel.taxed
        return LandedPrice(parcel.goods_fen, parcel.freight_fen, taxed.lines[0], taxed.channel, taxed.limits)

    def limits(self) -> Limits:
        """Return the limits that hold today."""
        return limits(tax_day(self._clock.now()))
