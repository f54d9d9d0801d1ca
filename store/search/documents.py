"""From rows to documents: the texts of a note, a product or a person, and the facts beside them."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from store.database.rows import one_of
from store.pricing.records import FreightRule, Unit
from store.search import facets
from store.search.names import Names
from store.search.tokens import fold, tokens

WEEK = 7 * 24 * 3_600

_NOTES = """
    SELECT id, kind, verdict, author_id, category_id, title_zh, title_en, body_zh, body_en, tags,
        other_likes, published_at, warmth AS worth FROM visible_notes WHERE {}
"""
_LINKS = """
    SELECT note_id, brand_id, origin FROM note_products JOIN products ON products.id = product_id
    WHERE note_id IN {} ORDER BY note_id, position
"""
_PRODUCTS = """
    SELECT products.id, brand_id, category_id, title_zh, title_en, blurb_zh, blurb_en, origin, tax_class,
        brands.name_zh AS brand_zh, brands.name_en AS brand_en, latin, merchants.kind AS seller,
        categories.name_zh AS category_zh, categories.name_en AS category_en, other_saves AS worth
    FROM listed_products products JOIN brands ON brands.id = brand_id JOIN merchants ON merchants.id = merchant_id
        JOIN categories ON categories.id = category_id WHERE {}
"""
_SKUS = """
    SELECT product_id, price_fen, weight_g, net_amount, net_unit, mode, warehouse_id,
        first_fen, first_g, extra_fen, extra_g, free_over_fen
    FROM skus JOIN warehouses ON warehouses.id = warehouse_id WHERE product_id IN {}
"""
_PEOPLE = "SELECT id, name_zh, name_en, other_followers AS worth FROM people WHERE {}"


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of something: tokens of its title and of everything, its facts, its price to the door in fen.

    ``worth`` decides the static order: a note's warmth, a product's saves, a person's followers.
    """

    id: str
    worth: int
    title: frozenset[str]
    whole: frozenset[str]
    facts: int = 0
    fen: int = 0
    words: tuple[str, ...] = field(default=(), compare=False)


