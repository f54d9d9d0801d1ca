"""Tracking: where a parcel is, whether both promises hold, what customs compares, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.timer import Timer
from textual.widget import Widget

from store.logistics.course import ANSWERS
from store.logistics.customs import declare
from store.logistics.records import ActKind, Tracking
from store.logistics.timeline import timeline
from store.trade.losses import Breach
from store.trade.periods import PERIODS
from store.trade.records import CartSummary, Order
from tui.commands import bindings_for
from tui.i18n import day, money
from tui.references import MoneyRef, NoteRef, PaymentRef, ProvenanceRef, ReturnRef
from tui.screens.order_reading import Found, read_order
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.tracking.journey import Journey
from tui.widgets.tracking.replay import Replay
from tui.widgets.tracking.tracking_rows import page, unpaid

FRAMES = 20
"""Frames a second while the journey is played."""


class TrackingScreen(ReadingScreen[Found]):
    """One order on its way."""

    SCOPE = "tracking"
    CSS_PATH = "tracking.tcss"
    BINDINGS = bindings_for("tracking")

    def __init__(self, order_id: str) -> None:
        super().__init__()
        self._order_id = order_id
        self._other_map = False
        self._warned: int | None = None
        self._replay: Replay | None = None
        self._frames: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        """One sheet that scrolls where the screen is too low for all of it."""
        yield Sheet()

    def on_mount(self) -> None:
        """Read the order; look again every half minute, for the world's time moves on."""
        self.query_one(Sheet).focus()
        self.set_interval(30, self.read)

    def job(self) -> Callable[[], Found]:
        """Read the order: it may have been paid, or its goods sent back."""
        store, viewer, order_id, now = self.store, self.viewer, self._order_id, self.now()
        return lambda: read_order(store, viewer, order_id, now)

    # -- layout

    def paint(self, found: Found) -> None:
        """Paint the journey, or what is known of an order that was never sent."""
        palette = self.palette
        journey = self._journey(found)
        size = (self.app.size.width, self.app.size.height)
        rows = (
            page(journey, size, self._other_map, palette)
            if journey
            else unpaid(found.order, size[0] - 3, palette)
        )
        self.query_one(Sheet).show([Item("", (content,)) for content in rows])

    def _journey(self, found: Found) -> Journey | None:
        """Return the journey of now, or of the moment that is being played."""
        if found.tracking is None or (
            found.order.state == "cancelled" and found.tracking.stage in ("paid", "packed")
        ):
            return None
        journey = Journey(
            found.order, found.tracking, found.identity, self.now(), found.kind, found.declared, found.breaches,
            found.siblings,
        )  # fmt: skip
        if self._replay is None or found.facts is None:
            return journey
        moment = self._replay.moment
        plan, acts, scans = found.facts
        return replace(
            journey,
            tracking=timeline(plan, moment, acts, scans),
            declared=declare(found.order, found.identity, plan, acts, moment),
            breaches=(),
            now=moment,
            playing=True,
        )

    # -- time

    def action_next_event(self) -> None:
        """Move the world's time to the parcel's next event; one that comes because nobody acted asks twice."""
        self._stop()
        tracking = self.found.tracking if self.found else None
        if tracking is None or tracking.next_at is None:
            self.app.toast("journey.scanned" if tracking and tracking.scanned else "tracking.nothing-next")
            return
        if tracking.gives_up_at and self._warned != tracking.gives_up_at:
            self._warned = tracking.gives_up_at
            words = "journey.waits" if tracking.stage == "held" else "journey.waits-pickup"
            self.app.toast(words, severity="warning", until=day(tracking.gives_up_at))
            return
        step = tracking.next_at - self.now()
        self.fetch("time", lambda: self.store.world.advance(max(0, step)), lambda _none: self._moved())

    def _moved(self) -> None:
        self.refresh_bars()
        self.read()

    def action_replay(self) -> None:
        """Play the whole journey at speed; again, or the end, brings the present back."""
        if self._replay is not None:
            self._stop()
        elif self.found and self.found.facts and self.found.tracking:
            self._replay = Replay([event.at for event in self.found.tracking.events])
            self._frames = self.set_interval(1 / FRAMES, self._next_frame)
        else:
            self.app.toast("tracking.nothing-next")
        self.lay_out()

    def _next_frame(self) -> None:
        if self._replay is None or not self._replay.step(1 / FRAMES):
            self._stop()
        self.lay_out()

    def _stop(self) -> None:
        self._replay = None
        if self._frames is not None:
            self._frames.stop()
            self._frames = None

    # -- what the buyer does about it

    def action_answer(self) -> None:
        """Do what is asked for: send the photo, correct the payer, say that it was collected."""
        tracking = self.found.tracking if self.found else None
        if tracking is not None and tracking.stage == "pickup_ready":
            self._act("collect", lambda: self.app.toast("journey.collected", n=PERIODS.no_reason_days))
        elif tracking is not None and tracking.waits_for_buyer and tracking.trouble in ANSWERS:
            kind = ANSWERS[tracking.trouble]
            words = "journey.answered-photo" if kind == "id_photo" else "journey.answered-payer"
            self._act(kind, lambda: self.app.toast(words))
        else:
            self.app.toast("journey.nothing-to-answer")

    def action_withdraw_parcel(self) -> None:
        """Have a held parcel turned back, and its money with it."""
        self._act("withdraw", lambda: self.app.toast("journey.withdrawn"))

    def _act(self, kind: ActKind, then: Callable[[], None]) -> None:
        """Do what customs or the buyer asked for in a worker, then show the parcel again."""
        self._stop()
        viewer, order_id, parcels = self.viewer, self._order_id, self.store.parcels

        def done(_tracking: Tracking) -> None:
            then()
            self.read()

        self.fetch("act", lambda: parcels.act(viewer, order_id, kind), done)

    def action_claim(self) -> None:
        """Take what a broken promise is worth."""
        viewer, order_id, losses = self.viewer, self._order_id, self.store.losses

        def done(taken: tuple[Breach, ...]) -> None:
            self.app.toast("journey.claim-done", amount=money(sum(breach.fen for breach in taken)))
            self.read()

        self.fetch("claim", lambda: losses.claim(viewer, order_id), done)

    def action_confirm_receipt(self) -> None:
        """Say that the goods are there, and release the money."""
        viewer, order_id = self.viewer, self._order_id

        def done(order: Order) -> None:
            self.app.toast("tracking.released", amount=money(order.payable_fen))
            self.read()

        self.fetch("confirm", lambda: self.store.receipts.confirm(viewer, order_id), done)

    def action_review(self) -> None:
        """Say what the goods are like."""
        from tui.screens.experience_form import review_form

        if self.found:
            self.app.push_screen(review_form(self.store, self.viewer, self.found.order))

    def action_write_note(self) -> None:
        """Write a note about the goods; what is known of them is there already."""
        from tui.screens.experience_form import note_form

        if self.found:
            form = note_form(self.store, self.viewer, self.found.order, self.found.tracking)
            self.app.push_screen(form, self._noted)

    def _noted(self, note_id: str | None) -> None:
        if note_id:
            self.app.open(NoteRef(note_id))

    def action_reorder(self) -> None:
        """Put what was bought into the cart again."""
        viewer, order_id, store = self.viewer, self._order_id, self.store

        def done(found: tuple[CartSummary, int]) -> None:
            summary, kinds = found
            self.app.set_cart(summary)
            self.app.toast("journey.again-done", n=kinds)

        self.fetch("again", lambda: store.experiences.again(viewer, order_id), done)

    # -- where else to look

    def action_next_parcel(self) -> None:
        """Go to the next parcel of the same purchase."""
        siblings = [one.order_id for one in self.found.siblings] if self.found else []
        if len(siblings) < 2:
            self.app.toast("journey.only-one")
            return
        place = siblings.index(self._order_id) + 1
        self._order_id = siblings[place % len(siblings)]
        self._stop()
        self.read()

    def action_map(self) -> None:
        """Change between the world and the parcel's own way."""
        self._other_map = not self._other_map
        self.lay_out()

    def action_copy_number(self) -> None:
        """Copy the tracking number."""
        if self.found and self.found.tracking:
            number = self.found.tracking.tracking_number
            self.put_on_clipboard(number, "tracking.number-copied", number=number)

    def action_money(self) -> None:
        """Show every fen of the order and where it has gone."""
        self.app.open(MoneyRef(self._order_id))

    def action_return_goods(self) -> None:
        """Send goods back, or see what has become of them."""
        self.app.open(ReturnRef(self._order_id))

    def action_provenance(self) -> None:
        """Show where the goods of the order come from."""
        self.app.open(ProvenanceRef(order_id=self._order_id))

    def action_pay(self) -> None:
        """Pay, when the order waits for it."""
        if self.found and self.found.order.state == "pending_payment":
            self.app.open(PaymentRef((self.found.order,)))
        else:
            self.app.toast("orders.nothing-to-pay")

    def action_cancel_order(self) -> None:
        """Cancel what has not been handed over; paid money comes back."""
        viewer, order_id = self.viewer, self._order_id

        def done(_order: Order) -> None:
            self.app.toast("orders.cancelled")
            self.read()

        self.fetch("cancel", lambda: self.store.cancellations.cancel(viewer, order_id), done)
