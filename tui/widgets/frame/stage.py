"""One picture as large as it goes: pixels where the terminal draws them, cells until then and elsewhere."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from store.pictures import PictureSpec
from tui import terminal
from tui.art.graphics import kitty_gone
from tui.i18n import pick
from tui.pictures.studio import cells, studio
from tui.pictures.workshop import PictureError

POSTER, WIDE = 0.8, 1.25
"""Width to height of a picture, and on a wide screen; a cell counts as half as wide as it is high."""


class Stage(Widget):
    """Shows a picture in the middle of its box, in the shape pictures have."""

    def __init__(self, spec: PictureSpec) -> None:
        super().__init__()
        self._spec = spec
        self._shown: tuple[PictureSpec, int, int] | None = None

    def show(self, spec: PictureSpec) -> None:
        """Show another picture."""
        self._spec = spec
        self.tooltip = pick(spec.alt) or None
        self.take_down()
        self.refresh()
        self._put_up()

    def box(self) -> tuple[int, int, int, int]:
        """Return where the picture stands within the widget: left, top, columns, rows."""
        width, height = self.size
        shape = WIDE if width > height * 2.6 else POSTER
        columns = min(width, round(height * 2 * shape))
        return (width - columns) // 2, 0, columns, height

    def render_line(self, y: int) -> Strip:
        """Paint one row: blank where pixels are shown, else cells."""
        width = self.size.width
        left, _, columns, rows = self.box()
        ground = Strip.blank(left, self.rich_style)
        if not columns or y >= rows:
            return Strip.blank(width, self.rich_style)
        if self._shown is not None:
            return Strip.blank(width, self.rich_style)
        middle = cells(self._spec, columns, rows)[y]
        return Strip.join([ground, middle, Strip.blank(width - left - columns, self.rich_style)])

    # -- pixels

    def on_resize(self) -> None:
        """Draw anew for another size."""
        self.take_down()
        self._put_up()

    def on_unmount(self) -> None:
        """Remove the pixels with the widget."""
        self.take_down()

    def take_down(self) -> None:
        """Remove the pixels, if any are shown."""
        if self._shown is not None and terminal.current.pixels == "kitty":
            self._write(kitty_gone())
        self._shown = None

    def _put_up(self) -> None:
        """Have the picture drawn in pixels, where the terminal can show them."""
        _, _, columns, rows = self.box()
        if not terminal.current.pixels or not columns or not rows:
            return
        self.run_worker(
            lambda: self._drawn(self._spec, columns, rows), group="pixels", exclusive=True, thread=True
        )

    def _drawn(self, spec: PictureSpec, columns: int, rows: int) -> None:
        """Have the picture drawn in pixels, in a thread; where that fails the cells stay."""
        kind, cell = terminal.current.pixels, terminal.current.cell
        try:
            codes = studio.workshop.codes(spec, kind, columns, rows, cell)
        except PictureError:
            return  # the cells stay
        self.app.call_from_thread(self._arrive, (spec, columns, rows), codes)

    def _arrive(self, key: tuple[PictureSpec, int, int], codes: str) -> None:
        """Clear the cells, then write the pixels once that frame is out."""
        left, top, columns, rows = self.box()
        if key != (self._spec, columns, rows) or not self.is_attached or self.app.screen is not self.screen:
            return
        self._shown = key
        self.refresh()
        region = self.region
        at = f"\x1b7\x1b[{region.y + top + 1};{region.x + left + 1}H"
        self.call_after_refresh(self._write, f"{at}{codes}\x1b8")

    def _write(self, codes: str) -> None:
        driver = self.app._driver
        if driver is not None and not self.app.is_headless:
            driver.write(codes)
            driver.flush()
