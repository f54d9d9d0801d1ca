"""Promotions: offers, coupons in people's hands, points; what of them an order used; who paid for it."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE offers (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('threshold', 'bundle', 'coupon')),
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        merchant_id TEXT REFERENCES merchants (id),
        category TEXT NOT NULL,
        min_fen INTEGER NOT NULL CHECK (min_fen >= 0),
        off_fen INTEGER NOT NULL CHECK (off_fen >= 0),
        percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
        most_fen INTEGER NOT NULL CHECK (most_fen >= 0),
        audience TEXT NOT NULL CHECK (audience IN ('everyone', 'holders', 'newcomers')),
        code TEXT NOT NULL,
        uses INTEGER CHECK (uses > 0),
        alone INTEGER NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL CHECK (ends_at > starts_at)
    ) STRICT""",
    "CREATE UNIQUE INDEX offers_by_code ON offers (code) WHERE code <> ''",
    """CREATE TABLE bundle_parts (
        offer_id TEXT NOT NULL REFERENCES offers (id),
        sku_id TEXT NOT NULL REFERENCES skus (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (offer_id, sku_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX bundles_by_sku ON bundle_parts (sku_id)",
    """CREATE TABLE coupon_grants (
        offer_id TEXT NOT NULL REFERENCES offers (id),
        buyer_id TEXT NOT NULL REFERENCES people (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (offer_id, buyer_id)
    ) STRICT, WITHOUT ROWID""",
    # A confirmation (intent) reserves a coupon once however many orders it becomes.
    """CREATE TABLE coupon_entries (
        id INTEGER PRIMARY KEY,
        offer_id TEXT NOT NULL REFERENCES offers (id),
        buyer_id TEXT NOT NULL REFERENCES people (id),
        intent TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('reserve', 'redeem', 'restore')),
        at INTEGER NOT NULL,
        UNIQUE (offer_id, intent, kind)
    ) STRICT""",
    "CREATE INDEX coupon_entries_by_buyer ON coupon_entries (buyer_id, offer_id)",
    """CREATE TABLE points_entries (
        id INTEGER PRIMARY KEY,
        buyer_id TEXT NOT NULL REFERENCES people (id),
        kind TEXT NOT NULL CHECK (kind IN ('gift', 'earn', 'spend', 'restore', 'take_back')),
        points INTEGER NOT NULL,
        reference TEXT NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (reference, kind)
    ) STRICT""",
    "CREATE INDEX points_by_buyer ON points_entries (buyer_id)",
    """CREATE TABLE kept_offers (
        buyer_id TEXT NOT NULL REFERENCES people (id),
        offer_id TEXT NOT NULL,
        PRIMARY KEY (buyer_id, offer_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE order_offers (
        order_id TEXT NOT NULL REFERENCES orders (id),
        position INTEGER NOT NULL,
        offer_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        effect TEXT NOT NULL CHECK (effect IN ('cut', 'tender')),
        sponsor TEXT NOT NULL CHECK (sponsor IN ('merchant', 'platform')),
        fen INTEGER NOT NULL CHECK (fen > 0),
        PRIMARY KEY (order_id, position)
    ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE orders ADD COLUMN tender_fen INTEGER NOT NULL DEFAULT 0 CHECK (tender_fen >= 0)",
    "ALTER TABLE order_lines ADD COLUMN cut_fen INTEGER NOT NULL DEFAULT 0 CHECK (cut_fen >= 0)",
    "ALTER TABLE order_lines ADD COLUMN tender_fen INTEGER NOT NULL DEFAULT 0 CHECK (tender_fen >= 0)",
    "ALTER TABLE order_lines ADD COLUMN merchant_tender_fen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE order_lines ADD COLUMN points_fen INTEGER NOT NULL DEFAULT 0",
    # What of a line was taken back: a book of pieces and of the fen that went back for them.
    """CREATE TABLE line_reversals (
        order_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        reference TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        goods_fen INTEGER NOT NULL CHECK (goods_fen >= 0),
        freight_fen INTEGER NOT NULL CHECK (freight_fen >= 0),
        tax_fen INTEGER NOT NULL CHECK (tax_fen >= 0),
        merchant_tender_fen INTEGER NOT NULL CHECK (merchant_tender_fen >= 0),
        platform_tender_fen INTEGER NOT NULL CHECK (platform_tender_fen >= 0),
        points_fen INTEGER NOT NULL CHECK (points_fen >= 0),
        at INTEGER NOT NULL,
        PRIMARY KEY (order_id, position, reference),
        FOREIGN KEY (order_id, position) REFERENCES order_lines (order_id, position)
    ) STRICT, WITHOUT ROWID""",
    # The ledger takes in who sponsors a coupon and what the platform earns, and more than one refund.
    "ALTER TABLE ledger_entries RENAME TO old_ledger",
    """CREATE TABLE ledger_entries (
        id INTEGER PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (id),
        kind TEXT NOT NULL CHECK (kind IN ('pay', 'release', 'refund')),
        reference TEXT NOT NULL,
        account TEXT NOT NULL
            CHECK (account IN ('buyer', 'escrow', 'merchant', 'carrier', 'customs', 'platform', 'provider')),
        fen INTEGER NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (order_id, kind, reference, account)
    ) STRICT""",
    "INSERT INTO ledger_entries SELECT id, order_id, kind, '', account, fen, at FROM old_ledger",
    "DROP TABLE old_ledger",
)
BOOKS = ("coupon_entries", "points_entries", "ledger_entries", "line_reversals")


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of promotions; the books among them only ever grow."""
    for statement in TABLES:
        connection.execute(statement)
    for book in BOOKS:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"""CREATE TRIGGER {book}_no_{verb.lower()} BEFORE {verb} ON {book}
                    BEGIN SELECT RAISE(ABORT, '{book} is append-only'); END"""
            )
