"""One picture from start to end: a spec (or the photo it names) to cells or to a PNG."""

from __future__ import annotations

import io

from store.pictures import PictureSpec
from tui.art.cells import GRIDS, QUANTISE, Raster, fitted, lasting, pixels, png
from tui.art.compose import poster, scene
from tui.art.graphics import kitty, sixel

MOST_PIXELS = 640 * 800 * 2


def cells(spec: PictureSpec, columns: int, rows: int, mode: str = "sextant", colours: str = "true") -> Raster:
    """Return a picture as ``rows`` x ``columns`` cells; raises ``PhotoError`` where it names a file.

    ``colours`` is ``true``, ``256``, ``16`` or ``lite``.
    """
    grid = GRIDS[mode]
    width, height = columns * grid.across, rows * grid.down
    if spec.file:
        from tui.art.photo import opened  # late: only the workshop's process opens photos

        data = opened(spec.file, width, height).tobytes()
    else:
        data = pixels(scene(spec, columns, rows), width, height)
    picture = fitted(data, columns, rows, mode, QUANTISE.get(colours))
    return tuple(lasting(line) for line in picture) if colours == "lite" else picture


def codes(spec: PictureSpec, kind: str, columns: int, rows: int, cell: tuple[int, int]) -> str:
    """Return a picture as the codes of a terminal that draws pixels (``kitty`` or ``sixel``).

    Fills ``columns`` x ``rows`` cells of ``cell`` pixels, but no more than ``MOST_PIXELS`` of them.
    """
    width, height = columns * cell[0], rows * cell[1]
    if kind == "kitty":
        share = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
        return kitty(image(spec, round(width * share), round(height * share)), columns, rows)
    return sixel(image(spec, width, height // 6 * 6))


def image(spec: PictureSpec, width: int, height: int) -> bytes:
    """Return a picture as a PNG of ``width`` x ``height`` pixels; raises ``PhotoError``."""
    if spec.file:
        from tui.art.photo import opened

        out = io.BytesIO()
        opened(spec.file, width, height).save(out, "PNG")
        return out.getvalue()
    return png(poster(spec, width, height), width)
