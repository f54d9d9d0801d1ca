"""Many parcels as a list and on one map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from store.catalogue.records import Place
from store.logistics.fleet import Standing, point_on
from store.words import Bilingual
from tui.i18n import day, hour, long_day, pick, t
from tui.layout import NORMAL
from tui.paint.rows import Row, Span, row
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.tracking.chart import Chart, lay_course
from tui.widgets.tracking.journey import ASTRAY, TROUBLED
from tui.widgets.tracking.land import WORLD, View
from tui.widgets.tracking.world_map import PROPORTION, zoomed

MARKS = 40
Stops = Mapping[str, tuple[Place, ...]]


def fleet_items(
    standings: Sequence[Standing], goods: Mapping[str, Bilingual], width: int, palette: Palette
) -> list[Item]:
    """Return the parcels, those on their way first, the latest above; a row each."""
    items: list[Item] = []
    ordered = sorted(reversed(standings), key=lambda one: not one.moving)
    for number, one in enumerate(ordered):
        if number and ordered[number - 1].moving and not one.moving:
            items.append(Item("", (Row(()),)))
        sign, tone = _look(one, palette)
        stage = t(f"world.stage-{one.stage.replace('_', '-')}")
        name = pick(goods[one.order_id]) if one.order_id in goods else one.order_id
        words = palette.text if one.moving else palette.faint
        left = [Span(f"{sign} ", tone, bold=True), Span(name, words)]
        quiet = palette.way if tone == palette.brand else tone
        items.append(Item(one.order_id, (row(width, left, [Span(f" {stage} ", quiet)], indent=1),)))
    return items


def _look(one: Standing, palette: Palette) -> tuple[str, str]:
    if one.stage in ASTRAY or one.stage in TROUBLED:
        return "!", palette.warning
    return ("◆", palette.brand) if one.moving else ("✓", palette.ok)


def fleet_line(standings: Sequence[Standing], now: int, playing: bool, width: int, palette: Palette) -> Row:
    """Return how many parcels are where, and the moment that is shown."""
    counts = Counter(_where(one) for one in standings if one.begun)
    spans: list[Span] = []
    for key, tone in (
        ("waiting", palette.muted),
        ("abroad", palette.way),
        ("customs", palette.warning),
        ("domestic", palette.way),
        ("there", palette.ok),
        ("gone", palette.faint),
    ):
        if counts[key]:
            spans += [
                Span(f"{counts[key]}", tone, bold=True),
                Span(f" {t(f'parcels.{key}')}   ", palette.muted),
            ]
    moment = f"{long_day(now)} {hour(now)}" if width >= NORMAL else f"{day(now)} {hour(now)}"
    right = (
        [Span(f" {t('journey.playing')} ", palette.on_brand, palette.brand, bold=True), Span(" ")]
        if playing
        else []
    )
    return row(width - 2, spans, [*right, Span(moment, palette.text, bold=playing)])


def _where(one: Standing) -> str:
    """Return the part of the way a parcel is on, by which the line counts parcels."""
    if one.stage in ASTRAY:
        return "gone"
    if one.stage in ("paid", "packed"):
        return "waiting"
    if one.stage in ("handed_over", "in_transit"):
        return "abroad"
    if one.stage in ("arrived_port", "inspected", "held"):
        return "customs"
    return "there" if one.stage == "delivered" else "domestic"


def map_height(width: int) -> int:
    """Return how many rows the world takes at a width in its own proportion."""
    degrees = (WORLD.east - WORLD.west) / (width * 2)
    return round((WORLD.north - WORLD.south) / PROPORTION / degrees / 4)


def fleet_map(
    standings: Sequence[Standing],
    stops: Stops,
    selected: str,
    now: int,
    size: tuple[int, int],
    view: View | None,
    palette: Palette,
) -> list[Row]:
    """Return the map with a dot for each parcel; the selected one shows its way and its ends.

    ``view`` ``None`` is a window around all that is on its way.
    """
    moving = [one for one in standings if one.moving]
    if view is None:
        places = tuple(place for one in moving for place in stops[one.order_id])
        view = zoomed(places or tuple(p for one in standings for p in stops[one.order_id]), *size)
    chart = Chart(view, *size, now, palette)
    chosen = next((one for one in standings if one.order_id == selected), None)
    if chosen is not None and chosen.begun:
        lay_course(chart, stops[selected], chosen.way, palette)
    _dots(chart, moving, stops, palette)
    if chosen is not None and chosen.begun:
        _chosen(chart, chosen, stops[selected], palette)
    return chart.rows()


def _dots(chart: Chart, moving: Sequence[Standing], stops: Stops, palette: Palette) -> None:
    """Lay a mark for each parcel on its way, where they are many a dot; those in trouble above the others."""
    if len(moving) <= MARKS:
        for one in sorted(moving, key=lambda one: one.stage in TROUBLED):
            sign, tone = _look(one, palette)
            chart.mark(*point_on(stops[one.order_id], one.way), sign, tone)
        return
    points = {one.order_id: chart.dot(*point_on(stops[one.order_id], one.way)) for one in moving}
    chart.dots(
        (points[one.order_id] for one in moving if one.stage not in TROUBLED), palette.brand, bold=True
    )
    chart.dots((points[one.order_id] for one in moving if one.stage in TROUBLED), palette.warning, bold=True)


def _chosen(chart: Chart, one: Standing, stops: tuple[Place, ...], palette: Palette) -> None:
    """Mark the ends, the place and the stage of the selected parcel on the map."""
    named: set[int] = set()
    for place, tone in ((stops[-1], palette.ok), (stops[0], palette.text)):
        cell = chart.mark(place.lat, place.lon, "◉", tone)
        if cell is not None and cell[1] not in named:  # ends side by side: one name must do
            named.add(cell[1])
            chart.words(cell[0] + 2, cell[1], pick(place.name), palette.text)
    cell = chart.mark(*point_on(stops, one.way), "◆", palette.brand)
    if cell is not None and one.moving:
        stage = t(f"world.stage-{one.stage.replace('_', '-')}")
        line = cell[1] + 1 if cell[1] + 1 < chart.height else cell[1] - 1
        chart.words(cell[0] - 2, line, f" {stage} ", palette.on_brand, palette.brand, bold=True)
