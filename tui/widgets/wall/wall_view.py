"""The wall as it is seen: cards laid out, painted where they are in view, and found again under a pointer.

What a key costs depends on the screen, never on the number of cards: they are painted once into ready
strips, and a row of the wall is a join of such strips.
"""

from __future__ import annotations

from time import perf_counter

from textual.events import MouseScrollDown, MouseScrollUp
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from store.community.records import NoteCard
from tui.big import Bolder, is_big
from tui.layout import Layout
from tui.paint.rows import Row
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand
from tui.widgets.wall.card import WIDTH, card_height
from tui.widgets.wall.layout import GAP_COLUMNS, MARGIN, WallLayout
from tui.widgets.wall.painting import SKELETONS, WallPainter, WallState, Window

LABELS = "asdfghjklqwertyuiop"
IDLE_SECONDS, SLICE_SECONDS = 0.012, 0.004


class WallView(Hand, ScrollView):
    """Paints the cards of its state over the Line API; which of them is selected is decided by a subclass."""

    class Painted(Message):
        """The first cards are painted; it is read once they are on their way to the terminal."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state = WallState(WallLayout(80, WIDTH, 1))
        self._painter = WallPainter()
        self._where: dict[str, int] = {}
        self._shape: tuple[int, bool] = (0, False)
        self._idle: Timer | None = None
        self._painted = False

    # -- layout

    def repaint(self) -> None:
        """Paint everything anew: other words, other colours."""
        self._lay_out()
        self._reveal()

    def on_resize(self) -> None:
        """Lay out anew where the width or the kind of card changes; the selected card stays in view."""
        if self._shape != (self.size.width, self._short):
            self._lay_out()
        self._reveal()

    @property
    def _short(self) -> bool:
        return not Layout(*self.app.size).tall

    def _height(self, card: NoteCard) -> int:
        return card_height(card, self._state.layout.card_width, self._short)

    def _lay_out(self) -> None:
        """Lay all cards out for the present width."""
        self._shape = (self.size.width, self._short)
        self._painter.forget()
        self._state.short = self._short
        first_row, fewer = 0 if self._short else 1, 1 if is_big(self.app) else 0
        self._state.layout = WallLayout(self.size.width, WIDTH, first_row, fewer)
        if self._state.loading:
            self._state.layout.append(SKELETONS)
        else:
            self._state.layout.append(self._height(card) for card in self._state.cards)
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._state.layout.height)

    def _reveal(self) -> None:
        """Scroll as little as possible until the selected card and its halo are seen."""
        if not self._state.cards:
            return
        _, top, height = self._state.layout.place(self._state.cursor)
        view, shown = self.scroll_offset.y, self.size.height
        if top - 1 < view or height + 2 > shown:
            self.scroll_to(y=max(0, top - 1), animate=False, force=True)
        elif top + height + 1 > view + shown:
            self.scroll_to(y=top + height + 1 - shown, animate=False, force=True)

    # -- painting

    def pictures_drawn(self) -> None:
        """Paint the cards in view with the pictures that were drawn meanwhile."""
        self._painter.forget()
        self.refresh()

    def on_focus(self) -> None:
        """Bring the selection's colour back."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the view."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows of the view; overridden whole, so that no strip is built twice."""
        if not (self._painted or self._state.loading):
            self._painted = True
            self.post_message(self.Painted())
        width, height = self.size
        window = Window(self.scroll_offset.y, width, height, self.virtual_size.height, self.region.x)
        rows: list[Strip] = [
            *self._painter.rows(self._state, window, crop.y, crop.height, palette_of(self.app))
        ]
        for line_filter in self.get_line_filters():
            # Our colours are true ones already, and our titles bold.
            if not isinstance(line_filter, ANSIToTruecolor | Bolder):
                rows = [row.apply_filter(line_filter, self.background_colors[1]) for row in rows]
        if (crop.x, crop.width) != (0, width):
            rows = [row.crop(crop.x, crop.right) for row in rows]
        return rows

    def _refresh_card(self, index: int) -> None:
        _, top, height = self._state.layout.place(index)
        region = Region(0, top - 1 - self.scroll_offset.y, self.size.width, height + 2)
        visible = region.intersection(Region(0, 0, *self.size))
        if visible:
            self.refresh(visible)

    # -- cards of the next screen are painted between keys

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint ahead once the frame is out."""
        super().watch_scroll_y(old_value, new_value)
        self._later(IDLE_SECONDS)

    def _later(self, seconds: float) -> None:
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(seconds, self._paint_ahead)

    def _paint_ahead(self) -> None:
        """Paint cards a screen below and above for ``SLICE_SECONDS``, then wait for the next turn."""
        end = perf_counter() + SLICE_SECONDS
        palette = palette_of(self.app)
        top, height = self.scroll_offset.y, self.size.height
        for start in (top + height, top - height):
            for column in range(self._state.layout.columns):
                members = self._state.layout.members(column)
                position = self._state.layout.at(column, max(0, start))
                while (
                    position < len(members)
                    and self._state.layout.place(members[position])[1] < start + height
                ):
                    self._painter.card(self._state, members[position], palette)
                    position += 1
                    if perf_counter() > end:
                        self._later(SLICE_SECONDS)
                        return

    # -- jump labels

    def label_cards(self, on: bool) -> dict[str, str]:
        """Put a letter on every card in view, or take them away; return note ids by letter."""
        seen = self._in_view() if on else []
        self._state.labels = dict(zip(seen, LABELS, strict=False))
        self.refresh()
        return {letter: self._state.cards[index].id for index, letter in self._state.labels.items()}

    def _in_view(self) -> list[int]:
        """Return the cards of which more than an edge is seen, in the order of the wall."""
        layout, top = self._state.layout, self.scroll_offset.y
        bottom = top + self.size.height
        seen = []
        for column in range(layout.columns):
            members = layout.members(column)
            for index in members[layout.at(column, top) :]:
                _, start, height = layout.place(index)
                if start >= bottom - 1:
                    break
                if start + height > top + 1:
                    seen.append(index)
        return sorted(seen)

    # -- the mouse

    def row_at(self, line: int) -> Row:
        """Cards are pressed as a whole; nothing in them asks for something of its own."""
        return Row(())

    def thing_at(self, column: int, line: int) -> str:
        """Return the note whose card lies there."""
        layout, cards = self._state.layout, self._state.cards
        place, inside = divmod(column - MARGIN, layout.card_width + GAP_COLUMNS)
        if not cards or not 0 <= place < layout.columns or inside >= layout.card_width:
            return ""
        if not layout.members(place):
            return ""
        index = layout.near(place, line)
        _, top, height = layout.place(index)
        return cards[index].id if top <= line < top + height else ""

    def region_of(self, thing: str) -> Region | None:
        """Return the rows of a card, with the columns of its mark."""
        if thing not in self._where:
            return None
        column, top, height = self._state.layout.place(self._where[thing])
        left = self._state.layout.left(column) - GAP_COLUMNS
        return Region(left, top, self._state.layout.card_width + GAP_COLUMNS, height)

    def point_at(self, thing: str) -> None:
        """Mark the card under the pointer."""
        self._state.pointed = self._where.get(thing, -1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll with the wheel; the selection stays."""
        self.scroll_to(y=min(self.max_scroll_y, self.scroll_offset.y + 3), animate=False, force=True)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll with the wheel; the selection stays."""
        self.scroll_to(y=max(0, self.scroll_offset.y - 3), animate=False, force=True)
