"""The steps of goods on their way, derived from facts: a delivery into stock, and a parcel's timeline.

The dates before a delivery are drawn from a seed of its own; nothing here looks at the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from random import Random
from zoneinfo import ZoneInfo

from store.catalogue.records import Country, Place, Product, Sku, Warehouse
from store.logistics.carriers import CARRIERS
from store.logistics.records import Event, Tracking
from store.provenance.records import Happening, Party, Role, Step
from store.words import Bilingual

_SHELVED_DAYS, _ZONE_DAYS, _PORT_DAYS, _SEA_DAYS, _STORED_DAYS, _MADE_DAYS = (
    (1, 3), (2, 3), (2, 4), (18, 34), (4, 16), (8, 30),
)  # fmt: skip
CONSOLIDATOR = Party("consolidator/yunou", "consolidator", Bilingual("云鸥集运", "Cloudgull Consolidation"))
FORWARDER = Party("carrier/yunou", "carrier", Bilingual("云鸥国际", "Cloudgull International"))
CHINA_CUSTOMS = Party("customs/CN", "customs", Bilingual("中国海关", "China Customs"))


@dataclass(frozen=True, slots=True)
class Delivery:
    """Pieces of a SKU as they came into stock: the movement, how many, and when (seconds UTC)."""

    movement_id: int
    pieces: int
    at: int
    product: Product
    sku: Sku
    warehouse: Warehouse
    abroad: Place | None

    @property
    def net(self) -> str:
        """The net content as customs wants it: ``750 ml``."""
        amount = self.sku.net_amount
        number = str(amount) if amount.denominator == 1 else f"{float(amount):g}"
        return f"{number} {self.sku.net_unit}"


@cache
def zone_of(country: str) -> str:
    """Return a time zone of a country (IANA; UTC where none is known), from the tz database's own table."""
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text("utf-8")
    for line in table.splitlines():
        codes, _, rest = line.partition("\t")
        if not line.startswith("#") and country in codes.split(","):
            return rest.split("\t")[1]
    return "UTC"


