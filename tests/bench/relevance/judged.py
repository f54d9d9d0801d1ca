"""Reading a judged set, and the measures: MRR@10, recall@20, recall@50, NDCG@20.

A set is a folder of three tab-separated files: ``queries.tsv`` (id, text), ``documents.tsv`` (id, title,
body) and ``judgements.tsv`` (query, document, grade); what is not judged counts as grade 0.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Answer = Callable[[str, int], Sequence[str]]
"""Takes a query and a number, returns so many ids of documents, best first."""

DEEPEST = 50


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Queries by id, documents (title, body) by id, grades by query and document."""

    queries: Mapping[str, str]
    documents: Mapping[str, tuple[str, str]]
    grades: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The means over all queries that have something relevant."""

    mrr_10: float
    recall_20: float
    recall_50: float
    ndcg_20: float
    queries: int


def read(folder: Path) -> JudgedSet:
    """Read a judged set; raises ``ValueError`` naming file and line of what cannot be read."""
    grades: dict[str, dict[str, int]] = {}
    for query, document, grade in _lines(folder / "judgements.tsv", 3):
        grades.setdefault(query, {})[document] = int(grade)
    return JudgedSet(
        {line[0]: line[1] for line in _lines(folder / "queries.tsv", 2)},
        {line[0]: (line[1], line[2]) for line in _lines(folder / "documents.tsv", 3)},
        grades,
    )


def _lines(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            parts = line.split("\t")
            if len(parts) < columns:
                parts += [""] * (columns - len(parts)) if columns == 3 and len(parts) == 2 else []
            if len(parts) != columns:
                raise ValueError(f"{path.name}, line {number}: {len(parts)} columns, not {columns}")
            yield parts


def measure(judged: JudgedSet, answer: Answer) -> Measured:
    """Ask all queries and return the means."""
    mrr, recall_20, recall_50, ndcg = [], [], [], []
    for query, grades in judged.grades.items():
        relevant = {document for document, grade in grades.items() if grade > 0}
        if not relevant or query not in judged.queries:
            continue
        found = list(answer(judged.queries[query], DEEPEST))
        first = next((place for place, one in enumerate(found[:10], start=1) if one in relevant), None)
        mrr.append(1 / first if first else 0.0)
        recall_20.append(len(relevant & set(found[:20])) / len(relevant))
        recall_50.append(len(relevant & set(found[:50])) / len(relevant))
        ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)
        ndcg.append(_gain([2 ** grades.get(one, 0) - 1 for one in found[:20]]) / _gain(ideal[:20]))
    return Measured(*(statistics.fmean(some) for some in (mrr, recall_20, recall_50, ndcg)), len(mrr))


def _gain(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))
