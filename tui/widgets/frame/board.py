"""A board of tiles of any size; arrows go to the nearest tile in their direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.paint.blocks import filled
from tui.paint.rows import Row, Span, paint
from tui.theme import palette_of
from tui.widgets.frame.hand import Hand


@dataclass(frozen=True, slots=True)
class Tile:
    """Rows that lie at ``(x, y)``, ``width`` cells wide; an empty ``id`` is a heading, never selected."""

    id: str
    x: int
    y: int
    width: int
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        """Rows it takes."""
        return len(self.rows)


class Board(Hand, ScrollView, can_focus=True):
    """Shows tiles; the selected one lies on the raised ground with a red bar at its left."""

    DEFAULT_CSS = """
    Board { height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding("down,j", "step(0, 1)", show=False),
        Binding("up,k", "step(0, -1)", show=False),
        Binding("right,l", "step(1, 0)", show=False),
        Binding("left,h", "step(-1, 0)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The selection moved to ``tile_id``."""

        board: Board
        tile_id: str

    @dataclass
    class Chosen(Message):
        """Enter was pressed on ``tile_id``."""

        board: Board
        tile_id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tiles: list[Tile] = []
        self._lines: list[list[tuple[int, Row]]] = []
        self._selected = ""

    @property
    def selected(self) -> str:
        """The id of the selected tile, empty when there is none."""
        return self._selected

    def show(self, tiles: Sequence[Tile]) -> None:
        """Replace all tiles; the selection stays on its id, else goes to the first tile."""
        self._tiles = list(tiles)
        height = max((tile.y + tile.height for tile in self._tiles), default=0)
        self._lines = [[] for _ in range(height)]
        for index, tile in enumerate(self._tiles):
            for offset, content in enumerate(tile.rows):
                self._lines[tile.y + offset].append((index, content))
        for line in self._lines:
            line.sort(key=lambda pair: self._tiles[pair[0]].x)
        self.virtual_size = Size(self.size.width, height)
        ids = [tile.id for tile in self._tiles if tile.id]
        if self._selected not in ids:
            self._selected = ids[0] if ids else ""
        self.refresh()

    def select(self, tile_id: str) -> None:
        """Select a tile and bring it into view."""
        tile = next((tile for tile in self._tiles if tile.id == tile_id), None)
        if tile is None:
            return
        self._selected = tile.id
        top, shown = self.scroll_offset.y, self.size.height
        first = next((t.y for t in self._tiles if t.id), 0)
        if tile.y < top + 1:
            self.scroll_to(y=0 if tile.y <= first else tile.y - 1, animate=False, force=True)
        elif tile.y + tile.height > top + shown:
            self.scroll_to(y=tile.y + tile.height - shown, animate=False, force=True)
        self.refresh()
        self.post_message(self.Highlighted(self, tile.id))

    def _current(self) -> Tile | None:
        return next((tile for tile in self._tiles if tile.id and tile.id == self._selected), None)

    def action_step(self, across: int, down: int) -> None:
        """Go to the nearest tile in a direction."""
        here = self._current()
        if here is None:
            return

        def distance(tile: Tile) -> int | None:
            dx, dy = tile.x - here.x, tile.y - here.y
            if across and (dx * across <= 0 or not self._overlap(here, tile)):
                return None
            if down and dy * down < (here.height if down > 0 else 1):
                return None
            return abs(dx) + 4 * abs(dy) if down else abs(dx) + abs(dy)

        found = [(far, tile.id) for tile in self._tiles if tile.id and (far := distance(tile)) is not None]
        if found:
            self.select(min(found)[1])

    @staticmethod
    def _overlap(one: Tile, other: Tile) -> bool:
        return one.y < other.y + other.height and other.y < one.y + one.height

    def action_page(self, by: int) -> None:
        """Move by about one screen."""
        for _ in range(max(1, self.size.height // 10)):
            self.action_step(0, by)

    def action_edge(self, side: int) -> None:
        """Go to the first (-1) or the last tile (1)."""
        ids = [tile.id for tile in self._tiles if tile.id]
        if ids:
            self.select(ids[0] if side < 0 else ids[-1])

    def action_choose(self) -> None:
        """Tell the owner that the selected tile was chosen."""
        if not self._selected:
            raise SkipAction
        self.post_message(self.Chosen(self, self._selected))

    # -- a hand

    def thing_at(self, column: int, line: int) -> str:
        """Return the tile that lies there."""
        for index, _ in self._lines[line] if 0 <= line < len(self._lines) else []:
            tile = self._tiles[index]
            if tile.id and tile.x <= column < tile.x + tile.width:
                return tile.id
        return ""

    def touch(self, thing: str) -> None:
        """Select a tile in which something was pressed."""
        self.select(thing)

    def pick(self, thing: str) -> None:
        """Select a tile, or choose it when it is selected already."""
        again = thing == self._selected
        self.select(thing)
        if again:
            self.action_choose()

    def region_of(self, thing: str) -> Region | None:
        """Return where a tile lies in the content, with the column of its mark."""
        for tile in self._tiles:
            if tile.id == thing:
                return Region(max(0, tile.x - 1), tile.y, tile.width + 1, tile.height)
        return None

    def on_resize(self) -> None:
        """Keep the scrollable width that of the widget."""
        self.virtual_size = Size(self.size.width, len(self._lines))

    def row_at(self, line: int) -> Row:
        """Return a row of the content: those of its tiles side by side, each on its ground."""
        palette = palette_of(self.app)
        placed: list[tuple[int, Span]] = []
        for index, content in self._lines[line] if 0 <= line < len(self._lines) else []:
            tile = self._tiles[index]
            ground = ""
            if tile.id:
                chosen = tile.id == self._selected and self.has_focus
                ground = palette.raised if chosen else palette.surface
                if tile.x and (chosen or tile.id == self._thing):
                    placed.append((tile.x - 1, Span("▐", palette.brand if chosen else palette.line)))
            if not tile.id and not content.bg:
                placed += [(tile.x + x, span) for x, span in content.placed]
            else:
                placed += [(tile.x + x, span) for x, span in filled(content, tile.width, ground)]
        return Row(tuple(placed))

    def render_line(self, y: int) -> Strip:
        """Paint one row of the view."""
        palette, line = palette_of(self.app), y + self.scroll_offset.y
        content = self.shown(self.row_at(line), line)
        return paint(content, self.scrollable_content_region.width, palette.text, palette.bg)

    def on_focus(self) -> None:
        """Show the selection."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the selection."""
        self.refresh()
