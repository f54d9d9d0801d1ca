"""The catalogue: where goods come from, who sells them, and what they are."""

from __future__ import annotations

from collections.abc import Mapping

from store.catalogue.cards import ProductCards
from store.catalogue.products import ProductShelf, beneath
from store.catalogue.records import Brand, Category, Country, Merchant, Product, ProductCard, Warehouse
from store.catalogue.sellers import merchant_of, merchant_row, warehouse_of, warehouse_row
from store.clock import Clock
from store.database.base import Database, both
from store.database.remembered import Remembered
from store.database.rows import insert
from store.errors import StoreError

__all__ = ["CatalogueRoom"]


class CatalogueRoom:
    """Countries, categories, brands, merchants, warehouses, products and their SKUs."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._merchants = Remembered(database, self._merchant)
        self._warehouses = Remembered(database, self._warehouse)
        self._shelf = ProductShelf(database, clock, self.merchant)
        self._cards = ProductCards(database, clock, self.warehouse)

    # -- reading

    def countries(self) -> tuple[Country, ...]:
        """Return all countries and regions, those with the most goods first."""
        rows = self._database.read().execute(
            """SELECT countries.*, COALESCE(tallied.goods, 0) AS goods FROM countries
               LEFT JOIN goods_tallies tallied ON kind = 'country' AND key = code ORDER BY goods DESC, code"""
        )
        return tuple(Country(row["code"], both(row, "name"), row["currency"], row["goods"]) for row in rows)

    def country(self, code: str) -> Country:
        """Return one country or region; raises ``StoreError("unknown_country", id=...)``."""
        for country in self.countries():
            if country.code == code:
                return country
        raise StoreError("unknown_country", id=code)

    def categories(self, parent: str | None = None) -> tuple[Category, ...]:
        """Return the children of ``parent``, or the sixteen at the top; ``goods`` counts all beneath."""
        rows = self._database.read().execute(
            f"""SELECT categories.*, (SELECT COALESCE(SUM(tallied.goods), 0) FROM goods_tallies tallied
                    WHERE kind = 'category' AND key IN ({beneath("categories.id")})) AS goods
               FROM categories WHERE parent IS ? ORDER BY position, id""",
            (parent,),
        )
        return tuple(
            Category(row["id"], row["parent"], both(row, "name"), row["icon"], row["goods"]) for row in rows
        )

    def brands(self) -> tuple[Brand, ...]:
        """Return all brands by their Latin name."""
        rows = self._database.read().execute("SELECT * FROM brands ORDER BY latin, id")
        return tuple(
            Brand(row["id"], both(row, "name"), row["latin"], row["country"], both(row, "story"))
            for row in rows
        )

    def product(self, product_id: str) -> Product:
        """Return a product with its SKUs; raises ``StoreError("unknown_product", id=...)``."""
        return self._shelf.get(product_id)

    def product_of_sku(self, sku_id: str) -> Product:
        """Return the product a SKU belongs to; raises ``StoreError("unknown_sku", id=...)``."""
        row = self._database.read().execute("SELECT product_id FROM skus WHERE id = ?", (sku_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_sku", id=sku_id)
        return self._shelf.get(row[0])

    def products(
        self,
        category: str | None = None,
        country: str | None = None,
        brand: str | None = None,
        limit: int = 60,
    ) -> tuple[ProductCard, ...]:
        """Return products under a category, from a country or of a brand, the most saved first."""
        return self._cards.where(category, country, brand, limit)

    def cards(self, product_ids: tuple[str, ...]) -> tuple[ProductCard, ...]:
        """Return the cards of some products, in the order asked for; unknown ids are left out."""
        return self._cards.of(product_ids)

    def plain_cards(self, product_ids: tuple[str, ...]) -> tuple[ProductCard, ...]:
        """Return cards without quotes and own saves, in the order asked for: for lists read at every key."""
        return self._cards.plain(product_ids)

    def merchant(self, merchant_id: str) -> Merchant:
        """Return a merchant; raises ``StoreError("unknown_merchant", id=...)``."""
        return self._merchants.of(merchant_id)

    def warehouse(self, warehouse_id: str) -> Warehouse:
        """Return a warehouse; raises ``StoreError("unknown_warehouse", id=...)``."""
        return self._warehouses.of(warehouse_id)

    def _merchant(self, merchant_id: str) -> Merchant:
        query = "SELECT * FROM merchants WHERE id = ?"
        row = self._database.read().execute(query, (merchant_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_merchant", id=merchant_id)
        return merchant_of(row)

    def _warehouse(self, warehouse_id: str) -> Warehouse:
        query = "SELECT * FROM warehouses WHERE id = ?"
        row = self._database.read().execute(query, (warehouse_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_warehouse", id=warehouse_id)
        return warehouse_of(row)

    # -- filling the shelves

    def add_country(self, country: Country) -> None:
        """Add a country or region."""
        name = country.name
        row = {"code": country.code, "name_zh": name.zh, "name_en": name.en, "currency": country.currency}
        self._insert("countries", row)

    def add_brand(self, brand: Brand) -> None:
        """Add a brand."""
        self._insert(
            "brands",
            {
                "id": brand.id,
                "name_zh": brand.name.zh,
                "name_en": brand.name.en,
                "latin": brand.latin,
                "country": brand.country,
                "story_zh": brand.story.zh,
                "story_en": brand.story.en,
            },
        )

    def add_category(self, category: Category, position: int) -> None:
        """Add a category at a place among its siblings; its parent comes first."""
        self._insert(
            "categories",
            {
                "id": category.id,
                "parent": category.parent,
                "name_zh": category.name.zh,
                "name_en": category.name.en,
                "icon": category.icon,
                "position": position,
            },
        )

    def add_merchant(self, merchant: Merchant) -> None:
        """Admit a merchant."""
        self._insert("merchants", merchant_row(merchant))

    def add_warehouse(self, warehouse: Warehouse) -> None:
        """Add a warehouse."""
        self._insert("warehouses", warehouse_row(warehouse))

    def add_product(self, product: Product) -> None:
        """Put a product with its SKUs on the shelf; their stock comes by ``store.stock``."""
        self._shelf.add(product)

    def set_price(self, sku_id: str, price_fen: int) -> None:
        """Change the price of a SKU (fen without import tax); orders already placed keep theirs."""
        with self._database.write() as connection:
            connection.execute("UPDATE skus SET price_fen = ? WHERE id = ?", (price_fen, sku_id))

    def set_listed(self, product_id: str, listed: bool) -> None:
        """Withdraw a product from sale, or list it again; orders already placed keep what they show.

        Raises ``StoreError("unknown_product", id=...)``.
        """
        with self._database.write() as connection:
            changed = connection.execute(
                "UPDATE products SET state = ? WHERE id = ?",
                ("listed" if listed else "withdrawn", product_id),
            )
            if not changed.rowcount:
                raise StoreError("unknown_product", id=product_id)

    def _insert(self, table: str, row: Mapping[str, object]) -> None:
        with self._database.write() as connection:
            insert(connection, table, row)
