"""Scores: the title before the body, rare words before common ones, repeating less and less, words side by side."""

from __future__ import annotations

import math

import pytest

from store import Store
from store.search.query import Word, expression, parse
from store.search.scoring import CHARACTERS, LIKED, PHRASE, SATURATION, TITLE, Judge, rarities

MASK = Word("mask", (("mask", "masks"),))
FILMS = Word("面膜", (("面膜",),))
DOCUMENTS = 9


def unknown_rarity() -> float:
    """Return the rarity of a word that no document has: log(1 + (9 + 1) / 0.5)."""
    return math.log(21)


def test_a_word_weighs_in_the_title_and_less_with_each_time_in_the_body(indexed: Store) -> None:
    judge = Judge(indexed.database.read(), [Word("zzz", (("zzz",),))], DOCUMENTS)
    rare = unknown_rarity()
    assert judge.score("none", "none", 0) == 0
    assert judge.score("Zzz", "none", 0) == pytest.approx(TITLE * rare)
    once, twice = judge.score("", "zzz", 0), judge.score("", "zzz zzz", 0)
    assert once == pytest.approx(rare)
    assert twice == pytest.approx(rare * 2 * (1 + SATURATION) / (2 + SATURATION))
    assert judge.score("", "xzzz", 0) == 0  # not at the beginning of a word
    assert judge.score("", "", 99) == pytest.approx(LIKED * math.log(100))


def test_chinese_counts_by_its_characters_too(indexed: Store) -> None:
    judge = Judge(indexed.database.read(), [Word("鼍鼎", (("鼍鼎",),))], DOCUMENTS)
    each = CHARACTERS * unknown_rarity() / 2
    assert judge.chinese
    assert judge.score("鼍", "", 0) == pytest.approx(each)
    assert judge.score("", "鼎", 0) == pytest.approx(each / 2)
    assert judge.score("鼍鼎", "", 0) == pytest.approx(TITLE * unknown_rarity() + 2 * each)
    assert not Judge(indexed.database.read(), [MASK], DOCUMENTS).chinese


def test_words_side_by_side_in_the_title_weigh_more(indexed: Store) -> None:
    words = [Word("xxx", (("xxx",),)), Word("yyy", (("yyy",),))]
    judge = Judge(indexed.database.read(), words, DOCUMENTS)
    apart, together = judge.score("yyy xxx", "", 0), judge.score("xxx yyy", "", 0)
    assert together - apart == pytest.approx(PHRASE * 2 * unknown_rarity())


def test_rare_words_weigh_more(indexed: Store) -> None:
    rare = rarities(indexed.database.read(), [FILMS, MASK, Word("zzz", (("zzz",),))], DOCUMENTS)
    assert rare["zzz"] == pytest.approx(unknown_rarity())
    assert 0 < rare["mask"] < rare["zzz"] and 0 < rare["面膜"] < rare["zzz"]


def test_expressions() -> None:
    assert expression((MASK, FILMS), [("§b1", "§b2")]) == (
        '((("mask" OR "masks"))) AND (("面膜")) AND (("§b1" OR "§b2"))'
    )
    assert expression((MASK, FILMS), [], any_word=True) == '((("mask" OR "masks")) OR ("面膜"))'
    assert expression((), [("§b1",)], any_word=True) == '(("§b1"))'


def test_a_query_is_words_that_have_to_occur_and_some_that_only_count(indexed: Store) -> None:
    connection = indexed.database.read()
    words = {word.text: word for word in parse(connection, "水感防晒 膜 5 the").words}
    assert words["防晒"].needed == (("防晒",),)
    assert not words["膜"].required and words["5"].required and "the" not in words
    assert [word.text for word in parse(connection, "the").words] == ["the"]
    (alone,) = parse(connection, "膜").words
    assert alone.required and alone.needed[0][0] == "膜"
    (finished,) = parse(connection, "masks ").words
    assert finished.needed == (("masks", "mask"),)
    (short,) = parse(connection, "gas ").words
    assert short.needed == (("gas", "gass"),)  # three letters are no plural
    (unfinished,) = parse(connection, "amplif").words
    assert unfinished.needed[0][:2] == ("amplif", "amplifs") and "amplifier" in unfinished.needed[0]
    first, _last = parse(connection, "amplif mask").words
    assert "amplifier" not in first.needed[0]
    assert len(parse(connection, " ".join(f"w{n}x" for n in range(20))).words) == 12
