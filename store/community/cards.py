"""Rows of the notes table as cards of the wall, with the price of the product behind each."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.community.records import NoteCard, Reason
from store.database.base import Database, both
from store.pictures import PictureSpec

COLUMNS = """
    notes.number, notes.id, notes.kind, verdict, title_zh, title_en, author_id, name_zh, name_en, cover, published_at,
    notes.adult, notes.category_id, notes.city_zh AS note_city_zh, notes.city_en AS note_city_en, warmth,
    other_likes + (SELECT COUNT(*) FROM reactions WHERE note_id = notes.id AND reaction = 'like') AS likes,
    EXISTS (SELECT 1 FROM reactions
        WHERE note_id = notes.id AND reaction = 'like' AND person_id = :viewer) AS liked,
    EXISTS (SELECT 1 FROM reactions
        WHERE note_id = notes.id AND reaction = 'save' AND person_id = :viewer) AS saved,
    EXISTS (SELECT 1 FROM reactions
        WHERE note_id = notes.id AND reaction = 'read' AND person_id = :viewer) AS read,
    EXISTS (SELECT 1 FROM follows
        WHERE follower_id = :viewer AND person_id = notes.author_id) AS followed,
    (SELECT COUNT(*) FROM note_products WHERE note_id = notes.id) AS goods,
    (SELECT MIN(product_id) FROM note_products WHERE note_id = notes.id) AS product_id
"""
TABLES = "visible_notes notes JOIN people ON people.id = notes.author_id"

_FRESH_SECONDS = 24 * 3600
_POPULAR_LIKES = 3_000


class CardReader:
    """Runs a query for note cards; ``where`` may name ``:viewer`` and whatever ``values`` hold."""

    def __init__(self, database: Database, clock: Clock, *, catalogue: CatalogueRoom) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue

    def select(
        self, viewer: str, tail: str, values: dict[str, Any] | None = None, tables: str = TABLES
    ) -> tuple[NoteCard, ...]:
        """Return the cards of ``SELECT ... FROM tables`` followed by ``tail``, in its order."""
        rows = self.rows(viewer, tail, values, tables)
        return self.cards(rows)

    def rows(
        self, viewer: str, tail: str, values: dict[str, Any] | None = None, tables: str = TABLES
    ) -> list[sqlite3.Row]:
        """Return the bare rows of the same query, for whoever needs their sort keys too."""
        query = f"SELECT {COLUMNS} FROM {tables} {tail}"
        return self._database.read().execute(query, {"viewer": viewer, **(values or {})}).fetchall()

    def cards(
        self, rows: list[sqlite3.Row], reasons: Mapping[int, Reason] | None = None
    ) -> tuple[NoteCard, ...]:
        """Return rows as cards; prices of all their products are looked up in one go.

        ``reasons`` (by the note's number) go before the plain facts that a row shows by itself.
        """
        given = reasons or {}
        single = tuple({row["product_id"] for row in rows if row["goods"] == 1})
        prices = {card.id: card.landed_fen for card in self._catalogue.plain_cards(single)}
        now = self._clock.now()
        return tuple(_card(row, prices, given.get(row["number"]) or _reason(row, now)) for row in rows)


def _card(row: sqlite3.Row, prices: dict[str, int], reason: Reason) -> NoteCard:
    """Return a row as a note's card; the price is shown where it mentions one product."""
    return NoteCard(
        id=row["id"],
        kind=row["kind"],
        verdict=row["verdict"],
        title=both(row, "title"),
        author_id=row["author_id"],
        author=both(row, "name"),
        cover=PictureSpec.from_json(row["cover"]),
        published_at=row["published_at"],
        likes=row["likes"],
        liked=bool(row["liked"]),
        saved=bool(row["saved"]),
        read=bool(row["read"]),
        goods=row["goods"],
        landed_fen=prices.get(row["product_id"]) if row["goods"] == 1 else None,
        adult=bool(row["adult"]),
        reason=reason,
    )


def _reason(row: sqlite3.Row, now: int) -> Reason:
    """Name the strongest plain fact that brought the note up."""
    if row["followed"]:
        return Reason("followed", both(row, "name"))
    if now - row["published_at"] < _FRESH_SECONDS:
        return Reason("fresh")
    if row["likes"] >= _POPULAR_LIKES:
        return Reason("popular")
    return Reason("city", both(row, "note_city"))
