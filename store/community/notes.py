"""Notes: reading them, publishing them, and the lists a person keeps of them."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from store.clock import Clock
from store.community.cards import TABLES, CardReader
from store.community.comments import Comments
from store.community.people import PeopleRoom
from store.community.records import (
    Comment,
    CommentState,
    Note,
    NoteCard,
    NoteKind,
    NoteState,
    Reaction,
    Verdict,
)
from store.database.base import Database, both
from store.database.rows import insert, insert_many
from store.errors import StoreError
from store.pictures import PictureSpec
from store.words import Bilingual, clean

if TYPE_CHECKING:
    from store.community.learning import Learning, NoteDeed

_EVENTS: dict[tuple[Reaction, bool], NoteDeed] = {
    ("read", True): "read",
    ("like", True): "like",
    ("like", False): "unlike",
    ("save", True): "save",
    ("save", False): "unsave",
}
"""What the feed learns from a reaction; wanting less is told by the feed itself."""

TENFOLD_SECONDS = 36 * 3600


def warmth(likes: int, saves: int, published_at: int) -> int:
    """Return the place of a note in time, in seconds: ten times the applause is worth 36 hours.

    A save counts as two likes. It grows with the moment of publishing instead of fading with age, so
    that it never has to be computed again and keyset pages stay stable.
    """
    return published_at + round(TENFOLD_SECONDS * math.log10(1 + likes + 2 * saves))


class NotesRoom:
    """All notes, with their comments and reactions."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        reader: CardReader,
        people: PeopleRoom,
        learning: Callable[[], Learning],
    ) -> None:
        self._database = database
        self._clock = clock
        self._reader = reader
        self._people = people
        self._learning = learning
        self._comments = Comments(database, clock)

    def card(self, note_id: str, viewer: str = "") -> NoteCard:
        """Return a note as its card; raises ``StoreError("unknown_note", id=...)``."""
        cards = self._reader.select(viewer, "WHERE notes.id = :id", {"id": note_id})
        if not cards:
            raise StoreError("unknown_note", id=note_id)
        return cards[0]

    def get(self, note_id: str, viewer: str = "") -> Note:
        """Return a whole note; raises ``StoreError("unknown_note", id=...)``."""
        card = self.card(note_id, viewer)
        connection = self._database.read()
        row = connection.execute("SELECT * FROM visible_notes WHERE id = ?", (note_id,)).fetchone()
        return Note(
            card=card,
            author=self._people.get(card.author_id, viewer),
            body=both(row, "body"),
            tags=tuple(Bilingual(**tag) for tag in json.loads(row["tags"])),
            pictures=tuple(PictureSpec.from_fields(fields) for fields in json.loads(row["pictures"])),
            product_ids=self._products(connection, note_id),
            category_id=row["category_id"],
            city=both(row, "city"),
            views=row["views"],
            saves=row["other_saves"] + self._count(connection, note_id, "save"),
            comments=self._comments.count(note_id),
        )

    def react(self, viewer: str, note_id: str, reaction: Reaction, on: bool) -> NoteCard:
        """Like, save, read or want less of a note, or take it back; return its card as it is now."""
        self.card(note_id, viewer)
        with self._database.write() as connection:
            if on:
                row = {"person_id": viewer, "note_id": note_id, "reaction": reaction, "at": self._clock.now()}
                changed = insert(connection, "reactions", row, ignore=True).rowcount
            else:
                changed = connection.execute(
                    "DELETE FROM reactions WHERE person_id = ? AND note_id = ? AND reaction = ?",
                    (viewer, note_id, reaction),
                ).rowcount
            event = _EVENTS.get((reaction, on))
            if event and (changed or event == "read"):
                self._learning().learn(viewer, note_id, event)
        return self.card(note_id, viewer)

    def of_author(self, person_id: str, viewer: str, limit: int = 60) -> tuple[NoteCard, ...]:
        """Return a person's notes, the newest first."""
        tail = "WHERE author_id = :author ORDER BY published_at DESC, notes.id DESC LIMIT :limit"
        return self._reader.select(viewer, tail, {"author": person_id, "limit": limit})

    def about_product(self, product_id: str, viewer: str, limit: int = 20) -> tuple[NoteCard, ...]:
        """Return the notes that mention a product, the warmest first."""
        tail = """WHERE notes.id IN (SELECT note_id FROM note_products WHERE product_id = :product)
            ORDER BY warmth DESC, notes.id DESC LIMIT :limit"""
        return self._reader.select(viewer, tail, {"product": product_id, "limit": limit})

    def verdicts(self, product_id: str) -> dict[Verdict, int]:
        """Return how many notes recommend a product, are of two minds, or advise against it."""
        counts: dict[Verdict, int] = {"recommend": 0, "mixed": 0, "against": 0}
        rows = self._database.read().execute(
            """SELECT verdict, COUNT(*) FROM visible_notes
               WHERE id IN (SELECT note_id FROM note_products WHERE product_id = ?) GROUP BY verdict""",
            (product_id,),
        )
        counts.update({row[0]: row[1] for row in rows})
        return counts

    def saved(self, viewer: str, limit: int = 200) -> tuple[NoteCard, ...]:
        """Return what ``viewer`` has saved, the latest first."""
        return self._reacted(viewer, "save", limit)

    def liked(self, viewer: str, limit: int = 200) -> tuple[NoteCard, ...]:
        """Return what ``viewer`` has liked, the latest first."""
        return self._reacted(viewer, "like", limit)

    def comments(self, note_id: str, viewer: str, order: str = "hot", limit: int = 50) -> tuple[Comment, ...]:
        """Return the comments of a note with their replies; ``order`` is ``"hot"`` or ``"new"``."""
        return self._comments.of_note(note_id, viewer, order, limit)

    def comment(self, viewer: str, note_id: str, text: str, parent: int | None = None) -> Comment:
        """Write a comment; raises ``StoreError``: ``empty_comment``, ``comment_too_long(most=...)``."""
        self.card(note_id, viewer)
        return self._comments.add(note_id, viewer, text, parent)

    def remove_comment(self, viewer: str, comment_id: int) -> None:
        """Take back a comment of one's own that nobody has answered."""
        self._comments.remove(viewer, comment_id)

    def like_comment(self, viewer: str, comment_id: int, on: bool) -> Comment:
        """Like a comment or take it back; return it as it is now."""
        return self._comments.like(viewer, comment_id, on)

    def add(
        self,
        *,
        note_id: str,
        kind: NoteKind,
        verdict: Verdict,
        author_id: str,
        category_id: str,
        title: Bilingual,
        body: Bilingual,
        city: Bilingual,
        pictures: Sequence[PictureSpec],
        tags: Sequence[Bilingual],
        product_ids: Sequence[str],
        published_at: int,
        adult: bool = False,
        views: int = 0,
        likes: int = 0,
        saves: int = 0,
    ) -> None:
        """Publish a note; ``likes``, ``saves`` and ``views`` are those of people outside the database."""
        specs = [json.loads(spec.to_json()) for spec in pictures]
        labels = [{"zh": clean(tag.zh), "en": clean(tag.en)} for tag in tags]
        with self._database.write() as connection:
            insert(
                connection,
                "notes",
                {
                    "id": note_id,
                    "kind": kind,
                    "verdict": verdict,
                    "author_id": author_id,
                    "category_id": category_id,
                    "title_zh": clean(title.zh),
                    "title_en": clean(title.en),
                    "body_zh": clean(body.zh),
                    "body_en": clean(body.en),
                    "city_zh": clean(city.zh),
                    "city_en": clean(city.en),
                    "cover": pictures[0].to_json(),
                    "pictures": json.dumps(specs, ensure_ascii=False, separators=(",", ":")),
                    "tags": json.dumps(labels, ensure_ascii=False, separators=(",", ":")),
                    "adult": int(adult),
                    "views": views,
                    "other_likes": likes,
                    "other_saves": saves,
                    "published_at": published_at,
                    "warmth": warmth(likes, saves, published_at),
                },
            )
            insert_many(
                connection,
                "note_products",
                ("note_id", "position", "product_id"),
                [(note_id, position, product) for position, product in enumerate(product_ids)],
            )

    def set_state(self, note_id: str, state: NoteState) -> None:
        """Let a note be seen, or not; feed, search and tallies follow. Raises ``unknown_note(id=)``."""
        with self._database.write() as connection:
            changed = connection.execute("UPDATE notes SET state = ? WHERE id = ?", (state, note_id))
            if not changed.rowcount:
                raise StoreError("unknown_note", id=note_id)

    def delete(self, note_id: str) -> None:
        """Delete a note for good, with its comments and reactions; raises ``unknown_note(id=)``.

        What readers did with it stays among their own deeds.
        """
        with self._database.write() as connection:
            self._comments.remove_all(note_id)
            for table in ("note_products", "reactions"):
                connection.execute(f"DELETE FROM {table} WHERE note_id = ?", (note_id,))
            if not connection.execute("DELETE FROM notes WHERE id = ?", (note_id,)).rowcount:
                raise StoreError("unknown_note", id=note_id)

    def set_comment_state(self, comment_id: int, state: CommentState) -> None:
        """Let a comment be seen with its replies, or not; raises ``unknown_comment(id=)``."""
        self._comments.set_state(comment_id, state)

    def add_saves(self, note_id: str, people: Mapping[str, int]) -> None:
        """Add which people of the story saved a note, and when (seconds UTC)."""
        with self._database.write() as connection:
            insert_many(
                connection,
                "reactions",
                ("person_id", "note_id", "reaction", "at"),
                [(person, note_id, "save", at) for person, at in people.items()],
                ignore=True,
            )

    def add_comment(
        self, note_id: str, author_id: str, text: Bilingual, at: int, likes: int, parent: int | None = None
    ) -> int:
        """Add a comment of the story and return its id; ``likes`` come from outside the database."""
        return self._comments.insert(note_id, author_id, text, at, likes, parent)

    def _reacted(self, viewer: str, reaction: Reaction, limit: int) -> tuple[NoteCard, ...]:
        tables = TABLES + " JOIN reactions mine ON mine.note_id = notes.id"
        tail = """WHERE mine.person_id = :viewer AND mine.reaction = :reaction
            ORDER BY mine.at DESC, notes.id LIMIT :limit"""
        return self._reader.select(viewer, tail, {"reaction": reaction, "limit": limit}, tables)

    @staticmethod
    def _products(connection: sqlite3.Connection, note_id: str) -> tuple[str, ...]:
        rows = connection.execute(
            "SELECT product_id FROM note_products WHERE note_id = ? ORDER BY position", (note_id,)
        )
        return tuple(row[0] for row in rows)

    @staticmethod
    def _count(connection: sqlite3.Connection, note_id: str, reaction: Reaction) -> int:
        query = "SELECT COUNT(*) FROM reactions WHERE note_id = ? AND reaction = ?"
        return int(connection.execute(query, (note_id, reaction)).fetchone()[0])
