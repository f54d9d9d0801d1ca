"""How letters become Chinese: syllables and readings, ways of splitting, and words that are one slip away."""

from __future__ import annotations

import pytest

from store import Store
from store.search import pinyin, suggest


def test_words_of_two_and_three_characters_are_read_as_words() -> None:
    assert pinyin.syllables("银行行长Ab 1") == ("yin", "hang", "hang", "zhang", "a", "b", "1")
    assert pinyin.syllables("行") == ("xing",)
    assert pinyin.syllables("不粘锅的") == ("bu", "nian", "guo", "de")  # alone it is read zhan
    assert pinyin.syllables("粘锅") == ("zhan", "guo")


def test_other_readings_come_after_the_usual_one_and_are_few() -> None:
    assert list(pinyin.all_readings("行")) == [("xing",), ("hang",), ("heng",)]
    assert list(pinyin.all_readings("和乐行")) == [
        ("he", "le", "xing"),
        ("hu", "le", "xing"),
        ("huo", "le", "xing"),
        ("he", "yue", "xing"),
    ]
    assert list(pinyin.all_readings("行，")) == [("xing",)]  # a sign has no syllable: places do not fit


def test_sounds_that_are_often_confused_are_the_same() -> None:
    assert pinyin.fuzzy(("zhang", "neng", "shui")) == pinyin.fuzzy(("zan", "len", "sui")) == "~zanlensui"
    assert pinyin.fuzzy(("an",)) != pinyin.fuzzy(("ai",))


def test_letters_are_split_into_syllables_and_beginnings_the_fewest_parts_first() -> None:
    assert pinyin.parses("xian") == [("xian",), ("xi", "an"), ("xia", "n"), ("xi", "a", "n")]
    assert pinyin.parses("zhuang")[0] == ("zhuang",)  # the longest syllables have six letters
    assert pinyin.parses("") == [()]
    assert pinyin.parses("vq") == []


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("mask", "mash", True),
        ("mask", "mas", True),
        ("mask", "masks", True),
        ("mask", "amsk", True),
        ("mask", "makes", False),
        ("mask", "mask", False),
        ("mask", "mist", False),
        ("abcd", "badc", False),
        ("abc", "bca", False),
        ("mask", "masked", False),
    ],
)
def test_one_slip(first: str, second: str, one: bool) -> None:
    assert suggest.one_edit(first, second) is suggest.one_edit(second, first) is one


@pytest.mark.parametrize(
    ("typed", "lengths"),
    [("fangs", (4, 1)), ("fs", (1, 1)), ("fan", (3, 0)), ("fangshai", (4, 4)), ("fsx", None), ("sf", None)],
)
def test_letters_are_beginnings_of_syllables_one_after_the_other(
    typed: str, lengths: tuple[int, int] | None
) -> None:
    ways = list(suggest._ways(typed, ("fang", "shai")))
    assert ways == ([] if lengths is None else [tuple(zip(("fang", "shai"), lengths, strict=True))])


def test_suggestions_are_as_many_as_asked_for_and_what_is_typed_whole_comes_first(indexed: Store) -> None:
    assert len(indexed.search.suggest("m", 2)) == 2
    many = [one.text for one in indexed.search.suggest("m", 50)]
    assert len(many) == len(set(many)) > 2
    whole = indexed.search.suggest("rice mask")
    assert (whole[0].text.lower(), whole[0].whole.lower()) == ("mask", "rice mask")
    assert whole[0].documents >= 1
    assert indexed.search.suggest("sunscreen")[0].text.lower() == "sunscreen"
    typed = indexed.search.suggest("米")[0]
    assert (typed.text, typed.typed, typed.parts) == ("米糠", 1, ())


def test_the_first_characters_may_be_written_and_the_rest_typed(indexed: Store) -> None:
    (first, *_) = indexed.search.suggest("米k")
    assert (first.text, first.typed, first.parts) == ("米糠", 1, (("mi", 0), ("kang", 1)))


def test_letters_are_several_known_words_in_a_row(indexed: Store) -> None:
    connection = indexed.database.read()
    assert list(suggest._sentence(connection, "mikangmianmo")) == ["米糠 面膜"]
    assert list(suggest._sentence(connection, "mikang")) == ["米糠"]
    assert list(suggest._sentence(connection, "mikangxq")) == []


def test_a_slip_is_mended_in_words_of_four_letters_and_more(indexed: Store) -> None:
    connection = indexed.database.read()
    assert "rice mask" in {one.lower() for one in suggest._slipped(connection, "rice masj")}
    assert list(suggest._slipped(connection, "mak")) == []
    assert list(suggest._slipped(connection, "mask")) == []


def test_what_sounds_alike_is_meant_and_the_known_part_stays(indexed: Store) -> None:
    connection = indexed.database.read()
    assert next(suggest.corrections(connection, "米康 面膜")) == "米糠 面膜"
    assert list(suggest.corrections(connection, "")) == []
    assert list(suggest._homophones(connection, "mask")) == []


def test_nobody_looks_further_than_enough(indexed: Store) -> None:
    connection = indexed.database.read()
    for enough in (1, 2):
        found = [term.text for term, _ in suggest._mixed(connection, "erji", enough)]
        assert found == ["耳机"] * enough  # as er and ji, and as e, r, ji
