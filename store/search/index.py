"""The index: posting lists of notes, goods and people in FTS5, in the order of their worth.

A row of ``search_<shelf>`` gives a document its rank; the rank is its rowid in the posting lists, the best
first, so that the first two hundred matches of any query come without looking at the others. What changes
gets a new rank before all others and its old one becomes a dead row (``id`` NULL): nothing is ever taken
out of a posting list, which the FTS5 of SQLite 3.40 could only do by being told the old text exactly.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.database.rows import insert_many, one_of, upsert_many
from store.database.settings import keep_setting, setting
from store.database.sqlite import among, has_tables, listed
from store.search import tokens
from store.search.documents import Document

SHELVES = {"note": "notes", "product": "goods", "person": "people"}
"""The kinds of documents, and how their shelves are called in the names of tables."""

VERSION_KEY = "search/version"
NEXT = "_next"
_HASH_BYTES = 48 << 20
_FTS = """CREATE VIRTUAL TABLE {name} USING fts5
    (t, content='', columnsize=0, detail=none, tokenize='ascii')"""


class Row(NamedTuple):
    """A document with its place: the tokens of its title and of everything, each joined by blanks."""

    rank: int
    id: str
    title: str
    whole: str
    facts: int
    fen: int


def row_of(rank: int, document: Document) -> Row:
    """Return a document as the row at ``rank``."""
    title, whole = " ".join(document.title), " ".join(document.whole)
    return Row(rank, document.id, title, whole, document.facts, document.fen)


class Change(NamedTuple):
    """A line of ``search_changes``."""

    kind: str
    id: str


def version(connection: sqlite3.Connection) -> int:
    """Return the version of the tokens in the index, 0 when there is no whole index."""
    found = setting(connection, VERSION_KEY)
    return int(found) if found is not None and exists(connection) else 0


def current(connection: sqlite3.Connection) -> bool:
    """Tell whether the index is there and made of today's tokens."""
    return version(connection) == tokens.VERSION


def _tables(suffix: str = "") -> list[str]:
    """Return the names of the index's tables, posting lists first."""
    lists = [f"found_{shelf}{part}{suffix}" for shelf in SHELVES.values() for part in ("", "_titles")]
    return [*lists, *(f"search_{shelf}{suffix}" for shelf in SHELVES.values()), f"search_grams{suffix}"]


def exists(connection: sqlite3.Connection, suffix: str = "") -> bool:
    """Tell whether all tables of the index are there."""
    return has_tables(connection, _tables(suffix))


def create(connection: sqlite3.Connection, suffix: str = "") -> None:
    """Create empty tables in place of existing ones."""
    drop(connection, suffix)
    for name in _tables(suffix):
        if name.startswith("found_"):
            connection.execute(_FTS.format(name=name))
    for shelf in SHELVES.values():
        connection.execute(
            f"""CREATE TABLE search_{shelf}{suffix}
                (rank INTEGER PRIMARY KEY, id TEXT UNIQUE, facts INTEGER NOT NULL, fen INTEGER NOT NULL)
                STRICT"""
        )
    connection.execute(
        f"""CREATE TABLE search_grams{suffix}
            (gram TEXT PRIMARY KEY, documents INTEGER NOT NULL) STRICT, WITHOUT ROWID"""
    )


def drop(connection: sqlite3.Connection, suffix: str = "") -> None:
    """Drop the tables that exist."""
    for name in _tables(suffix):
        connection.execute(f"DROP TABLE IF EXISTS {name}")


def swap(connection: sqlite3.Connection) -> None:
    """Put the tables that were built beside the old ones in their place."""
    drop(connection)
    for old, new in zip(_tables(NEXT), _tables(), strict=True):
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")


def mark_current(connection: sqlite3.Connection) -> None:
    """Remember that the index is whole and of today's tokens."""
    keep_setting(connection, VERSION_KEY, str(tokens.VERSION))


def big_steps(connection: sqlite3.Connection, on: bool, suffix: str) -> None:
    """Let FTS5 gather more in memory before it writes, while a whole index is built (half the time)."""
    for name in _tables(suffix):
        if name.startswith("found_"):
            size = _HASH_BYTES if on else 1 << 20
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', {size})")


def add(connection: sqlite3.Connection, kind: str, documents: Sequence[Document]) -> None:
    """Put documents before all others (into an empty shelf: in the order of their worth), old ones anew."""
    shelf = SHELVES[kind]
    first = connection.execute(f"SELECT MIN(rank) FROM search_{shelf}").fetchone()[0]
    start = 1 if first is None else min(first, 1) - len(documents)
    remove(connection, kind, [document.id for document in documents])
    ordered = sorted(documents, key=lambda document: (-document.worth, document.id))
    insert(connection, kind, [row_of(start + place, document) for place, document in enumerate(ordered)])
    count(connection, [document.whole for document in documents])


