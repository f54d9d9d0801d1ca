"""Opening a database: what cannot be opened is told apart, and nothing is touched."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from pathlib import Path

import pytest

from store import Store
from store.clock import FixedClock
from store.database.migrations import steps
from store.errors import StoreError
from tests.small_world import NOW, open_small


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    return caught.value


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "db_is_directory"


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert refusal(tmp_path / "file" / "world.db").code == "db_unwritable"


def test_another_kind_of_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my diary, nobody else's business")
    assert refusal(path).code == "db_not_a_database"
    assert path.read_text() == "my diary, nobody else's business"


def test_a_newer_version_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    error = refusal(path)
    assert (error.code, error.params["found"], error.params["known"]) == (
        "db_newer_version",
        99,
        len(steps()),
    )


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    open_small(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + 100])
    assert refusal(path).code == "db_half_written"


def test_the_file_is_for_its_owner_alone(store: Store) -> None:
    assert store.database.path.stat().st_mode & 0o077 == 0


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.world.set("half", "done")
        with store.transaction():
            store.world.set("other half", "done")
        raise ZeroDivisionError
    assert store.world.get("half") == store.world.get("other half") == ""


def test_threads_see_each_others_writes(store: Store) -> None:
    seen = []
    store.world.set("word", "hello")
    thread = threading.Thread(target=lambda: seen.append(store.world.get("word")))
    thread.start()
    thread.join()
    assert seen == ["hello"]


def _open_and_count(path: Path, answers: multiprocessing.Queue[int]) -> None:
    store = Store.open(path, FixedClock(NOW))
    answers.put(len(store.people.buyers()))
    store.close()


def test_a_second_process_opens_the_same_new_file(tmp_path: Path) -> None:
    path, context = tmp_path / "world.db", multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[int] = context.Queue()
    racers = [context.Process(target=_open_and_count, args=(path, answers)) for _ in range(3)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)
    assert [racer.exitcode for racer in racers] == [0, 0, 0]


def test_time_moved_ahead_is_remembered(tmp_path: Path) -> None:
    from store.clock import WorldClock

    store = Store.open(tmp_path / "world.db", WorldClock(NOW))
    store.world.advance(3_600)
    store.close()
    again = Store.open(tmp_path / "world.db", WorldClock(NOW))
    assert again.clock.now() >= NOW + 3_600
    with pytest.raises(ValueError):
        again.world.advance(-1)
    again.close()
