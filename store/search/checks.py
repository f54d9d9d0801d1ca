"""Checks that the index agrees with the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from functools import partial

from store.database.checks import Check
from store.search import index
from store.search.documents import Documents
from store.search.names import Names
from store.search.rebuild import ORDER

SAMPLE, TOKENS, MATCHES = 24, 24, 40


def checks(on: date) -> dict[str, Check]:
    """Return what is compared, by the name of its check; ``on`` is the day of the prices."""
    return {"search-index": _documents, "search-postings": partial(_postings, on=on)}


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is in a table and not in the index, or the other way round."""
    if not index.current(connection):
        yield f"version {index.version(connection)}"
        return
    for kind, (table, _) in ORDER.items():
        shelf = f"search_{index.SHELVES[kind]}"
        waiting = f"SELECT id FROM search_changes WHERE kind = '{kind}'"
        missing = f"SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM {shelf} WHERE id IS NOT NULL)"
        gone = f"SELECT id FROM {shelf} WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM {table})"
        for sign, query in (("-", missing), ("+", gone)):
            for row in connection.execute(f"{query} AND id NOT IN ({waiting})"):
                yield f"{sign}{kind}/{row[0]}"


def _postings(connection: sqlite3.Connection, on: date) -> Iterator[str]:
    """Yield documents of a sample whose tokens and posting lists differ, either way."""
    if not index.current(connection):
        return
    documents = Documents(connection, Names(connection, fixed=True), on)
    for kind in ORDER:
        sample = _sample(connection, kind)
        tokens: list[str] = []
        for document in documents.read(kind, list(sample)):
            for token in sorted(document.whole):
                if not index.posted(connection, kind, token, sample[document.id]):
                    yield f"{kind}/{document.id} lacks {token}"
                    break
            tokens += sorted(document.whole)[:: max(1, len(document.whole))]
        for token in tokens[:TOKENS]:
            yield from _too_much(connection, documents, kind, token)


def _sample(connection: sqlite3.Connection, kind: str) -> dict[str, int]:
    """Return documents from all over a shelf, with their ranks."""
    shelf = f"search_{index.SHELVES[kind]}"
    low, high = connection.execute(f"SELECT MIN(rank), MAX(rank) FROM {shelf}").fetchone()
    if low is None:
        return {}
    found: dict[str, int] = {}
    waiting = f"SELECT id FROM search_changes WHERE kind = '{kind}'"
    for place in range(SAMPLE):
        row = connection.execute(
            f"""SELECT id, rank FROM {shelf} WHERE rank >= ? AND id IS NOT NULL AND id NOT IN ({waiting})
                ORDER BY rank LIMIT 1""",
            (low + (high - low) * place // SAMPLE,),
        ).fetchone()
        if row:
            found[row[0]] = row[1]
    return found


def _too_much(connection: sqlite3.Connection, documents: Documents, kind: str, token: str) -> Iterator[str]:
    """Yield indexed documents that do not have the token; those waiting to be indexed are left out."""
    ranks = index.matching(connection, kind, f'"{token}"', MATCHES)
    places = {place.id for place in index.places(connection, kind, ranks)}
    waiting = {row[0] for row in connection.execute("SELECT id FROM search_changes WHERE kind = ?", (kind,))}
    for document in documents.read(kind, sorted(places - waiting)):
        if token not in document.whole:
            yield f"{kind}/{document.id} has {token}"