def batch_name(delivery: Delivery, made_at: int, length: int = 4) -> str:
    """Return the number on the carton: two letters of the brand, the day it was made, and ``length`` signs."""
    letters = "".join(sign for sign in delivery.product.brand.latin.upper() if "A" <= sign <= "Z")
    digest = sha256(f"batch/{delivery.sku.id}/{delivery.movement_id}".encode()).digest()
    signs = "".join("23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32] for byte in digest[:length])
    day = datetime.fromtimestamp(made_at, ZoneInfo(zone_of(delivery.product.origin.code)))
    return f"{(letters + 'XX')[:2]}-{day:%y-%m%d}-{signs}"


def batch_journey(delivery: Delivery) -> tuple[Happening, ...]:
    """Return how a delivery came from its maker into the warehouse, oldest first.

    Goods for a bonded warehouse (1210) pass the origin's customs and enter the zone in bulk; goods for a
    warehouse abroad (9610) wait there, and meet customs parcel by parcel.
    """
    return _to_zone(delivery) if delivery.warehouse.mode == "bonded_1210" else _to_warehouse(delivery)


class _Calendar:
    """Counts days back from a delivery; each moment falls into working hours of its place."""

    def __init__(self, seed: str, at: int, zone: str) -> None:
        self._identifiers = Random(seed)
        self._day = datetime.fromtimestamp(at, ZoneInfo(zone)).date()

    def back(self, days: tuple[int, int], zone: str) -> int:
        """Go back some days, and return a moment of that day in ``zone`` (seconds UTC)."""
        self._day -= timedelta(days=self._identifiers.randint(*days))
        clock = time(self._identifiers.randint(8, 17), self._identifiers.randrange(60))
        return int(datetime.combine(self._day, clock, ZoneInfo(zone)).timestamp())


def _to_zone(delivery: Delivery) -> tuple[Happening, ...]:
    """Return the steps of a delivery to a bonded zone, planned backwards from the day it was shelved."""
    product, house, origin = delivery.product, delivery.warehouse, delivery.product.origin
    zone = delivery.abroad.timezone if delivery.abroad else zone_of(origin.code)
    depot = _within(origin, delivery.abroad)
    here = house.place
    # A brand's goods for one warehouse travel together; only the day they were made is their own.
    shared = _Calendar(f"consignment/{product.brand.id}/{house.id}/{delivery.at}", delivery.at, here.timezone)
    pieces, net = {"pieces": str(delivery.pieces)}, {"net": delivery.net}
    papers = Random(f"papers/{product.brand.id}/{house.id}/{delivery.at}")
    shelved = shared.back(_SHELVED_DAYS, here.timezone)
    admitted = shared.back(_ZONE_DAYS, here.timezone)
    landed = shared.back(_PORT_DAYS, here.timezone)
    released = shared.back(_SEA_DAYS, zone)
    packed = shared.back((1, 2), zone)
    stored = shared.back(_STORED_DAYS, zone)
    container = {"container": f"YOUU {papers.randrange(10**6, 10**7)}"}
    exported = {"declaration": f"{origin.code}-{papers.randrange(10**7, 10**8)}"} | net
    entered = {"declaration": f"CN-{papers.randrange(10**7, 10**8)}", "hs": product.hs_code} | net
    depot_keeper = Party(
        f"warehouse/abroad-{origin.code}",
        "overseas_warehouse",
        Bilingual(f"{origin.name.zh}海外仓", f"{origin.name.en} depot"),
    )
    return (
        _made(delivery, shared, zone),
        Happening("stored_abroad", stored, depot_keeper, depot, zone, pieces),
        Happening("consolidated", packed, CONSOLIDATOR, depot, zone, container),
        Happening("export_released", released, customs_of(origin), depot, zone, exported),
        Happening("arrived_port", landed, FORWARDER, here.name, here.timezone, container),
        Happening("zone_admitted", admitted, CHINA_CUSTOMS, here.name, here.timezone, entered),
        Happening("shelved", shelved, keeper_of(house), here.name, here.timezone, pieces),
    )


def _to_warehouse(delivery: Delivery) -> tuple[Happening, ...]:
    """Return the steps of a delivery to a warehouse abroad, planned backwards from the day it was shelved."""
    house, origin = delivery.warehouse, delivery.product.origin
    here, zone = house.place, zone_of(origin.code)
    if origin.code == house.country:
        zone = here.timezone
    shared = _Calendar(
        f"consignment/{delivery.product.brand.id}/{house.id}/{delivery.at}", delivery.at, here.timezone
    )
    shelved = shared.back(_SHELVED_DAYS, here.timezone)
    stored = shared.back(_ZONE_DAYS, here.timezone)
    consigned = shared.back((3, 9), zone)
    pieces = {"pieces": str(delivery.pieces)}
    return (
        _made(delivery, shared, zone),
        Happening("consigned", consigned, FORWARDER, origin.name, zone, pieces),
        Happening("stored_abroad", stored, keeper_of(house), here.name, here.timezone, pieces),
        Happening(
            "shelved", shelved, keeper_of(house), here.name, here.timezone, pieces | {"net": delivery.net}
        ),
    )


def _made(delivery: Delivery, shared: _Calendar, zone: str) -> Happening:
    """Return how the goods were made or bottled, some days before the maker's first handing over."""
    product, sku = delivery.product, delivery.sku
    stored = shared.back((1, 1), zone)
    own = _Calendar(f"made/{sku.id}/{delivery.movement_id}", stored, zone)
    step: Step = "bottled" if sku.net_unit == "ml" else "made"
    maker = Party(f"maker/{product.brand.id}", "maker", product.brand.name)
    facts = {"net": delivery.net, "pieces": str(delivery.pieces)}
    return Happening(step, own.back(_MADE_DAYS, zone), maker, product.origin.name, zone, facts)


def _within(country: Country, place: Place | None) -> Bilingual:
    if place is None:
        return country.name
    return Bilingual(f"{country.name.zh} {place.name.zh}", f"{place.name.en}, {country.name.en}")


def customs_of(country: Country) -> Party:
    """Return the customs of a country."""
    name = Bilingual(f"{country.name.zh}海关", f"{country.name.en} Customs")
    return Party(f"customs/{country.code}", "customs", name)


def keeper_of(house: Warehouse) -> Party:
    """Return who keeps a warehouse."""
    role: Role = "bonded_warehouse" if house.mode == "bonded_1210" else "overseas_warehouse"
    return Party(f"warehouse/{house.id}", role, house.name)


def unit_journey(tracking: Tracking, house: Warehouse, pieces: int, net: str) -> tuple[Happening, ...]:
    """Return what has happened to a parcel's goods so far: only what the timeline says is past or now."""
    steps = (_of_stage(event, tracking, house, pieces, net) for event in tracking.events)
    return tuple(one for one in steps if one is not None)


def _of_stage(event: Event, tracking: Tracking, house: Warehouse, pieces: int, net: str) -> Happening | None:
    """Return a stage of a parcel as a step of its unit's chain, or nothing for stages that move no goods."""
    if event.status == "future":
        return None
    courier = Party(f"carrier/{tracking.carrier}", "carrier", CARRIERS[tracking.carrier].name)
    number, waybill = {"pieces": str(pieces)}, {"waybill": tracking.tracking_number}
    declaration = int.from_bytes(sha256(f"declaration/{tracking.parcel_id}".encode()).digest()[:4]) % 10**8
    steps: dict[str, tuple[Step, Party, dict[str, str]]] = {
        "packed": ("packed", keeper_of(house), number),
        "handed_over": ("handed_over", CONSOLIDATOR, waybill),
        "in_transit": ("departed", FORWARDER, waybill),
        "arrived_port": ("arrived_port", FORWARDER, waybill),
        "released": ("released", CHINA_CUSTOMS, {"declaration": f"CN-{declaration:08}", "net": net} | number),
        "left_zone": ("left_zone", keeper_of(house), number),
        "domestic": ("domestic", courier, waybill),
        "delivered": ("delivered", courier, waybill),
    }
    if event.stage not in steps:
        return None
    step, party, facts = steps[event.stage]
    return Happening(step, event.at, party, event.place.name, event.place.timezone, facts)
