"""Reviews of products with the sellers' answers, and questions that people answer."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

from store.clock import Clock
from store.community.records import Opinions, Question, Review
from store.database.base import Database, both
from store.database.rows import insert
from store.errors import StoreError
from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual, clean

LONGEST = 500
_BADGES: dict[str, Literal["merchant", "official"]] = {"merchant": "merchant", "official": "official"}


class OpinionsRoom:
    """What people say of products."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of_product(self, product_id: str, limit: int = 200) -> Opinions:
        """Return what was said of a product, the latest first, at most ``limit`` of each kind."""
        return Opinions(
            self._reviews(product_id, limit), self._stars(product_id), self._questions(product_id, limit)
        )

    def ask(self, product_id: str, author_id: str, text: str) -> int:
        """Ask about a product; raises ``empty_question``, ``comment_too_long``."""
        words = clean(text).strip()
        if not words:
            raise StoreError("empty_question")
        if len(words) > LONGEST:
            raise StoreError("comment_too_long", length=len(words), most=LONGEST)
        return self.add_question(product_id, author_id, Bilingual.same(words), self._clock.now())

    def add_review(
        self,
        product_id: str,
        author_id: str,
        stars: int,
        text: Bilingual,
        at: int,
        answer: Bilingual = NOTHING,
        answered_at: int | None = None,
    ) -> int:
        """Add a review (``at`` in seconds UTC) and return its id."""
        row = {
            "product_id": product_id,
            "author_id": author_id,
            "stars": stars,
            "text_zh": clean(text.zh),
            "text_en": clean(text.en),
            "at": at,
            "answer_zh": answer.zh,
            "answer_en": answer.en,
            "answered_at": answered_at,
        }
        with self._database.write() as connection:
            cursor = insert(connection, "reviews", row)
            return int(cursor.lastrowid or 0)

    def add_question(
        self, product_id: str, author_id: str, text: Bilingual, at: int, answers: int | None = None
    ) -> int:
        """Add a question, or an answer to the question ``answers``; return its id."""
        row = {
            "product_id": product_id,
            "question_id": answers,
            "author_id": author_id,
            "text_zh": clean(text.zh),
            "text_en": clean(text.en),
            "at": at,
        }
        with self._database.write() as connection:
            cursor = insert(connection, "questions", row)
            return int(cursor.lastrowid or 0)

    def _reviews(self, product_id: str, limit: int) -> tuple[Review, ...]:
        """Read the latest reviews of a product, with the seller's answers and pictures."""
        rows = self._database.read().execute(
            """SELECT reviews.*, name_zh, name_en FROM reviews JOIN people ON people.id = author_id
               WHERE product_id = ? ORDER BY at DESC, reviews.id DESC LIMIT ?""",
            (product_id, limit),
        )
        return tuple(
            Review(
                row["id"],
                row["author_id"],
                both(row, "name"),
                row["stars"],
                both(row, "text"),
                row["at"],
                both(row, "answer"),
                row["answered_at"],
                tuple(PictureSpec.from_fields(fields) for fields in json.loads(row["pictures"])),
            )
            for row in rows
        )

    def _stars(self, product_id: str) -> tuple[int, int, int, int, int]:
        query = "SELECT stars, COUNT(*) FROM reviews WHERE product_id = ? GROUP BY stars"
        found = {row[0]: row[1] for row in self._database.read().execute(query, (product_id,))}
        return found.get(1, 0), found.get(2, 0), found.get(3, 0), found.get(4, 0), found.get(5, 0)

    def _questions(self, product_id: str, limit: int) -> tuple[Question, ...]:
        """Read the latest questions about a product, each with its answers."""
        rows = (
            self._database.read()
            .execute(
                """SELECT questions.*, name_zh, name_en, role FROM questions JOIN people ON people.id = author_id
               WHERE product_id = ? ORDER BY at, questions.id""",
                (product_id,),
            )
            .fetchall()
        )
        answers: dict[int, list[Question]] = {}
        for row in rows:
            if row["question_id"] is not None:
                answers.setdefault(row["question_id"], []).append(_question(row))
        asked = [
            _question(row, tuple(answers.get(row["id"], ()))) for row in rows if row["question_id"] is None
        ]
        return tuple(asked[::-1][:limit])


def _question(row: sqlite3.Row, answers: tuple[Question, ...] = ()) -> Question:
    badge: Literal["", "merchant", "official"] = _BADGES.get(row["role"], "")
    return Question(
        row["id"], row["author_id"], both(row, "name"), badge, both(row, "text"), row["at"], answers
    )
