"""A shelf of the shop: the goods of a category (leaf by leaf), of a country, of a brand or of a sale."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store.catalogue.records import Category, ProductCard, Sale
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.layout import MEDIUM
from tui.references import BrowseRef, ShelfRef, of_row
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.board import Board
from tui.widgets.frame.empty import Empty
from tui.widgets.shop.shop_tiles import TILE, columns_of, grid, product_line, product_tile, tile_of
from tui.widgets.wall.channel_bar import ChannelBar

MOST = 200


class ShelfScreen(ReadingScreen[tuple[ProductCard, ...]]):
    """Goods side by side, the most saved first."""

    SCOPE = "shop"
    CSS_PATH = "shop.tcss"
    BINDINGS = bindings_for("shop")

    def __init__(self, shelf: ShelfRef) -> None:
        super().__init__()
        self._category, self._country, self._brand = shelf.category, shelf.country, shelf.brand
        self._sale = shelf.sale
        self._leaves: tuple[Category, ...] = ()
        self._leaf: str | None = None
        self._sales: tuple[Sale, ...] = (shelf.sale,) if shelf.sale else ()
        self._title = shelf.title

    def compose_body(self) -> Iterable[Widget]:
        """Put the leaves above the goods."""
        yield ChannelBar()
        yield Board()
        yield Empty("shop.empty", "shop.empty-hint")

    def on_mount(self) -> None:
        """Read the leaves; there is nothing to say yet of goods that are not there."""
        self.query_one(Board).focus()
        self.query_one(Empty).display = False
        catalogue, category, country = self.store.catalogue, self._category, self._country

        def job() -> tuple[tuple[Category, ...], Bilingual | None]:
            leaves = catalogue.categories(category) if category else ()
            return leaves, catalogue.country(country).name if country else None

        def arrive(found: tuple[tuple[Category, ...], Bilingual | None]) -> None:
            self._leaves = found[0]
            self._title = pick(found[1]) if found[1] else self._title
            self._show_leaves()

        if self._sale:
            self.fetch("leaves", self.store.sales.shown, self._arrive_sales)
        else:
            self.fetch("leaves", job, arrive)

    def job(self) -> Callable[[], tuple[ProductCard, ...]]:
        """Read the goods of the leaf, or of the sale, that is open."""
        category, country, sale, brand = self._leaf or self._category, self._country, self._sale, self._brand
        store = self.store

        def read() -> tuple[ProductCard, ...]:
            if sale:
                return store.catalogue.cards(store.sales.goods(sale.series))
            return store.catalogue.products(category, country, brand, MOST)

        return read

    def _arrive_sales(self, sales: tuple[Sale, ...]) -> None:
        others = tuple(sale for sale in sales if self._sale and sale.series != self._sale.series)
        self._sales = (*self._sales, *others)
        self._show_leaves()

    def _show_leaves(self) -> None:
        """Show the sales or the leaf categories as tabs."""
        bar = self.query_one(ChannelBar)
        if self._sale:
            bar.show([pick(sale.name) for sale in self._sales])
            bar.current = self._sales.index(self._sale)
            return
        bar.show([self._title or t("shop.all"), *(pick(leaf.name) for leaf in self._leaves)])
        ids = [None, *(leaf.id for leaf in self._leaves)]
        bar.current = ids.index(self._leaf)

    def paint(self, found: tuple[ProductCard, ...]) -> None:
        """Paint the goods as tiles; as lines where there is little room."""
        board, empty = self.query_one(Board), self.query_one(Empty)
        board.display, empty.display = bool(found), not found
        if not found:
            return
        width = self.app.size.width - 2
        ids = [RowId("product", card.id) for card in found]
        if width < MEDIUM:
            rows = [product_line(card, width - 2, self.palette) for card in found]
            board.show(grid(ids, rows, width, 1, width - 2, 0))
            return
        columns = columns_of(width, TILE)
        tile = tile_of(width, columns)
        rows = [product_tile(card, tile, self.palette) for card in found]
        board.show(grid(ids, rows, width, 1, tile))

    def _step(self, by: int) -> None:
        """Go to another sale or leaf, ``by`` tabs away, around the end."""
        if self._sale:
            self._sale = self._sales[(self._sales.index(self._sale) + by) % len(self._sales)]
            self._show_leaves()
            self.read()
            return
        ids = [None, *(leaf.id for leaf in self._leaves)]
        self._leaf = ids[(ids.index(self._leaf) + by) % len(ids)]
        self._show_leaves()
        self.read()

    def action_sale(self) -> None:
        """Say that a shelf has no sale of its own."""
        self.app.toast("shop.no-sale")

    def action_browse(self) -> None:
        """Browse countries, brands and categories."""
        self.app.open(BrowseRef())

    def action_open_tile(self) -> None:
        """Open the selected tile."""
        self.query_one(Board).action_choose()

    def action_show_tab(self, position: str) -> None:
        """Show the leaf, or the sale, whose name was pressed."""
        self._step(int(position) - self.query_one(ChannelBar).current)

    def action_next_section(self) -> None:
        """Show the next leaf."""
        self._step(1)

    def action_previous_section(self) -> None:
        """Show the leaf before."""
        self._step(-1)

    def on_board_chosen(self, message: Board.Chosen) -> None:
        """Open a product."""
        if page := of_row(message.tile_id):
            self.app.open(page)

    def on_language(self) -> None:
        """Write everything in the other language."""
        self._show_leaves()
        self.lay_out()
