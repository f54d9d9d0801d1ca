"""Checkout: address, identity, payment, confirmation, one key a step; then the simulated payment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from store.logistics.calendar import add_working_days, day_of, end_of
from store.logistics.records import PROMISED
from store.trade.payments import Effect
from store.trade.providers import Embedded
from store.trade.records import Address, CartSummary, CheckoutDraft, Identity, Order
from tui.commands import bindings_for
from tui.i18n import t
from tui.layout import RAIL_WIDTH
from tui.references import OrderRef
from tui.row_id import RowId
from tui.screens.base import BaseScreen
from tui.screens.buyer_forms import address_form, identity_form
from tui.screens.checkout_flow import CheckoutFlow, Step, Wanted
from tui.screens.checkout_jobs import priced_anew, put_back
from tui.screens.checkout_painting import (
    chosen,
    code_rows,
    link_of_payment,
    payment_dock,
    short_payment,
    step_items,
    wide_payment,
)
from tui.screens.form import FormScreen
from tui.widgets.buying.checkout_rows import breadcrumb, dock
from tui.widgets.buying.confirm_rows import confirm_rail
from tui.widgets.buying.payment_rows import seconds_left
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet

if TYPE_CHECKING:
    from store.shop import Store

PAUSE = 0.6
"""Seconds in which the payment page does not listen to enter: a second press must not pay."""


class CheckoutScreen(BaseScreen):
    """From a draft, or from orders that wait for their payment, to money in escrow."""

    SCOPE = "checkout"
    CSS_PATH = "checkout.tcss"
    BINDINGS = bindings_for("checkout")

    def __init__(self, draft: CheckoutDraft | None = None, orders: tuple[Order, ...] = ()) -> None:
        """``orders`` that wait for their payment open at once at the payment page."""
        super().__init__()
        self.flow = CheckoutFlow(draft, orders)
        self._step = self.flow.step  # the step that is shown
        self._arrive_by: int | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the breadcrumb above the choices and the rail."""
        yield Panel(id="breadcrumb", ground="bg")
        with Horizontal(id="steps"):
            yield Sheet()
            yield Panel(id="rail")
        with Horizontal(id="paying"):
            yield Panel(id="scan")
            yield Panel(id="payment", ground="bg")
        yield Panel(id="dock")

    def on_mount(self) -> None:
        """Show the first step; the countdown of the payment page moves every second."""
        self.query_one(Sheet).focus()
        self.lay_out()
        self.set_interval(1.0, self._count_down)
        now = self.now()
        self.fetch("calendar", lambda: add_working_days(day_of(now), PROMISED.delivery_days), self._promise)

    def _promise(self, last: date) -> None:
        self._arrive_by = end_of(last)
        self.lay_out()

    def _count_down(self) -> None:
        if self.flow.step is Step.PAYING and self.is_current:
            self._show_payment()

    @property
    def expects(self) -> bool:
        """Whether the payment page still ignores enter."""
        return self.flow.waiting_for_payment

    # -- what is shown

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        flow, width, palette = self.flow, self.app.size.width, self.palette
        paying, confirming = flow.step is Step.PAYING, flow.step is Step.CONFIRM
        roomy = self.room.rail
        self.query_one("#steps").display = not paying
        self.query_one("#paying").display = paying
        self.query_one("#rail").display = roomy and confirming
        docked = not roomy or not (paying or confirming)
        self.query_one("#dock").display = docked
        self.keep_toasts_above(2 if docked else 0)
        self.query_one("#breadcrumb", Panel).show(breadcrumb(int(flow.step), chosen(flow), width, palette))
        if paying:
            self._show_payment()
            return
        assert flow.draft is not None
        room = width - (RAIL_WIDTH + 4 if self.query_one("#rail").display else 1)
        self.query_one(Sheet).show(step_items(flow, self.now(), self._arrive_by, room - 1, palette))
        rows, foot = confirm_rail(flow.draft, RAIL_WIDTH, palette, flow.busy)
        self.query_one("#rail", Panel).show(rows, foot)
        action = t("checkout.place") if confirming else t("checkout.go-on")
        self.query_one("#dock", Panel).show(
            dock(t("cart.to-pay"), flow.draft.payable_fen, action, width, palette)
        )

    def _show_payment(self) -> None:
        """Show the simulated payment: with its code where the terminal is large enough, else as one bar."""
        size, palette, now = self.app.size, self.palette, self.now()
        code = self.room.rail
        self.query_one("#scan").display = code
        self.query_one("#dock").display = not code
        payment = self.query_one("#payment", Panel)
        if code:
            self.query_one("#scan", Panel).show(code_rows(self.flow, palette))
            payment.show(wide_payment(self.flow, now, size.width, palette))
        else:
            payment.show(short_payment(self.flow, now, size.width, palette))
            self.query_one("#dock", Panel).show(payment_dock(self.flow, now, size.width, palette))

    # -- keys

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Take the choice of this step and go on."""
        match message.item_id:
            case RowId("address", "new"):
                self._fill_in(address_form)
            case RowId("identity", "new"):
                self._fill_in(identity_form)
            case RowId(kind, key):
                self.flow.choose(kind, key)
                self.action_next_step()

    def action_next_step(self) -> None:
        """Go on; the last step places the order, the payment page pays."""
        orders = self.flow.orders
        self._do(self.flow.forward(in_time=not orders or seconds_left(orders, self.now()) > 0))

    def action_previous_step(self) -> None:
        """Go one step back; an order that is placed stays placed."""
        self._do(self.flow.back())

    def action_go_to_step(self, number: str) -> None:
        """Go back to a step that is done, by its number in the breadcrumb."""
        self._do(self.flow.back_to(int(number)))

    def _do(self, wanted: Wanted) -> None:
        """Show the step the flow is at, or do what it wants first."""
        before, self._step = self._step, self.flow.step
        if wanted is Wanted.ADDRESS_FORM:
            self._fill_in(address_form)
        elif wanted is Wanted.IDENTITY_FORM:
            self._fill_in(identity_form)
        elif wanted is Wanted.CHECK:
            self._check_identity()
        elif wanted is Wanted.PLACE:
            self._place()
        elif wanted is Wanted.PAY:
            self._pay()
        elif wanted is Wanted.PUT_BACK:
            self._put_back()
        elif wanted is Wanted.PRICES:
            self._price_anew(None)
        if before is not self._step:
            self.query_one(Sheet).start_over()
        self.lay_out()

    def action_provider(self) -> None:
        """Let the embedded provider answer in another way next."""
        if self.flow.step is Step.PAYING:
            self.flow.next_behaviour()
            self._show_payment()

    def action_carrier(self) -> None:
        """Compare the carriers' services, as long as nothing is placed."""
        flow = self.flow
        if flow.draft is None or flow.orders or flow.address is None or flow.busy:
            self.app.toast("services.too-late" if flow.orders else "services.address-first")
            return
        from tui.screens.services import ServicesScreen

        screen = ServicesScreen(flow.draft, flow.address.id)
        self.app.push_screen(screen, lambda _: self._priced(screen.draft, None))

    def action_offers(self) -> None:
        """Show the offers of the cart, as long as nothing is placed."""
        flow = self.flow
        if flow.draft is None or flow.orders or not flow.draft.from_cart:
            return
        from tui.screens.offers import OffersScreen

        self.app.push_screen(OffersScreen(), lambda _: self._price_anew(None))

    def action_copy_link(self) -> None:
        """Copy the payment link."""
        if self.flow.orders:
            self.put_on_clipboard(link_of_payment(self.flow), "checkout.link-copied")

    def action_remove_address(self) -> None:
        """Take the selected address off the list, with a way back."""
        selected = self.query_one(Sheet).selected
        known = self.flow.draft.addresses if self.flow.draft else ()
        one = next((address for address in known if RowId("address", address.id) == selected), None)
        if self.flow.step is not Step.ADDRESS or one is None:
            return
        buyers, viewer = self.store.buyers, self.viewer

        def change(gone: bool) -> None:
            def job() -> tuple[Address, ...]:
                buyers.remove_address(viewer, one.id, gone)
                return buyers.addresses(viewer)

            self.fetch("buyer", job, removed)

        def removed(addresses: tuple[Address, ...]) -> None:
            self.flow.removed(addresses)
            self.lay_out()

        change(True)
        self.app.undoable("checkout.address-removed", lambda: change(False))

    # -- what the store is asked

    def _fill_in(self, form: Callable[[Store, str], FormScreen]) -> None:
        """Let the buyer type a new address or an identity card, and go on with it."""
        buyers, viewer = self.store.buyers, self.viewer

        def arrive(found: tuple[tuple[Address, ...], Identity | None]) -> None:
            self.flow.filled_in(*found)
            self.action_next_step()

        def kept(was_kept: bool | None) -> None:
            if was_kept:
                self.fetch("buyer", lambda: (buyers.addresses(viewer), buyers.identity(viewer)), arrive)

        self.app.push_screen(form(self.store, self.viewer), kept)

    def _check_identity(self) -> None:
        """Go on when the card holds today and its owner may buy what is in the draft."""
        viewer, buyers, adult = self.viewer, self.store.buyers, self.flow.wants_adult
        self.fetch(
            "identity",
            lambda: buyers.check_identity(viewer, adult=adult),
            lambda _identity: self._do(self.flow.checked()),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        """Say why the store refused; show new prices where that is what it was about."""
        self.app.report(error)
        if self.flow.refused(error):
            self._price_anew(self.flow.draft)
        self.lay_out()

    def _place(self) -> None:
        """Place the order in a worker; a failure is handed on, so that enter works again."""
        flow, viewer, store = self.flow, self.viewer, self.store
        draft, address, method = flow.draft, flow.address, flow.method
        assert draft is not None and address is not None

        def job() -> tuple[tuple[Order, ...], CartSummary]:
            return store.checkout.place(viewer, draft, address.id, method), store.cart.summary(viewer)

        self.fetch("place", job, self._placed, self._refused)

    def _placed(self, found: tuple[tuple[Order, ...], CartSummary]) -> None:
        """Go to the payment, or report why there is no order; what changed meanwhile is drafted anew."""
        orders, summary = found
        self.app.set_cart(summary)
        self.flow.placed(orders, ready=not PAUSE)
        if PAUSE:
            self.set_timer(PAUSE, self._listen)
        self._do(Wanted.NOTHING)

    def _listen(self) -> None:
        self.flow.listen()
        self.lay_out()

    def _price_anew(self, shown: CheckoutDraft | None) -> None:
        """Take the new prices over, for another look; what was ``shown`` before stands beside them."""
        store, viewer, draft = self.store, self.viewer, self.flow.draft
        assert draft is not None
        self.fetch(
            "begin", lambda: priced_anew(store, viewer, draft), lambda again: self._priced(again, shown)
        )

    def _priced(self, draft: CheckoutDraft, shown: CheckoutDraft | None) -> None:
        self.flow.priced(draft, shown)
        self.query_one(Sheet).start_over()
        self.lay_out()

    def _pay(self) -> None:
        """Ask the simulated provider for the payment, in a worker."""
        viewer, ids = self.viewer, [order.id for order in self.flow.orders]
        provider, payments = Embedded(self.flow.method, self.flow.behaviour), self.store.payments
        self.fetch(
            "pay",
            lambda: payments.ask(provider, payments.request(viewer, ids, provider.method)),
            partial(self._paid, ids),
            self._refused,
        )

    def _paid(self, ids: list[str], effect: Effect) -> None:
        """Show the order when the payment is booked, else say what the provider answered."""
        self.flow.answered()
        if effect in ("booked", "repeated"):
            self.app.toast("checkout.paid", n=len(ids))
            self.app.open(OrderRef(ids[0]), instead=True)
        else:
            method = t(f"checkout.method-{self.flow.method}")
            key = f"checkout.answer-{effect.replace('_', '-')}"
            self.app.toast(key, severity="warning", provider=method)

    def _put_back(self) -> None:
        """Put what the expired orders held into the cart again."""
        viewer, orders, store = self.viewer, self.flow.orders, self.store

        def arrive(found: tuple[CartSummary, int]) -> None:
            summary, kinds = found
            self.app.set_cart(summary)
            self.app.toast("checkout.is-back", n=kinds)
            self.dismiss()
            self.app.call_later(self.app.action_cart)

        self.fetch("put-back", lambda: put_back(store, viewer, orders), arrive, self._refused)
