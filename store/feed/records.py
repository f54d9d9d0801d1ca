"""Records of discovery: what notes are about, what is believed of people, and what lies near. Times are seconds UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.catalogue.records import ProductCard
from store.community.records import NoteCard
from store.pictures import PictureSpec
from store.words import Bilingual

TopicKind = Literal["tag", "shelf", "leaf", "brand", "goods"]
Trend = Literal["up", "down", "steady"]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something notes are about; ``notes`` counts them."""

    id: int
    kind: TopicKind
    name: Bilingual
    notes: int = 0

    @property
    def label(self) -> Bilingual:
        """The name as it is written in a sentence: a tag has its sign before it."""
        if self.kind != "tag":
            return self.name
        return Bilingual(f"#{self.name.zh or self.name.en}", f"#{self.name.en or self.name.zh}")


@dataclass(frozen=True, slots=True)
class Interest:
    """What is believed of one topic: ``strength`` from -100 to 100, and what led to it how often."""

    topic: Topic
    strength: int
    trend: Trend
    led_by: str
    times: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic to pick, with a picture from one of its notes."""

    topic: Topic
    cover: PictureSpec | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """What there will be less of."""

    topic: Topic | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the reader did: its kind (of an event, or ``search``, ``cart``, ``buy``, ``follow``), to what, when."""

    kind: str
    what: Bilingual
    at: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why a note is shown. ``topic`` is what one can have more or less of; ``shares`` are hundredths.

    ``shares`` come in the order of ``ranking.CHANNELS``; there are none for a card that no queue placed.
    """

    card: NoteCard
    topic: Topic | None
    deeds: tuple[Deed, ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A note that so many people saved together with another."""

    card: NoteCard
    people: int


@dataclass(frozen=True, slots=True)
class Bought:
    """A product that so many people bought after they had been at a note."""

    card: ProductCard
    people: int


@dataclass(frozen=True, slots=True)
class Related:
    """What lies near a note, the nearest first in each list."""

    near: tuple[NoteCard, ...]
    together: tuple[Saved, ...]
    bought: tuple[Bought, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A product that was chosen; ``saves`` are those of the last 14 days, a number a day, today last."""

    card: ProductCard
    saves: tuple[int, ...]

    @property
    def total(self) -> int:
        """Saves of the last 14 days."""
        return sum(self.saves)

    @property
    def change(self) -> int | None:
        """By how many per cent the last week has more saves than the one before (``None``: it had none)."""
        before, after = sum(self.saves[:7]), sum(self.saves[7:])
        return round(100 * (after - before) / before) if before else None
