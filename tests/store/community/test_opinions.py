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
