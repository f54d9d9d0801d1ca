"""Small numbers for the ids that facts name: categories, brands, countries; and what lies above a category."""

from __future__ import annotations

import sqlite3

from store.database.rows import insert
from store.search.facets import token


class Names:
    """Numbers by id, read when they are first asked for; an id without a number gets the next one."""

    def __init__(self, connection: sqlite3.Connection, *, fixed: bool = False) -> None:
        """``fixed`` ones give no new numbers (0 instead), for connections that only read."""
        self._connection = connection
        self._fixed = fixed
        self._numbers: dict[tuple[str, str], int] = {}
        self._marks: dict[str, frozenset[str]] = {}

    def number(self, kind: str, id: str) -> int:
        """Return the number of an id, from 1."""
        found = self._numbers.get((kind, id))
        if found is None:
            query = "SELECT number FROM search_names WHERE kind = ? AND id = ?"
            row = self._connection.execute(query, (kind, id)).fetchone()
            found = row[0] if row else 0 if self._fixed else self._new(kind, id)
            self._numbers[kind, id] = found
        return found

    def _new(self, kind: str, id: str) -> int:
        query = "SELECT COALESCE(MAX(number), 0) + 1 FROM search_names WHERE kind = ?"
        number = int(self._connection.execute(query, (kind,)).fetchone()[0])
        insert(self._connection, "search_names", {"kind": kind, "number": number, "id": id})
        return number

    def number_all(self) -> None:
        """Give a number to every category, brand and country there is."""
        for kind, table, key in (
            ("category", "categories", "id"), ("brand", "brands", "id"), ("country", "countries", "code"),
        ):  # fmt: skip
            for row in self._connection.execute(f"SELECT {key} FROM {table}").fetchall():
                self.number(kind, row[0])

    def marks_above(self, category: str) -> frozenset[str]:
        """Return the tokens of a category and of all that it lies in."""
        found = self._marks.get(category)
        if found is None:
            found = frozenset(token("category", self.number("category", one)) for one in self.above(category))
            self._marks[category] = found
        return found

    def above(self, category: str) -> list[str]:
        """Return a category and all that it lies in, itself first."""
        line: list[str] = []
        current: str | None = category
        while current and current not in line:
            line.append(current)
            row = self._connection.execute(
                "SELECT parent FROM categories WHERE id = ?", (current,)
            ).fetchone()
            current = row[0] if row else None
        return line
