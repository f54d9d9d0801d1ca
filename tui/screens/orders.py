"""Orders: what needs the buyer first; the selected one stands at the right where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.trade.records import Order
from tui.commands import bindings_for
from tui.i18n import t
from tui.layout import RAIL_WIDTH
from tui.paint.rows import Action, Row, Span, row
from tui.references import MoneyRef, OrderRef, ParcelsRef, PaymentRef, ReturnRef
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.order_rows import GROUPS, TrackedOrder, order_items, order_panel, standing

FILTERS = ("all", *GROUPS)


class OrdersScreen(ReadingScreen[list[TrackedOrder]]):
    """All orders of the buyer."""

    SCOPE = "orders"
    CSS_PATH = "orders.tcss"
    BINDINGS = bindings_for("orders")

    def __init__(self) -> None:
        super().__init__()
        self._filter = "all"

    def compose_body(self) -> Iterable[Widget]:
        """Put filters above the list, and the selected order beside both."""
        with Horizontal():
            with Vertical():
                yield Panel(id="filters", ground="bg")
                yield Sheet()
                yield Empty("orders.empty", "orders.empty-hint", "parcel")
            yield Panel(id="order", ground="bg")

    def on_mount(self) -> None:
        """Read the orders; countdowns move every second."""
        self.query_one(Sheet).focus()
        self.set_interval(1, self._count_down)

    @property
    def _orders(self) -> list[TrackedOrder]:
        return self.found or []

    def job(self) -> Callable[[], list[TrackedOrder]]:
        """Read the orders and where each is."""
        store, viewer = self.store, self.viewer

        def read() -> list[TrackedOrder]:
            store.settling.settle(viewer)
            return [
                TrackedOrder(order, store.parcels.of_order(order.id)) for order in store.orders.list(viewer)
            ]

        return read

    def _count_down(self) -> None:
        """Repaint while an order waits for payment; once one has lapsed, read all again."""
        waiting = [tracked for tracked in self._orders if tracked.order.state == "pending_payment"]
        if not waiting or not self.is_current:
            return
        if any(tracked.order.pay_until <= self.now() for tracked in waiting):
            self.read()
        else:
            self.lay_out()

    @property
    def _selected(self) -> TrackedOrder | None:
        wanted = self.query_one(Sheet).selected
        return next((tracked for tracked in self._orders if tracked.order.id == wanted), None)

    def paint(self, found: list[TrackedOrder]) -> None:
        """Paint the filters, the list and the selected order."""
        wide = self.room.rail
        width = self.app.size.width - (RAIL_WIDTH + 5 if wide else 2)
        sheet = self.query_one(Sheet)
        sheet.display, self.query_one(Empty).display = bool(self._orders), not self._orders
        self.query_one("#filters", Panel).show(self._filters(width))
        sheet.show(order_items(self._orders, self._filter, self.now(), width, self.palette))
        self.query_one("#order").display = wide
        self._show_selected()

    def _filters(self, width: int) -> list[Row]:
        """Return the row of filters, each with its number of orders."""
        palette = self.palette
        spans: list[Span] = []
        for position, name in enumerate(FILTERS):
            action = Action("show_tab", str(position))
            number = sum(name in ("all", standing(tracked).group) for tracked in self._orders)
            current = name == self._filter
            spans.append(
                Span(
                    t(f"orders.filter-{name}"),
                    palette.brand if current else palette.muted,
                    bold=current,
                    underline=current,
                    action=action,
                )
            )
            spans.append(Span(f" {number}", palette.brand if current else palette.faint, action=action))
            spans.append(Span("   "))
        line = row(width, spans, [Span(t("orders.by-urgency"), palette.faint)], indent=1)
        return [Row(()), line, Row(())] if self.room.tall else [line]

    def _show_selected(self) -> None:
        tracked = self._selected
        panel = self.query_one("#order", Panel)
        panel.show(order_panel(tracked, self.now(), RAIL_WIDTH, self.palette) if tracked else [])

    def on_sheet_highlighted(self, _message: Sheet.Highlighted) -> None:
        """Show the order the selection is on."""
        self._show_selected()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Follow an order."""
        self.app.open(OrderRef(message.item_id))

    def action_open_order(self) -> None:
        """Follow the selected order."""
        if tracked := self._selected:
            self.app.open(OrderRef(tracked.order.id))

    def action_all_parcels(self) -> None:
        """Show all parcels on one map."""
        self.app.open(ParcelsRef())

    def action_show_tab(self, position: str) -> None:
        """Show the group of orders whose name was pressed."""
        self._filter = FILTERS[int(position)]
        self.lay_out()

    def action_next_filter(self) -> None:
        """Show the next group of orders."""
        self._filter = FILTERS[(FILTERS.index(self._filter) + 1) % len(FILTERS)]
        self.lay_out()

    def action_money(self) -> None:
        """Show every fen of the selected order and where it has gone."""
        if tracked := self._selected:
            self.app.open(MoneyRef(tracked.order.id))

    def action_return_goods(self) -> None:
        """Send goods of the selected order back, or see what has become of them."""
        if tracked := self._selected:
            self.app.open(ReturnRef(tracked.order.id))

    def action_pay(self) -> None:
        """Pay the selected order."""
        tracked = self._selected
        if tracked and tracked.order.state == "pending_payment":
            self.app.open(PaymentRef((tracked.order,)))
        else:
            self.app.toast("orders.nothing-to-pay")

    def action_cancel_order(self) -> None:
        """Cancel the selected order while that is possible."""
        tracked = self._selected
        if tracked is None:
            return
        viewer, order_id = self.viewer, tracked.order.id

        def done(_order: Order) -> None:
            self.app.toast("orders.cancelled")
            self.read()

        self.fetch("cancel", lambda: self.store.cancellations.cancel(viewer, order_id), done)

    def action_copy_number(self) -> None:
        """Copy the tracking number of the selected order, or its own number before it is sent."""
        if tracked := self._selected:
            number = tracked.tracking.tracking_number if tracked.tracking else tracked.order.id
            self.put_on_clipboard(number, "tracking.number-copied", number=number)
