"""Counting the facets of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from store.search import facets
from store.search.gathering import APPLIES, Candidates, scaled
from store.search.naming import Naming
from store.search.query import Query
from store.search.results import FACETS, Choice
from store.words import NOTHING

MOST = {"category": 8, "country": 8, "brand": 6}
Found = Mapping[str, Candidates]


def tally(
    found: Found, query: Query, naming: Naming, again: Callable[[str], Found]
) -> dict[str, tuple[Choice, ...]]:
    """Return the choices of every facet, counted; a facet's own counts ignore its own choice (``again``).

    Categories are a way down instead: beneath a chosen one its children are counted.
    """
    said: dict[str, tuple[Choice, ...]] = {}
    for facet in FACETS:
        chosen = query.choices.get(facet, frozenset())
        seen = again(facet) if chosen and facet not in ("type", "category") else found
        choices = _types(seen, chosen) if facet == "type" else _choices(facet, seen, chosen, naming)
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            said[facet] = choices
    return said


def _types(found: Found, chosen: frozenset[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(kind, found[kind].total.documents, kind in chosen)
        for kind in ("note", "product", "person")
        if kind in found and (found[kind].total.documents or kind in chosen)
    )


def _choices(facet: str, found: Found, chosen: frozenset[str], naming: Naming) -> tuple[Choice, ...]:
    """Return the values of a facet with their counts, scaled from the sample to all that matched."""
    counts: Counter[str] = Counter()
    for kind, some in found.items():
        if facet not in APPLIES[kind]:
            continue
        numbers = _numbers(some, facet)
        if facet == "category":
            part = _shelves(numbers, naming, chosen)
        elif facet in facets.NAMED:
            part = Counter({naming.id_of(facet, number): n for number, n in numbers.items()})
        else:
            part = facets.codes(numbers, facet)
        for value, times in part.items():
            counts[value] += scaled(some.total, len(some.whole), times)
    for value in chosen:
        counts.setdefault(value, 0)
    if facet == "category" and chosen:
        counts[next(iter(chosen))] = sum(some.total.documents for some in found.values())
    if facet in facets.NAMED:
        best = [value for value, _ in counts.most_common(MOST[facet]) if value]
        best += [value for value in sorted(chosen) if value not in best]
        names = naming.names(facet, best)
        return tuple(Choice(v, counts[v], v in chosen, names.get(v, NOTHING)) for v in best if v in names)
    order = facets.order_of(facet)
    return tuple(Choice(v, counts[v], v in chosen) for v in order if counts[v] or v in chosen)


def _numbers(some: Candidates, facet: str) -> Counter[int]:
    if facet in facets.NAMED:
        return facets.counted(some.facts, facet)
    return facets.counted_few(some.few, facet)


def _shelves(numbers: Counter[int], naming: Naming, chosen: frozenset[str]) -> Counter[str]:
    """Return counts by the categories on the highest level that tells results apart, beneath what is chosen."""
    lines = {number: naming.line(number) for number in numbers}
    counts: Counter[str] = Counter()
    for level in range(max((len(naming.above(value)) for value in chosen), default=0), 3):
        counts = Counter()
        for number, times in numbers.items():
            if len(lines[number]) > level:
                counts[lines[number][level]] += times
        if len(counts) > 1:
            break
    return counts
