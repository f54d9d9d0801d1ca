"""A wall of notes with the selected one beside it, where the screen is wide enough for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.screens.base import BaseScreen
from tui.widgets.frame.sheet import Sheet
from tui.widgets.wall.card_wall import CardWall

if TYPE_CHECKING:
    from tui.widgets.notes.note_view import NoteView

PREVIEW_SECONDS = 0.12


class BesideScreen(BaseScreen):
    """Reads the selected note of its wall once the selection rests, and shows it in the sheet ``#preview``."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: Timer | None = None
        self._beside: NoteView | None = None

    @property
    def _wall(self) -> CardWall:
        return self.query_one(CardWall)

    @property
    def expects(self) -> bool:
        """Whether the selected note will be shown beside the wall in a moment."""
        return self._preview is not None

    def _read_beside(self) -> None:
        """Read the selected note for the column beside the wall."""
        self._preview = None
        card = self._wall.selected
        if card is not None:
            viewer = self.viewer
            from tui.screens.note_reading import read_note

            self.fetch("preview", lambda: read_note(self.store, card.id, viewer), self._show_beside)

    def _show_beside(self, view: NoteView) -> None:
        """Show a note beside the wall, from its beginning."""
        from tui.widgets.notes.note_rows import single_column

        self._beside = view
        preview = self.query_one("#preview", Sheet)
        width = preview.size.width - 1
        if width > 0:
            preview.show(single_column(view, width, self.palette, scope=self.SCOPE))
            preview.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fill the preview when the screen has become wide enough for it."""
        if self.room.extra:
            self.call_after_refresh(self._read_beside)

    def _read_soon(self) -> None:
        """Read the selected note as soon as the selection has rested a moment."""
        if self._preview is not None:
            self._preview.stop()
        if self.room.extra:
            self._preview = self.set_timer(PREVIEW_SECONDS, self._read_beside)
