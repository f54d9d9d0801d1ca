"""Products with their SKUs: reading one whole, and putting one on the shelf."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from store.catalogue.records import Brand, Category, Country, Merchant, Product, Sku
from store.catalogue.sales import PRICE
from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert, insert_many
from store.errors import StoreError
from store.pictures import PictureSpec

_PRODUCT = """
    SELECT products.*, brands.name_zh AS brand_zh, brands.name_en AS brand_en, latin,
        brands.country AS brand_country, story_zh, story_en,
        categories.parent, categories.name_zh AS category_zh, categories.name_en AS category_en, icon,
        countries.name_zh AS origin_zh, countries.name_en AS origin_en, currency,
        other_saves + (SELECT COUNT(*) FROM reactions JOIN note_products USING (note_id)
            WHERE reaction = 'save' AND product_id = products.id) AS saves
    FROM products
    JOIN brands ON brands.id = brand_id
    JOIN categories ON categories.id = category_id
    JOIN countries ON code = origin
    WHERE products.id = ?
"""
# On hand less reserved. Asking the view ``stock`` for the SKU of a row would add up all movements of all SKUs.
_AVAILABLE = """(SELECT SUM(CASE kind WHEN 'reserve' THEN -quantity WHEN 'ship' THEN 0 ELSE quantity END)
    FROM stock_movements WHERE sku_id = skus.id)"""
_SKUS = f"""
    SELECT skus.*, at AS best_before, {PRICE} AS sale_fen,
        CASE WHEN at <= {{now}} THEN 0 ELSE COALESCE({_AVAILABLE}, 0) END AS available
    FROM skus LEFT JOIN best_before ON best_before.sku_id = skus.id
"""
"""SKUs as they are now; what is past its date is not for sale."""


def beneath(category: str) -> str:
    """Return SQL for a category's id (itself an SQL expression) and those of everything beneath it."""
    return f"""WITH RECURSIVE beneath (id) AS (SELECT {category} UNION ALL
        SELECT categories.id FROM categories JOIN beneath ON parent = beneath.id) SELECT id FROM beneath"""


_fraction = lru_cache(maxsize=1_024)(Fraction)


class ProductShelf:
    """Products by their id."""

    def __init__(self, database: Database, clock: Clock, merchant: Callable[[str], Merchant]) -> None:
        self._database = database
        self._clock = clock
        self._merchant = merchant

    def get(self, product_id: str) -> Product:
        """Return a whole product; raises ``StoreError("unknown_product", id=...)``."""
        connection = self._database.read()
        row = connection.execute(_PRODUCT, (product_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_product", id=product_id)
        skus = connection.execute(
            skus_at(self._clock.now()) + " WHERE product_id = ? ORDER BY position", (product_id,)
        )
        return self._product(row, tuple(sku_of(sku) for sku in skus))

    def add(self, product: Product) -> None:
        """Write a product and its SKUs in one transaction."""
        with self._database.write() as connection:
            insert(
                connection,
                "products",
                {
                    "id": product.id,
                    "brand_id": product.brand.id,
                    "category_id": product.category.id,
                    "merchant_id": product.merchant.id,
                    "title_zh": product.title.zh,
                    "title_en": product.title.en,
                    "blurb_zh": product.blurb.zh,
                    "blurb_en": product.blurb.en,
                    "origin": product.origin.code,
                    "tax_class": product.tax_class,
                    "hs_code": product.hs_code,
                    "return_rule": product.return_rule,
                    "adult": int(product.adult),
                    "rating": product.rating,
                    "reviews": product.reviews,
                    "other_saves": product.saves,
                    "picture": product.picture.to_json(),
                },
            )
            for position, sku in enumerate(product.skus):
                insert(connection, "skus", _sku_row(sku, position))
            insert_many(
                connection,
                "best_before",
                ("sku_id", "at"),
                [(sku.id, sku.best_before) for sku in product.skus if sku.best_before is not None],
            )

    def _product(self, row: sqlite3.Row, skus: tuple[Sku, ...]) -> Product:
        """Return a row with its SKUs as a product."""
        return Product(
            id=row["id"],
            title=both(row, "title"),
            blurb=both(row, "blurb"),
            brand=Brand(
                row["brand_id"], both(row, "brand"), row["latin"], row["brand_country"], both(row, "story")
            ),
            category=Category(row["category_id"], row["parent"], both(row, "category"), row["icon"]),
            merchant=self._merchant(row["merchant_id"]),
            origin=Country(row["origin"], both(row, "origin"), row["currency"]),
            tax_class=row["tax_class"],
            hs_code=row["hs_code"],
            return_rule=row["return_rule"],
            adult=bool(row["adult"]),
            rating=row["rating"],
            reviews=row["reviews"],
            saves=row["saves"],
            picture=PictureSpec.from_json(row["picture"]),
            skus=skus,
            missing_facts=missing_facts(row["hs_code"], row["tax_class"]),
            withdrawn=row["state"] == "withdrawn",
        )


def missing_facts(hs_code: str, tax_class: str) -> tuple[str, ...]:
    """Name the customs facts a product lacks; with any missing it is not sellable."""
    return tuple(name for name, fact in (("hs_code", hs_code), ("tax_class", tax_class)) if not fact)


def skus_at(now: int) -> str:
    """Return the query for SKUs with their prices at ``now`` (seconds UTC)."""
    return _SKUS.format(now=now)


def sku_of(row: sqlite3.Row) -> Sku:
    """Return a row of ``skus_at`` as a record."""
    on_sale = row["sale_fen"] is not None and row["sale_fen"] < row["price_fen"]
    return Sku(
        id=row["id"],
        product_id=row["product_id"],
        name=both(row, "name"),
        price_fen=row["sale_fen"] if on_sale else row["price_fen"],
        origin_currency=row["origin_currency"],
        origin_amount=row["origin_amount"],
        net_amount=_fraction(row["net_amount"]),
        net_unit=row["net_unit"],
        weight_g=row["weight_g"],
        warehouse_id=row["warehouse_id"],
        available=row["available"],
        list_fen=row["price_fen"] if on_sale else 0,
        best_before=row["best_before"],
    )


def _sku_row(sku: Sku, position: int) -> dict[str, object]:
    """Return a SKU as its row of ``skus``."""
    return {
        "id": sku.id,
        "product_id": sku.product_id,
        "position": position,
        "name_zh": sku.name.zh,
        "name_en": sku.name.en,
        "price_fen": sku.price_fen,
        "origin_currency": sku.origin_currency,
        "origin_amount": sku.origin_amount,
        "net_amount": str(sku.net_amount),
        "net_unit": sku.net_unit,
        "weight_g": sku.weight_g,
        "warehouse_id": sku.warehouse_id,
    }
