"""What the app can be asked to open, as values: a note, a product, an order, the money of an order, a shelf.

Screens, notices, scenarios, tours and the command line name what they want; ``tui.routes`` alone knows which
screen shows it. A note, a product and an order also have a written form, their link: ``note/ID``.
Tuples and not dataclasses: a frozen one takes a millisecond of the start to make (tests/bench), a tuple a tenth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tui.row_id import RowId

if TYPE_CHECKING:
    from store.catalogue.records import Product, Sale
    from store.pictures import PictureSpec
    from store.trade.records import CheckoutDraft, Order
    from store.words import Bilingual

MODES = ("discover", "shop", "cart", "orders", "me")
"""The five modes, in the order of their keys; the app begins in the first."""


class ModeRef(NamedTuple):
    """One of the five modes."""

    mode: str


class SaleRef(NamedTuple):
    """The goods of the sale that runs, or comes next."""


class NoteRef(NamedTuple):
    """A note's page."""

    note_id: str


class ProductRef(NamedTuple):
    """A product's page."""

    product_id: str


class OrderRef(NamedTuple):
    """The tracking of an order."""

    order_id: str


class MoneyRef(NamedTuple):
    """The price of an order and every movement of its money."""

    order_id: str


class ReturnRef(NamedTuple):
    """What comes back of an order."""

    order_id: str


class ProvenanceRef(NamedTuple):
    """Where a product (its ``sku_id`` first), or the goods of an order, come from."""

    product_id: str = ""
    order_id: str = ""
    sku_id: str = ""


class RelatedRef(NamedTuple):
    """What lies near a note."""

    note_id: str


class ProductNotesRef(NamedTuple):
    """All notes that mention a product."""

    product_id: str
    title: Bilingual


class OpinionsRef(NamedTuple):
    """Reviews of a product and questions about it."""

    product: Product


class TalkRef(NamedTuple):
    """The talk with a seller."""

    merchant_id: str


class ShelfRef(NamedTuple):
    """The goods of a category, a country, a brand or a sale; ``title`` where its name is known already."""

    category: str | None = None
    country: str | None = None
    brand: str | None = None
    sale: Sale | None = None
    title: str = ""


class BrowseRef(NamedTuple):
    """The trees of countries, brands and categories."""


class InboxRef(NamedTuple):
    """Notices, and talks with sellers."""


class InterestsRef(NamedTuple):
    """What the feed goes by."""


class ParcelsRef(NamedTuple):
    """All parcels of the buyer on one map."""


class OffersRef(NamedTuple):
    """Every offer of the cart."""


class CheckoutRef(NamedTuple):
    """The checkout of a draft."""

    draft: CheckoutDraft


class PaymentRef(NamedTuple):
    """The payment page of orders that wait for their payment."""

    orders: tuple[Order, ...]


class GalleryRef(NamedTuple):
    """Pictures that fill the screen; ``left_at`` hears which one was looked at last."""

    pictures: tuple[PictureSpec, ...]
    current: int
    title: Bilingual
    left_at: Callable[[int], None]


class SearchRef(NamedTuple):
    """The search, for ``words`` where something is looked for already."""

    words: str = ""


class HelpRef(NamedTuple):
    """Every key that works on the screens of a scope."""

    scope: str


Reference: TypeAlias = (
    ModeRef
    | SaleRef
    | NoteRef
    | ProductRef
    | OrderRef
    | MoneyRef
    | ReturnRef
    | ProvenanceRef
    | RelatedRef
    | ProductNotesRef
    | OpinionsRef
    | TalkRef
    | ShelfRef
    | BrowseRef
    | InboxRef
    | InterestsRef
    | ParcelsRef
    | OffersRef
    | CheckoutRef
    | PaymentRef
    | GalleryRef
    | SearchRef
    | HelpRef
)
Link: TypeAlias = NoteRef | ProductRef | OrderRef

PLACES: Mapping[str, Reference] = {
    **{mode: ModeRef(mode) for mode in MODES},
    "search": SearchRef(),
    "sale": SaleRef(),
}
"""Where a tour or a scenario can begin, by name."""

_LINKS: Mapping[str, Callable[[str], Link]] = {"note": NoteRef, "product": ProductRef, "order": OrderRef}
_ROWS: Mapping[str, Callable[[str], Reference]] = {
    **_LINKS,
    "category": lambda key: ShelfRef(category=key),
    "country": lambda key: ShelfRef(country=key),
}


def parse_link(text: str) -> Link | None:
    """Return what ``note/ID``, ``product/ID`` or ``order/ID`` stands for, ``None`` for anything else."""
    kind, _, key = text.partition("/")
    return _LINKS[kind](key) if kind in _LINKS and key else None


def parse(text: str) -> Reference | None:
    """Return what a link or the name of a place stands for, ``None`` for anything else."""
    return PLACES[text] if text in PLACES else parse_link(text)


def of_row(row_id: str) -> Reference | None:
    """Return what the row or tile of a list shows, ``None`` when it leads nowhere by itself."""
    match row_id:
        case RowId(kind, key) if kind in _ROWS and key:
            return _ROWS[kind](key)
    return None


def link_of(to: Link) -> str:
    """Return the written form of a reference: ``note/ID``."""
    if isinstance(to, NoteRef):
        return f"note/{to.note_id}"
    return f"product/{to.product_id}" if isinstance(to, ProductRef) else f"order/{to.order_id}"
