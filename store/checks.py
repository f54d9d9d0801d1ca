"""The health of a world: what is in it, and whether its books agree when they are added up again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from store.database.base import Database
from store.database.sqlite import BROKEN_REFERENCES, faults
from store.errors import StoreError
from store.feed.checks import CHECKS as FEED_CHECKS
from store.search import checks as search

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

MOST_NAMED = 5
UNREADABLE = (sqlite3.DatabaseError, StoreError, ValueError, ArithmeticError, LookupError)
"""What is raised over rows that no program of ours has written."""

# Each check is a query for what is wrong; nothing found means healthy.
CHECKS = {
    "foreign-keys": BROKEN_REFERENCES,
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
    "order-cuts": """SELECT orders.id FROM orders WHERE COALESCE((
            SELECT SUM(fen) FROM order_offers WHERE order_id = orders.id AND effect = 'cut'), 0)
        <> (SELECT SUM(cut_fen) FROM order_lines WHERE order_id = orders.id)""",
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
    "returned-and-written": """SELECT id FROM returns WHERE CASE state WHEN 'refunded'
            THEN COALESCE((SELECT SUM(quantity) FROM return_lines WHERE return_id = returns.id), 0) ELSE 0 END
        <> COALESCE((SELECT SUM(quantity) FROM line_reversals WHERE reference = returns.id), 0)""",
    "disputes-hold-escrow": """SELECT orders.id FROM orders WHERE (payment = 'disputed') <> EXISTS (
        SELECT 1 FROM returns JOIN dispute_events ON return_id = returns.id WHERE order_id = orders.id
        GROUP BY return_id HAVING COUNT(*) = 1)""",
    "coupons-within-limits": """SELECT offers.id FROM offers JOIN coupon_entries ON offer_id = offers.id
        GROUP BY offers.id HAVING SUM(CASE coupon_entries.kind WHEN 'reserve' THEN 1 WHEN 'restore' THEN -1
            ELSE 0 END) > COALESCE(uses, 9e18)""",
    "coupons-of-orders": """SELECT intent FROM orders JOIN order_offers used ON order_id = orders.id
        WHERE used.kind = 'coupon' AND NOT EXISTS (SELECT 1 FROM coupon_entries noted
            WHERE noted.intent = orders.intent AND noted.offer_id = used.offer_id AND noted.kind = 'reserve')
        UNION SELECT intent FROM coupon_entries taken WHERE kind = 'reserve' AND EXISTS (
            SELECT 1 FROM coupon_entries later WHERE later.kind = 'restore'
                AND later.intent = taken.intent AND later.offer_id = taken.offer_id)
        = EXISTS (SELECT 1 FROM orders WHERE orders.intent = taken.intent
            AND state NOT IN ('cancelled', 'expired'))""",
    "compensations-granted": """SELECT order_id FROM compensations JOIN orders ON orders.id = order_id
        LEFT JOIN coupon_grants grants
            ON grants.offer_id = compensations.offer_id AND grants.buyer_id = orders.buyer_id
        WHERE grants.offer_id IS NULL""",
    "payments-asked": """SELECT payments.id FROM payments WHERE amount_fen <> (
        SELECT SUM(total_fen - tender_fen) FROM payment_orders JOIN orders ON orders.id = order_id
        WHERE payment_id = payments.id)""",
    "booked-once": """SELECT order_id FROM provider_answers JOIN payment_orders USING (payment_id)
        WHERE effect = 'booked' GROUP BY order_id HAVING COUNT(*) > 1""",
    "paid-and-answered": """SELECT id FROM orders WHERE paid_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM provider_answers JOIN payment_orders USING (payment_id)
            WHERE order_id = orders.id AND effect = 'booked')
        UNION ALL SELECT reference FROM provider_answers booked WHERE effect = 'booked' AND NOT EXISTS (
            SELECT 1 FROM payment_orders JOIN orders ON orders.id = order_id
            WHERE payment_orders.payment_id = booked.payment_id AND paid_at IS NOT NULL)""",
    "points-of-orders": """SELECT intent FROM orders JOIN order_lines ON order_id = orders.id GROUP BY intent
        HAVING SUM(points_fen) <> COALESCE((
            SELECT -points FROM points_entries WHERE kind = 'spend' AND reference = intent), 0)
        UNION SELECT order_id FROM line_reversals GROUP BY order_id, reference HAVING SUM(points_fen)
        <> COALESCE((SELECT points FROM points_entries
            WHERE kind = 'restore' AND reference = order_id || '/' || line_reversals.reference), 0)""",
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
    "quota-of-orders": """SELECT orders.id FROM orders LEFT JOIN quota_entries
            ON reference = orders.id AND kind = 'reserve'
        WHERE fen IS NOT goods_fen + freight_fen OR (state IN ('expired', 'cancelled') AND paid_at IS NULL
            AND fen <> COALESCE((SELECT SUM(fen) FROM quota_entries WHERE kind = 'free'
                AND reference = orders.id || '/unpaid'), 0))""",
    "quota-of-cancelled-pieces": """SELECT order_id FROM line_reversals WHERE reference LIKE 'cancel-%'
        GROUP BY order_id, reference HAVING SUM(goods_fen + freight_fen) <> COALESCE((
            SELECT fen FROM quota_entries WHERE kind = 'free'
                AND quota_entries.reference = order_id || '/' || line_reversals.reference), 0)""",
    "quota-freed-once": """SELECT substr(reference, 1, instr(reference || '/', '/') - 1) AS order_id
        FROM quota_entries GROUP BY order_id HAVING SUM(CASE kind WHEN 'reserve' THEN fen ELSE -fen END) < 0""",
    "mentions-counted": """SELECT product_id || ' ' || verdict FROM product_mentions WHERE notes <> (
        SELECT COUNT(*) FROM note_products JOIN visible_notes notes ON notes.id = note_id
        WHERE note_products.product_id = product_mentions.product_id
            AND notes.verdict = product_mentions.verdict)""",
    "parcels-of-paid-orders": """SELECT orders.id FROM orders LEFT JOIN parcels ON order_id = orders.id
        WHERE state IN ('paid', 'completed') AND parcels.id IS NULL""",
}


def examine(database: Database, on: date) -> dict[str, Any]:
    """Return ``{"counts": {name: number or None}, "checks": [{"name", "ok", "detail"}]}``.

    ``detail`` names at most five of what does not agree, the first of them first; ``on`` is today in Beijing,
    whose prices count.
    """
    from store.trade.checks import AUDITS

    connection = database.read()
    checks = [_whole(connection)]
    for name, query in CHECKS.items():
        checks.append(_check(name, partial(_first_column, connection, query)))
    checks += [_check(name, partial(audit, connection)) for name, audit in AUDITS.items()]
    checks.append(_check("provenance", partial(_provenance, connection)))
    checks += [_check(name, partial(look, connection)) for name, look in FEED_CHECKS.items()]
    checks += search.examine(connection, on)
    return {"counts": {name: _count(connection, name) for name in COUNTED}, "checks": checks}


def _count(connection: sqlite3.Connection, table: str) -> int | None:
    """Return how many rows there are, ``None`` where the file cannot be read any more."""
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _first_column(connection: sqlite3.Connection, query: str) -> Iterator[str]:
    return (str(row[0]) for row in connection.execute(query))


def _check(name: str, look: Callable[[], Iterable[str]]) -> dict[str, Any]:
    try:
        found = list(islice(look(), MOST_NAMED))
    except UNREADABLE as error:
        found = [str(error)]
    return {"name": name, "ok": not found, "detail": ", ".join(found)}


def _whole(connection: sqlite3.Connection) -> dict[str, Any]:
    return _check("database-whole", partial(faults, connection))


def _provenance(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each event of a recorded chain that cannot be verified."""
    if connection.execute("SELECT 1 FROM provenance_events LIMIT 1").fetchone() is None:
        return iter(())
    from store.provenance.audit import audit  # late: 35 ms for the signatures
    from store.provenance.keys import Keyring

    failures = audit(connection, Keyring()).failures
    return (f"{one.chain} {one.sequence} {one.fault}" for one in failures)
