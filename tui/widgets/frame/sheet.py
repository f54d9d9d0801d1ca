"""A list painted cell by cell: items of any height, one of them selected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.big import is_big
from tui.paint.rows import Row, paint
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


@dataclass(frozen=True, slots=True)
class Item:
    """Some rows that belong together; an empty ``id`` cannot be selected (headings, gaps).

    Where a list mixes kinds the id is a ``RowId``, which says what the item stands for.
    A press on an item selects it, and opens the selected one; with ``at_once`` it is chosen by the first
    press (a box to tick, a word to look for).
    """

    id: str
    rows: tuple[Row, ...]
    at_once: bool = False


def _spaced(item: Item) -> Item:
    """Return an item that ends with a blank row, as lists on a projector want it."""
    wants = bool(item.id) and bool(item.rows) and bool(item.rows[-1].placed)
    return replace(item, rows=(*item.rows, Row(()))) if wants else item


class Sheet(Hand, ScrollView, can_focus=True):
    """Shows items one below the other; arrows move the selection, enter chooses.

    Selecting changes the ground of an item and puts a red mark at its left edge, never its size.
    The owner fills it with ``show``; the selection is kept by id, else by position.
    """

    DEFAULT_CSS = """
    Sheet { height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; background: $background; }
    """
    BINDINGS = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The selection moved to ``item_id``."""

        sheet: Sheet
        item_id: str

        @property
        def control(self) -> Sheet:
            """The sheet it comes from."""
            return self.sheet

    @dataclass
    class Chosen(Message):
        """Enter was pressed on ``item_id``."""

        sheet: Sheet
        item_id: str

        @property
        def control(self) -> Sheet:
            """The sheet it comes from."""
            return self.sheet

    def __init__(self, *, id: str | None = None, classes: str | None = None, quiet: bool = False) -> None:
        """Begin empty; a ``quiet`` sheet shows its selection only once somebody moves it (long texts)."""
        super().__init__(id=id, classes=classes)
        self._items: list[Item] = []
        self._tops: list[int] = []
        self._rows: list[tuple[int, Row]] = []
        self._selected = ""
        self.moved = not quiet

    @property
    def selected(self) -> str:
        """The id of the selected item, empty when nothing can be selected."""
        return self._selected

    def show(self, items: Sequence[Item]) -> None:
        """Replace what is shown; the selection stays on its id, else on the nearest item."""
        position = self._index(self._selected)
        self._items = [_spaced(item) for item in items] if is_big(self.app) else list(items)
        self._tops, self._rows = [], []
        for index, item in enumerate(self._items):
            self._tops.append(len(self._rows))
            self._rows.extend((index, content) for content in item.rows)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        ids = [item.id for item in self._items if item.id]
        if self._selected not in ids:
            self._selected = ids[min(max(position, 0), len(ids) - 1)] if ids else ""
        self.refresh()

    def start_over(self) -> None:
        """Let what is shown next begin at its first item: it is another list."""
        self._selected = ""
        self.scroll_home(animate=False)

    def select(self, item_id: str) -> None:
        """Select an item and bring it into view."""
        found = next((item.id for item in self._items if item.id == item_id), "")
        if not found or (found == self._selected and self.moved):
            return
        self._selected = found
        self.moved = True
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self, found))

    def _index(self, item_id: str) -> int:
        """Return the position of an item among those that can be selected, -1 if it is not there."""
        ids = [item.id for item in self._items if item.id]
        return ids.index(item_id) if item_id in ids else -1

    def _reveal(self) -> None:
        """Scroll until the selected item is seen; above the first one also its headings."""
        index = next(i for i, item in enumerate(self._items) if item.id == self._selected)
        top, height = self._tops[index], len(self._items[index].rows)
        first = index
        while first and not self._items[first - 1].id:
            first -= 1
        view, shown = self.scroll_offset.y, self.size.height
        if top < view:
            self.scroll_to(y=self._tops[first] if first == 0 else top, animate=False, force=True)
        elif top + height > view + shown:
            self.scroll_to(y=top + height - shown, animate=False, force=True)

    def action_step(self, by: int) -> None:
        """Move the selection by ``by`` items; without any items scroll by lines."""
        ids = [item.id for item in self._items if item.id]
        wanted = self._index(self._selected) + (by if self.moved or by < 0 else 0)
        if not 0 <= wanted < len(ids) or self._far(ids[wanted], by):
            self.scroll_relative(y=by * max(1, self.size.height // 4), animate=False)
            return
        if ids[wanted] == self._selected:
            self.moved = True
            self.refresh()
        self.select(ids[wanted])

    def _far(self, item_id: str, by: int) -> bool:
        """Tell whether an item lies beyond the view, so that what is between would be skipped unread."""
        index = next(i for i, item in enumerate(self._items) if item.id == item_id)
        top, height = self._tops[index], len(self._items[index].rows)
        view, shown = self.scroll_offset.y, self.size.height
        return top >= view + shown if by > 0 else top + height <= view

    def action_page(self, by: int) -> None:
        """Move the selection by about one screenful."""
        ids = [item.id for item in self._items if item.id]
        if not ids:
            self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)
            return
        here = next(i for i, item in enumerate(self._items) if item.id == self._selected)
        wanted = self._tops[here] + by * max(1, self.size.height - 2)
        target = max(0, bisect_right(self._tops, max(0, wanted)) - 1)
        span = range(target, len(self._items)) if by > 0 else range(target, -1, -1)
        found = next((self._items[i].id for i in span if self._items[i].id), ids[-1] if by > 0 else ids[0])
        self.select(found)

    def action_edge(self, side: int) -> None:
        """Go to the first (-1) or last (1) item."""
        ids = [item.id for item in self._items if item.id]
        if ids:
            self.select(ids[0] if side < 0 else ids[-1])
        if side < 0:
            self.scroll_home(animate=False)

    def action_choose(self) -> None:
        """Tell the owner that the selected item was chosen."""
        if not self._selected or not self.moved:
            raise SkipAction
        self.post_message(self.Chosen(self, self._selected))

    # -- a hand

    def row_at(self, line: int) -> Row:
        """Return a row of the content."""
        return self._rows[line][1] if 0 <= line < len(self._rows) else Row(())

    def thing_at(self, column: int, line: int) -> str:
        """Return the item that lies at a row."""
        return self._items[self._rows[line][0]].id if 0 <= line < len(self._rows) else ""

    def touch(self, thing: str) -> None:
        """Select an item in which something was pressed."""
        self.select(thing)

    def pick(self, thing: str) -> None:
        """Select an item, or choose it when it is selected already."""
        at_once = next(item.at_once for item in self._items if item.id == thing)
        again = thing == self._selected and self.moved
        self.touch(thing)
        if again or at_once:
            self.action_choose()

    def on_resize(self) -> None:
        """Keep the scrollable width that of the widget."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """Paint one row of the view."""
        palette = palette_of(self.app)
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self._rows):
            return paint(Row(()), width, palette.text, palette.bg)
        index, content = self._rows[line]
        item, content = self._items[index], self.shown(content, line)
        if item.id and item.id == self._selected and self.moved and self.has_focus:
            return paint(
                content._replace(bg=palette.raised, start=0, end=0),
                width,
                palette.text,
                palette.raised,
                palette.brand,
            )
        pointed = bool(item.id) and item.id == self._thing
        return paint(content, width, palette.text, palette.bg, palette.line if pointed else "")

    def on_focus(self) -> None:
        """Show the mark of the selected item."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the mark of the selected item."""
        self.refresh()

    def region_of(self, thing: str) -> Region | None:
        """Return where an item lies in the content."""
        for top, item in zip(self._tops, self._items, strict=True):
            if item.id == thing:
                return Region(0, top, self.size.width, len(item.rows))
        return None
