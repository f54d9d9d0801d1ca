"""The command line: the program's own options, and all commands. What is heavy is imported by who needs it."""

from __future__ import annotations

from pathlib import Path

import click

from tui import config, i18n
from tui.cli import demo, opening, pictures, provenance, reading, tax, tracking, web, world
from tui.cli.opening import run_app
from tui.cli.options import Options, moment_of, seconds_of


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(path_type=Path), help="Where the world is kept (a file).")
@click.option("--lang", help="zh, en or auto.")
@click.option("--theme", help="xhs-dark, xhs-light, xhs-contrast, or any theme of Textual's.")
@click.option("--now", callback=moment_of, help="World time at the start (ISO 8601), for demos and tests.")
@click.option(
    "--speed", type=click.FloatRange(min=0, max=100_000), default=1.0, help="World seconds a second."
)
@click.option("--seed", type=int, help="Let chance fall the same way every time, for demos and tests.")
@click.option("--pictures", type=click.Choice(config.PICTURES), help="How pictures are shown.")
@click.option("--big", is_flag=True, help="For projectors: bold letters, bigger pictures, wider gaps.")
@click.option("--fresh", is_flag=True, help="A throw-away world, gone when you leave.")
@click.option("--scenario", metavar="NAME", help="Begin in an interesting place (see `scenarios`).")
@click.version_option(package_name="xhs-tui")
@click.pass_context
def main(
    context: click.Context,
    db: Path | None,
    lang: str | None,
    theme: str | None,
    now: int | None,
    speed: float,
    seed: int | None,
    pictures: str | None,
    big: bool,
    fresh: bool,
    scenario: str | None,
) -> None:
    """The shop and the notes of a cross-border community, in a terminal."""
    settings = config.load()
    settings.language = lang or settings.language
    settings.theme = theme or settings.theme
    settings.pictures = pictures or settings.pictures
    settings.big = big or settings.big
    if settings.language not in (*i18n.LANGUAGES, "auto"):
        i18n.use(i18n.detect())
        raise click.BadParameter(i18n.t("cli.unknown-language", value=settings.language), param_hint="--lang")
    i18n.use(i18n.detect() if settings.language == "auto" else settings.language)
    if theme and not _known_theme(theme):
        raise click.BadParameter(i18n.t("cli.unknown-theme", value=theme), param_hint="--theme")
    context.obj = Options(db or config.data_path(), now, speed, fresh, settings, seed)
    if scenario:
        _begin_at(context.obj, scenario)
    if context.invoked_subcommand is None:
        run_app(context.obj)


def _begin_at(options: Options, name: str) -> None:
    """Take a throw-away world at a scenario's moment."""
    from fixtures.scenarios import SCENARIOS

    if name not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        raise click.BadParameter(
            i18n.t("cli.unknown-scenario", value=name, known=known), param_hint="--scenario"
        )
    options.scenario, options.fresh = name, True
    if options.now is None:
        options.now = seconds_of(SCENARIOS[name].now)


def _known_theme(name: str) -> bool:
    """Tell whether a theme exists; Textual's own are imported only when it is none of ours."""
    from tui.theme import OURS

    if name in OURS:
        return True
    from textual.theme import BUILTIN_THEMES

    return name in BUILTIN_THEMES


for command in (
    demo.demo,
    opening.open_command,
    pictures.picture,
    provenance.verify,
    reading.order,
    reading.orders,
    reading.search,
    tax.tax,
    tracking.track,
    web.serve,
    world.doctor,
    world.reset,
    world.scenarios,
    world.seed,
):
    main.add_command(command)
