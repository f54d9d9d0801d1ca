"""A product: what it costs to the door and why, in which sizes, what notes say, and the way to buy it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from textual.widget import Widget

from store.trade.records import Cart
from tui.commands import bindings_for
from tui.i18n import pick
from tui.paint.blocks import side_by_side
from tui.paint.rows import Row
from tui.screens.base import BaseScreen
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.shop.opinion_rows import in_short
from tui.widgets.shop.product_compact import buy_bar, compact_block, compact_notes
from tui.widgets.shop.product_rows import info_block, picture_block, story_block
from tui.widgets.shop.product_view import ProductView

ROOMY_FROM, PICTURE = 116, 42
NOTES = 3
MOST = 99


class ProductScreen(BaseScreen):
    """One product with its SKUs."""

    SCOPE = "product"
    CSS_PATH = "product.tcss"
    BINDINGS = bindings_for("product")

    def __init__(self, product_id: str) -> None:
        super().__init__()
        self._product_id = product_id
        self._sku_id = ""
        self._quantity = 1
        self._view: ProductView | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the page above the bar to buy."""
        yield Sheet()
        yield Panel(id="buy", ground="bg")

    def on_mount(self) -> None:
        """Read the product."""
        self.query_one(Sheet).focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Read the product again: its stock may have changed."""
        super().on_screen_resume()
        self._read()

    def _read(self) -> None:
        viewer = self.viewer
        self.fetch("product", lambda: self._look_up(viewer), self._arrive)

    def _look_up(self, viewer: str) -> ProductView:
        store = self.store
        product = store.catalogue.product(self._product_id)
        first = min(product.skus, key=lambda sku: (sku.available <= 0, sku.price_fen))
        sku = next((sku for sku in product.skus if sku.id == self._sku_id), first)
        houses = {each.id: store.catalogue.warehouse(each.warehouse_id) for each in product.skus}
        return ProductView(
            product=product,
            sku=sku,
            quantity=self._quantity,
            price=store.pricing.landed(sku, product, houses[sku.id], self._quantity),
            prices={each.id: store.pricing.landed(each, product, houses[each.id]) for each in product.skus},
            warehouse=houses[sku.id],
            notes=store.notes.about_product(product.id, viewer, NOTES),
            verdicts=store.notes.verdicts(product.id),
            opinions=store.opinions.of_product(product.id),
            year_used_fen=store.cart.year_used(viewer),
            now=store.clock.now(),
            note=self._view.note if self._view else -1,
        )

    def _arrive(self, view: ProductView) -> None:
        self._view = view
        self._sku_id = view.sku.id
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        view = self._view
        if view is None:
            return
        width, palette = self.app.size.width, self.palette
        tall = self.app.size.height >= 30
        rows = self._roomy(view, width) if width >= ROOMY_FROM and tall else self._compact(view, width)
        self.query_one(Sheet).show([Item("", (content,)) for content in rows])
        bar = buy_bar(view, width - 2, palette, tall=tall)
        self.query_one("#buy").styles.height = len(bar)
        self.query_one("#buy", Panel).show(bar)

    def _roomy(self, view: ProductView, width: int) -> list[Row]:
        palette = self.palette
        height = max(14, min(24, self.app.size.height - 15))
        left = [*picture_block(view, PICTURE, height, palette), *story_block(view, PICTURE, palette)]
        room = min(width - 50, 90)
        right = [*info_block(view, room, palette), Row(()), *in_short(view.opinions, room, palette)]
        return [Row(()), *side_by_side((2, PICTURE, left, ""), (48, room, right, ""))]

    def _compact(self, view: ProductView, width: int) -> list[Row]:
        palette = self.palette
        if width < 76:
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
        if self._view:
            ids = [sku.id for sku in self._view.product.skus]
            self._sku_id = ids[(ids.index(self._sku_id) + 1) % len(ids)]
            self._quantity = 1
            self._read()

    def action_pick_size(self, sku_id: str) -> None:
        """Choose the size that was pressed."""
        self._sku_id, self._quantity = sku_id, 1
        self._read()

    def _by(self, number: int) -> None:
        if self._view:
            most = max(1, min(MOST, self._view.sku.available))
            if self._quantity + number > most:
                self.app.toast("product.no-more", severity="warning", left=self._view.sku.available)
            self._quantity = max(1, min(most, self._quantity + number))
            self._read()

    def action_more(self) -> None:
        """One more."""
        self._by(1)

    def action_fewer(self) -> None:
        """One fewer."""
        self._by(-1)

    # -- buying

    def action_add_to_cart(self) -> None:
        """Put the chosen size into the cart."""
        if self._view is None:
            return
        view, viewer, quantity = self._view, self.viewer, self._quantity

        def added(summary: object) -> None:
            self.app.set_cart(summary)  # type: ignore[arg-type]
            self.app.toast(
                "product.added", title=pick(view.product.title), name=pick(view.sku.name), n=quantity
            )
            self._read()

        self.fetch("add", lambda: self.store.cart.add(viewer, view.sku.id, quantity), added)

    def action_buy_now(self) -> None:
        """Go to the checkout with the chosen size alone."""
        if self._view is None:
            return
        sku_id, viewer, quantity = self._view.sku.id, self.viewer, self._quantity
        self.fetch(
            "buy", lambda: self.store.checkout.begin_now(viewer, sku_id, quantity), self.app.open_checkout
        )

    def action_explain(self) -> None:
        """Show where every fen of the price comes from."""
        view, viewer, cart = self._view, self.viewer, self.store.cart
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
        if self._view and self._view.notes:
            shown = len(self._view.notes[:NOTES])
            self._view = replace(self._view, note=(self._view.note + 1) % shown)
            self.lay_out()

    def action_open_note(self) -> None:
        """Open the selected note."""
        if self._view and self._view.note >= 0:
            self.app.open_note(self._view.notes[self._view.note].id)

    def action_product_notes(self) -> None:
        """Show all notes about the product."""
        from tui.screens.product_notes import ProductNotesScreen

        if self._view:
            self.app.push_screen(ProductNotesScreen(self._product_id, self._view.product.title))

    def action_opinions(self) -> None:
        """Show what buyers say and what people ask."""
        from tui.screens.opinions import OpinionsScreen

        if self._view:
            self.app.push_screen(OpinionsScreen(self._view.product))

    def action_talk(self) -> None:
        """Write to the seller."""
        from tui.screens.talk import TalkScreen

        if self._view:
            self.app.push_screen(TalkScreen(self._view.product.merchant.id))

    def action_provenance(self) -> None:
        """Show where the chosen size comes from."""
        self.app.open_provenance(product_id=self._product_id, sku_id=self._sku_id)

    def action_copy_link(self) -> None:
        """Copy the product's address."""
        self.put_on_clipboard(
            f"product/{self._product_id}", "note.copied", link=f"product/{self._product_id}"
        )