class Documents:
    """Reads documents through one connection, with the names that their facts need."""

    def __init__(self, connection: sqlite3.Connection, names: Names, on: date) -> None:
        """``on`` is the day whose import tax decides the prices to the door."""
        self._connection = connection
        self._names = names
        self._on = on

    def read(self, kind: str, ids: Sequence[str]) -> Iterator[Document]:
        """Yield the documents of ``kind`` that exist among ``ids``."""
        wanted = tuple(ids)
        make = {"note": self._notes, "product": self._goods, "person": self._people}[kind]
        return make(wanted)

    def _notes(self, ids: tuple[str, ...]) -> Iterator[Document]:
        links: dict[str, list[sqlite3.Row]] = {}
        for row in self._connection.execute(_LINKS.format(one_of(ids)), ids):
            links.setdefault(row["note_id"], []).append(row)
        for row in self._connection.execute(_NOTES.format(f"id IN {one_of(ids)}"), ids):
            yield self._note(row, links.get(row["id"], []))

    def _note(self, row: sqlite3.Row, links: list[sqlite3.Row]) -> Document:
        """Return a note as a document: tokens of texts and filters, and packed facts to count facets by."""
        tags = [name for tag in json.loads(row["tags"]) for name in {tag["zh"], tag["en"]} if name]
        head = f"{row['title_zh']} {row['title_en']} {' '.join(tags)}"
        head = fold(head)
        text = f"{head} {fold(row['body_zh'])} {fold(row['body_en'])}"
        skin, experience = facets.hints(text)
        title = tokens(head, title=True)
        whole = tokens(text, title=False)
        whole.update(self._names.marks_above(row["category_id"]))
        for facet, values in (
            ("kind", (row["kind"],)),
            ("verdict", (row["verdict"],)),
            ("author", (row["author_id"],)),
            ("tag", tags),
            ("skin", skin),
            ("experience", experience),
            ("brand", {self._names.number("brand", link["brand_id"]) for link in links}),
            ("country", {self._names.number("country", link["origin"]) for link in links}),
            ("week", (row["published_at"] // WEEK,)),
            ("likes", (row["other_likes"].bit_length(),)),
        ):
            whole.update(facets.token(facet, value) for value in values)
        facts = facets.packed(
            category=self._names.number("category", row["category_id"]),
            kind=row["kind"],
            verdict=row["verdict"],
            skin=skin,
            experience=experience,
            **self._linked(links),
        )
        return Document(row["id"], row["worth"], frozenset(title), frozenset(whole), facts, words=tuple(tags))

    def _linked(self, links: list[sqlite3.Row]) -> dict[str, int]:
        """Return brand and country of a note's first product, by number."""
        if not links:
            return {}
        first = links[0]
        return {
            "brand": self._names.number("brand", first["brand_id"]),
            "country": self._names.number("country", first["origin"]),
        }

    def _goods(self, ids: tuple[str, ...]) -> Iterator[Document]:
        skus: dict[str, list[sqlite3.Row]] = {}
        for row in self._connection.execute(_SKUS.format(one_of(ids)), ids):
            skus.setdefault(row["product_id"], []).append(row)
        for row in self._connection.execute(_PRODUCTS.format(f"products.id IN {one_of(ids)}"), ids):
            yield self._product(row, skus.get(row["id"], []))

    def _product(self, row: sqlite3.Row, skus: list[sqlite3.Row]) -> Document:
        """Return a product as a document; price and mode are those of its cheapest SKU."""
        head = " ".join(
            str(row[name])
            for name in (
                "brand_zh", "brand_en", "latin", "title_zh", "title_en", "category_zh", "category_en",
            )
        )  # fmt: skip
        head = fold(head)
        whole = tokens(f"{head} {fold(row['blurb_zh'])} {fold(row['blurb_en'])}", title=False)
        whole.update(self._names.marks_above(row["category_id"]))
        named = {
            "brand": self._names.number("brand", row["brand_id"]),
            "country": self._names.number("country", row["origin"]),
        }
        coded: dict[str, str] = {"seller": row["seller"]}
        fen = 0
        if skus:
            cheapest = min(skus, key=lambda sku: sku["price_fen"])
            fen = landed_fen(cheapest, row["tax_class"], self._on)
            coded |= {"mode": cheapest["mode"], "price": facets.price_range(fen)}
            whole.add(facets.token("cost", cost_step(fen)))
        whole.update(facets.token(facet, value) for facet, value in (named | coded).items())
        facts = facets.packed(category=self._names.number("category", row["category_id"]), **(named | coded))
        return Document(
            row["id"], row["worth"], frozenset(tokens(head, title=True)), frozenset(whole), facts, fen
        )

    def _people(self, ids: tuple[str, ...]) -> Iterator[Document]:
        for row in self._connection.execute(_PEOPLE.format(f"id IN {one_of(ids)}"), ids):
            whole = tokens(fold(f"{row['name_zh']} {row['name_en']}"), title=True)
            yield Document(row["id"], row["worth"], frozenset(), frozenset(whole))


def cost_step(fen: int) -> int:
    """Return the step of a price on a scale on which eight steps are ten times as much."""
    return round(8 * math.log10(max(fen, 100)))


def landed_fen(row: sqlite3.Row, tax_class: str, on: date) -> int:
    """Return the price to the door of one SKU alone in its parcel, in fen, outside of sales."""
    from store.pricing.pricing import Piece, price_parcel

    unit = Unit(row["price_fen"], row["weight_g"], Fraction(row["net_amount"]), row["net_unit"])
    freight = FreightRule(
        row["first_fen"], row["first_g"], row["extra_fen"], row["extra_g"], row["free_over_fen"]
    )
    return price_parcel([Piece(unit, tax_class, 1)], freight, on).total_fen
