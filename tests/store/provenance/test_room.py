"""Chains in the store: drawn from facts, written once, the same for the same world, and never ahead of time."""

from __future__ import annotations

import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from store.provenance.verification import verify
from tests.small_world import HOUR, NOW, open_small
from tests.store.provenance.chains import delivered

BOOKS = ("batches", "units", "events", "entries", "roots")


def steps(store: Store, order_id: str) -> list[str]:
    (chain,) = store.provenance.of_order(order_id)
    assert verify(chain).failure is None
    return [event.statement.step for event in chain.events if event.statement]


def everything(store: Store) -> list[tuple[object, ...]]:
    read = store.database.read()
    return [tuple(row) for book in BOOKS for row in read.execute(f"SELECT * FROM provenance_{book}")]


def test_nothing_is_written_before_somebody_asks(store: Store) -> None:
    assert everything(store) == []
    store.provenance.of_sku("sunscreen-30")
    assert everything(store)


def test_goods_for_a_zone_pass_customs_in_bulk_and_others_wait_abroad(store: Store) -> None:
    bonded = [e.statement.step for e in store.provenance.of_sku("sunscreen-30").events if e.statement]
    assert bonded == [
        "bottled", "stored_abroad", "consolidated", "export_released", "arrived_port", "zone_admitted", "shelved",
    ]  # fmt: skip
    abroad = [e.statement.step for e in store.provenance.of_sku("mask-7").events if e.statement]
    assert abroad == ["made", "consigned", "stored_abroad", "shelved"]


def test_moments_go_forward_and_end_before_the_delivery(store: Store) -> None:
    for sku in ("sunscreen-30", "sunscreen-60", "mask-7", "amp-1"):
        moments = [event.statement.at for event in store.provenance.of_sku(sku).events if event.statement]
        assert moments == sorted(moments)
        assert moments[-1] <= NOW


def test_a_second_look_writes_nothing(store: Store) -> None:
    first = store.provenance.of_sku("sunscreen-30")
    written = everything(store)
    assert store.provenance.of_sku("sunscreen-30") == first
    assert everything(store) == written


def test_19_the_same_world_tells_the_same_bytes(tmp_path: Path) -> None:
    kept = []
    for number in range(2):
        store = open_small(tmp_path / f"{number}.db")
        for sku in ("amp-1", "mask-7", "sunscreen-60")[:: 1 - 2 * number]:  # looked at in another order
            store.provenance.of_sku(sku)
        chain = store.provenance.of_sku("sunscreen-30")
        kept.append([(event.body, event.signature) for event in chain.events])
        store.close()
    assert kept[0] == kept[1]


def test_a_unit_tells_what_has_happened_and_nothing_that_will(store: Store) -> None:
    assert isinstance(store.clock, FixedClock)
    store.cart.add("alan", "mask-7")
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    batch = steps(store, order.id)
    assert batch[-1] == "shelved"
    store.payments.pay("alan", [order.id])
    assert steps(store, order.id) == batch
    seen = list(batch)
    while (tracking := store.parcels.of_order(order.id)) and tracking.next_at is not None:
        store.clock.advance(tracking.next_at - store.clock.now())
        now = steps(store, order.id)
        assert now[: len(seen)] == seen
        (chain,) = store.provenance.of_order(order.id)
        assert all(event.statement.at <= store.clock.now() for event in chain.events if event.statement)
        seen = now
    assert seen[len(batch) :] == [
        "packed", "handed_over", "departed", "arrived_port", "released", "domestic", "delivered",
    ]  # fmt: skip
    assert store.provenance.audit().failures == ()


def test_what_is_told_day_by_day_is_the_same_as_at_once(tmp_path: Path) -> None:
    store = open_small(tmp_path / "world.db")
    store.cart.add("alan", "sunscreen-30")
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id])
    store.close()
    bodies = []
    for days in (1, 20):
        copied = tmp_path / f"{days}.db"
        shutil.copy(tmp_path / "world.db", copied)
        store = Store.open(copied, clock := FixedClock(NOW))
        for _ in range(0, 20, days):
            clock.advance(days * 24 * HOUR)
            steps(store, order.id)
        bodies.append([event.body for event in store.provenance.of_order(order.id)[0].events])
        assert (store.provenance.audit().days > 1) == (days == 1)
        store.close()
    assert bodies[0] == bodies[1]


