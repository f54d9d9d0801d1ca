"""What a picture shows, as a few fields; how it is drawn is the interface's business."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from store.words import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class Portrait:
    """One product as it looks wherever it is drawn: its shape, colours, label and emblem."""

    thing: str
    palette: str = "peach"
    label: str = ""
    mark: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """A drawn picture as data: the things on it, how they are composed, colours, place and time.

    ``rows`` is the height of its thumbnail in terminal cells (9-13 at 37 cells wide); ``seed``
    decides every small choice of the drawing; ``alt`` says in a sentence what is to be seen. ``back`` names
    the room (empty: one that suits the things); ``goods`` are the products a note links to, so that they look
    on its pictures as they do on their own pages; ``file`` is the path of a photo that is shown instead;
    ``headline`` is written over a cover, in cells.
    """

    things: tuple[str, ...] = ()
    comp: str = "hero"
    palette: str = "peach"
    back: str = ""
    place: str = ""
    time: str = "day"
    label: str = ""
    mark: str = ""
    rows: int = 11
    seed: int = 0
    alt: Bilingual = NOTHING
    goods: tuple[Portrait, ...] = ()
    file: str = ""
    headline: Bilingual = NOTHING

    @property
    def portrait(self) -> Portrait:
        """Return the look of the first thing: what a product's picture says of the product."""
        return Portrait(self.things[0] if self.things else "", self.palette, self.label, self.mark, self.seed)

    def to_json(self) -> str:
        """Return the specification as the JSON text the database keeps."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> PictureSpec:
        """Read a specification back; unknown fields are an error (``TypeError``)."""
        return cls.from_fields(json.loads(text))

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> PictureSpec:
        """Build a specification from plain JSON fields."""
        alt = fields.get("alt") or {"zh": "", "en": ""}
        goods = tuple(Portrait(**one) for one in fields.get("goods", ()))
        headline = fields.get("headline") or {"zh": "", "en": ""}
        own = {
            "things": tuple(fields.get("things", ())),
            "alt": Bilingual(**alt),
            "goods": goods,
            "headline": Bilingual(**headline),
        }
        return cls(**{**fields, **own})
