"""What the product page shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from store.catalogue.records import Product, Sku, Warehouse
from store.community.records import NoteCard, Opinions, Verdict
from store.pricing.records import LandedPrice

FEW = 5


@dataclass(frozen=True, slots=True)
class ProductView:
    """All that is shown of a product, as read at ``now``: ``prices`` are for one piece of each SKU."""

    product: Product
    sku: Sku
    quantity: int
    price: LandedPrice
    prices: dict[str, LandedPrice]
    warehouse: Warehouse
    notes: tuple[NoteCard, ...]
    verdicts: dict[Verdict, int]
    opinions: Opinions
    year_used_fen: int
    now: int
    note: int = -1
