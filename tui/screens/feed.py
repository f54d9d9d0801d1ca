"""Discover: the wall of notes, by channels; on a wide screen the selected note stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.widget import Widget
from textual.worker import get_current_worker

from store.community.records import FeedPage, NoteCard
from store.feed.feed import BUILT_IN, FOR_YOU
from store.words import NOTHING, Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.paint.keycaps import said
from tui.paint.rows import Span
from tui.references import NoteRef, ProductRef
from tui.row_id import RowId
from tui.screens.note_beside import BesideScreen
from tui.screens.note_deeds import follow, react, send_away
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.sheet import Sheet
from tui.widgets.wall.card_wall import CardWall
from tui.widgets.wall.channel_bar import ChannelBar

PAGE = 36
IMPORTED = 1_000
ROW = 5
"""Cards counted as seen around the selection: those beside and below it."""


class FeedScreen(BesideScreen):
    """The notes of a channel; the screen the app starts with."""

    SCOPE = "feed"
    CSS_PATH = "feed.tcss"
    BINDINGS = bindings_for("feed")

    def __init__(self) -> None:
        super().__init__()
        self._channels: tuple[tuple[str, Bilingual], ...] = ()
        self._channel = "for-you"
        self._after: str | None = None
        self._total = 0
        self._labels: dict[str, str] = {}
        self._furthest = 0
        self._waited = False

    def compose_body(self) -> Iterable[Widget]:
        """Put the channels above the wall, and the preview beside both."""
        with Horizontal():
            with Vertical(id="notes"):
                yield ChannelBar()
                yield CardWall()
                yield Empty()
            preview = Sheet(id="preview")
            preview.can_focus = False
            yield preview

    def on_mount(self) -> None:
        """Show the channels that are always there, and ask for the others and for the first page."""
        self._show_channels(tuple((name, NOTHING) for name in BUILT_IN))
        self._wall.focus()
        self.fetch("channels", lambda: self.store.feed.channels(self.viewer), self._show_channels)
        self._load()

    def _begin_chores(self) -> None:
        """Do what only takes time from the first notes while they are not there yet."""
        self._waited = True
        self.app.begin_chores()
        self._welcome()
        self.fetch("index", self._catch_up, lambda _none: None)

    def _catch_up(self) -> None:
        """Take in notes that were imported in a mass, in steps, until there are none or somebody leaves."""
        worker, topics = get_current_worker(), self.store.interests.topics
        while not worker.is_cancelled and topics.catch_up(IMPORTED):
            pass

    def _welcome(self) -> None:
        """Let somebody who is new here pick interests."""
        viewer = self.viewer

        def arrive(new: bool) -> None:
            if new and viewer == self.viewer:
                from tui.screens.welcome import WelcomeScreen

                self.app.push_screen(WelcomeScreen(self._load, first=True))

        self.fetch("welcome", lambda: self.store.feed.is_new(viewer), arrive)

    # -- pages

    def _load(self, select: str = "") -> None:
        """Read the first page of the channel; ``select`` names the card to select on it."""
        viewer, channel = self.viewer, self._channel
        self.fetch(
            "page",
            lambda: self.store.feed.page(viewer, channel, limit=PAGE),
            partial(self._show_page, select=select),
        )

    def _show_page(self, page: FeedPage, select: str) -> None:
        """Show a first page, or why there is nothing."""
        self._after, self._total, self._furthest = page.after, page.total, 0
        self.query_one(Empty).display = not page.cards
        self._wall.display = bool(page.cards)
        if not page.cards:
            self.query_one(Empty).show(f"feed.empty-{self._channel}", "feed.empty-hint", "greeting")
            self.query_one(KeyBar).note = ""
        self._wall.show(page.cards, select)
        if not (page.cards or self._waited):
            self._begin_chores()

    def on_wall_view_painted(self) -> None:
        """Do what waited for the first notes."""
        if not self._waited:
            self._begin_chores()

    def on_card_wall_near_end(self) -> None:
        """Ask for the next page, behind what is there."""
        if self._after is None:
            return
        viewer, channel, after = self.viewer, self._channel, self._after
        self.fetch("page", lambda: self.store.feed.page(viewer, channel, after, PAGE), self._extend)

    def _extend(self, page: FeedPage) -> None:
        self._after = page.after
        self._wall.extend(page.cards)

    def on_card_wall_highlighted(self, message: CardWall.Highlighted) -> None:
        """Say where on the wall one is; on a wide screen show the note once the selection rests."""
        self.query_one(KeyBar).note = f"{message.position} / {self._total}"
        self._furthest = max(self._furthest, message.position)
        self._read_soon()

    def on_card_wall_chosen(self, message: CardWall.Chosen) -> None:
        """Open the chosen note and remember that it was read."""
        self.app.open(NoteRef(message.card.id))

    def on_screen_resume(self) -> None:
        """Show what changed on a note that was open: it is read now, perhaps liked."""
        super().on_screen_resume()
        card = self._wall.selected
        if card is not None:
            viewer = self.viewer
            self.fetch("card", lambda: self.store.notes.card(card.id, viewer), self._wall.update_card)

    # -- channels

    def _show_channels(self, channels: tuple[tuple[str, Bilingual], ...]) -> None:
        self._channels = channels
        bar = self.query_one(ChannelBar)
        bar.show([pick(name) or t(f"feed.channel-{channel}") for channel, name in channels])
        bar.current = next((i for i, (name, _) in enumerate(channels) if name == self._channel), 0)

    def _step_channel(self, by: int) -> None:
        """Change the channel by ``by`` places, around the end; placeholders stand until its page is read."""
        if not self._channels:
            return
        bar = self.query_one(ChannelBar)
        bar.current = (bar.current + by) % len(self._channels)
        self._channel = self._channels[bar.current][0]
        self._wall.display = True
        self.query_one(Empty).display = False
        self._wall.wait()
        self._load()

    def action_show_tab(self, position: str) -> None:
        """Go to the channel that was pressed."""
        self._step_channel(int(position) - self.query_one(ChannelBar).current)

    def on_sheet_chosen(self, message: Sheet.Chosen) -> None:
        """Open the goods that were pressed beside the wall, or the note to answer a comment."""
        match message.item_id:
            case RowId("goods", product_id):
                self.app.open(ProductRef(product_id))
            case _ if self._beside:
                self.app.open(NoteRef(self._beside.note.card.id))

    def action_next_channel(self) -> None:
        """Go to the channel at the right."""
        self._step_channel(1)

    def action_previous_channel(self) -> None:
        """Go to the channel at the left."""
        self._step_channel(-1)

    def action_fresh(self) -> None:
        """Read the channel anew, from its top; what was passed over in one's own feed comes later."""
        self.app.toast("feed.reading-anew")
        self._wall.wait()
        self.query_one(ChannelBar).note = ()
        if self._channel != FOR_YOU:
            self._load()
            return
        viewer, upto, queue = self.viewer, self._furthest + ROW, self.store.feed.queue
        self.fetch("fresh", lambda: queue.pass_over(viewer, upto), lambda _none: self._load())

    # -- what one does to a note

    def _changed(self, card: NoteCard) -> None:
        """Show the card as it is now, and that the feed has learnt from it."""
        self._wall.update_card(card)
        if self._channel == FOR_YOU:
            self.query_one(ChannelBar).note = tuple(said("interests.learnt"))

    def action_like(self) -> None:
        """Like the selected note, or take the like back."""
        if card := self._wall.selected:
            react(self, card, "like", self._changed)

    def action_save(self) -> None:
        """Save the selected note, or take it out again."""
        if card := self._wall.selected:
            react(self, card, "save", self._changed)

    def action_less(self) -> None:
        """Show less like the selected note: it leaves the wall, with its kind below it, and stays away."""
        if card := self._wall.selected:
            self._send_away(card)

    def _send_away(self, card: NoteCard) -> None:
        """Show less of a note's main topic: its cards below go too, and undo brings all back."""

        def gone(note_ids: set[str]) -> None:
            self._wall.remove_cards(note_ids)
            if not self._wall.count:
                self._load()

        send_away(self, card, gone, lambda: self._load(card.id), self._wall.below())

    def action_follow(self) -> None:
        """Follow the author of the selected note, or stop it."""
        if card := self._wall.selected:
            follow(self, card.author_id, card.author, lambda _on: None)

    def action_why(self) -> None:
        """Say why the selected note is shown, and let it be changed."""
        if card := self._wall.selected:
            from tui.screens.why import WhyScreen

            self.app.push_screen(WhyScreen(card.id, lambda: self._send_away(card)))

    # -- jump labels

    def action_labels(self) -> None:
        """Put letters on the cards in view; the next key opens one."""
        self._labels = self._wall.label_cards(True)
        self.query_one(ChannelBar).note = (Span(t("feed.labels")),)

    def on_key(self, event: Key) -> None:
        """While letters are shown, a key picks a card or takes the letters away."""
        if not self._labels:
            return
        labels, self._labels = self._labels, {}
        self._wall.label_cards(False)
        self.query_one(ChannelBar).note = ()
        event.stop()
        event.prevent_default()
        if note_id := labels.get(event.key):
            self._wall.select(note_id)
            self.app.open(NoteRef(note_id))

    # -- language, theme, person

    def on_language(self) -> None:
        """Write channels, cards and preview in the other language."""
        self._show_channels(self._channels)
        self._wall.repaint()
        self.on_theme()

    def on_pictures(self) -> None:
        """Show the pictures that were drawn meanwhile."""
        self.query_one(CardWall).pictures_drawn()
        if self._beside:
            self._show_beside(self._beside)

    def on_theme(self) -> None:
        """Paint cards and preview in the other colours."""
        self._wall.repaint()
        if self._beside:
            self._show_beside(self._beside)
        super().on_theme()

    def on_viewer(self) -> None:
        """Show what another buyer sees."""
        self._channel = "for-you"
        self.fetch("channels", lambda: self.store.feed.channels(self.viewer), self._show_channels)
        self._wall.wait()
        self._load()
        self._welcome()
