"""The wall of cards as it is used: filled page by page, one card of it selected, moved over with keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from store.community.records import NoteCard
from tui.widgets.wall.wall_view import WallView

AHEAD = 24


class CardWall(WallView, can_focus=True):
    """Shows note cards; arrows move the selection, enter opens.

    The owner fills it with ``show`` and ``extend`` (keyset pages) and answers ``NearEnd`` with more.
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
    class NearEnd(Message):
        """The selection comes near the end of the cards that are there."""

        wall: CardWall

        @property
        def control(self) -> CardWall:
            """The wall it comes from."""
            return self.wall

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._asked_at = -1

    # -- what is shown

    @property
    def selected(self) -> NoteCard | None:
        """The selected card, if there are any."""
        return self._state.cards[self._state.cursor] if self._state.cards else None

    @property
    def count(self) -> int:
        """How many cards have arrived."""
        return len(self._state.cards)

    def wait(self) -> None:
        """Show skeletons until cards arrive."""
        self._where = {}
        self._state.cards, self._state.loading, self._state.cursor = [], True, 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def show(self, cards: Sequence[NoteCard], select: str = "") -> None:
        """Replace all cards; the selection goes to the note ``select``, else to the first."""
        self._state.cards, self._state.loading = list(cards), False
        self._where = {card.id: index for index, card in enumerate(self._state.cards)}
        self._state.cursor = self._where.get(select, 0)
        self._asked_at = -1
        self._lay_out()
        self._reveal()
        self._tell()

    def extend(self, cards: Sequence[NoteCard]) -> None:
        """Lay more cards behind those that are there; notes that are there already are left out."""
        new = [card for card in cards if card.id not in self._where]
        for card in new:
            self._where[card.id] = len(self._state.cards)
            self._state.cards.append(card)
        self._state.layout.append(self._height(card) for card in new)
        self._measure()
        self.refresh()

    def update_card(self, card: NoteCard) -> None:
        """Show a card as it is now (liked, read, ...)."""
        index = self._where.get(card.id)
        if index is None:
            return
        self._state.cards[index] = card
        self._painter.forget(index)
        self._refresh_card(index)

    def remove_cards(self, note_ids: Collection[str]) -> None:
        """Take cards off the wall; the selection goes to the next one that stays."""
        gone = {note_id for note_id in note_ids if note_id in self._where}
        if not gone:
            return
        here = self._state.cursor
        after = [card.id for card in self._state.cards[here:] if card.id not in gone]
        before = [card.id for card in self._state.cards[:here] if card.id not in gone]
        offset = self.scroll_offset.y
        self.show(
            [card for card in self._state.cards if card.id not in gone], (after[:1] or before[-1:] or [""])[0]
        )
        self.scroll_to(y=min(offset, self.max_scroll_y), animate=False, force=True)
        self._reveal()

    def below(self) -> tuple[str, ...]:
        """Return the ids of the cards behind the selected one, in the order of the wall."""
        return tuple(card.id for card in self._state.cards[self._state.cursor + 1 :])

    # -- moving

    def action_move(self, across: int, down: int) -> None:
        """Move the selection by columns or within its column."""
        if self._state.cards:
            layout = self._state.layout
            self._go(
                layout.below(self._state.cursor, down) if down else layout.beside(self._state.cursor, across)
            )

    def action_page(self, by: int) -> None:
        """Move by about one screen, in the same column."""
        if not self._state.cards:
            return
        column, top, _ = self._state.layout.place(self._state.cursor)
        step = max(1, self.size.height - 4)
        self._go(self._state.layout.near(column, max(0, top + by * step)))

    def action_edge(self, side: int) -> None:
        """Go to the first (-1) or the last card (1) that is there."""
        if self._state.cards:
            self._go(0 if side < 0 else len(self._state.cards) - 1)

    def action_choose(self) -> None:
        """Tell the owner that the selected card was chosen."""
        if self.selected:
            self.post_message(self.Chosen(self, self.selected))

    def select(self, note_id: str) -> None:
        """Select a note that is on the wall."""
        if note_id in self._where:
            self._go(self._where[note_id])

    def _go(self, index: int) -> None:
        """Select a card; without scrolling only the two cards concerned are repainted."""
        old, self._state.cursor = self._state.cursor, index
        if old != index:
            offset = self.scroll_offset.y
            self._reveal()
            if offset == self.scroll_offset.y:
                self._refresh_card(old)
                self._refresh_card(index)
            self._tell()

    def _tell(self) -> None:
        if self.selected:
            self.post_message(self.Highlighted(self, self.selected, self._state.cursor + 1))
        if len(self._state.cards) != self._asked_at and self._state.cursor >= len(self._state.cards) - AHEAD:
            self._asked_at = len(self._state.cards)
            self.post_message(self.NearEnd(self))

    # -- the mouse

    def pick(self, thing: str) -> None:
        """Select a card, or open the selected one."""
        again = self._where[thing] == self._state.cursor
        self.select(thing)
        if again:
            self.action_choose()
