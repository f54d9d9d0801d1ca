"""The inbox: what reaches whom, what counts as read, and sellers who answer."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.words import Bilingual
from tests.small_world import NOW


def test_notices_are_read_one_by_one_or_all(store: Store) -> None:
    for number in range(3):
        store.inbox.tell("alan", "order", Bilingual.same(f"notice {number}"), "note/note-0", NOW + number)
    store.inbox.tell("xiaoman", "sale", Bilingual.same("not for alan"), "", NOW)
    found = store.inbox.notices("alan")
    assert [notice.text.en for notice in found] == ["notice 2", "notice 1", "notice 0"]
    assert store.inbox.unread("alan") == 3
    store.inbox.read("alan", found[1].id)
    assert [notice.unread for notice in store.inbox.notices("alan")] == [True, False, True]
    store.inbox.read("alan")
    assert (store.inbox.unread("alan"), store.inbox.unread("xiaoman")) == (0, 1)


def test_a_talk_goes_on_and_is_read_by_looking(store: Store) -> None:
    store.inbox.write("alan", "fulishe", "泵头按不出来")
    (talk,) = store.inbox.talks("alan")
    assert (talk.merchant_id, talk.unread, talk.last.mine) == ("fulishe", 1, False)
    mine, answer = store.inbox.messages("alan", "fulishe")
    assert mine.mine
    assert not answer.mine
    assert store.catalogue.merchant("fulishe").service_hours.en in answer.text.en
    assert store.inbox.unread("alan") == 0
    assert store.inbox.talks("xiaoman") == ()


@pytest.mark.parametrize(
    ("text", "merchant", "code"),
    [
        (" ", "fulishe", "empty_message"),
        ("长" * 501, "fulishe", "comment_too_long"),
        ("在吗", "nobody", "unknown_merchant"),
    ],
)
def test_what_cannot_be_sent(store: Store, text: str, merchant: str, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.inbox.write("alan", merchant, text)
    assert caught.value.code == code
    assert store.inbox.talks("alan") == ()


def test_a_message_may_be_five_hundred_characters_and_a_hundred_notices_are_shown(store: Store) -> None:
    store.inbox.write("alan", "fulishe", "长" * 500)
    store.inbox.write("alan", "chateau", "在吗")
    assert [talk.merchant_id for talk in store.inbox.talks("alan")] == ["chateau", "fulishe"]
    assert [len(message.text.zh) for message in store.inbox.messages("alan", "fulishe") if message.mine] == [
        500
    ]
    for number in range(101):
        store.inbox.tell("alan", "order", Bilingual.same(str(number)), "", NOW, read=number % 2 == 0)
    found = store.inbox.notices("alan")
    assert [notice.text.en for notice in found] == [str(number) for number in range(100, 0, -1)]
    assert [notice.unread for notice in found[:2]] == [False, True]
    assert len(store.inbox.notices("alan", 5)) == 5
