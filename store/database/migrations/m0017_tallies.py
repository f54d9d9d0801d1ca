"""Numbers that are asked for on every first page: notes a channel, goods a shelf, heat a product."""

from __future__ import annotations

import sqlite3

_ONE_MORE = "ON CONFLICT DO UPDATE SET {number} = {number} + 1"

TABLES = (
    "CREATE TABLE note_tallies (category_id TEXT PRIMARY KEY, notes INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO note_tallies SELECT category_id, COUNT(*) FROM notes GROUP BY category_id",
    f"""CREATE TRIGGER notes_counted AFTER INSERT ON notes BEGIN
        INSERT INTO note_tallies VALUES (new.category_id, 1) {_ONE_MORE.format(number="notes")}; END""",
    """CREATE TRIGGER notes_uncounted AFTER DELETE ON notes BEGIN
        UPDATE note_tallies SET notes = notes - 1 WHERE category_id = old.category_id; END""",
    f"""CREATE TRIGGER notes_recounted AFTER UPDATE OF category_id ON notes BEGIN
        UPDATE note_tallies SET notes = notes - 1 WHERE category_id = old.category_id;
        INSERT INTO note_tallies VALUES (new.category_id, 1) {_ONE_MORE.format(number="notes")}; END""",
    """CREATE TABLE goods_tallies (
        kind TEXT NOT NULL CHECK (kind IN ('category', 'brand', 'country')),
        key TEXT NOT NULL,
        goods INTEGER NOT NULL,
        PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO goods_tallies SELECT 'category', category_id, COUNT(*) FROM products GROUP BY 2
        UNION ALL SELECT 'brand', brand_id, COUNT(*) FROM products GROUP BY 2
        UNION ALL SELECT 'country', origin, COUNT(*) FROM products GROUP BY 2""",
    f"""CREATE TRIGGER products_counted AFTER INSERT ON products BEGIN
        INSERT INTO goods_tallies VALUES ('category', new.category_id, 1), ('brand', new.brand_id, 1),
            ('country', new.origin, 1) {_ONE_MORE.format(number="goods")}; END""",
    """CREATE TRIGGER products_uncounted AFTER DELETE ON products BEGIN
        UPDATE goods_tallies SET goods = goods - 1 WHERE (kind, key) IN (VALUES
            ('category', old.category_id), ('brand', old.brand_id), ('country', old.origin)); END""",
    f"""CREATE TRIGGER products_recounted AFTER UPDATE OF category_id, brand_id, origin ON products BEGIN
        UPDATE goods_tallies SET goods = goods - 1 WHERE (kind, key) IN (VALUES
            ('category', old.category_id), ('brand', old.brand_id), ('country', old.origin));
        INSERT INTO goods_tallies VALUES ('category', new.category_id, 1), ('brand', new.brand_id, 1),
            ('country', new.origin, 1) {_ONE_MORE.format(number="goods")}; END""",
    "CREATE INDEX categories_by_parent ON categories (parent, position)",
    "CREATE INDEX products_by_saves ON products (other_saves DESC)",
    "CREATE INDEX reviews_by_author ON reviews (author_id, at)",
    # What people outside this database did with a note, day by day (days since 1970-01-01 in Shanghai).
    """CREATE TABLE applause (
        note_id TEXT NOT NULL REFERENCES notes (id),
        day INTEGER NOT NULL,
        reads INTEGER NOT NULL CHECK (reads >= 0),
        likes INTEGER NOT NULL CHECK (likes >= 0),
        saves INTEGER NOT NULL CHECK (saves >= 0),
        PRIMARY KEY (note_id, day)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE product_heat (product_id TEXT PRIMARY KEY, heat REAL NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX product_heat_by_heat ON product_heat (heat DESC)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables, counted once for what is there."""
    for statement in TABLES:
        connection.execute(statement)
