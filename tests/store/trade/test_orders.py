"""From checkout to escrow: the invariants of the trade, by their numbers."""

from __future__ import annotations

import hashlib
import multiprocessing
import sqlite3
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from store.trade.orders import MOVES, PAYMENT_MOVES
from store.trade.records import CheckoutDraft, Order
from tests.small_world import NOW, open_small, plan_offers


def draft(store: Store, buyer: str = "alan") -> CheckoutDraft:
    store.cart.add(buyer, "sunscreen-30", 2)
    store.cart.add(buyer, "mask-7")
    return store.checkout.begin(buyer)


def place(store: Store, made: CheckoutDraft, buyer: str = "alan") -> tuple[Order, ...]:
    return store.checkout.place(buyer, made, made.addresses[0].id, "alipay")


def healthy(store: Store) -> bool:
    return all(check["ok"] for check in store.doctor()["checks"])


def test_a_purchase_from_cart_to_released_escrow(store: Store) -> None:
    made = draft(store)
    orders = place(store, made)
    assert [order.state for order in orders] == ["pending_payment"] * 2
    assert sum(order.total_fen for order in orders) == made.total_fen
    assert store.cart.summary("alan").kinds == 0
    paid = store.payments.pay("alan", [order.id for order in orders])
    assert {(order.state, order.payment) for order in paid} == {("paid", "held")}
    assert sum(store.escrow.held(order.id) for order in paid) == made.total_fen
    with pytest.raises(StoreError, match="not_delivered"):
        store.receipts.confirm("alan", paid[0].id)
    store.world.advance(20 * 86_400)
    for order in paid:
        store.receipts.confirm("alan", order.id)
        assert store.escrow.held(order.id) == 0
    assert store.stock.balance("sunscreen-30") == (40, 0)
    assert healthy(store)


def test_invariant_3_the_ledger_adds_up_to_nothing(store: Store) -> None:
    (order, _) = store.payments.pay("alan", [o.id for o in place(store, draft(store))])
    assert sum(entry.fen for entry in store.orders.ledger(order.id)) == 0
    store.cancellations.cancel("alan", order.id)
    entries = store.orders.ledger(order.id)
    assert sum(entry.fen for entry in entries if entry.account == "buyer") == 0
    assert store.escrow.held(order.id) == 0


def _buy_last(path: Path, buyer: str, answers: multiprocessing.Queue[str]) -> None:
    store = Store.open(path, FixedClock(NOW))
    try:
        made = store.checkout.begin_now(buyer, "sunscreen-60")
        place(store, made, buyer)
        answers.put("bought")
    except StoreError as error:
        answers.put(error.code)
    store.close()


def test_invariant_4_processes_race_for_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    open_small(path).close()
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = context.Queue()
    racers = [
        context.Process(target=_buy_last, args=(path, buyer, answers))
        for buyer in ("alan", "xiaoman", "alan", "xiaoman")
    ]
    for racer in racers:
        racer.start()
    said = sorted(answers.get(timeout=60) for _ in racers)
    for racer in racers:
        racer.join(30)
    assert said == ["bought", "out_of_stock", "out_of_stock", "out_of_stock"]
    store = Store.open(path, FixedClock(NOW))
    assert store.stock.balance("sunscreen-60") == (1, 1)
    assert healthy(store)
    store.close()


def test_invariant_5_an_expired_order_gives_back_once(store: Store) -> None:
    orders = place(store, draft(store))
    assert store.stock.available("sunscreen-30") == 40
    store.world.advance(30 * 60)
    assert {order.state for order in store.orders.list("alan")} == {"pending_payment"}  # reading only reads
    for _ in range(2):
        store.settling.settle("alan")
        assert {order.state for order in store.orders.list("alan")} == {"expired"}
    assert store.stock.balance("sunscreen-30") == (42, 0)
    assert store.cart.year_used("alan") == 0
    with pytest.raises(StoreError, match="order_expired"):
        store.payments.pay("alan", [orders[0].id])
    assert healthy(store)


