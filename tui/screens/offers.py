"""Every offer of a buyer: what it takes off the cart, or why it does not, and what would change that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from store.offers.records import Offer, Verdict, Wallet
from store.trade.records import Cart, CartSummary
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import t
from tui.layout import TABLE
from tui.screens.reading import ReadingScreen
from tui.widgets.buying.cart_sums import offer_name
from tui.widgets.buying.offer_rows import offer_items, saved_rows
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Found:
    """The cart with every offer's verdict, what the buyer holds, and the names of what sets consist of."""

    cart: Cart
    wallet: Wallet
    titles: Mapping[str, Bilingual]


class OffersScreen(ReadingScreen[Found]):
    """The offers of the cart; enter keeps one for later, or puts what a set lacks into the cart."""

    SCOPE = "offers"
    CSS_PATH = "offers.tcss"
    BINDINGS = bindings_for("offers")

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

    def job(self) -> Callable[[], Found]:
        """Read the cart and its offers."""
        viewer, store = self.viewer, self.store

        def read() -> Found:
            store.settling.settle(viewer)
            cart = store.cart.view(viewer)
            parts = {sku for verdict in cart.verdicts for sku in verdict.offer.parts}
            titles = {sku: store.catalogue.product_of_sku(sku).title for sku in parts}
            return Found(cart, store.offers.wallet(viewer), titles)

        return read

    def paint(self, found: Found) -> None:
        """Paint what the offers save together, and each of them."""
        width, palette = min(self.app.size.width - 2, TABLE), self.palette
        self.query_one("#saved", Panel).show(saved_rows(found.cart, found.wallet, width, palette))
        items = offer_items(found.cart.verdicts, found.titles, self.now(), width, palette)
        sheet, empty = self.query_one(Sheet), self.query_one(Empty)
        sheet.display, empty.display = bool(items), not items
        sheet.show(items)

    # -- what can be done

    def _selected(self) -> Verdict | None:
        wanted = self.query_one(Sheet).selected
        verdicts = self.found.cart.verdicts if self.found else ()
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
            self.fetch("keep", lambda: offers.keep(viewer, offer.id, kept), lambda _none: self.read())

        change(on)
        words = "offers.kept" if on else "offers.in-use"
        self.app.undoable(words, lambda: change(not on), name=offer_name(offer))

    def _complete(self, verdict: Verdict) -> None:
        """Put what a set lacks into the cart."""
        viewer, store = self.viewer, self.store
        wanted = {sku: verdict.offer.parts[sku] for sku in verdict.missing}

        def job() -> CartSummary:
            with store.transaction():
                for sku_id, number in wanted.items():
                    summary = store.cart.add(viewer, sku_id, number)
                return summary

        def arrive(summary: CartSummary) -> None:
            self.app.set_cart(summary)
            self.app.toast("offers.completed", n=len(wanted), name=offer_name(verdict.offer))
            self.read()

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
        if text.strip():
            self.fetch("code", lambda: offers.redeem_code(viewer, text), self._redeemed)

    def _redeemed(self, offer: Offer) -> None:
        self.app.toast("offers.got", name=offer_name(offer))
        self.read()

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
