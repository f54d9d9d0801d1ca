"""The shop's home: what the community chose, sixteen categories, the countries goods come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.widget import Widget

from store.catalogue.records import Category, Country, Sale
from store.feed.records import Pick
from tui.commands import bindings_for
from tui.i18n import t
from tui.layout import MEDIUM, ROOMY
from tui.references import BrowseRef, ShelfRef, of_row
from tui.row_id import RowId
from tui.screens.reading import ReadingScreen
from tui.widgets.frame.board import Board, Tile
from tui.widgets.shop.shop_tiles import (
    TILE,
    banner,
    category_tile,
    columns_of,
    country_tile,
    grid,
    heading,
    pick_line,
    pick_tile,
    stack,
    tile_of,
)

HOME = "CN"
SECTIONS = ("product", "category", "country")


@dataclass(frozen=True, slots=True)
class Home:
    """What stands on the first page of the shop."""

    picks: tuple[Pick, ...]
    categories: tuple[Category, ...]
    countries: tuple[Country, ...]
    sale: Sale | None


class ShopScreen(ReadingScreen[Home]):
    """Where goods are looked for without a note."""

    SCOPE = "shop"
    CSS_PATH = "shop.tcss"
    BINDINGS = bindings_for("shop")

    def compose_body(self) -> Iterable[Widget]:
        """One board."""
        yield Board()

    def on_mount(self) -> None:
        """Read the first page."""
        self.query_one(Board).focus()

    def job(self) -> Callable[[], Home]:
        """Read the first page: stock and saves may have changed."""
        catalogue, sales, chosen = self.store.catalogue, self.store.sales, self.store.picks

        def read() -> Home:
            return Home(chosen.best(8), catalogue.categories(), catalogue.countries(), sales.next())

        return read

    def paint(self, found: Home) -> None:
        """Paint the parts of the page, one below the other."""
        self.query_one(Board).show(stack([self._banner, self._picks, self._categories, self._countries]))

    @property
    def _width(self) -> int:
        return self.app.size.width - 2

    def _banner(self, top: int) -> list[Tile]:
        assert self.found is not None
        tall = self.room.tall
        width = self._width
        rows = banner(self.found.sale, self.now(), width, self.palette)
        return [Tile("", 1, top + tall, width, rows if tall else rows[1:2])]

    def _picks(self, top: int) -> list[Tile]:
        """Return tiles of what the community chose; on small screens as lines."""
        assert self.found is not None
        width = self._width
        side_by_side = columns_of(width, TILE)
        picks = self.found.picks[: side_by_side if side_by_side >= 4 else 6]
        ids = [RowId("product", pick.card.id) for pick in picks]
        title = heading(t("shop.picks"), t("shop.picks-why"), width, top, self.palette)
        if width < MEDIUM or not self.room.tall:
            wide = width - 2
            rows = [pick_line(pick, wide, self.palette) for pick in picks]
            return [title, *grid(ids, rows, width, top + 1, wide, 0)]
        tile = tile_of(width, max(2, side_by_side))
        rows = [pick_tile(pick, tile, self.palette) for pick in picks]
        return [title, *grid(ids, rows, width, top + 1, tile)]

    def _categories(self, top: int) -> list[Tile]:
        """Return tiles of the top categories."""
        assert self.found is not None
        categories = self.found.categories
        width = self._width
        tile = tile_of(width, 8 if width >= ROOMY else 4)
        fact = t("shop.categories-fact", n=len(categories), goods=sum(c.goods for c in categories))
        title = heading(t("shop.categories"), fact, width, top, self.palette)
        icon = self.room.tall
        rows = [category_tile(category, tile, self.palette, icon=icon) for category in categories]
        return [title, *grid([RowId("category", c.id) for c in categories], rows, width, top + 1, tile)]

    def _countries(self, top: int) -> list[Tile]:
        """Return tiles of the countries that have goods."""
        assert self.found is not None
        countries = [country for country in self.found.countries if country.goods]
        width = self._width
        tile = tile_of(width, max(2, columns_of(width, 16)))
        fact = t(
            "shop.countries-fact",
            n=len(countries),
            all=len([c for c in self.found.countries if c.code != HOME]),
        )
        title = heading(t("shop.countries"), fact, width, top, self.palette)
        rows = [country_tile(country, tile, self.palette) for country in countries]
        return [title, *grid([RowId("country", c.code) for c in countries], rows, width, top + 1, tile)]

    def on_board_chosen(self, message: Board.Chosen) -> None:
        """Open a product, or the shelf of a category or country."""
        if page := of_row(message.tile_id):
            self.app.open(page)

    def _jump(self, by: int) -> None:
        """Select the first tile of another section, ``by`` sections away, around the end."""
        board = self.query_one(Board)
        match board.selected:
            case RowId(kind) if kind in SECTIONS:
                index = SECTIONS.index(kind)
            case _:
                index = 0
        wanted = SECTIONS[(index + by) % len(SECTIONS)]
        if self.found:
            firsts = {
                "product": self.found.picks[0].card.id if self.found.picks else "",
                "category": self.found.categories[0].id if self.found.categories else "",
                "country": self.found.countries[0].code if self.found.countries else "",
            }
            board.select(RowId(wanted, firsts[wanted]))

    def action_sale(self) -> None:
        """Show the goods of the sale that runs, or comes next."""
        if self.found and self.found.sale:
            self.app.open(ShelfRef(sale=self.found.sale))
        else:
            self.app.toast("shop.no-sale")

    def action_browse(self) -> None:
        """Browse countries, brands and categories."""
        self.app.open(BrowseRef())

    def action_open_tile(self) -> None:
        """Open the selected tile."""
        self.query_one(Board).action_choose()

    def action_next_section(self) -> None:
        """Go to the next part of the page."""
        self._jump(1)

    def action_previous_section(self) -> None:
        """Go to the part before."""
        self._jump(-1)
