"""Parcels: a plan is written once when it is booked; everything else is read off it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from store.catalogue.sellers import place_json, place_of
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.logistics.course import ANSWERS
from store.logistics.declared import Ownership
from store.logistics.fleet import Fleet
from store.logistics.network import NETWORK, Consignment
from store.logistics.records import Act, ActKind, ParcelPlan, Scan, Tracking, Trouble
from store.logistics.timeline import timeline

Facts = tuple[ParcelPlan, tuple[Act, ...], tuple[Scan, ...]]


class ParcelsRoom:
    """All parcels."""

    def __init__(self, database: Database, clock: Clock, *, orders: Ownership) -> None:
        self._database = database
        self._clock = clock
        self._orders = orders

    def book(
        self,
        consignment: Consignment,
        order_id: str,
        paid_at: int,
        service: str = "",
        trouble: Trouble | None = None,
    ) -> str:
        """Book an order's parcel and keep its plan; return the parcel's id.

        ``service`` "" is the included one; a ``trouble`` of ``None`` is left to the parcel's seed.
        """
        plan = NETWORK.book(consignment, service, order_id, paid_at, trouble)
        with self._database.write() as connection:
            insert(connection, "parcels", _row(plan))
        return plan.parcel_id

    # -- looking

    def track(self, parcel_id: str) -> Tracking:
        """Return where a parcel is now; raises ``StoreError("unknown_parcel", id=...)``."""
        plan, acts, scans = self.facts(parcel_id)
        return timeline(plan, self._clock.now(), acts, scans)

    def of_order(self, order_id: str) -> Tracking | None:
        """Return where an order's parcel is now, or ``None`` before payment."""
        facts = self.facts_of_order(order_id)
        return timeline(facts[0], self._clock.now(), *facts[1:]) if facts else None

    def facts_of_order(self, order_id: str) -> Facts | None:
        """Return all that an order's parcel is computed from, or ``None`` before payment."""
        query = "SELECT * FROM parcels WHERE order_id = ?"
        row = self._database.read().execute(query, (order_id,)).fetchone()
        return self._facts(row) if row else None

    def facts(self, parcel_id: str) -> Facts:
        """Return all that a parcel is computed from; raises ``StoreError("unknown_parcel", id=...)``."""
        query = "SELECT * FROM parcels WHERE id = ?"
        row = self._database.read().execute(query, (parcel_id,)).fetchone()
        if row is None:
            raise StoreError("unknown_parcel", id=parcel_id)
        return self._facts(row)

    def numbered(self, number: str) -> ParcelPlan | None:
        """Return the plan of the parcel with a tracking number, ``None`` when nobody sent it."""
        query = "SELECT * FROM parcels WHERE tracking_number = ?"
        row = self._database.read().execute(query, (number,)).fetchone()
        return plan_of(row) if row else None

    def fleet(self, buyer: str | None = None) -> Fleet:
        """Return all parcels (of a buyer) together, to be asked where they are at any moment."""
        rows = self._database.read().execute(
            """SELECT parcels.* FROM parcels JOIN orders ON orders.id = order_id
               WHERE state <> 'cancelled' AND (? IS NULL OR buyer_id = ?) ORDER BY parcels.paid_at, parcels.id""",
            (buyer, buyer),
        )
        acts, scans = self._all_acts(), self._all_scans()
        return Fleet(
            (plan_of(row), tuple(acts.get(row["id"], ())), tuple(scans.get(row["id"], ()))) for row in rows
        )

    # -- doing

    def act(self, buyer: str, order_id: str, kind: ActKind) -> Tracking:
        """Write down what the buyer does about a parcel; again changes nothing.

        A photo or another payer answers customs, ``withdraw`` turns a held parcel back, ``collect`` takes
        it from a pickup point. Raises ``StoreError``: ``unknown_order``, ``not_sent``, ``nothing_to_answer``,
        ``not_held``, ``not_at_pickup``.
        """
        with self._database.write() as connection:
            self._orders.of_buyer(buyer, order_id)
            tracking = self.of_order(order_id)
            if tracking is None:
                raise StoreError("not_sent")
            known = "SELECT 1 FROM parcel_acts WHERE parcel_id = ? AND kind = ?"
            if not connection.execute(known, (tracking.parcel_id, kind)).fetchone():
                _allow(tracking, kind)
                row = {"parcel_id": tracking.parcel_id, "kind": kind, "at": self._clock.now()}
                insert(connection, "parcel_acts", row)
            after = self.of_order(order_id)
            assert after is not None
            return after

    def keep_scans(self, parcel_id: str, scans: Iterable[Scan]) -> int:
        """Keep what a carrier reported, each report once; return how many were new."""
        new = 0
        with self._database.write() as connection:
            for scan in scans:
                cursor = insert(
                    connection,
                    "parcel_scans",
                    {
                        "parcel_id": parcel_id,
                        "stage": scan.stage,
                        "at": scan.at,
                        "place_zh": scan.name[0],
                        "place_en": scan.name[1],
                        "lat": scan.lat,
                        "lon": scan.lon,
                    },
                    ignore=True,
                )
                new += cursor.rowcount
        return new

    # -- rows

    def _facts(self, row: sqlite3.Row) -> Facts:
        """Read a parcel's plan, its buyer's acts in their order, and its carrier's scans."""
        connection = self._database.read()
        acts = connection.execute(
            "SELECT kind, at FROM parcel_acts WHERE parcel_id = ? ORDER BY id", (row["id"],)
        )
        scans = connection.execute("SELECT * FROM parcel_scans WHERE parcel_id = ?", (row["id"],))
        return plan_of(row), tuple(Act(a["kind"], a["at"]) for a in acts), tuple(map(_scan, scans))

    def _all_acts(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for row in self._database.read().execute("SELECT * FROM parcel_acts ORDER BY id"):
            found.setdefault(row["parcel_id"], []).append(Act(row["kind"], row["at"]))
        return found

    def _all_scans(self) -> dict[str, list[Scan]]:
        found: dict[str, list[Scan]] = {}
        for row in self._database.read().execute("SELECT * FROM parcel_scans"):
            found.setdefault(row["parcel_id"], []).append(_scan(row))
        return found


def _allow(tracking: Tracking, kind: ActKind) -> None:
    """Refuse an act that a parcel's state does not ask for; raises ``StoreError``."""
    if kind == "collect":
        if tracking.stage != "pickup_ready":
            raise StoreError("not_at_pickup")
    elif tracking.stage != "held" or not tracking.waits_for_buyer:
        raise StoreError("not_held")
    elif kind != "withdraw" and ANSWERS.get(tracking.trouble) != kind:
        raise StoreError("nothing_to_answer")


def _row(plan: ParcelPlan) -> dict[str, object]:
    """Return a plan as its row of ``parcels``."""
    return {
        "id": plan.parcel_id,
        "order_id": plan.order_id,
        "mode": plan.mode,
        "paid_at": plan.paid_at,
        "stages": json.dumps(plan.stages),
        "origin": place_json(plan.origin),
        "port": place_json(plan.port) if plan.port else None,
        "destination": place_json(plan.destination),
        "service": plan.service,
        "carrier": plan.carrier,
        "last_mile": plan.last_mile,
        "tracking_number": plan.tracking_number,
        "trouble": plan.trouble,
        "boxes": plan.boxes,
        "expected": json.dumps(plan.expected),
    }


def plan_of(row: sqlite3.Row) -> ParcelPlan:
    """Return a row of ``parcels`` as a record."""
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
        service=row["service"],
        last_mile=row["last_mile"],
        boxes=row["boxes"],
        expected=tuple((stage, at) for stage, at in json.loads(row["expected"])),
    )


def _scan(row: sqlite3.Row) -> Scan:
    return Scan(row["stage"], row["at"], (row["place_zh"], row["place_en"]), row["lat"], row["lon"])
