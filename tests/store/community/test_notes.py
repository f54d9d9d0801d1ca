"""Notes, reactions, follows and comments."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.words import clean


def test_a_like_counts_once_and_can_be_taken_back(store: Store) -> None:
    before = store.notes.card("note-0", "alan").likes
    for _ in range(2):
        liked = store.notes.react("alan", "note-0", "like", True)
    assert (liked.likes, liked.liked) == (before + 1, True)
    assert store.notes.card("note-0", "xiaoman").liked is False
    assert store.notes.react("alan", "note-0", "like", False).likes == before


def test_a_save_reaches_the_note_and_its_product(store: Store) -> None:
    before = store.catalogue.product("sunscreen").saves
    store.notes.react("alan", "note-0", "save", True)
    assert store.notes.get("note-0", "alan").saves == 1_745
    assert store.catalogue.product("sunscreen").saves == before + 1
    assert [card.id for card in store.notes.saved("alan")] == ["note-0"]


def test_following_shows_on_the_person_and_in_the_channel(store: Store) -> None:
    assert store.feed.page("alan", "following").cards == ()
    store.people.follow("alan", "mum", True)
    assert store.people.get("mum", "alan").followed
    assert {card.author_id for card in store.feed.page("alan", "following").cards} == {"mum"}
    with pytest.raises(StoreError, match="cannot_follow_oneself"):
        store.people.follow("alan", "alan", True)


def test_comments_come_hot_or_new_with_their_replies(store: Store) -> None:
    hot = store.notes.comments("note-0", "alan", "hot")
    assert [comment.likes for comment in hot] == [326, 23]
    assert hot[0].replies[0].badge == "author"
    assert store.notes.comments("note-0", "alan", "new")[0].author_id == "xiaoman"


def test_a_reply_to_a_reply_hangs_on_the_same_comment(store: Store) -> None:
    top = store.notes.comments("note-0", "alan")[0]
    store.notes.comment("alan", "note-0", "我也是", parent=top.replies[0].id)
    assert [reply.author_id for reply in store.notes.comments("note-0", "alan")[0].replies] == ["ali", "alan"]


@pytest.mark.parametrize(("text", "code"), [("   \n", "empty_comment"), ("长" * 501, "comment_too_long")])
def test_comments_nobody_could_read_are_refused(store: Store, text: str, code: str) -> None:
    with pytest.raises(StoreError, match=code):
        store.notes.comment("alan", "note-0", text)


def test_ones_own_comment_can_be_taken_back_until_it_is_answered(store: Store) -> None:
    mine = store.notes.comment("alan", "note-1", "第一")
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.remove_comment("xiaoman", mine.id)
    store.notes.remove_comment("alan", mine.id)
    assert store.notes.comments("note-1", "alan") == ()
    again = store.notes.comment("alan", "note-1", "第一")
    store.notes.comment("xiaoman", "note-1", "第二", parent=again.id)
    with pytest.raises(StoreError, match="comment_answered"):
        store.notes.remove_comment("alan", again.id)


def test_less_of_this_leaves_the_wall_for_that_reader_only(store: Store) -> None:
    store.notes.react("alan", "note-0", "less", True)
    assert "note-0" not in {card.id for card in store.feed.page("alan").cards}
    assert "note-0" in {card.id for card in store.feed.page("xiaoman").cards}


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]0;title\x07x", "x"),
        ("x\u202eevil", "xevil"),
        ("a\r\nb\tc\x00", "a\nb c"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\u200d\u200dx", "x"),
    ],
)
def test_text_from_outside_is_cleaned(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown
