"""The carriers' interface (quote, book, track), and the simulated network that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from store.catalogue.records import Place, Warehouse
from store.logistics.carriers import Quote, days_of, freight_rule, included, service_of, services_for, way_km
from store.logistics.course import actual_stages
from store.logistics.plan import boxes_for, draw_plan
from store.logistics.records import Act, ParcelPlan, Scan, Trouble
from store.logistics.timeline import reached_at, timeline
from store.pricing.pricing import freight_of


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is to be carried: from a warehouse to a place, so many grams worth so many fen."""

    warehouse: Warehouse
    destination: Place
    weight_g: int
    goods_fen: int = 0


class Network(Protocol):
    """Carriers, as the shop sees them. A real one answers from its own systems."""

    def quote(self, consignment: Consignment) -> tuple[Quote, ...]:
        """Return what every service would cost and take, the included one first."""
        ...

    def book(
        self, consignment: Consignment, service_id: str, order_id: str, paid_at: int, trouble: Trouble | None
    ) -> ParcelPlan:
        """Book a parcel; raises ``StoreError("service_not_here", service=)``."""
        ...

    def track(self, plan: ParcelPlan, acts: Iterable[Act], now: int) -> tuple[Scan, ...]:
        """Return what was reported of a parcel until now."""
        ...


class Simulated:
    """Simulated carriers: a parcel's plan is drawn from its seed when it is booked."""

    def quote(self, consignment: Consignment) -> tuple[Quote, ...]:
        """Return what every service would cost and take, the included one first."""
        warehouse = consignment.warehouse
        km = way_km(warehouse, consignment.destination)
        usual = included(warehouse.mode)
        return tuple(
            Quote(
                service,
                freight_of(freight_rule(service, warehouse, km), consignment.weight_g, consignment.goods_fen),
                days_of(service, warehouse),
                km,
                service == usual,
            )
            for service in services_for(warehouse.mode)
        )

    def book(
        self, consignment: Consignment, service_id: str, order_id: str, paid_at: int, trouble: Trouble | None
    ) -> ParcelPlan:
        """Draw a parcel's plan; a ``trouble`` of ``None`` is left to its seed."""
        warehouse = consignment.warehouse
        service = service_of(service_id, warehouse.mode)
        return draw_plan(
            order_id=order_id,
            mode=warehouse.mode,
            origin=warehouse.place,
            port=warehouse.port,
            destination=consignment.destination,
            paid_at=paid_at,
            days=days_of(service, warehouse),
            trouble=trouble,
            service=service,
            boxes=boxes_for(consignment.weight_g),
        )

    def track(self, plan: ParcelPlan, acts: Iterable[Act], now: int) -> tuple[Scan, ...]:
        """Return a report of every stage that was reached, where it was."""
        stages = actual_stages(plan, tuple(act for act in acts if act.at <= now))
        behind = timeline(plan, now, acts).events[: reached_at(stages, now) + 1]
        return tuple(
            Scan(event.stage, event.at, (event.place.name.zh, event.place.name.en)) for event in behind
        )


NETWORK: Network = Simulated()
"""The carriers of this world."""
