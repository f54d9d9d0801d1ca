"""Plain ways to search the same notes: FTS5 with its own bm25 over words, its trigrams, and tantivy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from store.search.tokens import fold
from tests.bench.relevance.contenders import words

MOST = 20
Answer = Callable[[str], object]


class Texts:
    """The texts of all notes of a world, one after the other."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[str]:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        query = "SELECT title_zh || ' ' || title_en || ' ' || body_zh || ' ' || body_en FROM notes"
        yield from (row[0] for row in connection.execute(query))
        connection.close()


def _fts(texts: Texts, path: Path, options: str, split: Callable[[str], str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA cache_size = -64000")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5 (t, content='', {options})")
    connection.executemany("INSERT INTO found (t) VALUES (?)", ((split(text),) for text in texts))
    connection.commit()
    return connection


def _ask(connection: sqlite3.Connection, query: str) -> list[Any]:
    if not query:
        return []
    sql = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT {MOST}"
    return connection.execute(sql, (query,)).fetchall()


def fts_words(texts: Texts, folder: Path) -> Answer:
    """Return FTS5 over words cut by the dictionary, all words, by bm25."""
    connection = _fts(texts, folder / "words.db", "tokenize='unicode61'", lambda text: " ".join(words(text)))
    return lambda typed: _ask(connection, " ".join(f'"{word}"' for word in words(typed)))


def fts_trigram(texts: Texts, folder: Path) -> Answer:
    """Return FTS5's trigram tokenizer, by bm25; it finds nothing for less than three characters."""
    connection = _fts(texts, folder / "trigram.db", "tokenize='trigram', detail='full'", fold)
    return lambda typed: _ask(
        connection,
        " ".join('"' + part.replace('"', '""') + '"' for part in fold(typed).split() if len(part) > 2),
    )


def tantivy_words(texts: Texts, folder: Path) -> Answer:
    """Return tantivy over the same words, all words, by bm25; raises ``ImportError``."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("t", tokenizer_name="whitespace")
    schema = builder.build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(folder / "tantivy"))
    writer = index.writer(128_000_000, 1)
    for text in texts:
        writer.add_document(tantivy.Document.from_dict({"t": " ".join(words(text))}, schema))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(typed: str) -> object:
        wanted = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "t", word)) for word in words(typed)]
        return searcher.search(tantivy.Query.boolean_query(wanted), MOST).hits if wanted else []

    return answer


PEERS: Mapping[str, Callable[[Texts, Path], Answer]] = {
    "FTS5 bm25 over words": fts_words,
    "FTS5 trigram": fts_trigram,
    "tantivy over words": tantivy_words,
}
