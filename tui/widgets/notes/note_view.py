"""What is shown of a note, read at one moment: the note, its comments, its goods with their prices."""

from __future__ import annotations

from dataclasses import dataclass

from store.catalogue.records import Product, Sku, Warehouse
from store.community.records import Comment, Note, Verdict
from store.pricing.records import LandedPrice
from tui.paint.rows import Row
from tui.widgets.frame.sheet import Item


@dataclass(frozen=True, slots=True)
class NoteGoods:
    """A product of a note: its SKU to begin with, where that lies, and its price to the door."""

    product: Product
    sku: Sku
    warehouse: Warehouse
    price: LandedPrice


@dataclass(frozen=True, slots=True)
class NoteView:
    """All that is shown of a note, as read at ``now`` (seconds UTC) by ``viewer``."""

    note: Note
    comments: tuple[Comment, ...]
    order: str
    goods: tuple[NoteGoods, ...]
    verdicts: dict[Verdict, int]
    now: int
    viewer: str
    around: tuple[int, int, int] = (0, 0, 0)
    """How many notes are like it, are saved with it, and how many goods others bought after it."""


GAP = Item("", (Row(()),))
"""A blank row between the parts of a note."""