def test_a_later_delivery_is_another_batch_and_old_orders_keep_theirs(store: Store) -> None:
    order = delivered(store)
    old = store.provenance.of_order(order)[0].batch
    assert store.provenance.of_sku("mask-7").batch == old
    store.stock.move("mask-7", "receive", 12, "restock")
    assert store.provenance.of_sku("mask-7").batch != old
    assert store.provenance.of_order(order)[0].batch == old
    assert store.provenance.audit().failures == ()


def test_what_was_never_delivered_has_no_batch(store: Store) -> None:
    for look in (store.provenance.of_sku, lambda _: store.provenance.of_product("red")):
        with pytest.raises(StoreError) as caught:
            look("red-750")
        assert caught.value.code == "no_batch"
    with pytest.raises(StoreError) as caught:
        store.provenance.of_sku("nothing")
    assert caught.value.code == "unknown_sku"


def test_a_cancelled_order_has_no_unit(store: Store) -> None:
    store.cart.add("alan", "mask-7")
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id])
    store.cancellations.cancel("alan", order.id)
    (chain,) = store.provenance.of_order(order.id)
    assert (chain.unit, len(chain.events)) == ("", 4)


@pytest.mark.parametrize("book", BOOKS)
def test_5_the_books_only_grow(store: Store, book: str) -> None:
    store.provenance.of_order(delivered(store))
    for statement in (f"DELETE FROM provenance_{book}", f"UPDATE provenance_{book} SET rowid = 9"):
        statement = statement.replace(
            "rowid = 9", {"batches": "id = 1", "units": "id = 1"}.get(book, "day = 1")
        )
        if book == "events":
            statement = statement.replace("day = 1", "sequence = 99")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), store.transaction() as connection:
            connection.execute(statement)


def test_many_who_look_first_write_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        chains = list(pool.map(lambda _: store.provenance.of_sku("sunscreen-30"), range(16)))
    assert len(set(chain.id for chain in chains)) == 1
    count = store.database.read().execute("SELECT COUNT(*) FROM provenance_events").fetchone()[0]
    assert count == 14  # both sizes came together
    assert store.provenance.audit().failures == ()


def test_18_nobody_is_named_in_a_chain(store: Store) -> None:
    data = store.provenance.export(store.provenance.of_order(delivered(store))).decode()
    address = store.buyers.addresses("alan")[0]
    data = re.sub(r"\b[0-9a-f]{32,}\b", "", data)  # any four digits stand in some hash or signature
    for secret in (address.recipient, address.phone_masked, address.street.zh, "3101", "204X", "alan"):
        assert secret not in data, secret


def test_recording_everything_signs_the_day_once(store: Store) -> None:
    delivered(store)
    store.provenance.record_all()
    roots = store.database.read().execute("SELECT size FROM provenance_roots").fetchall()
    audit = store.provenance.audit()
    assert [root[0] for root in roots] == [audit.events]
    assert audit.failures == ()
    store.provenance.record_all()
    assert len(store.database.read().execute("SELECT 1 FROM provenance_roots").fetchall()) == 1


def test_a_name_that_is_taken_is_made_one_sign_longer(tmp_path: Path) -> None:
    store = open_small(tmp_path / "free.db")
    free = store.provenance.of_sku("amp-1").batch
    assert re.fullmatch(r"AM-\d\d-\d{4}-[2-9A-HJ-NP-Z]{4}", free)
    store.close()
    store = open_small(tmp_path / "taken.db")
    with store.transaction() as connection:
        query = "SELECT id FROM stock_movements WHERE sku_id = 'mask-7'"
        (movement,) = connection.execute(query).fetchone()
        connection.execute("INSERT INTO provenance_batches VALUES (?, 'mask-7', ?)", (free, movement))
    longer = store.provenance.of_sku("amp-1").batch
    assert longer.startswith(free) and len(longer) == len(free) + 1
    store.close()


def test_a_serial_number_that_is_taken_is_the_next_free_one(store: Store) -> None:
    order_id = delivered(store)
    batch = store.provenance.of_sku("mask-7").batch
    wanted = int.from_bytes(sha256(f"unit/{order_id}/0".encode()).digest()[:8]) % 10**6
    for number in range(2):
        with store.transaction() as connection:
            taken = (f"{batch}/{(wanted + number) % 10**6:06}", batch, order_id, 100 + number)
            connection.execute("INSERT INTO provenance_units VALUES (?, ?, ?, ?)", taken)
    (chain,) = store.provenance.of_order(order_id)
    assert chain.unit == f"{(wanted + 2) % 10**6:06}"
