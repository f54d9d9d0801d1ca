"""Why a note is shown: its true reason, what led to it, and keys to see more or less of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Horizontal
from textual.widget import Widget

from store.feed.records import Why
from tui.commands import bindings_for
from tui.references import InterestsRef
from tui.screens.base import BaseScreen
from tui.screens.topic_changes import Change, change_topic
from tui.widgets.frame.sheet import Sheet
from tui.widgets.notes.why_rows import picture_items, why_items

PICTURE_WIDTH, PICTURE_FROM, LONGEST_LINE = 37, 96, 76


class WhyScreen(BaseScreen):
    """The reason of one card; ``on_less`` hears that its kind was sent away."""

    SCOPE = "why"
    CSS_PATH = "why.tcss"
    BINDINGS = bindings_for("why")

    def __init__(self, note_id: str, on_less: Callable[[], None]) -> None:
        super().__init__()
        self._note_id = note_id
        self._on_less = on_less
        self._why: Why | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the picture beside the reason."""
        with Horizontal():
            picture = Sheet(id="picture", quiet=True)
            picture.can_focus = False
            yield picture
            yield Sheet(id="reason", quiet=True)

    def on_mount(self) -> None:
        """Look the reason up."""
        self.query_one("#reason", Sheet).focus()
        self._read()

    def _read(self) -> None:
        viewer = self.viewer
        self.fetch("why", lambda: self.store.interests.why(viewer, self._note_id), self._arrive)

    def _arrive(self, why: Why) -> None:
        self._why = why
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        if self._why is None:
            return
        wide = self.app.size.width >= PICTURE_FROM
        picture, reason = self.query_one("#picture", Sheet), self.query_one("#reason", Sheet)
        picture.display = wide
        if wide:
            rows = max(8, min(20, self.app.size.height - 14))
            picture.show(picture_items(self._why, PICTURE_WIDTH, rows, self.palette))
        width = min(LONGEST_LINE, self.app.size.width - (PICTURE_WIDTH + 8 if wide else 4))
        reason.show(why_items(self._why, self.now(), width, self.palette))

    # -- what one can change

    def _change(self, kind: Change) -> None:
        if self._why and self._why.topic:
            change_topic(self, self._why.topic, kind, self._read)
        else:
            self.app.toast("interests.no-topic")

    def action_more_of(self) -> None:
        """See more of the topic."""
        self._change("more")

    def action_fewer_of(self) -> None:
        """See fewer of the topic."""
        self._change("fewer")

    async def action_less(self) -> None:
        """Send the note and its kind away, and go back."""
        await self.app.action_go_back()
        self._on_less()

    def action_interests(self) -> None:
        """Show all that is believed."""
        self.app.open(InterestsRef())
