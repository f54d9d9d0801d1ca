"""A newcomer picks interests from pictures, or skips."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from store.feed.records import Choice
from tui.commands import bindings_for
from tui.paint.rows import Row
from tui.row_id import RowId
from tui.screens.base import BaseScreen
from tui.widgets.frame.board import Board
from tui.widgets.frame.panel import Panel
from tui.widgets.notes.topic_tiles import choosing_head, topic_tile
from tui.widgets.shop.shop_tiles import columns_of, grid, tile_of

TILE = 18


class WelcomeScreen(BaseScreen):
    """Tiles to pick from; ``done`` is called once something was picked or skipped."""

    SCOPE = "welcome"
    CSS_PATH = "welcome.tcss"
    BINDINGS = bindings_for("welcome")

    def __init__(self, done: Callable[[], None], *, first: bool) -> None:
        """``first`` says that somebody is new here: leaving is remembered, so that nobody asks again."""
        super().__init__()
        self._done = done
        self._first = first
        self._choices: tuple[Choice, ...] = ()
        self._chosen: list[int] = []

    def compose_body(self) -> Iterable[Widget]:
        """Put what to do above the tiles."""
        yield Panel(id="head", ground="bg")
        yield Board()

    def on_mount(self) -> None:
        """Read what there is to pick from."""
        self.query_one(Board).focus()
        self.fetch("choices", self.store.interests.to_choose, self._arrive)

    def _arrive(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        self.lay_out()

    def lay_out(self) -> None:
        """Paint the screen for its size, its language and its colours."""
        width = self.app.size.width - 2
        head = choosing_head(len(self._chosen), width - 2, self.palette)
        self.query_one("#head", Panel).show([Row(()), *head] if self.room.tall else head)
        tile = tile_of(width, max(2, columns_of(width, TILE)))
        picture = self.room.usual
        rows = [topic_tile(one, self._chosen, tile, self.palette, picture=picture) for one in self._choices]
        ids = [RowId("topic", one.topic.id) for one in self._choices]
        self.query_one(Board).show(grid(ids, rows, width, 0, tile))

    def action_toggle_topic(self) -> None:
        """Pick the selected tile, or leave it."""
        self.query_one(Board).action_choose()

    def on_board_chosen(self, message: Board.Chosen) -> None:
        """Pick a tile, or leave it."""
        topic = next(c.topic.id for c in self._choices if RowId("topic", c.topic.id) == message.tile_id)
        if topic in self._chosen:
            self._chosen.remove(topic)
        else:
            self._chosen.append(topic)
        self.lay_out()

    async def action_topics_done(self) -> None:
        """Begin with what was picked."""
        await self._end(tuple(self._chosen))

    async def action_go_back(self) -> None:
        """Skip."""
        await self._end(())

    async def _end(self, topics: tuple[int, ...]) -> None:
        """Keep the chosen topics, leave, and go on with what waited."""
        viewer, interests, done = self.viewer, self.store.interests, self._done
        if topics:
            self.app.toast("interests.begun", n=len(topics))
        elif self._first:
            self.app.toast("interests.skipped")
        if topics or self._first:  # asked of the app: this screen is gone by then
            self.app.fetch("topics", lambda: interests.pick(viewer, topics), lambda _none: done())
        await self.app.pop_screen()
