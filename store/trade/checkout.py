"""Checkout: from a draft on the screen to orders in the books, in one transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from itertools import count

from store.catalogue.records import Place
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.identifiers import Identifiers
from store.logistics.carriers import Quote
from store.logistics.network import NETWORK, Consignment
from store.offers.offers import OffersRoom
from store.offers.records import Verdict
from store.trade.buyers import BuyersRoom
from store.trade.cart import CartRoom
from store.trade.cart_pricing import Wish
from store.trade.order_rows import line_row, offer_rows, order_row, seller_row
from store.trade.orders import PLACED_TOGETHER, OrdersRoom
from store.trade.records import (
    Address,
    Cart,
    CartGroup,
    CartLine,
    CheckoutDraft,
    LineState,
    Order,
    ParcelKey,
    PaymentMethod,
)
from store.trade.reservations import Reservations

GONE: tuple[LineState, ...] = ("sold_out", "short", "not_sellable")


class CheckoutRoom:
    """Turns chosen goods into orders, one for each parcel."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        identifiers: Identifiers,
        cart: CartRoom,
        buyers: BuyersRoom,
        orders: OrdersRoom,
        reservations: Reservations,
        offers: OffersRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._identifiers = identifiers
        self._cart = cart
        self._buyers = buyers
        self._orders = orders
        self._reservations = reservations
        self._offers = offers

    def begin(
        self, buyer: str, sku_ids: Collection[str] | None = None, intent: str | None = None
    ) -> CheckoutDraft:
        """Return a draft of what is ticked in the cart and can be ordered (or of ``sku_ids``, ticked or not).

        Each draft has an intent of its own; raises ``StoreError("nothing_to_order")``.
        """
        self._reservations.lapse_due()
        return self._draft(buyer, self._cart.view(buyer), sku_ids, True, intent)

    def begin_now(
        self, buyer: str, sku_id: str, quantity: int = 1, intent: str | None = None
    ) -> CheckoutDraft:
        """Return a draft of one SKU that leaves the cart alone.

        Raises ``StoreError``: ``out_of_stock``, ``not_sellable``, ``over_single_limit``,
        ``over_annual_limit``, ``unknown_sku``.
        """
        self._reservations.lapse_due()
        wish = self._cart.wish(sku_id, quantity)
        if wish.state in ("sold_out", "short"):
            raise StoreError("out_of_stock", sku=sku_id, left=max(0, wish.sku.available))
        if wish.product.withdrawn:
            raise StoreError("product_withdrawn")
        if wish.state == "not_sellable":
            raise StoreError("not_sellable", missing=", ".join(wish.product.missing_facts))
        cart = self._cart.priced(buyer, [wish])
        for group in cart.groups:
            _refuse(group, cart.year_used_fen)
        return self._draft(buyer, cart, None, False, intent)

    def quotes(self, buyer: str, draft: CheckoutDraft, address_id: int) -> dict[ParcelKey, tuple[Quote, ...]]:
        """Return for each parcel of a draft what every service that serves it would cost and take.

        Raises ``StoreError("unknown_address")``.
        """
        destination = self._buyers.address(buyer, address_id).place
        return {group.key: NETWORK.quote(_consignment(group, destination)) for group in draft.groups}

    def with_services(
        self, buyer: str, draft: CheckoutDraft, address_id: int, services: Mapping[ParcelKey, str]
    ) -> CheckoutDraft:
        """Return a draft priced anew with other services, for the way to an address.

        Raises ``StoreError``: ``unknown_address``, ``service_not_here``, and what ``begin`` raises.
        """
        wishes = [self._cart.wish(line.sku.id, line.quantity) for line in _lines(draft)]
        destination = self._buyers.address(buyer, address_id).place
        cart = self._cart.priced(buyer, wishes, services, destination)
        return self._drafted(buyer, cart, draft.from_cart, draft.intent, address_id)

    def place(
        self, buyer: str, draft: CheckoutDraft, address_id: int, method: PaymentMethod
    ) -> tuple[Order, ...]:
        """Place the orders of a draft; the same intent again returns the same orders.

        Everything the screen showed is checked again inside the transaction. Raises ``StoreError``:
        ``identity_missing``, ``identity_expired(day=)``, ``identity_minor(years=)``, ``unknown_address``, ``out_of_stock(sku=, left=)``,
        ``cart_changed(shown_fen=, now_fen=)``, ``offer_gone(offer=)``, ``over_single_limit``,
        ``over_annual_limit``, ``intent_reused``.
        """
        with self._database.write() as connection:
            self._reservations.lapse_due()
            fingerprint = _fingerprint(buyer, draft, address_id, method)
            known = connection.execute("SELECT * FROM intents WHERE id = ?", (draft.intent,)).fetchone()
            if known is not None:
                if known["fingerprint"] != fingerprint:
                    raise StoreError("intent_reused")
                return self._placed(connection, draft.intent)
            wine = any(line.product.adult for line in _lines(draft))
            self._buyers.check_identity(buyer, adult=wine)
            address = self._buyers.address(buyer, address_id)
            cart = self._check(buyer, draft, address)
            now = self._clock.now()
            row = {"id": draft.intent, "buyer_id": buyer, "fingerprint": fingerprint, "at": now}
            insert(connection, "intents", row)
            self._offers.reserve(buyer, draft.intent, cart.verdicts)
            for number, group in enumerate(cart.groups):
                self._write(
                    connection, buyer, draft.intent, number, group, cart.verdicts, address, method, now
                )
            if draft.from_cart:
                for line in _lines(draft):
                    self._cart.remove(buyer, line.sku.id)
            return self._placed(connection, draft.intent)

    def _draft(
        self, buyer: str, cart: Cart, sku_ids: Collection[str] | None, from_cart: bool, intent: str | None
    ) -> CheckoutDraft:
        """Draft an order of chosen SKUs, or of every line that can be bought; raises ``nothing_to_order``."""
        wishes = [
            Wish(line.sku, line.product, line.quantity, True, line.sku.price_fen)
            for group in cart.groups
            for line in group.lines
            if (line.state == "ok" if sku_ids is None else line.sku.id in sku_ids and line.state not in GONE)
        ]
        if not wishes:
            raise StoreError("nothing_to_order")
        return self._drafted(buyer, self._cart.priced(buyer, wishes), from_cart, intent)

    def _drafted(
        self, buyer: str, chosen: Cart, from_cart: bool, intent: str | None, address_id: int | None = None
    ) -> CheckoutDraft:
        """Return a draft of a priced cart with the buyer's addresses and identity; refused groups raise."""
        for group in chosen.groups:
            _refuse(group, chosen.year_used_fen)
        return CheckoutDraft(
            intent=intent or self._identifiers.token("intent"),
            groups=chosen.groups,
            addresses=self._buyers.addresses(buyer),
            identity=self._buyers.identity(buyer),
            goods_fen=chosen.goods_fen,
            freight_fen=chosen.freight_fen,
            tax_fen=chosen.tax_fen,
            total_fen=chosen.total_fen,
            year_used_fen=chosen.year_used_fen,
            year_after_fen=chosen.year_after_fen,
            limits=chosen.limits,
            from_cart=from_cart,
            cut_fen=chosen.cut_fen,
            tender_fen=chosen.tender_fen,
            verdicts=chosen.verdicts,
            address_id=address_id,
        )

    def _check(self, buyer: str, draft: CheckoutDraft, address: Address) -> Cart:
        """Price the draft again as of now; refuse when anything it relied on has changed."""
        wishes = [self._cart.wish(line.sku.id, line.quantity) for line in _lines(draft)]
        for wish in wishes:
            if wish.quantity > wish.sku.available:
                raise StoreError("out_of_stock", sku=wish.sku.id, left=max(0, wish.sku.available))
            if wish.product.withdrawn:
                raise StoreError("product_withdrawn")
            if wish.product.missing_facts:
                raise StoreError("not_sellable", missing=", ".join(wish.product.missing_facts))
        cart = self._cart.priced(buyer, wishes, draft.services, address.place)
        for group in cart.groups:
            _refuse(group, cart.year_used_fen)
        if _figures(cart.groups) != _figures(draft.groups):
            raise StoreError("cart_changed", shown_fen=draft.payable_fen, now_fen=cart.payable_fen)
        return cart

    def _write(
        self,
        connection: sqlite3.Connection,
        buyer: str,
        intent: str,
        number: int,
        group: CartGroup,
        verdicts: tuple[Verdict, ...],
        address: Address,
        method: PaymentMethod,
        now: int,
    ) -> None:
        """Write one order with its lines, its reservations and its first event."""
        order_id = _free_id(connection, intent, number, now)
        insert(connection, "orders", order_row(order_id, buyer, intent, group, address, method, now))
        for position, line in enumerate(group.lines):
            insert(connection, "order_lines", line_row(order_id, position, line, verdicts))
        for row in offer_rows(order_id, group, verdicts):
            insert(connection, "order_offers", row)
        insert(connection, "order_sellers", seller_row(order_id, group))
        self._orders.record(order_id, "placed", "pending_payment", "created")
        self._reservations.take(buyer, order_id, group)

    def _placed(self, connection: sqlite3.Connection, intent: str) -> tuple[Order, ...]:
        rows = connection.execute(PLACED_TOGETHER, (intent,))
        return tuple(self._orders.get(row[0]) for row in rows.fetchall())


