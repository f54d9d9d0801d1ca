"""Customs: the declaration's machine, what a buyer can do, and who waits for whom."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.logistics.customs import MOVES, declare, is_open, steps
from store.logistics.documents import compare
from store.logistics.records import Act
from tests.small_world import NOW
from tests.store.logistics.fates import DAY, HOUR, bought, modes, names, plan, sound, troubles, until


@given(
    names, modes, troubles, st.sampled_from(["", "id_photo", "payer", "withdraw"]), st.integers(0, 40 * 24)
)
def test_invariant_11_the_declaration_only_moves_as_it_may(
    order: str, mode: str, trouble: str, kind: str, hours: int
) -> None:
    fated = plan(order, mode, trouble=trouble)
    held = dict(fated.stages).get("held")
    acts = [Act(kind, held + 30 * HOUR)] if kind and held else []  # type: ignore[arg-type]
    found = steps(fated, acts, NOW + hours * HOUR)
    assert found[0].state == "collecting"
    for before, after in pairwise(found):
        assert after.state in MOVES[before.state], (before, after)
        assert before.at <= after.at <= NOW + hours * HOUR


def test_every_end_of_the_machine_is_an_end_for_real() -> None:
    ends = {state for state, moves in MOVES.items() if not moves}
    assert ends == {"released", "rejected", "withdrawn"}
    seen = set()
    for trouble in ("", "inspected", "rejected", "held_id_photo"):
        for mode in ("bonded_1210", "direct_9610"):
            seen.add(steps(plan("end", mode, trouble=trouble), (), NOW + 90 * DAY)[-1].state)
    assert seen == ends


@pytest.mark.parametrize("sku", ["sunscreen-30", "mask-7"])
@pytest.mark.parametrize(("trouble", "kind"), [("held_id_photo", "id_photo"), ("held_payer", "payer")])
def test_a_held_parcel_goes_on_once_its_buyer_answers(
    store: Store, sku: str, trouble: str, kind: str
) -> None:
    order = bought(store, sku, trouble)  # type: ignore[arg-type]
    until(store, order, "held")
    store.world.advance(3 * DAY)
    before = store.parcels.of_order(order.id)
    assert before is not None and before.gives_up_at and before.waits_for_buyer and is_open(before)
    identity = store.buyers.identity("alan")
    lit = [one.field for one in compare(order, identity, order.payable_fen, before) if not one.agrees]
    assert lit == (["number"] if kind == "id_photo" else ["name"])
    wrong = "payer" if kind == "id_photo" else "id_photo"
    with pytest.raises(StoreError, match="nothing_to_answer"):
        store.parcels.act("alan", order.id, wrong)  # type: ignore[arg-type]
    store.parcels.act("alan", order.id, kind)  # type: ignore[arg-type]
    store.parcels.act("alan", order.id, kind)  # type: ignore[arg-type]
    until(store, order, "delivered")
    after = store.parcels.of_order(order.id)
    assert after is not None and after.reached("released") is not None
    assert all(one.agrees for one in compare(order, identity, order.payable_fen, after))
    assert store.receipts.confirm("alan", order.id).payment == "released"
    assert sound(store)


def test_what_is_withdrawn_comes_back_and_is_refunded_whole(store: Store) -> None:
    shelf, used = store.stock.available("mask-7"), store.cart.year_used("alan")
    order = bought(store, "mask-7", "held_payer", 2)
    until(store, order, "held")
    store.parcels.act("alan", order.id, "withdraw")
    until(store, order, "returned")
    store.settling.settle("alan")
    (after,) = store.orders.list("alan")
    assert (after.state, after.payment, store.escrow.paid(order.id)) == ("cancelled", "refunded", 0)
    assert (store.stock.available("mask-7"), store.cart.year_used("alan")) == (shelf, used)
    assert sound(store)


def test_customs_does_not_wait_for_ever(store: Store) -> None:
    order = bought(store, "mask-7", "held_id_photo")
    until(store, order, "held")
    gives_up = store.parcels.of_order(order.id).gives_up_at  # type: ignore[union-attr]
    assert gives_up is not None and gives_up - store.clock.now() == 10 * DAY
    store.world.advance(60 * DAY)
    store.settling.settle("alan")
    assert store.orders.list("alan")[0].payment == "refunded"
    with pytest.raises(StoreError, match="not_held"):
        store.parcels.act("alan", order.id, "id_photo")
    assert sound(store)


def test_nobody_answers_for_somebody_else_or_for_nothing(store: Store) -> None:
    order = bought(store, "mask-7")
    for kind, code in (("id_photo", "not_held"), ("withdraw", "not_held"), ("collect", "not_at_pickup")):
        with pytest.raises(StoreError, match=code):
            store.parcels.act("alan", order.id, kind)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="unknown_order"):
        store.parcels.act("xiaoman", order.id, "id_photo")


def test_invariant_13_no_escrow_is_released_while_customs_holds(store: Store) -> None:
    order = bought(store, "mask-7", "held_id_photo")
    until(store, order, "held")
    store.world.advance(9 * DAY)
    store.settling.settle("alan")
    assert store.orders.get(order.id).payment == "held"
    with pytest.raises(StoreError, match="not_delivered"):
        store.receipts.confirm("alan", order.id)


def test_the_declaration_is_made_of_the_three_documents(store: Store) -> None:
    order = bought(store, "sunscreen-30", quantity=3)
    store.cancellations.cancel("alan", order.id, {0: 1})
    order = store.orders.get(order.id)
    facts = store.parcels.facts_of_order(order.id)
    assert facts is not None
    declared = declare(order, store.buyers.identity("alan"), facts[0], facts[1], store.clock.now())
    assert (declared.order_id, declared.waybill) == (order.id, facts[0].tracking_number)
    assert declared.goods == (("sunscreen-30", 2),)
    left = store.orders.remaining(order)
    assert abs(declared.value_fen - left.goods_fen - left.freight_fen) <= 1
    assert "*" in declared.buyer and "****" in declared.buyer_number
    assert declared.state == "collecting"
    assert declared.number.startswith("3104")


def moments(mode: str, trouble: str, after: int, acts: tuple[Act, ...] = ()) -> list[tuple[str, int]]:
    fated = plan("steps", mode, trouble=trouble)
    return [(step.state, step.at) for step in steps(fated, acts, NOW + after)]


def test_a_declaration_is_matched_after_twenty_minutes_and_submitted_after_forty_five() -> None:
    for mode, gate in (("bonded_1210", "packed"), ("direct_9610", "arrived_port")):
        at = dict(plan("steps", mode).stages)
        begins, released = at[gate], at["released"]  # type: ignore[index]
        whole = [
            ("collecting", NOW),
            ("matching", begins),
            ("matched", begins + 20 * 60),
            ("submitted", begins + 45 * 60),
            ("released", released),
        ]
        assert moments(mode, "", 90 * DAY) == whole
        for number, (_, moment) in enumerate(whole):  # each from its own second on
            assert moments(mode, "", moment - NOW) == whole[: number + 1]
            assert moments(mode, "", moment - NOW - 1)[: number + 1] in (whole[:number], whole[:1])


@pytest.mark.parametrize("trouble", ["held_id_photo", "held_payer"])
def test_a_mismatch_is_matched_anew_from_the_answer_on(trouble: str) -> None:
    kind = "id_photo" if trouble == "held_id_photo" else "payer"
    at = dict(plan("steps", "direct_9610", trouble=trouble).stages)
    held, answered = at["held"], at["held"] + 30 * HOUR
    until_then = [("collecting", NOW), ("matching", at["arrived_port"]), ("mismatch", held)]
    assert moments("direct_9610", trouble, answered - NOW) == until_then
    found = moments("direct_9610", trouble, 90 * DAY, (Act(kind, answered),))  # type: ignore[arg-type]
    assert found == [
        *until_then,
        ("matching", answered),
        ("matched", answered + 20 * 60),
        ("submitted", answered + 45 * 60),
        ("released", at["released"] + 30 * HOUR),
    ]
    early = moments("direct_9610", trouble, 90 * DAY, (Act(kind, held - HOUR),))  # type: ignore[arg-type]
    assert early[3] == ("matching", held)
    withdrawn = moments("direct_9610", trouble, 90 * DAY, (Act("withdraw", answered),))
    assert withdrawn == [*until_then, ("withdrawn", answered)]
    assert moments("direct_9610", trouble, 90 * DAY) == [*until_then, ("withdrawn", held + 10 * DAY)]
    wrong = "payer" if kind == "id_photo" else "id_photo"
    assert moments("direct_9610", trouble, answered - NOW, (Act(wrong, held),)) == until_then  # type: ignore[arg-type]


def test_inspection_and_rejection_keep_their_own_moments() -> None:
    at = dict(plan("steps", "bonded_1210", trouble="rejected").stages)
    found = moments("bonded_1210", "rejected", 90 * DAY)
    assert found[-2:] == [("inspected", at["inspected"]), ("rejected", at["rejected"])]
    looked = dict(plan("steps", "bonded_1210", trouble="inspected").stages)
    assert moments("bonded_1210", "inspected", 90 * DAY)[-2:] == [
        ("inspected", looked["inspected"]),
        ("released", looked["released"]),
    ]


@pytest.mark.parametrize(("trouble", "stage"), [("held_id_photo", "held"), ("inspected", "inspected")])
def test_customs_is_open_while_it_holds_or_looks(store: Store, trouble: str, stage: str) -> None:
    order = bought(store, "mask-7", trouble)  # type: ignore[arg-type]
    assert not is_open(store.parcels.of_order(order.id)) and not is_open(None)
    until(store, order, stage)
    assert is_open(store.parcels.of_order(order.id))


def test_the_worth_of_what_is_left_is_declared(store: Store) -> None:
    order = bought(store, "mask-7", quantity=3)
    store.cancellations.cancel("alan", order.id, {0: 1})
    order = store.orders.get(order.id)
    parcel, acts, _ = store.parcels.facts_of_order(order.id)  # type: ignore[misc]
    identity = store.buyers.identity("alan")
    told = declare(order, identity, parcel, acts, NOW)
    (line,) = order.lines
    assert told.goods == (("mask-7", line.remaining),)
    assert told.value_fen == (line.goods_fen + line.freight_fen) * line.remaining // 3
    assert told.tax_fen == line.tax.tax_fen * line.remaining // 3
    assert told.number.startswith("2233") and told.number[10] == "I" and len(told.number) == 20
    assert (told.buyer, told.buyer_number) == ("*岚", "3101**********204X")
    nobody = declare(order, None, parcel, acts, NOW)
    assert (nobody.buyer, nobody.buyer_number, nobody.state) == ("", "", "collecting")
