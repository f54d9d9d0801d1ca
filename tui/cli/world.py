"""Commands about the world itself: its scenarios, a new beginning, a big one, and its health."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import i18n
from tui.cli.answering import answer, refuse, say
from tui.cli.options import FAILED, Options, as_json, open_store

if TYPE_CHECKING:
    from store.shop import Store


@click.command()
@as_json
def scenarios(as_json: bool) -> None:
    """List the places one can begin at with --scenario."""
    from fixtures.scenarios import SCENARIOS

    def show(words: dict[str, str]) -> None:
        for name, said in words.items():
            click.echo(f"{name:16} {said}")

    say({name: i18n.t(f"cli.scenario-{name}") for name in SCENARIOS}, as_json, show)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def reset(options: Options, yes: bool) -> None:
    """Begin the world anew; the old one is kept beside it."""
    from store.errors import StoreError
    from store.set_aside import set_aside

    try:
        if options.db.exists() and options.db.stat().st_size:
            if not yes and not click.confirm(i18n.t("cli.reset-sure", path=str(options.db))):
                click.echo(i18n.t("cli.reset-kept"))
                raise SystemExit(FAILED)
            kept = set_aside(options.db)
            click.echo(i18n.t("cli.reset-backup", path=str(kept)))
        open_store(options).close()
    except StoreError as error:
        refuse(error)
    click.echo(i18n.t("cli.reset-done", path=str(options.db)))


@click.command()
@click.option("--scale", type=click.Choice(["10k", "100k", "1m"]), required=True, help="So many notes.")
@click.option("--db", type=click.Path(path_type=Path), help="The file to fill: a new one.")
@click.option("--seed", type=int, default=None, help="The same number makes the same world.")
@click.pass_obj
def seed(options: Options, scale: str, db: Path | None, seed: int | None) -> None:
    """Fill a new file with a big world; goes on where an interrupted seeding stopped."""
    from fixtures.scale.seeding import SEED, seed_scale
    from store.errors import StoreError
    from tui.cli import plain

    path = db or options.db
    try:
        with plain.Steps() as steps:
            seed_scale(path, scale, steps.show, now=options.now, seed=SEED if seed is None else seed).close()
    except StoreError as error:
        refuse(error)
    except KeyboardInterrupt:
        click.echo(i18n.t("cli.seed-interrupted"), err=True)
        raise SystemExit(FAILED) from None
    click.echo(i18n.t("cli.seed-done", path=str(path)))


@click.command()
@as_json
@click.option("--reindex", is_flag=True, help="Build the search index anew first, while others read on.")
@click.pass_obj
def doctor(options: Options, as_json: bool, reindex: bool) -> None:
    """Re-add ledgers and stock, compare the index with the tables, and say what does not agree."""
    from tui.cli import plain

    healthy = True

    def examine(store: Store) -> dict[str, Any]:
        nonlocal healthy
        if reindex:
            with plain.Steps() as steps:
                store.search.rebuild(lambda done, whole: steps.show("index", done, whole))
        report = store.doctor()
        healthy = all(check["ok"] for check in report["checks"])
        return report

    answer(options, as_json, examine, plain.show_doctor)
    if not healthy:
        raise SystemExit(FAILED)
