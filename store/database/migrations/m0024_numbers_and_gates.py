"""Notes and comments get numbers that never come again; what is not for everybody stands behind a gate.

Numbers of notes are kept in many places (seen, topics, queues): as mere rowids they were given again after a
delete. Whoever reads for others reads ``visible_notes``, ``visible_comments`` and ``listed_products``; triggers
write down what has to be taken over when a state changes.
"""

from __future__ import annotations

import sqlite3

_NOTES = """CREATE TABLE new_notes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('recommend', 'mixed', 'against')),
    author_id TEXT NOT NULL REFERENCES people (id),
    category_id TEXT NOT NULL,
    title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    body_zh TEXT NOT NULL, body_en TEXT NOT NULL,
    city_zh TEXT NOT NULL, city_en TEXT NOT NULL,
    cover TEXT NOT NULL,
    pictures TEXT NOT NULL,
    tags TEXT NOT NULL,
    adult INTEGER NOT NULL,
    views INTEGER NOT NULL CHECK (views >= 0),
    other_likes INTEGER NOT NULL CHECK (other_likes >= 0),
    other_saves INTEGER NOT NULL CHECK (other_saves >= 0),
    published_at INTEGER NOT NULL,
    warmth INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'visible' CHECK (state IN ('draft', 'visible', 'hidden', 'withdrawn'))
) STRICT"""
_COMMENTS = """CREATE TABLE new_comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_id TEXT NOT NULL REFERENCES notes (id),
    parent_id INTEGER REFERENCES comments (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
    other_likes INTEGER NOT NULL CHECK (other_likes >= 0),
    published_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'visible' CHECK (state IN ('visible', 'hidden', 'withdrawn'))
) STRICT"""
# The number of a saved search is the name of its channel.
_SEARCHES = """CREATE TABLE new_saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (person_id, words)
) STRICT"""
_OF_A_NOTE = """id, kind, verdict, author_id, category_id, title_zh, title_en, body_zh, body_en, city_zh, city_en,
    cover, pictures, tags, adult, views, other_likes, other_saves, published_at, warmth"""
_OF_A_COMMENT = "id, note_id, parent_id, author_id, text_zh, text_en, other_likes, published_at"
# Numbers that were given before and may still be kept somewhere must not be given again either.
_GIVEN = """SELECT MAX(note) FROM (SELECT note FROM seen UNION ALL SELECT note FROM note_topics
    UNION ALL SELECT note FROM notes_changed UNION ALL SELECT note FROM feed_queue UNION ALL SELECT 0)"""
