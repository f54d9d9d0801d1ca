"""Opening the app on a terminal: at its beginning, or at a note, a product or an order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from tui import i18n
from tui.cli.options import FINE, Options, open_store
from tui.references import Reference, parse_link

if TYPE_CHECKING:
    from tui.app import ShopApp


def run_app(options: Options, start: Reference | None = None) -> None:
    """Run the app until it is left; a throw-away world goes with it. Raises ``SystemExit``."""
    from tui.running import run

    def make() -> Callable[[str], ShopApp]:
        store = open_store(options)
        from tui.app import ShopApp

        return lambda typed: ShopApp(
            store, options.settings, options.opens if start is None else start, typed
        )

    try:
        app = run(options.settings, make)
    finally:
        if options.fresh:
            import shutil

            shutil.rmtree(options.db.parent, ignore_errors=True)
    raise SystemExit(app.return_code or FINE)


@click.command("open")
@click.argument("what")
@click.pass_obj
def open_command(options: Options, what: str) -> None:
    """Open the app at note/ID, product/ID or order/ID."""
    start = parse_link(what)
    if start is None:
        raise click.UsageError(i18n.t("cli.bad-target", value=what))
    run_app(options, start)
