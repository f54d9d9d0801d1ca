"""Payments: what was asked of a provider, what it answered and what came of it, and answers on their way."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE payments (
        id TEXT PRIMARY KEY,
        buyer_id TEXT NOT NULL REFERENCES people (id),
        method TEXT NOT NULL CHECK (method IN ('alipay', 'paypal', 'ebank')),
        amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
        at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE payment_orders (
        payment_id TEXT NOT NULL REFERENCES payments (id),
        order_id TEXT NOT NULL REFERENCES orders (id),
        PRIMARY KEY (payment_id, order_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX payments_by_order ON payment_orders (order_id)",
    # payment_id leads nowhere when a provider answers for something nobody asked.
    """CREATE TABLE provider_answers (
        reference TEXT PRIMARY KEY,
        payment_id TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'declined')),
        amount_fen INTEGER NOT NULL,
        payer TEXT NOT NULL,
        effect TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE provider_post (
        reference TEXT PRIMARY KEY,
        payment_id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        amount_fen INTEGER NOT NULL,
        payer TEXT NOT NULL,
        due_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of payments; answers only ever grow."""
    for statement in TABLES:
        connection.execute(statement)
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            f"""CREATE TRIGGER provider_answers_no_{verb.lower()} BEFORE {verb} ON provider_answers
                BEGIN SELECT RAISE(ABORT, 'provider_answers is append-only'); END"""
        )