_REBUILT = (
    "DROP TRIGGER mentions_insert",
    "DROP TRIGGER mentions_delete",
    _NOTES,
    f"INSERT INTO sqlite_sequence (name, seq) VALUES ('new_notes', ({_GIVEN}))",
    f"INSERT INTO new_notes (number, {_OF_A_NOTE}) SELECT rowid, {_OF_A_NOTE} FROM notes ORDER BY rowid",
    "DROP TABLE notes",
    "ALTER TABLE new_notes RENAME TO notes",
    _COMMENTS,
    f"INSERT INTO new_comments ({_OF_A_COMMENT}) SELECT {_OF_A_COMMENT} FROM comments ORDER BY id",
    "DROP TABLE comments",
    "ALTER TABLE new_comments RENAME TO comments",
    _SEARCHES,
    "INSERT INTO new_saved_searches (id, person_id, words, at) SELECT id, person_id, words, at FROM saved_searches",
    "DROP TABLE saved_searches",
    "ALTER TABLE new_saved_searches RENAME TO saved_searches",
    """ALTER TABLE products ADD COLUMN state TEXT NOT NULL DEFAULT 'listed'
        CHECK (state IN ('listed', 'withdrawn'))""",
)
# The state stands in each index, so that counting what is visible needs no row.
_INDEXES = (
    "CREATE INDEX notes_by_warmth ON notes (warmth DESC, id DESC, state)",
    "CREATE INDEX notes_by_category ON notes (category_id, warmth DESC, id DESC, state)",
    "CREATE INDEX notes_by_author ON notes (author_id, published_at DESC, id DESC, state)",
    "CREATE INDEX notes_by_city ON notes (city_zh, published_at DESC, id DESC, state)",
    "CREATE INDEX comments_by_note ON comments (note_id, parent_id, state)",
    "CREATE INDEX comments_by_parent ON comments (parent_id) WHERE parent_id IS NOT NULL",
)
_GATES = (
    "CREATE VIEW visible_notes AS SELECT * FROM notes WHERE state = 'visible'",
    """CREATE VIEW visible_comments AS SELECT * FROM comments WHERE state = 'visible' AND (parent_id IS NULL
        OR EXISTS (SELECT 1 FROM comments above WHERE above.id = comments.parent_id AND above.state = 'visible'))""",
    "CREATE VIEW listed_products AS SELECT * FROM products WHERE state = 'listed'",
)
_TOPICS = (
    """CREATE TRIGGER notes_edited AFTER UPDATE OF tags, category_id, author_id, warmth, state ON notes
        BEGIN INSERT INTO notes_changed (note) VALUES (old.number) ON CONFLICT DO NOTHING; END""",
    """CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN
        INSERT INTO notes_changed (note) VALUES (old.number) ON CONFLICT DO NOTHING;
        DELETE FROM applause WHERE note_id = old.id;
        DELETE FROM seen WHERE note = old.number;
        DELETE FROM feed_queue WHERE note = old.number; END""",
)
_ONE_NOTE_MORE = """INSERT INTO note_tallies (category_id, notes) SELECT new.category_id, 1
    WHERE new.state = 'visible' ON CONFLICT (category_id) DO UPDATE SET notes = notes + 1"""
_ONE_NOTE_LESS = """UPDATE note_tallies SET notes = notes - 1
    WHERE category_id = old.category_id AND old.state = 'visible'"""
_GOODS_MORE = """INSERT INTO goods_tallies (kind, key, goods) SELECT kind, key, 1 FROM (
        SELECT 'category' AS kind, new.category_id AS key
        UNION ALL SELECT 'brand', new.brand_id UNION ALL SELECT 'country', new.origin)
    WHERE new.state = 'listed' ON CONFLICT (kind, key) DO UPDATE SET goods = goods + 1"""
_GOODS_LESS = """UPDATE goods_tallies SET goods = goods - 1 WHERE old.state = 'listed' AND (kind, key) IN (VALUES
    ('category', old.category_id), ('brand', old.brand_id), ('country', old.origin))"""
_TALLIES = (
    f"CREATE TRIGGER notes_counted AFTER INSERT ON notes BEGIN {_ONE_NOTE_MORE}; END",
    f"CREATE TRIGGER notes_uncounted AFTER DELETE ON notes BEGIN {_ONE_NOTE_LESS}; END",
    f"""CREATE TRIGGER notes_recounted AFTER UPDATE OF category_id, state ON notes
        BEGIN {_ONE_NOTE_LESS}; {_ONE_NOTE_MORE}; END""",
    "DROP TRIGGER products_counted",
    "DROP TRIGGER products_uncounted",
    "DROP TRIGGER products_recounted",
    f"CREATE TRIGGER products_counted AFTER INSERT ON products BEGIN {_GOODS_MORE}; END",
    f"CREATE TRIGGER products_uncounted AFTER DELETE ON products BEGIN {_GOODS_LESS}; END",
    f"""CREATE TRIGGER products_recounted AFTER UPDATE OF category_id, brand_id, origin, state ON products
        BEGIN {_GOODS_LESS}; {_GOODS_MORE}; END""",
)
_IDLE = "NOT EXISTS (SELECT 1 FROM world WHERE key = 'loading')"
_NOTE_TEXTS = "kind, verdict, author_id, category_id, title_zh, title_en, body_zh, body_en, tags, state"
_PRODUCT_TEXTS = """brand_id, category_id, merchant_id, title_zh, title_en, blurb_zh, blurb_en, origin, tax_class,
    state"""
