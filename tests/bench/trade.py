"""Pricing, placing and a crowd of buyers, each beside what it is compared with."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from store import Store
from store.offers.records import Offer
from store.trade.cart_pricing import Wish
from store.words import Bilingual
from tests.bench.table import NOW, Report
from tests.small_world import open_small
from tests.store.trade import crowd
from tests.store.trade.test_crowd import add_buyer

LINES, OFFERS, ORDERS, PROCESSES, SECONDS = 40, 12, 60, 8, 30


def measure(report: Report, folder: Path) -> None:
    """Take all measurements of the trade."""
    _pricing(report, folder / "pricing.db")
    _placing(report, folder / "placing.db")
    _crowd(report, folder / "crowd.db")


def _median(job: Callable[[], object], times: int) -> float:
    """Return the median milliseconds of a job."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        spent.append((time.perf_counter() - began) * 1_000)
    return statistics.median(spent)


def _pricing(report: Report, path: Path) -> None:
    store = open_small(path)
    product = store.catalogue.product("sunscreen")
    until, name = NOW + 86_400, Bilingual("优惠", "Offer")
    wishes = [_wish(store, product.id, number) for number in range(LINES)]
    for number in range(OFFERS):
        kind = ("threshold", "coupon", "threshold")[number % 3]
        store.offers.add(
            Offer(f"o-{number}", kind, name, 0, until, min_fen=number * 20_000, off_fen=500 + number * 90)  # type: ignore[arg-type]
        )
    cost = _median(lambda: store.cart.priced("alan", wishes), 30)
    report(f"price a cart of {LINES} lines with {OFFERS} offers", cost, "ms", goal="<= 5")
    _hard_mix(report, store, wishes)
    report("the same without offers", _median(lambda: _plain(store, wishes), 30), "ms")
    store.close()


def _hard_mix(report: Report, store: Store, wishes: list[Wish]) -> None:
    """Price the same cart where most combinations have to be tried: four sets, a coupon that stands alone."""
    connection = store.database.read()
    connection.execute("PRAGMA foreign_keys = OFF")  # the goods of this cart are not on the shelf
    connection.execute("DELETE FROM offers")
    until, name = NOW + 86_400, Bilingual("优惠", "Offer")
    for number in range(4):
        parts = {f"sku-{number * 2}": 1, f"sku-{number * 2 + 1}": 1}
        store.offers.add(Offer(f"set-{number}", "bundle", name, 0, until, off_fen=300 + number, parts=parts))
    for number in range(8):
        kind = ("threshold", "coupon")[number % 2]
        store.offers.add(
            Offer(f"h-{number}", kind, name, 0, until, min_fen=number * 2_000, off_fen=500, alone=number == 3)  # type: ignore[arg-type]
        )
    cost = _median(lambda: store.cart.priced("alan", wishes), 30)
    report("the same with 4 sets and an exclusive coupon (32 combinations)", cost, "ms")


def _wish(store: Store, product_id: str, number: int) -> Wish:
    from dataclasses import replace

    product = store.catalogue.product(product_id)
    sku = replace(product.skus[0], id=f"sku-{number}", price_fen=300 + number * 7, available=99)
    return Wish(sku, product, 1 + number % 3, True, sku.price_fen)


def _plain(store: Store, wishes: list[Wish]) -> object:
    with store.database.write() as connection:
        connection.execute("DELETE FROM offers")
    return store.cart.priced("alan", wishes)


def _placing(report: Report, path: Path) -> None:
    store = open_small(path)
    crowd.stock_up(store, ORDERS * 2)
    add_buyer(store, "crowd-0")
    made = [store.checkout.begin_now("crowd-0", "mask-7") for _ in range(ORDERS)]
    drafts = iter(made)

    def place() -> None:
        draft = next(drafts)
        store.checkout.place("crowd-0", draft, draft.addresses[0].id, "alipay")

    cost = _median(place, ORDERS)
    report("place an order", cost, "ms", goal="<= 20")
    written = _rows_of_an_order(store)
    store.close()
    floor = _median(_bare(path, written), 200)
    report(f"insert its {sum(map(len, written.values()))} rows bare", floor, "ms")
    report("orders a second, one process", 1_000 / cost, "/s", 1_000 / floor)


def _rows_of_an_order(store: Store) -> dict[str, list[tuple[object, ...]]]:
    connection = store.database.read()
    order_id, intent = connection.execute("SELECT id, intent FROM orders ORDER BY rowid DESC").fetchone()
    found = {}
    for table, column, key in (
        ("intents", "id", intent),
        ("orders", "id", order_id),
        ("order_lines", "order_id", order_id),
        ("order_events", "order_id", order_id),
        ("order_offers", "order_id", order_id),
        ("stock_movements", "reference", order_id),
        ("quota_entries", "reference", order_id),
    ):
        rows = connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", (key,)).fetchall()
        found[table] = [tuple(row) for row in rows]
    return found


def _bare(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> Callable[[], None]:
    """Return a job that inserts the same rows into tables of the same shape, in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    for table in rows:
        connection.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 0")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            for row in some:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO bare_{table} VALUES ({marks})", row)
        connection.execute("COMMIT")

    return insert


def _crowd(report: Report, path: Path) -> None:
    store = open_small(path)
    crowd.stock_up(store, 100_000)
    buyers = [f"crowd-{number}" for number in range(PROCESSES)]
    for buyer in buyers:
        add_buyer(store, buyer)
    store.close()
    said = crowd.run(path, buyers, SECONDS, keen=True)
    report(f"{PROCESSES} processes for {SECONDS} s: bought", said["bought"] / SECONDS, "/s")
    report("tries that met a locked database", sum(n for what, n in said.items() if "locked" in what), "")
    store = Store.open(path)
    sick = [check["name"] for check in store.doctor()["checks"] if not check["ok"]]
    others = {what: n for what, n in said.items() if what != "bought"}
    report(f"tries that were refused: {others}", sum(others.values()), "")
    report("checks of the doctor that fail afterwards", len(sick), "", goal="0")
    store.close()
