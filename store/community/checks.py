"""Whether what is kept of notes agrees with the notes."""

from __future__ import annotations

from store.database.checks import Check, rows

CHECKS: dict[str, Check] = {
    "mentions-counted": rows("""SELECT product_id || ' ' || verdict FROM product_mentions WHERE notes <> (
        SELECT COUNT(*) FROM note_products JOIN visible_notes notes ON notes.id = note_id
        WHERE note_products.product_id = product_mentions.product_id
            AND notes.verdict = product_mentions.verdict)"""),
}
