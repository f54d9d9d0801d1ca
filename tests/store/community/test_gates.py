"""What is not visible is nowhere to be seen, and what is deleted leaves its number to nobody."""

from __future__ import annotations

import pytest

from store import Store
from store.community.records import NoteState
from store.errors import StoreError
from store.pictures import PictureSpec
from store.words import Bilingual
from tests.small_world import NOW

UNSEEN: list[NoteState] = ["draft", "hidden", "withdrawn"]


def publish(store: Store, key: str, words: str, tag: str, goods: tuple[str, ...] = ("mask",)) -> None:
    store.notes.add(
        note_id=key, kind="review", verdict="recommend", author_id="mum", category_id="skincare",
        title=Bilingual(words, words), body=Bilingual(words, words), city=Bilingual("南京", "Nanjing"),
        pictures=[PictureSpec(("tube",), palette="sky")], tags=[Bilingual(tag, tag)], product_ids=goods,
        published_at=NOW - 60, likes=50, saves=10,
    )  # fmt: skip


def whole(store: Store) -> set[str]:
    """Return all that the wall of somebody who has done nothing holds."""
    return {card.id for card in store.feed.page("xiaoman", limit=50).cards}


def topics(store: Store, key: str) -> set[str]:
    store.interests.topics.catch_up()
    index = store.interests.topics
    return {topic.name.zh for topic in index.named(index.of_note(index.number_of(key))).values()}


def healthy(store: Store) -> bool:
    return [check for check in store.doctor()["checks"] if not check["ok"]] == []


def test_a_new_note_inherits_nothing_from_a_deleted_one(store: Store) -> None:
    publish(store, "first", "雪梨膏", "梨")
    store.notes.react("xiaoman", "first", "read", True)
    first = store.interests.topics.number_of("first")
    assert "first" in {card.id for card in store.search.find("雪梨膏", "xiaoman").notes}
    whole(store)
    store.notes.delete("first")
    publish(store, "second", "燕窝羹", "燕")
    assert store.interests.topics.number_of("second") > first
    seen = "SELECT COUNT(*) FROM seen JOIN notes ON number = note WHERE notes.id = 'second'"
    assert store.database.read().execute(seen).fetchone()[0] == 0
    assert "second" in whole(store)
    assert {"燕"} < topics(store, "second") and "梨" not in topics(store, "second")
    assert store.search.find("雪梨膏", "xiaoman", literal=True).notes == ()
    assert "second" in {card.id for card in store.search.find("燕窝羹", "xiaoman").notes}
    assert healthy(store)


def test_deleting_takes_all_that_hangs_on_a_note(store: Store) -> None:
    said = store.notes.comment("alan", "note-0", "好")
    store.notes.like_comment("xiaoman", said.id, True)
    store.notes.react("alan", "note-0", "save", True)
    store.picks.applaud("note-0", NOW, 10, 5, 2)
    store.notes.delete("note-0")
    with pytest.raises(StoreError, match="unknown_note"):
        store.notes.card("note-0")
    with pytest.raises(StoreError, match="unknown_note"):
        store.notes.delete("note-0")
    assert store.notes.saved("alan") == ()
    store.picks.best()
    assert healthy(store)


