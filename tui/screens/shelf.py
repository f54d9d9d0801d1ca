"""A shelf of the shop: the goods of a category (leaf by leaf), of a country, of a brand or of a sale."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from store.catalogue.records import Category, ProductCard, Sale
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.screens.base import BaseScreen
from tui.widgets.frame.board import Board
from tui.widgets.frame.empty import Empty
from tui.widgets.shop.shop_tiles import TILE, columns_of, grid, product_line, product_tile, tile_of
from tui.widgets.wall.channel_bar import ChannelBar

MOST = 200


class ShelfScreen(BaseScreen):
    """Goods side by side, the most saved first."""

    SCOPE = "shop"
    CSS_PATH = "shop.tcss"
    BINDINGS = bindings_for("shop")

    def __init__(
        self,
        category: str | None = None,
        country: str | None = None,
        sale: Sale | None = None,
        brand: str | None = None,
        title: str = "",
    ) -> None:
        super().__init__()
        self._category, self._country, self._sale, self._brand = category, country, sale, brand
        self._leaves: tuple[Category, ...] = ()
        self._leaf: str | None = None
        self._sales: tuple[Sale, ...] = (sale,) if sale else ()
        self._goods: tuple[ProductCard, ...] | None = None
        self._title = title

    def compose_body(self) -> Iterable[Widget]:
        """Put the leaves above the goods."""
        yield ChannelBar()
        yield Board()
        yield Empty("shop.empty", "shop.empty-hint")

    def on_mount(self) -> None:
        """Read the shelf."""
        self.query_one(Board).focus()
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
        self._read()

    def _read(self) -> None:
        category, country, sale, brand = self._leaf or self._category, self._country, self._sale, self._brand
        catalogue = self.store.catalogue

        def job() -> tuple[ProductCard, ...]:
            if sale:
                return catalogue.cards(self.store.sales.goods(sale.series))
            return catalogue.products(category, country, brand, MOST)

        self.fetch("goods", job, self._arrive)

    def _arrive(self, goods: tuple[ProductCard, ...]) -> None:
        self._goods = goods
        self.lay_out()

    def _arrive_sales(self, sales: tuple[Sale, ...]) -> None:
        others = tuple(sale for sale in sales if self._sale and sale.series != self._sale.series)
        self._sales = (*self._sales, *others)
        self._show_leaves()

    def _show_leaves(self) -> None:
        bar = self.query_one(ChannelBar)
        if self._sale:
            bar.show([pick(sale.name) for sale in self._sales])
            bar.current = self._sales.index(self._sale)
            return
        bar.show([self._title or t("shop.all"), *(pick(leaf.name) for leaf in self._leaves)])
        ids = [None, *(leaf.id for leaf in self._leaves)]
        bar.current = ids.index(self._leaf)

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        board, empty = self.query_one(Board), self.query_one(Empty)
        empty.display = self._goods == ()
        board.display = not empty.display
        if not self._goods:
            return
        width = self.app.size.width - 2
        ids = [f"product:{card.id}" for card in self._goods]
        if width < 60:
            rows = [product_line(card, width - 2, self.palette) for card in self._goods]
            board.show(grid(ids, rows, width, 1, width - 2, 0))
            return
        columns = columns_of(width, TILE)
        tile = tile_of(width, columns)
        rows = [product_tile(card, tile, self.palette) for card in self._goods]
        board.show(grid(ids, rows, width, 1, tile))

    def _step(self, by: int) -> None:
        if self._sale:
            self._sale = self._sales[(self._sales.index(self._sale) + by) % len(self._sales)]
            self._show_leaves()
            self._read()
            return
        ids = [None, *(leaf.id for leaf in self._leaves)]
        self._leaf = ids[(ids.index(self._leaf) + by) % len(ids)]
        self._show_leaves()
        self._read()

    def action_sale(self) -> None:
        """A shelf has no sale of its own."""
        self.app.toast("shop.no-sale")

    def action_browse(self) -> None:
        """Browse countries, brands and categories."""
        from tui.screens.browse import BrowseScreen

        self.app.push_screen(BrowseScreen())

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
        self.app.open_product(message.tile_id.partition(":")[2])

    def on_language(self) -> None:
        """Write everything in the other language."""
        self._show_leaves()
        self.lay_out()
