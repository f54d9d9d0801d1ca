"""``xhs-tui demo``: list the tours, play one, record one, follow one."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from store.errors import StoreError
from tui import i18n
from tui.cli.answering import refuse
from tui.cli.options import FINE, USAGE, Options
from tui.demo.following import follow, withdraw
from tui.demo.reading import find, read, shipped
from tui.demo.tour import Tour

if TYPE_CHECKING:
    from tui.app import ShopApp
    from tui.demo.app import StageApp

_SIZE = re.compile(r"(\d{2,3})x(\d{2,3})")


def show_list() -> None:
    """Print every tour of the app's own with its title and its chapters."""
    for name, file in shipped().items():
        tour = read(file)
        chapters = " · ".join(chapter.title.pick(i18n.language()) for chapter in tour.chapters)
        click.echo(f"{name:14} {tour.title.pick(i18n.language())}\n{'':14} {chapters}")


def play(options: Options, name: str, start: int, pace: float) -> NoReturn:
    """Play a tour in this terminal."""
    from tui.running import run

    tour = _tour(name)
    if start >= len(tour.chapters):
        raise click.BadParameter(i18n.t("demo.no-chapter", most=len(tour.chapters)), param_hint="--chapter")
    with tempfile.TemporaryDirectory(prefix="xhs-tui-demo-", ignore_cleanup_errors=True) as folder:

        def make() -> Callable[[str], ShopApp]:
            from tui.demo.worlds import SEED, open_stage

            seed = SEED if options.seed is None else options.seed
            store = open_stage(tour, Path(folder), now=options.now, seed=seed)
            from tui.demo.app import StageApp

            def build(_typed: str) -> StageApp:
                stage = StageApp(store, tour, Path(folder), options.settings, start=start, tells=True)
                stage.player.pace = pace
                return stage

            return build

        try:
            app = run(options.settings, make)
        finally:
            withdraw()
    failure = getattr(app, "failure", None)
    if failure is not None:
        refuse(failure)
    raise SystemExit(app.return_code or FINE)


def record(options: Options, name: str, cast: Path | None, folder: Path | None, size: str) -> None:
    """Write a recording of a tour, or a picture of each of its chapters."""
    found = _SIZE.fullmatch(size)
    if found is None:
        raise click.BadParameter(i18n.t("demo.bad-size", value=size), param_hint="--size")
    tour = _tour(name)
    from tui.demo import recording, worlds

    seed = worlds.SEED if options.seed is None else options.seed
    try:
        for place in (cast, folder):
            if place is not None:
                recording.check_writable(place)
        wide_high = int(found[1]), int(found[2])
        played = asyncio.run(
            recording.play(tour, wide_high, settings=options.settings, seed=seed, now=options.now)
        )
        if cast is not None:
            recording.write_cast(played, cast, tour.title.pick(i18n.language()))
        if folder is not None:
            recording.write_svgs(played, folder, tour.name)
    except StoreError as error:
        refuse(error)


def show_notes() -> None:
    """Follow the tour that is being played in another terminal."""
    try:
        follow()
    except StoreError as error:
        refuse(error)


def _tour(name: str) -> Tour:
    try:
        return read(find(name))
    except StoreError as error:
        refuse(error, USAGE)
