"""What buyers say of a product, and what people ask about it."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE reviews (
        id INTEGER PRIMARY KEY,
        product_id TEXT NOT NULL REFERENCES products (id),
        author_id TEXT NOT NULL REFERENCES people (id),
        stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
        text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
        at INTEGER NOT NULL,
        answer_zh TEXT NOT NULL, answer_en TEXT NOT NULL,
        answered_at INTEGER CHECK (answered_at >= at)
    ) STRICT""",
    "CREATE INDEX reviews_by_product ON reviews (product_id, at DESC)",
    """CREATE TABLE questions (
        id INTEGER PRIMARY KEY,
        product_id TEXT NOT NULL REFERENCES products (id),
        question_id INTEGER REFERENCES questions (id),
        author_id TEXT NOT NULL REFERENCES people (id),
        text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX questions_by_product ON questions (product_id, question_id, at DESC)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of reviews and questions."""
    for statement in TABLES:
        connection.execute(statement)
