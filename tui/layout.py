"""What the size of the terminal, or of one pane of it, decides: every threshold, in cells, said once.

Columns hold for a whole screen and for a pane of it alike; rows are those of the whole screen, but for ``DEEP``.
A larger screen shows all that a smaller one shows.
"""

from __future__ import annotations

from typing import NamedTuple

# -- columns

SNUG = 46
"""A second fact beside the first: stars beside the marks of a product, the reason beside an interest."""

MEDIUM = 56
"""Words written out, labels and amounts in columns, goods as tiles, pictures beside results.

So wide is a pane of a terminal of 60 columns."""

BROAD = 70
"""What is good to know at the right end of a line: meters, limits, distances, who said it."""

NORMAL = 80
"""Two columns of cards; the picture of a product beside its facts; dates with their weekday."""

ROOMY = 100
"""The picture beside the reason of a card, the code of a payment; the way to the next tier, a line of categories."""

BESIDE = 110
"""A rail beside a list, where an interest comes from beside the interests; the date in the top bar."""

WIDE = 120
"""Two columns to read: note, product, parcel, chain; what narrows a search beside its results."""

EXTRA = 160
"""List and detail beside each other: the feed with the selected note, all parcels with their map."""

RAIL_WIDTH = 37
"""Cells of the column beside a list: sums, the selected order, the picture of a reason."""

PAGE, TABLE = 100, 110
"""The most cells of a line of words, and of a line with amounts at its end: longer ones are hard to follow."""

# -- rows

USUAL = 20
"""Pictures on topics, stars above reviews, the Merkle path below a chain."""

TALL = 30
"""Blank rows around headings, cards of full height, pictures on tiles, a rail."""

HIGH = 38
"""Large pictures in a rail, space in the Merkle path."""

DEEP = 14
"""Rows of a map from which on words have room in its water."""


class Layout(NamedTuple):
    """A size in cells and what it has room for."""

    width: int
    height: int

    @property
    def normal(self) -> bool:
        """Room for a picture beside facts."""
        return self.width >= NORMAL

    @property
    def roomy(self) -> bool:
        """Room for a picture or a code beside words."""
        return self.width >= ROOMY

    @property
    def beside(self) -> bool:
        """Room for a narrow column beside a list or a text, however low the screen is."""
        return self.width >= BESIDE

    @property
    def wide(self) -> bool:
        """Room for two columns to read."""
        return self.width >= WIDE

    @property
    def extra(self) -> bool:
        """Room for a list and the whole of what is selected in it."""
        return self.width >= EXTRA

    @property
    def usual(self) -> bool:
        """Rows enough for more than the list itself."""
        return self.height >= USUAL

    @property
    def tall(self) -> bool:
        """Rows enough for space between things."""
        return self.height >= TALL

    @property
    def high(self) -> bool:
        """Rows enough for large pictures in a rail."""
        return self.height >= HIGH

    @property
    def rail(self) -> bool:
        """Room for a rail with sums or details; where there is none, a dock below says the least of it."""
        return self.beside and self.tall

    @property
    def spread(self) -> bool:
        """Room for two full columns with a large picture."""
        return self.wide and self.tall


COLUMN_CLASSES = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide"), (EXTRA, "-extra")]
ROW_CLASSES = [(0, "-short"), (TALL, "-tall")]
"""The classes by which the styles tell sizes apart, each with the cells it begins at."""
