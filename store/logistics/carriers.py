"""Carriers and their services as data, and what each costs and takes. All of them are invented.

The included service of a mode is carried at the seller's contract rate (the warehouse's own freight rule,
with its threshold of free freight). Every other one has a tariff by weight and distance; what the seller
would have paid for the included one is taken off it, so that free freight is not lost by choosing faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import Place, SupplyMode, Warehouse
from store.errors import StoreError
from store.logistics.geography import distance_km
from store.pricing.records import FreightRule
from store.words import Bilingual

KM_STEP = 500
"""Distance is priced by begun steps of so many kilometres."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier; ``prefix`` begins its tracking numbers and ``code`` its flights and runs."""

    id: str
    name: Bilingual
    prefix: str
    code: str
    reach: Literal["cross_border", "domestic"]
    story: Bilingual


@dataclass(frozen=True, slots=True)
class Tariff:
    """``first_fen`` up to ``first_g`` grams, ``extra_fen`` for each begun ``extra_g``, and the way on top."""

    first_fen: int
    first_g: int
    extra_fen: int
    extra_g: int
    step_fen: int


@dataclass(frozen=True, slots=True)
class Service:
    """What can be booked: who carries it, and who brings it to the door.

    ``pace`` is in per cent of a warehouse's usual days; ``on_time`` in per cent of parcels that keep
    them; the others take up to ``late_days`` more. ``tariff`` is ``None`` at the seller's contract rate.
    """

    id: str
    name: Bilingual
    carrier: str
    last_mile: str
    modes: tuple[SupplyMode, ...]
    pace: int
    on_time: int
    late_days: int
    tariff: Tariff | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What a service would cost a parcel, and how long it would take: calendar days from, to."""

    service: Service
    freight_fen: int
    days: tuple[int, int]
    distance_km: int
    included: bool


def _carrier(id: str, zh: str, en: str, prefix: str, code: str, reach: str, *story: str) -> Carrier:
    return Carrier(id, Bilingual(zh, en), prefix, code, reach, Bilingual(*story))  # type: ignore[arg-type]


CARRIERS: Mapping[str, Carrier] = {
    carrier.id: carrier
    for carrier in (
        _carrier("cloudgull", "云鸥国际", "Cloudgull", "YO", "YO", "cross_border",
                 "每晚一班货机，舱位不跟人抢。", "One freighter a night, and no passengers to argue with."),
        _carrier("longwind", "长风全球", "Longwind Global", "LW", "LW", "cross_border",
                 "贵，但落地就报关，不在机场过夜。", "Dear, but it declares on landing and never sleeps at the airport."),
        _carrier("slowboat", "慢船海运", "Slow Boat", "MC", "MC", "cross_border",
                 "先坐船，再坐车，最后坐电动车。", "First a boat, then a lorry, then a scooter."),
        _carrier("skylark", "云雀速运", "Skylark", "YQ", "YQ", "domestic",
                 "送上楼，不问几楼。", "Carries it upstairs and does not ask how many."),
        _carrier("dragonfly", "竹蜻蜓快递", "Bamboo Dragonfly", "ZT", "ZT", "domestic",
                 "便宜，爱放驿站，会先打电话。", "Cheap, fond of pickup points, phones first."),
        _carrier("dawn", "晨风物流", "Dawn Breeze", "CF", "CF", "domestic",
                 "八点半前装车，当天送完。", "Loaded by half past eight, delivered the same day."),
    )
}  # fmt: skip

_BONDED: tuple[SupplyMode, ...] = ("bonded_1210",)
_DIRECT: tuple[SupplyMode, ...] = ("direct_9610", "overseas_9610")


def _service(
    id: str, zh: str, en: str, carriers: str, modes: tuple[SupplyMode, ...], pace: int, on_time: int,
    late_days: int, tariff: Tariff | None = None,
) -> Service:  # fmt: skip
    carrier, last_mile = carriers.split()
    return Service(id, Bilingual(zh, en), carrier, last_mile, modes, pace, on_time, late_days, tariff)


SERVICES: Mapping[str, Service] = {
    service.id: service
    for service in (
        _service("zone-standard", "晨风标准", "Dawn standard", "dawn dawn", _BONDED, 100, 96, 1),
        _service("zone-express", "云雀次晨", "Skylark next morning", "skylark skylark", _BONDED, 60, 98, 1,
                 Tariff(1_400, 1_000, 600, 1_000, 100)),
        _service("zone-economy", "竹蜻蜓慢递", "Dragonfly economy", "dragonfly dragonfly", _BONDED, 150, 91, 2,
                 Tariff(450, 1_000, 250, 1_000, 50)),
        _service("air-standard", "云鸥标准", "Cloudgull standard", "cloudgull dawn", _DIRECT, 100, 94, 2),
        _service("air-express", "长风特快", "Longwind express", "longwind skylark", _DIRECT, 65, 98, 1,
                 Tariff(2_800, 500, 1_400, 500, 140)),
        _service("air-saver", "云鸥拼箱", "Cloudgull shared box", "cloudgull dragonfly", _DIRECT, 118, 90, 3,
                 Tariff(1_000, 500, 600, 500, 35)),
        _service("sea-slow", "慢船", "Slow boat", "slowboat dragonfly", _DIRECT, 135, 86, 4,
                 Tariff(600, 1_000, 200, 1_000, 15)),
    )
}  # fmt: skip
"""The included service of a mode is the first that serves it."""


def services_for(mode: SupplyMode) -> tuple[Service, ...]:
    """Return what can be booked for a mode, the included service first."""
    return tuple(service for service in SERVICES.values() if mode in service.modes)


def included(mode: SupplyMode) -> Service:
    """Return the service a parcel goes with when nobody chooses."""
    return services_for(mode)[0]


def service_of(service_id: str, mode: SupplyMode) -> Service:
    """Return a service by its id ("" is the included one).

    Raises ``StoreError("service_not_here", service=)`` for one that does not exist or serve the mode.
    """
    if not service_id:
        return included(mode)
    service = SERVICES.get(service_id)
    if service is None or mode not in service.modes:
        raise StoreError("service_not_here", service=service_id)
    return service


def way_km(warehouse: Warehouse, destination: Place) -> int:
    """Return the kilometres from a warehouse over its port to the door."""
    if warehouse.port is None:
        return round(distance_km(warehouse.place, destination))
    return round(distance_km(warehouse.place, warehouse.port) + distance_km(warehouse.port, destination))


def freight_rule(service: Service, warehouse: Warehouse, km: int) -> FreightRule:
    """Return the rule by which a parcel of this service is priced over ``km`` kilometres."""
    tariff, contract = service.tariff, warehouse.freight
    if tariff is None:
        return contract
    way = -(-km // KM_STEP) * tariff.step_fen
    return FreightRule(
        tariff.first_fen + way,
        tariff.first_g,
        tariff.extra_fen,
        tariff.extra_g,
        contract.free_over_fen,
        (contract.first_fen, contract.first_g, contract.extra_fen, contract.extra_g),
    )


def days_of(service: Service, warehouse: Warehouse) -> tuple[int, int]:
    """Return the calendar days from payment to the door when it is on time: from, to."""
    first, last = (-(-days * service.pace // 100) for days in warehouse.days)
    return max(1, first), max(2, last)
