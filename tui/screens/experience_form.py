"""The form in which a buyer reviews what has arrived, or writes a note that is begun already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from store import Store
from store.community.experiences import LONGEST_TITLE, unboxed
from store.errors import StoreError
from store.logistics.records import Tracking
from store.pictures import PictureSpec
from store.trade.records import Order
from store.trade.return_terms import delivered_at
from tui.commands import bindings_for
from tui.i18n import money, pick, sentence, t
from tui.layout import ROW_CLASSES
from tui.pictures.studio import studio
from tui.pictures.workshop import PictureError
from tui.screens.form import HandingIn
from tui.widgets.frame.toasts import pressable

DAY = 86_400
PROOF = 64
"""Pixels a side at which a photo is opened once before it is kept."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; ``photo`` is the path of a picture file, or empty for one that is drawn."""

    stars: int
    title: str
    text: str
    photo: str


class ExperienceScreen(HandingIn[str]):
    """Dismisses with what ``keep`` made of the words; until then it says what is wrong with them.

    ``ctrl+s`` hands in; escape leaves everything as it was.
    """

    CSS_PATH = "form.tcss"
    VERTICAL_BREAKPOINTS = ROW_CLASSES
    BINDINGS = bindings_for("form", priority=("send_form",))  # the words would take it else

    def __init__(self, heading: str, title: str | None, text: str, keep: Callable[[Typed], str]) -> None:
        """``title`` is what the title begins with (``None``: there is none)."""
        super().__init__()
        self._heading, self._title, self._text, self._keep = heading, title, text, keep

    def compose(self) -> ComposeResult:
        """Put stars, title, words and picture below each other."""
        with Vertical(id="form"):
            yield Static(Content.styled(self._heading, "bold"))
            yield Static(Content(t("experience.stars")), classes="label")
            yield Input("5", id="stars", max_length=1, restrict=r"[1-5]?")
            if self._title is not None:
                yield Static(Content(t("experience.title")), classes="label")
                yield Input(self._title, id="title", max_length=LONGEST_TITLE)
            yield Static(Content(t("experience.words")), classes="label")
            yield TextArea(self._text, id="words", soft_wrap=True, tab_behavior="focus")
            yield Static(Content(t("experience.photo")), classes="label")
            yield Input("", id="photo", placeholder=t("experience.photo-hint"), max_length=400)
            yield Static(id="wrong")
            yield Static(pressable(*sentence("experience.keys")), id="keys")

    def on_mount(self) -> None:
        """Begin with the words, for the rest is filled in."""
        words = self.query_one("#words", TextArea)
        words.focus()
        words.move_cursor(words.document.end)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go on to the next field."""
        self.focus_next()

    def action_send_form(self) -> None:
        """Let what was written be kept, or say what is wrong with it."""
        title = self.query_one("#title", Input).value if self._title is not None else ""
        typed = Typed(
            int(self.query_one("#stars", Input).value or 0),
            title,
            self.query_one("#words", TextArea).text,
            self.query_one("#photo", Input).value.strip(),
        )
        self.hand_in(lambda: self._keep(typed))


def review_form(store: Store, buyer: str, order: Order) -> ExperienceScreen:
    """Return the form of a review; raises what ``ExperiencesRoom.of_order`` raises when handed in."""

    def keep(typed: Typed) -> str:
        pictures = _pictures(order, typed.photo)
        return str(store.experiences.review(buyer, order.id, typed.stars, typed.text, pictures))

    line = order.lines[0]
    return ExperienceScreen(
        t("experience.review-of", goods=f"{pick(line.brand)} {pick(line.title)}"), None, "", keep
    )


def note_form(store: Store, buyer: str, order: Order, tracking: Tracking | None) -> ExperienceScreen:
    """Return the form of a note; what is known of the purchase stands in it already."""
    line, received = order.lines[0], delivered_at(tracking)
    goods = f"{pick(line.brand)} {pick(line.title)}"
    whole = line.goods_fen + line.freight_fen + line.tax.tax_fen - line.tender_fen
    days = max(1, -(-((received or 0) - (order.paid_at or 0)) // DAY))
    text = t(
        "experience.begun",
        goods=goods,
        size=pick(line.sku_name),
        price=money(whole // line.quantity),
        days=days,
        warehouse=pick(order.warehouse.name),
    )

    def keep(typed: Typed) -> str:
        pictures = _pictures(order, typed.photo)
        return store.experiences.note(buyer, order.id, typed.stars, typed.title, typed.text, pictures)

    return ExperienceScreen(
        t("experience.note-about", goods=goods),
        t("experience.title-begun", goods=pick(line.title)),
        text,
        keep,
    )


def _pictures(order: Order, path: str) -> list[PictureSpec]:
    """Return a photo of the buyer's, checked, or the goods as they came out of the box.

    Raises ``StoreError("photo_...", path=)``.
    """
    drawn = unboxed(order)
    if not path:
        return [drawn]
    photo = PictureSpec(file=path, alt=drawn.alt, rows=drawn.rows)
    try:
        studio.workshop.image(photo, PROOF, PROOF)
    except PictureError as error:
        raise StoreError(f"photo_{error.code.replace('-', '_')}", path=error.path) from None
    return [photo, drawn]
