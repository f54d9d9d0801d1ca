"""What the checkout asks the store; all of it runs in threads and may raise ``StoreError``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.trade.records import CartSummary, CheckoutDraft, Order

if TYPE_CHECKING:
    from store.shop import Store


def priced_anew(store: Store, viewer: str, draft: CheckoutDraft) -> CheckoutDraft:
    """Return a draft of the same lines, address and services at today's prices, without what is gone."""
    lines = [(line.sku.id, line.quantity) for group in draft.groups for line in group.lines]
    if draft.from_cart:
        again = store.checkout.begin(viewer, [sku for sku, _ in lines])
    else:
        again = store.checkout.begin_now(viewer, *lines[0])
    if draft.address_id is None:
        return again
    return store.checkout.with_services(viewer, again, draft.address_id, draft.services)


def put_back(store: Store, viewer: str, orders: tuple[Order, ...]) -> tuple[CartSummary, int]:
    """Put what expired orders held into the cart again; return what the cart is now, and of how many kinds that was."""
    lines = {line.sku_id: line.quantity for order in orders for line in order.lines}
    store.settling.settle(viewer)
    there = {line.sku.id for group in store.cart.view(viewer).groups for line in group.lines}
    with store.transaction():
        for sku_id, quantity in lines.items():
            if sku_id not in there:
                store.cart.restore(viewer, sku_id, quantity)
        return store.cart.summary(viewer), len(lines)
