"""Rows by the names of their columns, whatever the order of the columns in the table."""

from __future__ import annotations

import sqlite3

import pytest

from store.database.rows import insert, insert_many, one_of, upsert, upsert_many


@pytest.fixture
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE shelf (size INTEGER DEFAULT 7, id TEXT PRIMARY KEY, note TEXT NOT NULL)")
    return made


def rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT id, note, size FROM shelf ORDER BY id").fetchall()


def test_a_column_that_is_not_named_has_its_default(connection: sqlite3.Connection) -> None:
    insert(connection, "shelf", {"note": "n", "id": "a"})
    assert rows(connection) == [("a", "n", 7)]


def test_what_is_there_already_is_refused_or_ignored(connection: sqlite3.Connection) -> None:
    insert(connection, "shelf", {"id": "a", "note": "old"})
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, "shelf", {"id": "a", "note": "new"})
    assert insert(connection, "shelf", {"id": "a", "note": "new"}, ignore=True).rowcount == 0
    insert_many(connection, "shelf", ("id", "note"), [("a", "new"), ("b", "new")], ignore=True)
    assert rows(connection) == [("a", "old", 7), ("b", "new", 7)]


def test_ignoring_lets_nothing_else_pass(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, "shelf", {"id": "a", "note": None}, ignore=True)


def test_an_upsert_changes_what_it_is_told_to(connection: sqlite3.Connection) -> None:
    upsert(connection, "shelf", {"id": "a", "note": "one", "size": 1}, key=("id",))
    upsert(connection, "shelf", {"id": "a", "note": "two", "size": 2}, key=("id",))
    assert rows(connection) == [("a", "two", 2)]
    upsert(connection, "shelf", {"id": "a", "note": "three", "size": 3}, key=("id",), update=("size",))
    assert rows(connection) == [("a", "two", 3)]


def test_numbers_are_added_up(connection: sqlite3.Connection) -> None:
    columns = ("id", "note", "size")
    for size in (5, 6):
        upsert_many(
            connection, "shelf", columns, [("a", "n", size)], key=("id",), update=("size",), adding=True
        )
    assert rows(connection) == [("a", "n", 11)]


def test_one_of_asks_for_as_many_values() -> None:
    assert one_of(("a", "b", "c")) == "(?, ?, ?)"
    assert one_of(()) == "()"
