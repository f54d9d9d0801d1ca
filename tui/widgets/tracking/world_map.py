"""One parcel's way on the map, with both ends, their local times, and where it is."""

from __future__ import annotations

from store.catalogue.records import Place
from store.logistics.fleet import point_on
from store.logistics.geography import distance_km
from store.logistics.records import Tracking
from tui.i18n import hour, pick, t, weekday
from tui.layout import DEEP, MEDIUM
from tui.paint.rows import Row
from tui.text import cells
from tui.theme import Palette
from tui.widgets.tracking.chart import Chart, lay_course
from tui.widgets.tracking.land import WORLD, View

PROPORTION = 0.857
"""Degrees of latitude a dot for one of longitude: a standard parallel of 39 degrees on 10 x 22 cells."""
FACTS_AT = 42


def stops_of(tracking: Tracking) -> tuple[Place, ...]:
    """Return the places a parcel goes through."""
    return (tracking.origin, *((tracking.port,) if tracking.port else ()), tracking.destination)


def zoomed(stops: tuple[Place, ...], width: int, height: int) -> View:
    """Return a window around a way, never smaller than 12 degrees high, in the map's proportion."""
    longitudes = [place.lon if place.lon >= -15 else place.lon + 360 for place in stops]
    if max(longitudes) - min(longitudes) > 180:  # shorter over the Atlantic's side
        longitudes = [place.lon for place in stops]
    north, south = max(place.lat for place in stops) + 9, min(place.lat for place in stops) - 4
    tall = max(12.0, north - south)
    wide = tall / PROPORTION * (width * 2) / (height * 4)
    least = max(longitudes) - min(longitudes) + 24
    if wide < least:
        wide, tall = least, least * PROPORTION * (height * 4) / (width * 2)
    middle = min(85 - tall / 2, max(-60 + tall / 2, (north + south) / 2))
    centre = (max(longitudes) + min(longitudes)) / 2
    return View(centre - wide / 2, centre + wide / 2, middle + tall / 2, middle - tall / 2)


def way_of(tracking: Tracking) -> float:
    """Return how far along its places a parcel is: 1.5 is half-way on the second leg."""
    stops, km = stops_of(tracking), tracking.progress * tracking.distance_km
    first = distance_km(stops[0], stops[1])
    if len(stops) == 2 or km <= first:
        return min(1.0, km / first) if first else 0.0
    second = distance_km(stops[1], stops[2])
    return min(2.0, 1.0 + (km - first) / second) if second else 2.0


def map_rows(
    tracking: Tracking, now: int, width: int, height: int, palette: Palette, view: View
) -> list[Row]:
    """Return the map ``width`` x ``height`` cells: land, the way, both ends, and the parcel."""
    chart = Chart(view, width, height, now, palette)
    stops, way = stops_of(tracking), way_of(tracking)
    lay_course(chart, stops, way, palette)
    taken: list[tuple[int, int, int]] = []
    for stop, tone, sign in ((stops[0], palette.text, "◉"), (stops[-1], palette.ok, "◉")):
        _end(chart, stop, now, tone, sign, palette, taken)
    if not tracking.over and way > 0:
        _parcel(chart, tracking, stops, way, palette, taken)
    if view == WORLD and width >= MEDIUM and height >= DEEP:
        _facts(chart, tracking, now, palette)
    return chart.rows()


def _end(
    chart: Chart,
    stop: Place,
    now: int,
    tone: str,
    sign: str,
    palette: Palette,
    taken: list[tuple[int, int, int]],
) -> None:
    """Lay one end with its name and its local time, left or right of it, where there is room."""
    cell = chart.mark(stop.lat, stop.lon, sign, tone)
    if cell is None:
        return
    x, y = cell
    text = f"{pick(stop.name)} {hour(now, stop.timezone)}"
    wide = cells(text)
    for column in (x + 2, x - wide - 1):
        if column >= 0 and column + wide <= chart.width and not _meets(taken, column, y, wide):
            chart.words(column, y, text, palette.text)
            taken.append((column, y, wide))
            return
    line = y - 1 if y else y + 1
    chart.words(x - wide // 2, line, text, palette.text)
    taken.append((max(0, x - wide // 2), line, wide))


def _parcel(
    chart: Chart,
    tracking: Tracking,
    stops: tuple[Place, ...],
    way: float,
    palette: Palette,
    taken: list[tuple[int, int, int]],
) -> None:
    """Lay the parcel in red and what it is on under it."""
    cell = chart.mark(*point_on(stops, way), "◆", palette.brand)
    if cell is None:
        return
    x, y = cell
    flight = next((event.detail for event in tracking.events if event.status == "now"), "")
    text = f" {flight or t('tracking.parcel')} · {tracking.per_cent}% "
    wide = cells(text)
    column = max(0, min(chart.width - wide, x - 3))
    lines = [line for line in (y + 1, y - 1, y + 2, y - 2) if 0 <= line < chart.height]
    free = (line for line in lines if not _meets(taken, column, line, wide))
    chart.words(column, next(free, lines[0]), text, palette.on_brand, palette.brand, bold=True)


def _meets(taken: list[tuple[int, int, int]], column: int, line: int, wide: int) -> bool:
    return any(y == line and column < x + w + 1 and x < column + wide + 1 for x, y, w in taken)


def _facts(chart: Chart, tracking: Tracking, now: int, palette: Palette) -> None:
    """Write kilometres and the local time where there is nothing but water."""
    whole = tracking.distance_km
    done = round(tracking.progress * whole)
    crossing = any(place.lat < -15 and not 90 < place.lon < 155 for place in stops_of(tracking))
    at = round(chart.width * (8 if crossing else FACTS_AT) / 71)
    top = chart.height - 5
    zone = tracking.origin.timezone
    facts = (
        (t("journey.flown"), f"{done:,} km"),
        (t("journey.to-go"), f"{whole - done:,} km"),
        (t("journey.over-there"), f"{weekday(now, zone)} {hour(now, zone)}"),
    )
    for line, (label, value) in enumerate(facts):
        chart.words(at, top + line, label, palette.faint)
        chart.words(at + 22 - cells(value), top + line, value, palette.muted)
