"""``xhs-tui serve``: the app in a browser."""

from __future__ import annotations

import click

from tui import i18n
from tui.cli.options import FAILED, Options


def _written(moment: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(moment, UTC).isoformat()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True)
@click.option(
    "--sessions", type=click.IntRange(1, 500), default=20, show_default=True, help="At most so many at once."
)
@click.option(
    "--idle",
    type=click.FloatRange(0.01, 1_440),
    default=15,
    show_default=True,
    help="Minutes until an idle one ends.",
)
@click.option("--token", help="What visitors must know (made up where others can reach the port).")
@click.option("--demo", "tour", help="Show a tour instead of the open app.")
@click.pass_obj
def serve(
    options: Options, host: str, port: int, sessions: int, idle: float, token: str | None, tour: str | None
) -> None:
    """Show the app in a browser; every visitor has a throw-away world of their own."""
    try:
        from tui.web import serving
        from tui.web.template import Template
    except ImportError:
        click.echo(i18n.t("web.not-installed"), err=True)
        raise SystemExit(FAILED) from None
    arguments = ["--lang", i18n.language(), "--theme", options.settings.theme]
    arguments += ["--big"] if options.settings.big else []
    arguments += ["--seed", str(options.seed)] if options.seed is not None else []
    arguments += ["--now", _written(options.now)] if options.now is not None else []
    template = None
    if tour:
        arguments += ["demo", tour]
    elif options.scenario:
        arguments += ["--scenario", options.scenario]
    else:
        template = Template(options.now, options.seed)
    terms = serving.terms_for(host, sessions, idle * 60, token)
    try:
        serving.serve(serving.app_command(*arguments), host, port, terms, template)
    except OSError as error:
        click.echo(i18n.t("web.port", host=host, port=port, reason=error.strerror or ""), err=True)
        raise SystemExit(FAILED) from None
