"""Products as they lie in a list, each with the landed price of its cheapest SKU."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from store.catalogue.products import beneath, sku_of, skus_at
from store.catalogue.records import ProductCard, Sku
from store.clock import Clock
from store.database import Database, both, marks
from store.pictures import PictureSpec
from store.trade.customs_tax import tax_day
from store.trade.pricing import Piece, price_parcel
from store.words import NOTHING

if TYPE_CHECKING:
    from store.catalogue.catalogue import CatalogueRoom

_SELECT = """
    SELECT products.*, brands.name_zh AS brand_zh, brands.name_en AS brand_en, merchants.kind AS seller,
        other_saves + (SELECT COUNT(*) FROM reactions JOIN note_products USING (note_id)
            WHERE reaction = 'save' AND product_id = products.id) AS saves
    FROM products
    JOIN brands ON brands.id = brand_id
    JOIN merchants ON merchants.id = merchant_id
"""
_QUOTES = """
    SELECT product_id, notes.id, title_zh, title_en, MAX(warmth) FROM notes
    JOIN note_products ON note_id = notes.id
    WHERE verdict = 'recommend' AND product_id IN ({}) GROUP BY product_id
"""


class ProductCards:
    """Queries for product cards; SKUs and quotes of a whole list are read in one go each."""

    def __init__(self, database: Database, clock: Clock, catalogue: CatalogueRoom) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue

    def of(self, product_ids: Sequence[str]) -> tuple[ProductCard, ...]:
        """Return the cards of some products, in the order asked for."""
        ids = tuple(product_ids)
        cards = {card.id: card for card in self._cards(f"WHERE products.id IN ({marks(ids)})", ids)}
        return tuple(cards[product_id] for product_id in ids if product_id in cards)

    def where(
        self, category: str | None, country: str | None, brand: str | None, limit: int
    ) -> tuple[ProductCard, ...]:
        """Return the cards that fit all that is not ``None``, the most saved first."""
        conditions, values = ["TRUE"], list[Any]()
        if category is not None:
            conditions.append(f"category_id IN ({beneath('?')})")
            values.append(category)
        if country is not None:
            conditions.append("origin = ?")
            values.append(country)
        if brand is not None:
            conditions.append("brand_id = ?")
            values.append(brand)
        # The few saves of this database only settle the order among those that many others saved.
        tail = f"""WHERE products.id IN (SELECT id FROM products WHERE {" AND ".join(conditions)}
            ORDER BY other_saves DESC, id LIMIT ?) ORDER BY saves DESC, products.id"""
        return self._cards(tail, (*values, limit))

    def _cards(self, tail: str, values: tuple[Any, ...]) -> tuple[ProductCard, ...]:
        connection = self._database.read()
        rows = connection.execute(_SELECT + tail, values).fetchall()
        ids = tuple(row["id"] for row in rows)
        skus: dict[str, list[Sku]] = {}
        query = f"{skus_at(self._clock.now())} WHERE product_id IN ({marks(ids)}) ORDER BY position"
        for sku in map(sku_of, connection.execute(query, ids)):
            skus.setdefault(sku.product_id, []).append(sku)
        quotes = {row["product_id"]: row for row in connection.execute(_QUOTES.format(marks(ids)), ids)}
        return tuple(
            self._card(row, skus[row["id"]], quotes.get(row["id"])) for row in rows if row["id"] in skus
        )

    def _card(self, row: sqlite3.Row, skus: list[Sku], quote: sqlite3.Row | None) -> ProductCard:
        cheapest = _cheapest(skus)
        warehouse = self._catalogue.warehouse(cheapest.warehouse_id)
        parcel = price_parcel(
            [Piece(cheapest, row["tax_class"], 1)], warehouse.freight, tax_day(self._clock.now())
        )
        return ProductCard(
            id=row["id"],
            title=both(row, "title"),
            brand=both(row, "brand"),
            merchant_kind=row["seller"],
            mode=warehouse.mode,
            origin=row["origin"],
            price_fen=cheapest.price_fen,
            landed_fen=parcel.total_fen,
            picture=PictureSpec.from_json(row["picture"]),
            saves=row["saves"],
            available=sum(sku.available for sku in skus),
            quote=both(quote, "title") if quote else NOTHING,
            quote_note_id=quote["id"] if quote else None,
            cut=cheapest.cut,
        )


def _cheapest(skus: Iterable[Sku]) -> Sku:
    """Return the cheapest SKU that is in stock, or the cheapest of all when none is."""
    return min(skus, key=lambda sku: (sku.available <= 0, sku.price_fen))
