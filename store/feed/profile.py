"""What the feed believes of a person: weights of topics, what led to them, and the notes they come from.

Everything here is computed from facts: events, searches, the cart and orders. Nothing of it is stored but
the decayed sums of the events.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from store.database.base import Database
from store.feed.behaviour import EVERYTHING, decayed
from store.feed.topics import TopicIndex, numbers
from store.words import fold

RECENT_EVENTS = 120
SEARCHED, CARTED, BOUGHT = 2.0, 2.0, 3.0
"""What a search, a thing in the cart and a thing bought add to their topics, decaying like events."""

GOOD = ("read", "like", "save", "share")
_KNOWN_FROM = (*GOOD, "pick", "more")
_OF_PRODUCTS = """
    SELECT topics.id AS topic, {moment} AS at FROM {table} JOIN products ON products.id = {product}
    JOIN categories ON categories.id = category_id
    JOIN topics ON (topics.kind = 'goods' AND topics.key = products.id)
        OR (topics.kind = 'brand' AND topics.key = brand_id)
        OR (topics.kind = 'leaf' AND topics.key = category_id)
    WHERE {condition} ORDER BY at DESC LIMIT 200
"""
_CART = _OF_PRODUCTS.format(
    moment="added_at",
    table="cart_lines JOIN skus ON skus.id = sku_id",
    product="product_id",
    condition="cart_lines.buyer_id = ?",
)
_ORDERS = _OF_PRODUCTS.format(
    moment="orders.placed_at",
    table="orders JOIN order_lines ON order_id = orders.id",
    product="product_id",
    condition="orders.buyer_id = ? AND orders.state IN ('paid', 'completed')",
)


@dataclass(slots=True)
class Evidence:
    """What led to an interest: how much and how often, by kind (``save``, ``search``, ``cart`` ...)."""

    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, kind: str, weight: float) -> None:
        """Count one more."""
        self.weights[kind] += weight
        self.times[kind] += 1

    @property
    def strongest(self) -> str:
        """The kind that led to it most (empty when it lies too far back)."""
        return max(self.weights, key=lambda kind: (self.weights[kind], kind), default="")


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's topics with their weights now, why, and the notes they liked lately (by number)."""

    weights: dict[int, float]
    evidence: dict[int, Evidence]
    notes: tuple[tuple[str, str, float], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known of the person."""
        return not any(weight > 0 for weight in self.weights.values())


class ProfileReader:
    """Computes profiles at a moment."""

    def __init__(self, database: Database, topics: TopicIndex) -> None:
        self._database = database
        self._topics = topics

    def read(self, person: str, now: int) -> Profile:
        """Return what is known of a person at ``now`` (seconds UTC)."""
        self._topics.catch_up()
        weights: dict[int, float] = {}
        forgotten: dict[int, int] = {}
        query = "SELECT topic, weight, at FROM interests WHERE person_id = ?"
        moments: dict[int, float] = {}  # most topics were touched by the same few events
        for topic, weight, at in self._database.bare().execute(query, (person,)):
            if at not in moments:
                moments[at] = decayed(1.0, now - at)
            weights[topic] = weight * moments[at]
            if topic == EVERYTHING:
                forgotten[EVERYTHING] = at
        evidence: dict[int, Evidence] = defaultdict(Evidence)
        notes = self._events(person, now, evidence, forgotten)
        for kind, worth, found in (
            ("search", SEARCHED, self._searches(person)),
            ("cart", CARTED, self._products(_CART, person)),
            ("buy", BOUGHT, self._products(_ORDERS, person)),
        ):
            for topic, at in found:
                if at <= max(forgotten.get(topic, 0), forgotten.get(EVERYTHING, 0)):
                    continue
                weight = decayed(worth, now - at)
                weights[topic] = weights.get(topic, 0.0) + weight
                evidence[topic].add(kind, weight)
        return Profile(weights, dict(evidence), notes)

    def _events(
        self, person: str, now: int, evidence: dict[int, Evidence], forgotten: dict[int, int]
    ) -> tuple[tuple[str, str, float], ...]:
        """Add what the latest events led to; return the notes among them with kind and weight."""
        notes: dict[str, tuple[str, str, float]] = {}
        undone: set[tuple[str, str]] = set()
        restored: set[int] = set()
        for event in self.events(person):
            kind, note, weight = event["kind"], event["note_id"], decayed(event["weight"], now - event["at"])
            about = numbers(event["topics"])
            if kind in ("unlike", "unsave"):
                undone.add((kind[2:], note))
            elif kind == "restore":
                restored.update(about)
            elif kind == "forget":
                for topic in about:
                    if topic in restored:
                        restored.discard(topic)
                    else:
                        forgotten.setdefault(topic, event["at"])
            elif kind in _KNOWN_FROM:
                if (kind, note) in undone:
                    undone.discard((kind, note))
                    continue
                for topic in about:
                    if topic not in forgotten:
                        evidence[topic].add(kind, weight)
                if note and kind in GOOD and (note not in notes or notes[note][2] < weight):
                    notes[note] = (note, kind, weight)
        return tuple(notes.values())

    def events(self, person: str, limit: int = RECENT_EVENTS) -> list[sqlite3.Row]:
        """Return a person's latest events, the last first."""
        query = "SELECT * FROM events WHERE person_id = ? ORDER BY id DESC LIMIT ?"
        return self._database.read().execute(query, (person, limit)).fetchall()

    def _searches(self, person: str) -> list[tuple[int, int]]:
        """Return the topics that a person searched for, each with its moment."""
        query = "SELECT words, at FROM searches WHERE person_id = ? ORDER BY at DESC LIMIT 10"
        found = []
        for words, at in self._database.read().execute(query, (person,)).fetchall():
            for word in dict.fromkeys((fold(words), *fold(words).split())):
                if len(word) > 1:
                    found += [(topic.id, at) for topic in self._topics.beginning_with(word, 2)]
        return found

    def _products(self, query: str, person: str) -> list[tuple[int, int]]:
        return [(row["topic"], row["at"]) for row in self._database.read().execute(query, (person,))]
