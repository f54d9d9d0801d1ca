"""Whether the shelves hold what their movements say."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "stock-not-negative": rows("SELECT sku_id FROM stock WHERE on_hand < reserved OR reserved < 0"),
}
