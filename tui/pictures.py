"""A picture's source -> terminal cells. Everything that shows a picture asks here and nowhere else.

Drawing takes 6 ms a thumbnail (tests/bench), so it never happens while a key waits: a picture that is
not drawn yet shows its palette's colours, and is drawn in a worker thread that ``Studio`` calls for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.pictures import PictureSpec
from tui.art.cells import Cell, Raster
from tui.art.colour import PALETTES

READ_SHARE = 0.38
KEPT_CELLS = 60_000  # about 12 MB: 135 cards, or 45 previews
Key = tuple[PictureSpec, int, int]


class Studio:
    """Keeps drawn pictures, and the list of those somebody has asked for."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Key, Raster] = OrderedDict()
        self._strips: dict[Key, list[Strip]] = {}
        self._wanted: dict[Key, None] = {}
        self._kept = 0
        self.on_wanted: Callable[[], None] = lambda: None

    def raster(self, key: Key) -> Raster:
        """Return a picture as it is drawn, or its colours until then."""
        found = self._drawn.get(key)
        if found is not None:
            self._drawn.move_to_end(key)
            return found
        if key not in self._wanted:
            self._wanted[key] = None
            self.on_wanted()
        return _colours(key)

    def strips(self, key: Key) -> list[Strip]:
        """Return a picture as strips; those of drawn pictures are kept."""
        found = self._strips.get(key)
        if found is None:
            found = [
                Strip([Segment(cell.glyph, _style(cell.fg, cell.bg)) for cell in line], key[1])
                for line in self.raster(key)
            ]
            if key in self._drawn:
                self._strips[key] = found
        return found

    @property
    def waiting(self) -> bool:
        """Whether somebody still waits for a picture."""
        return bool(self._wanted)

    def draw_next(self) -> bool:
        """Draw what was asked for last; return whether there was anything. For a worker thread."""
        if not self._wanted:
            return False
        from tui.art.cells import fitted  # late, both: the first frame needs no drawing
        from tui.art.compose import scene

        key, _ = self._wanted.popitem()
        spec, columns, rows = key
        self._drawn[key] = fitted(scene(spec, columns, rows), columns, rows)
        self._kept += columns * rows
        while self._kept > KEPT_CELLS:
            (oldest, wide, high), _ = self._drawn.popitem(last=False)
            self._strips.pop((oldest, wide, high), None)
            self._kept -= wide * high
        return True


studio = Studio()


def raster(spec: PictureSpec, columns: int, rows: int) -> Raster:
    """Return a picture as ``rows`` tuples of ``columns`` cells."""
    return studio.raster((spec, columns, rows))


def cells(spec: PictureSpec, columns: int, rows: int) -> list[Strip]:
    """Return a picture as ``rows`` strips, each ``columns`` cells wide."""
    return studio.strips((spec, columns, rows))


@lru_cache(maxsize=64)
def _colours(key: Key) -> Raster:
    """Return the palette's sky and ground, for the moment before a picture is drawn."""
    spec, columns, rows = key
    palette = PALETTES.get(spec.palette, PALETTES["peach"])
    high, low, ground = number(palette.high), number(palette.low), number(palette.ground)
    horizon = rows * 0.72
    return tuple(
        (Cell(" ", colour, colour),) * columns
        for colour in (mix(high, low, row / horizon) if row < horizon else ground for row in range(rows))
    )


def mix(one: int, other: int, share: float) -> int:
    """Return the colour ``share`` (0.0-1.0) of the way from ``one`` to ``other``."""
    red, green, blue = (
        round((one >> shift & 255) + ((other >> shift & 255) - (one >> shift & 255)) * share)
        for shift in (16, 8, 0)
    )
    return red << 16 | green << 8 | blue


def number(colour: str) -> int:
    """Return ``#RRGGBB`` as a number."""
    return int(colour[1:], 16)


def dimmed(picture: Raster, ground: int) -> Raster:
    """Return the picture of something already read: 38 % of the way to the ground."""
    return tuple(
        tuple(
            Cell(cell.glyph, mix(cell.fg, ground, READ_SHARE), mix(cell.bg, ground, READ_SHARE))
            for cell in line
        )
        for line in picture
    )


@lru_cache(maxsize=4096)
def _style(fg: int, bg: int) -> Style:
    return Style(color=_colour(fg), bgcolor=_colour(bg))


def _colour(value: int) -> Color:
    return Color.from_rgb(value >> 16, value >> 8 & 255, value & 255)
