"""An order's money: every fen of its price line by line, and every movement of the ledger since."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store.trade.records import LedgerEntry, Order
from tui.commands import bindings_for
from tui.layout import TABLE
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.money_rows import ledger_items, price_items


class OrderMoneyScreen(ReadingScreen[tuple[Order, tuple[LedgerEntry, ...]]]):
    """The price of an order taken apart, and who has been given what of it."""

    SCOPE = "money"
    CSS_PATH = "order_money.tcss"
    BINDINGS = bindings_for("money")

    def __init__(self, order_id: str) -> None:
        super().__init__()
        self._order_id = order_id

    def compose_body(self) -> Iterable[Widget]:
        """One sheet."""
        yield Sheet()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(Sheet).focus()

    def job(self) -> Callable[[], tuple[Order, tuple[LedgerEntry, ...]]]:
        """Read the order and its ledger."""
        store, viewer, key = self.store, self.viewer, self._order_id

        def read() -> tuple[Order, tuple[LedgerEntry, ...]]:
            store.settling.settle(viewer)
            return store.orders.get(key), store.orders.ledger(key)

        return read

    def paint(self, found: tuple[Order, tuple[LedgerEntry, ...]]) -> None:
        """Paint the price, and every movement since."""
        order, entries = found
        width, palette = min(self.app.size.width - 2, TABLE), self.palette
        items = price_items(order, width, palette) + ledger_items(entries, width, palette)
        self.query_one(Sheet).show(items)
