"""The parcel's way on a map of braille dots, with day and night by the sun at that moment."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, radians, sin
from typing import NamedTuple

from store.catalogue.records import Place
from store.logistics.geography import point_between
from store.logistics.records import Tracking
from tui.i18n import hour, pick, t
from tui.pictures import mix, number
from tui.text import cells
from tui.theme import Palette
from tui.widgets.land import RINGS
from tui.widgets.rows import Row, Span

ROUTE_POINTS = 400
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class View(NamedTuple):
    """The window of the map: degrees at its edges (longitude may pass 180)."""

    west: float
    east: float
    north: float
    south: float


WORLD = View(-15.0, 300.0, 71.0, -43.0)


def zoomed(tracking: Tracking, width: int, height: int) -> View:
    """Return a window around the way, never smaller than 24 degrees high, in the map's proportion."""
    places = _stops(tracking)
    north = max(place.lat for place in places) + 9
    south = min(place.lat for place in places) - 5
    tall = max(24.0, north - south)
    middle = (north + south) / 2
    wide = tall / 0.857 * (width * 2) / (height * 4)
    longitudes = [_east(place.lon) for place in places]
    wide = max(wide, max(longitudes) - min(longitudes) + 30)
    centre = (max(longitudes) + min(longitudes)) / 2
    return View(centre - wide / 2, centre + wide / 2, middle + tall / 2, middle - tall / 2)


@lru_cache(maxsize=16)
def _land(view: View, columns: int, lines: int) -> tuple[tuple[bool, ...], ...]:
    """Return which dots are land: crossings of each line of latitude with the coasts, filled even-odd."""
    rows = []
    for line in range(lines):
        latitude = view.north - (line + 0.5) * (view.north - view.south) / lines
        land = [False] * columns
        for ring in RINGS:
            crossings = sorted(
                x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
                for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
                if (y1 > latitude) != (y2 > latitude)
            )
            for shift in (0.0, -360.0, 360.0):
                for start, end in zip(crossings[::2], crossings[1::2], strict=False):
                    first = _column(start + shift, view, columns)
                    last = _column(end + shift, view, columns)
                    for dot in range(max(0, round(first)), min(columns, round(last))):
                        land[dot] = not land[dot]
        rows.append(tuple(land))
    return tuple(rows)


def _column(longitude: float, view: View, columns: int) -> float:
    return (longitude - view.west) / (view.east - view.west) * columns


def _east(longitude: float) -> float:
    """Return a longitude as the world view counts it: from -15 to 345."""
    return longitude if longitude >= -15 else longitude + 360


def _stops(tracking: Tracking) -> list[Place]:
    return [tracking.origin, *([tracking.port] if tracking.port else []), tracking.destination]


def _daylight(latitude: float, longitude: float, now: int) -> float:
    """Return how much day it is, 0.0-1.0, from the height of the sun."""
    moment = datetime.fromtimestamp(now, UTC)
    day = moment.timetuple().tm_yday
    declination = radians(-23.44) * cos(2 * pi / 365 * (day + 10))
    turned = radians((moment.hour + moment.minute / 60 - 12) * 15 + longitude)
    lat = radians(latitude)
    height = sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(turned)
    return min(1.0, max(0.0, (height + 0.10) / 0.25))


def map_rows(
    tracking: Tracking, now: int, width: int, height: int, palette: Palette, view: View
) -> list[Row]:
    """Return the map ``width`` x ``height`` cells: land, the way, both ends, and the parcel."""
    columns, lines = width * 2, height * 4
    land = _land(view, columns, lines)
    route = _route(tracking, view, columns, lines)
    sea = "#191614" if palette.dark else "#FBF3EC"
    night, day = (0x4B4139, 0x97867A) if palette.dark else (0xC9BDB3, 0xC9A98F)
    rows: list[dict[int, Span]] = []
    for y in range(height):
        spans: dict[int, Span] = {}
        latitude = view.north - (y + 0.5) * (view.north - view.south) / height
        for x in range(width):
            flown = _braille(route[0], x, y)
            coming = _braille(route[1], x, y)
            if flown or coming:
                tone = palette.way if flown else _hex(mix(number(palette.way), number(sea), 0.4))
                spans[x] = Span(chr(0x2800 + (flown or coming)), tone)
                continue
            bits = sum(_DOTS[dy][dx] for dy in range(4) for dx in range(2) if land[y * 4 + dy][x * 2 + dx])
            if bits:
                longitude = view.west + (x + 0.5) * (view.east - view.west) / width
                light = _daylight(latitude, longitude, now)
                spans[x] = Span(chr(0x2800 + bits), _hex(mix(night, day, light)))
        rows.append(spans)
    _ends(tracking, now, view, width, height, palette, rows)
    return [Row(tuple(sorted(spans.items())), sea, 0, width) for spans in rows]


