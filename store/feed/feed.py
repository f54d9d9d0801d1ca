"""The wall of notes: channels, each read in keyset pages; ``for-you`` from the reader's own queue first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from store.community.cards import CardReader
from store.community.people import PeopleRoom
from store.community.records import FeedPage, NoteCard
from store.database.base import Database, both
from store.database.sqlite import among, listed
from store.errors import StoreError
from store.words import NOTHING, Bilingual

if TYPE_CHECKING:
    from store.feed.queue import FeedQueue, Place
    from store.feed.topics import TopicIndex
    from store.search.search import SearchRoom

BUILT_IN = FOR_YOU, FOLLOWING, NEARBY = "for-you", "following", "nearby"
SAVED = "search:"
"""What the channels of saved searches begin with."""

_WANTED = """ AND NOT EXISTS (SELECT 1 FROM reactions
    WHERE note_id = notes.id AND reaction = 'less' AND person_id = :viewer)"""
_BEHIND_QUEUE = """ AND NOT EXISTS (SELECT 1 FROM feed_queue
    WHERE person_id = :viewer AND generation = :generation AND note = notes.number)"""
# CROSS JOIN keeps the order of the tables: the queue's few rows first.
_QUEUED = """feed_queue CROSS JOIN visible_notes notes ON notes.number = feed_queue.note
    JOIN people ON people.id = notes.author_id"""


class FeedRoom:
    """Pages of note cards. Categories are sorted by warmth, people and places by time.

    ``for-you`` is the reader's prepared queue, and behind it every other note by warmth, each once.
    """

    def __init__(
        self,
        database: Database,
        *,
        reader: CardReader,
        people: PeopleRoom,
        topics: Callable[[], TopicIndex],
        queue: Callable[[], FeedQueue],
        search: Callable[[], SearchRoom],
    ) -> None:
        self._database = database
        self._reader = reader
        self._people = people
        self._topics = topics
        self._queue = queue
        self._search = search

    @property
    def queue(self) -> FeedQueue:
        """The prepared feeds."""
        return self._queue()

    def channels(self, viewer: str) -> tuple[tuple[str, Bilingual], ...]:
        """Return the channels with their names; the three built-in ones are named by the interface."""
        connection = self._database.read()
        rows = connection.execute(
            """SELECT id, name_zh, name_en FROM categories
               WHERE parent IS NULL AND id IN (SELECT category_id FROM note_tallies WHERE notes > 0)
               ORDER BY position, id"""
        )
        built_in = tuple((name, NOTHING) for name in BUILT_IN)
        saved = connection.execute(
            "SELECT id, words FROM saved_searches WHERE person_id = ? ORDER BY id", (viewer,)
        )
        kept = tuple((f"{SAVED}{row[0]}", Bilingual.same(row[1])) for row in saved)
        return built_in + kept + tuple((row["id"], both(row, "name")) for row in rows)

    def page(
        self, viewer: str, channel: str = FOR_YOU, after: str | None = None, limit: int = 60
    ) -> FeedPage:
        """Return the page behind the key ``after`` (the first one when ``None``).

        Raises ``StoreError("unknown_page", after=...)`` for a key this room did not give out.
        """
        if channel.startswith(SAVED):
            return self._search().channel(viewer, channel.removeprefix(SAVED), after, limit)
        if channel == FOR_YOU:
            return self._for_you(viewer, after, limit)
        where, order, values = self._channel(viewer, channel)
        return self._keyset(viewer, where + _WANTED, order, values, after, limit)

    def _keyset(
        self, viewer: str, where: str, order: str, values: dict[str, Any], after: str | None, limit: int
    ) -> FeedPage:
        """Return a page by keyset; the total is counted on the first page and travels in the key."""
        tail = where
        if after is None:
            total = self._total(where, {"viewer": viewer, **values})
        else:
            edge, total, note_id = _split(after)
            tail += f" AND ({order}, notes.id) < (:edge, :note)"
            values |= {"edge": edge, "note": note_id}
        tail += f" ORDER BY {order} DESC, notes.id DESC LIMIT :limit"
        rows = self._reader.rows(viewer, tail, values | {"limit": limit})
        last = rows[-1] if len(rows) == limit else None
        key = f"{last[order]}:{total}:{last['id']}" if last else None
        return FeedPage(self._reader.cards(rows), key, total)

    def is_new(self, viewer: str) -> bool:
        """Tell whether the viewer is new: no event, no address, no order."""
        row = self._database.read().execute(
            """SELECT EXISTS (SELECT 1 FROM events WHERE person_id = :p)
               OR EXISTS (SELECT 1 FROM addresses WHERE buyer_id = :p)
               OR EXISTS (SELECT 1 FROM orders WHERE buyer_id = :p)""",
            {"p": viewer},
        )
        return not row.fetchone()[0]

    def of_topic(self, viewer: str, topic: int, limit: int) -> tuple[NoteCard, ...]:
        """Return the warmest notes about a topic that the viewer has not seen."""
        notes = self._topics().warmest(topic)
        tail = f"""WHERE notes.number IN ({among(":notes")}) AND notes.number NOT IN
            (SELECT note FROM seen WHERE person_id = :viewer){_WANTED} ORDER BY warmth DESC LIMIT :limit"""
        return self._reader.select(viewer, tail, {"notes": listed(notes), "limit": limit})

    # -- for you

    def _for_you(self, viewer: str, after: str | None, limit: int) -> FeedPage:
        """Return a page of the queue, filled up with what is behind it by warmth."""
        if after is None:
            generation, start, rest = self.queue.generation(viewer), 0, ""
            total = self._all_wanted(viewer)
        else:
            generation, start, total, rest = _split_queue(after)
        cards: tuple[NoteCard, ...] = ()
        if not rest:
            places = self.queue.places(viewer, generation, start, limit)
            cards = self._queued(viewer, generation, places)
            start = places[-1].position + 1 if places else start
            if len(places) == limit:
                return FeedPage(cards, f"q:{generation}:{start}:{total}:", total)
        where = "WHERE TRUE" + _BEHIND_QUEUE + _WANTED
        values = {"generation": generation}
        behind = self._keyset(
            viewer, where, "warmth", values, rest or f"{2**62}:{total}:", limit - len(cards)
        )
        key = f"q:{generation}:{start}:{total}:{behind.after}" if behind.after else None
        return FeedPage(cards + behind.cards, key, total)

    def _queued(self, viewer: str, generation: int, places: tuple[Place, ...]) -> tuple[NoteCard, ...]:
        """Return the cards of some places of a queue; what was sent away since then is left out."""
        if not places:
            return ()
        rows = self._reader.rows(
            viewer,
            f"""WHERE feed_queue.person_id = :viewer AND generation = :generation
                AND position BETWEEN :first AND :last{_WANTED} ORDER BY position""",
            {"generation": generation, "first": places[0].position, "last": places[-1].position},
            _QUEUED,
        )
        return self._reader.cards(rows, {place.note: place.reason for place in places if place.reason})

    def _all_wanted(self, viewer: str) -> int:
        """Count all notes that the reader has not sent away, without looking at any of them."""
        row = (
            self._database.read()
            .execute(
                """SELECT (SELECT COALESCE(SUM(notes), 0) FROM note_tallies)
                    - (SELECT COUNT(*) FROM reactions JOIN visible_notes ON visible_notes.id = note_id
                        WHERE person_id = ? AND reaction = 'less')""",
                (viewer,),
            )
            .fetchone()
        )
        return int(row[0])

    # -- the other channels

    def _channel(self, viewer: str, channel: str) -> tuple[str, str, dict[str, Any]]:
        """Return the condition, the sort column and the values of a channel."""
        if channel == FOLLOWING:
            followed = "WHERE author_id IN (SELECT person_id FROM follows WHERE follower_id = :viewer)"
            return followed, "published_at", {}
        if channel == NEARBY:
            city = self._people.get(viewer).city.zh
            return "WHERE notes.city_zh = :city", "published_at", {"city": city}
        return "WHERE notes.category_id = :category", "warmth", {"category": channel}

    def _total(self, where: str, values: dict[str, Any]) -> int:
        """Count a channel: a category by its tally (60 ms of counting at a million notes), others by index."""
        connection = self._database.read()
        if "category" not in values:
            return int(
                connection.execute(f"SELECT COUNT(*) FROM visible_notes notes {where}", values).fetchone()[0]
            )
        row = connection.execute(
            """SELECT COALESCE((SELECT notes FROM note_tallies WHERE category_id = :category), 0)
                - (SELECT COUNT(*) FROM reactions WHERE person_id = :viewer AND reaction = 'less' AND EXISTS (
                    SELECT 1 FROM visible_notes WHERE id = note_id AND category_id = :category))""",
            values,
        ).fetchone()
        return int(row[0])


def _split(key: str) -> tuple[int, int, str]:
    """Read a key back: the edge of the page, the number of notes counted for the first one, the last id."""
    edge, _, rest = key.partition(":")
    total, colon, note_id = rest.partition(":")
    if not colon or not edge.lstrip("-").isdigit() or not total.isdigit():
        raise StoreError("unknown_page", after=key)
    return int(edge), int(total), note_id


def _split_queue(key: str) -> tuple[int, int, int, str]:
    """Read a key of ``for-you`` back: generation, position, number of notes, and the key behind the queue."""
    parts = key.split(":", 4)
    if len(parts) != 5 or parts[0] != "q" or not all(part.isdigit() for part in parts[1:4]):
        raise StoreError("unknown_page", after=key)
    return int(parts[1]), int(parts[2]), int(parts[3]), parts[4]
