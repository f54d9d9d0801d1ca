"""The cart: parcels with their limits at the left, the sums and the one red button at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.pricing.customs_tax import tax_day
from store.trade.records import Cart, CartGroup, CartLine, CartSummary
from store.trade.split import Split, split
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t, yuan
from tui.layout import BROAD, RAIL_WIDTH
from tui.paint.rows import Row, Span, row
from tui.references import CheckoutRef, OffersRef, ProductRef
from tui.screens.reading import ReadingScreen
from tui.widgets.buying.cart_rows import cart_items
from tui.widgets.buying.cart_sums import checkout_button, dock_rows, rail_rows
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet


class CartSheet(Sheet):
    """The lines of the cart; here ``g`` splits, and only ``home`` goes to the top."""

    BINDINGS = [Binding("g", "screen.split", show=False, id="split")]


class CartScreen(ReadingScreen[Cart]):
    """The buyer's cart, its sums, and the way to the checkout."""

    SCOPE = "cart"
    CSS_PATH = "cart.tcss"
    BINDINGS = bindings_for("cart")

    def compose_body(self) -> Iterable[Widget]:
        """Put heading and lines at the left, the rail at the right, the dock below."""
        with Horizontal():
            with Vertical(id="lines"):
                yield Panel(id="heading", ground="bg")
                yield CartSheet()
                yield Empty("cart.empty", "cart.empty-hint", "empty-cart")
                yield Panel(id="dock")
            yield Panel(id="rail")

    def on_mount(self) -> None:
        """Let the arrows choose a line."""
        self._sheet.focus()

    @property
    def _sheet(self) -> Sheet:
        return self.query_one(Sheet)

    def job(self) -> Callable[[], Cart]:
        """Read the cart: something may have been added, or its price changed."""
        store, viewer = self.store, self.viewer

        def read() -> Cart:
            store.settling.settle(viewer)
            return store.cart.view(viewer)

        return read

    def paint(self, found: Cart) -> None:
        """Paint heading, lines, and the rail or the dock with the sums."""
        cart = found
        wide, tall = self.room.rail, self.room.tall
        self.query_one("#rail").display = wide and _any(cart)
        docked = not wide and _any(cart)
        self.query_one("#dock").display = docked
        self.keep_toasts_above(3 if docked else 0)
        self._sheet.display, self.query_one(Empty).display = _any(cart), not _any(cart)
        width = self.app.size.width - (RAIL_WIDTH + 4 if wide else 1)
        palette = self.palette
        self.query_one("#heading", Panel).show(self._heading(cart, width))
        splits = [self._split(group) for group in cart.groups]
        self._sheet.show(cart_items(cart, splits, width - wide, tall and width >= BROAD, palette))
        self.query_one("#rail", Panel).show(
            rail_rows(cart, RAIL_WIDTH, palette), checkout_button(cart, RAIL_WIDTH, palette)
        )
        self.query_one("#dock", Panel).show(dock_rows(cart, self.app.size.width, palette))

    def _heading(self, cart: Cart, width: int) -> list[Row]:
        """Return the rows above the cart: kinds, parcels and, where there is room, the limit of one."""
        left = [
            Span(t("common.mode-cart"), bold=True),
            Span("   " + t("cart.n-kinds", n=cart.kinds), self.palette.muted),
            Span(t("cart.comma") + t("cart.n-parcels", n=len(cart.groups)), self.palette.muted),
        ]
        limit = (
            [Span(t("cart.single-limit", limit=yuan(cart.limits.single_fen)) + " ", self.palette.faint)]
            if width >= BROAD
            else []
        )
        rows = [row(width, left, limit, indent=1)]
        return [Row(()), *rows, Row(())] if self.room.tall else rows

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.lay_out()
        self.query_one(Empty).refresh()

    # -- the selected line

    def _later(self) -> CartLine | None:
        """Return the selected line when it is one that is kept for later."""
        lines = self.found.later if self.found else ()
        return next((line for line in lines if line.sku.id == self._sheet.selected), None)

    def _selected(self) -> tuple[CartGroup, CartLine] | None:
        for group in self.found.groups if self.found else ():
            for line in group.lines:
                if line.sku.id == self._sheet.selected:
                    return group, line
        return None

    def _changed(self, summary: CartSummary) -> None:
        self.app.set_cart(summary)
        self.read()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open the product of a line."""
        self.action_open_line()

    def action_open_line(self) -> None:
        """Open the product of the selected line."""
        if line := self._later():
            self.app.open(ProductRef(line.product.id))
        elif found := self._selected():
            self.app.open(ProductRef(found[1].product.id))

    def action_later(self) -> None:
        """Put the line aside, or take it back into the cart."""
        found, waiting = self._selected(), self._later()
        line = waiting or (found[1] if found else None)
        if line is None:
            return
        viewer, cart, sku_id, on = self.viewer, self.store.cart, line.sku.id, waiting is None

        def change(later: bool) -> None:
            self.fetch("change", lambda: cart.keep_for_later(viewer, sku_id, later), self._changed)

        change(on)
        words = "cart.kept-for-later" if on else "cart.taken-back"
        self.app.undoable(words, lambda: change(not on), title=pick(line.product.title))

    def action_tick(self) -> None:
        """Choose whether the line is ordered next."""
        if found := self._selected():
            viewer, line = self.viewer, found[1]
            self.fetch(
                "change",
                lambda: self.store.cart.tick(viewer, line.sku.id, not line.ticked),
                lambda _none: self.read(),
            )

    def _by(self, number: int) -> None:
        """Change the selected line's quantity; below one it is removed."""
        if found := self._selected():
            viewer, line = self.viewer, found[1]
            if line.quantity + number < 1:
                self.action_remove()
                return
            quantity = line.quantity + number
            self.fetch(
                "change", lambda: self.store.cart.set_quantity(viewer, line.sku.id, quantity), self._changed
            )

    def action_more(self) -> None:
        """One more of the line."""
        self._by(1)

    def action_fewer(self) -> None:
        """One fewer; the last one removes the line."""
        self._by(-1)

    def action_remove(self) -> None:
        """Take the line out, with a way back."""
        found, waiting = self._selected(), self._later()
        line = waiting or (found[1] if found else None)
        if line is None:
            return
        viewer, cart = self.viewer, self.store.cart
        before = line.sku.price_fen + line.dropped_fen

        def put_back() -> None:
            self.fetch(
                "change",
                lambda: cart.restore(viewer, line.sku.id, line.quantity, line.ticked, before, line.added_at),
                self._changed,
            )

        self.fetch("change", lambda: cart.remove(viewer, line.sku.id), self._changed)
        self.app.undoable("cart.removed", put_back, title=pick(line.product.title))

    def _split(self, group: CartGroup) -> Split | None:
        used = self.found.year_after_fen if self.found else 0  # what the other parcels take is taken too
        return split(group, tax_day(self.now()), used)

    def action_split(self) -> None:
        """Leave out of a refused parcel what is over its limit, to be ordered next."""
        found = self._selected()
        made = self._split(found[0]) if found else None
        if found is None or made is None:
            self.app.toast("cart.nothing-to-split")
            return
        before = {line.sku.id: line.quantity for line in found[0].lines}
        viewer, cart = self.viewer, self.store.cart

        def cut(on: bool) -> CartSummary:
            with self.store.transaction():
                for sku_id in made.later:
                    cart.tick(viewer, sku_id, on)
                if made.fewer:
                    sku_id, quantity = made.fewer
                    return cart.set_quantity(viewer, sku_id, before[sku_id] if on else quantity)
                return cart.summary(viewer)

        def undo() -> None:
            self.fetch("change", lambda: cut(True), self._changed)

        self.fetch("change", lambda: cut(False), self._changed)
        if made.fewer:
            self.app.undoable("cart.split-fewer", undo, quantity=made.fewer[1])
        else:
            self.app.undoable("cart.split-done", undo, n=len(made.later))

    def action_explain(self) -> None:
        """Show where every fen of the line comes from."""
        found, cart, catalogue = self._selected(), self.found, self.store.catalogue
        if found is None or cart is None:
            return
        missing = {sku for verdict in cart.verdicts for sku in verdict.missing}

        def explain(titles: dict[str, Bilingual]) -> None:
            from tui.screens.explain import ExplainScreen
            from tui.widgets.buying.better_ways import of_line

            self.app.push_screen(ExplainScreen(of_line(cart, *found, titles, self.now())))

        self.fetch("explain", lambda: {sku: catalogue.product_of_sku(sku).title for sku in missing}, explain)

    def action_offers(self) -> None:
        """Show every offer: what it does to this cart, or why it does nothing."""
        self.app.open(OffersRef())

    def action_checkout(self) -> None:
        """Go to the checkout with what is ticked."""
        viewer = self.viewer
        self.fetch(
            "checkout",
            lambda: self.store.checkout.begin(viewer),
            lambda draft: self.app.open(CheckoutRef(draft)),
        )


def _any(cart: Cart) -> bool:
    """Tell whether there is anything to show, be it only for later."""
    return bool(cart.kinds or cart.later)
