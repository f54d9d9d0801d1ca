"""What is looked for, without a screen: the words, what narrows them, their order, and what was found last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from store.search.results import SORTS, SearchResult
from store.search.suggest import Suggestion

FIRST, MORE, MOST = 8, 24, 120
"""Results of each kind that are read for the first letter, for every step further down, and at most."""
_LAST_VALUE = re.compile(r"(brand|tag|from)([:=])\S*$", re.IGNORECASE)
_PRICE = re.compile(r"price[<>]?[:=]?\S*\s*", re.IGNORECASE)


class Answer(NamedTuple):
    """What is meant by the words that were ``typed``: suggestions, values of a filter, and what was found."""

    typed: str
    suggestions: tuple[Suggestion, ...]
    values: tuple[str, ...]
    result: SearchResult

    @property
    def completion(self) -> str:
        """What the line becomes when the first suggestion is taken, empty without one."""
        if self.values:
            return self.with_value(self.values[0], "")
        return self.suggestions[0].whole if self.suggestions else ""

    def with_value(self, value: str, after: str = " ") -> str:
        """Return the line with the filter word at its end given a value, and ``after`` behind it."""
        return _LAST_VALUE.sub(lambda found: f"{found[1]}{found[2]}{value}{after}", self.typed)


NOTHING = Answer("", (), (), SearchResult((), ()))


@dataclass(slots=True)
class Query:
    """What was chosen beside the words: values of facets, the order, the words as they stand, how far down."""

    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "relevance"
    literal: bool = False
    limit: int = FIRST

    def toggle(self, facet: str, value: str) -> None:
        """Choose a value of a facet, or leave it; of categories there is one at a time."""
        chosen = self.choices.get(facet, frozenset())
        changed = frozenset({value}) - chosen if facet == "category" else chosen ^ {value}
        self.choices = {**self.choices, facet: changed}
        if not changed:
            del self.choices[facet]

    def lift(self, facet: str) -> bool:
        """Take back a choice, or all of them; return whether there was one (else a word of the line narrows)."""
        lifted = facet == "all" or facet in self.choices
        self.choices = {name: v for name, v in self.choices.items() if name != facet and facet != "all"}
        return lifted

    def next_sort(self) -> None:
        """Go on to the next order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]


def without(words: str, facet: str) -> str:
    """Return words without the filter word of a facet."""
    pattern = _PRICE if facet == "price" else re.compile(rf"{facet}[:=]\S*\s*", re.IGNORECASE)
    return pattern.sub("", words).strip()


def filter_word(kind: str, key: str) -> str:
    """Return the words that narrow to a brand, a tag or a person, quoted where there is a blank in it."""
    value = f'"{key}"' if " " in key else key
    return f"{'from' if kind == 'person' else kind}:{value} "
