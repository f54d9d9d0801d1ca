"""Whether coupons and points are within what was given out."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "coupons-within-limits": rows("""SELECT offers.id FROM offers JOIN coupon_entries ON offer_id = offers.id
        GROUP BY offers.id HAVING SUM(CASE coupon_entries.kind WHEN 'reserve' THEN 1 WHEN 'restore' THEN -1
            ELSE 0 END) > COALESCE(uses, 9e18)"""),
    "points-not-negative": rows(
        "SELECT buyer_id FROM points_entries GROUP BY buyer_id HAVING SUM(points) < 0"
    ),
}
