"""How Chinese is typed: the syllables of words, and what letters without any Chinese may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("pinyin.txt")
"""Made from pypinyin by ``make pinyin``: characters by their usual syllable, ``+`` other readings,
``=`` words of two and three characters that are read otherwise."""

MOST_READINGS = 4
_PARSES = 24
_FUZZY = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^n(?=[aeiouv])"), "l"),
    (re.compile("ng$"), "n"),
)


class _Readings(NamedTuple):
    usual: dict[str, str]
    others: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    starts: frozenset[str]


@cache
def _table() -> _Readings:
    """Read the table of readings: the usual one, other ones (``+``) and words (``=``)."""
    usual: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        *syllables, characters = line.split(" ")
        if line[0] == "=":
            words[characters] = (syllables[0][1:], *syllables[1:])
        elif line[0] == "+":
            for character in characters:
                others[character] = (*others.get(character, ()), syllables[0][1:])
        else:
            usual.update(dict.fromkeys(characters, syllables[0]))
    starts = {syllable[:end] for syllable in usual.values() for end in range(1, len(syllable) + 1)}
    return _Readings(usual, others, words, frozenset(starts))


def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of a text, what is not Chinese letter by letter in lower case."""
    table = _table()
    said: list[str] = []
    index = 0
    while index < len(text):
        for length in (3, 2):
            word = table.words.get(text[index : index + length])
            if word:
                said += word
                index += length
                break
        else:
            character = text[index].lower()
            if character in table.usual:
                said.append(table.usual[character])
            elif character.isalnum():
                said.append(character)
            index += 1
    return tuple(said)


def all_readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the syllables of a short text, then those with other readings of its characters, at most a few."""
    first = syllables(text)
    yield first
    table = _table()
    given = 1
    if len(first) != len(text):
        return
    for place, character in enumerate(text):
        for other in table.others.get(character, ()):
            if given == MOST_READINGS:
                return
            if other != first[place]:
                yield (*first[:place], other, *first[place + 1 :])
                given += 1


def initials(said: tuple[str, ...]) -> str:
    """Return the first letters of syllables."""
    return "".join(syllable[0] for syllable in said)


def fuzzy(said: tuple[str, ...]) -> str:
    """Return syllables in the form in which those that are often confused are the same (zh z, -ng -n, n l)."""
    return "~" + "".join(map(_blurred, said))


def _blurred(syllable: str) -> str:
    for pattern, replacement in _FUZZY:
        syllable = pattern.sub(replacement, syllable)
    return syllable


def parses(letters: str) -> list[tuple[str, ...]]:
    """Return how letters may be split into syllables and beginnings of syllables, the fewest parts first.

    ``fangss`` is ``fang s s`` and also ``fan g s s``; only the first two dozen are looked for.
    """
    starts = _table().starts
    found: list[list[tuple[str, ...]]] = [[] for _ in range(len(letters) + 1)]
    found[0] = [()]
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - 6), end):
            part = letters[begin:end]
            if part in starts:
                found[end] += [(*parse, part) for parse in found[begin]]
        found[end] = sorted(found[end], key=len)[:_PARSES]
    return found[-1]
