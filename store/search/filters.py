"""Filter words (``brand:`` ``tag:`` ``from:`` ``price<``): what they ask the index for, and completing them."""

from __future__ import annotations

import re
import sqlite3

from store.database.rows import one_of
from store.search import index
from store.search.facets import token
from store.search.query import expression, parse
from store.search.terms import typed_form

_UNFINISHED = re.compile(r"(?:^|\s)(brand|tag|from)[:=](\S*)$", re.IGNORECASE)
_NOTHING = ("§nothing",)
_MOST = 8

Narrowed = dict[str, list[tuple[str, ...]] | None]


class Filters:
    """Filter words against one state of the world."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tokens(self, filters: tuple[tuple[str, str], ...]) -> Narrowed:
        """Return what filters ask of each kind of document (``None``: none of that kind can fit)."""
        narrowed: Narrowed = {"note": [], "product": [], "person": []}
        for name, value in filters:
            asked = getattr(self, f"_{name}")(value)
            for kind in narrowed:
                some, wanted = narrowed[kind], asked.get(kind)
                narrowed[kind] = None if some is None or wanted is None else [*some, wanted]
        return narrowed

    def _brand(self, value: str) -> dict[str, tuple[str, ...]]:
        refs = self._refs(value, "brand")
        wanted = tuple(token("brand", number) for number in self._numbers("brand", refs)) or _NOTHING
        return {"note": wanted, "product": wanted}

    def _tag(self, value: str) -> dict[str, tuple[str, ...]]:
        return {"note": (token("tag", value),)}

    def _from(self, value: str) -> dict[str, tuple[str, ...]]:
        """A country or region by its name or code, else a person."""
        codes = self._countries(value)
        if codes:
            wanted = tuple(token("country", number) for number in self._numbers("country", codes)) or _NOTHING
            return {"note": wanted, "product": wanted}
        return {"note": tuple(token("author", one) for one in self._people(value)) or _NOTHING}

    def _refs(self, value: str, kind: str) -> list[str]:
        """Return what a filter's value names: exact names if there are any, else all that begin with it."""
        form = typed_form(value)
        rows = self._connection.execute(
            """SELECT key = ?, ref FROM term_keys JOIN terms ON terms.id = term
               WHERE key >= ? AND key < ? AND kind = ? ORDER BY key = ? DESC, term LIMIT ?""",
            (form, form, form + "\U0010ffff", kind, form, _MOST),
        ).fetchall()
        exact = [row[1] for row in rows if row[0]]
        return list(dict.fromkeys(" ".join(exact or [row[1] for row in rows]).split()))

    def _numbers(self, kind: str, ids: list[str]) -> list[int]:
        query = f"SELECT number FROM search_names WHERE kind = ? AND id IN {one_of(ids)}"
        return [row[0] for row in self._connection.execute(query, (kind, *ids))]

    def _countries(self, value: str) -> list[str]:
        form = typed_form(value)
        rows = self._connection.execute("SELECT code, name_zh, name_en FROM countries").fetchall()
        forms = [(row[0], [typed_form(each) for each in row]) for row in rows]
        exact = [code for code, names in forms if form in names]
        return exact or [c for c, names in forms if form and any(name.startswith(form) for name in names[1:])]

    def _people(self, value: str) -> list[str]:
        words = parse(self._connection, value).words
        if not words:
            return []
        ranks = index.matching(self._connection, "person", expression(words, []), _MOST)
        return [place.id for place in index.places(self._connection, "person", ranks)]

    def complete(self, typed: str, limit: int) -> tuple[str, ...]:
        """Return values for the filter word at the end of ``typed``; nothing when there is none."""
        found = _UNFINISHED.search(typed)
        if not found:
            return ()
        name, value = found[1].lower(), typed_form(found[2])
        if name == "from":
            rows = self._connection.execute(
                """SELECT code, name_zh, name_en FROM countries
                   WHERE code IN (SELECT id FROM search_names WHERE kind = 'country')"""
            ).fetchall()
            names = [
                row[1] if not found[2].isascii() or not found[2] else row[2]
                for row in rows
                if any(typed_form(each).startswith(value) for each in row)
            ]
            return tuple(sorted(names)[:limit])
        where = "key >= ? AND key < ? AND" if value else ""
        values = (value, value + "\U0010ffff") if value else ()
        rows = self._connection.execute(
            f"""SELECT DISTINCT text FROM term_keys JOIN terms ON terms.id = term
                WHERE {where} kind = ? ORDER BY term LIMIT ?""",
            (*values, name, limit),
        ).fetchall()
        return tuple(f'"{row[0]}"' if " " in row[0] else row[0] for row in rows)
