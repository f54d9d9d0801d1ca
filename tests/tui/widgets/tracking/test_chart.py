"""The map: where land is, by day and by night, and that words and ways stay inside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.logistics.timeline import timeline
from tests.small_world import NOW
from tests.store.logistics.fates import HOUR, modes, names, plan, troubles
from tui.text import cells
from tui.theme import DARK
from tui.widgets.tracking.chart import Chart, daylight
from tui.widgets.tracking.land import WORLD, View, land_cells
from tui.widgets.tracking.world_map import map_rows, stops_of, way_of, zoomed


def land(lat: float, lon: float) -> bool:
    small = View(lon - 1, lon + 1, lat + 1, lat - 1)
    return bool(land_cells(small, 1, 1)[0][0])


def test_land_is_where_it_is() -> None:
    for lat, lon in (
        (31.2, 121.0),
        (48.8, 2.3),
        (-33.9, 150.5),
        (39.5, -98.0),
        (36.2, 138.0),
        (-40.5, 175.5),
    ):
        assert land(lat, lon), (lat, lon)
    for lat, lon in ((0.0, -140.0), (30.0, 150.0), (-45.0, 90.0), (40.0, -40.0)):
        assert not land(lat, lon), (lat, lon)


def test_noon_is_bright_and_midnight_dark() -> None:
    noon = 1_790_136_000  # 2026-09-23 04:00 UTC: about noon at 120 degrees east
    assert daylight(10.0, 120.0, noon) == 1.0
    assert daylight(10.0, -60.0, noon) == 0.0


@given(
    names, modes, troubles, st.integers(0, 30 * 24), st.integers(24, 160), st.integers(6, 30), st.booleans()
)
def test_every_map_has_its_size_and_the_parcel_on_its_way(
    order: str, mode: str, trouble: str, hours: int, width: int, height: int, near: bool
) -> None:
    tracking = timeline(plan(order, mode, trouble=trouble), NOW + hours * HOUR)
    view = zoomed(stops_of(tracking), width, height) if near else WORLD
    rows = map_rows(tracking, NOW + hours * HOUR, width, height, DARK, view)
    assert len(rows) == height
    for row in rows:
        column = 0
        for start, span in row.placed:
            assert start >= column
            column = start + cells(span.text)
        assert column <= width
    assert 0.0 <= way_of(tracking) <= len(stops_of(tracking)) - 1 + 1e-9


def test_words_over_words_leave_no_half_characters() -> None:
    chart = Chart(WORLD, 30, 8, NOW, DARK)
    chart.words(2, 3, "上海浦东机场", "#FFFFFF")
    chart.words(5, 3, "x", "#FFFFFF")
    (row,) = chart.rows()[3:4]
    column = 0
    for start, span in row.placed:
        assert start == column
        column += cells(span.text)
    assert column == 30