def test_invariant_6_the_same_intent_is_one_order(store: Store) -> None:
    made = draft(store)
    first, second = place(store, made), place(store, made)
    assert [order.id for order in first] == [order.id for order in second]
    assert len(store.orders.list("alan")) == 2
    with pytest.raises(StoreError, match="intent_reused"):
        store.checkout.place("alan", made, made.addresses[1].id, "alipay")
    ids = [order.id for order in first]
    assert store.payments.pay("alan", ids) == store.payments.pay("alan", ids)
    assert len(store.orders.ledger(ids[0])) == 2


def test_two_intents_whose_letters_meet_are_two_orders(store: Store) -> None:
    letters: dict[str, str] = {}
    for number in range(100_000):
        intent = f"intent-{number}"
        key = hashlib.sha256(f"{intent}/0".encode()).hexdigest()[:6]
        if key in letters:
            break
        letters[key] = intent
    pair = (letters[key], intent)
    made = [store.checkout.begin_now("alan", "sunscreen-30", intent=each) for each in pair]
    first, second = (place(store, each)[0] for each in made)
    assert first.id[-6:].lower() == key and first.id != second.id
    assert place(store, made[1]) == (second,)
    assert healthy(store)


def test_invariant_8_a_changed_price_stops_the_order(store: Store) -> None:
    made = draft(store)
    store.catalogue.set_price("sunscreen-30", 8_000)
    with pytest.raises(StoreError) as caught:
        place(store, made)
    assert caught.value.code == "cart_changed"
    assert caught.value.params["shown_fen"] == made.total_fen < caught.value.params["now_fen"]
    assert store.orders.list("alan") == ()
    assert store.cart.summary("alan").kinds == 2


@pytest.mark.parametrize("change", ["freight", "tax", "sale"])
def test_invariant_8_every_sum_that_was_shown_is_checked(store: Store, change: str) -> None:
    """The amount to pay stays the same while two of the sums it is made of move."""
    made = draft(store)
    (first, *others) = made.groups
    line = first.lines[0]
    moved = {
        "freight": replace(line, freight_fen=line.freight_fen + 100, goods_fen=line.goods_fen - 100),
        "tax": replace(line, tax=replace(line.tax, vat_fen=line.tax.vat_fen + 1, consumption_fen=1)),
        "sale": replace(line, cut_fen=line.cut_fen + 50),
    }[change]
    shown = replace(made, groups=(replace(first, lines=(moved, *first.lines[1:])), *others))
    with pytest.raises(StoreError, match="cart_changed"):
        place(store, shown)
    assert store.orders.list("alan") == ()


def test_invariant_9_a_cancelled_order_gives_its_coupon_back_and_a_split_one_counts_once(
    store: Store,
) -> None:
    plan_offers(store)
    orders = place(store, draft(store))
    assert len(orders) == 2 and all(any(o.offer_id == "first-25" for o in order.offers) for order in orders)
    uses = "SELECT kind, COUNT(*) FROM coupon_entries WHERE offer_id = 'first-25' GROUP BY kind ORDER BY kind"
    connection = store.database.read()
    assert [tuple(row) for row in connection.execute(uses)] == [("reserve", 1)]
    store.cancellations.cancel("alan", orders[0].id)
    assert [tuple(row) for row in connection.execute(uses)] == [("reserve", 1)]
    store.cancellations.cancel("alan", orders[1].id)
    assert [tuple(row) for row in connection.execute(uses)] == [("reserve", 1), ("restore", 1)]
    again = place(store, draft(store))
    assert any(offer.offer_id == "first-25" for offer in again[0].offers)
    assert healthy(store)


