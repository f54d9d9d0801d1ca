"""``xhs-tui demo``: the app shows itself."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.options import Options


@click.command()
@click.argument("name", default="tour")
@click.option("--list", "as_list", is_flag=True, help="List the tours there are.")
@click.option("--chapter", type=click.IntRange(min=1), default=1, help="Begin at this chapter.")
@click.option("--pace", type=click.FloatRange(0.1, 20), default=1.0, help="How fast it is played.")
@click.option(
    "--record", type=click.Path(path_type=Path, dir_okay=False), help="Write an asciinema recording."
)
@click.option(
    "--svg", type=click.Path(path_type=Path, file_okay=False), help="Write a picture a chapter here."
)
@click.option("--size", default="120x40", help="How large a recording is (cells).")
@click.option("--notes", is_flag=True, help="Follow a tour in another terminal with the presenter's notes.")
@click.pass_obj
def demo(
    options: Options,
    name: str,
    as_list: bool,
    chapter: int,
    pace: float,
    record: Path | None,
    svg: Path | None,
    size: str,
    notes: bool,
) -> None:
    """Let the app show itself: one of its own tours, or one of yours (a YAML file)."""
    from tui.cli import touring

    if as_list:
        touring.show_list()
    elif notes:
        touring.show_notes()
    elif record or svg:
        touring.record(options, name, record, svg, size)
    else:
        touring.play(options, name, chapter - 1, pace)
