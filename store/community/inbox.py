"""The inbox: notices, and the talks with sellers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from store.catalogue.catalogue import CatalogueRoom
from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError
from store.words import Bilingual, clean

Topic = Literal["order", "community", "sale", "platform"]
LONGEST = 500
_RECEIVED = Bilingual("收到，人工客服在 {0} 回复。", "Received. A person answers: {0}.")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person is told; ``link`` is ``note/ID``, ``product/ID``, ``order/ID`` or empty.

    One that was made of an event has a ``code`` for its words, and ``text`` names the goods.
    """

    id: int
    topic: Topic
    text: Bilingual
    link: str
    at: int
    unread: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a talk; ``mine`` when the person wrote it."""

    id: int
    mine: bool
    text: Bilingual
    at: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with a seller: its latest message, and how many are unread."""

    merchant_id: str
    merchant: Bilingual
    last: Message
    unread: int


class InboxRoom:
    """What reaches a person."""

    def __init__(self, database: Database, clock: Clock, *, catalogue: CatalogueRoom) -> None:
        self._database = database
        self._clock = clock
        self._catalogue = catalogue

    def notices(self, person: str, limit: int = 100) -> tuple[Notice, ...]:
        """Return a person's notices, the latest first."""
        query = "SELECT * FROM notices WHERE person_id = ? ORDER BY at DESC, id DESC LIMIT ?"
        rows = self._database.read().execute(query, (person, limit))
        return tuple(
            Notice(r["id"], r["topic"], both(r, "text"), r["link"], r["at"], r["read_at"] is None, r["code"])
            for r in rows
        )

    def talks(self, person: str) -> tuple[Talk, ...]:
        """Return a person's talks, the liveliest first."""
        rows = self._database.read().execute(
            """SELECT messages.*, name_zh, name_en, MAX(messages.id),
                    SUM(from_merchant AND read_at IS NULL) AS unread
               FROM messages JOIN merchants ON merchants.id = merchant_id
               WHERE person_id = ? GROUP BY merchant_id ORDER BY at DESC, messages.id DESC""",
            (person,),
        )
        return tuple(Talk(r["merchant_id"], both(r, "name"), _message(r), r["unread"]) for r in rows)

    def messages(self, person: str, merchant: str) -> tuple[Message, ...]:
        """Return a talk from its beginning; what the seller wrote counts as read from now on."""
        with self._database.write() as connection:
            connection.execute(
                """UPDATE messages SET read_at = ?
                   WHERE person_id = ? AND merchant_id = ? AND from_merchant AND read_at IS NULL""",
                (self._clock.now(), person, merchant),
            )
        query = "SELECT * FROM messages WHERE person_id = ? AND merchant_id = ? ORDER BY id"
        return tuple(_message(row) for row in self._database.read().execute(query, (person, merchant)))

    def unread(self, person: str) -> int:
        """Return how many notices and messages wait."""
        return int(
            self._database.read()
            .execute(
                """SELECT (SELECT COUNT(*) FROM notices WHERE person_id = :person AND read_at IS NULL)
                        + (SELECT COUNT(*) FROM messages
                           WHERE person_id = :person AND from_merchant AND read_at IS NULL)""",
                {"person": person},
            )
            .fetchone()[0]
        )

    def read(self, person: str, notice: int | None = None) -> None:
        """Take a notice as read, or all of them."""
        with self._database.write() as connection:
            connection.execute(
                """UPDATE notices SET read_at = :now
                   WHERE person_id = :person AND read_at IS NULL AND (:id IS NULL OR id = :id)""",
                {"now": self._clock.now(), "person": person, "id": notice},
            )

    def write(self, person: str, merchant: str, text: str) -> None:
        """Write to a seller, whose shop answers at once when somebody will be there.

        Raises ``StoreError``: ``empty_message``, ``comment_too_long``, ``unknown_merchant``.
        """
        words = clean(text).strip()
        if not words:
            raise StoreError("empty_message")
        if len(words) > LONGEST:
            raise StoreError("comment_too_long", length=len(words), most=LONGEST)
        hours, now = self._catalogue.merchant(merchant).service_hours, self._clock.now()
        answer = Bilingual(_RECEIVED.zh.format(hours.zh), _RECEIVED.en.format(hours.en))
        with self._database.write():
            self.add_message(person, merchant, False, Bilingual.same(words), now)
            self.add_message(person, merchant, True, answer, now)

    def tell(
        self, person: str, topic: Topic, text: Bilingual, link: str, at: int, read: bool = False
    ) -> None:
        """Tell somebody something (``at`` in seconds UTC)."""
        with self._database.write() as connection:
            insert(
                connection,
                "notices",
                {
                    "person_id": person,
                    "topic": topic,
                    "text_zh": text.zh,
                    "text_en": text.en,
                    "link": link,
                    "at": at,
                    "read_at": at if read else None,
                },
            )

    def add_message(
        self, person: str, merchant: str, from_merchant: bool, text: Bilingual, at: int, read: bool = False
    ) -> None:
        """Add one message to a talk."""
        with self._database.write() as connection:
            insert(
                connection,
                "messages",
                {
                    "person_id": person,
                    "merchant_id": merchant,
                    "from_merchant": int(from_merchant),
                    "text_zh": text.zh,
                    "text_en": text.en,
                    "at": at,
                    "read_at": at if read else None,
                },
            )


def _message(row: sqlite3.Row) -> Message:
    return Message(row["id"], not row["from_merchant"], both(row, "text"), row["at"])
