"""The doctor: a world in which everything has happened is healthy, and every row that is touched is named."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from store import Store
from store.checks import ORDER, all_checks
from store.clock import FixedClock
from store.trade.providers import Answer, Embedded
from tests.small_world import NOW, open_small, plan_offers

DAY = 86_400
FIRST = "(SELECT id FROM orders ORDER BY rowid LIMIT 1)"

# For each check: what is done to the books behind the shop's back, and a query for the row it has to name.
TAMPERED: dict[str, list[tuple[str, str]]] = {
    "foreign-keys": [("UPDATE order_events SET order_id = 'none' WHERE id = 1", "SELECT 'order_events'")],
    "ledger-balanced": [
        (
            f"UPDATE ledger_entries SET fen = fen + 1 WHERE id = {n}",
            f"SELECT order_id FROM ledger_entries WHERE id = {n}",
        )
        for n in (1, 5)
    ],
    "ledger-rewritten": [
        (
            """UPDATE ledger_entries SET fen = fen + CASE account WHEN 'carrier' THEN -1 ELSE 1 END
               WHERE kind = 'release' AND account IN ('carrier', 'merchant')""",
            "SELECT order_id || ' release' FROM ledger_entries WHERE kind = 'release'",
        ),
        (
            """UPDATE ledger_entries SET fen = fen + CASE account WHEN 'buyer' THEN -1 ELSE 1 END
               WHERE kind = 'refund' AND account IN ('buyer', 'escrow') AND reference = 'cancel-1'""",
            "SELECT order_id || ' refund cancel-1' FROM ledger_entries WHERE reference = 'cancel-1'",
        ),
        (
            "DELETE FROM ledger_entries WHERE kind = 'refund' AND reference = 'alipay/late'",
            "SELECT id || ' refund alipay/late' FROM orders WHERE state = 'expired'",
        ),
    ],
    "escrow-held": [(f"UPDATE orders SET payment = 'refunded' WHERE id = {FIRST}", f"SELECT {FIRST}")],
    "refunds-within-payments": [
        (
            f"INSERT INTO ledger_entries VALUES (NULL, {FIRST}, 'refund', 'x', 'buyer', 9000000, 0)",
            f"SELECT {FIRST}",
        )
    ],
    "order-sums": [
        (
            f"UPDATE order_lines SET {column} = {column} + 1 WHERE order_id = {FIRST} AND position = 0",
            f"SELECT {FIRST}",
        )
        for column in ("price_fen", "goods_fen", "freight_fen", "vat_fen", "cut_fen", "tender_fen")
    ],
    "taxes-assessed": [
        (
            f"UPDATE order_lines SET vat_fen = vat_fen + 1, consumption_fen = 1 WHERE order_id = {FIRST}",
            f"SELECT {FIRST} || ' 0'",
        )
    ],
    "order-cuts": [("UPDATE order_offers SET fen = fen + 1 WHERE effect = 'cut'", "SELECT id FROM orders")],
    "order-tender": [
        ("UPDATE order_offers SET fen = fen + 1 WHERE effect = 'tender'", "SELECT id FROM orders")
    ],
    "reversed-within-lines": [
        (f"UPDATE line_reversals SET {column} = 9000000", "SELECT order_id FROM line_reversals")
        for column in ("quantity", "goods_fen", "freight_fen", "tax_fen")
    ],
    "return-events": [("UPDATE returns SET state = 'received'", "SELECT id FROM returns")],
    "returned-and-written": [
        (
            "UPDATE return_lines SET quantity = quantity + 1",
            "SELECT id FROM returns WHERE state = 'refunded'",
        ),
        (
            "DELETE FROM line_reversals WHERE reference LIKE 'R%'",
            "SELECT id FROM returns WHERE state = 'refunded'",
        ),
    ],
    "disputes-hold-escrow": [
        (f"UPDATE orders SET payment = 'disputed' WHERE id = {FIRST}", f"SELECT {FIRST}"),
        ("DELETE FROM dispute_events", "SELECT id FROM orders WHERE payment = 'disputed'"),
    ],
    "coupons-within-limits": [
        (
            """INSERT INTO coupon_entries SELECT NULL, 'code-20', buyer_id, id, 'reserve', 0
               FROM intents LIMIT 2""",
            "SELECT 'code-20'",
        )
    ],
    "coupons-of-orders": [
        (
            "DELETE FROM coupon_entries WHERE kind = 'reserve'",
            "SELECT intent FROM orders",
        ),
        (
            "DELETE FROM coupon_entries WHERE kind = 'restore'",
            "SELECT intent FROM coupon_entries WHERE kind = 'restore'",
        ),
    ],
    "payments-asked": [("UPDATE payments SET amount_fen = amount_fen + 1", "SELECT id FROM payments")],
    "booked-once": [
        (
            """INSERT INTO provider_answers SELECT 'again', payment_id, outcome, amount_fen, payer, effect, at
               FROM provider_answers WHERE effect = 'booked' LIMIT 1""",
            """SELECT order_id FROM payment_orders JOIN provider_answers USING (payment_id)
               WHERE effect = 'booked'""",
        )
    ],
    "paid-and-answered": [
        (
            "UPDATE orders SET paid_at = NULL",
            "SELECT reference FROM provider_answers WHERE effect = 'booked'",
        ),
        ("DELETE FROM provider_answers WHERE effect = 'booked'", "SELECT id FROM orders"),
    ],
    "points-of-orders": [
        (
            "UPDATE points_entries SET points = points - 1 WHERE kind = 'spend'",
            "SELECT intent FROM orders",
        ),
        (
            "DELETE FROM points_entries WHERE kind = 'restore'",
            "SELECT order_id FROM line_reversals WHERE points_fen > 0",
        ),
    ],
    "points-not-negative": [("UPDATE points_entries SET points = -1", "SELECT buyer_id FROM points_entries")],
    "order-events": [
        (f"UPDATE orders SET state = 'completed' WHERE id = {FIRST}", f"SELECT {FIRST}"),
        (
            "DELETE FROM order_events WHERE code = 'dispute_opened'",
            "SELECT id FROM orders WHERE payment = 'disputed'",
        ),
    ],
    "events-replayed": [
        (
            "DELETE FROM order_events WHERE code = 'payment_started'",
            "SELECT id || ' created -> held' FROM orders",
        ),
        ("DELETE FROM order_events WHERE code = 'placed'", "SELECT id || ' -> pending_payment' FROM orders"),
        (
            "DELETE FROM return_events WHERE state = 'received'",
            "SELECT id || ' shipped_back -> inspected' FROM returns",
        ),
    ],
    "stock-not-negative": [
        ("UPDATE stock_movements SET quantity = 1 WHERE kind = 'receive'", "SELECT sku_id FROM stock")
    ],
    "stock-reserved": [
        (
            "UPDATE stock_movements SET quantity = quantity + 1 WHERE kind = 'reserve'",
            "SELECT sku_id FROM stock",
        ),
        ("DELETE FROM stock_movements WHERE kind = 'release'", "SELECT sku_id FROM stock"),
        ("DELETE FROM stock_movements WHERE kind = 'ship'", "SELECT sku_id FROM stock"),
    ],
    "quota-of-orders": [
        (f"UPDATE quota_entries SET fen = fen - 1 WHERE reference = {FIRST}", f"SELECT {FIRST}"),
        (
            "DELETE FROM quota_entries WHERE reference LIKE '%/unpaid'",
            "SELECT id FROM orders WHERE state = 'expired'",
        ),
    ],
    "quota-of-cancelled-pieces": [
        ("UPDATE quota_entries SET fen = fen - 1 WHERE reference LIKE '%/cancel-1'", f"SELECT {FIRST}")
    ],
    "quota-freed-once": [
        (
            "UPDATE quota_entries SET fen = 9000000 WHERE kind = 'free' AND reference LIKE '%/cancel-1'",
            f"SELECT {FIRST}",
        )
    ],
    "year-limits": [(f"UPDATE quota_entries SET fen = 2600001 WHERE reference = {FIRST}", f"SELECT {FIRST}")],
    "compensations-granted": [
        (f"INSERT INTO compensations SELECT {FIRST}, 'dispatch_120h', 'first-25', 0", f"SELECT {FIRST}")
    ],
    "mentions-counted": [
        (
            "UPDATE product_mentions SET notes = notes + 1",
            "SELECT product_id || ' ' || verdict FROM product_mentions",
        )
    ],
    "topics-of-notes": [("INSERT INTO note_topics VALUES (9999, 'ali', 0, x'')", "SELECT id FROM notes")],
    "interests-replayed": [("INSERT INTO interests VALUES ('alan', 1, 2.0, 0)", "SELECT 'alan 1'")],
    "tallies-counted": [
        ("UPDATE note_tallies SET notes = notes + 1", "SELECT category_id FROM note_tallies"),
        ("UPDATE goods_tallies SET goods = goods - 1", "SELECT kind || ' ' || key FROM goods_tallies"),
    ],
    "heat-replayed": [
        ("INSERT INTO product_heat VALUES ('cream-unheard-of', 9e9)", "SELECT 'cream-unheard-of'")
    ],
    "parcels-of-paid-orders": [("UPDATE parcels SET order_id = order_id || 'x'", "SELECT id FROM orders")],
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a world in which orders were cancelled in part, sent back, disputed, released and left to expire."""
    path = tmp_path_factory.mktemp("doctor") / "world.db"
    store = open_small(path)
    plan_offers(store)
    first, second = order(store, ("sunscreen-30", 3), ("mask-7", 3))
    (released,) = order(store, ("mask-7", 1))
    store.payments.pay("alan", [first, second])
    store.payments.pay("alan", [released])
    store.cancellations.cancel("alan", first, {0: 1})
    (late,) = order(store, ("sunscreen-30", 1))
    request = store.payments.request("alan", [late])
    store.world.advance(1_800)
    store.settling.settle("alan")
    store.payments.hear(Answer("alipay/late", request.id, "succeeded", request.amount_fen))
    store.payments.ask(Embedded("alipay", "declines"), request)
    store.world.advance(15 * DAY)
    store.receipts.confirm("alan", released)
    for reason in ("damaged", "quality"):
        one = store.returns.request("alan", second, {0: 1}, reason)  # type: ignore[arg-type]
        store.returns.answer(one.id)
        store.returns.send_back("alan", one.id)
        store.world.advance(3 * DAY)
        store.returns.settle(second)
        store.returns.inspect(one.id, "" if reason == "damaged" else "opened")
    store.disputes.open("alan", one.id)
    (coupon,) = order(store, ("sunscreen-60", 1), buyer="xiaoman")
    store.cancellations.cancel("xiaoman", coupon)
    store.database.read().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


