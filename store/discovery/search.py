"""A simple search: every word must occur somewhere; where it occurs decides the order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.catalogue.records import ProductCard
from store.clock import Clock
from store.community.cards import CardReader
from store.community.records import NoteCard
from store.database import Database

if TYPE_CHECKING:
    from store.shop import Store

MOST_WORDS = 8
_NOTE_FIELDS = (
    ("title_zh || ' ' || title_en", 8),
    ("tags", 4),
    ("name_zh || ' ' || name_en", 3),
    ("body_zh || ' ' || body_en", 1),
)
_PRODUCT_FIELDS = (
    ("brands.name_zh || ' ' || brands.name_en || ' ' || latin", 8),
    ("title_zh || ' ' || title_en", 6),
    ("categories.name_zh || ' ' || categories.name_en", 3),
    ("blurb_zh || ' ' || blurb_en", 1),
)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first in each list."""

    notes: tuple[NoteCard, ...]
    products: tuple[ProductCard, ...]


class SearchRoom:
    """Looks words up in titles, tags, names and texts of both languages."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._store = store
        self._reader = CardReader(database, store)

    def find(self, words: str, viewer: str, limit: int = 20) -> SearchResult:
        """Return at most ``limit`` notes and as many products that hold all the ``words``."""
        terms = _terms(words)
        if not terms:
            return SearchResult((), ())
        values = {f"t{number}": f"%{_escaped(term)}%" for number, term in enumerate(terms)}
        return SearchResult(self._notes(viewer, values, limit), self._products(values, limit))

    def _notes(self, viewer: str, values: dict[str, str], limit: int) -> tuple[NoteCard, ...]:
        condition, score = _match(_NOTE_FIELDS, values)
        tail = f"WHERE {condition} ORDER BY {score} DESC, warmth DESC, notes.id LIMIT :limit"
        return self._reader.select(viewer, tail, {**values, "limit": limit})

    def _products(self, values: dict[str, str], limit: int) -> tuple[ProductCard, ...]:
        condition, score = _match(_PRODUCT_FIELDS, values)
        query = f"""SELECT products.id FROM products
            JOIN brands ON brands.id = brand_id JOIN categories ON categories.id = category_id
            WHERE {condition} ORDER BY {score} DESC, other_saves DESC, products.id LIMIT :limit"""
        rows = self._database.read().execute(query, {**values, "limit": limit})
        return self._store.catalogue.cards(tuple(row[0] for row in rows))


def _terms(words: str) -> tuple[str, ...]:
    """Return the words to look for: full-width forms folded, case left to SQLite, at most eight."""
    return tuple(dict.fromkeys(unicodedata.normalize("NFKC", words).split()))[:MOST_WORDS]


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _match(fields: tuple[tuple[str, int], ...], values: dict[str, str]) -> tuple[str, str]:
    """Return the condition that all terms occur, and the sum of the weights of where they do."""
    conditions, scores = [], []
    for name in values:
        hits = [f"({field}) LIKE :{name} ESCAPE '\\'" for field, _weight in fields]
        conditions.append(f"({' OR '.join(hits)})")
        scores += [f"({hit}) * {weight}" for hit, (_field, weight) in zip(hits, fields, strict=True)]
    return " AND ".join(conditions), " + ".join(scores)
