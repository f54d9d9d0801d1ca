"""Whether what was paid is on its way."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "parcels-of-paid-orders": rows("""SELECT orders.id FROM orders LEFT JOIN parcels ON order_id = orders.id
        WHERE state IN ('paid', 'completed') AND parcels.id IS NULL"""),
}