def _lines(draft: CheckoutDraft) -> list[CartLine]:
    return [line for group in draft.groups for line in group.lines]


def _figures(groups: tuple[CartGroup, ...]) -> list[tuple[object, ...]]:
    """Return every amount that was shown of these parcels."""
    return [
        (line.sku.id, line.cut_fen, line.goods_fen, line.freight_fen, line.tax, line.tender_fen)
        for group in groups
        for line in group.lines
    ]


def _refuse(group: CartGroup, used_fen: int) -> None:
    """Raise the refusal of a parcel that customs would not take."""
    if group.reason == "over_single_limit":
        raise StoreError("over_single_limit", base_fen=group.base_fen, limit_fen=group.limits.single_fen)
    if group.reason == "over_annual_limit":
        limit = group.limits.year_fen
        raise StoreError("over_annual_limit", used_fen=used_fen, base_fen=group.base_fen, limit_fen=limit)


def _fingerprint(buyer: str, draft: CheckoutDraft, address_id: int, method: str) -> str:
    """Return what makes two requests the same: who, what, where to, how paid, and for how much."""
    lines = sorted((line.sku.id, line.quantity) for line in _lines(draft))
    services = sorted(draft.services.items())
    said = json.dumps([buyer, lines, address_id, method, draft.payable_fen, services])
    return hashlib.sha256(said.encode()).hexdigest()


def _consignment(group: CartGroup, destination: Place) -> Consignment:
    weight = sum(line.sku.weight_g * line.quantity for line in group.lines)
    value = sum(line.sku.price_fen * line.quantity for line in group.lines)
    return Consignment(group.warehouse, destination, weight, value)


def _free_id(connection: sqlite3.Connection, intent: str, number: int, now: int) -> str:
    """Return an id a person can read out: ``XHS`` + day + six letters of the intent's own.

    Six letters are 16 million a day: with a thousand orders a day two of them meet every month or so, and
    the second then takes other letters.
    """
    day = f"{datetime.fromtimestamp(now, UTC):%y%m%d}"
    said = (f"{intent}/{number}/{attempt}" if attempt else f"{intent}/{number}" for attempt in count())
    ids = (f"XHS{day}{hashlib.sha256(text.encode()).hexdigest()[:6].upper()}" for text in said)
    taken = "SELECT 1 FROM orders WHERE id = ?"
    return next(each for each in ids if not connection.execute(taken, (each,)).fetchone())
