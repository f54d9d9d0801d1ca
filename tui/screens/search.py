"""Search: what is typed is looked up while one types, in notes and goods."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget
from textual.widgets import Input

from store.discovery.search import SearchResult
from store.discovery.searches import Trend
from tui.commands import bindings_for
from tui.i18n import t
from tui.screens.base import BaseScreen
from tui.widgets.empty import Empty
from tui.widgets.key_bar import KeyBar
from tui.widgets.result_rows import idea_items, note_item, product_item
from tui.widgets.rows import Span, row
from tui.widgets.sheet import Item, Sheet

MOST = 40


class SearchScreen(BaseScreen):
    """A line to type in and what it finds."""

    SCOPE = "search"
    CSS_PATH = "search.tcss"
    BINDINGS = bindings_for("search")

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._result = SearchResult((), ())
        self._recent: tuple[str, ...] = ()
        self._trends: tuple[Trend, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Put the line above the results."""
        yield Input(id="words", placeholder=t("search.placeholder"), max_length=80)
        yield Sheet(id="results")
        yield Empty("search.begin", "search.begin-hint", "greeting")

    def on_mount(self) -> None:
        """Wait for words."""
        self.query_one("#words", Input).focus()
        self._show("", self._result)
        self._recall()

    def _recall(self) -> None:
        """Read what was searched for before, and what everybody searches for."""
        searches, viewer = self.store.searches, self.viewer

        def arrive(found: tuple[tuple[str, ...], tuple[Trend, ...]]) -> None:
            self._recent, self._trends = found
            self._show(self._words, self._result)

        self.fetch("recall", lambda: (searches.recent(viewer), searches.trending()), arrive)

    def begin(self) -> None:
        """Go to the line, to look for something else."""
        self.query_one("#words", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look the words up."""
        words, viewer = event.value.strip(), self.viewer
        self.fetch("search", lambda: self.store.search.find(words, viewer, MOST), partial(self._show, words))

    def _show(self, words: str, result: SearchResult) -> None:
        self._words, self._result = words, result
        sheet, empty = self.query_one("#results", Sheet), self.query_one(Empty)
        found = bool(result.notes or result.products or (not words and (self._recent or self._trends)))
        sheet.display, empty.display = found, not found
        if not found:
            empty.show(
                *(
                    ("search.nothing", "search.nothing-hint", "nothing-found")
                    if words
                    else ("search.begin", "search.begin-hint", "greeting")
                )
            )
        self.query_one(KeyBar).note = (
            t("search.found", n=len(result.notes) + len(result.products)) if found and words else ""
        )
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        width = min(self.app.size.width - 2, 120)
        words, palette, now = self._words.split(), self.palette, self.now()
        items: list[Item] = []
        if not words:
            items += idea_items(self._recent, self._trends, width, palette)
        for heading, found in (
            ("search.products", [product_item(p, words, width, palette) for p in self._result.products]),
            ("search.notes", [note_item(n, words, width, now, palette) for n in self._result.notes]),
        ):
            if found:
                items.append(
                    Item(
                        "",
                        (
                            row(
                                width,
                                [Span(t(heading), bold=True), Span(f" {len(found)}", palette.muted)],
                                indent=1,
                            ),
                        ),
                    )
                )
                items += found
        self.query_one("#results", Sheet).show(items)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go down to the results."""
        self._remember()
        if self._result.notes or self._result.products:
            self.query_one("#results", Sheet).focus()

    def on_key(self, event: object) -> None:
        """Arrow down leaves the line for the results."""
        key = getattr(event, "key", "")
        if key == "down" and self.query_one("#words", Input).has_focus:
            self.query_one("#results", Sheet).focus()

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open what was chosen."""
        kind, _, key = message.item_id.partition(":")
        if kind == "words":
            field = self.query_one("#words", Input)
            field.value = key
            field.focus()
            return
        self._remember()
        (self.app.open_note if kind == "note" else self.app.open_product)(key)

    def _remember(self) -> None:
        words, viewer = self._words, self.viewer
        if words:
            self.fetch(
                "remember", lambda: self.store.searches.remember(viewer, words), lambda _: self._recall()
            )

    def action_forget(self) -> None:
        """Forget the selected search."""
        kind, _, words = self.query_one("#results", Sheet).selected.partition(":")
        if kind == "words" and words in self._recent:
            viewer = self.viewer
            self.fetch("forget", lambda: self.store.searches.forget(viewer, words), lambda _: self._recall())
        else:
            self.app.toast("search.not-yours")

    def action_open_result(self) -> None:
        """Open the selected result."""
        self.query_one("#results", Sheet).action_choose()

    async def action_go_back(self) -> None:
        """Go from the results to the line, clear it, and then leave."""
        field = self.query_one("#words", Input)
        if not field.has_focus:
            field.focus()
        elif field.value:
            field.value = ""
        else:
            await self.app.action_go_back()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.query_one("#words", Input).placeholder = t("search.placeholder")
        self._show(self._words, self._result)
