"""The health of a world: what is in it, and whether its books agree when they are added up again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from store.database import Database
from store.discovery import check as search

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
        GROUP BY order_id, kind, reference HAVING SUM(fen) <> 0""",
    "escrow-held": """SELECT orders.id FROM orders LEFT JOIN ledger_entries
            ON order_id = orders.id AND account = 'escrow'
        GROUP BY orders.id HAVING COALESCE(SUM(fen), 0) <> CASE
            WHEN payment IN ('held', 'partly_refunded', 'disputed') THEN total_fen - COALESCE((
                SELECT SUM(goods_fen + freight_fen + tax_fen) FROM line_reversals
                WHERE line_reversals.order_id = orders.id), 0)
            ELSE 0 END""",
    "refunds-within-payments": """SELECT order_id FROM ledger_entries WHERE account = 'buyer'
        GROUP BY order_id HAVING SUM(fen) > 0""",
    "order-sums": """SELECT orders.id FROM orders JOIN order_lines ON order_id = orders.id GROUP BY orders.id
        HAVING SUM(order_lines.goods_fen) <> orders.goods_fen
            OR SUM(order_lines.freight_fen) <> orders.freight_fen
            OR SUM(tariff_fen + consumption_fen + vat_fen) <> orders.tax_fen
            OR SUM(order_lines.tender_fen) <> orders.tender_fen
            OR SUM(price_fen * quantity - cut_fen - order_lines.goods_fen) <> 0""",
    "order-tender": """SELECT orders.id FROM orders WHERE tender_fen <> COALESCE((
            SELECT SUM(fen) FROM order_offers WHERE order_id = orders.id AND effect = 'tender'), 0)""",
    "reversed-within-lines": """SELECT order_lines.order_id || ' ' || order_lines.position
        FROM order_lines JOIN line_reversals gone USING (order_id, position)
        GROUP BY order_lines.order_id, order_lines.position
        HAVING SUM(gone.quantity) > order_lines.quantity OR SUM(gone.goods_fen) > order_lines.goods_fen
            OR SUM(gone.freight_fen) > order_lines.freight_fen
            OR SUM(gone.tax_fen) > tariff_fen + consumption_fen + vat_fen""",
    "return-events": """SELECT returns.id FROM returns WHERE state <> (SELECT state FROM return_events
        WHERE return_id = returns.id ORDER BY id DESC LIMIT 1)""",
    "returned-and-written": """SELECT id FROM returns WHERE (state = 'refunded') <> EXISTS (
        SELECT 1 FROM line_reversals WHERE reference = returns.id)""",
    "coupons-within-limits": """SELECT offers.id FROM offers JOIN coupon_entries ON offer_id = offers.id
        GROUP BY offers.id HAVING SUM(CASE coupon_entries.kind WHEN 'reserve' THEN 1 WHEN 'restore' THEN -1
            ELSE 0 END) > COALESCE(uses, 9e18)""",
    "payments-asked": """SELECT payments.id FROM payments WHERE amount_fen <> (
        SELECT SUM(total_fen - tender_fen) FROM payment_orders JOIN orders ON orders.id = order_id
        WHERE payment_id = payments.id)""",
    "booked-once": """SELECT order_id FROM provider_answers JOIN payment_orders USING (payment_id)
        WHERE effect = 'booked' GROUP BY order_id HAVING COUNT(*) > 1""",
    "points-not-negative": "SELECT buyer_id FROM points_entries GROUP BY buyer_id HAVING SUM(points) < 0",
    "order-events": """SELECT orders.id FROM orders LEFT JOIN order_events last ON last.id =
            (SELECT MAX(id) FROM order_events WHERE order_id = orders.id)
        WHERE last.state IS NOT orders.state OR last.payment IS NOT orders.payment""",
    "stock-not-negative": "SELECT sku_id FROM stock WHERE on_hand < reserved OR reserved < 0",
    "stock-reserved": """SELECT stock.sku_id FROM stock WHERE reserved <> COALESCE((
            SELECT SUM(quantity - COALESCE((SELECT SUM(gone.quantity) FROM line_reversals gone
                WHERE gone.order_id = order_lines.order_id AND gone.position = order_lines.position), 0))
            FROM order_lines JOIN orders ON orders.id = order_id
            WHERE order_lines.sku_id = stock.sku_id AND state IN ('pending_payment', 'paid')), 0)""",
    "quota-freed-once": """SELECT substr(reference, 1, instr(reference || '/', '/') - 1) AS order_id
        FROM quota_entries GROUP BY order_id HAVING SUM(CASE kind WHEN 'reserve' THEN fen ELSE -fen END) < 0""",
    "notes-counted": """SELECT category_id FROM note_counts WHERE notes <> (
        SELECT COUNT(*) FROM notes WHERE notes.category_id = note_counts.category_id)""",
    "mentions-counted": """SELECT product_id || ' ' || verdict FROM product_mentions WHERE notes <> (
        SELECT COUNT(*) FROM note_products JOIN notes ON notes.id = note_id
        WHERE note_products.product_id = product_mentions.product_id
            AND notes.verdict = product_mentions.verdict)""",
    "parcels-of-paid-orders": """SELECT orders.id FROM orders LEFT JOIN parcels ON order_id = orders.id
        WHERE state IN ('paid', 'completed') AND parcels.id IS NULL""",
}


def examine(database: Database, on: date) -> dict[str, Any]:
    """Return ``{"counts": {name: number}, "checks": [{"name", "ok", "detail"}]}``.

    ``detail`` names at most five of what does not agree; ``on`` is today in Beijing, whose prices count.
    """
    connection = database.read()
    counts = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in COUNTED}
    checks = [_whole(connection)]
    for name, query in CHECKS.items():
        wrong = [str(row[0]) for row in connection.execute(query).fetchmany(5)]
        checks.append({"name": name, "ok": not wrong, "detail": ", ".join(wrong)})
    checks.append(_replayed(connection))
    checks += search.examine(connection, on)
    return {"counts": counts, "checks": checks}


def _whole(connection: sqlite3.Connection) -> dict[str, Any]:
    said = connection.execute("PRAGMA quick_check").fetchone()[0]
    return {"name": "database-whole", "ok": said == "ok", "detail": "" if said == "ok" else said}


def _replayed(connection: sqlite3.Connection) -> dict[str, Any]:
    """Play the events of orders and returns again, and name the first move that was never allowed."""
    from store.trade.orders import MOVES, PAYMENT_MOVES
    from store.trade.return_terms import MOVES as RETURN_MOVES

    before: dict[str, tuple[str, ...]] = {}
    orders = "SELECT order_id, state, payment FROM order_events ORDER BY id"
    returns = "SELECT return_id, state FROM return_events ORDER BY id"
    books: tuple[tuple[str, tuple[Mapping[Any, tuple[Any, ...]], ...]], ...] = (
        (orders, (MOVES, PAYMENT_MOVES)),
        (returns, (RETURN_MOVES,)),
    )
    for query, machines in books:
        for key, *states in connection.execute(query):
            old = before.get(key, tuple(states))
            for machine, was, now in zip(machines, old, states, strict=True):
                if was != now and now not in machine[was]:
                    return {"name": "events-replayed", "ok": False, "detail": f"{key} {was} -> {now}"}
            before[key] = tuple(states)
    return {"name": "events-replayed", "ok": True, "detail": ""}
