"""The one row at the top: mark, five modes, cart count, search, world date and time."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import key_of
from tui.i18n import hour, long_day, t
from tui.layout import BESIDE, BROAD, MEDIUM, ROOMY
from tui.paint.keycaps import keycap
from tui.paint.rows import Action, Row, Span, paint, row
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand

MODES = ("discover", "shop", "cart", "orders", "me")


class TopBar(Hand, Widget):
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
        return paint(self.shown(self.row_at(y), y), self.size.width, palette.text, palette.surface)

    def row_at(self, line: int) -> Row:
        """Return the row: the modes and the search are to be pressed."""
        palette = palette_of(self.app)
        width = self.size.width
        left = [Span("▌", palette.brand), Span("xhs-tui" if width >= BROAD else "x", bold=True)]
        for mode in MODES:
            left.extend(self._tab(mode, width))
        return row(width, left, self._right(width))

    def _tab(self, mode: str, width: int) -> list[Span]:
        """Return the spans of a mode's tab; narrow bars keep the key, and the name of the current one."""
        palette = palette_of(self.app)
        gap = "   " if width >= ROOMY else "  " if width >= BROAD else " "
        current, key, action = mode == self.mode, key_of(mode), Action(mode)
        label = f"{key} {t(f'common.mode-{mode}')}" if width >= MEDIUM or current else key
        tone = palette.brand if current else palette.muted
        spans = [Span(gap), Span(label, tone, bold=current, underline=current, action=action)]
        if mode == "cart" and self.cart:
            badge = Span(f" {self.cart} ", palette.brand, palette.chip, bold=True, action=action)
            spans += [Span(" ", action=action), badge]
        return spans

    def _right(self, width: int) -> list[Span]:
        """Return the right side as far as there is room: search, date, time; ``+`` marks moved time."""
        palette = palette_of(self.app)
        right: list[Span] = []
        if width >= ROOMY:
            words = Span(f" {t('common.search')}", palette.muted, action=Action("search"))
            right += [keycap("search", palette), words, Span("   ")]
        if self.now and width >= BESIDE:
            right.append(Span(long_day(self.now) + " ", palette.muted))
        if self.now and width >= MEDIUM:
            colour = palette.warning if self.moved else palette.muted
            right.append(Span(("+" if self.moved else "") + hour(self.now), colour))
        right.append(Span(" "))
        return right
