"""Comments under a note, one level of replies deep."""

from __future__ import annotations

import sqlite3
from typing import Literal

from store.clock import Clock
from store.community.records import Comment, CommentState
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError
from store.words import Bilingual, clean

LONGEST = 500
_SELECT = """
    SELECT comments.*, name_zh, name_en, role, notes.author_id = comments.author_id AS by_author,
        comments.other_likes + (SELECT COUNT(*) FROM comment_likes WHERE comment_id = comments.id) AS likes,
        EXISTS (SELECT 1 FROM comment_likes
            WHERE comment_id = comments.id AND person_id = :viewer) AS liked
    FROM visible_comments comments
    JOIN people ON people.id = comments.author_id
    JOIN visible_notes notes ON notes.id = comments.note_id
"""
_BADGES: dict[str, Literal["merchant", "official"]] = {"merchant": "merchant", "official": "official"}


class Comments:
    """The comments of all notes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def count(self, note_id: str) -> int:
        """Return how many comments a note has, replies included."""
        query = "SELECT COUNT(*) FROM visible_comments WHERE note_id = ?"
        return int(self._database.read().execute(query, (note_id,)).fetchone()[0])

    def of_note(self, note_id: str, viewer: str, order: str, limit: int) -> tuple[Comment, ...]:
        """Return at most ``limit`` top comments, each with all its replies, oldest reply first."""
        by = "likes DESC, comments.id" if order == "hot" else "comments.published_at DESC, comments.id DESC"
        connection = self._database.read()
        values = {"viewer": viewer, "note": note_id, "limit": limit}
        top = connection.execute(
            f"{_SELECT} WHERE comments.note_id = :note AND parent_id IS NULL ORDER BY {by} LIMIT :limit",
            values,
        ).fetchall()
        replies: dict[int, list[Comment]] = {}
        for row in connection.execute(
            _SELECT + " WHERE comments.note_id = :note AND parent_id IS NOT NULL "
            "ORDER BY comments.published_at, comments.id",
            values,
        ):
            replies.setdefault(row["parent_id"], []).append(_comment(row))
        return tuple(_comment(row, tuple(replies.get(row["id"], ()))) for row in top)

    def get(self, comment_id: int, viewer: str) -> Comment:
        """Return one comment without its replies; raises ``StoreError("unknown_comment", id=...)``."""
        row = (
            self._database.read()
            .execute(_SELECT + " WHERE comments.id = :id", {"viewer": viewer, "id": comment_id})
            .fetchone()
        )
        if row is None:
            raise StoreError("unknown_comment", id=comment_id)
        return _comment(row)

    def add(self, note_id: str, author_id: str, text: str, parent: int | None) -> Comment:
        """Add what a person has typed; a reply to a reply hangs on the same top comment."""
        words = clean(text).strip()
        if not words:
            raise StoreError("empty_comment")
        if len(words) > LONGEST:
            raise StoreError("comment_too_long", length=len(words), most=LONGEST)
        comment_id = self.insert(note_id, author_id, Bilingual.same(words), self._clock.now(), 0, parent)
        return self.get(comment_id, author_id)

    def insert(
        self, note_id: str, author_id: str, text: Bilingual, at: int, likes: int, parent: int | None
    ) -> int:
        """Write one comment and return its id."""
        with self._database.write() as connection:
            if parent is not None:
                row = connection.execute(
                    "SELECT COALESCE(parent_id, id) FROM visible_comments WHERE id = ? AND note_id = ?",
                    (parent, note_id),
                ).fetchone()
                if row is None:
                    raise StoreError("unknown_comment", id=parent)
                parent = row[0]
            cursor = insert(
                connection,
                "comments",
                {
                    "note_id": note_id,
                    "parent_id": parent,
                    "author_id": author_id,
                    "text_zh": clean(text.zh),
                    "text_en": clean(text.en),
                    "other_likes": likes,
                    "published_at": at,
                },
            )
            return int(cursor.lastrowid or 0)

    def remove(self, author_id: str, comment_id: int) -> None:
        """Delete an unanswered comment of ``author_id``; raises ``unknown_comment``, ``comment_answered``."""
        with self._database.write() as connection:
            mine = "SELECT 1 FROM visible_comments WHERE id = ? AND author_id = ?"
            if not connection.execute(mine, (comment_id, author_id)).fetchone():
                raise StoreError("unknown_comment", id=comment_id)
            if connection.execute("SELECT 1 FROM comments WHERE parent_id = ?", (comment_id,)).fetchone():
                raise StoreError("comment_answered")
            connection.execute("DELETE FROM comment_likes WHERE comment_id = ?", (comment_id,))
            connection.execute("DELETE FROM comments WHERE id = ?", (comment_id,))

    def remove_all(self, note_id: str) -> None:
        """Delete all comments of a note, whatever their state."""
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM comment_likes WHERE comment_id IN (SELECT id FROM comments WHERE note_id = ?)",
                (note_id,),
            )
            connection.execute("DELETE FROM comments WHERE note_id = ?", (note_id,))

    def set_state(self, comment_id: int, state: CommentState) -> None:
        """Let a comment be seen with its replies, or not; raises ``unknown_comment(id=)``."""
        with self._database.write() as connection:
            changed = connection.execute("UPDATE comments SET state = ? WHERE id = ?", (state, comment_id))
            if not changed.rowcount:
                raise StoreError("unknown_comment", id=comment_id)

    def like(self, viewer: str, comment_id: int, on: bool) -> Comment:
        """Like a comment or take it back."""
        self.get(comment_id, viewer)
        with self._database.write() as connection:
            if on:
                row = {"person_id": viewer, "comment_id": comment_id, "at": self._clock.now()}
                insert(connection, "comment_likes", row, ignore=True)
            else:
                connection.execute(
                    "DELETE FROM comment_likes WHERE person_id = ? AND comment_id = ?", (viewer, comment_id)
                )
        return self.get(comment_id, viewer)


def _comment(row: sqlite3.Row, replies: tuple[Comment, ...] = ()) -> Comment:
    """Return a row with its replies as a comment; the note's author and sellers carry a badge."""
    return Comment(
        id=row["id"],
        author_id=row["author_id"],
        author=both(row, "name"),
        badge="author" if row["by_author"] else _BADGES.get(row["role"], ""),
        text=both(row, "text"),
        published_at=row["published_at"],
        likes=row["likes"],
        liked=bool(row["liked"]),
        replies=replies,
    )
