"""A product: what it costs to the door and why, in which sizes, what notes say, and the way to buy it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from textual.widget import Widget

from store.trade.records import Cart
from tui.commands import bindings_for
from tui.i18n import pick
from tui.paint.blocks import side_by_side
from tui.paint.rows import Row
from tui.references import (
    CheckoutRef,
    NoteRef,
    OpinionsRef,
    ProductNotesRef,
    ProductRef,
    ProvenanceRef,
    TalkRef,
    link_of,
)
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.shop.opinion_rows import in_short
from tui.widgets.shop.product_compact import buy_bar, compact_block, compact_notes
from tui.widgets.shop.product_rows import info_block, picture_block, story_block
from tui.widgets.shop.product_view import ProductView

PICTURE = 42
NOTES = 3
MOST = 99


class ProductScreen(ReadingScreen[ProductView]):
    """One product with its SKUs."""

    SCOPE = "product"
    CSS_PATH = "product.tcss"
    BINDINGS = bindings_for("product")

    def __init__(self, product_id: str) -> None:
        super().__init__()
        self._product_id = product_id
        self._sku_id = ""
        self._quantity = 1

    def compose_body(self) -> Iterable[Widget]:
        """Put the page above the bar to buy."""
        yield Sheet()
        yield Panel(id="buy", ground="bg")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(Sheet).focus()

    def job(self) -> Callable[[], ProductView]:
        """Read the product: its stock may have changed."""
        viewer = self.viewer
        return lambda: self._look_up(viewer)

    def _look_up(self, viewer: str) -> ProductView:
        """Read everything the page shows; unless one is chosen, the cheapest SKU in stock."""
        store = self.store
        store.settling.settle(viewer)  # what an unpaid order held back may be for sale again
        product = store.catalogue.product(self._product_id)
        first = min(product.skus, key=lambda sku: (sku.available <= 0, sku.price_fen))
        sku = next((sku for sku in product.skus if sku.id == self._sku_id), first)
        houses = {each.id: store.catalogue.warehouse(each.warehouse_id) for each in product.skus}
        return ProductView(
            product=product,
            sku=sku,
            quantity=self._quantity,
            price=store.pricing.landed(sku, product.tax_class, houses[sku.id].freight, self._quantity),
            prices={
                each.id: store.pricing.landed(each, product.tax_class, houses[each.id].freight)
                for each in product.skus
            },
            warehouse=houses[sku.id],
            notes=store.notes.about_product(product.id, viewer, NOTES),
            verdicts=store.notes.verdicts(product.id),
            opinions=store.opinions.of_product(product.id),
            year_used_fen=store.cart.year_used(viewer),
            now=store.clock.now(),
            note=self.found.note if self.found else -1,
        )

    def arrive(self, found: ProductView) -> None:
        """Show the product, and keep the size that is shown chosen."""
        self._sku_id = found.sku.id
        super().arrive(found)

    def paint(self, found: ProductView) -> None:
        """Paint the page, and the bar to buy below it."""
        width, palette = self.app.size.width, self.palette
        rows = self._roomy(found, width) if self.room.spread else self._compact(found, width)
        self.query_one(Sheet).show([Item("", (content,)) for content in rows])
        bar = buy_bar(found, width - 2, palette, tall=self.room.tall)
        self.query_one("#buy").styles.height = len(bar)
        self.query_one("#buy", Panel).show(bar)
        self.keep_toasts_above(len(bar))

    def _roomy(self, view: ProductView, width: int) -> list[Row]:
        """Return the page in two columns."""
        palette = self.palette
        height = max(14, min(24, self.app.size.height - 15))
        left = [*picture_block(view, PICTURE, height, palette), *story_block(view, PICTURE, palette)]
        room = min(width - 50, 90)
        right = [*info_block(view, room, palette), Row(()), *in_short(view.opinions, room, palette)]
        return [Row(()), *side_by_side((2, PICTURE, left, ""), (48, room, right, ""))]

    def _compact(self, view: ProductView, width: int) -> list[Row]:
        """Return the page for less than two full columns; the narrowest stacks everything."""
        palette = self.palette
        if not self.room.normal:
            rows = picture_block(view, min(width - 2, 40), min(10, self.app.size.height // 3), palette)
            return [
                *rows,
                *compact_block(view, width - 2, palette),
                Row(()),
                *compact_notes(view, width - 2, palette),
                Row(()),
                *in_short(view.opinions, width - 2, palette),
            ]
        left = picture_block(view, 28, 14, palette)
        room = width - 33
        right = compact_block(view, room, palette)
        return [
            *side_by_side((1, 28, left, ""), (31, room, right, "")),
            Row(()),
            *(
                Row(
                    tuple((1 + x, span) for x, span in content.placed), content.bg, content.start, content.end
                )
                for content in (
                    *compact_notes(view, width - 4, palette),
                    Row(()),
                    *in_short(view.opinions, width - 4, palette),
                )
            ),
        ]

    # -- choosing

    def action_variant(self) -> None:
        """Choose the next size."""
        if self.found:
            ids = [sku.id for sku in self.found.product.skus]
            self._sku_id = ids[(ids.index(self._sku_id) + 1) % len(ids)]
            self._quantity = 1
            self.read()

    def action_pick_size(self, sku_id: str) -> None:
        """Choose the size that was pressed."""
        self._sku_id, self._quantity = sku_id, 1
        self.read()

    def _by(self, number: int) -> None:
        """Change the quantity within stock and limit; says so where stock ends."""
        if self.found:
            most = max(1, min(MOST, self.found.sku.available))
            if self._quantity + number > most:
                self.app.toast("product.no-more", severity="warning", left=self.found.sku.available)
            self._quantity = max(1, min(most, self._quantity + number))
            self.read()

    def action_more(self) -> None:
        """One more."""
        self._by(1)

    def action_fewer(self) -> None:
        """One fewer."""
        self._by(-1)

    # -- buying

    def action_add_to_cart(self) -> None:
        """Put the chosen size into the cart."""
        if self.found is None:
            return
        view, viewer, quantity = self.found, self.viewer, self._quantity

        def added(summary: object) -> None:
            self.app.set_cart(summary)  # type: ignore[arg-type]
            self.app.toast(
                "product.added", title=pick(view.product.title), name=pick(view.sku.name), n=quantity
            )
            self.read()

        self.fetch("add", lambda: self.store.cart.add(viewer, view.sku.id, quantity), added)

    def action_buy_now(self) -> None:
        """Go to the checkout with the chosen size alone."""
        if self.found is None:
            return
        sku_id, viewer, quantity = self.found.sku.id, self.viewer, self._quantity
        self.fetch(
            "buy",
            lambda: self.store.checkout.begin_now(viewer, sku_id, quantity),
            lambda draft: self.app.open(CheckoutRef(draft)),
        )

    def action_explain(self) -> None:
        """Show where every fen of the price comes from."""
        view, viewer, cart = self.found, self.viewer, self.store.cart
        if view is not None:
            self.fetch(
                "explain",
                lambda: cart.priced(viewer, [cart.wish(view.sku.id, view.quantity)]),
                partial(self._explain, view),
            )

    def _explain(self, view: ProductView, alone: Cart) -> None:
        from tui.screens.explain import ExplainScreen
        from tui.widgets.buying.better_ways import of_product

        self.app.push_screen(ExplainScreen(of_product(view, alone)))

    # -- notes

    def action_next_note(self) -> None:
        """Go to the next note about the product."""
        if self.found and self.found.notes:
            shown = len(self.found.notes[:NOTES])
            self.found = replace(self.found, note=(self.found.note + 1) % shown)
            self.lay_out()

    def action_open_note(self) -> None:
        """Open the selected note."""
        if self.found and self.found.note >= 0:
            self.app.open(NoteRef(self.found.notes[self.found.note].id))

    def action_product_notes(self) -> None:
        """Show all notes about the product."""
        if self.found:
            self.app.open(ProductNotesRef(self._product_id, self.found.product.title))

    def action_opinions(self) -> None:
        """Show what buyers say and what people ask."""
        if self.found:
            self.app.open(OpinionsRef(self.found.product))

    def action_talk(self) -> None:
        """Write to the seller."""
        if self.found:
            self.app.open(TalkRef(self.found.product.merchant.id))

    def action_provenance(self) -> None:
        """Show where the chosen size comes from."""
        self.app.open(ProvenanceRef(product_id=self._product_id, sku_id=self._sku_id))

    def action_copy_link(self) -> None:
        """Copy the product's address."""
        link = link_of(ProductRef(self._product_id))
        self.put_on_clipboard(link, "note.copied", link=link)
