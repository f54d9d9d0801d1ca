"""Reading an order out of the store: what its tracking shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.logistics.customs import Declaration, declare
from store.logistics.records import Act, ParcelPlan, Scan, Tracking
from store.trade.losses import Breach
from store.trade.records import Identity, Order
from tui.widgets.tracking.journey import Sibling

if TYPE_CHECKING:
    from store.shop import Store


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of an order: all its screen is computed from."""

    order: Order
    facts: tuple[ParcelPlan, tuple[Act, ...], tuple[Scan, ...]] | None
    tracking: Tracking | None
    identity: Identity | None
    kind: str
    breaches: tuple[Breach, ...]
    siblings: tuple[Sibling, ...]
    declared: Declaration | None


def read_order(store: Store, viewer: str, order_id: str, now: int) -> Found:
    """Read everything there is to show of an order; what time has decided is settled first."""
    store.settling.settle(viewer)
    order = store.orders.get(order_id)
    facts, tracking = store.parcels.facts_of_order(order_id), store.parcels.of_order(order_id)
    identity = store.buyers.identity(order.buyer_id)
    category = store.catalogue.product(order.lines[0].product_id).category.id
    siblings = []
    for one in store.orders.of_intent(order.intent):
        other = store.parcels.of_order(one)
        siblings.append(Sibling(one, other.stage if other else None))
    return Found(
        order,
        facts,
        tracking,
        identity,
        category.partition("/")[0],
        store.losses.breaches(order, tracking),
        tuple(siblings),
        declare(order, identity, facts[0], facts[1], now) if facts else None,
    )
