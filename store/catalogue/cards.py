"""Products as they lie in a list, each with the landed price of its cheapest SKU."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from store.catalogue.products import beneath, sku_of, skus_at
from store.catalogue.records import ProductCard, Sku, Warehouse
from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import one_of
from store.pictures import PictureSpec
from store.pricing.customs_tax import tax_day
from store.pricing.pricing import Piece, price_parcel
from store.pricing.records import FreightRule, NetUnit, Unit
from store.words import NOTHING

_OWN_SAVES = """(SELECT COUNT(*) FROM reactions JOIN note_products USING (note_id)
    WHERE reaction = 'save' AND product_id = products.id)"""
_SELECT = """
    SELECT products.*, brands.name_zh AS brand_zh, brands.name_en AS brand_en, merchants.kind AS seller,
        other_saves + {own} AS saves
    FROM listed_products products
    JOIN brands ON brands.id = brand_id
    JOIN merchants ON merchants.id = merchant_id
"""
_QUOTES = """
    SELECT product_id, notes.id, title_zh, title_en, MAX(warmth) FROM visible_notes notes
    JOIN note_products ON note_id = notes.id
    WHERE verdict = 'recommend' AND product_id IN {} GROUP BY product_id
"""


class ProductCards:
    """Queries for product cards; SKUs and quotes of a whole list are read in one go each."""

    def __init__(self, database: Database, clock: Clock, warehouse: Callable[[str], Warehouse]) -> None:
        self._database = database
        self._clock = clock
        self._warehouse = warehouse

    def of(self, product_ids: Sequence[str]) -> tuple[ProductCard, ...]:
        """Return the cards of some products, in the order asked for."""
        ids = tuple(product_ids)
        cards = {card.id: card for card in self._cards(f"WHERE products.id IN {one_of(ids)}", ids)}
        return tuple(cards[product_id] for product_id in ids if product_id in cards)

    def plain(self, product_ids: Sequence[str]) -> tuple[ProductCard, ...]:
        """Return cards without a quote, and with the saves of others only: what a search can show at once.

        Both mean reading every note about a product: 15 ms for 24 popular ones of a million notes.
        """
        ids = tuple(product_ids)
        tail = f"WHERE products.id IN {one_of(ids)}"
        cards = {card.id: card for card in self._cards(tail, ids, plain=True)}
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
        tail = f"""WHERE products.id IN (SELECT id FROM listed_products WHERE {" AND ".join(conditions)}
            ORDER BY other_saves DESC, id LIMIT ?) ORDER BY saves DESC, products.id"""
        return self._cards(tail, (*values, limit))

    def _cards(self, tail: str, values: tuple[Any, ...], *, plain: bool = False) -> tuple[ProductCard, ...]:
        """Read the products a query's tail selects; ``plain`` leaves out quotes and the viewer's saves."""
        connection = self._database.read()
        select = _SELECT.format(own=0 if plain else _OWN_SAVES)
        rows = connection.execute(select + tail, values).fetchall()
        ids = tuple(row["id"] for row in rows)
        skus: dict[str, list[Sku]] = {}
        query = f"{skus_at(self._clock.now())} WHERE product_id IN {one_of(ids)} ORDER BY position"
        for sku in map(sku_of, connection.execute(query, ids)):
            skus.setdefault(sku.product_id, []).append(sku)
        about = () if plain else connection.execute(_QUOTES.format(one_of(ids)), ids)
        quotes = {row["product_id"]: row for row in about}
        houses = {one.warehouse_id for some in skus.values() for one in some}
        warehouses = {house: self._warehouse(house) for house in houses}
        return tuple(
            self._card(row, skus[row["id"]], quotes.get(row["id"]), warehouses)
            for row in rows
            if row["id"] in skus
        )

    def _card(
        self,
        row: sqlite3.Row,
        skus: list[Sku],
        quote: sqlite3.Row | None,
        warehouses: Mapping[str, Warehouse],
    ) -> ProductCard:
        """Return a row as a card, with the landed price of its cheapest SKU."""
        cheapest = _cheapest(skus)
        warehouse = warehouses[cheapest.warehouse_id]
        landed = _landed(
            cheapest.price_fen, cheapest.weight_g, cheapest.net_amount, cheapest.net_unit, row["tax_class"],
            warehouse.freight, tax_day(self._clock.now()),
        )  # fmt: skip
        return ProductCard(
            id=row["id"],
            title=both(row, "title"),
            brand=both(row, "brand"),
            merchant_kind=row["seller"],
            mode=warehouse.mode,
            origin=row["origin"],
            price_fen=cheapest.price_fen,
            landed_fen=landed,
            picture=PictureSpec.from_json(row["picture"]),
            saves=row["saves"],
            available=sum(sku.available for sku in skus),
            quote=both(quote, "title") if quote else NOTHING,
            cut=cheapest.cut,
        )


@lru_cache(maxsize=8_192)
def _landed(
    price_fen: int,
    weight_g: int,
    net: Fraction,
    unit: NetUnit,
    tax_class: str,
    freight: FreightRule,
    on: date,
) -> int:
    """Return the price to the door of one piece; the same goods are shown again and again (90 us without)."""
    piece = Piece(Unit(price_fen, weight_g, net, unit), tax_class, 1)
    return price_parcel([piece], freight, on).total_fen


def _cheapest(skus: Iterable[Sku]) -> Sku:
    """Return the cheapest SKU that is in stock, or the cheapest of all when none is."""
    return min(skus, key=lambda sku: (sku.available <= 0, sku.price_fen))
