"""Carts, buyers' addresses and identities, orders with their events, the escrow ledger, the year's quota."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE cart_lines (
        buyer_id TEXT NOT NULL REFERENCES people (id),
        sku_id TEXT NOT NULL REFERENCES skus (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        ticked INTEGER NOT NULL,
        added_at INTEGER NOT NULL,
        added_fen INTEGER NOT NULL CHECK (added_fen >= 0),
        PRIMARY KEY (buyer_id, sku_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE addresses (
        id INTEGER PRIMARY KEY,
        buyer_id TEXT NOT NULL REFERENCES people (id),
        label_zh TEXT NOT NULL, label_en TEXT NOT NULL,
        recipient TEXT NOT NULL,
        phone_masked TEXT NOT NULL,
        region_zh TEXT NOT NULL, region_en TEXT NOT NULL,
        street_zh TEXT NOT NULL, street_en TEXT NOT NULL,
        lat REAL NOT NULL, lon REAL NOT NULL
    ) STRICT""",
    # Only masked forms are kept; quota_key is a salted hash of the number, so that the year's
    # limit counts the person and not the account.
    """CREATE TABLE identities (
        buyer_id TEXT PRIMARY KEY REFERENCES people (id),
        name_masked TEXT NOT NULL,
        number_masked TEXT NOT NULL,
        quota_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE intents (
        id TEXT PRIMARY KEY,
        buyer_id TEXT NOT NULL REFERENCES people (id),
        fingerprint TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE orders (
        id TEXT PRIMARY KEY,
        intent TEXT NOT NULL REFERENCES intents (id),
        buyer_id TEXT NOT NULL REFERENCES people (id),
        state TEXT NOT NULL
            CHECK (state IN ('pending_payment', 'paid', 'completed', 'expired', 'cancelled')),
        payment TEXT NOT NULL,
        method TEXT NOT NULL CHECK (method IN ('alipay', 'paypal', 'ebank')),
        merchant_id TEXT NOT NULL REFERENCES merchants (id),
        warehouse_id TEXT NOT NULL REFERENCES warehouses (id),
        address TEXT NOT NULL,
        goods_fen INTEGER NOT NULL CHECK (goods_fen >= 0),
        freight_fen INTEGER NOT NULL CHECK (freight_fen >= 0),
        tax_fen INTEGER NOT NULL CHECK (tax_fen >= 0),
        total_fen INTEGER NOT NULL CHECK (total_fen = goods_fen + freight_fen + tax_fen),
        placed_at INTEGER NOT NULL,
        pay_until INTEGER NOT NULL,
        paid_at INTEGER
    ) STRICT""",
    "CREATE INDEX orders_by_buyer ON orders (buyer_id, placed_at DESC, id DESC)",
    "CREATE INDEX orders_by_state ON orders (state, pay_until)",
    """CREATE TABLE order_lines (
        order_id TEXT NOT NULL REFERENCES orders (id),
        position INTEGER NOT NULL,
        sku_id TEXT NOT NULL,
        product_id TEXT NOT NULL,
        title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
        brand_zh TEXT NOT NULL, brand_en TEXT NOT NULL,
        sku_zh TEXT NOT NULL, sku_en TEXT NOT NULL,
        picture TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        goods_fen INTEGER NOT NULL CHECK (goods_fen >= 0),
        freight_fen INTEGER NOT NULL CHECK (freight_fen >= 0),
        tariff_fen INTEGER NOT NULL CHECK (tariff_fen >= 0),
        consumption_fen INTEGER NOT NULL CHECK (consumption_fen >= 0),
        vat_fen INTEGER NOT NULL CHECK (vat_fen >= 0),
        consumption_rate TEXT NOT NULL,
        vat_rate TEXT NOT NULL,
        PRIMARY KEY (order_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE order_events (
        id INTEGER PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (id),
        code TEXT NOT NULL,
        state TEXT NOT NULL,
        payment TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX order_events_by_order ON order_events (order_id)",
    # Double entry: the entries of one movement add up to nothing; an account's balance is its sum.
    """CREATE TABLE ledger_entries (
        id INTEGER PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (id),
        kind TEXT NOT NULL CHECK (kind IN ('pay', 'release', 'refund')),
        account TEXT NOT NULL CHECK (account IN ('buyer', 'escrow', 'merchant', 'carrier', 'customs')),
        fen INTEGER NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (order_id, kind, account)
    ) STRICT""",
    """CREATE TABLE quota_entries (
        id INTEGER PRIMARY KEY,
        quota_key TEXT NOT NULL,
        year INTEGER NOT NULL,
        reference TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('reserve', 'free')),
        fen INTEGER NOT NULL CHECK (fen >= 0),
        at INTEGER NOT NULL,
        UNIQUE (reference, kind)
    ) STRICT""",
    "CREATE INDEX quota_by_person ON quota_entries (quota_key, year)",
)
BOOKS = ("order_events", "ledger_entries", "quota_entries")


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of the trade; the books among them only ever grow."""
    for statement in TABLES:
        connection.execute(statement)
    for book in BOOKS:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"""CREATE TRIGGER {book}_no_{verb.lower()} BEFORE {verb} ON {book}
                    BEGIN SELECT RAISE(ABORT, '{book} is append-only'); END"""
            )
