"""The wall of cards: a virtual masonry grid that paints only what is seen.

One widget over the Line API: what a key costs depends on the screen, never on the number of cards.
Cards are painted once into ready strips; a row of the wall is a join of such strips.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from textual.binding import Binding
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from store.community.records import NoteCard
from tui.pictures import number
from tui.text import pad
from tui.theme import Palette, palette_of
from tui.widgets.card import WIDTH, CardState, card_height, paint_card, paint_skeleton, reason_text
from tui.widgets.ready_strip import ReadyStrip, Run, anchor, beside, ready
from tui.widgets.wall_layout import GAP_COLUMNS, WallLayout

KEPT_CARDS = 120
AHEAD = 24
SKELETONS = (17, 13, 15, 12, 16, 14, 13, 17, 12)
LABELS = "asdfghjklqwertyuiop"
IDLE_SECONDS, SLICE_SECONDS = 0.012, 0.004


class CardWall(ScrollView, can_focus=True):
    """Shows note cards; arrows move the selection, enter opens.

    The owner fills it with ``show`` and ``extend`` (keyset pages) and answers ``Short`` with more.
    ``locate`` turns a column of the widget into one of the terminal, for the cursor's anchors.
    """

    DEFAULT_CSS = """
    CardWall { height: 1fr; width: 1fr; overflow: hidden hidden; scrollbar-size: 0 0; }
    """
    BINDINGS = [
        Binding("down,j", "move(0, 1)", show=False),
        Binding("up,k", "move(0, -1)", show=False),
        Binding("right,l", "move(1, 0)", show=False),
        Binding("left,h", "move(-1, 0)", show=False),
        Binding("pagedown,ctrl+d,space", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The selection is on ``card`` now, the ``position``-th of the wall (from 1)."""

        wall: CardWall
        card: NoteCard
        position: int

        @property
        def control(self) -> CardWall:
            """The wall it comes from."""
            return self.wall

    @dataclass
    class Chosen(Message):
        """Enter was pressed on ``card``."""

        wall: CardWall
        card: NoteCard

        @property
        def control(self) -> CardWall:
            """The wall it comes from."""
            return self.wall

    @dataclass
    class Short(Message):
        """The selection comes near the end of the cards that are there."""

        wall: CardWall

        @property
        def control(self) -> CardWall:
            """The wall it comes from."""
            return self.wall

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cards: list[NoteCard] = []
        self._where: dict[str, int] = {}
        self._loading = True
        self._cursor = 0
        self._layout = WallLayout(80, WIDTH, 1)
        self._shape: tuple[int, bool] = (0, False)
        self._painted: OrderedDict[tuple[int, bool, str], list[ReadyStrip]] = OrderedDict()
        self._labels: dict[int, str] = {}
        self._asked_at = -1
        self._idle: Timer | None = None

    # -- what is shown

    @property
    def selected(self) -> NoteCard | None:
        """The selected card, if there are any."""
        return self._cards[self._cursor] if self._cards else None

    @property
    def count(self) -> int:
        """How many cards have arrived."""
        return len(self._cards)

    def wait(self) -> None:
        """Show skeletons until cards arrive."""
        self._cards, self._where, self._loading, self._cursor = [], {}, True, 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def show(self, cards: Sequence[NoteCard], select: str = "") -> None:
        """Replace all cards; the selection goes to the note ``select``, else to the first."""
        self._cards, self._loading = list(cards), False
        self._where = {card.id: index for index, card in enumerate(self._cards)}
        self._cursor = self._where.get(select, 0)
        self._asked_at = -1
        self._lay_out()
        self._reveal()
        self._tell()

    def extend(self, cards: Sequence[NoteCard]) -> None:
        """Lay more cards behind those that are there; notes that are there already are left out."""
        new = [card for card in cards if card.id not in self._where]
        for card in new:
            self._where[card.id] = len(self._cards)
            self._cards.append(card)
        self._layout.append(self._height(card) for card in new)
        self._measure()
        self.refresh()

    def update_card(self, card: NoteCard) -> None:
        """Show a card as it is now (liked, read, ...)."""
        index = self._where.get(card.id)
        if index is None:
            return
        self._cards[index] = card
        self._forget(index)
        self._refresh_card(index)

    def remove_card(self, note_id: str) -> None:
        """Take a card off the wall; the selection goes to the next one."""
        index = self._where.get(note_id)
        if index is None:
            return
        following = self._cards[index + 1 : index + 2] or self._cards[index - 1 : index]
        selected = self.selected
        keep = selected.id if selected and selected.id != note_id else (following[0].id if following else "")
        offset = self.scroll_offset.y
        self.show([card for card in self._cards if card.id != note_id], keep)
        self.scroll_to(y=min(offset, self.max_scroll_y), animate=False, force=True)
        self._reveal()

    def repaint(self) -> None:
        """Paint everything anew: other words, other colours."""
        self._lay_out()
        self._reveal()

    # -- layout

    def on_resize(self) -> None:
        """Lay out anew where the width or the kind of card changes; the selected card stays in view."""
        if self._shape != (self.size.width, self._short):
            self._lay_out()
        self._reveal()

    @property
    def _short(self) -> bool:
        return self.app.size.height < 30

    def _height(self, card: NoteCard) -> int:
        return card_height(card, self._layout.card_width, self._short)

    def _lay_out(self) -> None:
        self._shape = (self.size.width, self._short)
        self._painted.clear()
        self._layout = WallLayout(self.size.width, WIDTH, 0 if self._short else 1)
        if self._loading:
            self._layout.append(SKELETONS)
        else:
            self._layout.append(self._height(card) for card in self._cards)
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._layout.height)

    def _reveal(self) -> None:
        """Scroll as little as possible until the selected card and its halo are seen."""
        if not self._cards:
            return
        _, top, height = self._layout.place(self._cursor)
        view, shown = self.scroll_offset.y, self.size.height
        if top - 1 < view or height + 2 > shown:
            self.scroll_to(y=max(0, top - 1), animate=False, force=True)
        elif top + height + 1 > view + shown:
            self.scroll_to(y=top + height + 1 - shown, animate=False, force=True)

    # -- painting

    def render_line(self, y: int) -> Strip:
        """Paint one row of the view."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows of the view; overridden whole, so that no strip is built twice."""
        width = self.size.width
        palette = palette_of(self.app)
        first = self.scroll_offset.y + crop.y
        columns = [
            self._column(column, first, crop.height, palette) for column in range(self._layout.columns)
        ]
        rows: list[Strip] = [
            self._row(width, first + y, [column[y] for column in columns], palette)
            for y in range(crop.height)
        ]
        if (crop.x, crop.width) != (0, width):
            rows = [row.crop(crop.x, crop.right) for row in rows]
        return rows

    def _column(self, column: int, first: int, rows: int, palette: Palette) -> list[ReadyStrip]:
        """Return ``rows`` strips of one column from row ``first`` of the wall."""
        layout = self._layout
        blank = _blank(layout.card_width, number(palette.bg))
        members = layout.members(column)
        strips: list[ReadyStrip] = []
        position = layout.at(column, first)
        while len(strips) < rows and position < len(members):
            index = members[position]
            _, top, height = layout.place(index)
            here = first + len(strips)
            if here < top:
                strips.append(self._halo(column, here, palette) or blank)
            elif here < top + height:
                strips.extend(self._card(index, palette)[here - top :])
            else:
                strips.append(self._halo(column, here, palette) or blank)
                position += 1
        strips += [blank] * (rows - len(strips))
        return strips[:rows]

    def _card(self, index: int, palette: Palette) -> list[ReadyStrip]:
        if self._loading:
            return paint_skeleton(self._layout.card_width, SKELETONS[index], palette)
        label = self._labels.get(index, "")
        key = (index, index == self._cursor, label)
        found = self._painted.get(key)
        if found is None:
            state = CardState(key[1], self._short, label)
            found = paint_card(self._cards[index], self._layout.card_width, state, palette)
            self._painted[key] = found
            if len(self._painted) > KEPT_CARDS:
                self._painted.popitem(last=False)
        return found

    def _edge(self, column: int, row: int) -> str:
        """Tell how a row of a column touches the selected card: ``above``, ``body``, ``below`` or not."""
        if not self._cards:
            return ""
        home, top, height = self._layout.place(self._cursor)
        if column != home or not top - 1 <= row <= top + height:
            return ""
        return "above" if row < top else "below" if row == top + height else "body"

    def _halo(self, column: int, row: int, palette: Palette) -> ReadyStrip | None:
        """Return the half row above or below the selected card; on a low screen it tells the reason."""
        edge = self._edge(column, row)
        if not edge:
            return None
        width = self._layout.card_width
        raised = number(palette.raised)
        if edge == "below" and self._short:
            words = pad(" " + reason_text(self._cards[self._cursor]), width)
            return ready([Run(words, number(palette.faint), raised)], width)
        return ready([Run(("▄" if edge == "above" else "▀") * width, raised, number(palette.bg))], width)

    def _row(self, width: int, row: int, cards: list[ReadyStrip], palette: Palette) -> ReadyStrip:
        layout = self._layout
        parts: list[ReadyStrip] = []
        before = ""
        for column, strip in enumerate(cards):
            edge = self._edge(column, row)
            parts += [_gap(before, edge, palette), anchor(self.region.x + layout.left(column)), strip]
            before = edge
        rest = width - layout.left(layout.columns) + GAP_COLUMNS
        parts.append(_tail(before, rest, self._indicator(row), palette))
        return beside(parts, width)

    def _indicator(self, row: int) -> bool:
        """Tell whether the scroll indicator covers this row of the wall."""
        shown, whole = self.size.height, max(1, self.virtual_size.height)
        if whole <= shown:
            return False
        length = max(2, shown * shown // whole)
        start = round(self.scroll_offset.y * (shown - length) / max(1, whole - shown))
        return start <= row - self.scroll_offset.y < start + length

    def _forget(self, index: int) -> None:
        for key in [key for key in self._painted if key[0] == index]:
            del self._painted[key]

    def _refresh_card(self, index: int) -> None:
        _, top, height = self._layout.place(index)
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
        end = perf_counter() + SLICE_SECONDS
        palette = palette_of(self.app)
        top, height = self.scroll_offset.y, self.size.height
        for start in (top + height, top - height):
            for column in range(self._layout.columns):
                members = self._layout.members(column)
                position = self._layout.at(column, max(0, start))
                while position < len(members) and self._layout.place(members[position])[1] < start + height:
                    self._card(members[position], palette)
                    position += 1
                    if perf_counter() > end:
                        self._later(SLICE_SECONDS)
                        return

    # -- moving

    def action_move(self, across: int, down: int) -> None:
        """Move the selection by columns or within its column."""
        if self._cards:
            layout = self._layout
            self._go(layout.below(self._cursor, down) if down else layout.beside(self._cursor, across))

    def action_page(self, by: int) -> None:
        """Move by about one screen, in the same column."""
        if not self._cards:
            return
        column, top, _ = self._layout.place(self._cursor)
        step = max(1, self.size.height - 4)
        self._go(self._layout.near(column, max(0, top + by * step)))

    def action_edge(self, side: int) -> None:
        """Go to the first (-1) or the last card (1) that is there."""
        if self._cards:
            self._go(0 if side < 0 else len(self._cards) - 1)

    def action_choose(self) -> None:
        """Tell the owner that the selected card was chosen."""
        if self.selected:
            self.post_message(self.Chosen(self, self.selected))

    def select(self, note_id: str) -> None:
        """Select a note that is on the wall."""
        if note_id in self._where:
            self._go(self._where[note_id])

    def _go(self, index: int) -> None:
        old, self._cursor = self._cursor, index
        if old != index:
            offset = self.scroll_offset.y
            self._reveal()
            if offset == self.scroll_offset.y:
                self._refresh_card(old)
                self._refresh_card(index)
            self._tell()

    def _tell(self) -> None:
        if self.selected:
            self.post_message(self.Highlighted(self, self.selected, self._cursor + 1))
        if len(self._cards) != self._asked_at and self._cursor >= len(self._cards) - AHEAD:
            self._asked_at = len(self._cards)
            self.post_message(self.Short(self))

    # -- jump labels

    def label_cards(self, on: bool) -> dict[str, str]:
        """Put a letter on every card in view, or take them away; return note ids by letter."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        seen = [i for i in range(len(self._cards)) if self._seen(i, top, bottom)] if on else []
        self._labels = dict(zip(seen, LABELS, strict=False))
        self.refresh()
        return {letter: self._cards[index].id for index, letter in self._labels.items()}

    def _seen(self, index: int, top: int, bottom: int) -> bool:
        _, start, height = self._layout.place(index)
        return start < bottom - 1 and start + height > top + 1

    # -- the mouse

    def on_click(self, event: Click) -> None:
        """Select the card under the pointer; a second click opens it."""
        row, column = event.y + self.scroll_offset.y, (event.x - 1) // (self._layout.card_width + GAP_COLUMNS)
        if not self._cards or not 0 <= column < self._layout.columns:
            return
        index = self._layout.near(column, row)
        again = index == self._cursor
        self._go(index)
        if again:
            self.action_choose()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll with the wheel; the selection stays."""
        self.scroll_to(y=min(self.max_scroll_y, self.scroll_offset.y + 3), animate=False, force=True)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll with the wheel; the selection stays."""
        self.scroll_to(y=max(0, self.scroll_offset.y - 3), animate=False, force=True)

    def on_focus(self) -> None:
        """Bring the selection's colour back."""
        self.refresh()


_gaps: dict[tuple[str, str, str], ReadyStrip] = {}
_AFTER = {"": " ", "above": "▖", "body": "▌", "below": "▘"}
_BEFORE = {"": " ", "above": "▗", "body": "▐", "below": "▝"}


def _kept(key: tuple[str, str, str], make: Callable[[], ReadyStrip]) -> ReadyStrip:
    if key not in _gaps:
        _gaps[key] = make()
    return _gaps[key]


def _gap(before: str, after: str, palette: Palette) -> ReadyStrip:
    """Return the two cells between columns: the halo of the left one, the red bar of the right one."""
    ground = number(palette.bg)

    def make() -> ReadyStrip:
        halo = Run(_AFTER[before], number(palette.raised), ground)
        return ready([halo, Run(_BEFORE[after], number(palette.brand), ground)], GAP_COLUMNS)

    return _kept((before, after, palette.bg), make)


def _tail(before: str, width: int, marked: bool, palette: Palette) -> ReadyStrip:
    """Return what is right of the last column, with the scroll indicator in the last cell."""
    ground = number(palette.bg)

    def make() -> ReadyStrip:
        mark = number(palette.line) if marked else ground
        halo = Run(_AFTER[before], number(palette.raised), ground)
        if width < 2:
            return ready([Run(" ", mark, mark)] * max(0, width), max(0, width))
        return ready([halo, Run(" " * (width - 2), ground, ground), Run(" ", mark, mark)], width)

    return _kept((before, f"{width}{marked}", palette.bg), make)


def _blank(width: int, ground: int) -> ReadyStrip:
    return ready([Run(" " * width, ground, ground)], width)
