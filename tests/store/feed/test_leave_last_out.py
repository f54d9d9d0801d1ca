"""The harness counts right, and our feed beats its peers where tastes are clear."""

from __future__ import annotations

import random
from math import log2
from pathlib import Path

import pytest

from tests.bench.leave_last_out import BEGINNING, DAY, compare, read_likes, read_tags, score, split


def test_files_in_both_shapes(tmp_path: Path) -> None:
    (tmp_path / "triples").write_text("ann\ttea\t1700000200\nann\tmilk\t1700000100\nben tea 1700000300\n")
    assert read_likes(tmp_path / "triples")["ann"] == [("milk", 1_700_000_100), ("tea", 1_700_000_200)]
    (tmp_path / "rows").write_text("ann tea milk cake\n")
    assert read_likes(tmp_path / "rows")["ann"][1] == ("milk", BEGINNING + DAY)
    (tmp_path / "tags").write_text("tea hot green\n\nmilk white\n")
    assert read_tags(tmp_path / "tags") == {"tea": ["hot", "green"], "milk": ["white"]}


def test_scores_by_hand() -> None:
    last = {"a": "x", "b": "y", "c": "z"}
    lists = {"a": ["x"], "b": ["o", "o2", "y"], "c": [*(f"n{n}" for n in range(20)), "z"]}
    found = score(last, lambda user: lists[user])
    assert found.recall == pytest.approx(2 / 3)
    assert found.ndcg == pytest.approx((1 + 1 / log2(4)) / 3)
    assert found.mrr == pytest.approx((1 + 1 / 3) / 3)


def test_only_the_last_like_is_kept_back() -> None:
    known, last = split({"a": [("x", 1), ("y", 2), ("z", 3)], "b": [("x", 1)]})
    assert known["a"] == [("x", 1), ("y", 2)]
    assert known["b"] == [("x", 1)]
    assert last == {"a": "z"}


def test_the_feed_foresees_clear_tastes(tmp_path: Path) -> None:
    chance = random.Random(5)
    items = {f"{taste}-{n}": taste for taste in ("tea", "cats", "wine", "bags") for n in range(24)}
    tags = {item: [taste, f"{taste}{chance.randrange(4)}"] for item, taste in items.items()}
    likes = {}
    for user in range(40):
        taste = ("tea", "cats", "wine", "bags")[user % 4]
        own = [item for item in items if items[item] == taste]
        likes[str(user)] = [
            (item, BEGINNING + n * DAY)
            for n, item in enumerate(chance.sample(own, 8) + ["tea-0"][: user % 2])
        ]
        chance.shuffle(own)
    found = compare(likes, tags, tmp_path)
    ours = found["our feed"]
    assert ours.recall > 2 * found["popularity"].recall
    assert ours.recall >= 0.9 * max(one.recall for one in found.values())