def insert(connection: sqlite3.Connection, kind: str, rows: Sequence[Row], suffix: str = "") -> None:
    """Write documents with ascending ranks."""
    shelf = SHELVES[kind]
    places = [(row.rank, row.id, row.facts, row.fen) for row in rows]
    insert_many(connection, f"search_{shelf}{suffix}", ("rank", "id", "facts", "fen"), places)
    wholes = [(row.rank, row.whole) for row in rows]
    insert_many(connection, f"found_{shelf}{suffix}", ("rowid", "t"), wholes)
    titles = [(row.rank, row.title) for row in rows if row.title]
    insert_many(connection, f"found_{shelf}_titles{suffix}", ("rowid", "t"), titles)


def remove(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> None:
    """Remove documents from the index."""
    connection.executemany(
        f"UPDATE search_{SHELVES[kind]} SET id = NULL, facts = 0, fen = 0 WHERE id = ?", [(id,) for id in ids]
    )


def count(connection: sqlite3.Connection, wholes: Iterable[Iterable[str]]) -> None:
    """Add documents to the number that each token is in."""
    found = Counter(token for whole in wholes for token in whole if token[0] != "§")
    upsert_many(connection, "search_grams", ("gram", "documents"), found.items(), key=("gram",), adding=True)


def count_all(connection: sqlite3.Connection, suffix: str, least: int) -> None:
    """Count every token that is in ``least`` documents or more, from the posting lists themselves."""
    for kind in ("note", "product"):
        name = f"found_{SHELVES[kind]}{suffix}"
        connection.execute(f"CREATE VIRTUAL TABLE temp.counted USING fts5vocab('main', '{name}', 'row')")
        connection.execute(
            f"""INSERT INTO search_grams{suffix} (gram, documents) SELECT term, doc FROM temp.counted
                WHERE doc >= ? AND term NOT GLOB '§*'
                ON CONFLICT (gram) DO UPDATE SET documents = documents + excluded.documents""",
            (least,),
        )
        connection.execute("DROP TABLE temp.counted")


def matching(
    connection: sqlite3.Connection, kind: str, query: str, limit: int, *, titles: bool = False
) -> list[int]:
    """Return the ranks of the first documents that match an FTS5 expression, the best first."""
    name = f"found_{SHELVES[kind]}{'_titles' if titles else ''}"
    rows = connection.execute(
        f"SELECT rowid FROM {name} WHERE {name} MATCH ? ORDER BY rowid LIMIT ?", (query, limit)
    )
    return [row[0] for row in rows]


class Place(NamedTuple):
    """A current document in the index: its id, its facts, and its price to the door in fen (0: none)."""

    rank: int
    id: str
    facts: int
    fen: int


def places(connection: sqlite3.Connection, kind: str, ranks: list[int]) -> list[Place]:
    """Return the documents that are still current at some ranks, the best first."""
    rows = connection.execute(
        f"""SELECT rank, id, facts, fen FROM search_{SHELVES[kind]}
            WHERE rank IN ({among()}) AND id IS NOT NULL ORDER BY rank""",
        (listed(ranks),),
    )
    return list(map(Place._make, rows))


def posted(connection: sqlite3.Connection, kind: str, token: str, rank: int) -> bool:
    """Tell whether the document at a rank is in the posting list of a token."""
    name = f"found_{SHELVES[kind]}"
    query = f"SELECT 1 FROM {name} WHERE {name} MATCH ? AND rowid = ?"
    return connection.execute(query, (f'"{token}"', rank)).fetchone() is not None


def last_rank(connection: sqlite3.Connection, kind: str) -> int:
    """Return the highest rank of a shelf: about how many documents it has."""
    return int(connection.execute(f"SELECT MAX(rank) FROM search_{SHELVES[kind]}").fetchone()[0] or 0)


def frequencies(connection: sqlite3.Connection, grams: Sequence[str]) -> dict[str, int]:
    """Return in how many documents each token is, as far as it is counted."""
    query = f"SELECT gram, documents FROM search_grams WHERE gram IN {one_of(grams)}"
    rows = connection.execute(query, grams)
    return {row[0]: row[1] for row in rows}


def beginning_with(connection: sqlite3.Connection, letters: str, limit: int) -> list[str]:
    """Return the tokens that begin with some letters, those in most documents first."""
    rows = connection.execute(
        """SELECT gram FROM (SELECT gram, documents FROM search_grams WHERE gram >= ? AND gram < ? LIMIT 2000)
           ORDER BY documents DESC, gram LIMIT ?""",
        (letters, letters + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]
