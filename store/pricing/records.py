"""Records of prices and their import tax. Amounts are fen, rates exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Channel = Literal["cbec", "cbec_full_tax", "refused"]
Refusal = Literal["", "over_single_limit", "over_annual_limit"]


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
class TaxedBasket:
    """What customs would say to one parcel: its channel, the reason of a refusal, and each line's tax."""

    channel: Channel
    reason: Refusal
    base_fen: int
    tax_fen: int
    year_after_fen: int
    lines: tuple[TaxedLine, ...]


@dataclass(frozen=True, slots=True)
class LandedPrice:
    """The price to the door of a quantity of one SKU, alone in its parcel: goods + freight + tax."""

    goods_fen: int
    freight_fen: int
    tax: TaxedLine
    channel: Channel

    @property
    def total_fen(self) -> int:
        """Everything the buyer pays, in fen."""
        return self.goods_fen + self.freight_fen + self.tax.tax_fen
