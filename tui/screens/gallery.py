"""Pictures that fill the screen: arrows turn them, a key describes them in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.strip import Strip
from textual.widget import Widget

from store.pictures import PictureSpec
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.paint.rows import Span, paint, row
from tui.screens.base import BaseScreen
from tui.theme import palette_of
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.stage import Stage
from tui.widgets.frame.top_bar import TopBar


class Caption(Widget):
    """Which picture it is, whose, and in words what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.title, self.words = "", "", ""

    def render_line(self, y: int) -> Strip:
        """Paint the one line."""
        palette = palette_of(self.app)
        width = self.size.width
        spans = [
            Span(f" {self.count} ", palette.text, palette.chip, bold=True),
            Span(f"  {self.title}", bold=True),
        ]
        if self.words:
            spans = [spans[0], Span(f"  {self.words}", palette.text)]
        return paint(row(width, spans), width, palette.text, palette.surface)


class GalleryScreen(BaseScreen):
    """The pictures of a note, one at a time."""

    SCOPE = "gallery"
    CSS_PATH = "gallery.tcss"
    BINDINGS = bindings_for("gallery")

    def __init__(
        self,
        pictures: tuple[PictureSpec, ...],
        current: int,
        title: Bilingual,
        left_at: Callable[[int], None],
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._current = current
        self._title = title
        self._left_at = left_at
        self._described = False

    def compose_body(self) -> Iterable[Widget]:
        """Put the picture over its caption."""
        yield Stage(self._pictures[self._current])
        yield Caption()

    def on_mount(self) -> None:
        """Show the picture one came for."""
        self._show()

    def _show(self) -> None:
        self.query_one(Stage).show(self._pictures[self._current])
        self.lay_out()

    def lay_out(self) -> None:
        """Write the caption in the reader's language."""
        caption = self.query_one(Caption)
        picture = self._pictures[self._current]
        caption.count = f"{self._current + 1}/{len(self._pictures)}"
        caption.title = pick(self._title)
        caption.words = (pick(picture.alt) or t("note.no-description")) if self._described else ""
        caption.refresh()

    def on_screen_suspend(self) -> None:
        """Take the pixels away while something else covers the picture."""
        self.query_one(Stage).take_down()

    def on_screen_resume(self) -> None:
        """Put the picture up again."""
        super().on_screen_resume()
        self._show()

    def action_next_picture(self) -> None:
        """Leaf to the next picture."""
        self._leaf(1)

    def action_previous_picture(self) -> None:
        """Leaf to the picture before."""
        self._leaf(-1)

    def _leaf(self, by: int) -> None:
        self._current = (self._current + by) % len(self._pictures)
        self._left_at(self._current)
        self._show()

    def action_describe(self) -> None:
        """Say in words what the picture shows, or stop saying it."""
        self._described = not self._described
        self.lay_out()

    def action_enlarge(self) -> None:
        """Give the bars' rows to the picture, or take them back."""
        for bar in (*self.query(TopBar), *self.query(KeyBar)):
            bar.display = not bar.display
