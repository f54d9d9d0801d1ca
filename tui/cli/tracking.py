"""``xhs-tui track``: where parcels are, and what a carrier reports of them."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.answering import answer
from tui.cli.options import Options, as_json


@click.command()
@click.argument("number", required=False)
@click.option(
    "--import", "feed", type=click.Path(path_type=Path), help="Take a carrier's tracking events (JSON)."
)
@as_json
@click.pass_obj
def track(options: Options, number: str | None, feed: Path | None, as_json: bool) -> None:
    """Show where a parcel is (by its NUMBER or order), or all of them; --import takes a carrier's events."""
    from tui.cli import plain_tracking

    if feed is not None:
        answer(
            options, as_json, lambda store: plain_tracking.imported(store, feed), plain_tracking.show_imported
        )
    elif number is not None:
        answer(
            options, as_json, lambda store: plain_tracking.parcel(store, number), plain_tracking.show_parcel
        )
    else:
        answer(options, as_json, plain_tracking.parcels, plain_tracking.show_parcels)
