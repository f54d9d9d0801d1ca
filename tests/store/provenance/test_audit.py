"""A store whose file was written to behind its back: the audit and the doctor name what was touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from store import Store
from store.provenance.records import Failure
from tests.store.provenance.chains import delivered


def behind_its_back(path: Path, statement: str, *values: object) -> None:
    """Write to the file as somebody would who does not care for triggers."""
    with sqlite3.connect(path) as connection:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'provenance%'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(statement, values).rowcount == 1
    connection.close()


@pytest.fixture
def chain(store: Store) -> str:
    """The name of a delivered unit's chain."""
    (one,) = store.provenance.of_order(delivered(store))
    assert store.provenance.audit().failures == ()
    return one.id


def found(store: Store) -> list[tuple[str, int, str]]:
    audit = store.provenance.audit()
    doctor = next(check for check in store.doctor()["checks"] if check["name"] == "provenance")
    assert doctor["ok"] == (not audit.failures)
    if audit.failures:
        assert audit.failures[0].chain in doctor["detail"]
    return [(one.chain, one.sequence, one.fault) for one in audit.failures]


def test_the_doctor_is_content_with_a_store_that_was_left_alone(store: Store, chain: str) -> None:
    assert found(store) == []


@pytest.mark.parametrize("seed", range(12))
def test_17_a_byte_in_the_file_is_found_at_its_event(store: Store, chain: str, seed: int) -> None:
    chance = Random(seed)
    column = chance.choice(["body", "signature"])
    where = "WHERE chain = ? AND sequence = ?"
    rows = (
        store.database.read().execute(f"SELECT chain, sequence, {column} FROM provenance_events").fetchall()
    )
    name, sequence, old = chance.choice(rows)
    at = chance.randrange(len(old))
    new = old[:at] + bytes([old[at] ^ (1 << chance.randrange(8))]) + old[at + 1 :]
    behind_its_back(
        store.database.path, f"UPDATE provenance_events SET {column} = ? {where}", new, name, sequence
    )
    assert (name, sequence) == found(store)[0][:2]


def test_an_event_that_was_deleted_is_named(store: Store, chain: str) -> None:
    last = "chain = ? AND sequence = (SELECT MAX(sequence) FROM provenance_events WHERE chain = ?)"
    behind_its_back(store.database.path, f"DELETE FROM provenance_events WHERE {last}", chain, chain)
    assert found(store) == [(chain, 11, "truncated")]


def test_a_middle_event_that_was_deleted_is_named(store: Store, chain: str) -> None:
    where = "chain = ? AND sequence = 6"
    behind_its_back(store.database.path, f"DELETE FROM provenance_events WHERE {where}", chain)
    assert found(store) == [(chain, 6, "missing")]


def test_nothing_is_built_on_a_chain_that_was_cut(store: Store, chain: str) -> None:
    behind_its_back(
        store.database.path, "DELETE FROM provenance_events WHERE chain = ? AND sequence = 11", chain
    )
    (order,) = store.orders.list("alan")
    (cut,) = store.provenance.of_order(order.id)
    assert len(cut.events) == 10
    assert store.provenance.verify(cut).failure == Failure(chain, 11, "truncated")
    assert found(store) == [(chain, 11, "truncated")]


def test_a_line_of_the_notary_that_was_changed_is_named(store: Store, chain: str) -> None:
    where = "chain = ? AND sequence = 6"
    behind_its_back(
        store.database.path, f"UPDATE provenance_entries SET hash = ? WHERE {where}", bytes(32), chain
    )
    assert found(store)[0] == (chain, 6, "rewritten")


def test_a_line_of_the_notary_that_was_deleted_is_named(store: Store, chain: str) -> None:
    behind_its_back(
        store.database.path, "DELETE FROM provenance_entries WHERE chain = ? AND sequence = 6", chain
    )
    assert (chain, 6, "not_in_book") in found(store)


@pytest.mark.parametrize("column", ["root", "signature"])
def test_a_root_that_was_changed_is_found(store: Store, chain: str, column: str) -> None:
    day = store.database.read().execute("SELECT MAX(day) FROM provenance_roots").fetchone()[0]
    where = "day = ? AND size = (SELECT MIN(size) FROM provenance_roots WHERE day = ?)"
    value = bytes({"root": 32, "signature": 64}[column])
    behind_its_back(
        store.database.path, f"UPDATE provenance_roots SET {column} = ? WHERE {where}", value, day, day
    )
    assert {fault for _, _, fault in found(store)} == {"bad_root"}


def test_a_root_without_a_book_is_found(store: Store, chain: str) -> None:
    values = ("2020-01-01", 3, bytes(32), bytes(64))
    behind_its_back(store.database.path, "INSERT INTO provenance_roots VALUES (?, ?, ?, ?)", *values)
    assert found(store) == [("2020-01-01", 0, "bad_root")]


def test_an_audit_says_how_much_it_has_looked_at(store: Store, chain: str) -> None:
    audit = store.provenance.audit()
    reader = store.database.read()
    chains = {row[0] for row in reader.execute("SELECT chain FROM provenance_events")}
    assert (audit.chains, audit.events) == (
        len(chains), reader.execute("SELECT COUNT(*) FROM provenance_events").fetchone()[0],
    )  # fmt: skip


def test_a_chain_that_is_gone_is_counted_and_named(store: Store, chain: str) -> None:
    before = store.provenance.audit().chains
    with sqlite3.connect(store.database.path) as connection:
        connection.execute("DROP TRIGGER provenance_events_no_delete")
        connection.execute("DELETE FROM provenance_events WHERE chain = ?", (chain,))
    connection.close()
    audit = store.provenance.audit()
    assert audit.chains == before
    assert chain in {one.chain for one in audit.failures}
