"""Statements are plain: rows by the names of their columns, SQLite's own tongue in two files, gates before tables."""

from __future__ import annotations

import re

import pytest

from tests.store.database.statements import Text, of_source, texts

MIGRATIONS = "store/database/migrations/"
OWN = ("store/database/sqlite.py", "store/search/index.py", MIGRATIONS)
"""Where what only SQLite can do may stand."""

NAMELESS = re.compile(r"\bINSERT\s+(OR\s+\w+\s+)?INTO\s+[\w{}.]+\s+(VALUES|SELECT|WITH)\b", re.IGNORECASE)
ONLY_SQLITE = re.compile(
    r"\browid\b|\bjson_each\b|\bPRAGMA\b|\bsqlite_master\b|\bpragma_\w+|\bSTRICT\b|\bINSERT\s+OR\s|\bREPLACE\s+INTO\b"
    r"|\bCREATE\s+TRIGGER\b|\bMATCH\s+\?|\bfts5",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<!DELETE )\b(?:FROM|JOIN)\s+(notes|comments|products)\b", re.IGNORECASE)

UNGATED = {
    (
        "store/community/comments.py",
        "comments",
    ): "an answered comment stays, whatever the state of the answer",
    ("store/community/experiences.py", "notes"): "one purchase, one note: a hidden one is not written again",
    ("store/feed/behaviour.py", "notes"): "what was done stays done with notes that are hidden for now",
    ("store/catalogue/products.py", "products"): "an order or a cart still opens what is not sold any more",
    ("store/feed/interests.py", "products"): "goods lie on a leaf whether they are sold or not",
    ("store/feed/profile.py", "products"): "what was bought tells what somebody likes",
    ("store/feed/topics.py", "products"): "a note is about what it mentions",
    ("store/feed/why.py", "products"): "what was bought is a reason",
    ("store/search/documents.py", "products"): "a note is found by the brand of what it mentions",
    ("store/provenance/provenance.py", "products"): "what was sold can be followed back for good",
}
"""Who reads past a gate, and why."""


def found(
    pattern: re.Pattern[str], *allowed: str, packages: tuple[str, ...] = ("store", "fixtures")
) -> list[Text]:
    return [
        one
        for one in texts(*packages)
        if pattern.search(one.text) and not one.file.startswith(allowed or ("-",))
    ]


def test_rows_are_written_by_the_names_of_their_columns() -> None:
    released = tuple(f"{MIGRATIONS}m{number:04}" for number in range(1, 24))
    assert found(NAMELESS, *released) == []


def test_what_only_sqlite_can_do_stands_in_two_files() -> None:
    assert found(ONLY_SQLITE, *OWN) == []


def test_notes_comments_and_products_are_read_through_their_gates() -> None:
    past = {(one.file, name) for one in found(BARE, MIGRATIONS) for name in BARE.findall(one.text)}
    assert past == set(UNGATED)


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ('"INSERT INTO seen VALUES (?, ?)"', NAMELESS),
        ("f\"INSERT INTO {table} VALUES ({', '.join(marks)})\"", NAMELESS),
        ('"INSERT OR IGNORE INTO seen SELECT person_id, number FROM x"', NAMELESS),
        ('f"WHERE notes.rowid IN (SELECT value FROM json_each({x}))"', ONLY_SQLITE),
        ('"PRAGMA user_version"', ONLY_SQLITE),
        ('"SELECT 1 FROM notes WHERE id = ?"', BARE),
        ('f"SELECT {COLUMNS} FROM reactions JOIN notes ON {this}"', BARE),
    ],
)
def test_what_is_looked_for_would_be_found(source: str, pattern: re.Pattern[str]) -> None:
    assert [
        one for one in of_source(source.replace("\n", " ") + "; x = " + source) if pattern.search(one.text)
    ]
