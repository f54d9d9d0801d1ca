"""``xhs-tui picture``: a picture without the app."""

from __future__ import annotations

from pathlib import Path

import click

from tui import config
from tui.cli.answering import refuse
from tui.cli.options import Options, open_store


@click.command()
@click.argument("what")
@click.option("--width", type=click.IntRange(5, 400), default=64, help="Cells across.")
@click.option("--cells", type=click.Choice(config.CELL_MODES), help="How a picture becomes cells.")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Write a PNG instead.")
@click.pass_obj
def picture(options: Options, what: str, width: int, cells: str | None, png: Path | None) -> None:
    """Print the picture of a note, a product, or a JPEG, PNG or WebP file."""
    from store.errors import StoreError
    from tui import terminal
    from tui.cli import print_picture

    terminal.use(terminal.learned("", options.settings.pictures))
    try:
        store = open_store(options)
        try:
            spec = print_picture.found(store, what, store.world.buyer)
        finally:
            store.close()
        print_picture.show(spec, width, cells, png)
    except StoreError as error:
        refuse(error)
