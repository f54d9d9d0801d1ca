"""The one row at the top: mark, five modes, cart count, search, world date and time."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import hour, long_day, t
from tui.paint.rows import Row, Span, paint, row
from tui.theme import palette_of

MODES = ("discover", "shop", "cart", "orders", "me")


class TopBar(Widget):
    """Shows where one is; ``cart`` counts kinds in the cart, ``now`` is world time in seconds UTC.

    ``moved`` tells that world time was moved ahead of the wall clock; the time is then marked.
    """

    DEFAULT_CSS = "TopBar { dock: top; height: 1; width: 100%; }"

    mode: reactive[str] = reactive("discover")
    cart: reactive[int] = reactive(0)
    now: reactive[int] = reactive(0)
    moved: reactive[bool] = reactive(False)

    def render_line(self, y: int) -> Strip:
        """Paint the row; narrow terminals drop the search and the date."""
        palette = palette_of(self.app)
        return paint(self._content(), self.size.width, palette.text, palette.surface)

    def _content(self) -> Row:
        """Return the bar's row: mark, tabs of the modes, and what stands at the right."""
        palette = palette_of(self.app)
        width = self.size.width
        left = [Span("▌", palette.brand), Span("xhs-tui" if width >= 60 else "x", bold=True)]
        for number, mode in enumerate(MODES, start=1):
            left.extend(self._tab(number, mode, width))
        return row(width, left, self._right(width))

    def _tab(self, number: int, mode: str, width: int) -> list[Span]:
        """Return the spans of a mode's tab; narrow bars keep the number, and the name of the current one."""
        palette = palette_of(self.app)
        gap = "   " if width >= 100 else "  " if width >= 72 else " "
        label = f"{number} {t(f'common.mode-{mode}')}" if width >= 60 or mode == self.mode else str(number)
        current = mode == self.mode
        spans = [
            Span(gap),
            Span(label, palette.brand if current else palette.muted, bold=current, underline=current),
        ]
        if mode == "cart" and self.cart:
            spans += [Span(" "), Span(f" {self.cart} ", palette.brand, palette.chip, bold=True)]
        return spans

    def _right(self, width: int) -> list[Span]:
        """Return the right side as far as there is room: search, date, time; ``+`` marks moved time."""
        palette = palette_of(self.app)
        right: list[Span] = []
        if width >= 100:
            right += [
                Span(" / ", bg=palette.chip, bold=True),
                Span(f" {t('common.search')}   ", palette.muted),
            ]
        if self.now and width >= 110:
            right.append(Span(long_day(self.now) + " ", palette.muted))
        if self.now and width >= 60:
            colour = palette.warning if self.moved else palette.muted
            right.append(Span(("+" if self.moved else "") + hour(self.now), colour))
        right.append(Span(" "))
        return right
