"""The notes for a person: found by channels, ranked, and each with its reason in the person's own history."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from store.clock import Clock
from store.community.records import Reason
from store.database.base import Database, both
from store.database.sqlite import among, listed
from store.feed import ranking
from store.feed.neighbours import Neighbours
from store.feed.profile import Profile, ProfileReader
from store.feed.ranking import Candidate, Scored, Signals
from store.feed.topics import TopicIndex, numbers
from store.words import Bilingual

TOPICS_ASKED, OF_A_TOPIC = 15, 40
TOPICS_WEIGHED = 150
"""Topics of a person that are looked up; the others weigh next to nothing."""

NOTES_ASKED = 15
FOLLOWS_ASKED, OF_A_PERSON = 40, 5
WARMEST = 60
FOR_NOBODY = 240
"""The pool of somebody of whom nothing is known: the warmest notes."""

UNWANTED = -3.0
"""Topics that weigh less keep their notes out of the queue: two weeks after one wish for less."""


@dataclass(slots=True)
class Nearby:
    """Notes near to liked ones: how near with the liked note that is nearest, what was done to that one.

    ``together`` holds pairs that are near because people saved both, ``by_people`` the sum of their nearness.
    """

    by_people: float = 0.0
    to: dict[int, tuple[float, int]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    together: set[tuple[int, int]] = field(default_factory=set)


class Recommender:
    """Ranks notes for a person from what is known of them now."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        topics: TopicIndex,
        neighbours: Neighbours,
        profiles: ProfileReader,
    ) -> None:
        self._database = database
        self._clock = clock
        self._topics = topics
        self._neighbours = neighbours
        self._profiles = profiles

    def rank(self, person: str, passed: Iterable[int], length: int) -> tuple[list[Scored], dict[int, Reason]]:
        """Return a person's notes in the order they are shown, and the reasons that are not plain facts.

        Those that were ``passed`` over come later.
        """
        index = self._topics
        profile = self._profiles.read(person, self._clock.now())
        known = index.rarities(
            profile.weights if len(profile.weights) <= TOPICS_WEIGHED else _heaviest(profile)
        )
        wanted = {topic: profile.weights[topic] * rare for topic, (_kind, rare) in known.items()}
        near = self._near(profile)
        followed, theirs = self._followed(person)
        candidates = self._candidates(self._pool(person, wanted, near.to, theirs))
        others = index.rarities({topic for one in candidates for topic in one.topics} - known.keys())
        signals = Signals(
            topics=wanted,
            rarities={topic: rare for topic, (kind, rare) in (known | others).items() if kind != "shelf"},
            near=near.to,
            followed=followed,
            passed=frozenset(passed),
            explorable=frozenset(t for t, (kind, _rare) in others.items() if kind not in ("goods", "brand")),
            unwanted=frozenset(t for t, weight in profile.weights.items() if weight <= UNWANTED),
            people=near.by_people / (sum(weight for weight, _source in near.to.values()) or 1.0),
            now=self._clock.now(),
        )
        shown = ranking.ranked(candidates, signals, length)
        return shown, self._reasons(shown, profile, near)

    def _near(self, profile: Profile) -> Nearby:
        """Return what is near to what was liked lately."""
        index = self._topics
        latest = sorted(profile.notes, key=lambda liked: -liked[2])[:NOTES_ASKED]
        found = Nearby()
        best: dict[int, float] = {}
        sources = {index.number_of(note): (kind, weight) for note, kind, weight in latest}
        for source, neighbours in self._neighbours.of(sources).items():
            kind, weight = sources[source]
            found.kinds[source] = kind
            for one in neighbours:
                gain = weight * one.weight
                total, nearest = found.to.get(one.note, (0.0, source))
                if gain > best.get(one.note, 0.0):
                    best[one.note], nearest = gain, source
                found.to[one.note] = (total + gain, nearest)
                if one.together:
                    found.by_people += gain
                    found.together.add((source, one.note))
        return found

    def _followed(self, person: str) -> tuple[frozenset[str], list[int]]:
        """Return whom a person follows (the latest), and their newest notes."""
        connection = self._database.read()
        query = "SELECT person_id FROM follows WHERE follower_id = ? ORDER BY at DESC LIMIT ?"
        people = [row[0] for row in connection.execute(query, (person, FOLLOWS_ASKED))]
        newest = "SELECT number FROM visible_notes WHERE author_id = ? ORDER BY published_at DESC LIMIT ?"
        notes = [row[0] for one in people for row in connection.execute(newest, (one, OF_A_PERSON))]
        return frozenset(people), notes

    def _pool(
        self, person: str, wanted: dict[int, float], near: dict[int, tuple[float, int]], theirs: list[int]
    ) -> list[int]:
        """Return the numbers of at most ``POOL`` notes found by some channel and not known yet.

        A rough score by what found them leaves out hopeless ones before anything about them is read.
        """
        rough: dict[int, float] = defaultdict(float)
        best = sorted((topic for topic in wanted if wanted[topic] > 0), key=lambda topic: -wanted[topic])
        for topic in best[:TOPICS_ASKED]:
            for note in self._topics.warmest(topic, OF_A_TOPIC):
                rough[note] += wanted[topic] / wanted[best[0]]
        nearest = max((weight for weight, _source in near.values()), default=1.0)
        for note, (weight, _source) in near.items():
            rough[note] += ranking.SHARE[ranking.NEAR] * weight / nearest
        for note in theirs:
            rough[note] += ranking.SHARE[ranking.FOLLOWED]
        query = "SELECT number FROM visible_notes ORDER BY warmth DESC, id DESC LIMIT ?"
        warmest = self._database.read().execute(query, (WARMEST if rough else FOR_NOBODY,))
        for row in warmest:
            rough[row[0]] += ranking.SHARE[ranking.WARM]
        known = f"SELECT note FROM seen WHERE person_id = ? AND note IN ({among()})"
        for row in self._database.read().execute(known, (person, listed(rough))):
            del rough[row[0]]
        return heapq.nlargest(ranking.POOL, rough, key=lambda note: (rough[note], note))

    def _candidates(self, pool: Iterable[int]) -> list[Candidate]:
        """Read what ranking needs of the notes in a pool."""
        rows = self._database.bare().execute(
            f"""SELECT note, author_id, warmth, topics FROM note_topics
               WHERE note IN ({among()})""",
            (listed(pool),),
        )
        return [Candidate(note, author, warmth, numbers(topics)) for note, author, warmth, topics in rows]

    def _reasons(self, shown: list[Scored], profile: Profile, near: Nearby) -> dict[int, Reason]:
        """Name for each note what gave it most, in the person's own history."""
        titles = self._titles({one.near for one in shown if one.near})
        topics = self._topics.named({one.explores or one.topic for one in shown})
        found: dict[int, Reason] = {}
        for one in shown:
            note = one.candidate.note
            if one.explores:
                found[note] = Reason("explore", topics[one.explores].label)
            elif one.channel == ranking.TOPICS and one.topic in topics:
                evidence = profile.evidence.get(one.topic)
                led_by = evidence.strongest if evidence else ""
                found[note] = Reason(f"topic-{led_by or 'old'}", topics[one.topic].label)
            elif one.channel == ranking.NEAR and one.near in titles:
                saved = (one.near, note) in near.together
                found[note] = Reason(
                    "together" if saved else f"near-{near.kinds[one.near]}", titles[one.near]
                )
        return found

    def _titles(self, notes: set[int]) -> dict[int, Bilingual]:
        query = f"""SELECT number, title_zh, title_en FROM visible_notes
            WHERE number IN ({among()})"""
        rows = self._database.read().execute(query, (listed(notes),))
        return {row["number"]: both(row, "title") for row in rows}


def _heaviest(profile: Profile) -> list[int]:
    """Return the topics that weigh most, for or against."""
    weights = profile.weights
    return heapq.nlargest(TOPICS_WEIGHED, weights, key=lambda topic: abs(weights[topic]))
