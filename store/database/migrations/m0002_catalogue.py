"""Countries, brands, categories, sellers, warehouses, products, SKUs and the movements of stock."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE countries (
        code TEXT PRIMARY KEY,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        currency TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE brands (
        id TEXT PRIMARY KEY,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        latin TEXT NOT NULL,
        country TEXT NOT NULL REFERENCES countries (code),
        story_zh TEXT NOT NULL, story_en TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE categories (
        id TEXT PRIMARY KEY,
        parent TEXT REFERENCES categories (id),
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        icon TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE merchants (
        id TEXT PRIMARY KEY,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('own', 'flagship', 'third_party')),
        country TEXT NOT NULL REFERENCES countries (code),
        since INTEGER NOT NULL,
        score REAL NOT NULL,
        story_zh TEXT NOT NULL, story_en TEXT NOT NULL,
        entity_zh TEXT NOT NULL, entity_en TEXT NOT NULL,
        service_hours_zh TEXT NOT NULL, service_hours_en TEXT NOT NULL,
        aftersales_address_zh TEXT NOT NULL, aftersales_address_en TEXT NOT NULL,
        admission TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE warehouses (
        id TEXT PRIMARY KEY,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        country TEXT NOT NULL REFERENCES countries (code),
        mode TEXT NOT NULL CHECK (mode IN ('bonded_1210', 'direct_9610', 'overseas_9610')),
        place TEXT NOT NULL,
        port TEXT,
        first_fen INTEGER NOT NULL CHECK (first_fen >= 0),
        first_g INTEGER NOT NULL CHECK (first_g >= 0),
        extra_fen INTEGER NOT NULL CHECK (extra_fen >= 0),
        extra_g INTEGER NOT NULL CHECK (extra_g >= 0),
        free_over_fen INTEGER CHECK (free_over_fen >= 0),
        days_min INTEGER NOT NULL, days_max INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE products (
        id TEXT PRIMARY KEY,
        brand_id TEXT NOT NULL REFERENCES brands (id),
        category_id TEXT NOT NULL REFERENCES categories (id),
        merchant_id TEXT NOT NULL REFERENCES merchants (id),
        title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
        blurb_zh TEXT NOT NULL, blurb_en TEXT NOT NULL,
        origin TEXT NOT NULL REFERENCES countries (code),
        tax_class TEXT NOT NULL,
        hs_code TEXT NOT NULL,
        return_rule TEXT NOT NULL CHECK (return_rule IN ('unopened', 'anytime', 'none')),
        adult INTEGER NOT NULL,
        rating REAL NOT NULL,
        reviews INTEGER NOT NULL CHECK (reviews >= 0),
        other_saves INTEGER NOT NULL CHECK (other_saves >= 0),
        picture TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX products_by_category ON products (category_id, other_saves DESC)",
    "CREATE INDEX products_by_brand ON products (brand_id)",
    "CREATE INDEX products_by_origin ON products (origin)",
    """CREATE TABLE skus (
        id TEXT PRIMARY KEY,
        product_id TEXT NOT NULL REFERENCES products (id),
        position INTEGER NOT NULL,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        origin_currency TEXT NOT NULL,
        origin_amount TEXT NOT NULL,
        net_amount TEXT NOT NULL,
        net_unit TEXT NOT NULL CHECK (net_unit IN ('ml', 'g', 'sheet', 'piece')),
        weight_g INTEGER NOT NULL CHECK (weight_g > 0),
        warehouse_id TEXT NOT NULL REFERENCES warehouses (id)
    ) STRICT""",
    "CREATE INDEX skus_by_product ON skus (product_id, position)",
    """CREATE TABLE stock_movements (
        id INTEGER PRIMARY KEY,
        sku_id TEXT NOT NULL REFERENCES skus (id),
        kind TEXT NOT NULL CHECK (kind IN ('receive', 'reserve', 'release', 'ship', 'return')),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        reference TEXT NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (sku_id, kind, reference)
    ) STRICT""",
    """CREATE VIEW stock (sku_id, on_hand, reserved) AS
        SELECT sku_id,
            SUM(CASE kind WHEN 'receive' THEN quantity WHEN 'return' THEN quantity
                WHEN 'ship' THEN -quantity ELSE 0 END),
            SUM(CASE kind WHEN 'reserve' THEN quantity WHEN 'release' THEN -quantity
                WHEN 'ship' THEN -quantity ELSE 0 END)
        FROM stock_movements GROUP BY sku_id""",
    """CREATE TRIGGER stock_movements_stay BEFORE UPDATE ON stock_movements
        BEGIN SELECT RAISE(ABORT, 'stock movements are append-only'); END""",
    """CREATE TRIGGER stock_movements_remain BEFORE DELETE ON stock_movements
        BEGIN SELECT RAISE(ABORT, 'stock movements are append-only'); END""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of the catalogue."""
    for statement in TABLES:
        connection.execute(statement)
