"""From a note onwards: notes like it, what is often saved with it, what others bought after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store.feed.records import Related
from tui.commands import bindings_for
from tui.i18n import t
from tui.paint.rows import Row
from tui.references import of_row
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.board import Board, Tile
from tui.widgets.frame.empty import Empty
from tui.widgets.notes.related_tiles import bought_tile, note_tile, saved_tile
from tui.widgets.shop.shop_tiles import TILE, columns_of, grid, heading, stack, tile_of

MOST = 8
SECTIONS = ("near", "together", "bought")


class RelatedScreen(ReadingScreen[Related]):
    """Notes and goods related to one note."""

    SCOPE = "related"
    CSS_PATH = "related.tcss"
    BINDINGS = bindings_for("related")

    def __init__(self, note_id: str) -> None:
        super().__init__()
        self._note_id = note_id

    def compose_body(self) -> Iterable[Widget]:
        """One board."""
        yield Board()
        yield Empty("related.empty", "related.empty-hint")

    def on_mount(self) -> None:
        """Look around."""
        self.query_one(Board).focus()

    def job(self) -> Callable[[], Related]:
        """Look around: a note may have been read meanwhile."""
        related, viewer = self.store.related, self.viewer
        return lambda: related.to(self._note_id, viewer, MOST)

    def paint(self, found: Related) -> None:
        """Paint the parts there are, one below the other."""
        tiles = stack(
            [part for part in (self._near, self._together, self._bought) if self._tiles(part.__name__)]
        )
        board, empty = self.query_one(Board), self.query_one(Empty)
        board.display, empty.display = bool(tiles), not tiles
        board.show(tiles)

    def _tiles(self, part: str) -> bool:
        return bool(self.found and getattr(self.found, part.removeprefix("_")))

    def _part(self, name: str, ids: list[str], rows: list[tuple[Row, ...]], top: int) -> list[Tile]:
        width = self.app.size.width - 2
        columns = max(2, columns_of(width, TILE))
        title = heading(t(f"related.{name}"), t(f"related.{name}-why"), width, top, self.palette)
        most = columns * self._lines
        return [title, *grid(ids[:most], rows[:most], width, top + 1, tile_of(width, columns))]

    @property
    def _lines(self) -> int:
        """Two lines of tiles where a part stands alone, else one."""
        return 2 if len(self._firsts()) == 1 else 1

    @property
    def _tile(self) -> int:
        width = self.app.size.width - 2
        return tile_of(width, max(2, columns_of(width, TILE)))

    def _near(self, top: int) -> list[Tile]:
        cards = self.found.near if self.found else ()
        rows = [note_tile(card, self._tile, self.palette) for card in cards]
        return self._part("near", [RowId("note", card.id, "near") for card in cards], rows, top)

    def _together(self, top: int) -> list[Tile]:
        found = self.found.together if self.found else ()
        rows = [saved_tile(saved, self._tile, self.palette) for saved in found]
        return self._part(
            "together", [RowId("note", saved.card.id, "together") for saved in found], rows, top
        )

    def _bought(self, top: int) -> list[Tile]:
        found = self.found.bought if self.found else ()
        rows = [bought_tile(bought, self._tile, self.palette) for bought in found]
        return self._part(
            "bought", [RowId("product", bought.card.id, "bought") for bought in found], rows, top
        )

    def _jump(self, by: int) -> None:
        """Select the first tile of another part, ``by`` parts away, around the end."""
        board, firsts = self.query_one(Board), self._firsts()
        names = list(firsts)
        match board.selected:
            case RowId(_, _, name) if name in names:
                board.select(firsts[names[(names.index(name) + by) % len(names)]])

    def _firsts(self) -> dict[str, str]:
        """Return the first tile of each part."""
        found: dict[str, str] = {}
        if self.found:
            for name in SECTIONS:
                part = getattr(self.found, name)
                if part:
                    card = part[0] if name == "near" else part[0].card
                    kind = "product" if name == "bought" else "note"
                    found[name] = RowId(kind, card.id, name)
        return found

    def action_next_section(self) -> None:
        """Go to the next part."""
        self._jump(1)

    def action_previous_section(self) -> None:
        """Go to the part before."""
        self._jump(-1)

    def action_open_related(self) -> None:
        """Open the selected note or product."""
        self.query_one(Board).action_choose()

    def on_board_chosen(self, message: Board.Chosen) -> None:
        """Open a note or a product."""
        if page := of_row(message.tile_id):
            self.app.open(page)
