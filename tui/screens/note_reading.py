"""Reading a note out of the store: what the note's page and the feed's preview show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.notes.note_view import NoteGoods, NoteView

if TYPE_CHECKING:
    from store.shop import Store


def read_note(store: Store, note_id: str, viewer: str, order: str = "hot") -> NoteView:
    """Return a note with comments (``order`` is ``hot`` or ``new``), goods and verdicts, for ``viewer``."""
    note = store.notes.get(note_id, viewer)
    goods = tuple(_goods(store, product_id) for product_id in note.product_ids)
    return NoteView(
        note=note,
        comments=store.notes.comments(note_id, viewer, order),
        order=order,
        goods=goods,
        verdicts=store.notes.verdicts(goods[0].product.id) if goods else {},
        now=store.clock.now(),
        viewer=viewer,
    )


def _goods(store: Store, product_id: str) -> NoteGoods:
    """Return a product with the SKU a buyer would look at first: the cheapest that is in stock."""
    product = store.catalogue.product(product_id)
    sku = min(product.skus, key=lambda sku: (sku.available <= 0, sku.price_fen))
    warehouse = store.catalogue.warehouse(sku.warehouse_id)
    return NoteGoods(product, sku, warehouse, store.pricing.landed(sku, product.tax_class, warehouse.freight))