def order(store: Store, *lines: tuple[str, int], buyer: str = "alan") -> list[str]:
    """Place what is put into the cart; return the orders' ids, in the order of their parcels."""
    for sku, pieces in lines:
        store.cart.add(buyer, sku, pieces)
    made = store.checkout.begin(buyer)
    return [o.id for o in store.checkout.place(buyer, made, made.addresses[0].id, "alipay")]


def sick(path: Path) -> dict[str, str]:
    """Return what the doctor finds, by the name of the check."""
    store = Store.open(path, FixedClock(NOW))
    found = {check["name"]: check["detail"] for check in store.doctor()["checks"] if not check["ok"]}
    store.close()
    return found


def test_every_check_of_every_room_is_told() -> None:
    assert sorted(ORDER) == sorted(all_checks(date(2026, 11, 22)))


def test_a_world_in_which_everything_has_happened_is_healthy(lived: Path) -> None:
    assert sick(lived) == {}


@pytest.mark.parametrize(
    ("name", "statement", "row"),
    [(name, *case) for name, cases in TAMPERED.items() for case in cases],
    ids=[f"{name}-{number}" for name, cases in TAMPERED.items() for number, _ in enumerate(cases)],
)
def test_a_row_that_was_touched_is_named(
    lived: Path, tmp_path: Path, name: str, statement: str, row: str
) -> None:
    path = tmp_path / "world.db"
    shutil.copy(lived, path)
    connection = sqlite3.connect(path, isolation_level=None)
    rows = [str(found[0]) for found in connection.execute(row)]
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (trigger,) in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    assert connection.execute(statement).rowcount > 0
    connection.close()
    found = sick(path)
    assert name in found
    assert any(found[name].startswith(wanted) for wanted in rows), found


def test_a_page_that_was_overwritten_is_found(lived: Path, tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    connection = sqlite3.connect(lived)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'provider_post'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    content = bytearray(lived.read_bytes())
    content[(root - 1) * size + 1 : (root - 1) * size + 8] = b"\xff" * 7
    path.write_bytes(content)
    assert "database-whole" in sick(path)


@pytest.mark.parametrize("rate", ["much", "1"])
def test_a_rate_that_is_none_is_told_and_stops_nothing(lived: Path, tmp_path: Path, rate: str) -> None:
    path = tmp_path / "world.db"
    shutil.copy(lived, path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE order_lines SET consumption_rate = ?", (rate,))
    connection.close()
    assert set(sick(path)) == {"taxes-assessed"}


def test_every_check_has_been_seen_to_fail(lived: Path) -> None:
    store = Store.open(lived, FixedClock(NOW))
    names = {check["name"] for check in store.doctor()["checks"]}
    store.close()
    # above, in tests/store/provenance, in tests/store/discovery
    elsewhere = {"database-whole", "provenance", "search-index", "search-postings"}
    assert names - elsewhere == set(TAMPERED)
