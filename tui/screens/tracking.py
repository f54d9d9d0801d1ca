"""Tracking: where a parcel is, whether both promises hold, and what customs compares."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from store.logistics.records import Tracking
from store.pictures import PictureSpec
from store.trade.records import Identity, Order
from store.trade.return_terms import deadline, delivered_at
from tui.commands import bindings_for
from tui.i18n import day, money, pick, t
from tui.pictures import cells as picture_cells
from tui.screens.base import BaseScreen
from tui.widgets.blocks import side_by_side
from tui.widgets.journey_rows import (
    Journey,
    box_rows,
    document_rows,
    headline,
    promise_line,
    promise_rows,
    timeline_rows,
    timeline_short,
)
from tui.widgets.rows import Row, Span, row, spans_of
from tui.widgets.sheet import Item, Sheet
from tui.widgets.world_map import WORLD, map_rows, zoomed

LEFT, RIGHT_AT, ROOMY_FROM = 42, 46, 118


class TrackingScreen(BaseScreen):
    """One order on its way."""

    SCOPE = "tracking"
    CSS_PATH = "tracking.tcss"
    BINDINGS = bindings_for("tracking")

    def __init__(self, order_id: str) -> None:
        super().__init__()
        self._order_id = order_id
        self._order: Order | None = None
        self._tracking: Tracking | None = None
        self._identity: Identity | None = None
        self._zoomed = False

    def compose_body(self) -> Iterable[Widget]:
        """One sheet that scrolls where the screen is too low for all of it."""
        yield Sheet()

    def on_mount(self) -> None:
        """Read the order; look again every half minute, for the world's time moves on."""
        self.query_one(Sheet).focus()
        self._read()
        self.set_interval(30, self._read)

    def _read(self) -> None:
        store, order_id = self.store, self._order_id

        def job() -> tuple[Order, Tracking | None, Identity | None]:
            order = store.orders.get(order_id)
            return order, store.parcels.of_order(order_id), store.buyers.identity(order.buyer_id)

        self.fetch("track", job, self._arrive)

    def _arrive(self, found: tuple[Order, Tracking | None, Identity | None]) -> None:
        self._order, self._tracking, self._identity = found
        self.lay_out()

    # -- layout

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        order, tracking = self._order, self._tracking
        if order is None:
            return
        width = self.app.size.width - 3
        if tracking is None or order.state == "cancelled":
            rows = self._unpaid(order, width)
        else:
            journey = Journey(order, tracking, self._identity, self.now())
            rows = self._roomy(journey, width) if width >= ROOMY_FROM - 3 else self._narrow(journey, width)
        self.query_one(Sheet).show([Item("", (content,)) for content in rows])

    def _unpaid(self, order: Order, width: int) -> list[Row]:
        """Return what there is to say of an order without a parcel."""
        palette = self.palette
        state = t(f"world.order-{order.state.replace('_', '-')}")
        hint = t("tracking.pay-first") if order.state == "pending_payment" else t("tracking.no-parcel")
        return [
            *self._goods(order, min(width, 60)),
            Row(()),
            row(width, [Span(state, palette.warning, bold=True)], indent=1),
            row(width, [Span(hint, palette.muted)], indent=1),
        ]

    def _goods(self, order: Order, width: int) -> list[Row]:
        """Return the first product with its picture, who sends it, and what was paid."""
        palette, line = self.palette, order.lines[0]
        picture = PictureSpec.from_json(line.picture_json)
        pieces = f"{pick(line.sku_name)} × {line.quantity}"
        if len(order.lines) > 1:
            pieces += f"  {t('tracking.more-lines', n=len(order.lines) - 1)}"
        escrow = t(f"tracking.money-{order.payment.replace('_', '-')}")
        texts = (
            [Span(f"{pick(line.brand)} {pick(line.title)}", bold=True)],
            [Span(pieces, palette.muted)],
            [Span(pick(order.merchant), palette.muted)],
            [
                Span(
                    f"{pick(order.warehouse.name)} · {t('world.mode-' + order.warehouse.mode.replace('_', '-'))}",
                    palette.muted,
                )
            ],
            [Span(money(order.payable_fen), palette.price, bold=True), Span(f"  {escrow}", palette.faint)],
        )
        strips = picture_cells(picture, 10, 5)
        return [
            row(width, [*spans_of(strip), Span("  "), *spans], indent=0)
            for strip, spans in zip(strips, texts, strict=True)
        ]

    def _returns(self, order: Order, width: int) -> list[Row]:
        """Return until when goods may come back, with the key, once they are there."""
        received = delivered_at(self._tracking)
        if received is None:
            return []
        palette, until = self.palette, deadline(received, "no_reason")
        over = self.now() > until
        words = t("tracking.return-over") if over else t("returning.until", day=day(until))
        key = Span(" R ", palette.text, palette.chip, bold=True)
        return [row(width, [key, Span(f" {words}", palette.muted if over else palette.way)])]

    def _roomy(self, journey: Journey, width: int) -> list[Row]:
        palette = self.palette
        right = width - RIGHT_AT
        tall = max(10, min(25, self.app.size.height - 25))
        view = zoomed(journey.tracking, right, tall) if self._zoomed else WORLD
        world = map_rows(journey.tracking, journey.now, right, tall, palette, view)
        half = (right - 3) // 2
        promises = side_by_side(
            (0, half, promise_rows(journey.tracking.dispatch, journey, half, palette), palette.surface),
            (
                half + 3,
                half,
                promise_rows(journey.tracking.delivery, journey, half, palette),
                palette.surface,
            ),
        )
        papers = side_by_side(
            (0, 50, document_rows(journey, palette), ""), (right - 20, 20, box_rows(journey), "")
        )
        column = [headline(journey, right, palette), Row(()), *world, Row(()), *promises, Row(()), *papers]
        goods = [*self._goods(journey.order, LEFT), *self._returns(journey.order, LEFT)]
        left = [*goods, Row(()), *timeline_rows(journey, palette)]
        return [Row(()), *side_by_side((1, LEFT, left, ""), (RIGHT_AT, right, column, ""))]

    def _narrow(self, journey: Journey, width: int) -> list[Row]:
        palette = self.palette
        events = timeline_short(journey, 36, palette)
        if width < 70:
            events = timeline_short(journey, width - 2, palette)
            tall = 9
            world = map_rows(
                journey.tracking,
                journey.now,
                width - 2,
                tall,
                palette,
                zoomed(journey.tracking, width - 2, tall),
            )
            promises = [
                *promise_line(journey.tracking.dispatch, width - 2, palette),
                *promise_line(journey.tracking.delivery, width - 2, palette),
            ]
            return [
                headline(journey, width - 1, palette),
                Row(()),
                *events,
                Row(()),
                *promises,
                Row(()),
                *world,
                Row(()),
                *self._goods(journey.order, width),
                *self._returns(journey.order, width),
            ]
        room = width - 40
        view = WORLD if self._zoomed else zoomed(journey.tracking, room, 10)
        world = map_rows(journey.tracking, journey.now, room, 10, palette, view)
        half = (width - 4) // 2
        promises = side_by_side(
            (1, half, promise_line(journey.tracking.dispatch, half, palette), ""),
            (half + 4, half, promise_line(journey.tracking.delivery, half, palette), ""),
        )
        papers = side_by_side(
            (1, 50, document_rows(journey, palette), ""), (width - 20, 20, box_rows(journey), "")
        )
        return [
            headline(journey, width, palette),
            Row(()),
            *side_by_side((1, 36, events, ""), (39, room, world, "")),
            Row(()),
            *promises,
            Row(()),
            *papers,
            Row(()),
            *self._goods(journey.order, width),
            *self._returns(journey.order, width),
        ]

    # -- what one can do

    def action_next_event(self) -> None:
        """Move the world's time to the parcel's next event."""
        if self._tracking is None or self._tracking.next_at is None:
            self.app.toast("tracking.nothing-next")
            return
        step = self._tracking.next_at - self.now()
        self.fetch("time", lambda: self.store.world.advance(max(0, step)), lambda _none: self._moved())

    def _moved(self) -> None:
        self.refresh_bars()
        self._read()

    def action_confirm_receipt(self) -> None:
        """Say that the goods are there, and release the money."""
        viewer, order_id = self.viewer, self._order_id

        def done(order: Order) -> None:
            self.app.toast("tracking.released", amount=money(order.payable_fen))
            self._read()

        self.fetch("confirm", lambda: self.store.payments.confirm_receipt(viewer, order_id), done)

    def action_map(self) -> None:
        """Change between the world and the parcel's own way."""
        self._zoomed = not self._zoomed
        self.lay_out()

    def action_copy_number(self) -> None:
        """Copy the tracking number."""
        if self._tracking:
            number = self._tracking.tracking_number
            self.put_on_clipboard(number, "tracking.number-copied", number=number)

    def action_money(self) -> None:
        """Show every fen of the order and where it has gone."""
        self.app.open_money(self._order_id)

    def action_return_goods(self) -> None:
        """Send goods back, or see what has become of them."""
        self.app.open_return(self._order_id)

    def action_provenance(self) -> None:
        """Show where the goods of the order come from."""
        self.app.open_provenance(order_id=self._order_id)

    def action_pay(self) -> None:
        """Pay, when the order waits for it."""
        if self._order and self._order.state == "pending_payment":
            self.app.open_payment((self._order,))
        else:
            self.app.toast("orders.nothing-to-pay")

    def action_cancel_order(self) -> None:
        """Cancel what has not been handed over; paid money comes back."""
        viewer, order_id = self.viewer, self._order_id

        def done(_order: Order) -> None:
            self.app.toast("orders.cancelled")
            self._read()

        self.fetch("cancel", lambda: self.store.orders.cancel(viewer, order_id), done)

    def on_screen_resume(self) -> None:
        """Read the order again: it may have been paid."""
        super().on_screen_resume()
        self._read()
