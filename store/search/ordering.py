"""Putting what was found in order, and reading the records of what is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.records import ProductCard
from store.community.cards import CardReader
from store.community.records import NoteCard
from store.database.rows import one_of
from store.search import index
from store.search.gathering import Candidates
from store.search.index import Place
from store.search.query import Query
from store.search.results import SearchResult
from store.search.scoring import Judge
from store.words import Bilingual

_NOTES = """SELECT id, title_zh || ' ' || title_en || ' ' || tags, {body}, other_likes, published_at
    FROM visible_notes WHERE id IN {ids}"""
_GOODS = """
    SELECT products.id, brands.name_zh || ' ' || brands.name_en || ' ' || latin || ' ' || title_zh || ' ' || title_en
        || ' ' || categories.name_zh || ' ' || categories.name_en, blurb_zh || ' ' || blurb_en, other_saves, 0
    FROM listed_products products JOIN brands ON brands.id = brand_id JOIN categories ON categories.id = category_id
    WHERE products.id IN {ids}
"""
_CHINESE, _BOTH = "body_zh", "body_zh || ' ' || body_en"
_SNIPPET = 90


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what its order is decided by; ``partial`` ones lack a word."""

    id: str
    score: float
    partial: bool
    likes: int = 0
    at: int = 0
    fen: int = 0


class Ordering:
    """Reads the texts of candidates, judges them, and reads the cards of the best."""

    def __init__(self, catalogue: CatalogueRoom, reader: CardReader) -> None:
        self._catalogue = catalogue
        self._reader = reader

    def ordered(
        self,
        connection: sqlite3.Connection,
        query: Query,
        found: Mapping[str, Candidates],
        viewer: str,
        limit: int,
        sort: str,
    ) -> SearchResult:
        """Return the best of each kind as cards, and how they are mixed."""
        scored = {
            kind: self.scored(connection, kind, query, found[kind], sort)[:limit]
            for kind in ("product", "note")
            if kind in found
        }
        notes = self.cards([one.id for one in scored.get("note", ())], viewer)
        products = self._catalogue.plain_cards(tuple(one.id for one in scored.get("product", ())))
        known = {f"note:{card.id}" for card in notes} | {f"product:{card.id}" for card in products}
        mixed = [pair for pair in _mixed(scored, sort) if pair[0] in known]
        return SearchResult(
            notes=notes,
            products=products,
            order=tuple(name for name, _ in mixed),
            partial=next((place for place, (_, one) in enumerate(mixed) if one.partial), None),
            snippets=self._snippets(connection, notes, query),
            verdicts=self._verdicts(connection, products),
            goods=self._goods(connection, notes),
        )

    def scored(
        self, connection: sqlite3.Connection, kind: str, query: Query, some: Candidates, sort: str
    ) -> list[Scored]:
        """Return the candidates of one kind in order, without reading their cards."""
        if sort == "relevance":
            places = list(dict.fromkeys([*some.ahead, *some.whole]))[: some.judged]
        else:
            places = list(dict.fromkeys([*some.ahead, *some.whole]))
        lacking = list(some.partial) if len(places) < some.judged else []
        judge = Judge(connection, query.words, index.last_rank(connection, kind)) if query.words else None
        scored = [
            *self._judged(connection, kind, places, judge, False),
            *self._judged(connection, kind, lacking, judge, True),
        ]
        keys = {
            "relevance": lambda one: (one.partial, -one.score, one.id),
            "new": lambda one: (one.partial, -one.at, -one.score, one.id),
            "likes": lambda one: (one.partial, -one.likes, one.id),
            "price": lambda one: (one.partial, one.fen or 1 << 60, -one.score, one.id),
        }
        return sorted(scored, key=keys[sort])

    @staticmethod
    def _judged(
        connection: sqlite3.Connection, kind: str, places: Sequence[Place], judge: Judge | None, partial: bool
    ) -> list[Scored]:
        """Score the texts of candidates; without a judge the score is the likes."""
        fen = {place.id: place.fen for place in places}
        ids = tuple(fen)
        body = _CHINESE if judge and judge.chinese else _BOTH
        rows = connection.execute(
            (_NOTES if kind == "note" else _GOODS).format(body=body, ids=one_of(ids)), ids
        )
        return [
            Scored(id, judge.score(title, body, likes) if judge else likes, partial, likes, at, fen[id])
            for id, title, body, likes, at in rows
        ]

    def cards(self, ids: list[str], viewer: str) -> tuple[NoteCard, ...]:
        """Return the cards of some notes, in their order."""
        named = {f"i{place}": id for place, id in enumerate(ids)}
        listed = ", ".join(f":{name}" for name in named)
        cards = {
            card.id: card for card in self._reader.select(viewer, f"WHERE notes.id IN ({listed})", named)
        }
        return tuple(cards[id] for id in ids if id in cards)

    @staticmethod
    def _snippets(
        connection: sqlite3.Connection, notes: Sequence[NoteCard], query: Query
    ) -> dict[str, Bilingual]:
        """Return for each note the piece of its text around the words looked for, in both languages."""
        ids = tuple(card.id for card in notes)
        rows = connection.execute(
            f"SELECT id, body_zh, body_en FROM visible_notes WHERE id IN {one_of(ids)}", ids
        )
        words = [word.text for word in query.words]
        return {row[0]: Bilingual(snippet(row[1], words), snippet(row[2], words)) for row in rows}

    @staticmethod
    def _verdicts(
        connection: sqlite3.Connection, products: Sequence[ProductCard]
    ) -> dict[str, tuple[int, int, int]]:
        """Return how many notes recommend, are mixed about, and advise against each product."""
        ids = tuple(card.id for card in products)
        rows = connection.execute(
            f"SELECT product_id, verdict, notes FROM product_mentions WHERE product_id IN {one_of(ids)}", ids
        )
        counts: dict[str, dict[str, int]] = {}
        for row in rows:
            counts.setdefault(row[0], {})[row[1]] = row[2]
        return {
            id: (said.get("recommend", 0), said.get("mixed", 0), said.get("against", 0))
            for id, said in counts.items()
        }

    @staticmethod
    def _goods(connection: sqlite3.Connection, notes: Sequence[NoteCard]) -> dict[str, Bilingual]:
        """Return brand and title of the first product that each note mentions."""
        ids = tuple(card.id for card in notes if card.goods)
        rows = connection.execute(
            f"""SELECT note_id, brands.name_zh || ' ' || title_zh, brands.name_en || ' ' || title_en
                FROM note_products JOIN listed_products products ON products.id = product_id
                JOIN brands ON brands.id = brand_id
                WHERE note_id IN {one_of(ids)} ORDER BY note_id, position DESC""",
            ids,
        )
        return {row[0]: Bilingual(row[1], row[2]) for row in rows}


