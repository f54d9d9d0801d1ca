"""What notes are about, what people do with them, what the feed believes of them, and what it has prepared."""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE topics (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('tag', 'shelf', 'leaf', 'brand', 'goods')),
        key TEXT NOT NULL,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
        notes INTEGER NOT NULL,
        UNIQUE (kind, key)
    ) STRICT""",
    "CREATE INDEX topics_by_size ON topics (kind, notes DESC) WHERE kind <> 'goods'",
    "CREATE INDEX topics_by_name_zh ON topics (name_zh) WHERE kind <> 'goods'",
    "CREATE INDEX topics_by_name_en ON topics (name_en COLLATE NOCASE) WHERE kind <> 'goods'",
    # ``note`` is notes.rowid; the blobs are arrays of unsigned 32-bit numbers (store/feed/topics.py).
    """CREATE TABLE note_topics (
        note INTEGER PRIMARY KEY,
        author_id TEXT NOT NULL,
        warmth INTEGER NOT NULL,
        topics BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE topic_notes (topic INTEGER PRIMARY KEY, notes BLOB NOT NULL) STRICT",
    "CREATE TABLE note_neighbours (note INTEGER PRIMARY KEY, neighbours BLOB NOT NULL) STRICT",
    "CREATE TABLE notes_changed (note INTEGER PRIMARY KEY) STRICT",
    """CREATE TRIGGER notes_edited AFTER UPDATE OF tags, category_id, author_id, warmth ON notes
        BEGIN INSERT OR IGNORE INTO notes_changed VALUES (old.rowid); END""",
    """CREATE TRIGGER notes_removed AFTER DELETE ON notes
        BEGIN INSERT OR IGNORE INTO notes_changed VALUES (old.rowid); END""",
    # Behaviour is told once and never rewritten, but a person may have it forgotten: deleting is allowed.
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        person_id TEXT NOT NULL REFERENCES people (id),
        kind TEXT NOT NULL,
        note_id TEXT,
        topics BLOB NOT NULL,
        weight REAL NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX events_by_person ON events (person_id, id DESC)",
    "CREATE INDEX events_by_note ON events (note_id, kind) WHERE note_id IS NOT NULL",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TABLE interests (
        person_id TEXT NOT NULL,
        topic INTEGER NOT NULL,
        weight REAL NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (person_id, topic)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE seen (
        person_id TEXT NOT NULL,
        note INTEGER NOT NULL,
        PRIMARY KEY (person_id, note)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE feeds (
        person_id TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        served INTEGER NOT NULL,
        stale INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        passed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE feed_queue (
        person_id TEXT NOT NULL,
        generation INTEGER NOT NULL,
        position INTEGER NOT NULL,
        note INTEGER NOT NULL,
        code TEXT NOT NULL,
        what_zh TEXT NOT NULL, what_en TEXT NOT NULL,
        about INTEGER,
        shares TEXT NOT NULL,
        PRIMARY KEY (person_id, generation, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX feed_queue_by_note ON feed_queue (person_id, generation, note)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create the tables of the feed; what people had reacted to before counts as seen."""
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(
        """INSERT OR IGNORE INTO seen
           SELECT person_id, notes.rowid FROM reactions JOIN notes ON notes.id = note_id"""
    )
