"""Me: who one is, what one saved and liked, what is left of the year, and the switches."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.commands import bindings_for
from tui.i18n import pick
from tui.layout import RAIL_WIDTH
from tui.references import InboxRef, InterestsRef, NoteRef
from tui.screens.sections import SectionsScreen
from tui.theme import theme_word
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.people.me_rows import SECTIONS, Profile, next_buyer, person_rows, year_rows
from tui.widgets.wall.card_wall import CardWall

INTERESTS = 8


class MeScreen(SectionsScreen[Profile]):
    """The buyer's own page."""

    SCOPE = "me"
    CSS_PATH = "me.tcss"
    BINDINGS = bindings_for("me")
    SECTIONS = SECTIONS

    def compose_body(self) -> Iterable[Widget]:
        """Put the person above the wall of notes, and the year's limit beside both."""
        with Horizontal():
            with Vertical():
                yield Panel(id="person", ground="bg")
                yield CardWall()
                yield Empty()
            yield Panel(id="year", ground="bg")

    def on_mount(self) -> None:
        """Read the page."""
        self.query_one(CardWall).focus()

    def job(self) -> Callable[[], Profile]:
        """Read the page: something may have been saved, something may have happened to an order."""
        store, viewer = self.store, self.viewer

        def read() -> Profile:
            store.news.catch_up(viewer)
            notes = {
                "saved": store.notes.saved(viewer),
                "liked": store.notes.liked(viewer),
                "mine": store.notes.of_author(viewer, viewer),
                "people": store.feed.page(viewer, "following").cards,
            }
            return Profile(
                person=store.people.get(viewer),
                buyers=store.people.buyers(),
                notes=notes,
                followed=store.people.followed_by(viewer),
                year_used_fen=store.cart.year_used(viewer),
                limits=store.pricing.limits(),
                unread=store.inbox.unread(viewer),
                interests=store.interests.of(viewer, INTERESTS),
            )

        return read

    def arrive(self, found: Profile) -> None:
        """Show the page and the list that is open."""
        super().arrive(found)
        self._show_section()

    def _show_section(self) -> None:
        """Show the notes of the current section, or that there are none."""
        if self.found is None:
            return
        wall, empty = self.query_one(CardWall), self.query_one(Empty)
        cards = self.found.notes[self._section]
        wall.display, empty.display = bool(cards), not cards
        empty.show(f"me.empty-{self._section}", "me.empty-hint")
        wall.show(cards, wall.selected.id if wall.selected else "")
        wall.focus()

    # -- what is shown

    def paint(self, found: Profile) -> None:
        """Paint the person, and the year's limit where there is room."""
        wide = self.room.rail
        width = self.app.size.width - (RAIL_WIDTH + 4 if wide else 2)
        self.query_one("#year").display = wide
        theme = theme_word(self.app.theme, self.app.current_theme.dark)
        self.query_one("#person", Panel).show(
            person_rows(found, self._section, theme, width, self.palette, low=not self.room.tall)
        )
        self.query_one("#year", Panel).show(year_rows(found, RAIL_WIDTH, self.palette))

    # -- what one can do

    def action_interests(self) -> None:
        """Show what the app believes one likes."""
        self.app.open(InterestsRef())

    def action_switch_buyer(self) -> None:
        """Become the next demo buyer."""
        if self.found:
            buyer = next_buyer(self.found)
            self.app.set_viewer(buyer.id)
            self.app.toast("me.now", name=pick(buyer.name))

    def action_inbox(self) -> None:
        """Open the inbox."""
        self.app.open(InboxRef())

    def open_section(self, name: str) -> None:
        """Show another list of notes."""
        super().open_section(name)
        self._show_section()

    def on_card_wall_chosen(self, message: CardWall.Chosen) -> None:
        """Open a note."""
        self.app.open(NoteRef(message.card.id))

    def action_open_saved(self) -> None:
        """Open the selected note."""
        self.query_one(CardWall).action_choose()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.lay_out()
        self.query_one(CardWall).repaint()
        self.query_one(Empty).refresh()

    def on_pictures(self) -> None:
        """Show the pictures that were drawn meanwhile."""
        self.query_one(CardWall).pictures_drawn()

    def on_theme(self) -> None:
        """Paint everything in the other colours."""
        self.lay_out()
        self.query_one(CardWall).repaint()
        super().on_theme()
