"""The cart: lines grouped into what would become parcels, each priced as customs would see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.records import Place, Product, Sku
from store.clock import Clock
from store.database.base import Database
from store.database.rows import upsert
from store.errors import StoreError
from store.logistics.carriers import freight_rule, service_of, way_km
from store.offers.choosing import choose
from store.offers.offers import OffersRoom
from store.offers.records import Choice, Good, Held
from store.pricing.customs_tax import tax_day
from store.pricing.pricing import Piece, price_parcel
from store.pricing.quota import Quota
from store.pricing.records import FreightRule, Limits, TaxedLine
from store.pricing.tax_rules import limits
from store.trade.records import Cart, CartGroup, CartLine, CartSummary, LineState, ParcelKey

MOST_OF_ONE = 99
_KEY = ("buyer_id", "sku_id")


@dataclass(frozen=True, slots=True)
class Wish:
    """One SKU somebody wants, before it is priced; ``added_fen`` is its price when it was added."""

    sku: Sku
    product: Product
    quantity: int
    ticked: bool
    added_fen: int
    added_at: int = 0
    later: bool = False

    @property
    def state(self) -> LineState:
        """Tell whether it can be ordered, as far as it alone decides."""
        if self.later:
            return "later"
        if self.product.missing_facts or self.product.withdrawn:
            return "not_sellable"
        if self.sku.available <= 0:
            return "sold_out"
        if self.quantity > self.sku.available:
            return "short"
        return "ok" if self.ticked else "unticked"


class CartRoom:
    """Carts: what buyers have chosen, and what it costs."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        catalogue: CatalogueRoom,
        offers: OffersRoom,
        quota: Quota,
    ) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue
        self._offers = offers
        self._quota = quota

    # -- looking

    def view(self, buyer: str) -> Cart:
        """Return the whole cart with prices of today."""
        wishes = self._wishes(buyer)
        cart = self.priced(buyer, [wish for wish in wishes if not wish.later])
        return replace(cart, later=tuple(self._alone(wish) for wish in wishes if wish.later))

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
        """Return wishes as a cart: grouped by merchant and warehouse, each group priced as one parcel.

        The best lawful combination of offers is found first; what is refused takes no part in it. A
        service other than the included one is priced for the way to ``destination``; raises
        ``service_not_here``.
        """
        used, held = self._quota.used(buyer), self._offers.held(buyer)
        parcels, outside = _parcels(wishes), frozenset[str]()
        shipping = [self._shipping(parcel[0], services or {}, destination) for parcel in parcels]
        while True:
            choice = self._choose(parcels, outside, held, used, [rule for _, rule in shipping])
            groups = self._groups(parcels, choice, used, shipping)
            refused = {line.sku.id for group in groups for line in group.lines if line.state == "over_limit"}
            if refused <= outside:
                today = tax_day(self._clock.now())
                return _sum_up(groups, choice, len(wishes), used, limits(today))
            outside |= refused

    def _shipping(
        self, wish: Wish, services: Mapping[ParcelKey, str], destination: Place | None
    ) -> tuple[str, FreightRule]:
        """Return the service of a parcel and the rule of its freight."""
        warehouse = self._catalogue.warehouse(wish.sku.warehouse_id)
        chosen = services.get((wish.product.merchant.id, warehouse.id), "") if destination else ""
        service = service_of(chosen, warehouse.mode)
        km = way_km(warehouse, destination) if destination else 0
        return service.id, freight_rule(service, warehouse, km)

    def _choose(
        self,
        parcels: list[list[Wish]],
        outside: Collection[str],
        held: tuple[Held, ...],
        used_fen: int,
        freight: list[FreightRule],
    ) -> Choice:
        """Return the offers that make what can be ordered the cheapest."""
        taking = [[w for w in parcel if w.state == "ok" and w.sku.id not in outside] for parcel in parcels]
        goods = [_good(wish) for parcel in taking for wish in parcel]
        today = tax_day(self._clock.now())

        def cost(cuts: Mapping[str, int], tenders: Mapping[str, int]) -> tuple[int, ...]:
            refused, running, payable = 0, used_fen, -sum(tenders.values())
            for members, rule in zip(taking, freight, strict=True):
                parcel = price_parcel([_piece(wish, cuts) for wish in members], rule, today, running)
                refused += parcel.taxed.channel == "refused"
                running = parcel.taxed.year_after_fen
                payable += parcel.total_fen
            return refused, payable

        return choose(goods, held, cost)

    def _groups(
        self,
        parcels: list[list[Wish]],
        choice: Choice,
        used_fen: int,
        shipping: list[tuple[str, FreightRule]],
    ) -> list[CartGroup]:
        """Price the groups in their order; each that counts uses up some of the year's limit for the next."""
        groups: list[CartGroup] = []
        for members, (service, rule) in zip(parcels, shipping, strict=True):
            group = self._group(members, choice, used_fen, service, rule)
            used_fen += group.base_fen if group.counted else 0
            groups.append(group)
        return groups

    def _group(
        self, wishes: list[Wish], choice: Choice, used_fen: int, service: str, rule: FreightRule
    ) -> CartGroup:
        """Price one parcel; lines that cannot be ordered are shown with what they alone would cost."""
        today = tax_day(self._clock.now())
        warehouse = self._catalogue.warehouse(wishes[0].sku.warehouse_id)
        taking = [wish for wish in wishes if wish.state == "ok"]
        pieces = [_piece(wish, choice.cuts) for wish in taking]
        parcel = price_parcel(pieces, rule, today, used_fen)
        refused = parcel.taxed.channel == "refused"
        priced = zip(pieces, parcel.freight_shares, parcel.taxed.lines, strict=True)
        together = {wish.sku.id: shares for wish, shares in zip(taking, priced, strict=True)}
        lines: list[CartLine] = []
        for wish in wishes:
            if wish.sku.id in together:
                piece, freight, tax = together[wish.sku.id]
            else:
                piece = _piece(wish, {})
                alone = price_parcel([piece], rule, today)
                freight, tax = alone.freight_fen, alone.taxed.lines[0]
            tender = choice.tenders.get(wish.sku.id, 0) if wish.state == "ok" else 0
            lines.append(_line(wish, piece, freight, tax, tender, refused))
        return CartGroup(
            merchant=wishes[0].product.merchant,
            warehouse=warehouse,
            lines=tuple(lines),
            goods_fen=parcel.goods_fen,
            freight_fen=parcel.freight_fen,
            tax_fen=parcel.taxed.tax_fen,
            base_fen=parcel.taxed.base_fen,
            channel=parcel.taxed.channel,
            reason=parcel.taxed.reason,
            limits=parcel.taxed.limits,
            counted=bool(taking) and not refused,
            cut_fen=sum(piece.cut_fen for piece in pieces),
            tender_fen=sum(line.tender_fen for line in lines),
            service=service,
        )

    def _alone(self, wish: Wish) -> CartLine:
        """Return a wish as a line with what it alone would cost."""
        piece, freight = _piece(wish, {}), self._catalogue.warehouse(wish.sku.warehouse_id).freight
        parcel = price_parcel([piece], freight, tax_day(self._clock.now()))
        return _line(wish, piece, parcel.freight_fen, parcel.taxed.lines[0], 0, False)

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


