"""Whatever befalls parcels and whatever their buyers do about it: money, stock and quota agree afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from tests.small_world import open_small
from tests.store.logistics.fates import DAY, HOUR, TROUBLES, bought
from tests.store.trade.test_any_history import events_rebuild, money_is_whole

SKUS = ("sunscreen-30", "mask-7")
ACTS = ("id_photo", "payer", "withdraw", "collect")
DEEDS = st.one_of(
    st.tuples(st.just("buy"), st.sampled_from(SKUS), st.sampled_from(TROUBLES), st.integers(1, 2)),
    st.tuples(st.sampled_from(("act",)), st.integers(0, 5), st.sampled_from(ACTS)),
    st.tuples(st.sampled_from(("claim", "cancel", "receive", "return", "part")), st.integers(0, 5)),
    st.tuples(st.just("wait"), st.sampled_from((HOUR, 8 * HOUR, DAY, 4 * DAY, 12 * DAY))),
)


def do(store: Store, deed: tuple[object, ...]) -> None:
    """Do one thing; what the store refuses is not done."""
    kind, *rest = deed
    try:
        if kind == "wait":
            store.world.advance(rest[0])  # type: ignore[arg-type]
            store.settling.settle("alan")
        elif kind == "buy":
            bought(store, *rest)  # type: ignore[arg-type]
        else:
            store.settling.settle("alan")
            orders = store.orders.list("alan")
            if not orders:
                return
            order = orders[int(str(rest[0])) % len(orders)].id
            if kind == "act":
                store.parcels.act("alan", order, rest[1])  # type: ignore[arg-type]
            elif kind == "claim":
                store.losses.claim("alan", order)
            elif kind == "cancel":
                store.cancellations.cancel("alan", order)
            elif kind == "part":
                store.cancellations.cancel("alan", order, {0: 1})
            elif kind == "receive":
                store.receipts.confirm("alan", order)
            else:
                one = store.returns.request("alan", order, {0: 1}, "damaged")
                store.world.advance(DAY)
                store.returns.send_back("alan", one.id)
    except StoreError:
        pass


@settings(max_examples=25, deadline=None)
@given(st.lists(DEEDS, max_size=14))
def test_invariants_3_5_13_hold_whatever_befalls_a_parcel(deeds: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_small(Path(folder) / "world.db")
        for deed in deeds:
            do(store, deed)
        store.world.advance(90 * DAY)
        store.settling.settle("alan")
        orders = store.orders.list("alan")
        for order in orders:
            money_is_whole(store, order)
            events_rebuild(store, order)
            tracking = store.parcels.of_order(order.id)
            assert tracking is not None
            if tracking.stage in ("lost", "returned"):
                assert (order.state, order.payment, store.escrow.paid(order.id)) == (
                    "cancelled",
                    "refunded",
                    0,
                )
            elif order.payment == "released":
                assert tracking.stage == "delivered"
            assert store.escrow.held(order.id) == 0 or store.returns.is_open(order.id)
        assert [check for check in store.doctor()["checks"] if not check["ok"]] == []
        assert 0 <= store.cart.year_used("alan") <= 2_600_000
        told = store.news.catch_up("alan")
        assert store.news.catch_up("alan") == 0 <= told
        store.close()
