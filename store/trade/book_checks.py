"""Whether the books of the trade agree with each other, asked of the database."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "ledger-balanced": rows("""SELECT order_id || ' ' || kind FROM ledger_entries
        GROUP BY order_id, kind, reference HAVING SUM(fen) <> 0"""),
    "escrow-held": rows("""SELECT orders.id FROM orders LEFT JOIN ledger_entries
            ON order_id = orders.id AND account = 'escrow'
        GROUP BY orders.id HAVING COALESCE(SUM(fen), 0) <> CASE
            WHEN payment IN ('held', 'partly_refunded', 'disputed') THEN total_fen - COALESCE((
                SELECT SUM(goods_fen + freight_fen + tax_fen) FROM line_reversals
                WHERE line_reversals.order_id = orders.id), 0)
            ELSE 0 END"""),
    "refunds-within-payments": rows("""SELECT order_id FROM ledger_entries WHERE account = 'buyer'
        GROUP BY order_id HAVING SUM(fen) > 0"""),
    "order-sums": rows("""SELECT orders.id FROM orders JOIN order_lines ON order_id = orders.id GROUP BY orders.id
        HAVING SUM(order_lines.goods_fen) <> orders.goods_fen
            OR SUM(order_lines.freight_fen) <> orders.freight_fen
            OR SUM(tariff_fen + consumption_fen + vat_fen) <> orders.tax_fen
            OR SUM(order_lines.tender_fen) <> orders.tender_fen
            OR SUM(price_fen * quantity - cut_fen - order_lines.goods_fen) <> 0"""),
    "order-cuts": rows("""SELECT orders.id FROM orders WHERE COALESCE((
            SELECT SUM(fen) FROM order_offers WHERE order_id = orders.id AND effect = 'cut'), 0)
        <> (SELECT SUM(cut_fen) FROM order_lines WHERE order_id = orders.id)"""),
    "order-tender": rows("""SELECT orders.id FROM orders WHERE tender_fen <> COALESCE((
            SELECT SUM(fen) FROM order_offers WHERE order_id = orders.id AND effect = 'tender'), 0)"""),
    "reversed-within-lines": rows("""SELECT order_lines.order_id || ' ' || order_lines.position
        FROM order_lines JOIN line_reversals gone USING (order_id, position)
        GROUP BY order_lines.order_id, order_lines.position
        HAVING SUM(gone.quantity) > order_lines.quantity OR SUM(gone.goods_fen) > order_lines.goods_fen
            OR SUM(gone.freight_fen) > order_lines.freight_fen
            OR SUM(gone.tax_fen) > tariff_fen + consumption_fen + vat_fen"""),
    "return-events": rows("""SELECT returns.id FROM returns WHERE state <> (SELECT state FROM return_events
        WHERE return_id = returns.id ORDER BY id DESC LIMIT 1)"""),
    "returned-and-written": rows("""SELECT id FROM returns WHERE CASE state WHEN 'refunded'
            THEN COALESCE((SELECT SUM(quantity) FROM return_lines WHERE return_id = returns.id), 0) ELSE 0 END
        <> COALESCE((SELECT SUM(quantity) FROM line_reversals WHERE reference = returns.id), 0)"""),
    "disputes-hold-escrow": rows("""SELECT orders.id FROM orders WHERE (payment = 'disputed') <> EXISTS (
        SELECT 1 FROM returns JOIN dispute_events ON return_id = returns.id WHERE order_id = orders.id
        GROUP BY return_id HAVING COUNT(*) = 1)"""),
    "coupons-of-orders": rows("""SELECT intent FROM orders JOIN order_offers used ON order_id = orders.id
        WHERE used.kind = 'coupon' AND NOT EXISTS (SELECT 1 FROM coupon_entries noted
            WHERE noted.intent = orders.intent AND noted.offer_id = used.offer_id AND noted.kind = 'reserve')
        UNION SELECT intent FROM coupon_entries taken WHERE kind = 'reserve' AND EXISTS (
            SELECT 1 FROM coupon_entries later WHERE later.kind = 'restore'
                AND later.intent = taken.intent AND later.offer_id = taken.offer_id)
        = EXISTS (SELECT 1 FROM orders WHERE orders.intent = taken.intent
            AND state NOT IN ('cancelled', 'expired'))"""),
    "compensations-granted": rows("""SELECT order_id FROM compensations JOIN orders ON orders.id = order_id
        LEFT JOIN coupon_grants grants
            ON grants.offer_id = compensations.offer_id AND grants.buyer_id = orders.buyer_id
        WHERE grants.offer_id IS NULL"""),
    "payments-asked": rows("""SELECT payments.id FROM payments WHERE amount_fen <> (
        SELECT SUM(total_fen - tender_fen) FROM payment_orders JOIN orders ON orders.id = order_id
        WHERE payment_id = payments.id)"""),
    "booked-once": rows("""SELECT order_id FROM provider_answers JOIN payment_orders USING (payment_id)
        WHERE effect = 'booked' GROUP BY order_id HAVING COUNT(*) > 1"""),
    "paid-and-answered": rows("""SELECT id FROM orders WHERE paid_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM provider_answers JOIN payment_orders USING (payment_id)
            WHERE order_id = orders.id AND effect = 'booked')
        UNION ALL SELECT reference FROM provider_answers booked WHERE effect = 'booked' AND NOT EXISTS (
            SELECT 1 FROM payment_orders JOIN orders ON orders.id = order_id
            WHERE payment_orders.payment_id = booked.payment_id AND paid_at IS NOT NULL)"""),
    "points-of-orders": rows("""SELECT intent FROM orders JOIN order_lines ON order_id = orders.id GROUP BY intent
        HAVING SUM(points_fen) <> COALESCE((
            SELECT -points FROM points_entries WHERE kind = 'spend' AND reference = intent), 0)
        UNION SELECT order_id FROM line_reversals GROUP BY order_id, reference HAVING SUM(points_fen)
        <> COALESCE((SELECT points FROM points_entries
            WHERE kind = 'restore' AND reference = order_id || '/' || line_reversals.reference), 0)"""),
    "order-events": rows("""SELECT orders.id FROM orders LEFT JOIN order_events last ON last.id =
            (SELECT MAX(id) FROM order_events WHERE order_id = orders.id)
        WHERE last.state IS NOT orders.state OR last.payment IS NOT orders.payment"""),
    "stock-reserved": rows("""SELECT stock.sku_id FROM stock WHERE reserved <> COALESCE((
            SELECT SUM(quantity - COALESCE((SELECT SUM(gone.quantity) FROM line_reversals gone
                WHERE gone.order_id = order_lines.order_id AND gone.position = order_lines.position), 0))
            FROM order_lines JOIN orders ON orders.id = order_id
            WHERE order_lines.sku_id = stock.sku_id AND state IN ('pending_payment', 'paid')), 0)"""),
    "quota-of-orders": rows("""SELECT orders.id FROM orders LEFT JOIN quota_entries
            ON reference = orders.id AND kind = 'reserve'
        WHERE fen IS NOT goods_fen + freight_fen OR (state IN ('expired', 'cancelled') AND paid_at IS NULL
            AND fen <> COALESCE((SELECT SUM(fen) FROM quota_entries WHERE kind = 'free'
                AND reference = orders.id || '/unpaid'), 0))"""),
    "quota-of-cancelled-pieces": rows("""SELECT order_id FROM line_reversals WHERE reference LIKE 'cancel-%'
        GROUP BY order_id, reference HAVING SUM(goods_fen + freight_fen) <> COALESCE((
            SELECT fen FROM quota_entries WHERE kind = 'free'
                AND quota_entries.reference = order_id || '/' || line_reversals.reference), 0)"""),
}
