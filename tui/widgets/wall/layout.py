"""Where cards lie on the wall: columns of equal width, each card under the shortest column so far."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable

GAP_COLUMNS, GAP_ROWS, MARGIN = 2, 1, 2
NARROWEST = 14


class WallLayout:
    """Tops and heights of cards by column; appending is O(1) a card, looking up O(log n)."""

    def __init__(self, width: int, card_width: int, first_row: int, fewer: int = 0) -> None:
        """Lay out for ``width`` cells; the first cards begin at ``first_row``.

        With ``fewer`` columns than there is room for, the cards share what becomes free.
        """
        room = width - MARGIN - 2
        self.card_width = max(NARROWEST, min(card_width, room))
        self.columns = max(1, (room + GAP_COLUMNS) // (self.card_width + GAP_COLUMNS) - fewer)
        if fewer:
            self.card_width = max(self.card_width, (room + GAP_COLUMNS) // self.columns - GAP_COLUMNS)
        self._ends = [first_row] * self.columns
        self._tops = [array("L") for _ in range(self.columns)]
        self._members = [array("L") for _ in range(self.columns)]
        self._column_of = array("B")
        self._top_of = array("L")
        self._heights = array("L")

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def height(self) -> int:
        """Rows from the top of the wall to the end of its longest column."""
        return max(self._ends)

    def append(self, heights: Iterable[int]) -> None:
        """Lay cards of these heights behind those that are there."""
        for height in heights:
            column = self._ends.index(min(self._ends))
            top = self._ends[column]
            self._tops[column].append(top)
            self._members[column].append(len(self._heights))
            self._column_of.append(column)
            self._top_of.append(top)
            self._heights.append(height)
            self._ends[column] = top + height + GAP_ROWS

    def left(self, column: int) -> int:
        """Return the first cell of a column."""
        return MARGIN + column * (self.card_width + GAP_COLUMNS)

    def place(self, index: int) -> tuple[int, int, int]:
        """Return column, top row and height of a card."""
        return self._column_of[index], self._top_of[index], self._heights[index]

    def at(self, column: int, row: int) -> int:
        """Return the position within its column of the card at or above ``row`` (0 before the first)."""
        return max(0, bisect_right(self._tops[column], row) - 1)

    def members(self, column: int) -> array[int]:
        """Return the cards of a column from top to bottom."""
        return self._members[column]

    def below(self, index: int, by: int) -> int:
        """Return the card ``by`` places further down its column (up when negative)."""
        column, top, _ = self.place(index)
        members = self._members[column]
        return members[max(0, min(len(members) - 1, self.at(column, top) + by))]

    def beside(self, index: int, by: int) -> int:
        """Return the card in a neighbouring column that lies at the same height."""
        column, top, height = self.place(index)
        other = max(0, min(self.columns - 1, column + by))
        members = self._members[other]
        return members[self.at(other, top + min(2, height - 1))] if members else index

    def near(self, column: int, row: int) -> int:
        """Return the card of a column at a row."""
        members = self._members[column]
        return members[self.at(column, row)]
