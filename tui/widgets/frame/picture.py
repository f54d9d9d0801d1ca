"""A picture as a widget, for screens that lay it out with styles."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from store.pictures import PictureSpec
from tui.i18n import pick
from tui.pictures.studio import cells


class Picture(Widget):
    """Fills its box with a picture; its tooltip says in words what is to be seen."""

    def __init__(self, spec: PictureSpec, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.spec = spec
        self.tooltip = pick(spec.alt) or None

    def show(self, spec: PictureSpec) -> None:
        """Show another picture in the same box."""
        self.spec = spec
        self.tooltip = pick(spec.alt) or None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row of cells."""
        width, height = self.size
        return cells(self.spec, width, height)[y] if y < height else Strip.blank(width)
