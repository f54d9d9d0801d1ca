"""Provenance: the chain of a SKU's batch, and of the very unit an order got."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from hashlib import sha256

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.records import Place
from store.catalogue.sellers import place_of
from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError
from store.logistics.parcels import ParcelsRoom
from store.provenance import chain_file
from store.provenance.audit import audit
from store.provenance.book import Book
from store.provenance.journeys import Delivery, batch_journey, batch_name, unit_journey
from store.provenance.keys import Keyring, public_key
from store.provenance.records import Audit, Chain, Happening, Verdict
from store.provenance.tampering import tampered
from store.provenance.verification import verify
from store.trade.orders import OrdersRoom
from store.trade.records import Order
from store.words import Bilingual

CONSIGNMENT = 64
"""A brand's deliveries to a warehouse are recorded together, at most so many (about 20 ms of signing)."""


class ProvenanceRoom:
    """Chains are written when somebody first asks for them, and then stay as they are.

    What they say is drawn from facts (a delivery into stock, a parcel's timeline), so the same world tells
    the same chains whenever it is asked.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        catalogue: CatalogueRoom,
        orders: OrdersRoom,
        parcels: ParcelsRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._book = Book(database, clock)
        self._catalogue = catalogue
        self._orders = orders
        self._parcels = parcels

    def of_sku(self, sku_id: str) -> Chain:
        """Return the chain of the batch that lies on the shelf now.

        Raises ``StoreError``: ``unknown_sku``, ``no_batch(sku=)`` while nothing has been delivered.
        """
        return self._book.chain(self._batch_of(sku_id, self._clock.now()))

    def of_product(self, product_id: str) -> tuple[Chain, ...]:
        """Return the chains of a product's SKUs that have been delivered; raises ``no_batch`` for none."""
        product = self._catalogue.product(product_id)
        chains: list[Chain] = []
        for sku in product.skus:
            if self._delivery_row(sku.id, self._clock.now()):
                chains.append(self.of_sku(sku.id))
        if not chains:
            raise StoreError("no_batch", sku=product_id)
        return tuple(chains)

    def of_order(self, order_id: str) -> tuple[Chain, ...]:
        """Return a chain for each line of an order, up to what has happened to its parcel by now.

        Before payment, and after a cancellation, there is no unit: then the chain is that of the batch.
        Raises ``StoreError``: ``unknown_order``, ``no_batch``.
        """
        order = self._orders.get(order_id)
        return tuple(self._of_line(order, position) for position in range(len(order.lines)))

    def verify(self, chain: Chain) -> Verdict:
        """Verify a chain with the keys of this program."""
        return verify(chain)

    def tampered(self, chain: Chain) -> Chain:
        """Return a copy of a chain in which one byte was changed, to see it found (the same one if it cannot be)."""
        return tampered(chain)

    def public_keys(self, parties: Sequence[str]) -> tuple[bytes, ...]:
        """Return the public keys of parties."""
        return tuple(public_key(party) for party in parties)

    def audit(self) -> Audit:
        """Verify everything that has been recorded."""
        return audit(self._database.read(), Keyring())

    def record_all(self) -> None:
        """Record the chains of everything that was ever delivered or sent."""
        connection = self._database.read()
        skus = "SELECT DISTINCT sku_id FROM stock_movements WHERE kind = 'receive' ORDER BY sku_id"
        parcels = "SELECT order_id FROM parcels ORDER BY order_id"
        with self._book.taking_in():
            for (sku_id,) in connection.execute(skus).fetchall():
                self._batch_of(sku_id, self._clock.now())
            for (order_id,) in connection.execute(parcels).fetchall():
                self.of_order(order_id)

    def export(self, chains: Sequence[Chain]) -> bytes:
        """Return chains as a file that can be verified with nothing but the public keys in it."""
        return chain_file.write(chains)

    # -- batches

    def _batch_of(self, sku_id: str, at: int) -> str:
        """Return the batch that lay on the shelf at ``at``; record its consignment if nobody has asked before."""
        row = self._delivery_row(sku_id, at)
        if row is None:
            self._catalogue.product_of_sku(sku_id)
            raise StoreError("no_batch", sku=sku_id)
        if known := self._known(row["id"]):
            return known
        with self._book.taking_in():
            if not self._known(row["id"]):
                self._record_consignment(row)
        return self._known(row["id"])

    def _delivery_row(self, sku_id: str, at: int) -> sqlite3.Row | None:
        """Return the newest delivery at ``at``, or the first one where the goods left before any."""
        query = """SELECT * FROM stock_movements WHERE sku_id = ? AND kind = 'receive'
            ORDER BY at > ?, CASE WHEN at > ? THEN id ELSE -id END LIMIT 1"""
        row: sqlite3.Row | None = self._database.read().execute(query, (sku_id, at, at)).fetchone()
        return row

    def _known(self, movement_id: int) -> str:
        query = "SELECT id FROM provenance_batches WHERE movement_id = ?"
        row = self._database.read().execute(query, (movement_id,)).fetchone()
        return str(row[0]) if row else ""

    def _record_consignment(self, asked: sqlite3.Row) -> None:
        """Record the delivery asked for, and those the same brand sent to the same warehouse with it."""
        query = """SELECT stock_movements.* FROM stock_movements
            JOIN skus ON skus.id = sku_id JOIN products ON products.id = product_id
            WHERE (brand_id, warehouse_id) = (SELECT brand_id, warehouse_id FROM skus
                    JOIN products ON products.id = product_id WHERE skus.id = :sku)
                AND kind = 'receive' AND at = :at
                AND stock_movements.id NOT IN (SELECT movement_id FROM provenance_batches)
            ORDER BY stock_movements.id <> :id, sku_id, stock_movements.id LIMIT :most"""
        wanted = {"sku": asked["sku_id"], "at": asked["at"], "id": asked["id"], "most": CONSIGNMENT}
        for row in self._database.read().execute(query, wanted).fetchall():
            self._record(self._delivery(row))

    def _delivery(self, row: sqlite3.Row) -> Delivery:
        """Return the delivery that a stock movement records."""
        product = self._catalogue.product_of_sku(row["sku_id"])
        sku = product.sku(row["sku_id"])
        house = self._catalogue.warehouse(sku.warehouse_id)
        return Delivery(
            row["id"], row["quantity"], row["at"], product, sku, house, self._abroad(product.origin.code)
        )

    def _abroad(self, country: str) -> Place | None:
        """Return where goods of a country are gathered: the place of a warehouse there, if there is one."""
        query = "SELECT place FROM warehouses WHERE country = ? AND port IS NOT NULL ORDER BY id LIMIT 1"
        row = self._database.read().execute(query, (country,)).fetchone()
        return place_of(row[0]) if row else None

    def _record(self, delivery: Delivery) -> None:
        """Write the chain of a delivery's batch, under a name made longer until it is free."""
        journey = batch_journey(delivery)
        length = 4
        while self._taken(name := batch_name(delivery, journey[0].at, length)):
            length += 1
        with self._database.write() as connection:
            row = {"id": name, "sku_id": delivery.sku.id, "movement_id": delivery.movement_id}
            insert(connection, "provenance_batches", row)
            goods = _goods(delivery.product.title, delivery.sku.name)
            self._book.append(name, delivery.sku.id, goods, journey, ())

    def _taken(self, batch: str) -> bool:
        query = "SELECT 1 FROM provenance_batches WHERE id = ?"
        return self._database.read().execute(query, (batch,)).fetchone() is not None

    # -- units

    def _of_line(self, order: Order, position: int) -> Chain:
        """Return the chain of an order line's unit, with the parcel's stages since the last look added."""
        line = order.lines[position]
        unit = self._unit(order.id, position)
        batch = unit.partition("/")[0] or self._batch_of(line.sku_id, order.paid_at or self._clock.now())
        tracking = self._parcels.of_order(order.id)
        if tracking and order.state != "cancelled":
            movement = (
                "SELECT * FROM stock_movements JOIN provenance_batches ON movement_id = stock_movements.id"
            )
            row = (
                self._database.read()
                .execute(f"{movement} WHERE provenance_batches.id = ?", (batch,))
                .fetchone()
            )
            delivery = self._delivery(row)
            happened = unit_journey(tracking, order.warehouse, line.quantity, delivery.net)
            if self._fresh(unit, happened):
                unit = self._catch_up(order.id, position, batch, happened, delivery)
        return self._book.chain(batch, unit.partition("/")[2])

    def _fresh(self, unit: str, happened: Sequence[Happening]) -> list[Happening]:
        """Return what of ``happened`` a unit's chain does not tell yet."""
        known = {event.statement.step for event in self._book.events(unit) if event.statement} if unit else ()
        return [one for one in happened if one.step not in known]

    def _catch_up(
        self, order_id: str, position: int, batch: str, happened: Sequence[Happening], delivery: Delivery
    ) -> str:
        """Append to a unit's chain what has happened since somebody last looked; return the chain's id.

        A chain that no longer agrees with the notary's book is left as it is: nothing is appended to it.
        """
        with self._book.taking_in():
            unit = self._unit(order_id, position) or self._new_unit(order_id, position, batch)
            before = [*self._book.events(batch), *self._book.events(unit)]
            fresh = self._fresh(unit, happened)
            if fresh and self._book.ends_with(unit, before):
                goods = _goods(delivery.product.title, delivery.sku.name)
                self._book.append(unit, delivery.sku.id, goods, fresh, before)
        return unit

    def _unit(self, order_id: str, position: int) -> str:
        """Return the chain of a line's goods, or nothing before they have one."""
        query = "SELECT id FROM provenance_units WHERE order_id = ? AND position = ?"
        row = self._database.read().execute(query, (order_id, position)).fetchone()
        return str(row[0]) if row else ""

    def _new_unit(self, order_id: str, position: int, batch: str) -> str:
        """Give a line's goods a serial number of six digits, the next free one where it is taken."""
        serial = int.from_bytes(sha256(f"unit/{order_id}/{position}".encode()).digest()[:8])
        taken = "SELECT 1 FROM provenance_units WHERE id = ?"
        with self._database.write() as connection:
            while connection.execute(taken, (f"{batch}/{serial % 10**6:06}",)).fetchone():
                serial += 1
            unit = f"{batch}/{serial % 10**6:06}"
            row = {"id": unit, "batch_id": batch, "order_id": order_id, "position": position}
            insert(connection, "provenance_units", row)
        return unit


def _goods(title: Bilingual, name: Bilingual) -> Bilingual:
    return Bilingual(f"{title.zh} {name.zh}", f"{title.en} {name.en}")
