"""From what is known of a person to an ordered list of notes, each with the reason that brought it up.

Four channels give a note its score: topics, neighbours of what was liked, people one follows, and warmth.
The reason is the channel that gave most. Two places of twenty are kept for topics one does not know yet.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

CHANNELS = TOPICS, NEAR, FOLLOWED, WARM = "topics", "near", "followed", "warm"
SHARE = {TOPICS: 1.0, NEAR: 0.8, FOLLOWED: 0.6, WARM: 0.15}
"""What the best note of a channel gets from it where nobody else's saves are known."""

SHARE_OF_PEOPLE = {TOPICS: 0.3, NEAR: 1.0, FOLLOWED: 0.6, WARM: 0.15}
"""The same where neighbours come from people's saves: those foresee better than tags (docs/decisions/0009)."""

LENGTH = 80
POOL = 200
"""Candidates scored; 300 take a third longer and are no better on ML-100K."""

EXPLORE_AT = (6, 13)
"""Positions, of every twenty, at which something from a neighbouring topic stands."""

ALIKE = 0.2
"""How much of a score being like a note above costs (MMR with lambda 0.8)."""

AUTHOR_MOST, BLOCK = 2, 20
PASSED = 0.5
"""What a note is worth that was shown before and not opened."""

_NOTHING = 1e-9
_WARM_PAST, _WARM_AHEAD = 10 * 86_400, 6 * 86_400


class Candidate(NamedTuple):
    """A note that may be shown: what is known of it."""

    note: int
    author: str
    warmth: int
    topics: Sequence[int]


class Scored(NamedTuple):
    """A candidate with what each channel gave it (in the order of ``CHANNELS``), and what it was shown for."""

    candidate: Candidate
    parts: tuple[float, float, float, float]
    total: float
    topic: int = 0
    near: int = 0
    explores: int = 0

    @property
    def channel(self) -> str:
        """The channel that gave most."""
        return CHANNELS[self.parts.index(max(self.parts))]


@dataclass(slots=True)
class Signals:
    """What a person's candidates are judged by, at ``now`` (seconds UTC).

    ``people`` is the share (0-1) of nearness that comes from what people saved, not from what notes are about.
    """

    topics: dict[int, float]
    rarities: dict[int, float]
    near: dict[int, tuple[float, int]] = field(default_factory=dict)
    followed: frozenset[str] = frozenset()
    passed: frozenset[int] = frozenset()
    explorable: frozenset[int] = frozenset()
    unwanted: frozenset[int] = frozenset()
    people: float = 0.0
    now: int = 0


def ranked(candidates: Sequence[Candidate], signals: Signals, length: int = LENGTH) -> list[Scored]:
    """Return at most ``length`` candidates in the order in which they are shown."""
    wanted = [one for one in candidates if signals.unwanted.isdisjoint(one.topics)]
    scored = _scored(wanted, signals)
    main = _diverse(scored, signals.rarities)
    return _with_exploration(main, _unknown(scored, signals), length)


def _scored(candidates: Sequence[Candidate], signals: Signals) -> list[Scored]:
    """Score candidates on each channel, scaled by the pool's best, so that only the shares set the mix."""
    weights, near_of, nothing = signals.topics, signals.near, (0.0, 0)
    raw: list[tuple[float, float, float, float]] = []
    shown_for: list[tuple[int, int]] = []
    for candidate in candidates:
        best, best_topic, total = 0.0, 0, 0.0
        for topic in candidate.topics:
            if weight := weights.get(topic):
                total += weight
                if weight > best:
                    best, best_topic = weight, topic
        near, source = near_of.get(candidate.note, nothing)
        follow = 1.0 if candidate.author in signals.followed else 0.0
        length = len(candidate.topics) or 1
        raw.append((total / sqrt(length), near, follow, _warm(candidate.warmth, signals.now)))
        shown_for.append((best_topic, source))
    most = [max((parts[at] for parts in raw), default=0.0) for at in range(len(CHANNELS))]
    a, b, c, d = (
        (SHARE[name] + signals.people * (SHARE_OF_PEOPLE[name] - SHARE[name])) / (top if top > 0 else 1.0)
        for name, top in zip(CHANNELS, most, strict=True)
    )
    found = []
    for candidate, (one, two, three, four), (topic, source) in zip(candidates, raw, shown_for, strict=True):
        worth = PASSED if candidate.note in signals.passed else 1.0
        parts = (worth * a * one, worth * b * two, worth * c * three, worth * d * four)
        found.append(Scored(candidate, parts, sum(parts), topic, source))
    return found


