"""All notes that mention a product, on a wall of their own."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from store.community.records import NoteCard
from store.words import Bilingual
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.references import NoteRef
from tui.screens.base import BaseScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.wall.card_wall import CardWall
from tui.widgets.wall.channel_bar import ChannelBar

MOST = 200


class ProductNotesScreen(BaseScreen):
    """What people wrote about one product."""

    SCOPE = "notes"
    CSS_PATH = "shop.tcss"
    BINDINGS = bindings_for("notes")

    def __init__(self, product_id: str, title: Bilingual) -> None:
        super().__init__()
        self._product_id = product_id
        self._product = title

    def compose_body(self) -> Iterable[Widget]:
        """Put the product's name above the wall."""
        yield ChannelBar()
        yield CardWall()
        yield Empty("product.no-notes", "product.no-notes-hint")

    def on_mount(self) -> None:
        """Read the notes."""
        self.query_one(CardWall).focus()
        self.query_one(Empty).display = False
        self.on_language()
        viewer = self.viewer
        self.fetch(
            "notes", lambda: self.store.notes.about_product(self._product_id, viewer, MOST), self._arrive
        )

    def _arrive(self, cards: tuple[NoteCard, ...]) -> None:
        wall, empty = self.query_one(CardWall), self.query_one(Empty)
        wall.display, empty.display = bool(cards), not cards
        wall.show(cards)
        self.query_one(KeyBar).note = str(len(cards))

    def on_card_wall_chosen(self, message: CardWall.Chosen) -> None:
        """Open a note."""
        self.app.open(NoteRef(message.card.id))

    def action_open_card(self) -> None:
        """Open the selected note."""
        self.query_one(CardWall).action_choose()

    def on_language(self) -> None:
        """Write everything in the other language."""
        self.query_one(ChannelBar).show([t("product.notes-about", title=pick(self._product))])
        self.query_one(CardWall).repaint()

    def on_pictures(self) -> None:
        """Show the pictures that were drawn meanwhile."""
        self.query_one(CardWall).pictures_drawn()

    def on_theme(self) -> None:
        """Paint the cards in the other colours."""
        self.query_one(CardWall).repaint()
        super().on_theme()