def _parcels(wishes: Iterable[Wish]) -> list[list[Wish]]:
    """Split by what decides the parcel: one merchant, one warehouse (and so one customs mode)."""
    parcels: dict[tuple[str, str], list[Wish]] = {}
    for wish in wishes:
        parcels.setdefault((wish.product.merchant.id, wish.sku.warehouse_id), []).append(wish)
    return list(parcels.values())


def _good(wish: Wish) -> Good:
    product = wish.product
    return Good(wish.sku.id, product.merchant.id, product.category.id, wish.sku.price_fen, wish.quantity)


def _piece(wish: Wish, cuts: Mapping[str, int]) -> Piece:
    return Piece(wish.sku, wish.product.tax_class, wish.quantity, cuts.get(wish.sku.id, 0))


def _line(wish: Wish, piece: Piece, freight: int, tax: TaxedLine, tender: int, refused: bool) -> CartLine:
    """Return a wish as a priced line; in a refused group it is over the limit."""
    over = refused and wish.state == "ok"
    return CartLine(
        sku=wish.sku,
        product=wish.product,
        quantity=wish.quantity,
        ticked=wish.ticked,
        state="over_limit" if over else wish.state,
        goods_fen=piece.goods_fen,
        freight_fen=freight,
        tax=tax,
        dropped_fen=wish.added_fen - wish.sku.price_fen,
        added_at=wish.added_at,
        cut_fen=piece.cut_fen,
        tender_fen=tender,
    )


def _sum_up(groups: list[CartGroup], choice: Choice, kinds: int, used_fen: int, most: Limits) -> Cart:
    """Return the whole cart; only groups that would be ordered count in its sums."""
    counted = [group for group in groups if group.counted]
    return Cart(
        groups=tuple(groups),
        goods_fen=sum(group.goods_fen for group in counted),
        freight_fen=sum(group.freight_fen for group in counted),
        tax_fen=sum(group.tax_fen for group in counted),
        total_fen=sum(group.goods_fen + group.freight_fen + group.tax_fen for group in counted),
        parcels=len(counted),
        pieces=sum(line.quantity for group in counted for line in group.lines if line.state == "ok"),
        kinds=kinds,
        year_used_fen=used_fen,
        year_after_fen=used_fen + sum(group.base_fen for group in counted),
        limits=most,
        cut_fen=sum(group.cut_fen for group in counted),
        tender_fen=sum(group.tender_fen for group in counted),
        verdicts=choice.verdicts,
    )
