"""The cart: what buyers have chosen, kept line by line; what it costs is ``cart_pricing``."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import replace

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.records import Place
from store.clock import Clock
from store.database.base import Database
from store.database.rows import upsert
from store.errors import StoreError
from store.pricing.quota import Quota
from store.trade.cart_pricing import CartPricing, Wish
from store.trade.records import Cart, CartSummary, ParcelKey

MOST_OF_ONE = 99
_KEY = ("buyer_id", "sku_id")


class CartRoom:
    """Carts: what buyers have chosen, and what it costs."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        catalogue: CatalogueRoom,
        quota: Quota,
        pricing: CartPricing,
    ) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue
        self._quota = quota
        self._pricing = pricing

    # -- looking

    def view(self, buyer: str) -> Cart:
        """Return the whole cart with prices of today."""
        wishes = self._wishes(buyer)
        cart = self.priced(buyer, [wish for wish in wishes if not wish.later])
        return replace(cart, later=tuple(self._pricing.alone(wish) for wish in wishes if wish.later))

    def summary(self, buyer: str) -> CartSummary:
        """Return how many kinds and pieces there are, without what is kept for later."""
        query = "SELECT COUNT(*), COALESCE(SUM(quantity), 0) FROM cart_lines WHERE buyer_id = ? AND NOT later"
        kinds, pieces = self._database.read().execute(query, (buyer,)).fetchone()
        return CartSummary(kinds, pieces)

    def year_used(self, buyer: str) -> int:
        """Return what the buyer's identity has used of this year's limit, in fen."""
        return self._quota.used(buyer)

    def wish(self, sku_id: str, quantity: int) -> Wish:
        """Return a wish for something that is not in the cart; raises ``unknown_sku``, ``bad_quantity``."""
        if type(quantity) is not int or quantity < 1:
            raise StoreError("bad_quantity", quantity=quantity)
        product = self._catalogue.product_of_sku(sku_id)
        sku = product.sku(sku_id)
        return Wish(sku, product, quantity, True, sku.price_fen)

    def priced(
        self,
        buyer: str,
        wishes: Collection[Wish],
        services: Mapping[ParcelKey, str] | None = None,
        destination: Place | None = None,
    ) -> Cart:
        """Return wishes as a cart, whether they are in it or not; see ``CartPricing.priced``."""
        return self._pricing.priced(buyer, wishes, services, destination)

    # -- changing

    def add(self, buyer: str, sku_id: str, quantity: int = 1) -> CartSummary:
        """Put some more of a SKU into the cart.

        Raises ``StoreError``: ``not_sellable(missing=)``, ``product_withdrawn``, ``out_of_stock(sku=, left=)``,
        ``too_many(most=)``, ``bad_quantity(quantity=)``.
        """
        with self._database.write() as connection:
            wish = self.wish(sku_id, quantity)
            row = self._line(connection, buyer, sku_id)
            whole = quantity + (row["quantity"] if row else 0)
            self._check(wish, whole)
            line = {
                "buyer_id": buyer,
                "sku_id": sku_id,
                "quantity": whole,
                "ticked": 1,
                "added_at": self._clock.now(),
                "added_fen": wish.sku.price_fen,
                "later": 0,
            }
            upsert(connection, "cart_lines", line, key=_KEY, update=("quantity", "ticked", "later"))
            return self.summary(buyer)

    def set_quantity(self, buyer: str, sku_id: str, quantity: int) -> CartSummary:
        """Change how many of a line are wanted; 0 removes it. Fewer is always allowed."""
        if quantity <= 0:
            return self.remove(buyer, sku_id)
        with self._database.write() as connection:
            row = self._line(connection, buyer, sku_id)
            if row is None:
                raise StoreError("not_in_cart", sku=sku_id)
            wish = self.wish(sku_id, quantity)
            if quantity > row["quantity"]:
                self._check(wish, quantity)
            connection.execute(
                "UPDATE cart_lines SET quantity = ? WHERE buyer_id = ? AND sku_id = ?",
                (quantity, buyer, sku_id),
            )
            return self.summary(buyer)

    def remove(self, buyer: str, sku_id: str) -> CartSummary:
        """Take a line out of the cart."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM cart_lines WHERE buyer_id = ? AND sku_id = ?", (buyer, sku_id))
            return self.summary(buyer)

    def restore(
        self,
        buyer: str,
        sku_id: str,
        quantity: int,
        ticked: bool = True,
        added_fen: int | None = None,
        added_at: int | None = None,
    ) -> CartSummary:
        """Put a line back as it was and where it was, even if it is sold out by now."""
        wish = self.wish(sku_id, quantity)
        with self._database.write() as connection:
            upsert(
                connection,
                "cart_lines",
                {
                    "buyer_id": buyer,
                    "sku_id": sku_id,
                    "quantity": quantity,
                    "ticked": int(ticked),
                    "added_at": self._clock.now() if added_at is None else added_at,
                    "added_fen": wish.sku.price_fen if added_fen is None else added_fen,
                    "later": 0,
                },
                key=_KEY,
            )
            return self.summary(buyer)

    def tick(self, buyer: str, sku_id: str, on: bool) -> None:
        """Choose whether a line is ordered next."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE cart_lines SET ticked = ? WHERE buyer_id = ? AND sku_id = ?",
                (int(on), buyer, sku_id),
            )

    def keep_for_later(self, buyer: str, sku_id: str, on: bool) -> CartSummary:
        """Put a line aside, or back into the cart."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE cart_lines SET later = ? WHERE buyer_id = ? AND sku_id = ?", (int(on), buyer, sku_id)
            )
            return self.summary(buyer)

    def _check(self, wish: Wish, quantity: int) -> None:
        """Refuse a quantity that cannot be bought; raises ``StoreError``."""
        if wish.product.withdrawn:
            raise StoreError("product_withdrawn")
        if wish.product.missing_facts:
            raise StoreError("not_sellable", missing=", ".join(wish.product.missing_facts))
        if quantity > wish.sku.available:
            raise StoreError("out_of_stock", sku=wish.sku.id, left=max(0, wish.sku.available))
        if quantity > MOST_OF_ONE:
            raise StoreError("too_many", most=MOST_OF_ONE)

    @staticmethod
    def _line(connection: sqlite3.Connection, buyer: str, sku_id: str) -> sqlite3.Row | None:
        query = "SELECT * FROM cart_lines WHERE buyer_id = ? AND sku_id = ?"
        found: sqlite3.Row | None = connection.execute(query, (buyer, sku_id)).fetchone()
        return found

    def _wishes(self, buyer: str) -> list[Wish]:
        """Read a buyer's cart, oldest line first, each with its product as it is now."""
        query = "SELECT * FROM cart_lines WHERE buyer_id = ? ORDER BY added_at, sku_id"
        wishes = []
        for row in self._database.read().execute(query, (buyer,)).fetchall():
            product = self._catalogue.product_of_sku(row["sku_id"])
            sku = product.sku(row["sku_id"])
            wishes.append(
                Wish(
                    sku,
                    product,
                    row["quantity"],
                    bool(row["ticked"]),
                    row["added_fen"],
                    row["added_at"],
                    bool(row["later"]),
                )
            )
        return wishes
