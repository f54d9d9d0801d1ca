"""Whether the book of the year's limits holds nothing that cannot be."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "quota-freed-once": rows("""SELECT substr(reference, 1, instr(reference || '/', '/') - 1) AS order_id
        FROM quota_entries GROUP BY order_id HAVING SUM(CASE kind WHEN 'reserve' THEN fen ELSE -fen END) < 0"""),
}
