"""The order of what was found: how well a text answers a query, and what the community thinks of it."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Sequence

from store.search import index
from store.search.query import Word
from store.search.tokens import paired

TITLE, SATURATION, CHARACTERS, PHRASE, LIKED = 2.0, 1.2, 0.6, 0.5, 0.25
"""Weights: a word in the title; how soon repeating it stops counting; single characters; the words side
by side; the logarithm of likes. On judged sets CHARACTERS was the one that mattered (see docs/performance.md)."""


class Judge:
    """Scores texts for one query; rare words weigh more than common ones.

    ``chinese`` tells that the English half of a text cannot hold any of the words.
    """

    def __init__(
        self, connection: sqlite3.Connection, words: Sequence[Word], documents: int, liked: float = LIKED
    ) -> None:
        grams = list({each for word in words for one in word.needed for each in one})
        known = index.frequencies(connection, grams)
        self._liked = liked
        self.chinese = all(paired(word.text) for word in words)
        self._phrase = "".join(word.text for word in words) if len(words) > 1 else ""
        self._words = [
            (
                word.text,
                _latin_pattern(word),
                _rarity(min(_most(one, known) for one in word.needed), documents),
            )
            for word in words
        ]
        self._characters = [
            (character, rarity / len(word))
            for word, pattern, rarity in self._words
            if pattern is None
            for character in word
        ]

    def score(self, title: str, body: str, likes: int) -> float:
        """Return how well a text answers: its title (with tags or names), the rest, and how much it is liked.

        Only the order of scores means something.
        """
        title, body = title.lower(), body.lower()  # folding them whole takes six times as long
        score = 0.0
        for word, pattern, rarity in self._words:
            if pattern is None:
                in_title, times = word in title, body.count(word)
            else:
                in_title, times = pattern.search(title) is not None, len(pattern.findall(body))
            if in_title:
                score += TITLE * rarity
            if times:
                score += rarity * times * (1 + SATURATION) / (times + SATURATION)
        for character, rarity in self._characters:
            if character in title:
                score += CHARACTERS * rarity
            elif character in body:
                score += CHARACTERS * rarity / 2
        if self._phrase and self._phrase in title.replace(" ", ""):
            score += PHRASE * sum(rarity for _, _, rarity in self._words)
        return score + self._liked * math.log1p(likes)


def _latin_pattern(word: Word) -> re.Pattern[str] | None:
    """Return what matches a Latin word at its beginning, in all its forms; Chinese is simply looked for."""
    if paired(word.text):
        return None
    return re.compile(f"(?<![0-9a-z]){re.escape(min(word.needed[0], key=len))}")


def rarities(connection: sqlite3.Connection, words: Sequence[Word], documents: int) -> dict[str, float]:
    """Return how rare each word is (its inverse document frequency)."""
    known = index.frequencies(connection, list({e for word in words for one in word.needed for e in one}))
    return {word.text: _rarity(min(_most(one, known) for one in word.needed), documents) for word in words}


def _most(variants: Sequence[str], known: dict[str, int]) -> int:
    return sum(known.get(each, 0) for each in variants)


def _rarity(found: int, documents: int) -> float:
    return math.log(1 + (documents + 1) / (found + 0.5))
