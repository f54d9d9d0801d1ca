"""Reviews and questions: in their order, counted, answered, asked."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.words import Bilingual
from tests.small_world import HOUR, NOW


def test_reviews_come_latest_first_with_their_answers(store: Store) -> None:
    store.opinions.add_review("mask", "mum", 5, Bilingual("好用", "Works"), NOW - 9 * HOUR)
    store.opinions.add_review(
        "mask",
        "ali",
        2,
        Bilingual("漏液", "It leaks"),
        NOW - 5 * HOUR,
        Bilingual("补发", "We send another"),
        NOW - HOUR,
    )
    found = store.opinions.of_product("mask")
    assert [review.stars for review in found.reviews] == [2, 5]
    assert found.reviews[0].answer.en == "We send another"
    assert found.reviews[1].answered_at is None
    assert found.stars == (0, 1, 0, 0, 1)
    assert store.opinions.of_product("red").reviews == ()


def test_a_question_carries_its_answers(store: Store) -> None:
    asked = store.opinions.ask("mask", "alan", " 敏感肌能用吗？ ")
    store.opinions.add_question("mask", "mum", Bilingual("我能", "I can"), NOW + 60, asked)
    (question,) = store.opinions.of_product("mask").questions
    assert question.text.zh == "敏感肌能用吗？"
    assert [answer.text.zh for answer in question.answers] == ["我能"]


@pytest.mark.parametrize(("text", "code"), [("  \n", "empty_question"), ("长" * 501, "comment_too_long")])
def test_a_question_must_say_something_and_end(store: Store, text: str, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.opinions.ask("mask", "alan", text)
    assert caught.value.code == code
    assert store.opinions.of_product("mask").questions == ()


def test_stars_are_counted_each_by_its_number_and_pages_end(store: Store) -> None:
    for number, stars in enumerate((1, 2, 2, 3, 3, 3, 4, 5, 5)):
        store.opinions.add_review("mask", "mum", stars, Bilingual.same(str(number)), NOW + number)
    found = store.opinions.of_product("mask")
    assert found.stars == (1, 2, 3, 1, 2)
    assert [review.text.en for review in found.reviews] == [str(number) for number in range(8, -1, -1)]
    assert store.opinions.of_product("red").stars == (0, 0, 0, 0, 0)
    ids = [store.opinions.add_question("mask", "mum", Bilingual.same(str(n)), NOW + n) for n in range(3)]
    assert ids == sorted(set(ids))
    assert len(store.opinions.of_product("mask").questions) == 3
