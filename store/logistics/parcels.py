"""Parcels: a plan is written once at payment; everything else is read off it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from store.catalogue.records import Place, SupplyMode
from store.catalogue.sellers import place_json, place_of
from store.clock import Clock
from store.database import Database
from store.errors import StoreError
from store.logistics.plan import draw
from store.logistics.records import ParcelPlan, Tracking, Trouble
from store.logistics.timeline import timeline

if TYPE_CHECKING:
    from store.shop import Store


class ParcelsRoom:
    """All parcels."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._clock = clock

    def plan(
        self,
        *,
        order_id: str,
        mode: SupplyMode,
        origin: Place,
        port: Place | None,
        destination: Place,
        paid_at: int,
        days: tuple[int, int],
        trouble: Trouble = "",
    ) -> str:
        """Draw and keep the plan of an order's parcel; return the parcel's id."""
        plan = draw(
            order_id=order_id,
            mode=mode,
            origin=origin,
            port=port,
            destination=destination,
            paid_at=paid_at,
            days=days,
            trouble=trouble,
        )
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO parcels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    plan.parcel_id,
                    order_id,
                    mode,
                    paid_at,
                    json.dumps(plan.stages),
                    place_json(origin),
                    place_json(port) if port else None,
                    place_json(destination),
                    plan.carrier,
                    plan.tracking_number,
                    trouble,
                ),
            )
        return plan.parcel_id

    def track(self, parcel_id: str) -> Tracking:
        """Return where a parcel is now; raises ``StoreError("unknown_parcel", id=...)``."""
        query = "SELECT * FROM parcels WHERE id = ?"
        row = self._database.read().execute(query, (parcel_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_parcel", id=parcel_id)
        return timeline(_plan(row), self._clock.now())

    def of_order(self, order_id: str) -> Tracking | None:
        """Return where an order's parcel is now, or ``None`` before payment."""
        query = "SELECT * FROM parcels WHERE order_id = ?"
        row = self._database.read().execute(query, (order_id,)).fetchone()
        return timeline(_plan(row), self._clock.now()) if row else None


def _plan(row: sqlite3.Row) -> ParcelPlan:
    return ParcelPlan(
        parcel_id=row["id"],
        order_id=row["order_id"],
        mode=row["mode"],
        paid_at=row["paid_at"],
        stages=tuple((stage, at) for stage, at in json.loads(row["stages"])),
        origin=place_of(row["origin"]),
        port=place_of(row["port"]) if row["port"] else None,
        destination=place_of(row["destination"]),
        carrier=row["carrier"],
        tracking_number=row["tracking_number"],
        trouble=row["trouble"],
    )
