"""Sending goods back, or cancelling some before they are sent: which, why, and what comes back for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from textual.widget import Widget

from store.trade.disputes import Dispute
from store.trade.records import Order
from store.trade.return_terms import REASONS, Reason, Return, Terms
from store.trade.return_terms import worth as returned
from store.trade.settlement import Part
from tui.commands import bindings_for
from tui.layout import PAGE
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.return_rows import line_items, past_items, reason_items, worth_rows


@dataclass(frozen=True, slots=True)
class Found:
    """All that is read for one painting."""

    order: Order
    returns: tuple[Return, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    terms: tuple[Terms, ...] = ()
    worth: Part = field(default_factory=Part)
    cancelling: bool = False


class ReturningScreen(ReadingScreen[Found]):
    """One order's goods to choose from, the reason, and the returns there are."""

    SCOPE = "returning"
    CSS_PATH = "returning.tcss"
    BINDINGS = bindings_for("returning")

    def __init__(self, order_id: str) -> None:
        super().__init__()
        self._order_id = order_id
        self._pieces: dict[int, int] = {}
        self._reason: Reason = "no_reason"
        self._opened = False

    def compose_body(self) -> Iterable[Widget]:
        """Put lines and reasons above what comes back for them."""
        yield Sheet()
        yield Panel(id="worth", ground="bg")

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(Sheet).focus()

    def job(self) -> Callable[[], Found]:
        """Read the order and its windows."""
        store, viewer = self.store, self.viewer
        reason, opened, pieces = self._reason, self._opened, dict(self._pieces)

        def read() -> Found:
            store.settling.settle(viewer)
            order = store.orders.get(self._order_id)
            if store.cancellations.possible(order):
                return _cancelling(order, pieces)
            return Found(
                order,
                store.returns.of_order(order.id),
                store.disputes.of_order(order.id),
                store.returns.terms(order, reason, opened),
                store.returns.preview(order, _within(order, pieces), reason),
            )

        return read

    def paint(self, found: Found) -> None:
        """Paint lines, reasons and returns, and what comes back for what was chosen."""
        width, palette = min(self.app.size.width - 2, PAGE), self.palette
        items = past_items(found.order, found.returns, found.disputes, width, palette)
        items += line_items(found.order, found.terms, self._pieces, width, palette)
        if not found.cancelling:
            items += reason_items(self._reason, self._opened, width, palette)
        self.query_one(Sheet).show(items)
        chosen = sum(self._pieces.values())
        self.query_one("#worth", Panel).show(
            worth_rows(found.worth, chosen, found.cancelling, width, palette)
        )

    # -- choosing

    def _position(self) -> int | None:
        match self.query_one(Sheet).selected:
            case RowId("line", number):
                return int(number)
        return None

    def _by(self, number: int) -> None:
        """Change how many pieces of the selected line go back, or say why none can."""
        position = self._position()
        if position is None or self.found is None:
            return
        most, because = self.found.terms[position].most, self.found.terms[position].because
        if because:
            self.app.toast(f"returning.because-{because.replace('_', '-')}", severity="warning")
            return
        self._pieces[position] = min(most, max(0, self._pieces.get(position, 0) + number))
        self.read()

    def action_return_choice(self) -> None:
        """Do with the selected line, reason or return what is next."""
        self.query_one(Sheet).action_choose()

    def action_more(self) -> None:
        """One more piece of the line comes back."""
        self._by(1)

    def action_fewer(self) -> None:
        """One piece fewer."""
        self._by(-1)

    def action_next_reason(self) -> None:
        """Choose the next reason."""
        if self._needs_no_reason():
            return
        self._reason = REASONS[(REASONS.index(self._reason) + 1) % len(REASONS)]
        self.read()

    def action_opened(self) -> None:
        """Say whether it has been opened."""
        if self._needs_no_reason():
            return
        self._opened = not self._opened
        self.read()

    def _needs_no_reason(self) -> bool:
        """Tell whether nothing was sent yet, and say that no reason is needed then."""
        cancelling = self.found is not None and self.found.cancelling
        if cancelling:
            self.app.toast("returning.can-cancel")
        return cancelling

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Enter on a line takes one more of it, on a reason chooses it, on a return goes on with it."""
        match message.item_id:
            case RowId("line"):
                self._by(1)
            case RowId("reason", reason):
                self._reason = reason  # type: ignore[assignment]
                self.read()
            case RowId("opened"):
                self.action_opened()
            case RowId("return", return_id):
                self._go_on(return_id)

    # -- handing in

    def action_hand_in(self) -> None:
        """Ask for the return; what was not sent yet is cancelled at once."""
        viewer, pieces, reason, opened = self.viewer, dict(self._pieces), self._reason, self._opened
        returns, cancellations = self.store.returns, self.store.cancellations
        cancelling = self.found is not None and self.found.cancelling

        def done(_one: object) -> None:
            self._pieces = {}
            self.app.toast("returning.cancelled" if cancelling else "returning.asked")
            self.read()

        if cancelling:
            wanted = {position: number for position, number in pieces.items() if number}
            self.fetch("deed", lambda: cancellations.cancel(viewer, self._order_id, wanted), done)
            return
        self.fetch(
            "deed", lambda: returns.request(viewer, self._order_id, pieces, reason, opened=opened), done
        )

    def _go_on(self, return_id: str) -> None:
        """Send an approved return on its way."""
        one = next((one for one in self.found.returns if one.id == return_id), None) if self.found else None
        if one is None or one.state != "approved":
            self.app.toast("returning.nothing-to-do")
            return
        viewer, returns = self.viewer, self.store.returns

        def done(_one: object) -> None:
            self.app.toast("returning.sent")
            self.read()

        self.fetch("deed", lambda: returns.send_back(viewer, return_id), done)

    def action_withdraw(self) -> None:
        """Take the selected return back, as long as nothing was sent."""
        viewer, returns = self.viewer, self.store.returns
        self._with_return(lambda key: returns.cancel(viewer, key), "returning.withdrawn")

    def action_dispute(self) -> None:
        """Ask the platform about the selected return, which was refused."""
        viewer, disputes = self.viewer, self.store.disputes
        self._with_return(lambda key: disputes.open(viewer, key), "returning.dispute-opened")

    def _with_return(self, deed: Callable[[str], object], words: str) -> None:
        """Do something with the selected return, and say that it was done."""
        selected = self.query_one(Sheet).selected
        if not isinstance(selected, RowId) or selected.kind != "return":
            self.app.toast("returning.nothing-to-do")
            return

        def done(_one: object) -> None:
            self.app.toast(words)
            self.read()

        self.fetch("deed", lambda: deed(selected.id), done)

    def action_next_event(self) -> None:
        """Move the world's time to the next thing that happens to a return."""
        found = self.found
        returns, disputes = (found.returns, found.disputes) if found else ((), ())
        store = self.store

        def job() -> bool:
            moments = [store.returns.next_at(one) for one in returns]
            moments += [store.disputes.next_at(one) for one in disputes]
            due = [at for at in moments if at is not None]
            if due:
                store.world.advance(max(0, min(due) - store.clock.now()))
            return bool(due)

        def moved(due: bool) -> None:
            if due:
                self.refresh_bars()
                self.read()
            else:
                self.app.toast("tracking.nothing-next")

        self.fetch("time", job, moved)


def _cancelling(order: Order, pieces: Mapping[int, int]) -> Found:
    """Return what can be cancelled of an order that nobody has carried away."""
    terms = tuple(Terms(number, line.remaining, None) for number, line in enumerate(order.lines))
    worth = returned(order, _within(order, pieces), "damaged", with_tax=True)
    return Found(order, (), (), terms, worth, cancelling=True)


def _within(order: Order, pieces: Mapping[int, int]) -> dict[int, int]:
    """Return the pieces that are still there to come back."""
    return {p: n for p, n in pieces.items() if p < len(order.lines) and 0 < n <= order.lines[p].remaining}
