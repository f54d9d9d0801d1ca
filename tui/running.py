"""Running an app on the terminal: the splash, the terminal's own answers, and leaving in good order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from tui import i18n

if TYPE_CHECKING:
    from tui.app import ShopApp
    from tui.config import Config

FAILED, USAGE = 1, 2


def run(settings: Config, make: Callable[[], Callable[[str], ShopApp]]) -> ShopApp:
    """Run an app until it is left, and return it; anything but a terminal gets a clear answer.

    ``make`` opens the world while the splash stands, and returns what makes the app from the keys typed
    meanwhile. Raises ``SystemExit`` with 1 when the world cannot be opened, 2 without a terminal.
    """
    from store.errors import StoreError

    in_browser = os.environ.get("TEXTUAL_DRIVER", "").endswith("WebDriver")
    if not in_browser:
        _look_at_the_terminal()
    import gc

    from tui import splash, terminal

    gc.disable()  # imports only make what stays: 20-55 ms of the start; the app turns it on again
    # With this keyboard protocol on, Textual loses what a Chinese input method commits.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    if not in_browser:
        splash.show()
    try:
        build = make()
        from tui.typing_ahead import quieten

        replies, typed = ("", "") if in_browser else terminal.listen()
    except BaseException as error:
        splash.hide()
        if not isinstance(error, StoreError):
            raise
        click.echo(i18n.error_text(error), err=True)
        raise SystemExit(FAILED) from None
    terminal.use(terminal.learned(replies, settings.pictures))
    quieten()
    app = build(typed)
    try:
        app.run()
    finally:
        app.upkeep.end()
        app.store.close()
    return app


def _look_at_the_terminal() -> None:
    """Leave with a message where there is no terminal, or one that cannot place a cursor."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(i18n.t("cli.not-a-terminal"), err=True)
        raise SystemExit(USAGE)
    if os.environ.get("TERM", "") in ("", "dumb"):
        click.echo(i18n.t("cli.dumb-terminal", term=os.environ.get("TERM", "")), err=True)
        raise SystemExit(USAGE)
