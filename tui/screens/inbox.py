"""The inbox: notices, and talks with sellers."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from store.community.inbox import Notice, Talk
from tui.commands import bindings_for
from tui.i18n import t
from tui.screens.base import BaseScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.inbox_rows import notice_items, talk_items
from tui.widgets.wall.channel_bar import ChannelBar

SECTIONS = ("notices", "talks")
WIDEST = 100


class InboxScreen(BaseScreen):
    """Two lists behind ``tab``; enter goes where a notice leads, or into a talk."""

    SCOPE = "inbox"
    CSS_PATH = "inbox.tcss"
    BINDINGS = bindings_for("inbox")

    def __init__(self) -> None:
        super().__init__()
        self._section = "notices"
        self._notices: tuple[Notice, ...] = ()
        self._talks: tuple[Talk, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Put the lists below their names."""
        yield ChannelBar()
        yield Sheet()
        yield Empty("me.inbox-empty", "me.inbox-empty-hint", "greeting")

    def on_mount(self) -> None:
        """Wait for what is read."""
        self.query_one(Empty).display = False
        self.query_one(Sheet).focus()

    def on_screen_resume(self) -> None:
        """Read the inbox again: a talk may have gone on."""
        super().on_screen_resume()
        self._read()

    def on_viewer(self) -> None:
        """Show another buyer's inbox."""
        self._read()

    def _read(self) -> None:
        store, viewer = self.store, self.viewer

        def job() -> tuple[tuple[Notice, ...], tuple[Talk, ...]]:
            store.news.catch_up(viewer)
            return store.inbox.notices(viewer), store.inbox.talks(viewer)

        self.fetch("inbox", job, self._arrive)

    def _arrive(self, found: tuple[tuple[Notice, ...], tuple[Talk, ...]]) -> None:
        self._notices, self._talks = found
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        width, now, palette = min(self.app.size.width - 2, WIDEST), self.now(), self.palette
        waiting = (sum(n.unread for n in self._notices), sum(talk.unread for talk in self._talks))
        bar = self.query_one(ChannelBar)
        bar.current = SECTIONS.index(self._section)
        bar.show(
            [
                t(f"me.{name}") + (f" {number}" if number else "")
                for name, number in zip(SECTIONS, waiting, strict=True)
            ]
        )
        items = (
            notice_items(self._notices, width, now, palette)
            if self._section == "notices"
            else talk_items(self._talks, width, now, palette)
        )
        sheet, empty = self.query_one(Sheet), self.query_one(Empty)
        sheet.display, empty.display = bool(items), not items
        sheet.show(items)

    def action_show_tab(self, position: str) -> None:
        """Show the list whose name was pressed."""
        self._section = SECTIONS[int(position)]
        self.lay_out()

    def action_next_section(self) -> None:
        """Go to the other list."""
        self._section = SECTIONS[1 - SECTIONS.index(self._section)]
        self.lay_out()

    def action_all_read(self) -> None:
        """Take all notices as read."""
        inbox, viewer = self.store.inbox, self.viewer
        self.fetch("read", lambda: inbox.read(viewer), lambda _: self._read())

    def action_open_message(self) -> None:
        """Open the selected entry."""
        self.query_one(Sheet).action_choose()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Go where a notice leads, or into a talk."""
        from tui.screens.talk import TalkScreen

        kind, _, key = message.item_id.partition(":")
        if kind == "talk":
            self.app.push_screen(TalkScreen(key))
            return
        notice = next(one for one in self._notices if str(one.id) == key)
        inbox, viewer = self.store.inbox, self.viewer
        self.fetch("read", lambda: inbox.read(viewer, notice.id), lambda _: self._read())
        where, _, name = notice.link.partition("/")
        opening = {"note": self.app.open_note, "product": self.app.open_product, "order": self.app.open_order}
        if where in opening:
            opening[where](name)
