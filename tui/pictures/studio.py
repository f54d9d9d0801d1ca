"""A picture's source -> terminal cells. Everything that shows a picture asks here and nowhere else.

Drawing takes 6 ms a thumbnail (tests/bench), so it never happens while a key waits: a picture that is
not drawn yet shows its palette's colours, and is drawn in a worker thread that ``Studio`` calls for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2s

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.pictures import PictureSpec
from store.words import NOTHING
from tui import terminal
from tui.art import ART_VERSION
from tui.art.cells import Cell, Raster
from tui.art.colour import PALETTES
from tui.art.packing import packed, unpacked
from tui.i18n import pick
from tui.pictures.cache import PictureCache, cache_path
from tui.pictures.workshop import PictureError, Workshop
from tui.text import cells as width_of
from tui.text import clusters, fit

READ_SHARE = 0.38
KEPT_CELLS = 60_000  # about 12 MB: 135 cards, or 45 previews
LARGE = 1_600
"""Cells from which a picture is drawn in a process: 46 x 26 take 15 ms, a screen 60."""
Key = tuple[PictureSpec, int, int]


class Studio:
    """Keeps drawn pictures, and the list of those somebody has asked for.

    Drawn once, a picture comes from memory, in the next run from the disk. ``draw_next`` is for a
    worker's thread; what is large or a photo it has drawn in a process.
    """

    def __init__(self, open_cache: Callable[[], PictureCache | None] = lambda: None) -> None:
        self._drawn: OrderedDict[Key, Raster] = OrderedDict()
        self._strips: dict[Key, list[Strip]] = {}
        self._wanted: dict[Key, None] = {}
        self._kept = 0
        self._open_cache = open_cache
        self._cache: PictureCache | None = None
        self.workshop = Workshop()
        self.on_wanted: Callable[[], None] = lambda: None

    def raster(self, key: Key) -> Raster:
        """Return a picture as it is drawn, or its colours until then."""
        if terminal.current.mode == "words":
            return described(key)
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
        key, _ = self._wanted.popitem()
        self._keep(key, self._fetched(key))
        return True

    def forget(self) -> None:
        """Draw everything anew: the terminal is another one, or is used in another way."""
        self._drawn.clear()
        self._strips.clear()
        self._kept = 0
        _colours.cache_clear()

    def close(self) -> None:
        """End the process and let go of the disk."""
        self.workshop.close()
        if self._cache is not None:
            self._cache.close()
            self._cache = None

    def _keep(self, key: Key, picture: Raster) -> None:
        """Keep a drawn picture in memory, and let the oldest go above ``KEPT_CELLS``."""
        self._drawn[key] = picture
        self._kept += key[1] * key[2]
        while self._kept > KEPT_CELLS:
            (oldest, wide, high), _ = self._drawn.popitem(last=False)
            self._strips.pop((oldest, wide, high), None)
            self._kept -= wide * high

    def _fetched(self, key: Key) -> Raster:
        """Return a picture from the disk, else drawn; a photo is never kept on the disk: it may change."""
        spec, columns, rows = key
        mode, colours = terminal.current.mode, terminal.current.colours
        if spec.file:
            return self._photo(key, mode, colours)
        name = _named(key, mode, colours)
        if self._cache is None:
            self._cache = self._open_cache()
        if self._cache and (data := self._cache.get(name)):
            with suppress(ValueError):
                return unpacked(data)
        if columns * rows > LARGE:
            with suppress(PictureError):
                return self.workshop.cells(spec, columns, rows, mode, colours)
        from tui.art import draw  # late: the first frame needs no drawing

        picture = draw.cells(spec, columns, rows, mode, colours)
        if self._cache:
            self._cache.put(name, packed(picture))
        return picture

    def _photo(self, key: Key, mode: str, colours: str) -> Raster:
        """Have a photo drawn in the workshop; where that fails a drawing stands for it."""
        spec, columns, rows = key
        try:
            return self.workshop.cells(spec, columns, rows, mode, colours)
        except PictureError:
            from tui.art import draw

            return draw.cells(PictureSpec(comp="nothing-found"), columns, rows, mode, colours)


def _named(key: Key, mode: str, colours: str) -> bytes:
    """Return the name under which the disk keeps a picture: everything that decides how it looks."""
    spec, columns, rows = key
    text = f"{ART_VERSION}/{mode}/{colours}/{columns}x{rows}/{replace(spec, alt=NOTHING, headline=NOTHING).to_json()}"
    return blake2s(text.encode(), digest_size=16).digest()


studio = Studio(lambda: PictureCache(cache_path()))


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


def described(key: Key) -> Raster:
    """Return a picture in words, for terminals without colours: one line of its description, centred."""
    spec, columns, rows = key
    ground, words = 0x1B1917, 0xB0A49A
    blank = (Cell(" ", ground, ground),) * columns
    text = fit(pick(spec.alt), columns - 4) if columns > 8 else ""
    line: list[Cell] = []
    for cluster, wide in clusters(f"[ {text} ]" if text else ""):
        line += [Cell(cluster, words, ground), *([Cell("", words, ground)] * (wide - 1))]
    before = (columns - width_of(f"[ {text} ]" if text else "")) // 2
    whole = (*blank[:before], *line, *blank[: columns - before - len(line)])
    return tuple(whole if row == rows // 2 else blank for row in range(rows))


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
