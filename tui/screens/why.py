"""Why a note is shown: its true reason, what led to it, and keys to see more or less of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Horizontal
from textual.widget import Widget

from store.feed.records import Why
from tui.commands import bindings_for
from tui.layout import RAIL_WIDTH
from tui.references import InterestsRef
from tui.screens.reading import ReadingScreen
from tui.screens.topic_changes import Change, change_topic
from tui.widgets.frame.sheet import Sheet
from tui.widgets.notes.why_rows import picture_items, why_items

LONGEST_LINE = 76


class WhyScreen(ReadingScreen[Why]):
    """The reason of one card; ``on_less`` hears that its kind was sent away."""

    SCOPE = "why"
    CSS_PATH = "why.tcss"
    BINDINGS = bindings_for("why")

    def __init__(self, note_id: str, on_less: Callable[[], None]) -> None:
        super().__init__()
        self._note_id = note_id
        self._on_less = on_less

    def compose_body(self) -> Iterable[Widget]:
        """Put the picture beside the reason."""
        with Horizontal():
            picture = Sheet(id="picture", quiet=True)
            picture.can_focus = False
            yield picture
            yield Sheet(id="reason", quiet=True)

    def on_mount(self) -> None:
        """Let the arrows scroll the reason."""
        self.query_one("#reason", Sheet).focus()

    def job(self) -> Callable[[], Why]:
        """Look the reason up."""
        interests, viewer = self.store.interests, self.viewer
        return lambda: interests.why(viewer, self._note_id)

    def paint(self, found: Why) -> None:
        """Paint the picture where there is room, and the reason."""
        wide = self.room.roomy
        picture, reason = self.query_one("#picture", Sheet), self.query_one("#reason", Sheet)
        picture.display = wide
        if wide:
            rows = max(8, min(20, self.app.size.height - 14))
            picture.show(picture_items(found, RAIL_WIDTH, rows, self.palette))
        width = min(LONGEST_LINE, self.app.size.width - (RAIL_WIDTH + 8 if wide else 4))
        reason.show(why_items(found, self.now(), width, self.palette))

    # -- what one can change

    def _change(self, kind: Change) -> None:
        if self.found and self.found.topic:
            change_topic(self, self.found.topic, kind, self.read)
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
