"""Search: what is typed is looked up while one types, in notes, goods, brands, people and tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from store.catalogue.records import ProductCard
from store.community.records import NoteCard
from store.search.results import SearchResult
from store.search.searches import SavedSearch, Trend
from tui.commands import bindings_for
from tui.i18n import count, t
from tui.paint.keycaps import keyed
from tui.paint.pressing import acting
from tui.paint.rows import Action, Row, Span, row
from tui.references import of_row
from tui.row_id import RowId
from tui.screens.base import BaseScreen
from tui.screens.search_query import FIRST, MORE, MOST, NOTHING, Answer, Query, filter_word, without
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.search.field import SearchField
from tui.widgets.search.head import head_rows, help_items, totals_words
from tui.widgets.search.result_rows import found_beside, idea_items, note_item, product_item
from tui.widgets.search.side import chosen_words, side_items

AHEAD = 4
PATIENCE = 0.25
"""Seconds without a key after which there is time to judge more of the matches."""
SIDE, SUGGESTED = 36, 6
EDGES = 3
"""The blank cells at both sides of a column, and its scroll bar."""


class _Ideas(NamedTuple):
    saved: tuple[SavedSearch, ...] = ()
    recent: tuple[str, ...] = ()
    trends: tuple[Trend, ...] = ()


class SearchScreen(BaseScreen):
    """A line to type in, what may be meant and narrowed by, and what it finds."""

    SCOPE = "search"
    CSS_PATH = "search.tcss"
    BINDINGS = bindings_for("search")

    def __init__(self, words: str = "") -> None:
        """``words`` are looked for at once."""
        super().__init__()
        self._words = words
        self._answer = NOTHING
        self._ideas = _Ideas()
        self._query = Query()
        self._painted = FIRST
        self._side_open = False
        self._later: Timer | None = None

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

    def on_mount(self) -> None:
        """Wait for words; meanwhile bring the index up to date."""
        self._field.focus()
        self._show(NOTHING)
        self._recall()
        self.fetch("prepare", self.store.search.prepare, lambda _: None)
        if self._words:
            self.action_type(self._words)

    def _recall(self) -> None:
        """Read what is kept, what was searched for before, and what everybody searches for."""
        searches, viewer = self.store.searches, self.viewer

        def arrive(ideas: _Ideas) -> None:
            self._ideas = ideas
            self.lay_out()

        self.fetch(
            "recall",
            lambda: _Ideas(searches.saved(viewer), searches.recent(viewer), searches.trending()),
            arrive,
        )

    def begin_search(self, words: str = "") -> None:
        """Go to the line, to look for something else: for ``words``, if there are any."""
        if words:
            self.action_type(words)
        self._field.focus()

    # -- looking

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look the words up."""
        self._query.literal = False
        self._look(anew=True)

    def _look(self, *, anew: bool, thorough: bool = False) -> None:
        """Ask for what is typed and chosen now; ``anew`` begins at the top of another list.

        When nobody types on, it is asked once more and thoroughly, unless somebody is among the results already.
        """
        if self._later:
            self._later.stop()
        self._later = None if thorough else self.set_timer(PATIENCE, self._look_closer)
        if anew:
            self._query.limit = self._painted = FIRST
            self._results.start_over()
        typed, viewer, search = self._field.value, self.viewer, self.store.search
        query = replace(self._query)

        def job() -> Answer:
            if not typed.strip():
                return NOTHING
            values = search.complete_filter(typed)
            suggestions = () if values else search.suggest(typed, SUGGESTED)
            result = search.find(
                typed, viewer, query.limit, choices=query.choices, sort=query.sort, literal=query.literal,
                thorough=thorough,
            )  # fmt: skip
            if result.corrected and not suggestions:
                suggestions = search.suggest(result.shown, SUGGESTED)
            return Answer(typed, suggestions, values, result)

        self.fetch("search", job, self._show)

    def _look_closer(self) -> None:
        if self._field.has_focus and self._answer.result.order:
            self._look(anew=False, thorough=True)

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self.lay_out()

    # -- painting

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

    # -- keys

    def action_type(self, text: str) -> None:
        """Put a text into the line and go on typing behind it."""
        self._field.value = text
        self._field.cursor_position = len(text)
        self._field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go down to the results."""
        self._remember()
        if self._results.selected:
            self._results.focus()

    def on_key(self, event: Key) -> None:
        """Arrows leave the line for the results, and go between the columns."""
        goes: Sheet | None = None
        if event.key == "down" and self._field.has_focus:
            goes = self._results
        elif event.key == "left" and self._results.has_focus and self._side.display:
            goes = self._side
        elif event.key == "right" and self._side.has_focus:
            goes = self._results
        if goes:
            event.stop()  # else the sheet hears it too and moves on by one
            goes.focus()

    def on_sheet_highlighted(self, message: Sheet.Highlighted) -> None:
        """Draw further pictures, and read further results, before one gets there."""
        order = self._answer.result.order
        if message.sheet is not self._results or message.item_id not in order:
            return
        place = order.index(message.item_id)
        if place + AHEAD >= self._painted:
            self._painted += FIRST
            self.lay_out()
        shown = max(len(self._answer.result.notes), len(self._answer.result.products))
        if place + AHEAD >= len(order) and shown >= self._query.limit < MOST:
            self._query.limit += MORE
            self._look(anew=False)

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open what was chosen, narrow by it, or look for it."""
        if page := of_row(message.item_id):
            self._remember()
            self.app.open(page)
            return
        match message.item_id:
            case RowId("facet", facet, value):
                self._query.toggle(facet, value)
                self._look(anew=True)
            case RowId("lift", facet):
                self.action_lift(facet)
            case RowId("value", value):
                self.action_type(self._answer.with_value(value))
            case RowId("brand" | "tag" | "person" as kind, name):
                self.action_type(filter_word(kind, name))
            case RowId("saved", saved_id):
                self.action_type(next(one.words for one in self._ideas.saved if one.id == saved_id))
            case RowId("words", words):
                self.action_type(words)

    def action_sort_by(self, order: str) -> None:
        """Show the results in the order that was pressed."""
        self._query.sort = order
        self._look(anew=True)

    def action_lift(self, facet: str) -> None:
        """Take back what hides results: a choice, a filter word, or all choices."""
        if self._query.lift(facet):
            self._look(anew=True)
        else:
            self.action_type(without(self._field.value, facet))

    def _remember(self) -> None:
        words, viewer = self._answer.result.shown.strip(), self.viewer
        if words:
            self.fetch(
                "remember", lambda: self.store.searches.remember(viewer, words), lambda _: self._recall()
            )

    def action_complete(self) -> None:
        """Take the first suggestion; away from the line, go to the other column."""
        if not self._field.has_focus:
            (self._side if self._results.has_focus and self._side.display else self._results).focus()
            return
        text = self._answer.completion
        if text and text.strip() != self._field.value.strip():
            self.action_type(text)
        elif self._results.selected:
            self._results.focus()

    def action_facets(self) -> None:
        """Go to what can be narrowed by; where no column has room, open or close it."""
        if not self.room.wide:
            self._side_open = not self._side_open
            self.lay_out()
        if self._side.display and self._side.selected:
            self._side.focus()
        else:
            self._field.focus()

    def action_sort_results(self) -> None:
        """Show the results in the next order."""
        self._query.next_sort()
        self._look(anew=True)

    def action_literal(self) -> None:
        """Look for exactly what was typed, not for what it may mean."""
        if not self._answer.result.corrected and not self._query.literal:
            self.app.toast("search.literal-already")
            return
        self._query.literal = not self._query.literal
        self._look(anew=True)

    def action_keep_search(self) -> None:
        """Keep the search as a channel of the notes."""
        words, viewer, searches = (
            self._answer.result.shown or self._field.value,
            self.viewer,
            self.store.searches,
        )

        def arrive(saved: SavedSearch) -> None:
            def drop() -> None:
                self.fetch("forget", lambda: searches.drop(viewer, saved.id), lambda _: self._recall())

            self.app.undoable("search.kept", drop, words=saved.words)
            self._recall()

        self.fetch("keep", lambda: searches.save(viewer, words), arrive)

    def action_forget(self) -> None:
        """Forget the selected search, or keep it as a channel no longer."""
        viewer, searches = self.viewer, self.store.searches
        match self._results.selected:
            case RowId("words", words) if words in self._ideas.recent:
                self.fetch("forget", lambda: searches.forget(viewer, words), lambda _: self._recall())
            case RowId("saved", saved_id):
                self.fetch("forget", lambda: searches.drop(viewer, saved_id), lambda _: self._recall())
            case _:
                self.app.toast("search.not-yours")

    def action_open_result(self) -> None:
        """Open the selected result."""
        (self._side if self._side.has_focus else self._results).action_choose()

    async def action_go_back(self) -> None:
        """Go from the columns to the line, take the choices back, clear it, and then leave."""
        if not self._field.has_focus:
            self._field.focus()
        elif self._query.choices:
            self.action_lift("all")
        elif self._field.value:
            self._field.value = ""
        else:
            await self.app.action_go_back()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self._field.placeholder = t("search.placeholder")
        self.lay_out()

    def on_viewer(self) -> None:
        """Show another buyer's searches."""
        self._recall()
