"""Completing what is typed: Chinese, Latin, whole pinyin, initials or a mixture, and mending small slips."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from store.database.rows import one_of
from store.search import pinyin
from store.search.terms import SHORT, frequency_of, slips_of, typed_form
from store.search.tokens import fold, paired, runs

MOST_ROWS = 300
MOST_PARSES = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that fits what was typed.

    ``parts`` are its syllables, each with how many of its letters were typed (empty where it was not
    found by pinyin); ``typed`` counts the first characters of ``text`` that were typed as they are.
    ``whole`` is the query as it becomes when the suggestion is taken; ``documents`` about how many there are.
    """

    text: str
    kind: str
    ref: str
    whole: str
    typed: int = 0
    parts: tuple[tuple[str, int], ...] = ()
    documents: int = 0


class _Found(NamedTuple):
    id: int
    form: str
    text: str
    kind: str
    ref: str
    said: tuple[str, ...]


def suggest(connection: sqlite3.Connection, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """Return the best terms that begin as ``typed`` does, in any way of typing."""
    before, form = _last(typed)
    if not form:
        return ()
    found: dict[int, tuple[_Found, int, tuple[tuple[str, int], ...]]] = {}
    for term in _beginning(connection, form):
        match = _match(term, form)
        if match:
            found[term.id] = (term, *match)
    if len(found) < limit:
        for term, parts in _mixed(connection, form, limit):
            found.setdefault(term.id, (term, 0, parts))
    exact = [n for n in found if found[n][0].form == form]
    best = [*exact, *(n for n in sorted(found) if n not in exact)][:limit]
    counts = frequency_of(connection, [found[n][0].text for n in best])
    return tuple(
        Suggestion(term.text, term.kind, term.ref, f"{before}{term.text}", chars, parts, counts[term.text])
        for term, chars, parts in (found[number] for number in best)
    )


def _last(typed: str) -> tuple[str, str]:
    """Return what stays as it is and the form of what is being typed now: the text behind the last blank."""
    before, _, last = typed.rpartition(" ")
    return (f"{before} " if before else ""), typed_form(last)


def _rows(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> Iterator[_Found]:
    query = f"SELECT id, form, text, kind, ref, syllables FROM terms WHERE id IN ({where}) ORDER BY id"
    for row in connection.execute(query, values):
        yield _Found(row[0], row[1], row[2], row[3], row[4], tuple(row[5].split()))


def _beginning(connection: sqlite3.Connection, form: str) -> list[_Found]:
    """Return the terms one of whose keys begins with ``form``, the best first."""
    said = "".join(pinyin.syllables(form)) if any(map(paired, form)) and form[-1].isascii() else form
    found: list[_Found] = []
    for key in dict.fromkeys((form, said)):
        if len(key) <= SHORT:
            query = "SELECT term FROM term_prefixes WHERE prefix = ? ORDER BY term LIMIT 40"
            found += _rows(connection, query, (key,))
        else:
            query = f"""SELECT term FROM
                (SELECT term FROM term_keys WHERE key >= ? AND key < ? LIMIT {MOST_ROWS})
                ORDER BY term LIMIT 40"""
            found += _rows(connection, query, (key, key + "\U0010ffff"))
    return found


def _match(term: _Found, form: str) -> tuple[int, tuple[tuple[str, int], ...]] | None:
    """Return how ``form`` begins the term: characters of its text, or letters of its syllables."""
    text = term.form
    if text.startswith(form):
        return len(form), ()
    for parse in _ways(form, term.said):
        return 0, parse
    shared = next((i for i in range(len(form)) if form[i] != text[i : i + 1]), len(form))
    rest = form[shared:]
    if shared and rest and len(term.said) == len(text):
        for parse in _ways(rest, term.said[shared:]):
            return shared, (*((syllable, 0) for syllable in term.said[:shared]), *parse)
    return None


def _ways(form: str, said: tuple[str, ...]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Yield how letters can be the beginnings of syllables one after the other."""

    def fit(rest: str, place: int) -> Iterator[tuple[int, ...]]:
        if not rest:
            yield ()
            return
        if place == len(said):
            return
        syllable = said[place]
        most = 0
        while most < min(len(rest), len(syllable)) and rest[most] == syllable[most]:
            most += 1
        for length in range(most, 0, -1):
            for others in fit(rest[length:], place + 1):
                yield (length, *others)

    for lengths in fit(form, 0):
        full = (*lengths, *[0] * (len(said) - len(lengths)))
        yield tuple(zip(said, full, strict=True))
        return


def _mixed(
    connection: sqlite3.Connection, form: str, limit: int
) -> Iterator[tuple[_Found, tuple[tuple[str, int], ...]]]:
    """Yield the terms whose initials fit one of the ways in which letters may be split into syllables."""
    if not form.isascii() or not form.isalpha():
        return
    seen: set[str] = set()
    given = 0
    for parse in pinyin.parses(form):
        first = "".join(part[0] for part in parse)
        if first in seen or first == form:
            continue
        seen.add(first)
        if len(seen) > MOST_PARSES:
            return
        query = f"SELECT term FROM term_keys WHERE key >= ? AND key < ? LIMIT {MOST_ROWS}"
        for term in _rows(connection, query, (first, first + "\U0010ffff")):
            for parts in _ways(form, term.said):
                yield term, parts
                given += 1
        if given >= limit:
            return


def corrections(connection: sqlite3.Connection, typed: str) -> Iterator[str]:
    """Yield what may have been meant, the likeliest first: by sound, by initials, by one letter."""
    text = " ".join(typed.split())
    form = typed_form(text)
    if not form:
        return
    if form.isascii():
        yield from _by_key(connection, form)
        for one in suggest(connection, form, 3):
            if one.parts and all(length for _, length in one.parts):
                yield one.text
        yield from _sentence(connection, form)
        yield from _slipped(connection, text)
        yield from _nearly(connection, form)
    else:
        yield from _homophones(connection, text)
        yield from _slipped(connection, text)


def _by_key(connection: sqlite3.Connection, key: str) -> Iterator[str]:
    for term in _rows(connection, "SELECT term FROM term_keys WHERE key = ? LIMIT 5", (key,)):
        if "".join(term.said) == key or key[0] == "~":
            yield term.text


def _homophones(connection: sqlite3.Connection, text: str) -> Iterator[str]:
    """Yield the text with its unknown part replaced by what sounds alike: whole, else piece by piece."""
    for run in runs(fold(text)):
        if not paired(run):
            continue
        for length in range(min(len(run), 8), 1, -1):
            for start in range(len(run) - length + 1):
                piece = run[start : start + length]
                if all(frequency_of(connection, [piece]).values()):
                    continue
                said = pinyin.syllables(piece)
                for key in ("".join(said), pinyin.fuzzy(said)):
                    for other in _by_key(connection, key):
                        if other != piece and len(other) == len(piece):
                            yield fold(text).replace(piece, other)


def _sentence(connection: sqlite3.Connection, letters: str) -> Iterator[str]:
    """Yield letters as several words one after the other, if they can be split into known ones."""
    best: list[tuple[int, str] | None] = [(0, ""), *[None] * len(letters)]
    for end in range(2, len(letters) + 1):
        for begin in range(max(0, end - 18), end - 1):
            before = best[begin]
            if before is None:
                continue
            words = next(_by_key(connection, letters[begin:end]), None)
            if words and (best[end] is None or before[0] + 1 < best[end][0]):  # type: ignore[index]
                best[end] = (before[0] + 1, f"{before[1]} {words}".strip())
    found = best[-1]
    if found:
        yield found[1]


def _slipped(connection: sqlite3.Connection, text: str) -> Iterator[str]:
    """Yield the text with one Latin word changed by one letter into a known one."""
    for word in text.split():
        form = typed_form(word)
        if not form.isascii() or len(form) < 4:
            continue
        slips = tuple(slips_of(form))
        query = f"SELECT term FROM term_slips WHERE slip IN {one_of(slips)} LIMIT 60"
        for term in _rows(connection, query, slips):
            if one_edit(form, term.form):
                yield text.replace(word, term.text)


def _nearly(connection: sqlite3.Connection, form: str) -> Iterator[str]:
    """Yield what the beginning of the letters means, and terms whose initials are one slip away, the heaviest first."""
    found: dict[int, str] = {}
    if len(set(form)) == 1:
        return
    if 2 < len(form) <= 4:
        swapped = [form[:i] + form[i + 1] + form[i] + form[i + 2 :] for i in range(len(form) - 1)]
        changed = [form[:i] + c + form[i + 1 :] for i in range(len(form)) for c in _LETTERS]
        keys = tuple(dict.fromkeys([*swapped, *changed]))
        query = f"SELECT term FROM term_keys WHERE key IN {one_of(keys)} ORDER BY term LIMIT 3"
        found |= {term.id: term.text for term in _rows(connection, query, keys) if term.said}
    for parse in pinyin.parses(form)[:1]:
        for parts in range(len(parse) - 1, 1, -1):
            letters = "".join(parse[:parts])
            whole = [
                term
                for term in _beginning(connection, letters)
                if len(term.said) == parts and any(_ways(letters, term.said))
            ]
            if whole:
                found[whole[0].id] = whole[0].text
                break
    yield from (found[number] for number in sorted(found))


def one_edit(first: str, second: str) -> bool:
    """Tell whether two words differ by one letter: more, missing, another, or two changed over."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
