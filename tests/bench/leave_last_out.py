"""How well the feed foresees what people like next: their last like is kept back, and has to come up.

``python -m tests.bench.leave_last_out INTERACTIONS [TAGS] [--users N]`` reads lines of ``user item [seconds]``
(or ``user item item ...``, the oldest first) and lines of ``item tag tag ...``, separated by tabs or blanks,
and prints recall@20, NDCG@20 and MRR@10 for our feed as it is served, and for what it has to beat.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2, sqrt
from pathlib import Path

from store import Store
from store.clock import FixedClock
from store.community.records import Person
from store.feed.behaviour import HALF_LIFE
from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual
from tests.bench.table import Report

Likes = Mapping[str, Sequence[tuple[str, int]]]
Tags = Mapping[str, Sequence[str]]
Recommend = Callable[[str], Sequence[str]]
DAY, TOP, NEIGHBOURS = 86_400, 20, 50
BEGINNING = 1_600_000_000


@dataclass(frozen=True, slots=True)
class Score:
    """What a way of recommending reached, as shares of one; ``milliseconds`` a list of twenty."""

    recall: float
    ndcg: float
    mrr: float
    milliseconds: float = 0.0


def read_likes(path: Path) -> dict[str, list[tuple[str, int]]]:
    """Read who liked what when, each person's likes in their order; without moments a day lies between two."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        user, *rest = line.split()
        if len(rest) == 2 and rest[1].isdigit() and len(rest[1]) > 8:
            found[user].append((rest[0], int(rest[1])))
        else:
            start = len(found[user])
            found[user] += [(item, BEGINNING + (start + n) * DAY) for n, item in enumerate(rest)]
    return {user: sorted(likes, key=lambda like: like[1]) for user, likes in found.items()}


def read_tags(path: Path) -> dict[str, list[str]]:
    """Read the tags of items."""
    lines = (line.split() for line in path.read_text("utf-8").splitlines() if line.strip())
    return {item: tags for item, *tags in lines}


def split(likes: Likes) -> tuple[dict[str, Sequence[tuple[str, int]]], dict[str, str]]:
    """Return everybody's likes but the last, and the last ones; who has fewer than three is not asked."""
    known = {user: one[:-1] if len(one) > 2 else one for user, one in likes.items()}
    return known, {user: one[-1][0] for user, one in likes.items() if len(one) > 2}


def score(last: Mapping[str, str], recommend: Recommend) -> Score:
    """Return how often, and how far up, what was kept back came up."""
    recall = ndcg = mrr = 0.0
    started = time.perf_counter()
    for user, item in last.items():
        places = list(recommend(user))[:TOP]
        if item in places:
            place = places.index(item)
            recall += 1
            ndcg += 1 / log2(place + 2)
            mrr += 1 / (place + 1) if place < 10 else 0.0
    many = max(1, len(last))
    spent = 1_000 * (time.perf_counter() - started) / many
    return Score(recall / many, ndcg / many, mrr / many, spent)


def best(scores: Mapping[str, float], but: Iterable[str]) -> list[str]:
    """Return the twenty items with the highest scores that are not known."""
    known = set(but)
    return sorted((item for item in scores if item not in known), key=lambda item: (-scores[item], item))[
        :TOP
    ]


# -- what the feed has to beat


def popularity(likes: Likes, tags: Tags) -> Recommend:
    """Recommend to everybody what most people liked."""
    counts = Counter(item for one in likes.values() for item, _ in one)
    return lambda user: best(counts, (item for item, _ in likes[user]))


def tag_profile(likes: Likes, tags: Tags, half_life: float = 0.0) -> Recommend:
    """Recommend what has the tags a person likes, rare ones first (``half_life`` in seconds, 0: for ever)."""
    items = {item for one in likes.values() for item, _ in one} | tags.keys()
    having: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for tag in tags.get(item, ()):
            having[tag].append(item)
    rarity = {tag: log(1 + len(items) / len(found)) for tag, found in having.items()}

    def recommend(user: str) -> list[str]:
        weights: dict[str, float] = defaultdict(float)
        now = max((at for _, at in likes[user]), default=0)
        for item, at in likes[user]:
            for tag in tags.get(item, ()):
                weights[tag] += 0.5 ** ((now - at) / half_life) if half_life else 1.0
        scores: dict[str, float] = defaultdict(float)
        for tag, weight in weights.items():
            for item in having[tag]:
                scores[item] += weight * rarity[tag] / sqrt(len(tags[item]))
        return best(scores, (item for item, _ in likes[user]))

    return recommend


