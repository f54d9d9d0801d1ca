"""Painting the wall: columns of cards with the selection's halo, the gaps between, the scroll indicator."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from store.community.records import NoteCard
from tui.pictures.studio import number
from tui.text import pad
from tui.theme import Palette
from tui.widgets.wall.card import CardState, paint_card, paint_skeleton, reason_text
from tui.widgets.wall.layout import GAP_COLUMNS, WallLayout
from tui.widgets.wall.ready_strip import ReadyStrip, Run, anchor, beside, ready

KEPT_CARDS = 120
SKELETONS = (17, 13, 15, 12, 16, 14, 13, 17, 12)
Edge = Literal["", "above", "body", "below", "pointed"]
_AFTER: dict[Edge, str] = {"": " ", "pointed": " ", "above": "▖", "body": "▌", "below": "▘"}
_BEFORE: dict[Edge, str] = {"": " ", "pointed": "▐", "above": "▗", "body": "▐", "below": "▝"}


@dataclass(slots=True)
class WallState:
    """What is on the wall and how it lies: the wall changes it, the painter reads it."""

    layout: WallLayout
    cards: list[NoteCard] = field(default_factory=list)
    cursor: int = 0
    pointed: int = -1
    loading: bool = True
    short: bool = False
    labels: dict[int, str] = field(default_factory=dict)

    def edge(self, column: int, row: int) -> Edge:
        """Tell how a row of a column touches the selected card, or the one under the pointer."""
        if not self.cards:
            return ""
        home, top, height = self.layout.place(self.cursor)
        if column != home or not top - 1 <= row <= top + height:
            return "pointed" if self._is_pointed(column, row) else ""
        return "above" if row < top else "below" if row == top + height else "body"

    def _is_pointed(self, column: int, row: int) -> bool:
        """Tell whether the card under the pointer lies there."""
        if not 0 <= self.pointed < len(self.cards):
            return False
        home, top, height = self.layout.place(self.pointed)
        return column == home and top <= row < top + height


class Window(NamedTuple):
    """The part of the wall that is seen: its first row, size, and the height of the whole.

    ``origin`` is the terminal's column at which the wall begins.
    """

    top: int
    width: int
    height: int
    whole: int
    origin: int


class WallPainter:
    """Turns rows of the wall into strips, and keeps the cards it has painted."""

    def __init__(self) -> None:
        self._painted: OrderedDict[tuple[int, bool, str], list[ReadyStrip]] = OrderedDict()

    def forget(self, index: int | None = None) -> None:
        """Paint a card anew when it is next seen, or all of them."""
        for key in [key for key in self._painted if index is None or key[0] == index]:
            del self._painted[key]

    def rows(
        self, state: WallState, window: Window, first: int, count: int, palette: Palette
    ) -> list[ReadyStrip]:
        """Return ``count`` rows from row ``first`` of the window."""
        start = window.top + first
        columns = [
            self._column(state, column, start, count, palette) for column in range(state.layout.columns)
        ]
        return [
            self._row(state, window, start + row, [column[row] for column in columns], palette)
            for row in range(count)
        ]

    def card(self, state: WallState, index: int, palette: Palette) -> list[ReadyStrip]:
        """Return the rows of a card, painting it if it has not been seen."""
        width = state.layout.card_width
        if state.loading:
            return paint_skeleton(width, SKELETONS[index], palette)
        label = state.labels.get(index, "")
        key = (index, index == state.cursor, label)
        found = self._painted.get(key)
        if found is None:
            look = CardState(key[1], state.short, label)
            found = self._painted[key] = paint_card(state.cards[index], width, look, palette)
            if len(self._painted) > KEPT_CARDS:
                self._painted.popitem(last=False)
        return found

    def _column(
        self, state: WallState, column: int, first: int, count: int, palette: Palette
    ) -> list[ReadyStrip]:
        """Return ``count`` rows of one column from row ``first``: cards, and between them halo or ground."""
        layout = state.layout
        blank = _blank(layout.card_width, number(palette.bg))
        members = layout.members(column)
        strips: list[ReadyStrip] = []
        position = layout.at(column, first)
        while len(strips) < count and position < len(members):
            _, top, height = layout.place(members[position])
            here = first + len(strips)
            if top <= here < top + height:
                strips.extend(self.card(state, members[position], palette)[here - top :])
                continue
            strips.append(_halo(state, column, here, palette) or blank)
            position += here >= top + height
        strips += [blank] * (count - len(strips))
        return strips[:count]

    def _row(
        self, state: WallState, window: Window, row: int, cards: list[ReadyStrip], palette: Palette
    ) -> ReadyStrip:
        """Join one row of all columns with the gaps between them and the scroll indicator."""
        layout = state.layout
        parts: list[ReadyStrip] = []
        before: Edge = ""
        for column, strip in enumerate(cards):
            edge = state.edge(column, row)
            parts += [_gap(before, edge, palette), anchor(window.origin + layout.left(column)), strip]
            before = edge
        rest = window.width - layout.left(layout.columns) + GAP_COLUMNS
        parts.append(_tail(before, rest, _indicated(window, row), palette))
        return beside(parts, window.width)


def _halo(state: WallState, column: int, row: int, palette: Palette) -> ReadyStrip | None:
    """Return the half row above or below the selected card; on a low screen it tells the reason."""
    edge = state.edge(column, row)
    if not edge:
        return None
    width, raised = state.layout.card_width, number(palette.raised)
    if edge == "below" and state.short:
        words = pad(" " + reason_text(state.cards[state.cursor]), width)
        return ready([Run(words, number(palette.faint), raised)], width)
    return ready([Run(("▄" if edge == "above" else "▀") * width, raised, number(palette.bg))], width)


def _indicated(window: Window, row: int) -> bool:
    """Tell whether the scroll indicator covers a row of the wall."""
    if window.whole <= window.height:
        return False
    length = max(2, window.height * window.height // window.whole)
    start = round(window.top * (window.height - length) / (window.whole - window.height))
    return start <= row - window.top < start + length


_gaps: dict[tuple[str, ...], ReadyStrip] = {}


def _kept(key: tuple[str, ...], make: Callable[[], ReadyStrip]) -> ReadyStrip:
    if key not in _gaps:
        _gaps[key] = make()
    return _gaps[key]


def _gap(before: Edge, after: Edge, palette: Palette) -> ReadyStrip:
    """Return the two cells between columns: the halo of the left one, the red bar of the right one."""
    ground = number(palette.bg)

    def make() -> ReadyStrip:
        halo = Run(_AFTER[before], number(palette.raised), ground)
        bar = number(palette.line if after == "pointed" else palette.brand)
        return ready([halo, Run(_BEFORE[after], bar, ground)], GAP_COLUMNS)

    return _kept((before, after, palette.bg), make)


def _tail(before: Edge, width: int, marked: bool, palette: Palette) -> ReadyStrip:
    """Return what is right of the last column, with the scroll indicator in the last cell."""
    ground = number(palette.bg)

    def make() -> ReadyStrip:
        mark = number(palette.line) if marked else ground
        if width < 2:
            return ready([Run(" ", mark, mark)] * max(0, width), max(0, width))
        halo = Run(_AFTER[before], number(palette.raised), ground)
        return ready([halo, Run(" " * (width - 2), ground, ground), Run(" ", mark, mark)], width)

    return _kept((before, f"{width}{marked}", palette.bg), make)


def _blank(width: int, ground: int) -> ReadyStrip:
    return ready([Run(" " * width, ground, ground)], width)
