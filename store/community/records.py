"""Records of the community: people, notes, comments. All times are seconds since 1970-01-01 UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual

Role = Literal["creator", "reader", "buyer", "merchant", "official"]
NoteKind = Literal["review", "howto", "travel", "compare", "haul", "list", "daily", "warning"]
Verdict = Literal["recommend", "mixed", "against"]
Reaction = Literal["like", "save", "read", "less"]
NoteState = Literal["draft", "visible", "hidden", "withdrawn"]
"""Hidden by moderation, withdrawn by its author."""
CommentState = Literal["visible", "hidden", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the community; ``followers`` counts, ``followed`` is as seen by the reader."""

    id: str
    name: Bilingual
    role: Role
    age: int | None
    city: Bilingual
    bio: Bilingual
    facts: Bilingual
    followers: int = 0
    notes: int = 0
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is shown: a code (``fresh popular followed city category``) and what it names."""

    code: str
    name: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note as it lies on the card wall, seen by one reader.

    ``landed_fen`` is the landed price of its only product (``None`` when it has none or several).
    """

    id: str
    kind: NoteKind
    verdict: Verdict
    title: Bilingual
    author_id: str
    author: Bilingual
    cover: PictureSpec
    published_at: int
    likes: int
    liked: bool
    saved: bool
    read: bool
    goods: int
    landed_fen: int | None
    adult: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Note:
    """A whole note, seen by one reader; ``product_ids`` in the order of the text."""

    card: NoteCard
    author: Person
    body: Bilingual
    tags: tuple[Bilingual, ...]
    pictures: tuple[PictureSpec, ...]
    product_ids: tuple[str, ...]
    category_id: str
    city: Bilingual
    views: int
    saves: int
    comments: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its replies; ``badge`` marks the note's author and merchants."""

    id: int
    author_id: str
    author: Bilingual
    badge: Literal["", "author", "merchant", "official"]
    text: Bilingual
    published_at: int
    likes: int
    liked: bool
    replies: tuple[Comment, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One keyset page of the wall; ``after`` continues it (``None`` at the end), ``total`` counts all."""

    cards: tuple[NoteCard, ...]
    after: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Review:
    """What a buyer says of a product, ``stars`` 1-5; the seller's ``answer`` may be missing."""

    id: int
    author_id: str
    author: Bilingual
    stars: int
    text: Bilingual
    at: int
    answer: Bilingual = NOTHING
    answered_at: int | None = None
    pictures: tuple[PictureSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know of a product, with its answers, the oldest first."""

    id: int
    author_id: str
    author: Bilingual
    badge: Literal["", "merchant", "official"]
    text: Bilingual
    at: int
    answers: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinions:
    """All that was said of a product: ``stars`` counts the reviews with 1, 2, 3, 4, 5 stars."""

    reviews: tuple[Review, ...]
    stars: tuple[int, int, int, int, int]
    questions: tuple[Question, ...]
