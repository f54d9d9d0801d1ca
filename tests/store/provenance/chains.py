"""A chain to do things to: a unit that was delivered, with its file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.provenance.records import Chain, SignedEvent
from tests.small_world import open_small


def delivered(store: Store, sku: str = "mask-7") -> str:
    """Buy a piece and let it arrive; return the order's id."""
    store.cart.add("alan", sku)
    draft = store.checkout.begin("alan")
    (order,) = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id])
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(30 * 86_400)
    return order.id


def chain_at(path: Path, sku: str = "mask-7") -> Chain:
    """Return the chain of a delivered unit in a new world."""
    store = open_small(path)
    (chain,) = store.provenance.of_order(delivered(store, sku))
    store.close()
    return chain


def with_event(chain: Chain, number: int, event: SignedEvent) -> Chain:
    """Return a copy with another event at ``number`` (from 0)."""
    return replace(chain, events=(*chain.events[:number], event, *chain.events[number + 1 :]))
