"""A talk with a seller."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Input

from store.catalogue.records import Merchant
from store.community.inbox import Message
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.layout import PAGE
from tui.paint.rows import Span
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.inbox_rows import message_items
from tui.widgets.wall.channel_bar import ChannelBar


class TalkScreen(ReadingScreen[tuple[Merchant, tuple[Message, ...]]]):
    """What was written, and a line to write in."""

    SCOPE = "talk"
    CSS_PATH = "inbox.tcss"
    BINDINGS = bindings_for("talk")

    def __init__(self, merchant_id: str) -> None:
        super().__init__()
        self._merchant_id = merchant_id

    def compose_body(self) -> Iterable[Widget]:
        """Put the seller's name above the talk, the line below it."""
        yield ChannelBar()
        yield Sheet()
        yield Input(id="message", placeholder=t("me.write-here"), max_length=500)

    def on_mount(self) -> None:
        """Begin in the line to write in."""
        self.query_one("#message", Input).focus()

    def job(self) -> Callable[[], tuple[Merchant, tuple[Message, ...]]]:
        """Read the talk."""
        store, viewer, merchant = self.store, self.viewer, self._merchant_id
        return lambda: (store.catalogue.merchant(merchant), store.inbox.messages(viewer, merchant))

    def arrive(self, found: tuple[Merchant, tuple[Message, ...]]) -> None:
        """Show the talk from its end."""
        super().arrive(found)
        self.query_one(Sheet).scroll_end(animate=False)

    def paint(self, found: tuple[Merchant, tuple[Message, ...]]) -> None:
        """Paint the seller's name and what was written."""
        merchant, messages = found
        bar = self.query_one(ChannelBar)
        bar.show([pick(merchant.name)])
        bar.note = (Span(pick(merchant.service_hours)),)
        width = min(self.app.size.width - 2, PAGE)
        self.query_one("#message", Input).placeholder = t("me.write-here")
        self.query_one(Sheet).show(
            message_items(merchant.name, merchant.id, messages, width, self.now(), self.palette)
        )

    def action_write(self) -> None:
        """Go to the line to write in."""
        self.query_one("#message", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send the message."""
        text, viewer, merchant = event.value, self.viewer, self._merchant_id
        if text.strip():
            event.input.value = ""
            self.fetch("write", lambda: self.store.inbox.write(viewer, merchant, text), lambda _: self.read())
