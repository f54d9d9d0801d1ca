"""A map of braille dots by day and by night, on which ways, marks and words are laid.

Land and its light are worked out once for a view and a span of ten minutes; a frame repaints only the rows
that something lies on. Measured in tests/bench: a world of 118 x 34 cells with 200 parcels.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from math import cos, pi, radians, sin

from store.catalogue.records import Place
from store.logistics.geography import point_between
from tui.paint.rows import Row, Span
from tui.pictures.studio import mix, number
from tui.text import cells
from tui.theme import Palette
from tui.widgets.tracking.land import View, dot_bit, land_cells

LIGHT_SECONDS = 600
_LEVELS = 8
ROUTE_POINTS = 400
Glyphs = list[tuple[str, str, str, bool]]
"""A row as cells: character, colour, ground, bold; an empty character continues the one before."""


def daylight(latitude: float, longitude: float, now: int) -> float:
    """Return how much day it is, 0.0-1.0, from the height of the sun at that moment."""
    moment = datetime.fromtimestamp(now, UTC)
    day = moment.timetuple().tm_yday
    declination = radians(-23.44) * cos(2 * pi / 365 * (day + 10))
    turned = radians((moment.hour + moment.minute / 60 - 12) * 15 + longitude)
    lat = radians(latitude)
    height = sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(turned)
    return min(1.0, max(0.0, (height + 0.10) / 0.25))


def sea(dark: bool) -> str:
    """Return the colour under the dots."""
    return "#191614" if dark else "#FBF3EC"


@lru_cache(maxsize=32)
def _ground(view: View, width: int, height: int, slot: int, dark: bool) -> tuple[tuple[Glyphs, Row], ...]:
    """Return every row of land in the light of ``slot`` (ten minutes), as cells and painted."""
    night, day = (0x4B4139, 0x97867A) if dark else (0xC9BDB3, 0xC9A98F)
    tones = [f"#{mix(night, day, level / _LEVELS):06X}" for level in range(_LEVELS + 1)]
    moment, rows = slot * LIGHT_SECONDS, []
    for y, line in enumerate(land_cells(view, width, height)):
        latitude = view.north - (y + 0.5) * (view.north - view.south) / height
        glyphs: Glyphs = []
        for x, bits in enumerate(line):
            tone = ""
            if bits:
                longitude = view.west + (x + 0.5) * (view.east - view.west) / width
                tone = tones[round(daylight(latitude, longitude, moment) * _LEVELS)]
            glyphs.append((chr(0x2800 + bits) if bits else " ", tone, "", False))
        rows.append((glyphs, _row(glyphs, sea(dark), width)))
    return tuple(rows)


def _row(glyphs: Glyphs, ground: str, width: int) -> Row:
    """Return cells as spans, one a run of the same look."""
    placed: list[tuple[int, Span]] = []
    start, text, look = 0, "", ("", "", False)
    for x, (character, *rest) in enumerate(glyphs):
        if character == " " and not rest[1]:
            rest = [look[0], "", look[2]] if not look[1] else ["", "", False]
        if character and (rest[0], rest[1], rest[2]) != look and text:
            placed.append((start, Span(text, *look)))
            start, text = x, ""
        if character:
            look = (rest[0], rest[1], rest[2])  # type: ignore[assignment]
            text += character
    placed.append((start, Span(text, *look)))
    return Row(tuple(placed), ground, 0, width)


class Chart:
    """A map on which things are laid, the later above the earlier."""

    def __init__(self, view: View, width: int, height: int, now: int, palette: Palette) -> None:
        self.view, self.width, self.height = view, width, height
        self._palette = palette
        self._base = _ground(view, width, height, now // LIGHT_SECONDS, palette.dark)
        self._touched: dict[int, Glyphs] = {}

    def dot(self, lat: float, lon: float) -> tuple[int, int]:
        """Return the dot at a latitude and a longitude; it may lie outside."""
        view = self.view
        while lon < view.west:
            lon += 360
        while lon > view.east and lon - 360 >= view.west:
            lon -= 360
        return (
            int((lon - view.west) / (view.east - view.west) * self.width * 2),
            int((view.north - lat) / (view.north - view.south) * self.height * 4),
        )

    def dots(self, some: Iterable[tuple[int, int]], tone: str, bold: bool = False) -> None:
        """Lay dots in cells of their own: one colour a cell, so the land in them goes."""
        found: dict[tuple[int, int], int] = {}
        for x, y in some:
            if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
                found[x // 2, y // 4] = found.get((x // 2, y // 4), 0) | dot_bit(x, y)
        for (x, y), bits in found.items():
            self._put(x, y, (chr(0x2800 + bits), tone, "", bold))

    def mark(self, lat: float, lon: float, character: str, tone: str) -> tuple[int, int] | None:
        """Lay one character; return its cell, ``None`` when it lies outside."""
        x, y = self.dot(lat, lon)
        if not (0 <= x < self.width * 2 and 0 <= y < self.height * 4):
            return None
        self._put(x // 2, y // 4, (character, tone, "", True))
        return x // 2, y // 4

    def words(
        self, column: int, line: int, text: str, tone: str, ground: str = "", bold: bool = False
    ) -> None:
        """Lay words over a row, moved so that they fit."""
        wide = cells(text)
        if not 0 <= line < self.height or wide > self.width:
            return
        column = max(0, min(self.width - wide, column))
        glyphs = self._glyphs(line)
        if column and glyphs[column][0] == "":  # nor its left half
            glyphs[column - 1] = (" ", "", "", False)
        x = column
        for character in text:
            took = cells(character)
            if not took:  # a mark that belongs to the character before
                old = glyphs[x - 1]
                glyphs[x - 1] = (old[0] + character, *old[1:])
                continue
            glyphs[x] = (character, tone, ground, bold)
            for more in range(1, took):
                glyphs[x + more] = ("", tone, ground, bold)
            x += took
        if x < self.width and glyphs[x][0] == "":  # the right half of a wide character must not stay
            glyphs[x] = (" ", "", "", False)

    def rows(self) -> list[Row]:
        """Return the painted rows."""
        ground = sea(self._palette.dark)
        return [
            _row(self._touched[y], ground, self.width) if y in self._touched else painted
            for y, (_, painted) in enumerate(self._base)
        ]

    def fade(self, tone: str, share: float) -> str:
        """Return a colour mixed with the sea."""
        return f"#{mix(number(tone), number(sea(self._palette.dark)), share):06X}"

    def _put(self, x: int, line: int, cell: tuple[str, str, str, bool]) -> None:
        """Lay one narrow character; no half of a wide one stays beside it."""
        glyphs = self._glyphs(line)
        if x and glyphs[x][0] == "":
            glyphs[x - 1] = (" ", "", "", False)
        if x + 1 < self.width and glyphs[x + 1][0] == "":
            glyphs[x + 1] = (" ", "", "", False)
        glyphs[x] = cell

    def _glyphs(self, line: int) -> Glyphs:
        if line not in self._touched:
            self._touched[line] = list(self._base[line][0])
        return self._touched[line]


@lru_cache(maxsize=256)
def course(stops: tuple[Place, ...]) -> tuple[tuple[float, float, float], ...]:
    """Return points on the great circles between places: how far along (1.5: half of the second leg), where."""
    return tuple(
        (index + step / ROUTE_POINTS, *point_between(stops[index], stops[index + 1], step / ROUTE_POINTS))
        for index in range(len(stops) - 1)
        for step in range(ROUTE_POINTS)
    )


def lay_course(chart: Chart, stops: tuple[Place, ...], way: float, palette: Palette) -> None:
    """Lay the way of a parcel: every dot behind it, every second one before it."""
    behind: list[tuple[int, int]] = []
    ahead: list[tuple[int, int]] = []
    for share, lat, lon in course(stops):
        dot = chart.dot(lat, lon)
        side = behind if share <= way else ahead
        if not side or side[-1] != dot:
            side.append(dot)
    chart.dots(ahead[:: 2 if behind else 3], chart.fade(palette.way, 0.4))
    chart.dots(behind, palette.way)
