"""Records of prices and their import tax. Amounts are fen, rates exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

Channel = Literal["cbec", "cbec_full_tax", "refused"]
Refusal = Literal["", "over_single_limit", "over_annual_limit"]
NetUnit = Literal["ml", "g", "sheet", "piece"]


@dataclass(frozen=True, slots=True)
class FreightRule:
    """Freight by weight: ``first_fen`` up to ``first_g``, then ``extra_fen`` for each begun ``extra_g``.

    Free when the goods of the parcel reach ``free_over_fen`` (never when ``None``). A chosen service has
    the seller's ``contract`` (first, grams, extra, grams) beside its own tariff: where freight would be
    free, that much of it is.
    """

    first_fen: int
    first_g: int
    extra_fen: int
    extra_g: int
    free_over_fen: int | None
    contract: tuple[int, int, int, int] | None = None


class Goods(Protocol):
    """What a price is made of: one piece of something, as the catalogue knows it."""

    @property
    def price_fen(self) -> int:
        """What it costs now, in fen without import tax."""
        ...

    @property
    def weight_g(self) -> int:
        """What it weighs, in grams."""
        ...

    @property
    def net_amount(self) -> Fraction:
        """Its content, in ``net_unit``."""
        ...

    @property
    def net_unit(self) -> NetUnit:
        """What its content is counted in."""
        ...


@dataclass(frozen=True, slots=True)
class Unit:
    """The bare facts of one piece, for whoever prices a row without making a record of it."""

    price_fen: int
    weight_g: int
    net_amount: Fraction
    net_unit: NetUnit


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """The import tax of one line; ``base_fen`` is what is really paid for it, freight share included."""

    base_fen: int
    tariff_fen: int
    consumption_fen: int
    vat_fen: int
    consumption_rate: Fraction
    vat_rate: Fraction

    @property
    def tax_fen(self) -> int:
        """Tariff, consumption tax and VAT together, in fen."""
        return self.tariff_fen + self.consumption_fen + self.vat_fen


@dataclass(frozen=True, slots=True)
class Limits:
    """What may come in this way, in fen of dutiable value: in one transaction, and for one person in a year."""

    single_fen: int
    year_fen: int


@dataclass(frozen=True, slots=True)
class TaxedBasket:
    """What customs would say to one parcel: its channel, the reason of a refusal, and each line's tax.

    ``limits`` are those that hold on its day.
    """

    channel: Channel
    reason: Refusal
    limits: Limits
    base_fen: int
    tax_fen: int
    year_after_fen: int
    lines: tuple[TaxedLine, ...]


@dataclass(frozen=True, slots=True)
class LandedPrice:
    """The price to the door of a quantity of one SKU, alone in its parcel: goods + freight + tax.

    ``limits`` are those that hold on its day.
    """

    goods_fen: int
    freight_fen: int
    tax: TaxedLine
    channel: Channel
    limits: Limits

    @property
    def total_fen(self) -> int:
        """Everything the buyer pays, in fen."""
        return self.goods_fen + self.freight_fen + self.tax.tax_fen
