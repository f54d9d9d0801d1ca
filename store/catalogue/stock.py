"""Stock as a sum of movements: what lies in a warehouse, and what of it is promised to an order.

A SKU lies in exactly one warehouse. ``receive`` and ``return`` add to what is on hand, ``ship`` takes
from it and from what is reserved, ``reserve`` and ``release`` change only what is reserved.
"""

from __future__ import annotations

from typing import Literal

from store.clock import Clock
from store.database.base import Database
from store.database.rows import insert
from store.errors import StoreError

Movement = Literal["receive", "reserve", "release", "ship", "return"]


class StockRoom:
    """The book of stock movements (append-only; a reference counts once for each SKU and kind)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def balance(self, sku_id: str) -> tuple[int, int]:
        """Return the pieces on hand and those of them that are reserved."""
        row = (
            self._database.read()
            .execute("SELECT on_hand, reserved FROM stock WHERE sku_id = ?", (sku_id,))
            .fetchone()
        )
        return (row[0], row[1]) if row else (0, 0)

    def available(self, sku_id: str) -> int:
        """Return how many pieces can still be promised."""
        on_hand, reserved = self.balance(sku_id)
        return on_hand - reserved

    def move(self, sku_id: str, kind: Movement, quantity: int, reference: str) -> bool:
        """Write one movement; return false when this reference has already been booked.

        Raises ``StoreError``: ``out_of_stock(sku=..., left=...)`` for a reservation beyond what is
        available, ``stock_mismatch`` for a release or shipment beyond what is reserved.
        """
        with self._database.write() as connection:
            known = "SELECT 1 FROM stock_movements WHERE sku_id = ? AND kind = ? AND reference = ?"
            if connection.execute(known, (sku_id, kind, reference)).fetchone():
                return False
            on_hand, reserved = self.balance(sku_id)
            if kind == "reserve" and quantity > on_hand - reserved:
                raise StoreError("out_of_stock", sku=sku_id, left=on_hand - reserved)
            if kind in ("release", "ship") and quantity > reserved:
                raise StoreError("stock_mismatch", sku=sku_id, reserved=reserved)
            row = {
                "sku_id": sku_id,
                "kind": kind,
                "quantity": quantity,
                "reference": reference,
                "at": self._clock.now(),
            }
            insert(connection, "stock_movements", row)
            return True
