"""A tree of any size as rows: only what is seen is painted, and only what is unfolded is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.catalogue.browse import Node, Tree
from tui.i18n import language, pick, t
from tui.layout import BROAD
from tui.paint.dots import dots
from tui.paint.rows import Action, Row, Span, paint, place
from tui.text import cells, fit, pad
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand

OPEN, SHUT = "▾ ", "▸ "
DOTS = 12
GOODS = 14


class TreeList(Hand, ScrollView):
    """Shows a tree, or the nodes that were found in it; the owner moves the selection.

    With 26,000 brands unfolded a move takes what it takes with ten (tests/bench/feed.py).
    """

    DEFAULT_CSS = """
    TreeList { height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; background: $background; }
    """
    can_focus = False

    @dataclass
    class Chosen(Message):
        """A row was clicked twice."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tree = Tree({}, {}, ())
        self._unfolded: set[str] = set()
        self._lines: list[tuple[str, int]] = []
        self._found: tuple[str, ...] | None = None
        self._cursor = 0
        self._most = 1

    @property
    def selected(self) -> Node | None:
        """The node under the selection."""
        return self._tree.nodes[self._lines[self._cursor][0]] if self._lines else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._lines)

    def show(self, tree: Tree) -> None:
        """Show a tree from its top, all of it folded."""
        self._tree, self._unfolded, self._found, self._cursor = tree, set(), None, 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def show_found(self, keys: Sequence[str] | None) -> None:
        """Show found nodes one below the other, or the tree again (``None``), at the node that was selected."""
        here = self.selected
        self._found = None if keys is None else tuple(keys)
        if keys is None and here is not None:
            self._unfolded.update(node.key for node in self._tree.path(here.key))
        self._cursor = 0
        self._lay_out(here.key if keys is None and here is not None else "")

    def _lay_out(self, select: str = "") -> None:
        """List the nodes to show: those found, or what is unfolded; ``select`` names the one to select."""
        if self._found is not None:
            self._lines = [(key, 0) for key in self._found]
        else:
            self._lines = []
            self._beneath("", 0)
        if select:
            self._cursor = next((i for i, (key, _) in enumerate(self._lines) if key == select), 0)
        self._most = max((self._tree.nodes[key].goods for key, _depth in self._lines[:500]), default=1) or 1
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._reveal()
        self.refresh()

    def _beneath(self, key: str, depth: int) -> None:
        for child in self._tree.children.get(key, ()):
            self._lines.append((child, depth))
            if child in self._unfolded:
                self._beneath(child, depth + 1)

    # -- moving

    def move(self, by: int) -> None:
        """Move the selection by rows."""
        if self._lines:
            self._cursor = min(len(self._lines) - 1, max(0, self._cursor + by))
            self._reveal()
            self.refresh()

    def edge(self, side: int) -> None:
        """Go to the first (-1) or the last row (1)."""
        self.move(side * len(self._lines))

    def page(self, by: int) -> None:
        """Move by about one screen."""
        self.move(by * max(1, self.size.height - 2))

    def unfold(self) -> bool:
        """Unfold the selected node, or go to its first child; tell whether there was anything to do."""
        node = self.selected
        if node is None or node.key not in self._tree.children:
            return False
        if self._found is not None:
            self.show_found(None)
        if node.key in self._unfolded:
            self.move(1)
        else:
            self._unfolded.add(node.key)
            self._lay_out(node.key)
        return True

    def fold(self) -> bool:
        """Fold the selected node, or go to the one above; tell whether there was anything to do."""
        node = self.selected
        if node is None:
            return False
        if self._found is None and node.key in self._unfolded:
            self._unfolded.discard(node.key)
            self._lay_out(node.key)
            return True
        if node.parent:
            self._found = None
            self._unfolded.update(above.key for above in self._tree.path(node.parent))
            self._lay_out(node.parent)
            return True
        return False

    def _reveal(self) -> None:
        top, shown = self.scroll_offset.y, max(1, self.size.height)
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif self._cursor >= top + shown:
            self.scroll_to(y=self._cursor - shown + 1, animate=False, force=True)

    # -- a hand

    def row_at(self, line: int) -> Row:
        """Return a row of the tree."""
        if not 0 <= line < len(self._lines):
            return Row(())
        return self._row(*self._lines[line], self.scrollable_content_region.width)

    def thing_at(self, column: int, line: int) -> str:
        """Return the node of a row."""
        return self._lines[line][0] if 0 <= line < len(self._lines) else ""

    def _line_of(self, thing: str) -> int:
        return next((line for line, (key, _) in enumerate(self._lines) if key == thing), self._cursor)

    def touch(self, thing: str) -> None:
        """Select a node whose sign was pressed."""
        self.move(self._line_of(thing) - self._cursor)

    def pick(self, thing: str) -> None:
        """Select a node, or open it when it is selected already."""
        again = self._line_of(thing) == self._cursor
        self.touch(thing)
        if again:
            self.post_message(self.Chosen(thing))

    def region_of(self, thing: str) -> Region | None:
        """Return the row of a node."""
        return Region(0, self._line_of(thing), self.size.width, 1)

    def on_resize(self) -> None:
        """Keep the scrollable width that of the widget, and the selection in view."""
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._reveal()

    # -- painting

    def render_line(self, y: int) -> Strip:
        """Paint one row of the view."""
        palette = palette_of(self.app)
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return paint(Row(()), width, palette.text, palette.bg)
        chosen = line == self._cursor
        ground = palette.raised if chosen else palette.bg
        content = self.shown(self.row_at(line), line)
        pointed = palette.line if self._lines[line][0] == self._thing else ""
        return paint(content, width, palette.text, ground, palette.brand if chosen else pointed)

    def _row(self, key: str, depth: int, width: int) -> Row:
        """Return a node's row: fold sign, name, mark, dots and number of goods."""
        palette, node = palette_of(self.app), self._tree.nodes[key]
        left = 2 + 2 * depth
        folds = key in self._tree.children
        unfolded = key in self._unfolded and self._found is None
        sign = (OPEN if unfolded else SHUT) if folds else "  "
        turn = Action("fold" if unfolded else "unfold") if folds else None
        goods = t("browse.goods", n=node.goods) if node.goods else t("browse.no-goods")
        right = width - 1 - GOODS
        placed = [(right, Span(pad(goods, GOODS, "right"), palette.muted if node.goods else palette.faint))]
        if width >= BROAD:
            right -= DOTS + 2
            filled, low = dots(DOTS, round(100 * node.goods / self._most), palette)
            placed += [(right, filled), (right + cells(filled.text), low)]
        name = fit(pick(node.name), right - left - 4)
        mark = self._mark(node)
        placed += [
            (left, Span(sign, palette.faint, action=turn)),
            (left + 2, Span(name, palette.text, bold=folds)),
        ]
        after = left + 2 + cells(name) + 2
        if mark and right - after > 3:
            placed.append((after, Span(fit(mark, right - after - 1), palette.faint)))
        return place(*placed)

    def _mark(self, node: Node) -> str:
        """Return what stands behind a name: its Latin name or code; of a found one what it lies under."""
        other = node.name.en if language() == "zh" else node.name.zh
        mark = node.mark or other
        mark = "" if mark.casefold() == pick(node.name).casefold() else mark
        if self._found is None:
            return mark
        path = " · ".join(pick(above.name) for above in self._tree.path(node.key))
        return "  ".join(part for part in (mark, path) if part)
