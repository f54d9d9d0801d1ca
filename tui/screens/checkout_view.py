"""The checkout as it is seen: the breadcrumb, the choices of a step or the payment page, the rail or the dock."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget

from store.trade.records import CheckoutDraft, Order
from tui.i18n import t
from tui.layout import RAIL_WIDTH
from tui.screens.base import BaseScreen
from tui.screens.checkout_flow import CheckoutFlow, Step
from tui.screens.checkout_painting import (
    chosen,
    code_rows,
    payment_dock,
    short_payment,
    step_items,
    wide_payment,
)
from tui.widgets.buying.checkout_rows import breadcrumb, dock
from tui.widgets.buying.confirm_rows import confirm_rail
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet


class CheckoutView(BaseScreen):
    """Paints its flow; a subclass listens to keys and asks the store."""

    def __init__(self, draft: CheckoutDraft | None = None, orders: tuple[Order, ...] = ()) -> None:
        super().__init__()
        self.flow = CheckoutFlow(draft, orders)
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
        code = self.room.roomy and self.room.tall
        self.query_one("#scan").display = code
        self.query_one("#dock").display = not code
        payment = self.query_one("#payment", Panel)
        if code:
            self.query_one("#scan", Panel).show(code_rows(self.flow, palette))
            payment.show(wide_payment(self.flow, now, size.width, palette))
        else:
            payment.show(short_payment(self.flow, now, size.width, palette))
            self.query_one("#dock", Panel).show(payment_dock(self.flow, now, size.width, palette))
