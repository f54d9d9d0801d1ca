"""Records of the catalogue. Amounts are fen without import tax, weights grams, times seconds UTC."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from store.pictures import PictureSpec
from store.pricing.records import FreightRule, NetUnit
from store.words import Bilingual

MerchantKind = Literal["own", "flagship", "third_party"]
SupplyMode = Literal["bonded_1210", "direct_9610", "overseas_9610"]
ReturnRule = Literal["unopened", "anytime", "none"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region; ``goods`` counts the products that come from it."""

    code: str
    name: Bilingual
    currency: str
    goods: int = 0


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand, with the country it comes from and one sentence about it."""

    id: str
    name: Bilingual
    latin: str
    country: str
    story: Bilingual


@dataclass(frozen=True, slots=True)
class Category:
    """A category; ``parent`` is ``None`` for the sixteen at the top, ``icon`` names a drawn thing."""

    id: str
    parent: str | None
    name: Bilingual
    icon: str = ""
    goods: int = 0


@dataclass(frozen=True, slots=True)
class Merchant:
    """An admitted seller; ``admission`` lists the codes of the admission facts it has proved."""

    id: str
    name: Bilingual
    kind: MerchantKind
    country: str
    since: int
    score: float
    story: Bilingual
    entity: Bilingual
    service_hours: Bilingual
    aftersales_address: Bilingual
    admission: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map with its name and IANA time zone; ``code`` is a port's code or empty."""

    name: Bilingual
    lat: float
    lon: float
    timezone: str = "Asia/Shanghai"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where a parcel starts; ``port`` is the domestic customs port (``None`` inside a bonded zone)."""

    id: str
    name: Bilingual
    country: str
    mode: SupplyMode
    place: Place
    port: Place | None
    freight: FreightRule
    days: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sku:
    """A sellable unit; ``available`` is on hand minus reserved, in pieces, summed over its warehouse.

    ``price_fen`` is what it costs now, ``list_fen`` what it costs outside sales (the same when 0);
    ``best_before`` (seconds UTC) is only known where it is near.
    """

    id: str
    product_id: str
    name: Bilingual
    price_fen: int
    origin_currency: str
    origin_amount: str
    net_amount: Fraction
    net_unit: NetUnit
    weight_g: int
    warehouse_id: str
    available: int
    list_fen: int = 0
    best_before: int | None = None

    @property
    def cut(self) -> int:
        """How many per cent a sale takes off now (0-100)."""
        return round(100 * (self.list_fen - self.price_fen) / self.list_fen) if self.list_fen else 0


@dataclass(frozen=True, slots=True)
class Sale:
    """One running of a sale, from ``starts_at`` until ``ends_at`` (seconds UTC), with so many ``goods``."""

    id: str
    series: str
    name: Bilingual
    starts_at: int
    ends_at: int
    goods: int = 0
    running: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its SKUs; ``missing_facts`` names what customs would miss.

    With any of those missing, or once it is ``withdrawn``, nothing of it can be sold.
    """

    id: str
    title: Bilingual
    blurb: Bilingual
    brand: Brand
    category: Category
    merchant: Merchant
    origin: Country
    tax_class: str
    hs_code: str
    return_rule: ReturnRule
    adult: bool
    rating: float
    reviews: int
    saves: int
    picture: PictureSpec
    skus: tuple[Sku, ...]
    missing_facts: tuple[str, ...] = ()
    withdrawn: bool = False

    def sku(self, sku_id: str) -> Sku:
        """Return one of its SKUs; ``KeyError`` if it is not among them."""
        for sku in self.skus:
            if sku.id == sku_id:
                return sku
        raise KeyError(sku_id)


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list: its cheapest SKU to the door and what the community thinks of it.

    ``price_fen`` and ``landed_fen`` are those of the cheapest SKU in stock; ``available`` counts the
    pieces of all SKUs; ``quote`` is the title of the warmest note about it; ``cut`` is in per cent.
    """

    id: str
    title: Bilingual
    brand: Bilingual
    merchant_kind: MerchantKind
    mode: SupplyMode
    origin: str
    price_fen: int
    landed_fen: int
    picture: PictureSpec
    saves: int
    available: int
    quote: Bilingual
    cut: int
