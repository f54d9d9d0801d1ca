"""What customs is told of a parcel: the facts of a purchase that logistics needs, whoever sold it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from store.pricing.records import TaxedLine


class DeclaredLine(Protocol):
    """Pieces of one SKU: what is paid for all of them (fen), and how many of them still go."""

    @property
    def sku_id(self) -> str:
        """Which goods they are."""
        ...

    @property
    def quantity(self) -> int:
        """How many were bought."""
        ...

    @property
    def remaining(self) -> int:
        """How many of them were not taken back."""
        ...

    @property
    def goods_fen(self) -> int:
        """What was paid for all that were bought, without freight and tax."""
        ...

    @property
    def freight_fen(self) -> int:
        """Their share of the freight."""
        ...

    @property
    def tax(self) -> TaxedLine:
        """Their import tax."""
        ...


class Purchase(Protocol):
    """What one parcel holds, and when it was bought (seconds UTC)."""

    @property
    def id(self) -> str:
        """What it is called on the papers."""
        ...

    @property
    def placed_at(self) -> int:
        """When it was bought."""
        ...

    @property
    def lines(self) -> Sequence[DeclaredLine]:
        """The goods."""
        ...


class Declarant(Protocol):
    """In whose name goods come in, masked."""

    @property
    def name_masked(self) -> str:
        """The name, all but its last character starred."""
        ...

    @property
    def number_masked(self) -> str:
        """The number of the identity card, its middle starred."""
        ...


class Ownership(Protocol):
    """Somebody who knows whose purchase is whose."""

    def of_buyer(self, buyer: str, order_id: str, /) -> object:
        """Return a buyer's own purchase; anybody else's raises ``StoreError("unknown_order", id=...)``."""
        ...
