"""Interests: what the app believes, what it comes from, and the keys to change or forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.community.records import NoteCard
from store.feed.records import Deed, Interest
from tui.commands import bindings_for
from tui.i18n import t
from tui.paint.rows import Row, Span, row
from tui.references import NoteRef, of_row
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.screens.topic_changes import Change, change_topic
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet
from tui.widgets.notes.interest_rows import interest_items, source_items

LIST_WIDTH = 66
NOTES = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Where an interest comes from, and what it brings."""

    interest: Interest
    deeds: tuple[Deed, ...]
    notes: tuple[NoteCard, ...]


class InterestsScreen(ReadingScreen[tuple[Interest, ...]]):
    """The interests the feed is ranked by."""

    SCOPE = "interests"
    CSS_PATH = "interests.tcss"
    BINDINGS = bindings_for("interests")

    def __init__(self) -> None:
        super().__init__()
        self._source: Source | None = None
        self._sure = False

    def compose_body(self) -> Iterable[Widget]:
        """Put the interests beside where the selected one comes from."""
        with Horizontal():
            with Vertical(id="believed"):
                yield Panel(id="head", ground="bg")
                yield Sheet(id="list")
                yield Empty("interests.empty", "interests.empty-hint", "greeting")
            source = Sheet(id="source", quiet=True)
            source.can_focus = False
            yield source

    def on_mount(self) -> None:
        """Let the arrows choose an interest."""
        self.query_one("#list", Sheet).focus()

    def job(self) -> Callable[[], tuple[Interest, ...]]:
        """Read what is believed."""
        interests, viewer = self.store.interests, self.viewer
        return lambda: interests.of(viewer)

    def arrive(self, found: tuple[Interest, ...]) -> None:
        """Show the interests, and read where the selected one comes from."""
        super().arrive(found)
        self._read_source()

    @property
    def _selected(self) -> Interest | None:
        row_id = self.query_one("#list", Sheet).selected
        return next((one for one in self.found or () if RowId("topic", one.topic.id) == row_id), None)

    def _read_source(self) -> None:
        """Read what the selected interest comes from, and some notes about it."""
        one, viewer, store = self._selected, self.viewer, self.store
        if one is None:
            self._source = None
            self.query_one("#source", Sheet).show([])
            return

        def job() -> Source:
            notes = store.feed.of_topic(viewer, one.topic.id, NOTES)
            return Source(one, store.interests.deeds(viewer, one.topic), notes)

        self.fetch("source", job, self._show_source)

    def _show_source(self, source: Source) -> None:
        """Show an interest's source beside the list, where there is room."""
        self._source = source
        width = self.app.size.width - LIST_WIDTH - 9
        if self.room.beside:
            self.query_one("#source", Sheet).show(
                source_items(source.interest, source.deeds, source.notes, self.now(), width, self.palette)
            )

    def on_sheet_highlighted(self, message: Sheet.Highlighted) -> None:
        """Show where the selected interest comes from."""
        self._sure = False
        self._read_source()

    def paint(self, found: tuple[Interest, ...]) -> None:
        """Paint the interests, and where the selected one comes from."""
        beside = self.room.beside
        self.query_one("#source").display = beside and bool(self.found)
        width = LIST_WIDTH if beside else self.app.size.width - 3
        head = [
            row(
                width,
                [
                    Span(t("interests.title"), bold=True),
                    Span(f"  {t('interests.subtitle')}", self.palette.muted),
                ],
                [Span(t("interests.lately"), self.palette.faint)],
                indent=2,
            ),
            row(width, [Span(t("interests.private"), self.palette.faint)], indent=2),
        ]
        self.query_one("#head", Panel).show([Row(()), *head] if self.room.tall else head)
        sheet, empty = self.query_one("#list", Sheet), self.query_one(Empty)
        sheet.display, empty.display = bool(self.found), not self.found
        sheet.show(interest_items(found, width, self.palette))
        if self._source:
            self._show_source(self._source)

    # -- what one can change

    def _change(self, kind: Change) -> None:
        if one := self._selected:
            change_topic(self, one.topic, kind, self.read)
        else:
            self.app.toast("interests.empty")

    def action_more_of(self) -> None:
        """See more of the selected topic."""
        self._change("more")

    def action_fewer_of(self) -> None:
        """See fewer of the selected topic."""
        self._change("fewer")

    def action_forget_topic(self) -> None:
        """Forget the selected interest."""
        self._change("forget")

    def action_forget_all(self) -> None:
        """Forget everything, after a second press confirms it."""
        if not self._sure:
            self._sure = True
            self.app.toast("interests.forget-all-ask", severity="warning")
            return
        self._sure = False
        viewer = self.viewer

        def done(_none: None) -> None:
            self.app.toast("interests.forgotten-all")
            self.read()

        self.fetch("change", lambda: self.store.interests.forget_everything(viewer), done)

    def action_choose_topics(self) -> None:
        """Choose interests from pictures."""
        from tui.screens.welcome import WelcomeScreen

        self.app.push_screen(WelcomeScreen(self.read, first=False))

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Show the note that was pressed, else the one that the selected interest brings up first."""
        if page := of_row(message.item_id):
            self.app.open(page)
        elif self._source and self._source.notes:
            self.app.open(NoteRef(self._source.notes[0].id))