def _route(
    tracking: Tracking, view: View, columns: int, lines: int
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the dots flown and the dots to come (every second one)."""
    stops = _stops(tracking)
    flown: set[tuple[int, int]] = set()
    coming: list[tuple[int, int]] = []
    legs = list(pairwise(stops))
    for index, (start, end) in enumerate(legs):
        for step in range(ROUTE_POINTS):
            share = step / ROUTE_POINTS
            dot = _dot(*point_between(start, end, share), view, columns, lines)
            if (index + share) / len(legs) <= _share(tracking, len(legs)):
                flown.add(dot)
            elif dot not in flown and (not coming or coming[-1] != dot):
                coming.append(dot)
    return flown, set(coming[::2]) - flown


def _share(tracking: Tracking, legs: int) -> float:
    """Return how far along the drawn way the parcel is; long and short legs are drawn alike."""
    if legs == 1:
        return tracking.progress
    passed = {event.stage: event.status != "future" for event in tracking.events}
    if passed.get("domestic"):
        return 0.5 + 0.5 * (tracking.stage in ("out_for_delivery", "delivered")) - 0.02
    return min(0.5, 0.5 * tracking.progress * 1.1)


def _dot(lat: float, lon: float, view: View, columns: int, lines: int) -> tuple[int, int]:
    longitude = lon
    while longitude < view.west:
        longitude += 360
    return (
        int(_column(longitude, view, columns)),
        int((view.north - lat) / (view.north - view.south) * lines),
    )


def _braille(dots: set[tuple[int, int]], x: int, y: int) -> int:
    return sum(_DOTS[dy][dx] for dy in range(4) for dx in range(2) if (x * 2 + dx, y * 4 + dy) in dots)


def _ends(
    tracking: Tracking,
    now: int,
    view: View,
    width: int,
    height: int,
    palette: Palette,
    rows: list[dict[int, Span]],
) -> None:
    """Write both ends with their names and local times, and the parcel in red."""
    for stop, tone in ((tracking.origin, palette.text), (tracking.destination, palette.ok)):
        column, line = _dot(stop.lat, stop.lon, view, width, height)
        if 0 <= column < width and 0 <= line < height:
            _write(rows[line], column, Span("◉", tone, bold=True), width)
            name = f" {pick(stop.name)} {hour(now, stop.timezone)}"
            room = column + 1 + cells(name) <= width
            start = column + 1 if room else column - cells(name) - 1
            _write(rows[line], max(0, start), Span(name, palette.text), width)
    legs = len(_stops(tracking)) - 1
    share = _share(tracking, legs)
    if 0 < share < 1 and tracking.stage not in ("delivered",):
        index = min(legs - 1, int(share * legs))
        before, after = _stops(tracking)[index], _stops(tracking)[index + 1]
        lat, lon = point_between(before, after, share * legs - index)
        column, line = _dot(lat, lon, view, width, height)
        if 0 <= column < width and 0 <= line < height:
            label = f" {t('tracking.parcel')} {round(tracking.progress * 100)}% "
            _write(rows[line], column, Span("◆", palette.brand, bold=True), width)
            under = min(height - 1, line + 1)
            left = max(0, min(width - cells(label), column - 3))
            _write(rows[under], left, Span(label, "#FFFFFF", palette.brand, bold=True), width)


def _write(spans: dict[int, Span], column: int, span: Span, width: int) -> None:
    """Lay a word over the dots of a row."""
    for x in range(column, min(width, column + cells(span.text))):
        spans.pop(x, None)
    spans[column] = span


def _hex(colour: int) -> str:
    return f"#{colour:06X}"
