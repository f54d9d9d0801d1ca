"""Records of the trade: cart, checkout, orders, escrow. Amounts are fen, times seconds UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import Merchant, Product, Sku, Warehouse
from store.trade.tax_records import Channel, Refusal, TaxedLine
from store.words import Bilingual

OrderState = Literal["pending_payment", "paid", "completed", "expired", "cancelled"]
PaymentState = Literal[
    "created", "action_required", "held", "released", "partly_refunded", "refunded", "failed", "cancelled"
]
PaymentMethod = Literal["alipay", "paypal", "ebank"]


LineState = Literal["ok", "sold_out", "short", "over_limit", "not_sellable", "unticked"]


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart, added ``added_at``; since then a piece became cheaper by ``dropped_fen``."""

    sku: Sku
    product: Product
    quantity: int
    ticked: bool
    state: LineState
    goods_fen: int
    freight_fen: int
    tax: TaxedLine
    dropped_fen: int
    added_at: int = 0


@dataclass(frozen=True, slots=True)
class CartGroup:
    """What becomes one parcel: merchant x warehouse (and so customs mode).

    ``counted`` is false when the group is refused; then nothing of it is in the cart's sums.
    """

    merchant: Merchant
    warehouse: Warehouse
    lines: tuple[CartLine, ...]
    goods_fen: int
    freight_fen: int
    tax_fen: int
    base_fen: int
    channel: Channel
    reason: Refusal
    counted: bool


@dataclass(frozen=True, slots=True)
class Cart:
    """The whole cart; sums hold ticked lines of groups that can be ordered. ``kinds`` counts lines."""

    groups: tuple[CartGroup, ...]
    goods_fen: int
    freight_fen: int
    tax_fen: int
    total_fen: int
    parcels: int
    pieces: int
    kinds: int
    year_used_fen: int
    year_after_fen: int


@dataclass(frozen=True, slots=True)
class CartSummary:
    """What the header shows after a change: kinds and pieces in the cart."""

    kinds: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Address:
    """A place to deliver to. The phone number is masked here; only the carrier sees the whole."""

    id: int
    label: Bilingual
    recipient: str
    phone_masked: str
    region: Bilingual
    street: Bilingual
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified buyer, masked: one character of the name, four and four digits of the number."""

    person_id: str
    name_masked: str
    number_masked: str


@dataclass(frozen=True, slots=True)
class CheckoutDraft:
    """What the confirm screen shows, bound to one intent id.

    ``intent`` makes placing idempotent; ``total_fen`` is rechecked when the order is placed
    (``StoreError("cart_changed", shown_fen=..., now_fen=...)`` if it differs). Lines bought
    ``from_cart`` leave the cart with the order.
    """

    intent: str
    groups: tuple[CartGroup, ...]
    addresses: tuple[Address, ...]
    identity: Identity | None
    goods_fen: int
    freight_fen: int
    tax_fen: int
    total_fen: int
    year_used_fen: int
    year_after_fen: int
    from_cart: bool = True


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line as it was ordered: a snapshot that later catalogue edits do not change."""

    sku_id: str
    product_id: str
    title: Bilingual
    brand: Bilingual
    sku_name: Bilingual
    picture_json: str
    quantity: int
    price_fen: int
    goods_fen: int
    freight_fen: int
    tax: TaxedLine


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One append-only movement of money: fen into ``account`` (escrow, buyer, merchant, customs, ...)."""

    id: int
    at: int
    kind: str
    account: str
    fen: int


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """Something that happened to an order; ``code`` names the transition."""

    at: int
    code: str
    state: OrderState


@dataclass(frozen=True, slots=True)
class Order:
    """One order is one parcel: a merchant, a warehouse, a customs declaration.

    ``payment`` is the state of its money; ``pay_until`` the moment an unpaid order expires.
    """

    id: str
    buyer_id: str
    state: OrderState
    payment: PaymentState
    method: PaymentMethod
    merchant_id: str
    merchant: Bilingual
    warehouse: Warehouse
    address: Address
    lines: tuple[OrderLine, ...]
    goods_fen: int
    freight_fen: int
    tax_fen: int
    total_fen: int
    placed_at: int
    pay_until: int
    paid_at: int | None
    parcel_id: str | None
