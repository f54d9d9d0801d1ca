"""The throw-away world a tour walks through: the story at the tour's moment, with a clock that stands still."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from store.clock import FixedClock
from store.errors import StoreError
from store.shop import Store
from tui.demo.tour import Tour
from tui.i18n import HOME_ZONE

SEED = 1


def moment_of(tour: Tour) -> int:
    """Return when a tour begins, in seconds UTC; without a zone its time is Beijing's."""
    moment = datetime.fromisoformat(tour.now)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(HOME_ZONE))).timestamp())


def open_stage(tour: Tour, folder: Path, *, now: int | None = None, seed: int = SEED) -> Store:
    """Open a new world for a tour in ``folder``; the same seed and moment make the same one every time.

    Raises ``StoreError("tour_world", what=)`` when the world lacks the tour's scenario or buyer.
    """
    from fixtures.scenarios import SCENARIOS, begin
    from fixtures.world import open_world

    start = moment_of(tour) if now is None else now
    store = open_world(folder / "world.db", seed=seed, clock=FixedClock(start))
    try:
        if tour.scenario:
            if tour.scenario not in SCENARIOS:
                raise StoreError("tour_world", what=tour.scenario)
            begin(store, SCENARIOS[tour.scenario])
        if tour.buyer not in {person.id for person in store.people.buyers()}:
            raise StoreError("tour_world", what=tour.buyer)
        store.world.buyer = tour.buyer
    except BaseException:
        store.close()
        raise
    return store
