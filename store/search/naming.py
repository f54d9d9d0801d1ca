"""Names behind the numbers of facts, and brands and tags that fit what was typed."""

from __future__ import annotations

import sqlite3

from store.catalogue.records import Brand
from store.database.base import Database, both
from store.database.remembered import Remembered
from store.database.rows import one_of
from store.database.sqlite import has_tables
from store.search.suggest import suggest
from store.search.terms import typed_form
from store.words import Bilingual

_TABLES = {"category": ("categories", "id"), "brand": ("brands", "id"), "country": ("countries", "code")}


class Naming:
    """Ids and names by number, and numbers by id.

    A number is given once and for all, so that it is read once; what lies above a category is read again when
    anything in the file has changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers: dict[tuple[str, str], int] = {}
        self._ids: dict[tuple[str, int], str] = {}
        self._lines = Remembered(database, self._line)

    def number_of(self, kind: str, id: str) -> int:
        """Return the number of an id (0 when it has none yet)."""
        if (kind, id) not in self._numbers:
            query = "SELECT number FROM search_names WHERE kind = ? AND id = ?"
            row = self._database.read().execute(query, (kind, id)).fetchone()
            if row is None:
                return 0
            self._numbers[kind, id] = row[0]
        return self._numbers[kind, id]

    def id_of(self, kind: str, number: int) -> str:
        """Return the id behind a number (empty when there is none)."""
        if (kind, number) not in self._ids:
            query = "SELECT id FROM search_names WHERE kind = ? AND number = ?"
            row = self._database.read().execute(query, (kind, number)).fetchone()
            if row is None:
                return ""
            self._ids[kind, number] = row[0]
        return self._ids[kind, number]

    def line(self, number: int) -> tuple[str, ...]:
        """Return the category of a number and all that it lies in, the top first."""
        return self.above(self.id_of("category", number))

    def above(self, category: str) -> tuple[str, ...]:
        """Return a category and all that it lies in, the top first."""
        return self._lines.of(category)

    def _line(self, category: str) -> tuple[str, ...]:
        """Return a category with those above it, the top of the tree first."""
        line: list[str] = []
        current: str | None = category
        query = "SELECT parent FROM categories WHERE id = ?"
        while current and current not in line:
            line.append(current)
            row = self._database.read().execute(query, (current,)).fetchone()
            current = row[0] if row else None
        return tuple(line[::-1])

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
