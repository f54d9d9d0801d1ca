"""What the search keeps beside the tables it looks through; the index itself is made by store.discovery.

Triggers write down what has changed, in the same transaction as the change, whoever makes it. While the
world's setting ``loading`` is there they do not: whoever fills a big world builds the index afterwards.
"""

from __future__ import annotations

import sqlite3

_TABLES = (
    """CREATE TABLE search_changes (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE search_names (
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (kind, number),
        UNIQUE (kind, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE product_mentions (
        product_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        notes INTEGER NOT NULL,
        PRIMARY KEY (product_id, verdict)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        words TEXT NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (person_id, words)
    ) STRICT""",
)
_IDLE = "NOT EXISTS (SELECT 1 FROM world WHERE key = 'loading')"
_TOLD = (
    ("notes", "note", "kind, verdict, author_id, category_id, title_zh, title_en, body_zh, body_en, tags"),
    (
        "products",
        "product",
        "brand_id, category_id, merchant_id, title_zh, title_en, blurb_zh, blurb_en, origin, tax_class",
    ),
    ("people", "person", "name_zh, name_en"),
    ("brands", "brand", "name_zh, name_en, latin"),
    ("categories", "category", "name_zh, name_en, parent"),
)


def _watch(table: str, columns: str, statement: str) -> list[str]:
    """Return triggers that run ``statement`` with the new or the old row for every change of a table."""
    moments = (("INSERT", "NEW"), (f"UPDATE OF {columns}", "NEW"), ("DELETE", "OLD"))
    return [
        f"""CREATE TRIGGER search_{table}_{moment.split()[0].lower()} AFTER {moment} ON {table} WHEN {_IDLE}
            BEGIN {statement.format(row=row)}; END"""
        for moment, row in moments
    ]


def _count(moment: str, row: str, by: int) -> str:
    return f"""CREATE TRIGGER mentions_{moment.lower()} AFTER {moment} ON note_products WHEN {_IDLE} BEGIN
        INSERT INTO product_mentions SELECT {row}.product_id, verdict, {by} FROM notes
            WHERE id = {row}.note_id
            ON CONFLICT (product_id, verdict) DO UPDATE SET notes = notes + {by}; END"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables and the triggers, and put down all there is as changed."""
    for statement in _TABLES:
        connection.execute(statement)
    for table, kind, columns in _TOLD:
        for trigger in _watch(
            table, columns, f"INSERT OR IGNORE INTO search_changes VALUES ('{kind}', {{row}}.id)"
        ):
            connection.execute(trigger)
        connection.execute(f"INSERT INTO search_changes SELECT '{kind}', id FROM {table}")
    for table, columns, kind, key in (
        ("note_products", "product_id", "note", "note_id"),
        ("skus", "price_fen, weight_g, warehouse_id", "product", "product_id"),
    ):
        for trigger in _watch(
            table, columns, f"INSERT OR IGNORE INTO search_changes VALUES ('{kind}', {{row}}.{key})"
        ):
            connection.execute(trigger)
    for trigger in (
        _count("INSERT", "NEW", 1),
        _count("DELETE", "OLD", -1),
        f"""CREATE TRIGGER mentions_verdict AFTER UPDATE OF verdict ON notes
            WHEN NEW.verdict <> OLD.verdict AND {_IDLE} BEGIN
            UPDATE product_mentions SET notes = notes - 1 WHERE verdict = OLD.verdict
                AND product_id IN (SELECT product_id FROM note_products WHERE note_id = NEW.id);
            INSERT INTO product_mentions SELECT product_id, NEW.verdict, 1 FROM note_products
                WHERE note_id = NEW.id
                ON CONFLICT (product_id, verdict) DO UPDATE SET notes = notes + 1; END""",
    ):
        connection.execute(trigger)
    connection.execute(
        """INSERT INTO product_mentions SELECT product_id, verdict, COUNT(*) FROM note_products
           JOIN notes ON notes.id = note_id GROUP BY product_id, verdict"""
    )