_ONE_MENTION_MORE = """INSERT INTO product_mentions (product_id, verdict, notes) SELECT product_id, new.verdict, 1
    FROM note_products WHERE note_id = new.id AND new.state = 'visible'
    ON CONFLICT (product_id, verdict) DO UPDATE SET notes = notes + 1"""
_ONE_MENTION_LESS = """UPDATE product_mentions SET notes = notes - (SELECT COUNT(*) FROM note_products
        WHERE note_id = old.id AND note_products.product_id = product_mentions.product_id)
    WHERE verdict = old.verdict AND old.state = 'visible'
        AND product_id IN (SELECT product_id FROM note_products WHERE note_id = old.id)"""
# Heat is a logarithm of a sum: nothing can be taken from it again, it is added up anew when it is next read.
_HEAT = (
    "CREATE TABLE heat_changed (product_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TRIGGER heat_of_notes AFTER UPDATE OF verdict, state ON notes BEGIN
        INSERT INTO heat_changed (product_id) SELECT product_id FROM note_products WHERE note_id = new.id
        ON CONFLICT DO NOTHING; END""",
    """CREATE TRIGGER heat_unmentioned AFTER DELETE ON note_products BEGIN
        INSERT INTO heat_changed (product_id) SELECT product_id FROM note_products WHERE note_id = old.note_id
        UNION SELECT old.product_id WHERE TRUE ON CONFLICT DO NOTHING; END""",
    f"""CREATE TRIGGER heat_mentioned AFTER INSERT ON note_products WHEN {_IDLE}
        AND (EXISTS (SELECT 1 FROM applause WHERE note_id = new.note_id)
            OR EXISTS (SELECT 1 FROM events WHERE note_id = new.note_id)) BEGIN
        INSERT INTO heat_changed (product_id) SELECT product_id FROM note_products WHERE note_id = new.note_id
        ON CONFLICT DO NOTHING; END""",
)


def _told(table: str, moment: str, columns: str, kind: str, row: str) -> str:
    """Return the trigger that writes a changed document down for the search."""
    of = f" OF {columns}" if columns else ""
    return f"""CREATE TRIGGER search_{table}_{moment.lower()} AFTER {moment}{of} ON {table} WHEN {_IDLE}
        BEGIN INSERT INTO search_changes (kind, id) VALUES ('{kind}', {row}.id) ON CONFLICT DO NOTHING; END"""


def _mentioned(moment: str, row: str, by: int) -> str:
    """Return the trigger that counts what visible notes say of goods."""
    return f"""CREATE TRIGGER mentions_{moment.lower()} AFTER {moment} ON note_products WHEN {_IDLE} BEGIN
        INSERT INTO product_mentions (product_id, verdict, notes) SELECT {row}.product_id, verdict, {by}
            FROM visible_notes WHERE id = {row}.note_id
            ON CONFLICT (product_id, verdict) DO UPDATE SET notes = notes + {by}; END"""


_SEARCH = (
    _told("notes", "INSERT", "", "note", "new"),
    _told("notes", "UPDATE", _NOTE_TEXTS, "note", "new"),
    _told("notes", "DELETE", "", "note", "old"),
    "DROP TRIGGER search_products_update",
    _told("products", "UPDATE", _PRODUCT_TEXTS, "product", "new"),
    _mentioned("INSERT", "new", 1),
    _mentioned("DELETE", "old", -1),
    f"""CREATE TRIGGER mentions_changed AFTER UPDATE OF verdict, state ON notes
        WHEN (new.verdict, new.state) <> (old.verdict, old.state) AND {_IDLE}
        BEGIN {_ONE_MENTION_LESS}; {_ONE_MENTION_MORE}; END""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Rebuild the tables, then make their indexes, gates and triggers anew; references are checked by the caller."""
    for statement in (*_REBUILT, *_INDEXES, *_GATES, *_TOPICS, *_TALLIES, *_HEAT, *_SEARCH):
        connection.execute(statement)
