"""A file of the release opens with all that is in it; what is interrupted leaves it as it was."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from store import Store
from store.clock import FixedClock
from store.database.migrations import steps
from store.errors import StoreError
from tests.small_world import NOW
from tests.store.database.kill_migrating import dump
from tests.store.database.released import lived_in, released_steps


@pytest.fixture
def released(tmp_path: Path) -> Path:
    path = tmp_path / "released.db"
    lived_in(path, tmp_path)
    return path


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_a_released_file_opens_and_is_well(released: Path) -> None:
    numbers = ask(released, "SELECT rowid, id FROM notes ORDER BY rowid")
    seen = ask(released, "SELECT person_id, note FROM seen ORDER BY 1, 2")
    said = ask(released, "SELECT id, text_zh FROM comments ORDER BY id")
    assert ask(released, "PRAGMA user_version") == [(len(released_steps()),)]
    store = Store.open(released, FixedClock(NOW))
    assert [check for check in store.doctor()["checks"] if not check["ok"]] == []
    cards = store.feed.page("alan").cards
    assert {card.id for card in cards} == {id for _, id in numbers} - {"note-4"}
    assert len(store.orders.list("alan")) == 2
    assert [one.words for one in store.searches.saved("alan")] == ["防晒"]
    store.close()
    assert ask(released, "SELECT number, id FROM notes ORDER BY number") == numbers
    assert ask(released, "SELECT person_id, note FROM seen ORDER BY 1, 2") == seen
    assert ask(released, "SELECT id, text_zh FROM comments ORDER BY id") == said
    assert ask(released, "PRAGMA foreign_key_check") == []
    assert ask(released, "PRAGMA user_version") == [(len(steps()),)]


def test_numbers_that_were_given_before_are_not_given_again(released: Path) -> None:
    connection = sqlite3.connect(released)
    connection.execute("INSERT INTO seen VALUES ('xiaoman', 77)")  # of a note that is gone
    connection.commit()
    connection.close()
    Store.open(released, FixedClock(NOW)).close()
    assert ask(released, "SELECT seq FROM sqlite_sequence WHERE name = 'notes'") == [(77,)]


def test_every_index_and_trigger_of_the_release_is_there_again(released: Path) -> None:
    query = "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND name NOT GLOB 'sqlite*'"
    before = {row[0] for row in ask(released, query)}
    Store.open(released, FixedClock(NOW)).close()
    assert before - {row[0] for row in ask(released, query)} == {
        "mentions_verdict"
    }  # it is mentions_changed now


def test_a_migration_that_fails_leaves_the_file_as_it_was(released: Path) -> None:
    connection = sqlite3.connect(released)
    connection.execute(
        "CREATE TABLE new_saved_searches (id)"
    )  # the way of one of the last statements is barred
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = dump(released)
    with pytest.raises(StoreError) as caught:
        Store.open(released, FixedClock(NOW))
    assert caught.value.code == "db_unwritable"
    assert dump(released) == before


def test_a_reference_that_a_migration_broke_is_refused(released: Path) -> None:
    from store.database import sqlite

    connection = sqlite.connect(released)
    sqlite.set_up(connection)
    before = dump(released)
    with pytest.raises(sqlite3.IntegrityError, match="note_products"):  # noqa: SIM117
        with sqlite.without_references(connection) as check:
            connection.execute("BEGIN")
            try:
                connection.execute("DELETE FROM notes WHERE id = 'note-1'")
                check()
            finally:
                connection.execute("ROLLBACK")
    connection.close()
    assert dump(released) == before


def test_killed_in_mid_migration_a_file_is_as_it_was_and_opens_the_next_time(released: Path) -> None:
    command = [sys.executable, "-m", "tests.store.database.kill_migrating", str(released.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 5
    assert [one for one in found if not one["untouched"] or one["sick"]] == []