def _warm(warmth: int, now: int) -> float:
    """Return warmth as a share: 0 ten days ago without applause, 1 for a thousandfold applauded new note."""
    return min(1.0, max(0.0, (warmth - now + _WARM_PAST) / (_WARM_PAST + _WARM_AHEAD)))


def _diverse(scored: Sequence[Scored], rarities: dict[int, float]) -> Iterator[Scored]:
    """Yield notes greedily by score less likeness to those above; an author has two of every twenty.

    Likeness is the shared part of the rarities of topics; topics without one (shelves) make nothing alike.
    It only grows with what stands above, so that a note whose old score still wins need not be compared
    with all others again.
    """
    bags: dict[int, tuple[frozenset[int], float]] = {}
    # Somebody of whom little is known has low scores everywhere: likeness counts against the best of them.
    worth = (1 - ALIKE) / max((one.total for one in scored if one.total > _NOTHING), default=1.0)
    heap = [(-worth * one.total, index, 0, 0.0) for index, one in enumerate(scored)]
    heapq.heapify(heap)
    above: list[int] = []
    waiting: list[tuple[float, int, int, float]] = []
    authors: Counter[str] = Counter()
    while heap or waiting:
        if not heap or (len(above) % BLOCK == 0 and authors):
            for item in waiting:
                heapq.heappush(heap, item)
            waiting, authors = [], Counter()
        item = heapq.heappop(heap)
        _, index, compared, likeness = item
        author = scored[index].candidate.author
        if authors[author] >= AUTHOR_MOST:
            waiting.append(item)
            continue
        if index not in bags:
            bag = frozenset([topic for topic in scored[index].candidate.topics if topic in rarities])
            bags[index] = bag, sum([rarities[topic] for topic in bag]) or 1.0
        bag, size = bags[index]
        for other in above[compared:]:
            theirs, their_size = bags[other]
            if not bag.isdisjoint(theirs):
                common = sum([rarities[topic] for topic in bag & theirs])
                likeness = max(likeness, common / min(size, their_size))
        item = (ALIKE * likeness - worth * scored[index].total, index, len(above), likeness)
        if heap and item > heap[0]:
            heapq.heappush(heap, item)
            continue
        authors[author] += 1
        above.append(index)
        yield scored[index]


def _unknown(scored: Sequence[Scored], signals: Signals) -> Iterator[Scored]:
    """Yield notes about topics that stand beside the person's own and are none of them, the closest first."""
    beside: dict[int, float] = defaultdict(float)
    bridge: dict[int, tuple[float, int]] = {}
    carriers: dict[int, list[Scored]] = defaultdict(list)
    for one in scored:
        worth = one.parts[0] if one.topic else 0.0
        for topic in signals.explorable.intersection(one.candidate.topics):
            carriers[topic].append(one)
            if worth > 0:
                beside[topic] += worth
                if worth > bridge.get(topic, (0.0, 0))[0]:
                    bridge[topic] = worth, one.topic
    used: set[int] = set()
    for topic in sorted(beside, key=lambda topic: (-beside[topic], topic)):
        options = [one for one in carriers[topic] if one.candidate.note not in used]
        if len(carriers[topic]) < 2 or not options:
            continue
        one = min(options, key=lambda one: (one.parts[0], -one.candidate.warmth))
        used.add(one.candidate.note)
        yield one._replace(topic=bridge[topic][1], near=0, explores=topic)


def _with_exploration(main: Iterator[Scored], unknown: Iterator[Scored], length: int) -> list[Scored]:
    """Put two notes of unknown topics into every twenty; nothing stands twice."""
    shown: list[Scored] = []
    there: set[int] = set()
    while len(shown) < length:
        source = unknown if len(shown) % BLOCK in EXPLORE_AT else main
        one = next((one for one in source if one.candidate.note not in there), None)
        if one is None:
            one = next((one for one in main if one.candidate.note not in there), None)
        if one is None:
            break
        there.add(one.candidate.note)
        shown.append(one)
    return shown
