"""The judged-set harness measures right, and our search answers the small set in it well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.relevance import contenders
from tests.bench.relevance.__main__ import SMALL
from tests.bench.relevance.judged import JudgedSet, measure, read


def test_the_measures() -> None:
    judged = JudgedSet({"q": "x", "r": "y"}, {}, {"q": {"a": 2, "b": 1}, "r": {"c": 1}, "s": {"d": 0}})
    answers = {"x": ["z", "b", "a"], "y": []}
    found = measure(judged, lambda query, limit: answers[query])
    assert found.queries == 2
    assert found.mrr_10 == pytest.approx((1 / 2 + 0) / 2)
    assert found.recall_20 == found.recall_50 == pytest.approx(0.5)
    assert found.ndcg_20 == pytest.approx(((1 / 1.585 + 3 / 2) / (3 + 1 / 1.585)) / 2, rel=1e-3)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    for name, text in (("queries", "q\tx\n"), ("documents", "a\tb\tc\n"), ("judgements", "q\n")):
        (tmp_path / f"{name}.tsv").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"judgements.tsv, line 1"):
        read(tmp_path)


def test_our_search_is_better_than_plain_ones_on_the_small_set(tmp_path: Path) -> None:
    judged = read(SMALL)
    with contenders.ours(judged, tmp_path) as answer:
        mine = measure(judged, answer)
    with contenders.plain_fts(judged, "words") as answer:
        plain = measure(judged, answer)
    assert mine.mrr_10 >= 0.95 and mine.recall_20 >= 0.95
    assert mine.mrr_10 > plain.mrr_10 and mine.ndcg_20 > plain.ndcg_20
