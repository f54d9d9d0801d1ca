"""Records of the trade: cart, checkout, orders, escrow. Amounts are fen, times seconds UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import Merchant, MerchantKind, Place, Product, ReturnRule, Sku, Warehouse
from store.offers.records import Effect, Verdict
from store.pricing.records import Channel, Limits, Refusal, TaxedLine
from store.words import Bilingual

OrderState = Literal["pending_payment", "paid", "completed", "expired", "cancelled"]
PaymentState = Literal[
    "created",
    "action_required",
    "held",
    "released",
    "partly_refunded",
    "refunded",
    "disputed",
    "failed",
    "cancelled",
]
PaymentMethod = Literal["alipay", "paypal", "ebank"]
ParcelKey = tuple[str, str]


LineState = Literal["ok", "sold_out", "short", "over_limit", "not_sellable", "unticked", "later"]


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart, added ``added_at``; since then a piece became cheaper by ``dropped_fen``
    (dearer when that is negative).

    ``goods_fen`` is after its share ``cut_fen`` of open cuts; ``tender_fen`` of the bill is paid by
    coupons and points.
    """

    sku: Sku
    product: Product
    quantity: int
    ticked: bool
    state: LineState
    goods_fen: int
    freight_fen: int
    tax: TaxedLine
    dropped_fen: int
    added_at: int
    cut_fen: int
    tender_fen: int


@dataclass(frozen=True, slots=True)
class CartGroup:
    """What becomes one parcel: merchant x warehouse (and so customs mode).

    ``counted`` is false when the group is refused; then nothing of it is in the cart's sums. ``service``
    is the carrier's service it is priced with.
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
    limits: Limits
    counted: bool
    cut_fen: int
    tender_fen: int
    service: str

    @property
    def key(self) -> ParcelKey:
        """What makes it a parcel of its own: merchant and warehouse."""
        return self.merchant.id, self.warehouse.id

    @property
    def payable_fen(self) -> int:
        """What is paid in money for this parcel."""
        return self.goods_fen + self.freight_fen + self.tax_fen - self.tender_fen


@dataclass(frozen=True, slots=True)
class Cart:
    """The whole cart; sums hold ticked lines of groups that can be ordered. ``kinds`` counts lines.

    ``goods_fen`` is after ``cut_fen`` of open cuts; ``total_fen`` is before ``tender_fen``. What is kept
    for ``later`` is in none of the sums. ``limits`` are those of the day.
    """

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
    limits: Limits
    cut_fen: int
    tender_fen: int
    verdicts: tuple[Verdict, ...]
    later: tuple[CartLine, ...] = ()

    @property
    def payable_fen(self) -> int:
        """What is paid in money: everything, less what coupons and points pay."""
        return self.total_fen - self.tender_fen


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
    region_code: str = ""

    @property
    def place(self) -> Place:
        """Where it lies on the map."""
        return Place(self.region, self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified buyer, masked: one character of the name, four and four digits of the number."""

    person_id: str
    name_masked: str
    number_masked: str


@dataclass(frozen=True, slots=True)
class CheckoutDraft:
    """What the confirm screen shows, bound to one intent id.

    ``intent`` makes placing idempotent; ``payable_fen`` is rechecked when the order is placed
    (``StoreError("cart_changed", shown_fen=..., now_fen=...)`` if it differs). Lines bought
    ``from_cart`` leave the cart with the order. A carrier's service is chosen by parcel, and priced for
    the way to the address ``address_id`` (``None`` as long as every parcel goes with its included one).
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
    limits: Limits
    from_cart: bool
    cut_fen: int
    tender_fen: int
    verdicts: tuple[Verdict, ...]
    address_id: int | None

    @property
    def services(self) -> dict[ParcelKey, str]:
        """The service of each parcel."""
        return {group.key: group.service for group in self.groups}

    @property
    def payable_fen(self) -> int:
        """What is paid in money: everything, less what coupons and points pay."""
        return self.total_fen - self.tender_fen


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line as it was ordered: a snapshot that later catalogue edits do not change.

    ``reversed`` pieces of it were cancelled or returned since.
    """

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
    cut_fen: int
    tender_fen: int
    merchant_tender_fen: int
    points_fen: int
    reversed: int
    return_rule: ReturnRule

    @property
    def remaining(self) -> int:
        """How many pieces have not been cancelled or returned."""
        return self.quantity - self.reversed


@dataclass(frozen=True, slots=True)
class OrderOffer:
    """What of an offer went into one order: its name as it was then, who pays for it, and how much."""

    offer_id: str
    kind: str
    name: Bilingual
    effect: Effect
    sponsor: Literal["merchant", "platform"]
    fen: int


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

    ``payment`` is the state of its money; ``pay_until`` the moment an unpaid order expires; ``service``
    the carrier's service that was chosen.
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
    intent: str
    tender_fen: int
    merchant_kind: MerchantKind
    offers: tuple[OrderOffer, ...]
    service: str

    @property
    def payable_fen(self) -> int:
        """What is paid in money: everything, less what coupons and points pay."""
        return self.total_fen - self.tender_fen
