"""What a search answers: records, and the numbers beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.catalogue.records import Brand, ProductCard
from store.community.records import NoteCard, Person
from store.words import NOTHING, Bilingual

SORTS = ("relevance", "new", "price", "likes")
FACETS = ("type", "category", "price", "country", "brand", "seller", "mode", "kind", "verdict", "skin", "experience")  # fmt: skip
"""The facets in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are; not ``exact`` when it was estimated from the first few hundred."""

    documents: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its name where it has one in the data, and how many results it would leave."""

    value: str
    documents: int
    chosen: bool = False
    name: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Help:
    """What may help when nothing was found: a spelling that finds something, and what hides the most."""

    spelling: str = ""
    hiding: tuple[str, str] | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first in each list.

    ``shown`` is what was searched for in the end: ``words`` as typed, or what they probably mean.
    ``order`` mixes notes and products (``note:ID``, ``product:ID``); ``marked`` are the words to highlight.
    ``partial`` tells from which place in ``order`` on only some of the words occur.
    ``verdicts`` are notes that recommend, are of two minds and advise against, by product; ``goods``
    names the first product of a note, ``origins`` the countries of products, ``snippets`` the line of its text that the words are in.
    """

    notes: tuple[NoteCard, ...]
    products: tuple[ProductCard, ...]
    words: str = ""
    shown: str = ""
    brands: tuple[Brand, ...] = ()
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    partial: int | None = None
    totals: dict[str, Total] = field(default_factory=dict)
    facets: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    snippets: dict[str, Bilingual] = field(default_factory=dict)
    verdicts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    goods: dict[str, Bilingual] = field(default_factory=dict)
    origins: dict[str, Bilingual] = field(default_factory=dict)
    help: Help | None = None

    @property
    def corrected(self) -> bool:
        """Whether something else is shown than what was typed."""
        return self.shown != self.words

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.order or self.brands or self.people or self.tags)
