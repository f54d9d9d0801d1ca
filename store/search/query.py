"""What was typed, taken apart: words to find, filter words to narrow by, and the expression for the index."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from store.search import index
from store.search.facets import token
from store.search.tokens import LONGEST_QUERY, MOST_WORDS, STOP_WORDS, cut, fold, paired, pairs, runs

FILTERS = ("brand", "tag", "from")
MOST_VARIANTS, MOST_PAIRS = 24, 60
_FILTER = re.compile(r"(?:(brand|tag|from)[:=]|(price)([<>]=?|[:=]))(\"[^\"]*\"|\S*)", re.IGNORECASE)
_RANGE = re.compile(r"¥?(\d+(?:\.\d+)?)?(-)?¥?(\d+(?:\.\d+)?)?$")

Choices = Mapping[str, frozenset[str]]
"""Chosen values by facet: those of one facet widen, those of several facets narrow."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word to find: the tokens that have to occur together, each with others that do as well.

    One that is not ``required`` only counts for the order: beside longer words a single character narrows
    little, and finding it means joining sixty posting lists (40 ms at a million notes).
    """

    text: str
    needed: tuple[tuple[str, ...], ...]
    required: bool = True

    @property
    def expression(self) -> str:
        """The word as an FTS5 expression; tokens are letters only, so quoting them is enough."""
        return " AND ".join(
            f'"{one[0]}"' if len(one) == 1 else "(" + " OR ".join(f'"{each}"' for each in one) + ")"
            for one in self.needed
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart.

    ``text`` is what is left without filter words; prices are fen to the door, ``None`` where open;
    ``filters`` are pairs of a filter word and its value as it was typed.
    """

    text: str
    words: tuple[Word, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    least_fen: int | None = None
    most_fen: int | None = None
    choices: Choices = field(default_factory=dict)

    @property
    def required(self) -> tuple[Word, ...]:
        """The words that have to occur."""
        return tuple(word for word in self.words if word.required)

    def without(self, facet: str) -> Query:
        """Return the query as it would be if nothing were chosen in one facet."""
        return replace(self, choices={name: v for name, v in self.choices.items() if name != facet})


def taken_apart(typed: str) -> tuple[str, tuple[tuple[str, str], ...], int | None, int | None]:
    """Return text, filters, lowest and highest price (fen) of what was typed; filter words may be anywhere."""
    least: int | None = None
    most: int | None = None
    filters: list[tuple[str, str]] = []

    def take(found: re.Match[str]) -> str:
        nonlocal least, most
        name, price, sign, value = found.groups()
        value = value.strip('"')
        if name:
            if value:
                filters.append((name.lower(), value))
        elif price:
            low, high = _prices(sign, value)
            least, most = low if low is not None else least, high if high is not None else most
        return " "

    text = unicodedata.normalize("NFKC", typed[: LONGEST_QUERY * 2])
    rest = " ".join(_FILTER.sub(take, text).split())
    return rest[:LONGEST_QUERY], tuple(filters), least, most


def _prices(sign: str, value: str) -> tuple[int | None, int | None]:
    """Return the bounds of a price filter in fen, each ``None`` where it is open."""
    found = _RANGE.match(value)
    if not found or not (found[1] or found[3]):
        return None, None
    low, high = (round(float(one) * 100) if one else None for one in (found[1], found[3]))
    if found[2]:
        return low, high
    if sign.startswith("<"):
        return None, low
    return (low, None) if sign.startswith(">") else (low, low)


def parse(connection: sqlite3.Connection, typed: str, choices: Choices | None = None) -> Query:
    """Take a query apart; the last Latin word may still be unfinished."""
    text, filters, least, most = taken_apart(typed)
    found = runs(fold(text))
    words: list[Word] = []
    unfinished = not typed[-1:].isspace()
    for place, run in enumerate(found):
        if paired(run):
            words += [_chinese(connection, word) for word in (cut(run) if len(run) > 2 else [run])]
        else:
            words.append(_latin(connection, run, unfinished and place == len(found) - 1))
    unique = {word.text: word for word in words}
    kept = [word for text, word in unique.items() if text not in STOP_WORDS] or list(unique.values())
    if any(len(word.text) > 1 for word in kept):
        kept = [replace(word, required=len(word.text) > 1 or word.text.isdigit()) for word in kept]
    return Query(text, tuple(kept[:MOST_WORDS]), filters, least, most, dict(choices or {}))


def _chinese(connection: sqlite3.Connection, word: str) -> Word:
    """Return a word as its pairs; a single character is itself at an end, or any pair that it begins."""
    if len(word) > 1:
        return Word(word, tuple((pair,) for pair in pairs(word)))
    return Word(word, ((word, *index.beginning_with(connection, word, MOST_PAIRS)),))


def _latin(connection: sqlite3.Connection, word: str, unfinished: bool) -> Word:
    """Return a word with its other number, and with what it may become while it is being typed."""
    variants = [word, word[:-1] if word.endswith("s") and len(word) > 3 else f"{word}s"]
    if unfinished:
        variants += index.beginning_with(connection, word, MOST_VARIANTS)
    return Word(word, (tuple(dict.fromkeys(variants)),))


def expression(words: tuple[Word, ...], narrowed: list[tuple[str, ...]], *, any_word: bool = False) -> str:
    """Return the FTS5 expression for documents with all (or any) of the words and one of each of ``narrowed``."""
    parts = [f"({word.expression})" for word in words]
    both = [" OR ".join(parts)] if any_word and parts else parts
    both += ["(" + " OR ".join(f'"{each}"' for each in one) + ")" for one in narrowed]
    return " AND ".join(f"({part})" for part in both)


def narrowing(query: Query, number_of: Callable[[str, str], int]) -> list[tuple[str, ...]]:
    """Return the tokens a query's choices ask for; ids become numbers by ``number_of``."""
    return [
        tuple(
            token(facet, number_of(facet, value) if facet in ("category", "brand", "country") else value)
            for value in sorted(values)
        )
        for facet, values in query.choices.items()
        if values and facet != "type"
    ]
