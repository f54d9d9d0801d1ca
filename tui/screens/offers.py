"""Every offer of a buyer: what it takes off the cart, or why it does not, and what would change that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget
from textual.widgets import Input

from store.errors import StoreError
from store.offers.records import Offer, Verdict, Wallet
from store.trade.records import Cart, CartSummary
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import t
from tui.screens.base import BaseScreen
from tui.widgets.buying.cart_rows import offer_name
from tui.widgets.buying.offer_rows import offer_items, saved_rows
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet

WIDEST = 110


class OffersScreen(BaseScreen):
    """The offers of the cart; enter keeps one for later, or puts what a set lacks into the cart."""

    SCOPE = "offers"
    CSS_PATH = "offers.tcss"
    BINDINGS = bindings_for("offers")

    def __init__(self) -> None:
        super().__init__()
        self._cart: Cart | None = None
        self._wallet = Wallet()
        self._titles: Mapping[str, Bilingual] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Put the offers below what they save together."""
        yield Panel(id="saved", ground="bg")
        yield Sheet()
        yield Empty("offers.empty", "offers.empty-hint", "greeting")
        yield Input(id="code", max_length=40)

    def on_mount(self) -> None:
        """Read the cart and its offers."""
        self.query_one(Empty).display = False
        self.query_one("#code", Input).display = False
        self.query_one(Sheet).focus()
        self._read()

    def on_viewer(self) -> None:
        """Show another buyer's offers."""
        self._read()

    def _read(self) -> None:
        """Read the priced cart, the wallet, and the titles that bundles name."""
        viewer, store = self.viewer, self.store

        def job() -> tuple[Cart, Wallet, dict[str, Bilingual]]:
            store.settling.settle(viewer)
            cart = store.cart.view(viewer)
            parts = {sku for verdict in cart.verdicts for sku in verdict.offer.parts}
            titles = {sku: store.catalogue.product_of_sku(sku).title for sku in parts}
            return cart, store.offers.wallet(viewer), titles

        self.fetch("offers", job, self._arrive)

    def _arrive(self, found: tuple[Cart, Wallet, dict[str, Bilingual]]) -> None:
        self._cart, self._wallet, self._titles = found
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        if self._cart is None:
            return
        width, palette = min(self.app.size.width - 2, WIDEST), self.palette
        self.query_one("#saved", Panel).show(saved_rows(self._cart, self._wallet, width, palette))
        items = offer_items(self._cart.verdicts, self._titles, self.now(), width, palette)
        sheet, empty = self.query_one(Sheet), self.query_one(Empty)
        sheet.display, empty.display = bool(items), not items
        sheet.show(items)

    # -- what can be done

    def _selected(self) -> Verdict | None:
        wanted = self.query_one(Sheet).selected
        verdicts = self._cart.verdicts if self._cart else ()
        return next((verdict for verdict in verdicts if verdict.offer.id == wanted), None)

    def on_sheet_chosen(self, _message: Sheet.Chosen) -> None:
        """Do with the selected offer what can be done with it."""
        self.action_offer_choice()

    def action_offer_choice(self) -> None:
        """Keep the offer for later, take it back into use, or complete its set."""
        verdict = self._selected()
        if verdict is None:
            return
        if verdict.missing:
            self._complete(verdict)
        elif verdict.used or verdict.because == "kept":
            self._keep(verdict.offer, verdict.used)
        else:
            self.app.toast("offers.nothing-to-do")

    def _keep(self, offer: Offer, on: bool) -> None:
        """Keep a coupon for later or use it again, and offer to undo it."""
        viewer, offers = self.viewer, self.store.offers

        def change(kept: bool) -> None:
            self.fetch("keep", lambda: offers.keep(viewer, offer.id, kept), lambda _none: self._read())

        change(on)
        words = "offers.kept" if on else "offers.in-use"
        self.app.undoable(words, lambda: change(not on), name=offer_name(offer))

    def _complete(self, verdict: Verdict) -> None:
        """Put what a set lacks into the cart."""
        viewer, store = self.viewer, self.store
        wanted = {sku: verdict.offer.parts[sku] for sku in verdict.missing}

        def job() -> CartSummary | StoreError:
            try:
                with store.transaction():
                    for sku_id, number in wanted.items():
                        summary = store.cart.add(viewer, sku_id, number)
                    return summary
            except StoreError as error:
                return error

        def arrive(result: CartSummary | StoreError) -> None:
            if isinstance(result, StoreError):
                self.app.report(result)
                return
            self.app.set_cart(result)
            self.app.toast("offers.completed", n=len(wanted), name=offer_name(verdict.offer))
            self._read()

        self.fetch("complete", job, arrive)

    # -- a code

    def action_offer_code(self) -> None:
        """Type a creator's code."""
        field = self.query_one("#code", Input)
        field.placeholder = t("offers.code-here")
        field.display = True
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Turn the code into a coupon."""
        text, viewer, offers = event.value, self.viewer, self.store.offers
        self._close_field()
        if not text.strip():
            return

        def job() -> Offer | StoreError:
            try:
                return offers.redeem_code(viewer, text)
            except StoreError as error:
                return error

        self.fetch("code", job, self._redeemed)

    def _redeemed(self, result: Offer | StoreError) -> None:
        if isinstance(result, StoreError):
            self.app.report(result)
            return
        self.app.toast("offers.got", name=offer_name(result))
        self._read()

    def _close_field(self) -> None:
        field = self.query_one("#code", Input)
        field.value = ""
        field.display = False
        self.query_one(Sheet).focus()

    async def action_go_back(self) -> None:
        """Close the line one types in, then the screen."""
        if self.query_one("#code", Input).display:
            self._close_field()
        else:
            self.dismiss()
