"""The search: notes, goods, brands, people and tags for what was typed, as it is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.community.cards import CardReader
from store.community.people import PeopleRoom
from store.community.records import FeedPage
from store.database.base import Database
from store.errors import StoreError
from store.search import index
from store.search.filters import Filters
from store.search.gathering import APPLIES, Candidates, Gatherer
from store.search.naming import Naming
from store.search.ordering import Ordering
from store.search.query import Choices, Query, narrowing, parse
from store.search.rebuild import Progress, Rebuild
from store.search.results import SORTS, Help, SearchResult, Total
from store.search.searches import SearchesRoom
from store.search.suggest import Suggestion, corrections, suggest
from store.search.tally import tally
from store.search.upkeep import IndexUpkeep

__all__ = ["SORTS", "SearchResult", "SearchRoom"]

MOST_PEOPLE, MOST_BRANDS, MOST_TAGS = 3, 2, 6
_SPELLINGS = 4
_MORE, _FAR_MORE = 2, 8


class SearchRoom:
    """Looks words up in the index, which is brought up to date first."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        catalogue: CatalogueRoom,
        reader: CardReader,
        people: PeopleRoom,
        searches: SearchesRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._searches = searches
        self._upkeep = IndexUpkeep(database, clock)
        self._ordering = Ordering(catalogue, reader)

    @cached_property
    def naming(self) -> Naming:
        """The names of categories, brands and countries behind the numbers of facts."""
        return Naming(self._database)

    def prepare(self) -> None:
        """Bring index and suggestions up to date, so that the first letter finds all at once."""
        self._upkeep.catch_up()
        self._upkeep.catch_up_terms()

    def rebuild(self, progress: Progress = lambda done, whole: None) -> None:
        """Build the index anew beside the old one; goes on where an interrupted building stopped."""
        Rebuild(self._database, self._clock).run(progress)
        self._upkeep.catch_up(patient=True)
        self._upkeep.rebuild_terms()

    def find(
        self,
        words: str,
        viewer: str,
        limit: int = 20,
        *,
        choices: Choices | None = None,
        sort: str = "relevance",
        literal: bool = False,
        thorough: bool = False,
    ) -> SearchResult:
        """Return what ``words`` find, at most ``limit`` notes and as many products.

        ``choices`` narrow it (``{facet: values}``); ``literal`` looks for what was typed and nothing else;
        ``thorough`` judges more of the matches, for when nobody waits for the next key.
        Raises ``StoreError("search_index_old")`` when a big world's index has to be built first.
        """
        connection = self._database.read()
        query, found, shown = self._understood(words, choices, sort, literal=literal, thorough=thorough)
        return self._answer(connection, query, found, words, shown, viewer, limit, sort)

    def ids(self, words: str, limit: int) -> tuple[str, ...]:
        """Return the ids of the notes ``words`` find, by their scores alone, without their cards."""
        query, found, _ = self._understood(words, thorough=True)
        some = found.get("note", Candidates())
        scored = self._ordering.scored(self._database.read(), "note", query, some, "relevance")
        return tuple(one.id for one in sorted(scored, key=lambda one: -one.score)[:limit])

    def _understood(
        self,
        words: str,
        choices: Choices | None = None,
        sort: str = "relevance",
        *,
        literal: bool = False,
        thorough: bool = False,
    ) -> tuple[Query, Mapping[str, Candidates], str]:
        """Return the query that is answered in the end, what it finds, and its words."""
        self._upkeep.catch_up()
        connection = self._database.read()
        query = parse(connection, words, choices)
        if query.filters:
            self._upkeep.catch_up_terms()  # brands are looked up by their names
        found = self._look(connection, query, sort, thorough)
        text = query.text
        for spelling in [] if literal or not text else self._meant(connection, query, found):
            typed = words.replace(text, spelling) if text in words else spelling
            other = parse(connection, typed, choices)
            better = self._look(connection, other, sort, thorough)
            if _whole(better):
                return other, better, spelling
        return query, found, words

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what may be meant by the beginning of a word: Chinese, Latin, pinyin, initials or mixed."""
        self._upkeep.catch_up_terms()
        return suggest(self._database.read(), typed, limit)

    def complete_filter(self, typed: str, limit: int = 8) -> tuple[str, ...]:
        """Return values for the filter word that is being typed at the end of ``typed``."""
        self._upkeep.catch_up_terms()
        return Filters(self._database.read()).complete(typed, limit)

    def channel(self, viewer: str, saved: str, after: str | None, limit: int) -> FeedPage:
        """Return a page of the notes that a saved search finds, behind the note ``after``.

        Raises ``StoreError``: ``unknown_page(after=...)``, ``search_index_old``.
        """
        unwanted = self._searches.unwanted(viewer)
        query, found, _ = self._understood(self._searches.words_of(viewer, saved), thorough=True)
        whole = replace(found.get("note", Candidates()), partial=())
        scored = self._ordering.scored(self._database.read(), "note", query, whole, "relevance")
        ids = [one.id for one in scored if one.id not in unwanted]
        if after is not None and after not in ids:
            raise StoreError("unknown_page", after=after)
        start = ids.index(after) + 1 if after else 0
        cards = self._ordering.cards(ids[start : start + limit], viewer)
        more = start + limit < len(ids)
        return FeedPage(cards, ids[start + limit - 1] if more else None, len(ids))

    # -- looking

    def _look(
        self, connection: sqlite3.Connection, query: Query, sort: str, thorough: bool = False
    ) -> Mapping[str, Candidates]:
        """Return the candidates of every kind."""
        gatherer = Gatherer(connection, self._clock.now(), thorough=thorough)
        filters = Filters(connection).tokens(query.filters)
        found: dict[str, Candidates] = {}
        for kind in ("product", "note", "person"):
            narrowed = filters.get(kind)
            if narrowed is None or (kind == "person" and (narrowed or not query.words)):
                continue
            own = replace(query, choices={f: v for f, v in query.choices.items() if f in APPLIES[kind]})
            tokens = [*narrowed, *narrowing(own, self.naming.number_of)]
            found[kind] = gatherer.gather(kind, own, tokens, sort, loosely=kind != "person")
        return found

    def _meant(
        self, connection: sqlite3.Connection, query: Query, found: Mapping[str, Candidates]
    ) -> list[str]:
        """Return what was probably meant: other spellings where nothing is found, and words that sound alike.

        Letters are pinyin when that leads to more than words they begin, or to far more than the word they are.
        """
        text = query.text
        if not _whole(found):
            return [] if self._known(connection, query) else self._spellings(connection, text)[:_SPELLINGS]
        if not (text.isascii() and text.isalpha() and len(text) > 2):
            return []
        times = _FAR_MORE if index.frequencies(connection, [text.lower()]) else _MORE
        best = self.suggest(text, 1)
        reached = times * sum(some.total.documents for some in found.values())
        return [best[0].whole] if best and best[0].parts and best[0].documents > reached else []

    def _known(self, connection: sqlite3.Connection, query: Query) -> bool:
        """Tell whether choices or filters are what hides the results, not the spelling."""
        bare = Query(query.text, query.words)
        return bool(query.choices or query.filters) and _whole(self._look(connection, bare, "relevance"))

    def _spellings(self, connection: sqlite3.Connection, text: str) -> list[str]:
        self._upkeep.catch_up_terms()
        return list(dict.fromkeys(islice(corrections(connection, text), 3 * _SPELLINGS)))

    # -- answering

    def _answer(
        self,
        connection: sqlite3.Connection,
        query: Query,
        found: Mapping[str, Candidates],
        words: str,
        shown: str,
        viewer: str,
        limit: int,
        sort: str,
    ) -> SearchResult:
        """Return what was found as a result: order, names, totals, facets, and help if nothing was found."""
        kinds = query.choices.get("type", frozenset())
        listed = {kind: some for kind, some in found.items() if not kinds or kind in kinds}
        result = self._ordering.ordered(connection, query, listed, viewer, limit, sort)
        text = query.text
        brands = self.naming.brands(connection, text, MOST_BRANDS) if not kinds or "brand" in kinds else ()
        tags = self.naming.tags(connection, text, MOST_TAGS) if text and not query.filters else ()
        people = tuple(
            self._people.get(place.id, viewer) for place in listed["person"].whole[:MOST_PEOPLE]
        ) if "person" in listed else ()  # fmt: skip
        totals: dict[str, Total] = {kind: some.total for kind, some in found.items()}
        result = replace(
            result,
            words=words,
            shown=shown,
            brands=brands,
            tags=tags,
            people=people,
            totals=totals,
            origins=self.naming.names("country", list({card.origin for card in result.products})),
            facets=tally(found, query, self.naming, self._recount(connection, query, sort)),
            marked=tuple(word.text for word in query.words),
        )
        if result.order or not (query.words or query.filters or query.choices):
            return result
        return replace(result, help=self._help(connection, query))

    def _recount(self, connection: sqlite3.Connection, query: Query, sort: str):  # type: ignore[no-untyped-def]
        def look(facet: str) -> Mapping[str, Candidates]:
            return self._look(connection, query.without(facet), "relevance")

        return look

    def _help(self, connection: sqlite3.Connection, query: Query) -> Help:
        """Return what may help: another spelling, or the one choice or filter that hides the most."""
        spelling = next(
            (
                one
                for one in self._spellings(connection, query.text)[:_SPELLINGS]
                if _whole(self._look(connection, parse(connection, one), "relevance"))
            ),
            "",
        )
        best: tuple[int, tuple[str, str] | None] = (0, None)
        for label, wider in _wider(query):
            seen = sum(some.total.documents for some in self._look(connection, wider, "relevance").values())
            best = max(best, (seen, label), key=lambda pair: pair[0])
        return Help(spelling, best[1], best[0])


def _whole(found: Mapping[str, Candidates]) -> bool:
    """Tell whether anything has all the words."""
    return any(some.whole for some in found.values())


def _wider(query: Query) -> list[tuple[tuple[str, str], Query]]:
    """Return the query without each of its choices, filters and price limits, with what was left out."""
    wider = [((facet, ""), query.without(facet)) for facet in query.choices]
    for one in query.filters:
        wider.append((one, replace(query, filters=tuple(f for f in query.filters if f != one))))
    if query.least_fen is not None or query.most_fen is not None:
        wider.append((("price", ""), replace(query, least_fen=None, most_fen=None)))
    return wider
