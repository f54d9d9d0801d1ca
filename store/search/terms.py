"""The terms of suggestions: brands, categories, tags, people and words of notes, with all the ways to type them.

A term's number begins with how much it weighs, so that the first rows of any look-up are the best ones.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from store.database.rows import insert_many, one_of
from store.database.sqlite import create_table, has_tables
from store.search import index, pinyin
from store.search.tokens import STOP_WORDS, cut, fold, paired, runs

TABLES = ("terms", "term_keys", "term_prefixes", "term_slips")
SHORT = 3
"""Letters up to which the best terms of a beginning are listed."""
LISTED = 40
LONGEST = 24
MOST_PEOPLE = 12_000
"""People that can be completed in a big world; the others are found by their whole names."""
WORDS_FROM = 20_000
"""From so many documents on, words of titles have to be in ``RARE_WORD`` of them to be suggested."""
RARE_WORD = 5
MOST_BODIES = 100_000
"""Notes whose bodies are read for words that no title has."""

_KINDS = {"brand": 4, "category": 6, "tag": 2, "word": 1, "person": 1}
"""The kinds of terms, and how much heavier than a word of a title each weighs."""
_SEQUENCE_BITS, _LEVELS = 24, 8_191
_JOINING = frozenset(
    "的了是在和也都就不很我你他她它这那有个一把被给对到去来上下里外中后前吗呢吧啊哦呀着过得地与及或但而又还再才"
    "没别让跟比从向能会要想说看做用买只每几多少大小好真太更最第值个次天只支"
)
_NOT_TYPED = re.compile(r"[\W_]+")


class Term(NamedTuple):
    """Something to suggest; ``ref`` is the id of the category or person behind it, or those of its brands."""

    text: str
    kind: str
    ref: str
    weight: int


def typed_form(text: str) -> str:
    """Return a text as it is typed: folded, without spaces and signs."""
    return _NOT_TYPED.sub("", fold(text))


def create(connection: sqlite3.Connection) -> None:
    """Create empty tables in place of existing ones."""
    for name in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    create_table(
        connection,
        "terms",
        """id INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, text TEXT NOT NULL,
            kind TEXT NOT NULL, ref TEXT NOT NULL, syllables TEXT NOT NULL""",
    )
    for name, column in (("term_keys", "key"), ("term_prefixes", "prefix"), ("term_slips", "slip")):
        columns = f"{column} TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY ({column}, term)"
        create_table(connection, name, columns, keyed=True)


def exists(connection: sqlite3.Connection) -> bool:
    """Tell whether there are terms at all."""
    return has_tables(connection, TABLES)


def gather(connection: sqlite3.Connection) -> dict[str, Term]:
    """Return all terms of a world by their typed form."""
    counts: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for table in ("visible_notes", "listed_products"):
        for row in connection.execute(f"SELECT title_zh, title_en FROM {table}"):
            counts.update({*title_words(row[0]), *title_words(row[1])})
    for row in connection.execute(f"SELECT body_zh FROM visible_notes LIMIT {MOST_BODIES}"):
        counts.update(word for word in title_words(row[0]) if paired(word))
    for row in connection.execute("SELECT tags FROM visible_notes"):
        tags.update({name for tag in json.loads(row[0]) for name in (tag["zh"], tag["en"]) if name})
    documents = index.last_rank(connection, "note") + index.last_rank(connection, "product")
    least = RARE_WORD if documents > WORDS_FROM else 1
    found: dict[str, Term] = {}
    for word, times in counts.items():
        if times >= (max(least, 2) if paired(word) and len(word) != 2 else least):
            _put(found, Term(word, "word", "", times))
    for tag, times in tags.items():
        if times >= least:
            _put(found, Term(tag, "tag", "", times))
    for term in named(connection):
        _put(found, term)
    return found


def named(connection: sqlite3.Connection, kind: str = "", ids: Iterable[str] = ()) -> Iterator[Term]:
    """Yield the terms of brands, categories, people and trends (or only of some of one kind)."""
    keys = tuple(ids)
    only = f"WHERE id IN {one_of(keys)}" if kind else ""
    if kind in ("", "category"):
        for row in connection.execute(f"SELECT id, name_zh, name_en FROM categories {only}", keys):
            for name in {row[1], row[2]}:
                yield Term(name, "category", row[0], _frequency(connection, name))
    if kind in ("", "brand"):
        for row in connection.execute(f"SELECT id, name_zh, name_en, latin FROM brands {only}", keys):
            for name in {row[1], row[2], row[3]}:
                yield Term(name, "brand", row[0], _frequency(connection, name))
    if kind in ("", "person"):
        rows = connection.execute(
            f"""SELECT id, name_zh, name_en, other_followers FROM people {only}
                ORDER BY other_followers DESC LIMIT {MOST_PEOPLE}""",
            keys,
        )
        for row in rows:
            for name in {row[1], row[2]}:
                yield Term(name, "person", row[0], max(1, row[3] // 10_000))
    if not kind:
        for row in connection.execute("SELECT words_zh, words_en, other_searches FROM trending"):
            for words in {row[0], row[1]}:
                yield Term(words, "word", "", row[2])


def of_texts(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> Iterator[Term]:
    """Yield the words and tags of some notes or products."""
    keys = tuple(ids)
    notes = table == "visible_notes"
    more = ", body_zh, tags" if notes else ""
    rows = connection.execute(
        f"SELECT title_zh, title_en{more} FROM {table} WHERE id IN {one_of(keys)}", keys
    )
    for row in rows:
        words = title_words(row[0]) | title_words(row[1])
        if notes:
            words |= {word for word in title_words(row[2]) if paired(word)}
            for tag in json.loads(row[3]):
                yield from (Term(name, "tag", "", 1) for name in {tag["zh"], tag["en"]} if name)
        for word, times in frequency_of(connection, words).items():
            yield Term(word, "word", "", times)


def title_words(title: str) -> set[str]:
    """Return the words of a text that are worth completing.

    A single character counts when it does not only join words. A word with one more character behind it (防晒霜, 敏感肌) is
    one too.
    """
    found: set[str] = set()
    for run in runs(fold(title)):
        if paired(run):
            words = cut(run) if len(run) > 2 else [run]
            found.update(word for word in words if len(word) > 1 or word not in _JOINING)
            found.update(
                first + last
                for first, last in pairwise(words)
                if len(first) == 2 and len(last) == 1 and last not in _JOINING
            )
        elif len(run) > 2 and run not in STOP_WORDS and not run.isdigit():
            found.add(run)
    return found


def _frequency(connection: sqlite3.Connection, name: str) -> int:
    """Return in about how many documents a name is: the rarest of its tokens decides."""
    return frequency_of(connection, [name]).get(name, 0)


def frequency_of(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """Return in about how many documents each of some names is."""
    grams: dict[str, list[str]] = {}
    for name in names:
        grams[name] = [
            gram
            for run in runs(fold(name))
            for gram in ([run[i : i + 2] for i in range(len(run) - 1)] or [run] if paired(run) else [run])
        ]
    known = index.frequencies(connection, list({gram for some in grams.values() for gram in some}))
    return {name: min((known.get(gram, 0) for gram in some), default=0) for name, some in grams.items()}


def _put(found: dict[str, Term], term: Term) -> None:
    """Keep one term of each typed form: the kind that says most, with all weight."""
    key = typed_form(term.text)
    if not key or len(key) > LONGEST:
        return
    old = found.get(key)
    if old is None:
        found[key] = term
    elif _KINDS[old.kind] < _KINDS[term.kind]:
        found[key] = term._replace(weight=max(old.weight, term.weight))
    else:
        ref = old.ref
        if old.kind == term.kind == "brand" and term.ref not in ref.split():
            ref = f"{ref} {term.ref}"
        found[key] = old._replace(weight=max(old.weight, term.weight), ref=ref)


def number_of(term: Term, sequence: int) -> int:
    """Return the number of a term: the heavier it is, the smaller."""
    level = _LEVELS - min(_LEVELS, round(256 * math.log2(1 + term.weight * _KINDS[term.kind])))
    return level << _SEQUENCE_BITS | sequence


def keys_of(term: Term) -> tuple[set[str], tuple[str, ...]]:
    """Return the ways to type a term (itself, whole pinyin, initials, what is often confused), and its syllables."""
    form = typed_form(term.text)
    said = pinyin.syllables(form) if paired(form[0]) or any(map(paired, form)) else ()
    keys = {form}
    if said:
        keys |= {"".join(said), pinyin.initials(said), pinyin.fuzzy(said)}
        if term.kind == "brand":
            keys |= {"".join(other) for other in pinyin.all_readings(form)}
    return keys, said


def slips_of(form: str) -> set[str]:
    """Return a word and what is left of it when any one letter is missing."""
    return {form, *(form[:i] + form[i + 1 :] for i in range(len(form)))}


def write(connection: sqlite3.Connection, terms: Iterable[Term], *, first: bool) -> None:
    """Write terms; ``first`` tells that there are none yet, so that only the best of each beginning are listed."""
    known = 0 if first else int(connection.execute("SELECT COUNT(*) FROM terms").fetchone()[0])
    rows, keys, slips = [], [], []
    beginnings: dict[str, list[int]] = {}
    for sequence, term in enumerate(terms, start=known + 1):
        number = number_of(term, sequence)
        ways, said = keys_of(term)
        rows.append((number, typed_form(term.text), term.text, term.kind, term.ref, " ".join(said)))
        keys += [(key, number) for key in ways]
        for beginning in {key[:end] for key in ways if key[0] != "~" for end in range(1, SHORT + 1)}:
            beginnings.setdefault(beginning, []).append(number)
        form = rows[-1][1]
        if form.isascii() and len(form) > 3 and term.kind != "person":
            slips += [(slip, number) for slip in slips_of(form)]
    columns = ("id", "form", "text", "kind", "ref", "syllables")
    insert_many(connection, "terms", columns, sorted(rows))
    insert_many(connection, "term_keys", ("key", "term"), sorted(keys))
    insert_many(connection, "term_slips", ("slip", "term"), sorted(slips))
    listed = [
        (beginning, number)
        for beginning, numbers in beginnings.items()
        for number in sorted(numbers)[: LISTED if first else None]
    ]
    insert_many(connection, "term_prefixes", ("prefix", "term"), sorted(listed))


def build(connection: sqlite3.Connection) -> None:
    """Make all terms anew."""
    create(connection)
    write(connection, gather(connection).values(), first=True)


def add(connection: sqlite3.Connection, terms: Iterable[Term]) -> None:
    """Add terms that are not there yet; a brand of a known name is found by that name too."""
    fresh: dict[str, Term] = {}
    for term in terms:
        _put(fresh, term)
    missing: list[Term] = []
    for form, term in fresh.items():
        row = connection.execute("SELECT id, kind, ref FROM terms WHERE form = ?", (form,)).fetchone()
        if row is None:
            missing.append(term)
        elif row["kind"] == term.kind == "brand":
            refs = dict.fromkeys([*row["ref"].split(), *term.ref.split()])
            connection.execute("UPDATE terms SET ref = ? WHERE id = ?", (" ".join(refs), row["id"]))
    write(connection, missing, first=False)