def test_a_coupon_that_ends_between_two_pages_stops_the_order(store: Store) -> None:
    plan_offers(store)
    made = draft(store)
    store.world.advance(401 * 86_400)
    with pytest.raises(StoreError) as caught:
        place(store, made)
    assert caught.value.code == "cart_changed"
    assert caught.value.params["shown_fen"] < caught.value.params["now_fen"]
    assert store.orders.list("alan") == ()


def test_invariant_11_every_move_that_is_not_in_the_table_is_refused(store: Store) -> None:
    (order, _) = place(store, draft(store))
    refused = 0
    for state, payment in product(MOVES, PAYMENT_MOVES):
        here = replace(order, state=state, payment=payment)
        for to, then in product(MOVES, PAYMENT_MOVES):
            legal = (to == state or to in MOVES[state]) and (
                then == payment or then in PAYMENT_MOVES[payment]
            )
            if not legal:
                refused += 1
                with pytest.raises(StoreError, match="illegal_move"):
                    store.orders.move(here, to, then, "try")
    assert refused > 1_500
    assert store.orders.get(order.id) == order
    assert [event.code for event in store.orders.events(order.id)] == ["placed"]


def test_invariant_11_the_books_cannot_be_rewritten(store: Store) -> None:
    place(store, draft(store))
    for book in ("order_events", "quota_entries", "stock_movements"):
        for statement in (f"DELETE FROM {book}", f"UPDATE {book} SET at = 0"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                store.database.read().execute(statement)


def test_invariant_15_the_year_counts_the_person(store: Store) -> None:
    store.buyers.keep_identity("xiaoman", "*岚", "3101**********204X", "secret of alan")
    for buyer in ("alan", "xiaoman", "alan", "xiaoman"):
        place(store, store.checkout.begin_now(buyer, "amp-1"), buyer)
    assert store.cart.year_used("alan") == store.cart.year_used("xiaoman") == 4 * 568_000
    with pytest.raises(StoreError, match="over_annual_limit"):
        store.checkout.begin_now("alan", "amp-1")


def test_invariant_16_an_order_is_a_snapshot(store: Store) -> None:
    plan_offers(store)
    orders = place(store, draft(store))
    path = store.database.path
    store.catalogue.set_price("sunscreen-30", 1)
    connection = store.database.read()
    for table, columns in {
        "skus": "name_zh = 'x', name_en = 'x', price_fen = 1, weight_g = 9, net_amount = '1'",
        "products": "title_zh = 'x', title_en = 'x', return_rule = 'none', tax_class = 'wine', picture = '{}'",
        "brands": "name_zh = 'x', name_en = 'x'",
        "merchants": "name_zh = 'x', name_en = 'x', kind = 'third_party'",
        "warehouses": "name_zh = 'x', name_en = 'x', mode = 'overseas_9610'",
        "offers": "name_zh = 'x', name_en = 'x', off_fen = 1",
        "addresses": "recipient = 'x', street_zh = 'x'",
    }.items():
        connection.execute(f"UPDATE {table} SET {columns}")
    store.close()
    again = Store.open(path, FixedClock(NOW))
    assert tuple(again.orders.get(order.id) for order in orders) == orders
    again.close()


def test_invariant_18_no_number_is_kept_in_full(store: Store) -> None:
    number, phone = "11010519491231002X", "13812342046"
    store.buyers.verify("alan", "陆岚", number)
    home = store.buyers.addresses("alan")[0]
    assert store.buyers.add_address("alan", replace(home, phone_masked=phone)).phone_masked == "138****2046"
    identity = store.buyers.identity("alan")
    assert identity is not None
    assert (identity.name_masked, identity.number_masked) == ("*岚", "1101**********002X")
    store.database.read().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = store.database.path.read_bytes()
    assert number.encode() not in kept
    assert phone.encode() not in kept
    with pytest.raises(StoreError, match="identity_number_invalid"):
        store.buyers.verify("alan", "陆岚", "110105194912310021")


def test_without_an_identity_nothing_is_placed(store: Store) -> None:
    store.database.read().execute("DELETE FROM identities")
    with pytest.raises(StoreError, match="identity_missing"):
        place(store, draft(store))


def test_a_parcel_on_its_way_cannot_be_cancelled(store: Store) -> None:
    orders = store.payments.pay("alan", [order.id for order in place(store, draft(store))])
    store.world.advance(3 * 86_400)
    with pytest.raises(StoreError, match="already_handed_over"):
        store.cancellations.cancel("alan", orders[0].id)


def test_what_is_left_of_an_order_can_be_cancelled_after_a_whole_line_was(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "sunscreen-60")
    (order,) = store.payments.pay("alan", [o.id for o in place(store, store.checkout.begin("alan"))])
    assert store.cancellations.cancel("alan", order.id, {0: 2, 1: 0}).payment == "partly_refunded"
    gone = store.cancellations.cancel("alan", order.id)
    assert (gone.state, gone.payment) == ("cancelled", "refunded")
    assert store.escrow.paid(order.id) == store.escrow.held(order.id) == store.cart.year_used("alan") == 0
    assert store.stock.balance("sunscreen-30") == (42, 0)
    assert healthy(store)


def test_the_last_pieces_cancelled_one_by_one_cancel_the_order(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "sunscreen-60")
    (order,) = store.payments.pay("alan", [o.id for o in place(store, store.checkout.begin("alan"))])
    for pieces in ({0: 1}, {1: 1}, {0: 1}):
        left = store.cancellations.cancel("alan", order.id, pieces)
    assert (left.state, left.payment) == ("cancelled", "refunded")
    assert healthy(store)


def test_cancelling_no_piece_changes_nothing(store: Store) -> None:
    (order, _) = store.payments.pay("alan", [o.id for o in place(store, draft(store))])
    for pieces in ({}, {0: 0}):
        with pytest.raises(StoreError, match="nothing_to_return"):
            store.cancellations.cancel("alan", order.id, pieces)
    assert store.orders.get(order.id).payment == "held"


def test_escrow_is_released_ten_days_after_delivery(store: Store) -> None:
    store.payments.pay("alan", [order.id for order in place(store, draft(store))])
    store.world.advance(9 * 86_400)
    store.settling.settle("alan")
    assert {order.state for order in store.orders.list("alan")} == {"paid"}
    store.world.advance(10 * 86_400)
    store.settling.settle("alan")
    assert {order.state for order in store.orders.list("alan")} == {"completed"}
    assert healthy(store)


@pytest.mark.parametrize(
    ("pieces", "most"), [({0: 3}, 2), ({0: -1}, 2), ({1: 1}, 0), ({-1: 1}, 0), ({0: 1.5}, 2), ({0: True}, 2)]
)
def test_no_more_is_cancelled_than_was_ordered(store: Store, pieces: dict[int, int], most: int) -> None:
    made = store.checkout.begin_now("alan", "sunscreen-30", 2)
    (order,) = store.payments.pay("alan", [one.id for one in place(store, made)])
    with pytest.raises(StoreError) as caught:
        store.cancellations.cancel("alan", order.id, pieces)
    assert (caught.value.code, caught.value.params["most"]) == ("not_so_many", most)
    assert store.orders.get(order.id) == order


def test_what_coupons_pay_is_not_paid_in_money(tmp_path: Path) -> None:
    store = open_small(tmp_path / "offers.db", plan_offers)
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "mask-7", 2)
    made = store.checkout.begin("alan")
    assert made.tender_fen > 2_500  # the newcomers' coupon and points
    assert made.payable_fen == made.total_fen - made.tender_fen
    assert sum(group.payable_fen for group in made.groups) == made.payable_fen
    orders = store.payments.pay("alan", [order.id for order in place(store, made)])
    assert sum(order.payable_fen for order in orders) == made.payable_fen
    for order in orders:
        assert store.escrow.paid(order.id) == order.payable_fen
    store.close()
