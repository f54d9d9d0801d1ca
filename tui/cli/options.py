"""What is said before a command's name, the options commands share, and the world they are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import config, i18n

if TYPE_CHECKING:
    from store.shop import Store
    from tui.references import Reference

FINE, FAILED, USAGE = 0, 1, 2
"""How the program ends: it worked, it was refused, it was asked wrongly."""

as_json = click.option("--json", "as_json", is_flag=True)


@dataclass(slots=True)
class Options:
    """What was said before the command's name; ``opens`` is where a scenario begins."""

    db: Path
    now: int | None
    speed: float
    fresh: bool
    settings: config.Config
    seed: int | None = None
    scenario: str = ""
    opens: Reference | None = None


def moment_of(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """Read ``--now`` (ISO 8601; without a zone it is Beijing time) as seconds UTC."""
    if value is None:
        return None
    try:
        return seconds_of(value)
    except ValueError:
        raise click.BadParameter(i18n.t("cli.bad-now", value=value)) from None


def seconds_of(value: str) -> int:
    """Return an ISO 8601 moment as seconds UTC; without a zone it is Beijing time. Raises ``ValueError``."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(i18n.HOME_ZONE))
    return int(moment.timestamp())


def open_store(options: Options) -> Store:
    """Open the world; a new one is seeded."""
    from fixtures.world import open_world

    if options.fresh:
        import tempfile

        options.db = Path(tempfile.mkdtemp(prefix="xhs-tui-")) / "world.db"
    store = open_world(options.db, now=options.now, speed=options.speed, seed=options.seed)
    if options.scenario:
        from fixtures.scenarios import SCENARIOS, begin
        from tui.references import parse

        kind, key = begin(store, SCENARIOS[options.scenario])
        options.opens = parse(key if kind == "go" else f"{kind}/{key}")
    return store
