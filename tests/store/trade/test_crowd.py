"""Eight processes buy from the same stock: nothing is oversold, doubled or lost, and no limit is passed."""

from __future__ import annotations

from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.community.records import Person
from store.trade.records import Address
from store.words import NOTHING, Bilingual
from tests.small_world import NOW, open_small
from tests.store.trade import crowd


def test_invariants_4_6_9_15_hold_while_eight_processes_buy(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    store = open_small(path)
    crowd.stock_up(store, 60)
    buyers = [f"buyer-{number}" for number in range(8)]
    for number, buyer in enumerate(buyers):
        add_buyer(store, buyer, f"secret of person {number // 2}")  # two accounts each: invariant 15
    had = {sku: store.stock.balance(sku)[0] for sku in crowd.SKUS}
    store.close()
    said = crowd.run(path, buyers, 1.0)
    assert said["bought"] > 20
    allowed = {"bought", "out_of_stock", "over_annual_limit", "cart_changed", "offer_gone", "code_used_up"}
    allowed |= {"already_handed_over", "over_single_limit"}
    assert set(said) <= allowed, said
    store = Store.open(path, FixedClock(NOW))
    for sku, pieces in had.items():
        on_hand, reserved = store.stock.balance(sku)
        assert on_hand == pieces and 0 <= reserved <= pieces
    uses = """SELECT COUNT(*) FROM coupon_entries first WHERE kind = 'reserve' AND NOT EXISTS (
        SELECT 1 FROM coupon_entries later WHERE later.intent = first.intent AND later.kind = 'restore')"""
    assert store.database.read().execute(uses).fetchone()[0] <= crowd.CODE_USES
    doubled = "SELECT intent FROM orders GROUP BY intent, merchant_id, warehouse_id HAVING COUNT(*) > 1"
    assert store.database.read().execute(doubled).fetchall() == []
    assert [check for check in store.doctor()["checks"] if not check["ok"]] == []
    for buyer in buyers:
        assert store.cart.year_used(buyer) <= 2_600_000
    store.close()


def add_buyer(store: Store, buyer: str, secret: str = "") -> None:
    """Let somebody into the shop who may order at once; ``secret`` is whose card it is, if it is another's."""
    home = Bilingual.same("安福路 12 号")
    store.people.add(Person(buyer, home, "buyer", 30, NOTHING, NOTHING, NOTHING, 0))
    store.buyers.add_address(buyer, Address(0, home, "阿岚", "138****2046", home, home, 31.2, 121.4))
    store.buyers.keep_identity(buyer, "*岚", "3101**********204X", secret or f"secret of {buyer}")
