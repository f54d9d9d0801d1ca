"""Carriers compared: what each service would cost a parcel, how long it takes, how often it keeps its days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.widget import Widget

from store.logistics.carriers import Quote
from store.trade.records import CheckoutDraft, ParcelKey
from tui.commands import bindings_for
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.sheet import Sheet
from tui.widgets.tracking.service_rows import service_items

WIDEST = 116


class ServicesScreen(ReadingScreen[Mapping[ParcelKey, tuple[Quote, ...]]]):
    """Every service of every parcel; enter chooses one and shows the new price at once."""

    SCOPE = "services"
    CSS_PATH = "services.tcss"
    BINDINGS = bindings_for("services")

    def __init__(self, draft: CheckoutDraft, address_id: int) -> None:
        super().__init__()
        self.draft = draft
        self._address_id = address_id

    def compose_body(self) -> Iterable[Widget]:
        """One list."""
        yield Sheet()

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(Sheet).focus()

    def job(self) -> Callable[[], Mapping[ParcelKey, tuple[Quote, ...]]]:
        """Ask the carriers."""
        checkout, viewer, draft, address = self.store.checkout, self.viewer, self.draft, self._address_id
        return lambda: checkout.quotes(viewer, draft, address)

    def paint(self, found: Mapping[ParcelKey, tuple[Quote, ...]]) -> None:
        """Paint every service of every parcel."""
        width = min(self.app.size.width - 2, WIDEST)
        self.query_one(Sheet).show(service_items(self.draft, found, self.now(), width, self.palette))

    def action_go_back(self) -> None:
        """Go back to the checkout with what was chosen."""
        self.dismiss()

    def action_take_service(self) -> None:
        """Choose the selected service."""
        self.query_one(Sheet).action_choose()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Price the draft anew with the chosen service."""
        match message.item_id:
            case RowId("service", number, service_id):
                self._choose(self.draft.groups[int(number)].key, service_id)

    def _choose(self, parcel: ParcelKey, service_id: str) -> None:
        wanted = {**self.draft.services, parcel: service_id}
        checkout, viewer, draft, address = self.store.checkout, self.viewer, self.draft, self._address_id
        self.fetch("choose", lambda: checkout.with_services(viewer, draft, address, wanted), self._take)

    def _take(self, draft: CheckoutDraft) -> None:
        self.draft = draft
        self.lay_out()
