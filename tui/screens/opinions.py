"""What buyers say of a product, and what people ask about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Input

from store.catalogue.records import Product
from store.community.records import Opinions
from tui.commands import bindings_for
from tui.i18n import pick, t
from tui.layout import PAGE
from tui.screens.sections import SectionsScreen
from tui.widgets.frame.empty import Empty
from tui.widgets.frame.panel import Panel
from tui.widgets.frame.sheet import Sheet
from tui.widgets.shop.opinion_rows import question_items, review_items, summary_rows
from tui.widgets.wall.channel_bar import ChannelBar


class OpinionsScreen(SectionsScreen[Opinions]):
    """Reviews and questions of one product, two lists behind ``tab``."""

    SCOPE = "opinions"
    CSS_PATH = "opinions.tcss"
    BINDINGS = bindings_for("opinions")
    SECTIONS = ("reviews", "questions")

    def __init__(self, product: Product) -> None:
        super().__init__()
        self._product = product
        self._order = "new"

    def compose_body(self) -> Iterable[Widget]:
        """Put the lists below their names and the stars."""
        yield ChannelBar()
        yield Panel(id="stars", ground="bg")
        yield Sheet(id="opinions")
        yield Empty("product.no-opinions", "product.no-opinions-hint", "greeting")
        yield Input(id="question", max_length=500)

    def on_mount(self) -> None:
        """Read what was said."""
        self.query_one(Empty).display = False
        self.query_one("#question", Input).display = False
        self.query_one(Sheet).focus()

    def job(self) -> Callable[[], Opinions]:
        """Read what was said."""
        opinions, product = self.store.opinions, self._product.id
        return lambda: opinions.of_product(product)

    def paint(self, found: Opinions) -> None:
        """Paint the names of the lists, the stars, and the list that is open."""
        width, now, palette = min(self.app.size.width - 2, PAGE), self.now(), self.palette
        names = [
            f"{t('product.reviews-here')} {len(found.reviews)}",
            f"{t('product.questions')} {len(found.questions)}",
        ]
        bar = self.query_one(ChannelBar)
        bar.current = self.SECTIONS.index(self._section)
        bar.show(names)
        asking = self._section == "questions"
        items = (
            question_items(found, width, now, palette)
            if asking
            else review_items(found, self._order, width, now, palette)
        )
        panel, sheet, empty = self.query_one(Panel), self.query_one(Sheet), self.query_one(Empty)
        panel.display = not asking and bool(items) and self.room.usual
        panel.show(summary_rows(self._product, found, width, palette))
        sheet.display, empty.display = bool(items), not items
        sheet.show(items)

    def action_sort_reviews(self) -> None:
        """Show the worst first, or the latest."""
        self._order = "low" if self._order == "new" else "new"
        self._section = "reviews"
        self.lay_out()
        self.app.toast(f"product.order-{self._order}")

    def action_ask(self) -> None:
        """Ask a question."""
        field = self.query_one("#question", Input)
        field.placeholder = t("product.ask-here", title=pick(self._product.title))
        field.display = True
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Put the question to those who have bought."""
        text, viewer, product = event.value, self.viewer, self._product.id
        self._close_field()
        if text.strip():
            self.fetch("ask", lambda: self.store.opinions.ask(product, viewer, text), self._asked)

    def _asked(self, _question: int) -> None:
        self._section = "questions"
        self.app.toast("product.was-asked")
        self.read()

    def _close_field(self) -> None:
        field = self.query_one("#question", Input)
        field.value = ""
        field.display = False
        self.query_one(Sheet).focus()

    async def action_go_back(self) -> None:
        """Close the line one types in, then the screen."""
        if self.query_one("#question", Input).display:
            self._close_field()
        else:
            await self.app.action_go_back()
