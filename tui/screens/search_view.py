"""The search page as it is seen: the line, the column beside it, the rows above the results, the results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store.catalogue.records import ProductCard
from store.community.records import NoteCard
from store.search.results import SearchResult
from store.search.searches import SavedSearch, Trend
from tui.i18n import count, t
from tui.paint.keycaps import keyed
from tui.paint.pressing import acting
from tui.paint.rows import Action, Row, Span, row
from tui.row_id import RowId
from tui.screens.base import BaseScreen
from tui.screens.search_query import FIRST, NOTHING, Query
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.search.field import SearchField
from tui.widgets.search.head import head_rows, help_items, totals_words
from tui.widgets.search.result_rows import found_beside, idea_items, note_item, product_item
from tui.widgets.search.side import chosen_words, side_items

SIDE = 36
EDGES = 3
"""The blank cells at both sides of a column, and its scroll bar."""


class Ideas(NamedTuple):
    """What is offered before anything is typed: searches that are kept, that were made, that everybody makes."""

    saved: tuple[SavedSearch, ...] = ()
    recent: tuple[str, ...] = ()
    trends: tuple[Trend, ...] = ()


class SearchView(BaseScreen):
    """Paints what was answered to what was typed; a subclass listens and asks the store."""

    def __init__(self) -> None:
        super().__init__()
        self._answer = NOTHING
        self._ideas = Ideas()
        self._query = Query()
        self._painted = FIRST
        self._side_open = False

    def compose_body(self) -> Iterable[Widget]:
        """Put the line above two columns."""
        yield SearchField(t("search.placeholder"), id="words")
        yield Horizontal(
            Sheet(id="side"), Vertical(Panel(id="head", ground="bg"), Sheet(id="results")), id="found"
        )
        yield Empty("search.begin", "search.begin-hint", "greeting")

    @property
    def _field(self) -> SearchField:
        return self.query_one("#words", SearchField)

    @property
    def _results(self) -> Sheet:
        return self.query_one("#results", Sheet)

    @property
    def _side(self) -> Sheet:
        return self.query_one("#side", Sheet)

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        typed, result = self._answer.typed, self._answer.result
        wide = self.room.wide
        begun = bool(typed)
        ideas = any(self._ideas)
        self.query_one("#found").display = begun or ideas
        self.query_one(Empty).display = not (begun or ideas)
        self._side.display = begun and (wide or self._side_open)
        beside = SIDE if self._side.display and wide else 0
        width = min(self.app.size.width - EDGES - beside, 120)
        self._paint_side(SIDE - EDGES if wide else min(60, self.app.size.width - EDGES))
        self._paint_head(width, begun, wide)
        self._results.show(self._items(width))
        self._paint_field(result)

    def _paint_side(self, width: int) -> None:
        if self._side.display:
            a = self._answer
            self._side.show(
                side_items(a.suggestions, a.result, width, self.palette, a.typed.strip(), a.values)
            )

    def _paint_head(self, width: int, begun: bool, wide: bool) -> None:
        """Paint the rows above the results, as many as there are."""
        head = self.query_one("#head", Panel)
        head.display = begun
        chosen = chosen_words(self._answer.result, self._query.choices)
        suggestions = () if wide or self._side.display else self._answer.suggestions
        rows = head_rows(self._answer.result, chosen, self._query.sort, width, self.palette, suggestions)
        if len(rows) < 2 and self.room.tall:
            rows.append(Row(()))
        head.styles.height = len(rows)
        head.show(rows)

    def _paint_field(self, result: SearchResult) -> None:
        """Paint the completion and the totals beside what is typed."""
        palette = self.palette
        ghost = self._answer.completion
        spans = []
        if ghost and ghost.strip() != self._answer.typed.strip():
            takes = keyed("complete", t("search.takes"), palette, palette.faint)
            spans = acting([Span(f"{ghost}  ", palette.faint), *takes], Action("complete"))
        self._field.beside(spans, totals_words(result.totals, palette))
        found = sum(total.documents for total in result.totals.values())
        exact = all(total.exact for total in result.totals.values())
        note = t("search.found", n=found) if exact else t("search.found-about", number=count(found))
        self.query_one(KeyBar).note = note if self._answer.typed and found else ""

    def _items(self, width: int) -> list[Item]:
        """Return the results as items; rows far below are left without pictures until they are near."""
        result, palette, now = self._answer.result, self.palette, self.now()
        if not self._answer.typed:
            return idea_items(*self._ideas, width, palette)
        items = found_beside(result, width, palette)
        notes: dict[str, NoteCard] = {RowId("note", card.id): card for card in result.notes}
        goods: dict[str, ProductCard] = {RowId("product", card.id): card for card in result.products}
        for place, name in enumerate(result.order):
            if place == result.partial and place:
                items.append(
                    Item("", (row(width, [Span(t("search.only-some"), palette.warning)], indent=1), Row(())))
                )
            drawn = place < self._painted
            items.append(
                note_item(notes[name], result, width, now, palette, drawn=drawn)
                if name in notes
                else product_item(goods[name], result, width, palette, drawn=drawn)
            )
        return items or help_items(result, bool(self._query.choices), self._ideas.trends, width, palette)
