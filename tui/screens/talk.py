"""A talk with a seller."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from store.catalogue.records import Merchant
from store.community.inbox import Message
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.paint.rows import Span
from tui.screens.base import BaseScreen
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.inbox_rows import message_items
from tui.widgets.wall.channel_bar import ChannelBar

WIDEST = 100


class TalkScreen(BaseScreen):
    """What was written, and a line to write in."""

    SCOPE = "talk"
    CSS_PATH = "inbox.tcss"
    BINDINGS = bindings_for("talk")

    def __init__(self, merchant_id: str) -> None:
        super().__init__()
        self._merchant_id = merchant_id
        self._merchant: Merchant | None = None
        self._messages: tuple[Message, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Put the seller's name above the talk, the line below it."""
        yield ChannelBar()
        yield Sheet()
        yield Input(id="message", placeholder=t("me.write-here"), max_length=500)

    def on_mount(self) -> None:
        """Read the talk."""
        self.query_one("#message", Input).focus()
        self._read()

    def _read(self) -> None:
        store, viewer, merchant = self.store, self.viewer, self._merchant_id
        self.fetch(
            "talk",
            lambda: (store.catalogue.merchant(merchant), store.inbox.messages(viewer, merchant)),
            self._arrive,
        )

    def _arrive(self, found: tuple[Merchant, tuple[Message, ...]]) -> None:
        self._merchant, self._messages = found
        self.lay_out()
        self.query_one(Sheet).scroll_end(animate=False)

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        if self._merchant is None:
            return
        merchant = self._merchant
        bar = self.query_one(ChannelBar)
        bar.show([pick(merchant.name)])
        bar.note = (Span(pick(merchant.service_hours)),)
        width = min(self.app.size.width - 2, WIDEST)
        self.query_one("#message", Input).placeholder = t("me.write-here")
        self.query_one(Sheet).show(
            message_items(merchant.name, merchant.id, self._messages, width, self.now(), self.palette)
        )

    def action_write(self) -> None:
        """Go to the line to write in."""
        self.query_one("#message", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send the message."""
        text, viewer, merchant = event.value, self.viewer, self._merchant_id
        if text.strip():
            event.input.value = ""
            self.fetch(
                "write", lambda: self.store.inbox.write(viewer, merchant, text), lambda _: self._read()
            )
