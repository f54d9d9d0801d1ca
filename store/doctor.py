"""The health of a world: what is in it, and whether its books agree when they are added up again."""

from __future__ import annotations

import sqlite3
from typing import Any

from store.database import Database

COUNTED = (
    "people",
    "notes",
    "comments",
    "countries",
    "brands",
    "categories",
    "merchants",
    "products",
    "skus",
    "orders",
    "parcels",
)

# Each check is a query for what is wrong; nothing found means healthy.
CHECKS = {
    "foreign-keys": "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check",
    "ledger-balanced": """SELECT order_id || ' ' || kind FROM ledger_entries
        GROUP BY order_id, kind HAVING SUM(fen) <> 0""",
    "escrow-held": """SELECT orders.id FROM orders LEFT JOIN ledger_entries
            ON order_id = orders.id AND account = 'escrow'
        GROUP BY orders.id HAVING COALESCE(SUM(fen), 0) <> CASE payment WHEN 'held' THEN total_fen ELSE 0 END""",
    "refunds-within-payments": """SELECT order_id FROM ledger_entries WHERE account = 'buyer'
        GROUP BY order_id HAVING SUM(fen) > 0""",
    "order-sums": """SELECT orders.id FROM orders JOIN order_lines ON order_id = orders.id GROUP BY orders.id
        HAVING SUM(order_lines.goods_fen) <> orders.goods_fen
            OR SUM(order_lines.freight_fen) <> orders.freight_fen
            OR SUM(tariff_fen + consumption_fen + vat_fen) <> orders.tax_fen""",
    "order-events": """SELECT orders.id FROM orders LEFT JOIN order_events last ON last.id =
            (SELECT MAX(id) FROM order_events WHERE order_id = orders.id)
        WHERE last.state IS NOT orders.state OR last.payment IS NOT orders.payment""",
    "stock-not-negative": "SELECT sku_id FROM stock WHERE on_hand < reserved OR reserved < 0",
    "stock-reserved": """SELECT stock.sku_id FROM stock WHERE reserved <> COALESCE((
            SELECT SUM(quantity) FROM order_lines JOIN orders ON orders.id = order_id
            WHERE order_lines.sku_id = stock.sku_id AND state IN ('pending_payment', 'paid')), 0)""",
    "quota-freed-once": """SELECT reference FROM quota_entries GROUP BY reference
        HAVING SUM(CASE kind WHEN 'reserve' THEN fen ELSE -fen END) < 0""",
    "parcels-of-paid-orders": """SELECT orders.id FROM orders LEFT JOIN parcels ON order_id = orders.id
        WHERE state IN ('paid', 'completed') AND parcels.id IS NULL""",
}


def examine(database: Database) -> dict[str, Any]:
    """Return ``{"counts": {name: number}, "checks": [{"name", "ok", "detail"}]}``.

    ``detail`` names at most five of what does not agree.
    """
    connection = database.read()
    counts = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in COUNTED}
    checks = [_whole(connection)]
    for name, query in CHECKS.items():
        wrong = [str(row[0]) for row in connection.execute(query).fetchmany(5)]
        checks.append({"name": name, "ok": not wrong, "detail": ", ".join(wrong)})
    return {"counts": counts, "checks": checks}


def _whole(connection: sqlite3.Connection) -> dict[str, Any]:
    said = connection.execute("PRAGMA quick_check").fetchone()[0]
    return {"name": "database-whole", "ok": said == "ok", "detail": "" if said == "ok" else said}
