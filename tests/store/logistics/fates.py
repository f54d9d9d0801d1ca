"""Plans and parcels for tests: drawn without a store, or bought and paid in the small world."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from store import Store
from store.logistics.plan import draw_plan
from store.logistics.records import ParcelPlan, Trouble
from store.trade.records import Order
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT

HOUR, DAY = 3_600, 86_400
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)
modes = st.sampled_from(["bonded_1210", "direct_9610", "overseas_9610"])
troubles = st.sampled_from(TROUBLES)
spans = st.tuples(st.integers(1, 6), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
names = st.text(min_size=1, max_size=8)


def plan(
    order: str, mode: str, days: tuple[int, int] = (3, 9), trouble: str = "", paid_at: int = NOW
) -> ParcelPlan:
    return draw_plan(
        order_id=order,
        mode=mode,  # type: ignore[arg-type]
        origin=NINGBO if mode == "bonded_1210" else BORDEAUX,
        port=None if mode == "bonded_1210" else SHANGHAI_PORT,
        destination=OSAKA,
        paid_at=paid_at,
        days=days,
        trouble=trouble,  # type: ignore[arg-type]
    )


def bought(store: Store, sku: str = "mask-7", trouble: Trouble = "", quantity: int = 1) -> Order:
    """Return an order of the first buyer, paid, whose parcel meets a trouble."""
    made = store.checkout.begin_now("alan", sku, quantity)
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    return store.payments.pay("alan", [order.id], trouble)[0]


def until(store: Store, order: Order, stage: str) -> None:
    """Let time pass until a parcel reaches a stage."""
    for _ in range(30):
        tracking = store.parcels.of_order(order.id)
        assert tracking is not None
        if tracking.stage == stage:
            return
        assert tracking.next_at is not None, tracking.stage
        store.world.advance(tracking.next_at - store.clock.now())
    raise AssertionError(stage)


def sound(store: Store) -> bool:
    """Tell whether all books agree."""
    return all(check["ok"] for check in store.doctor()["checks"])