def item_item(likes: Likes, tags: Tags) -> Recommend:
    """Recommend the items liked by the same people, by cosine, the fifty nearest of each."""
    fans: dict[str, set[str]] = defaultdict(set)
    for user, one in likes.items():
        for item, _ in one:
            fans[item].add(user)
    liked = {user: {item for item, _ in one} for user, one in likes.items()}
    near: dict[str, list[tuple[str, float]]] = {}

    def neighbours(item: str) -> list[tuple[str, float]]:
        if item not in near:
            both = Counter(other for user in fans[item] for other in liked[user] if other != item)
            cosine = {o: n / sqrt(len(fans[item]) * len(fans[o])) for o, n in both.items()}
            near[item] = sorted(cosine.items(), key=lambda pair: (-pair[1], pair[0]))[:NEIGHBOURS]
        return near[item]

    def recommend(user: str) -> list[str]:
        scores: dict[str, float] = defaultdict(float)
        now = max((at for _, at in likes[user]), default=0)
        for item, at in likes[user]:
            for other, cosine in neighbours(item):
                scores[other] += cosine * 0.5 ** ((now - at) / HALF_LIFE)
        return best(scores, liked[user])

    return recommend


# -- ours, in a world of its own


def our_feed(likes: Likes, tags: Tags, folder: Path) -> Recommend:
    """Recommend what our feed shows: items become notes, likes become saves, in a store in ``folder``."""
    store = Store.open(folder / "feed.db", FixedClock(BEGINNING))
    counts = Counter(item for one in likes.values() for item, _ in one)
    latest = max((at for one in likes.values() for _, at in one), default=BEGINNING)
    moment = {item: latest - 30 * DAY for item in counts.keys() | tags.keys()}
    with store.transaction():
        for user in likes:
            store.people.add(_person(f"u{user}"))
        for item, at in sorted(moment.items()):
            store.people.add(_person(f"i{item}"))
            _note(store, item, at, tags.get(item, ()), counts[item])
        for user, one in likes.items():
            for item, at in one:
                store.notes.add_saves(item, {f"u{user}": at})
                then = Store(store.database, FixedClock(at))
                then.interests.behaviour.of_note(f"u{user}", item, "save")
    numbers = {row[0]: row[1] for row in store.database.read().execute("SELECT rowid, id FROM notes")}

    def recommend(user: str) -> list[str]:
        then = Store(store.database, FixedClock(max((at for _, at in likes[user]), default=latest)))
        shown, _reasons = then.queue_maker.rank(f"u{user}", TOP)
        return [numbers[one.candidate.note] for one in shown]

    return recommend


def _person(key: str) -> Person:
    return Person(key, Bilingual.same(key), "reader", None, NOTHING, NOTHING, NOTHING)


def _note(store: Store, item: str, at: int, tags: Sequence[str], likes: int) -> None:
    store.notes.add(
        note_id=item, kind="daily", verdict="recommend", author_id=f"i{item}", category_id="all",
        title=Bilingual.same(item), body=NOTHING, city=NOTHING, pictures=[PictureSpec()],
        tags=[Bilingual.same(tag) for tag in tags], product_ids=(), published_at=at, saves=likes,
    )  # fmt: skip


def compare(likes: Likes, tags: Tags, folder: Path, users: int = 0) -> dict[str, Score]:
    """Return the scores of our feed and its peers, asked for ``users`` people (all when 0)."""
    known, last = split(likes)
    if users:
        asked = random.Random(1).sample(sorted(last), min(users, len(last)))
        last = {user: last[user] for user in asked}
    return {
        name: score(last, recommend)
        for name, recommend in (
            ("popularity", popularity(known, tags)),
            ("tag profile", tag_profile(known, tags)),
            ("tag profile, decayed", tag_profile(known, tags, HALF_LIFE)),
            ("item-item cosine", item_item(known, tags)),
            ("our feed", our_feed(known, tags, folder)),
        )
    }


def main() -> None:
    """Compare on files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("interactions", type=Path)
    parser.add_argument("tags", type=Path, nargs="?")
    parser.add_argument("--users", type=int, default=0)
    chosen = parser.parse_args()
    tags = read_tags(chosen.tags) if chosen.tags else {}
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(read_likes(chosen.interactions), tags, Path(folder), chosen.users)
    base = found["popularity"]
    for name, one in found.items():
        report(f"{name}: recall@20", 100 * one.recall, "%", 100 * base.recall)
        report(f"{name}: NDCG@20", 100 * one.ndcg, "%", 100 * base.ndcg)
        report(f"{name}: MRR@10", 100 * one.mrr, "%", 100 * base.mrr)
        report(f"{name}: a list", one.milliseconds, "ms")
    report.print()


if __name__ == "__main__":
    main()
