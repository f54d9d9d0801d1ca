"""``python -m tests.bench.relevance FOLDER``: our search and its peers on the judged set in a folder."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.relevance import contenders
from tests.bench.relevance.judged import Answer, JudgedSet, measure, read

SMALL = Path(__file__).parent / "small"


def compare(judged: JudgedSet, folder: Path) -> Table:
    """Return the table of all contenders."""
    entries: dict[str, Callable[[], AbstractContextManager[Answer]]] = {
        "ours": lambda: contenders.ours(judged, folder),
        "FTS5 bm25, words": lambda: contenders.plain_fts(judged, "words"),
        "FTS5 bm25, pairs": lambda: contenders.plain_fts(judged, "bigrams"),
        "FTS5 trigram": lambda: contenders.plain_fts(judged, "trigram"),
        "tantivy bm25, words": lambda: contenders.tantivy_words(judged),
    }
    table = Table("contender", "MRR@10", "recall@20", "recall@50", "NDCG@20", "ms a query")
    for name, enter in entries.items():
        try:
            with enter() as answer:
                began = time.perf_counter()
                found = measure(judged, answer)
                spent = (time.perf_counter() - began) * 1_000 / max(1, found.queries)
        except ImportError:
            table.add_row(name, "not installed", "", "", "", "")
            continue
        values = (found.mrr_10, found.recall_20, found.recall_50, found.ndcg_20)
        table.add_row(name, *(f"{value:.3f}" for value in values), f"{spent:.2f}")
    return table


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SMALL
    judged = read(folder)
    with tempfile.TemporaryDirectory() as name:
        table = compare(judged, Path(name))
    table.title = f"{folder.name}: {len(judged.documents):,} documents, {len(judged.grades):,} judged queries"
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
