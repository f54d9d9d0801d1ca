"""Checkout: address, identity, payment, confirmation, one key a step; then the simulated payment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import IntEnum
from functools import partial

from textual.containers import Horizontal
from textual.widget import Widget

from store.errors import StoreError
from store.logistics.calendar import add_working_days, day_of, end_of
from store.logistics.records import PROMISED
from store.trade.payments import Effect
from store.trade.providers import BEHAVIOURS, Behaviour, Embedded
from store.trade.records import Address, CartSummary, CheckoutDraft, Identity, Order, PaymentMethod
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.screens.base import BaseScreen
from tui.widgets.buying.changed_rows import changed_items
from tui.widgets.buying.checkout_rows import (
    address_items,
    breadcrumb,
    confirm_items,
    confirm_rail,
    dock,
    identity_items,
    masked,
    method_items,
    short_number,
)
from tui.widgets.buying.payment_rows import payment_rows, scan_rows, seconds_left, short_payment_rows
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet

RAIL_WIDTH, RAIL_FROM = 37, 110
CODE_FROM = 100
PAUSE = 0.6
"""Seconds in which the payment page does not listen to enter: a second press must not pay."""


class Step(IntEnum):
    """Where in the checkout one is."""

    ADDRESS = 0
    IDENTITY = 1
    PAYMENT = 2
    CONFIRM = 3
    PAYING = 4


class CheckoutScreen(BaseScreen):
    """From a draft, or from orders that wait for their payment, to money in escrow."""

    SCOPE = "checkout"
    CSS_PATH = "checkout.tcss"
    BINDINGS = bindings_for("checkout")

    def __init__(self, draft: CheckoutDraft | None = None, orders: tuple[Order, ...] = ()) -> None:
        """``orders`` that wait for their payment open at once at the payment page."""
        super().__init__()
        self._draft = draft
        self._shown: CheckoutDraft | None = None
        self._orders = orders
        self._step = Step.PAYING if orders else Step.ADDRESS
        self._address: Address | None = draft.addresses[0] if draft and draft.addresses else None
        self._method: PaymentMethod = orders[0].method if orders else "alipay"
        self._busy = False
        self._ready = True
        self._arrive_by: int | None = None
        self._behaviour: Behaviour = "succeeds"

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
        if self._step is Step.PAYING and self.is_current:
            self._show_payment()

    # -- what is shown

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        width, palette = self.app.size.width, self.palette
        paying = self._step is Step.PAYING
        roomy = width >= RAIL_FROM and self.app.size.height >= 30
        self.query_one("#steps").display = not paying
        self.query_one("#paying").display = paying
        self.query_one("#rail").display = roomy and self._step is Step.CONFIRM
        self.query_one("#dock").display = not roomy or (not paying and self._step is not Step.CONFIRM)
        self.query_one("#breadcrumb", Panel).show(breadcrumb(int(self._step), self._chosen(), width, palette))
        if paying:
            self._show_payment()
            return
        assert self._draft is not None
        room = width - (RAIL_WIDTH + 4 if self.query_one("#rail").display else 1)
        self.query_one(Sheet).show(self._items(self._draft, room - 1))
        rows, foot = confirm_rail(self._draft, RAIL_WIDTH, palette, self._busy)
        self.query_one("#rail", Panel).show(rows, foot)
        action = t("checkout.place") if self._step is Step.CONFIRM else t("checkout.go-on")
        self.query_one("#dock", Panel).show(
            dock(t("cart.to-pay"), self._draft.payable_fen, action, width, palette)
        )

    def _items(self, draft: CheckoutDraft, width: int) -> list[Item]:
        if self._step is Step.ADDRESS:
            return address_items(draft.addresses, width, self.palette)
        if self._step is Step.IDENTITY:
            return identity_items(draft.identity, width, self.palette)
        if self._step is Step.PAYMENT:
            return method_items(width, self.palette)
        changed = changed_items(self._shown, draft, width, self.palette) if self._shown else []
        return [*changed, *confirm_items(draft, self.now(), self._arrive_by, width, self.palette)]

    def _chosen(self) -> tuple[str, str, str, str]:
        """Return what stands under each step of the breadcrumb."""
        if self._draft is None:
            address, identity = self._orders[0].address, None
        else:
            address, identity = self._address, self._draft.identity  # type: ignore[assignment]
        done = t("checkout.placed", n=len(self._orders)) if self._orders else t("checkout.look-and-enter")
        return (
            f"{pick(address.region)} {masked(address.recipient)}" if address else t("checkout.no-address"),
            f"{identity.name_masked} {short_number(identity.number_masked)}"
            if identity
            else t("checkout.verified"),
            t(f"checkout.method-{self._method}"),
            done,
        )

    def _show_payment(self) -> None:
        width, palette, now = self.app.size.width, self.palette, self.now()
        link = self._link
        code = width >= CODE_FROM and self.app.size.height >= 30
        self.query_one("#scan").display = code
        self.query_one("#dock").display = not code
        if code:
            self.query_one("#scan", Panel).show(scan_rows(link, self._method, 45, palette))
            rows = payment_rows(self._orders, now, width - 52, self._ready, self._behaviour, palette)
            self.query_one("#payment", Panel).show(rows)
            return
        self.query_one("#payment", Panel).show(
            short_payment_rows(self._orders, link, now, width - 3, self._behaviour, palette)
        )
        total = sum(order.payable_fen for order in self._orders)
        action = t("checkout.i-paid") if seconds_left(self._orders, now) else t("checkout.put-back")
        self.query_one("#dock", Panel).show(
            dock(t("cart.to-pay"), total, action, width, palette, ready=self._ready)
        )

    # -- steps

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Take the choice of this step and go on."""
        kind, _, key = message.item_id.partition(":")
        if key == "new":
            self._fill_in(kind)
            return
        if kind == "address" and self._draft:
            self._address = next(a for a in self._draft.addresses if str(a.id) == key)
        elif kind == "method":
            self._method = key  # type: ignore[assignment]
        self._forward()

    def _fill_in(self, kind: str) -> None:
        """Let the buyer type a new address or an identity card, and go on with it."""
        from tui.screens.buyer_forms import address_form, identity_form

        form = (address_form if kind == "address" else identity_form)(self.store, self.viewer)
        self.app.push_screen(form, lambda kept: self._filled_in() if kept else None)

    def _filled_in(self) -> None:
        buyers, viewer = self.store.buyers, self.viewer

        def arrive(found: tuple[tuple[Address, ...], Identity | None]) -> None:
            if self._draft is not None:
                addresses, identity = found
                self._draft = replace(self._draft, addresses=addresses, identity=identity)
                if self._step is Step.ADDRESS:
                    self._address = addresses[-1]
                self._forward()

        self.fetch("buyer", lambda: (buyers.addresses(viewer), buyers.identity(viewer)), arrive)

    def action_remove_address(self) -> None:
        """Take the selected address off the list, with a way back."""
        kind, _, key = (self.query_one(Sheet).selected or "").partition(":")
        if self._step is not Step.ADDRESS or kind != "address" or not key.isdigit():
            return
        buyers, viewer = self.store.buyers, self.viewer

        def change(gone: bool) -> None:
            def job() -> tuple[Address, ...]:
                buyers.remove_address(viewer, int(key), gone)
                return buyers.addresses(viewer)

            self.fetch("buyer", job, self._with_addresses)

        change(True)
        self.app.undoable("checkout.address-removed", lambda: change(False))

    def _with_addresses(self, addresses: tuple[Address, ...]) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, addresses=addresses)
            self._address = addresses[0] if addresses else None
            self.lay_out()

    def action_next_step(self) -> None:
        """Go on; the last step places the order, the payment page pays."""
        self._forward()

    def _forward(self) -> None:
        if self._busy or not self._ready:
            return
        if self._step is Step.PAYING:
            if seconds_left(self._orders, self.now()):
                self._pay()
            else:
                self._put_back()
        elif self._step is Step.CONFIRM:
            self._place()
        elif self._step is Step.ADDRESS and self._address is None:
            self._fill_in("address")
        elif self._step is Step.IDENTITY and (self._draft is None or self._draft.identity is None):
            self._fill_in("identity")
        elif self._step is Step.IDENTITY:
            self._check_identity()
        else:
            self._go(Step(self._step + 1))

    def _check_identity(self) -> None:
        """Go on when the card holds today and its owner may buy what is in the draft."""
        assert self._draft is not None
        viewer, buyers, draft = self.viewer, self.store.buyers, self._draft
        adult = any(line.product.adult for group in draft.groups for line in group.lines)
        self._busy = True

        def job() -> Identity | Exception:
            try:
                return buyers.check_identity(viewer, adult=adult)
            except Exception as error:  # whatever it is, enter must work again afterwards
                return error

        def arrive(found: Identity | Exception) -> None:
            self._busy = False
            if isinstance(found, Exception):
                self.app.report(found)
            else:
                self._go(Step.PAYMENT)

        self.fetch("identity", job, arrive)

    def _go(self, step: Step) -> None:
        self._step, self._shown = step, None
        draft = self._draft
        if draft and draft.address_id and self._address and draft.address_id != self._address.id:
            self._draft = replace(draft, address_id=self._address.id)
            self._begin_again(None)  # the way is another one, and so may be its price
        self.query_one(Sheet).start_over()
        self.lay_out()

    def action_previous_step(self) -> None:
        """Go one step back; an order that is placed stays placed."""
        if not self._busy and Step.ADDRESS < self._step < Step.PAYING:
            self._go(Step(self._step - 1))

    def _place(self) -> None:
        draft, address, method, viewer = self._draft, self._address, self._method, self.viewer
        if draft is None or address is None:
            return
        self._busy = True
        self.lay_out()

        def job() -> tuple[Order, ...] | Exception:
            try:
                return self.store.checkout.place(viewer, draft, address.id, method)
            except Exception as error:  # whatever it is, enter must work again afterwards
                return error

        self.fetch("place", job, self._placed)

    def _placed(self, result: tuple[Order, ...] | Exception) -> None:
        self._busy = False
        if isinstance(result, Exception):
            self.app.report(result)
            if isinstance(result, StoreError) and self._can_begin_again(result.code):
                self._begin_again(self._draft)
            self.lay_out()
            return
        self._orders = result
        self.app.set_cart(self.store.cart.summary(self.viewer))
        self._ready = not PAUSE
        if PAUSE:
            self.set_timer(PAUSE, self._listen)
        self._go(Step.PAYING)

    @property
    def expects(self) -> bool:
        """Whether the payment page is still deaf to keys."""
        return self._step is Step.PAYING and not self._ready

    def _listen(self) -> None:
        self._ready = True
        self.lay_out()

    def _can_begin_again(self, code: str) -> bool:
        """Tell whether what a refused order was about can be shown anew: from a cart, without what is gone."""
        from_cart = self._draft is not None and self._draft.from_cart
        return code in ("cart_changed", "offer_gone") or (
            from_cart and code in ("out_of_stock", "not_sellable")
        )

    def _begin_again(self, shown: CheckoutDraft | None) -> None:
        """Take the new prices over, for another look; what was ``shown`` before stands beside them."""
        viewer, draft = self.viewer, self._draft
        assert draft is not None
        lines = [(line.sku.id, line.quantity) for group in draft.groups for line in group.lines]

        address, services = draft.address_id, draft.services

        def job() -> CheckoutDraft:
            if draft.from_cart:
                again = self.store.checkout.begin(viewer, [sku for sku, _ in lines])
            else:
                again = self.store.checkout.begin_now(viewer, *lines[0])
            if address is None:
                return again
            return self.store.checkout.with_services(viewer, again, address, services)

        self.fetch("begin", job, partial(self._take, shown))

    def _take(self, shown: CheckoutDraft | None, draft: CheckoutDraft) -> None:
        self._draft, self._shown = draft, shown
        self.query_one(Sheet).start_over()
        self.lay_out()

    def _pay(self) -> None:
        self._busy = True
        viewer, ids = self.viewer, [order.id for order in self._orders]

        provider, payments = Embedded(self._method, self._behaviour), self.store.payments

        def job() -> Effect | Exception:
            try:
                return payments.ask(provider, payments.request(viewer, ids, provider.method))
            except Exception as error:  # whatever it is, enter must work again afterwards
                return error

        self.fetch("pay", job, partial(self._paid, ids))

    def _paid(self, ids: list[str], result: Effect | Exception) -> None:
        self._busy = False
        if isinstance(result, Exception):
            self.app.report(result)
        elif result in ("booked", "repeated"):
            self.app.toast("checkout.paid", n=len(ids))
            self.app.show_order(ids[0])
        else:
            method = t(f"checkout.method-{self._method}")
            key = f"checkout.answer-{result.replace('_', '-')}"
            self.app.toast(key, severity="warning", provider=method)

    @property
    def _link(self) -> str:
        """Where one pays: what the code on the screen holds."""
        return Embedded(self._method).link(self._orders[0].id)

    def action_provider(self) -> None:
        """Let the embedded provider answer in another way next."""
        if self._step is Step.PAYING:
            place = BEHAVIOURS.index(self._behaviour) + 1
            self._behaviour = BEHAVIOURS[place % len(BEHAVIOURS)]
            self._show_payment()

    def _put_back(self) -> None:
        """Put what the expired orders held into the cart again."""
        viewer, orders, store = self.viewer, self._orders, self.store
        lines = {line.sku_id: line.quantity for order in orders for line in order.lines}

        def job() -> CartSummary:
            store.settling.settle(viewer)
            there = {line.sku.id for group in store.cart.view(viewer).groups for line in group.lines}
            with store.transaction():
                for sku_id, quantity in lines.items():
                    if sku_id not in there:
                        store.cart.restore(viewer, sku_id, quantity)
                return store.cart.summary(viewer)

        def arrive(summary: CartSummary) -> None:
            self.app.set_cart(summary)
            self.app.toast("checkout.is-back", n=len(lines))
            self.dismiss()
            self.app.call_later(self.app.action_cart)

        self.fetch("put-back", job, arrive)

    def action_carrier(self) -> None:
        """Compare the carriers' services, as long as nothing is placed."""
        if self._draft is None or self._orders or self._address is None or self._busy:
            self.app.toast("services.too-late" if self._orders else "services.address-first")
            return
        from tui.screens.services import ServicesScreen

        screen = ServicesScreen(self._draft, self._address.id)
        self.app.push_screen(screen, lambda _: self._take(None, screen.draft))

    def action_offers(self) -> None:
        """Show the offers of the cart, as long as nothing is placed."""
        if self._draft is None or self._orders or not self._draft.from_cart:
            return
        from tui.screens.offers import OffersScreen

        self.app.push_screen(OffersScreen(), lambda _: self._begin_again(None))

    def action_copy_link(self) -> None:
        """Copy the payment link."""
        if self._orders:
            self.put_on_clipboard(self._link, "checkout.link-copied")
