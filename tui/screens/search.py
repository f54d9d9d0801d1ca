"""Search: what is typed is looked up while one types, in notes, goods, brands, people and tags."""

from __future__ import annotations

from dataclasses import replace

from textual.events import Key
from textual.timer import Timer
from textual.widgets import Input

from store.search.searches import SavedSearch
from tui.commands import bindings_for
from tui.i18n import t
from tui.references import of_row
from tui.row_id import RowId
from tui.screens.search_query import FIRST, MORE, MOST, NOTHING, Answer, filter_word, without
from tui.screens.search_view import Ideas, SearchView
from tui.widgets.frame.sheet import Sheet

AHEAD = 4
PATIENCE = 0.25
"""Seconds without a key after which there is time to judge more of the matches."""
SUGGESTED = 6


class SearchScreen(SearchView):
    """A line to type in, what may be meant and narrowed by, and what it finds."""

    SCOPE = "search"
    CSS_PATH = "search.tcss"
    BINDINGS = bindings_for("search")

    def __init__(self, words: str = "") -> None:
        """``words`` are looked for at once."""
        super().__init__()
        self._words = words
        self._later: Timer | None = None

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

        def arrive(ideas: Ideas) -> None:
            self._ideas = ideas
            self.lay_out()

        self.fetch(
            "recall",
            lambda: Ideas(searches.saved(viewer), searches.recent(viewer), searches.trending()),
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
        """Go from the columns to the line, take the choices back, clear it, and then leave.

        Words that a page brought are not cleared first: whoever pressed a #tag goes back to where it stood.
        """
        if not self._field.has_focus:
            self._field.focus()
        elif self._query.choices:
            self.action_lift("all")
        elif self._field.value not in ("", self._words):
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
