"""Journeys: the service that was chosen, fates beyond two troubles, what people did about a parcel, what
carriers reported of it, and the notices that were made of it."""

from __future__ import annotations

import sqlite3

STATEMENTS = (
    "ALTER TABLE orders ADD COLUMN service TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE parcels RENAME TO old_parcels",
    """CREATE TABLE parcels (
        id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL UNIQUE REFERENCES orders (id),
        mode TEXT NOT NULL CHECK (mode IN ('bonded_1210', 'direct_9610', 'overseas_9610')),
        paid_at INTEGER NOT NULL,
        stages TEXT NOT NULL,
        origin TEXT NOT NULL,
        port TEXT,
        destination TEXT NOT NULL,
        service TEXT NOT NULL,
        carrier TEXT NOT NULL,
        last_mile TEXT NOT NULL,
        tracking_number TEXT NOT NULL,
        trouble TEXT NOT NULL,
        boxes INTEGER NOT NULL CHECK (boxes > 0),
        expected TEXT NOT NULL
    ) STRICT""",
    """INSERT INTO parcels SELECT id, order_id, mode, paid_at, stages, origin, port, destination,
        CASE mode WHEN 'bonded_1210' THEN 'zone-standard' ELSE 'air-standard' END,
        CASE mode WHEN 'bonded_1210' THEN 'dawn' ELSE 'cloudgull' END, 'dawn',
        tracking_number, trouble, 1, stages FROM old_parcels""",
    "DROP TABLE old_parcels",
    "CREATE INDEX parcels_by_number ON parcels (tracking_number)",
    # What was done about a parcel by its buyer; each kind of act counts once.
    """CREATE TABLE parcel_acts (
        id INTEGER PRIMARY KEY,
        parcel_id TEXT NOT NULL REFERENCES parcels (id),
        kind TEXT NOT NULL CHECK (kind IN ('id_photo', 'payer', 'withdraw', 'collect')),
        at INTEGER NOT NULL,
        UNIQUE (parcel_id, kind)
    ) STRICT""",
    # What a carrier reported, as it was reported; which of it is believed is decided when it is read.
    """CREATE TABLE parcel_scans (
        id INTEGER PRIMARY KEY,
        parcel_id TEXT NOT NULL REFERENCES parcels (id),
        stage TEXT NOT NULL,
        at INTEGER NOT NULL,
        place_zh TEXT NOT NULL, place_en TEXT NOT NULL,
        lat REAL, lon REAL,
        UNIQUE (parcel_id, stage, at, place_zh, place_en)
    ) STRICT""",
    # What a breach of a promise gave its buyer.
    """CREATE TABLE compensations (
        order_id TEXT NOT NULL REFERENCES orders (id),
        promise TEXT NOT NULL CHECK (promise IN ('dispatch_120h', 'delivery_14wd')),
        offer_id TEXT NOT NULL REFERENCES offers (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (order_id, promise)
    ) STRICT, WITHOUT ROWID""",
    # A notice made of something that happened has a code for its words, and a source that makes it unique.
    "ALTER TABLE notices ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE notices ADD COLUMN source TEXT",
    "CREATE UNIQUE INDEX notices_by_source ON notices (person_id, source) WHERE source IS NOT NULL",
    "ALTER TABLE reviews ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE reviews ADD COLUMN order_id TEXT",
    """CREATE UNIQUE INDEX reviews_by_order ON reviews (order_id, product_id) WHERE order_id IS NOT NULL""",
)
BOOKS = ("parcel_acts", "parcel_scans", "compensations")


def upgrade(connection: sqlite3.Connection) -> None:
    """Change the tables; the new books only ever grow."""
    for statement in STATEMENTS:
        connection.execute(statement)
    for book in BOOKS:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"""CREATE TRIGGER {book}_no_{verb.lower()} BEFORE {verb} ON {book}
                    BEGIN SELECT RAISE(ABORT, '{book} is append-only'); END"""
            )
