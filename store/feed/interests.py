"""The interests page: what the app believes of a person, and how the person changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from store.clock import Clock
from store.community.notes import NotesRoom
from store.database.base import Database
from store.errors import StoreError
from store.feed.behaviour import HALF_LIFE, Behaviour, EventKind, decayed
from store.feed.neighbours import Neighbours
from store.feed.picks import WORTH, PicksRoom
from store.feed.profile import Evidence, Profile, ProfileReader
from store.feed.queue import FeedQueue
from store.feed.records import Choice, Deed, Dropped, Interest, Topic, Trend, Why
from store.feed.topics import numbers
from store.feed.why import Explainer
from store.pictures import PictureSpec

TREND_SECONDS = 7 * 86_400
_FULL = 12.0
"""Weight that is half of a full interest: two saves and a like, say."""
_WORTH_TELLING = 2
_TILES = 8


class InterestsRoom:
    """The interests of people: derived from their events, and changed by them."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        behaviour: Behaviour,
        neighbours: Neighbours,
        profiles: ProfileReader,
        queue: FeedQueue,
        notes: NotesRoom,
        picks: PicksRoom,
    ) -> None:
        self._database = database
        self._clock = clock
        self.behaviour = behaviour
        self.topics = behaviour.topics
        self.neighbours = neighbours
        self._profiles = profiles
        self._queue = queue
        self._notes = notes
        self._picks = picks
        self._explainer = Explainer(database, notes=notes, topics=self.topics, queue=queue)

    # -- reading

    def profile(self, person: str) -> Profile:
        """Return what is known of a person now."""
        return self._profiles.read(person, self._clock.now())

    def of(self, person: str, limit: int = 60) -> tuple[Interest, ...]:
        """Return what the app believes, the strongest first; goods show in their brand and leaf."""
        profile = self.profile(person)
        gained = self._gained(person)
        named = self.topics.named(profile.weights)
        found = []
        for number, weight in profile.weights.items():
            topic = named.get(number)
            if topic is None or topic.kind == "goods" or abs(strength(weight)) < _WORTH_TELLING:
                continue
            evidence = profile.evidence.get(number, Evidence())
            led_by = evidence.strongest
            trend = _trend(weight, gained.get(number, 0.0))
            found.append(Interest(topic, strength(weight), trend, led_by, evidence.times.get(led_by, 0)))
        found.sort(key=lambda one: (-one.strength, one.topic.kind != "tag", one.topic.id))
        return tuple(found[:limit])

    def to_choose(self) -> tuple[Choice, ...]:
        """Return what a newcomer may pick from: the shelves with the most notes, then the liveliest tags."""
        self.topics.catch_up()
        topics = (*self.topics.largest("shelf", 2 * _TILES), *self.topics.largest("tag", _TILES))
        covers = self._covers(topics)
        return tuple(Choice(topic, covers.get(topic.id)) for topic in topics)

    def _covers(self, topics: Iterable[Topic]) -> dict[int, PictureSpec]:
        """Return the picture of the warmest note of each topic that no topic before it shows."""
        found: dict[int, PictureSpec] = {}
        shown: set[int] = set()
        for topic in topics:
            notes = [note for note in self.topics.warmest(topic.id, _TILES) if note not in shown]
            query = "SELECT cover FROM visible_notes WHERE number = ? AND NOT adult"
            for note in notes:
                if row := self._database.read().execute(query, (note,)).fetchone():
                    shown.add(note)
                    found[topic.id] = PictureSpec.from_json(row[0])
                    break
        return found

    def why(self, person: str, note_id: str) -> Why:
        """Return why a note is shown to a person; raises ``StoreError("unknown_note", id=...)``."""
        return self._explainer.why(person, note_id, self.kind_of(person, note_id))

    def deeds(self, person: str, topic: Topic) -> tuple[Deed, ...]:
        """Return what a person did about a topic, the latest first."""
        return self._explainer.about(person, topic)

    # -- changing

    def learn(self, person: str, note_id: str, kind: EventKind) -> None:
        """Learn from what a person did with a note, and count it for the goods the note mentions."""
        with self._database.write():
            first = self.behaviour.of_note(person, note_id, kind)
            if first and kind in WORTH:
                self._picks.warm(note_id, WORTH[kind], self._clock.now())

    def follow_event(self, person: str, on: bool) -> None:
        """Remember that a person began to follow somebody, or stopped."""
        self.behaviour.of_topics(person, "follow" if on else "unfollow", ())

    def pick(self, person: str, topics: Sequence[int]) -> None:
        """Take a newcomer's interests (none: skipped, and never asked again)."""
        if topics:
            self._known(topics)
            self.behaviour.of_topics(person, "pick", topics)
        else:
            self.behaviour.of_topics(person, "skip", ())

    def change(self, person: str, topic: int, kind: Literal["more", "fewer", "forget"]) -> None:
        """Show more of a topic, fewer, or forget it; raises ``StoreError("unknown_topic", id=...)``."""
        self._known((topic,))
        self.behaviour.of_topics(person, kind, (topic,))

    def weight_of(self, person: str, topic: int) -> float:
        """Return what the events about a topic weigh now, without searches and goods."""
        query = "SELECT weight, at FROM interests WHERE person_id = ? AND topic = ?"
        row = self._database.read().execute(query, (person, topic)).fetchone()
        return decayed(row[0], self._clock.now() - row[1]) if row else 0.0

    def restore(self, person: str, topic: int, weight: float) -> None:
        """Give a topic back the weight it had: the way back from ``change``."""
        with self._database.write():
            gone = weight - self.weight_of(person, topic)
            self.behaviour.of_topics(person, "restore", (topic,), weight=gone)

    def forget_everything(self, person: str) -> None:
        """Forget all that was learnt of a person; likes and saves stay, but nothing follows from them."""
        self.behaviour.forget(person)

    def drop(self, person: str, note_id: str, on: bool) -> Dropped:
        """Drop a note and show less of its main topic, or take that back; return that topic."""
        topic = self.kind_of(person, note_id)
        with self._database.write():
            self._notes.react(person, note_id, "less", on)
            about = (topic.id,) if topic else ()
            self.behaviour.of_topics(person, "less" if on else "unless", about, note_id)
        return Dropped(topic)

    def kind_of(self, person: str, note_id: str) -> Topic | None:
        """Return a note's main topic: what it was shown for, else its rarest topic that others share."""
        self.topics.catch_up()
        number = self.topics.number_of(note_id)
        about = self.topics.of_note(number)
        shown_for = self._queue.about(person, number)
        named = self.topics.named(about)
        if shown_for in named:
            return self._leaf_of(named[shown_for]) or named[shown_for]
        order = {"tag": 0, "leaf": 1, "brand": 2, "shelf": 3}
        shared = [topic for topic in named.values() if topic.kind in order and topic.notes > 1]
        return min(shared, key=lambda topic: (order[topic.kind], topic.notes, topic.id), default=None)

    def _leaf_of(self, topic: Topic) -> Topic | None:
        """Return the leaf of the shop that goods lie on: one has less of a kind, not of a thing."""
        if topic.kind != "goods":
            return None
        query = """SELECT category_id FROM products JOIN topics ON topics.key = products.id
            WHERE topics.id = ?"""
        row = self._database.read().execute(query, (topic.id,)).fetchone()
        return self.topics.find("leaf", row[0]) if row else None

    def carriers(self, topic: int, note_ids: Sequence[str]) -> tuple[str, ...]:
        """Return which of some notes are about a topic."""
        self.topics.catch_up()
        return tuple(one for one in note_ids if topic in self.topics.of_note(self.topics.number_of(one)))

    def _known(self, topics: Sequence[int]) -> None:
        missing = set(topics) - set(self.topics.named(topics))
        if missing:
            raise StoreError("unknown_topic", id=min(missing))

    def _gained(self, person: str) -> dict[int, float]:
        """Return what each topic gained from the events of the last week, as it is worth now."""
        now = self._clock.now()
        gained: dict[int, float] = {}
        for event in self._profiles.events(person):
            if event["at"] > now - TREND_SECONDS:
                for topic in numbers(event["topics"]):
                    gained[topic] = gained.get(topic, 0.0) + decayed(event["weight"], now - event["at"])
        return gained


def strength(weight: float) -> int:
    """Return a weight as a number from -100 to 100, by a curve that flattens."""
    share = 100 * (1 - float(0.5 ** (abs(weight) / _FULL)))
    return round(share if weight >= 0 else -share)


def _trend(weight: float, gained: float) -> Trend:
    """Compare a weight with what it was a week ago."""
    before = (weight - gained) / 0.5 ** (TREND_SECONDS / HALF_LIFE)
    if weight > before * 1.1 + 0.1:
        return "up"
    return "down" if weight < before * 0.9 - 0.1 else "steady"