def _mixed(scored: Mapping[str, list[Scored]], sort: str) -> list[tuple[str, Scored]]:
    """Return notes and products in one order: by turns, and what lacks a word by how well it answers."""
    named = [
        (f"{kind}:{one.id}", one, place, kind)
        for kind, some in scored.items()
        for place, one in enumerate(some)
    ]
    if sort == "price":
        named = [entry for entry in named if entry[3] == "product"]
    if sort == "new":
        named.sort(key=lambda entry: (entry[1].partial, entry[3] == "product", entry[2]))
    elif sort == "likes":
        named.sort(key=lambda entry: (entry[1].partial, -entry[1].likes))
    elif sort == "relevance":
        named.sort(
            key=lambda entry: (
                entry[1].partial,
                -entry[1].score if entry[1].partial else entry[2],
                entry[3] != "product",
            )
        )
    return [(name, one) for name, one, _, _ in named]


def snippet(body: str, words: Sequence[str]) -> str:
    """Return the line of a text in which the first word that occurs is, from a little before it."""
    low = body.lower()
    place = next((found for word in words if (found := low.find(word)) >= 0), 0)
    begin = body.rfind("\n", 0, place) + 1
    end = body.find("\n", place)
    line = body[begin : end if end >= 0 else len(body)]
    start = max(0, place - begin - 24)
    return ("…" if start else "") + line[start : start + _SNIPPET].strip()
