"""All parcels on one map: where each is now, and where all of them were or will be when it is played."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from store.logistics.fleet import Fleet
from store.words import Bilingual
from tui.commands import bindings_for
from tui.references import OrderRef
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet
from tui.widgets.tracking.fleet_rows import fleet_items, fleet_line, fleet_map, map_height
from tui.widgets.tracking.land import WORLD

LIST_WIDTH, LIST_ROWS = 40, 9
FRAMES, SECONDS = 15, 20.0
"""Frames a second, and how long everything plays."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All parcels of a buyer, and what each of them holds."""

    fleet: Fleet
    goods: dict[str, Bilingual]


class ParcelsScreen(ReadingScreen[Seen]):
    """Every journey of the buyer; the selected one shows its way."""

    SCOPE = "parcels"
    CSS_PATH = "parcels.tcss"
    BINDINGS = bindings_for("parcels")

    def __init__(self) -> None:
        super().__init__()
        self._moment: float | None = None
        self._frames: Timer | None = None
        self._near = False

    def compose_body(self) -> Iterable[Widget]:
        """Put the list beside the map, or below it."""
        yield Panel(id="moment", ground="bg")
        with Horizontal(id="fleet"):
            with Vertical():
                yield Panel(id="map", ground="bg")
            yield Sheet()
        yield Empty("parcels.empty", "parcels.empty-hint", "parcel")

    def on_mount(self) -> None:
        """Look again every half minute, for the world's time moves on."""
        self.query_one(Empty).display = False
        self.query_one(Sheet).focus()
        self.set_interval(30, self.lay_out)

    def job(self) -> Callable[[], Seen]:
        """Gather the parcels: one of them may have been answered for."""
        store, viewer = self.store, self.viewer

        def read() -> Seen:
            store.settling.settle(viewer)
            orders = store.orders.list(viewer)
            goods = {order.id: order.lines[0].title for order in orders}
            return Seen(store.parcels.fleet(viewer), goods)

        return read

    @property
    def _shown_at(self) -> int:
        return self.now() if self._moment is None else int(self._moment)

    def paint(self, found: Seen) -> None:
        """Paint the list; the map follows once its size is known."""
        self.query_one("#fleet").display = bool(len(found.fleet))
        self.query_one(Empty).display = not len(found.fleet)
        wide = self.room.extra
        self.set_class(not wide, "-stacked")
        width = LIST_WIDTH - 2 if wide else self.app.size.width - 2
        across = self.app.size.width - (LIST_WIDTH + 4 if wide else 2)
        least = 0 if wide else min(LIST_ROWS, self.app.size.height // 3)
        tall = min(map_height(across), self.app.size.height - 5 - least)
        self.query_one(Vertical).styles.height = max(4, tall)
        standings = found.fleet.standings(self._shown_at)
        self.query_one(Sheet).show(fleet_items(standings, found.goods, width, self.palette))
        self.call_after_refresh(self._paint)  # the map's size is known once the rest is laid out

    def _paint(self) -> None:
        """Paint the map and the moment; the list stays as it is while everything is played."""
        seen = self.found
        if seen is None:
            return
        panel = self.query_one("#map", Panel)
        now, selected = self._shown_at, self.query_one(Sheet).selected
        standings = seen.fleet.standings(now)
        size = (max(20, panel.size.width), max(6, panel.size.height))
        view = None if self._near else WORLD
        panel.show(fleet_map(standings, seen.fleet.stops, selected, now, size, view, self.palette))
        line = fleet_line(standings, now, self._moment is not None, self.app.size.width, self.palette)
        self.query_one("#moment", Panel).show([line])

    def on_sheet_highlighted(self, _message: Sheet.Highlighted) -> None:
        """Show the way of the selected parcel."""
        self._paint()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open a parcel."""
        self._stop()
        self.app.open(OrderRef(message.item_id))

    def action_follow_parcel(self) -> None:
        """Open the selected parcel."""
        self.query_one(Sheet).action_choose()

    def action_map(self) -> None:
        """Change between the world and where the parcels are."""
        self._near = not self._near
        self._paint()

    def action_play(self) -> None:
        """Let all parcels run from the first payment to the last delivery; again stops."""
        if self._frames is not None:
            self._stop()
            self.lay_out()
        elif self.found and len(self.found.fleet):
            self._moment = float(self.found.fleet.span()[0])
            self._frames = self.set_interval(1 / FRAMES, self._next_frame)
            self._paint()

    def _next_frame(self) -> None:
        """Move the played time on by one frame; at the end return to now."""
        if self.found is None or self._moment is None:
            return
        first, last = self.found.fleet.span()
        self._moment += (last - first) / SECONDS / FRAMES
        if self._moment > last:
            self._stop()
            self.lay_out()
        else:
            self._paint()

    def _stop(self) -> None:
        self._moment = None
        if self._frames is not None:
            self._frames.stop()
            self._frames = None
