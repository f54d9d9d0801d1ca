"""Names behind the numbers of facts, kept while the world is open, and brands and tags that fit what was typed."""

from __future__ import annotations

import sqlite3

from store.catalogue.records import Brand
from store.database.base import Database, both
from store.database.rows import one_of
from store.database.sqlite import has_tables
from store.search.suggest import suggest
from store.search.terms import typed_form
from store.words import Bilingual

_TABLES = {"category": ("categories", "id"), "brand": ("brands", "id"), "country": ("countries", "code")}


class Naming:
    """Ids and names by number, and numbers by id; read again when a number is not known."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.numbers: dict[tuple[str, str], int] = {}
        self._ids: dict[tuple[str, int], str] = {}
        self._parents: dict[str, str | None] = {}
        self._lines: dict[int, list[str]] = {}
        self._read()

    def _read(self) -> None:
        """Read the numbers of names, and the parents of categories, from the index."""
        connection = self._database.read()
        self._lines.clear()
        for kind, number, key in connection.execute("SELECT kind, number, id FROM search_names"):
            self.numbers[kind, key] = number
            self._ids[kind, number] = key
        self._parents = dict(connection.execute("SELECT id, parent FROM categories").fetchall())

    def id_of(self, kind: str, number: int) -> str:
        """Return the id behind a number (empty when there is none)."""
        if (kind, number) not in self._ids:
            self._read()
        return self._ids.get((kind, number), "")

    def line(self, number: int) -> list[str]:
        """Return the category of a number and all that it lies in, the top first."""
        found = self._lines.get(number)
        if found is None:
            found = self._lines[number] = self.above(self.id_of("category", number))
        return found

    def above(self, category: str) -> list[str]:
        """Return a category and all that it lies in, the top first."""
        line: list[str] = []
        current: str | None = category
        while current and current not in line:
            line.append(current)
            current = self._parents.get(current)
        return line[::-1]

    def names(self, kind: str, ids: list[str]) -> dict[str, Bilingual]:
        """Return the names of some categories, brands or countries."""
        table, key = _TABLES[kind]
        wanted = tuple(ids)
        query = f"SELECT {key} AS key, name_zh, name_en FROM {table} WHERE {key} IN {one_of(wanted)}"
        return {row["key"]: both(row, "name") for row in self._database.read().execute(query, wanted)}

    def brands(self, connection: sqlite3.Connection, text: str, limit: int) -> tuple[Brand, ...]:
        """Return the brands whose name is, or begins with, what was typed."""
        form = typed_form(text)
        if len(form) < 2:
            return ()
        rows = connection.execute(
            """SELECT DISTINCT ref FROM term_keys JOIN terms ON terms.id = term
               WHERE key >= ? AND key < ? AND kind = 'brand' ORDER BY term LIMIT ?""",
            (form, form + "\U0010ffff", limit),
        ).fetchall() if self._has_terms(connection) else []  # fmt: skip
        refs = tuple(dict.fromkeys(" ".join(row[0] for row in rows).split()))[:limit]
        found = connection.execute(f"SELECT * FROM brands WHERE id IN {one_of(refs)}", refs)
        brands = {
            row["id"]: Brand(row["id"], both(row, "name"), row["latin"], row["country"], both(row, "story"))
            for row in found
        }
        return tuple(brands[ref] for ref in refs if ref in brands)

    def tags(self, connection: sqlite3.Connection, text: str, limit: int) -> tuple[str, ...]:
        """Return the tags that begin with what was typed."""
        if not self._has_terms(connection):
            return ()
        return tuple(one.text for one in suggest(connection, text, 4 * limit) if one.kind == "tag")[:limit]

    @staticmethod
    def _has_terms(connection: sqlite3.Connection) -> bool:
        return has_tables(connection, ("term_keys",))
