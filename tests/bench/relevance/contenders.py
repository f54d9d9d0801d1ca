"""What is compared on a judged set: our search, and the plain ways to search with the same texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.community.records import Person
from store.exchange.bulk import BulkLoad
from store.search.tokens import cut, fold, paired, runs
from store.words import NOTHING
from tests.bench.relevance.judged import Answer, JudgedSet

NOW = 1_795_333_320


@contextmanager
def ours(judged: JudgedSet, folder: Path) -> Iterator[Answer]:
    """Yield the search of the shop over the documents, each a note without likes."""
    store = Store.open(folder / "judged.db", FixedClock(NOW))
    store.people.add(Person("author", NOTHING, "reader", None, NOTHING, NOTHING, NOTHING))
    rows = [
        (id, "review", "recommend", "author", "all", title, "", body, "", "", "", "{}", "[]", "[]", 0, 0, 0, 0, NOW, NOW)
        for id, (title, body) in judged.documents.items()
    ]  # fmt: skip
    load = BulkLoad(store.database)
    with load.under_way({}):
        load.write({"notes": rows}, {})
        load.finish({})
    store.search.rebuild()
    yield store.search.ids
    store.close()


def words(text: str) -> list[str]:
    """Return a text cut into words."""
    return [
        word for run in runs(fold(text)) for word in (cut(run) if paired(run) and len(run) > 1 else [run])
    ]


def bigrams(text: str) -> list[str]:
    """Return a text as pairs of characters, and whole words of other writing."""
    return [
        gram
        for run in runs(fold(text))
        for gram in (([run[i : i + 2] for i in range(len(run) - 1)] or [run]) if paired(run) else [run])
    ]


@contextmanager
def plain_fts(judged: JudgedSet, how: str) -> Iterator[Answer]:
    """Yield FTS5's own bm25, any word: over ``words``, ``bigrams``, or its ``trigram`` tokenizer."""
    connection = sqlite3.connect(":memory:")
    tokenizer = "trigram" if how == "trigram" else "unicode61"
    split = {"words": words, "bigrams": bigrams, "trigram": lambda text: [text]}[how]
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5 (title, body, tokenize='{tokenizer}')")
    ids = list(judged.documents)
    connection.executemany(
        "INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)",
        [
            (number, " ".join(split(judged.documents[id][0])), " ".join(split(judged.documents[id][1])))
            for number, id in enumerate(ids)
        ],
    )

    def answer(query: str, limit: int) -> list[str]:
        text = fold(query)
        parts = [text[i : i + 3] for i in range(len(text) - 2)] if how == "trigram" else split(query)
        quoted = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts if part.strip())
        if not quoted:
            return []
        rows = connection.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?", (quoted, limit)
        )
        return [ids[row[0]] for row in rows]

    yield answer
    connection.close()


@contextmanager
def tantivy_words(judged: JudgedSet) -> Iterator[Answer]:
    """Yield tantivy's bm25, any word; raises ``ImportError`` where it is not installed."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("key", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", tokenizer_name="whitespace")
    built = schema.build()
    searched = tantivy.Index(built)
    writer = searched.writer(64_000_000)
    for id, (title, body) in judged.documents.items():
        text = " ".join(words(f"{title} {body}"))
        writer.add_document(tantivy.Document.from_dict({"key": id, "text": text}, built))
    writer.commit()
    searched.reload()
    searcher = searched.searcher()

    def answer(query: str, limit: int) -> list[str]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(built, "text", word)) for word in words(query)
        ]
        if not terms:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(terms), limit).hits
        return [searcher.doc(address)["key"][0] for _, address in hits]

    yield answer
