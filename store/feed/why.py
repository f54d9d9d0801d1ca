"""Why a card is shown: the reason it was put where it is, and the deeds of the reader that led to it."""

from __future__ import annotations

from dataclasses import replace

from store.community.notes import NotesRoom
from store.community.records import NoteCard
from store.database.base import Database
from store.feed.profile import GOOD
from store.feed.queue import FeedQueue
from store.feed.records import Deed, Topic, Why
from store.feed.topics import TopicIndex, numbers
from store.words import Bilingual, fold

_TOLD = (*GOOD, "pick", "more", "less", "fewer")
_MOST = 6


class Explainer:
    """Looks the reasons up."""

    def __init__(self, database: Database, *, notes: NotesRoom, topics: TopicIndex, queue: FeedQueue) -> None:
        self._database = database
        self._notes = notes
        self._topics = topics
        self._queue = queue

    def why(self, viewer: str, note_id: str, topic: Topic | None) -> Why:
        """Return why a note, an example of ``topic``, is shown to a reader.

        Raises ``StoreError("unknown_note", id=...)``.
        """
        card = self._notes.card(note_id, viewer)
        number = self._topics.number_of(note_id)
        place = self._queue.place_of(viewer, number)
        if place is None or place.reason is None:
            deeds = self._follow(viewer, card) if card.reason.code == "followed" else ()
            return Why(card, topic, deeds, place.shares if place else ())
        named = self._topics.named([place.about])
        code = place.reason.code
        card = replace(card, reason=place.reason)
        if code.startswith("topic-") and place.about in named:
            deeds = self._about_topic(viewer, named[place.about])
        elif code == "explore":
            deeds = ()
        else:
            deeds = self._about_note(viewer, place.about)
        return Why(card, topic, deeds, place.shares)

    def about(self, viewer: str, topic: Topic) -> tuple[Deed, ...]:
        """Return what a reader did about a topic, the latest first."""
        return self._about_topic(viewer, topic)

    def _about_topic(self, viewer: str, topic: Topic) -> tuple[Deed, ...]:
        """Return the latest deeds that bear on a topic: reactions, searches and goods."""
        rows = self._database.read().execute(
            """SELECT kind, topics, at, title_zh, title_en FROM (SELECT * FROM events WHERE person_id = ?
                   ORDER BY id DESC LIMIT 500) told
               LEFT JOIN (SELECT id AS note_id, title_zh, title_en FROM visible_notes) USING (note_id)""",
            (viewer,),
        )
        found = [
            Deed(row[0], Bilingual(row[3] or "", row[4] or ""), row[2])
            for row in rows
            if row[0] in _TOLD and topic.id in numbers(row[1])
        ]
        found += [*self._searches(viewer, topic), *self._goods(viewer, topic)]
        return tuple(sorted(found, key=lambda deed: -deed.at)[:_MOST])

    def _about_note(self, viewer: str, note: int) -> tuple[Deed, ...]:
        """Return what the viewer last did with a note."""
        rows = self._database.read().execute(
            """SELECT told.kind, at, title_zh, title_en FROM visible_notes notes JOIN events told ON told.note_id = notes.id
               WHERE number = ? AND person_id = ? AND told.kind IN ('read', 'like', 'save', 'share')
               ORDER BY told.id DESC LIMIT ?""",
            (note, viewer, _MOST),
        )
        return tuple(Deed(row[0], Bilingual(row[2], row[3]), row[1]) for row in rows)

    def _follow(self, viewer: str, card: NoteCard) -> tuple[Deed, ...]:
        query = "SELECT at FROM follows WHERE follower_id = ? AND person_id = ?"
        rows = self._database.read().execute(query, (viewer, card.author_id))
        return tuple(Deed("follow", card.author, row[0]) for row in rows)

    def _searches(self, viewer: str, topic: Topic) -> list[Deed]:
        """Return recent searches with a word that begins the topic's name in either language."""
        query = "SELECT words, at FROM searches WHERE person_id = ? ORDER BY at DESC LIMIT 10"
        names = (fold(topic.name.zh), fold(topic.name.en))
        return [
            Deed("search", Bilingual.same(words), at)
            for words, at in self._database.read().execute(query, (viewer,))
            if any(
                name.startswith(word)
                for name in names
                for word in (fold(words), *fold(words).split())
                if len(word) > 1
            )
        ]

    def _goods(self, viewer: str, topic: Topic) -> list[Deed]:
        """Return what lies in the cart or was bought and belongs to a topic."""
        column = {"goods": "products.id", "brand": "brand_id", "leaf": "category_id"}.get(topic.kind)
        if column is None:
            return []
        key = self._database.read().execute("SELECT key FROM topics WHERE id = ?", (topic.id,)).fetchone()[0]
        rows = self._database.read().execute(
            f"""SELECT 'cart', products.title_zh, products.title_en, added_at FROM cart_lines
                   JOIN skus ON skus.id = sku_id JOIN products ON products.id = product_id
                   WHERE buyer_id = :viewer AND {column} = :key
               UNION ALL SELECT 'buy', products.title_zh, products.title_en, placed_at FROM orders
                   JOIN order_lines ON order_id = orders.id JOIN products ON products.id = product_id
                   WHERE buyer_id = :viewer AND orders.state IN ('paid', 'completed') AND {column} = :key""",
            {"viewer": viewer, "key": key},
        )
        return [Deed(row[0], Bilingual(row[1], row[2]), row[3]) for row in rows]