@pytest.mark.parametrize("state", UNSEEN)
def test_a_note_that_is_not_visible_is_nowhere(store: Store, state: NoteState) -> None:
    store.notes.react("alan", "note-1", "save", True)
    store.picks.applaud("note-1", NOW, 100, 50, 20)
    for people in ("alan", "xiaoman"):
        store.feed.page(people)
    store.search.prepare()
    before = store.people.get("mum").notes, store.feed.page("alan", "skincare").total
    warm = {pick.card.id: sum(pick.saves) for pick in store.picks.best()}
    assert warm["sunscreen"]
    store.notes.set_state("note-1", state)
    with pytest.raises(StoreError, match="unknown_note"):
        store.notes.get("note-1")
    assert "note-1" not in whole(store)
    for channel in ("for-you", "skincare", "following", "nearby"):
        assert "note-1" not in {card.id for card in store.feed.page("alan", channel).cards}
    assert store.notes.saved("alan") == ()
    assert "note-1" not in {card.id for card in store.notes.of_author("mum", "alan")}
    assert "note-1" not in {card.id for card in store.notes.about_product("mask", "alan")}
    assert "note-1" not in {card.id for card in store.search.find("面膜", "alan").notes}
    assert "note-1" not in {card.id for card in store.related.to("note-0", "alan").near}
    assert store.notes.verdicts("mask")["recommend"] == 1
    assert (store.people.get("mum").notes, store.feed.page("alan", "skincare").total) == (
        before[0] - 1,
        before[1] - 1,
    )
    assert {pick.card.id: sum(pick.saves) for pick in store.picks.best()}["sunscreen"] == 0
    assert store.interests.topics.catch_up() == 0  # nothing waits for ever
    assert healthy(store)


def test_a_note_that_is_visible_again_is_where_it_was(store: Store) -> None:
    store.picks.applaud("note-1", NOW, 100, 50, 20)
    for _ in range(2):
        wall, found = whole(store), {card.id for card in store.search.find("油皮", "alan").notes}
        picks = [(pick.card.id, pick.saves) for pick in store.picks.best()]
        about = topics(store, "note-1")
        store.notes.set_state("note-1", "hidden")
        assert topics(store, "note-1") == set()
        store.search.prepare()
        store.picks.best()
        store.notes.set_state("note-1", "visible")
        assert topics(store, "note-1") == about
        assert whole(store) == wall
        assert {card.id for card in store.search.find("油皮", "alan").notes} == found
        assert [(pick.card.id, pick.saves) for pick in store.picks.best()] == picks
        assert healthy(store)


def test_a_draft_is_taken_in_when_it_comes_out(store: Store) -> None:
    publish(store, "draft", "雪梨膏", "梨")
    store.notes.set_state("draft", "draft")
    store.interests.topics.catch_up()
    publish(store, "later", "燕窝羹", "燕")
    assert topics(store, "later")
    store.notes.set_state("draft", "visible")
    assert "梨" in topics(store, "draft")
    assert {"draft", "later"} <= whole(store)
    assert healthy(store)


def test_a_page_goes_on_where_it_stopped_when_a_note_goes(store: Store) -> None:
    first = store.feed.page("xiaoman", limit=3)
    assert first.after is not None
    store.notes.delete(first.cards[1].id)
    rest = store.feed.page("xiaoman", after=first.after, limit=10)
    shown = [card.id for card in first.cards + rest.cards]
    assert len(shown) == len(set(shown)) == 6


def test_a_hidden_comment_hides_its_answers(store: Store) -> None:
    top, other = store.notes.comments("note-0", "alan", order="new")[::-1]
    assert top.replies
    store.notes.set_comment_state(top.id, "hidden")
    assert [comment.id for comment in store.notes.comments("note-0", "alan")] == [other.id]
    assert store.notes.get("note-0").comments == 1
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.like_comment("alan", top.id, True)
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.comment("alan", "note-0", "同意", top.id)
    store.notes.set_comment_state(top.id, "visible")
    assert store.notes.get("note-0").comments == 3


def test_a_comment_that_was_taken_back_leaves_its_number_to_nobody(store: Store) -> None:
    gone = store.notes.comment("alan", "note-0", "好")
    store.notes.remove_comment("alan", gone.id)
    assert store.notes.comment("alan", "note-0", "不好").id != gone.id


def test_a_saved_search_leaves_its_channel_to_nobody(store: Store) -> None:
    gone = store.searches.save("alan", "防晒")
    store.searches.drop("alan", gone.id)
    assert store.searches.save("alan", "面膜").id != gone.id


def test_what_does_not_exist_has_no_state(store: Store) -> None:
    with pytest.raises(StoreError, match="unknown_note"):
        store.notes.set_state("nothing", "hidden")
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.set_comment_state(999, "hidden")
