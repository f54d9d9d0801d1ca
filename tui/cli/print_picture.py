"""A picture on the command line: a note's, a product's, or a file's, as cells or as a PNG."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import StoreError
from store.pictures import PictureSpec
from store.words import Bilingual
from tui import terminal
from tui.i18n import pick, t
from tui.pictures.workshop import PictureError, Workshop
from tui.widgets.wall.ready_strip import Run, ready

if TYPE_CHECKING:
    from store.shop import Store
    from tui.art.cells import Raster

POSTER = (640, 800)


def found(store: Store, what: str, viewer: str) -> PictureSpec:
    """Return the first picture of a note or a product, else of a file; raises ``StoreError``."""
    looks: tuple[Callable[[], PictureSpec], ...] = (
        lambda: store.notes.get(what, viewer).pictures[0],
        lambda: store.catalogue.product(what).picture,
    )
    for look in looks:
        with suppress(StoreError):
            return look()
    if "/" in what or "." in what or Path(what).exists():
        path = str(Path(what).absolute())
        return PictureSpec(file=path, alt=Bilingual(Path(what).name, Path(what).name))
    raise StoreError("no_picture", what=what)


def printed(workshop: Workshop, spec: PictureSpec, columns: int, rows: int, mode: str, colours: str) -> str:
    """Return a picture as lines for a terminal; raises ``PictureError``."""
    if mode == "words":
        return pick(spec.alt) or t("note.no-description")
    return "\n".join(_lines(workshop.cells(spec, columns, rows, mode, colours)))


def _lines(picture: Raster) -> list[str]:
    return [
        str(ready([Run(cell.glyph, cell.fg, cell.bg) for cell in line], len(line)).codes) for line in picture
    ]


def show(spec: PictureSpec, columns: int, mode: str | None, png: Path | None) -> None:
    """Print a picture, or write it as a PNG of 640 x 800 pixels; raises ``StoreError``."""
    import click

    workshop = Workshop()
    try:
        if png is not None:
            png.write_bytes(workshop.image(spec, *POSTER))
            click.echo(t("cli.picture-written", file=str(png)))
            return
        here = terminal.current
        rows = max(3, round(columns / 2 / 0.8))
        click.echo(printed(workshop, spec, columns, rows, mode or here.mode, here.colours))
    except PictureError as error:
        raise StoreError(f"photo_{error.code.replace('-', '_')}", path=error.path) from None
    except OSError as error:
        raise StoreError("not_written", file=str(png), reason=error.strerror or "") from None
    finally:
        workshop.close()
