"""Many parcels: their states at a moment, the map of all of them, the tracking page, and a day's reports."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from store.catalogue.records import Place
from store.logistics.fleet import Fleet
from store.logistics.network import Simulated
from store.logistics.plan import draw_plan
from store.logistics.records import ParcelPlan
from store.logistics.scans import reported_course
from store.logistics.timeline import timeline
from store.words import Bilingual
from tests.bench.table import NOW, Report
from tests.small_world import BORDEAUX, NINGBO, OSAKA, SHANGHAI_PORT, open_small
from tui.paint.rows import paint
from tui.theme import DARK
from tui.widgets.tracking.fleet_rows import fleet_map
from tui.widgets.tracking.land import WORLD, land_cells

PARCELS, MOVING, DAY = 10_000, 200, 86_400
WIDE, HIGH = 118, 34


def cpu(job: Callable[[], object], runs: int = 15) -> float:
    """Return the median milliseconds of the processor."""
    found = []
    for _ in range(runs):
        started = time.process_time()
        job()
        found.append((time.process_time() - started) * 1_000)
    return statistics.median(found)


def plans(number: int) -> list[ParcelPlan]:
    """Return plans of parcels paid over thirty days, from three places."""
    found = []
    for index in range(number):
        mode = ("bonded_1210", "direct_9610", "overseas_9610")[index % 3]
        origin = (NINGBO, OSAKA, BORDEAUX)[index % 3]
        home = Place(Bilingual.same("home"), 22.5 + index % 18, 104.0 + index % 17)
        found.append(
            draw_plan(
                order_id=f"bench-{index}",
                mode=mode,  # type: ignore[arg-type]
                origin=origin,
                port=None if index % 3 == 0 else SHANGHAI_PORT,
                destination=home,
                paid_at=NOW - (index * 37) % (30 * DAY),
                days=(5, 12),
                trouble=None,
            )
        )
    return found


def measure(report: Report, folder: Path) -> None:
    """Measure and report."""
    many = plans(PARCELS)
    started = time.process_time()
    fleet = Fleet((plan, (), ()) for plan in many)
    report(f"gather {PARCELS:,} parcels", (time.process_time() - started) * 1_000, "ms")
    moments = iter(range(NOW - 20 * DAY, NOW, 3_571))
    alone = cpu(lambda: [timeline(plan, NOW) for plan in many[:100]], 5) * PARCELS / 100
    report(
        f"state of {PARCELS:,} parcels at a moment",
        cpu(lambda: fleet.stages(next(moments))),
        "ms",
        alone,
        "<= 50",
    )
    report("and how far each has come", cpu(lambda: fleet.standings(next(moments))), "ms", alone)
    _map(report)
    _page(report, folder)
    _reports(report, many[1])


def _map(report: Report) -> None:
    few = Fleet([(plan, (), ()) for plan in plans(PARCELS)[: MOVING * 3]])
    moving = [one.order_id for one in few.standings(NOW) if one.moving][:MOVING]
    stops = few.stops
    land_cells(WORLD, WIDE, HIGH)
    minutes = iter(range(NOW, NOW + 10 * DAY, 60))

    def frame() -> None:
        now = next(minutes)
        standings = [one for one in few.standings(now) if one.order_id in wanted]
        for row in fleet_map(standings, stops, moving[0], now, (WIDE, HIGH), WORLD, DARK):
            paint(row, WIDE, DARK.text, DARK.bg)

    wanted = set(moving)
    frame()
    report(
        f"map of {len(moving)} parcels redrawn ({WIDE}x{HIGH}), painted", cpu(frame, 100), "ms", None, "<= 16"
    )


def _page(report: Report, folder: Path) -> None:
    from tui.widgets.tracking.journey import Journey
    from tui.widgets.tracking.tracking_rows import page

    store = open_small(folder / "journey.db")
    made = store.checkout.begin_now("alan", "mask-7")
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    (order,) = store.payments.pay("alan", [order.id])
    store.world.advance(2 * DAY)

    def read() -> None:
        tracking = store.parcels.of_order(order.id)
        assert tracking is not None
        journey = Journey(
            store.orders.get(order.id), tracking, store.buyers.identity("alan"), store.clock.now()
        )
        for row in page(journey, (120, 40), False, DARK):
            paint(row, 117, DARK.text, DARK.bg)

    read()
    report("tracking page read and painted (120x40)", cpu(read), "ms", None, "<= 16")
    store.close()


def _reports(report: Report, plan: ParcelPlan) -> None:
    now = plan.stages[-1][1]
    told = Simulated().track(plan, (), now)
    doubled = told * 10
    report(
        f"put {len(doubled)} reports of a parcel in order",
        cpu(lambda: reported_course(plan, plan.stages, doubled, now)),
        "ms",
    )
