"""The inbox: notices, and talks with sellers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store.community.inbox import Notice, Talk
from tui.commands import bindings_for
from tui.i18n import t
from tui.layout import PAGE
from tui.references import TalkRef, parse_link
from tui.row_id import RowId
from tui.screens.sections import SectionsScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.sheet import Sheet
from tui.widgets.orders.inbox_rows import notice_items, talk_items
from tui.widgets.wall.channel_bar import ChannelBar


class InboxScreen(SectionsScreen[tuple[tuple[Notice, ...], tuple[Talk, ...]]]):
    """Two lists behind ``tab``; enter goes where a notice leads, or into a talk."""

    SCOPE = "inbox"
    CSS_PATH = "inbox.tcss"
    BINDINGS = bindings_for("inbox")
    SECTIONS = ("notices", "talks")

    def compose_body(self) -> Iterable[Widget]:
        """Put the lists below their names."""
        yield ChannelBar()
        yield Sheet()
        yield Empty("me.inbox-empty", "me.inbox-empty-hint", "greeting")

    def on_mount(self) -> None:
        """Wait for what is read."""
        self.query_one(Empty).display = False
        self.query_one(Sheet).focus()

    @property
    def _notices(self) -> tuple[Notice, ...]:
        return self.found[0] if self.found else ()

    def job(self) -> Callable[[], tuple[tuple[Notice, ...], tuple[Talk, ...]]]:
        """Read notices and talks; what happened to orders meanwhile is told first."""
        store, viewer = self.store, self.viewer

        def read() -> tuple[tuple[Notice, ...], tuple[Talk, ...]]:
            store.news.catch_up(viewer)
            return store.inbox.notices(viewer), store.inbox.talks(viewer)

        return read

    def paint(self, found: tuple[tuple[Notice, ...], tuple[Talk, ...]]) -> None:
        """Paint the names of the lists and the one that is open."""
        notices, talks = found
        width, now, palette = min(self.app.size.width - 2, PAGE), self.now(), self.palette
        waiting = (sum(n.unread for n in notices), sum(talk.unread for talk in talks))
        bar = self.query_one(ChannelBar)
        bar.current = self.SECTIONS.index(self._section)
        bar.show(
            [
                t(f"me.{name}") + (f" {number}" if number else "")
                for name, number in zip(self.SECTIONS, waiting, strict=True)
            ]
        )
        items = (
            notice_items(notices, width, now, palette)
            if self._section == "notices"
            else talk_items(talks, width, now, palette)
        )
        sheet, empty = self.query_one(Sheet), self.query_one(Empty)
        sheet.display, empty.display = bool(items), not items
        sheet.show(items)

    def action_all_read(self) -> None:
        """Take all notices as read."""
        inbox, viewer = self.store.inbox, self.viewer
        self.fetch("read", lambda: inbox.read(viewer), lambda _: self.read())

    def action_open_message(self) -> None:
        """Open the selected entry."""
        self.query_one(Sheet).action_choose()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Go where a notice leads, or into a talk."""
        match message.item_id:
            case RowId("talk", merchant_id):
                self.app.open(TalkRef(merchant_id))
            case RowId("notice", notice_id):
                self._follow(next(one for one in self._notices if str(one.id) == notice_id))

    def _follow(self, notice: Notice) -> None:
        """Take a notice as read, and go where it leads."""
        inbox, viewer = self.store.inbox, self.viewer
        self.fetch("read", lambda: inbox.read(viewer, notice.id), lambda _: self.read())
        if page := parse_link(notice.link):
            self.app.open(page)
