"""People, notes, comments and what they do to each other; the world's own settings."""

from __future__ import annotations

import sqlite3

TABLES = (
    "CREATE TABLE world (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE people (
        id TEXT PRIMARY KEY,
        role TEXT NOT NULL CHECK (role IN ('creator', 'reader', 'buyer', 'merchant', 'official')),
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        age INTEGER,
        city_zh TEXT NOT NULL, city_en TEXT NOT NULL,
        bio_zh TEXT NOT NULL, bio_en TEXT NOT NULL,
        facts_zh TEXT NOT NULL, facts_en TEXT NOT NULL,
        other_followers INTEGER NOT NULL CHECK (other_followers >= 0)
    ) STRICT""",
    """CREATE TABLE follows (
        follower_id TEXT NOT NULL REFERENCES people (id),
        person_id TEXT NOT NULL REFERENCES people (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (follower_id, person_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX follows_by_person ON follows (person_id)",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY,
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
        warmth INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_by_warmth ON notes (warmth DESC, id DESC)",
    "CREATE INDEX notes_by_category ON notes (category_id, warmth DESC, id DESC)",
    "CREATE INDEX notes_by_author ON notes (author_id, published_at DESC, id DESC)",
    "CREATE INDEX notes_by_city ON notes (city_zh, published_at DESC, id DESC)",
    """CREATE TABLE note_products (
        note_id TEXT NOT NULL REFERENCES notes (id),
        position INTEGER NOT NULL,
        product_id TEXT NOT NULL,
        PRIMARY KEY (note_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX note_products_by_product ON note_products (product_id, note_id)",
    """CREATE TABLE reactions (
        person_id TEXT NOT NULL REFERENCES people (id),
        note_id TEXT NOT NULL REFERENCES notes (id),
        reaction TEXT NOT NULL CHECK (reaction IN ('like', 'save', 'read', 'less')),
        at INTEGER NOT NULL,
        PRIMARY KEY (note_id, reaction, person_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reactions_by_person ON reactions (person_id, reaction, at DESC)",
    """CREATE TABLE comments (
        id INTEGER PRIMARY KEY,
        note_id TEXT NOT NULL REFERENCES notes (id),
        parent_id INTEGER REFERENCES comments (id),
        author_id TEXT NOT NULL REFERENCES people (id),
        text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
        other_likes INTEGER NOT NULL CHECK (other_likes >= 0),
        published_at INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX comments_by_note ON comments (note_id, parent_id)",
    """CREATE TABLE comment_likes (
        person_id TEXT NOT NULL REFERENCES people (id),
        comment_id INTEGER NOT NULL REFERENCES comments (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (comment_id, person_id)
    ) STRICT, WITHOUT ROWID""",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of the community."""
    for statement in TABLES:
        connection.execute(statement)
