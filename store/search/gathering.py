"""From a query to candidates: the first matches in static order, strictest first, and their number."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from store.search import facets, index
from store.search.documents import WEEK, cost_step
from store.search.index import Place
from store.search.query import Query, Word, expression
from store.search.results import Total
from store.search.scoring import rarities

ENOUGH: Mapping[str, int] = {"note": 300, "product": 300, "person": 60}
"""Matches of each kind that facets and totals are counted from."""
JUDGED: Mapping[str, int] = {"note": 90, "product": 60, "person": 10}
"""Of those, matches scored by their texts: a note takes 10 us to read and 8 to score."""
FEW = 12
"""With fewer whole matches, those that lack a word are looked for too."""
THOROUGH = 5
"""Factor on the number scored when there is time: static order hides a good answer less often."""
MOST_TRIES = 6

APPLIES = {
    "note": frozenset({"category", "country", "brand", "kind", "verdict", "skin", "experience"}),
    "product": frozenset({"category", "country", "brand", "price", "seller", "mode"}),
    "person": frozenset[str](),
}
"""The facets that narrow each kind of document; the others leave it as it is."""

_WEEKS = (2, 8, 32)
_LIKES = (14, 11, 8)
_STEPS = (30, 34, 38)
_HIGHEST_STEP, _MOST_LIKES = 64, 40


@dataclass(frozen=True)
class Candidates:
    """Documents of one kind: whole matches, then those that lack a word, each in static order.

    ``ahead`` are the whole matches to look at first: those in the title, or the front of another order;
    ``judged`` of them are read.
    """

    whole: tuple[Place, ...] = ()
    partial: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()
    total: Total = field(default_factory=Total)
    judged: int = 0

    @cached_property
    def facts(self) -> list[int]:
        """The facts of the whole matches."""
        return [place.facts for place in self.whole]

    @cached_property
    def few(self) -> Counter[int]:
        """Those of their facts that have few values, counted together."""
        return facets.few(self.facts)


class Gatherer:
    """Looks a query up in the posting lists."""

    def __init__(self, connection: sqlite3.Connection, now: int, *, thorough: bool = False) -> None:
        self._connection = connection
        self._now = now
        self._times = THOROUGH if thorough else 1

    def _judged(self, kind: str) -> int:
        """Return how many documents of a kind are judged by their texts."""
        return JUDGED[kind] * self._times

    def gather(
        self, kind: str, query: Query, narrowed: list[tuple[str, ...]], sort: str, *, loosely: bool = True
    ) -> Candidates:
        """Return the candidates of one kind; ``narrowed`` are the tokens that choices and filters ask for."""
        words = query.required
        narrowed = [*narrowed, *self._affordable(kind, query)]
        if not words and not narrowed:
            return Candidates()
        found = index.matching(self._connection, kind, expression(words, narrowed), ENOUGH[kind])
        whole = self._places(kind, found, query)
        front = self._front(kind, words, narrowed, sort)
        ahead = self._places(kind, front, query) if front else ()
        partial: tuple[Place, ...] = ()
        pieces = _pieces(words)
        if loosely and len(whole) < FEW and len(pieces) > 1:
            partial = self._partial(kind, replace(query, words=pieces), narrowed, {p.rank for p in whole})
        return Candidates(whole, partial, ahead, self._total(kind, found, len(whole)), self._judged(kind))

    def _affordable(self, kind: str, query: Query) -> list[tuple[str, ...]]:
        """Return the price steps between two prices, so that the first matches are not all too dear."""
        if kind != "product" or (query.least_fen is None and query.most_fen is None):
            return []
        low = cost_step(query.least_fen) if query.least_fen else 0
        high = cost_step(query.most_fen) if query.most_fen is not None else _HIGHEST_STEP
        return [tuple(facets.token("cost", step) for step in range(low, high + 1))]

    def _front(
        self, kind: str, words: tuple[Word, ...], narrowed: list[tuple[str, ...]], sort: str
    ) -> list[int]:
        """Return the matches to look at first: those in titles, or those at the front of another order."""
        if sort == "relevance":
            if kind == "person" or narrowed or not words:
                return []
            return index.matching(
                self._connection, kind, expression(words, []), self._judged(kind) // 2, titles=True
            )
        for window in self._windows(kind, sort):
            found = index.matching(
                self._connection, kind, expression(words, [*narrowed, window]), ENOUGH[kind]
            )
            if len(found) >= self._judged(kind):
                return found
        return []

    def _windows(self, kind: str, sort: str) -> list[tuple[str, ...]]:
        """Return widening token windows for a sort order, tried in turn until enough is found."""
        if kind == "note" and sort == "new":
            week = self._now // WEEK
            return [tuple(facets.token("week", week - back) for back in range(weeks)) for weeks in _WEEKS]
        if kind == "note" and sort == "likes":
            return [tuple(facets.token("likes", n) for n in range(least, _MOST_LIKES)) for least in _LIKES]
        if kind == "product" and sort == "price":
            return [tuple(facets.token("cost", n) for n in range(most + 1)) for most in _STEPS]
        return []

    def _places(self, kind: str, ranks: list[int], query: Query) -> tuple[Place, ...]:
        places = index.places(self._connection, kind, ranks)
        if kind == "product" and (query.least_fen is not None or query.most_fen is not None):
            low, high = query.least_fen or 0, query.most_fen if query.most_fen is not None else 1 << 60
            places = [place for place in places if low <= place.fen <= high]
        return tuple(places)

    def _partial(
        self, kind: str, query: Query, narrowed: list[tuple[str, ...]], known: set[int]
    ) -> tuple[Place, ...]:
        """Leave out the commonest word, then the next one, and end with any word at all."""
        documents = index.last_rank(self._connection, kind)
        rare = rarities(self._connection, query.required, documents)
        words = sorted(query.required, key=lambda word: -rare[word.text])
        found: list[int] = []
        for left in range(len(words) - 1, max(0, len(words) - 1 - MOST_TRIES), -1):
            found += index.matching(
                self._connection, kind, expression(tuple(words[:left]), narrowed), JUDGED[kind]
            )
            if len(set(found)) >= self._judged(kind):
                break
        if len(found) < self._judged(kind):
            any_word = expression(tuple(words), narrowed, any_word=True)
            found += index.matching(self._connection, kind, any_word, self._judged(kind))
        ranks = [rank for rank in dict.fromkeys(found) if rank not in known][: JUDGED[kind]]
        return self._places(kind, ranks, query)

    def _total(self, kind: str, ranks: list[int], living: int) -> Total:
        """Return how many match: counted up to ``ENOUGH``, then reckoned from how densely they lie."""
        if len(ranks) < ENOUGH[kind]:
            return Total(living)
        furthest = max(1, max(ranks))
        last = index.last_rank(self._connection, kind)
        return Total(max(living, round(living * last / furthest)), exact=False)


def _pieces(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return what a query can do without part of: its words, or the pairs of its only one."""
    if len(words) != 1:
        return words
    return tuple(Word(one[0], (one,)) for one in words[0].needed)


def scaled(total: Total, looked_at: int, times: int) -> int:
    """Return how many of all there are when ``times`` of those looked at are so."""
    if total.exact or not looked_at:
        return times
    return round(times * total.documents / looked_at)
