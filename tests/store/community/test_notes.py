"""Notes, reactions, follows and comments."""

from __future__ import annotations

import pytest

from store import Store
from store.community.notes import warmth
from store.community.records import Person
from store.errors import StoreError
from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual, clean
from tests.small_world import NOW

DAY = 86_400


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


def test_a_comment_is_liked_once_a_person_and_taken_back(store: Store) -> None:
    first = store.notes.comments("note-0", "alan", "hot")[0]
    for _ in range(2):
        liked = store.notes.like_comment("alan", first.id, True)
        assert (liked.likes, liked.liked) == (327, True)
    assert store.notes.like_comment("xiaoman", first.id, True).likes == 328
    assert not store.notes.comments("note-0", "mum", "hot")[0].liked
    back = store.notes.like_comment("alan", first.id, False)
    assert (back.likes, back.liked) == (327, False)
    mine = store.notes.comment("alan", "note-1", "长" * 500)
    assert (mine.likes, mine.liked, len(mine.text.zh)) == (0, False, 500)
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.like_comment("alan", 999, True)
    with pytest.raises(StoreError, match="unknown_comment"):
        store.notes.comment("alan", "note-1", "hm", parent=first.id)


def test_notes_of_an_author_of_a_product_and_their_verdicts(store: Store) -> None:
    assert [card.id for card in store.notes.of_author("ali", "alan")] == ["note-0", "note-2", "note-4"]
    assert [card.id for card in store.notes.of_author("ali", "alan", 2)] == ["note-0", "note-2"]
    assert {card.id for card in store.notes.about_product("sunscreen", "alan")} == {"note-0", "note-1"}
    assert len(store.notes.about_product("sunscreen", "alan", 1)) == 1
    assert store.notes.verdicts("sunscreen") == {"recommend": 2, "mixed": 0, "against": 0}
    assert store.notes.verdicts("amp")["recommend"] == 1
    assert store.notes.verdicts("nothing") == {"recommend": 0, "mixed": 0, "against": 0}


def test_what_was_liked_last_comes_first(store: Store) -> None:
    for note in ("note-3", "note-1", "note-2"):
        store.notes.react("alan", note, "like", True)
        store.world.advance(60)
    assert [card.id for card in store.notes.liked("alan")] == ["note-2", "note-1", "note-3"]
    assert [card.id for card in store.notes.liked("alan", 2)] == ["note-2", "note-1"]
    with pytest.raises(StoreError, match="unknown_note"):
        store.notes.react("alan", "nothing", "like", True)


def test_the_numbers_of_a_note(store: Store) -> None:
    note = store.notes.get("note-0", "alan")
    assert (note.views, note.saves, note.comments, note.card.likes) == (41_000, 1_744, 3, 3_821)
    assert store.notes.get("note-5", "alan").comments == 0


def test_a_day_makes_a_note_fresh_no_longer_and_many_likes_popular(store: Store) -> None:
    for key, likes, age in (("day", 3_000, DAY), ("moment", 3_000, DAY - 1), ("few", 2_999, DAY)):
        store.notes.add(
            note_id=key, kind="daily", verdict="mixed", author_id="ali", category_id="skincare",
            title=Bilingual.same(key), body=NOTHING, city=NOTHING, pictures=[PictureSpec(("tube",))], tags=[],
            product_ids=[], published_at=NOW - age, likes=likes,
        )  # fmt: skip
    codes = {key: store.notes.card(key, "alan").reason.code for key in ("day", "moment", "few")}
    assert codes == {"day": "popular", "moment": "fresh", "few": "city"}
    store.people.follow("alan", "ali", True)
    reason = store.notes.card("few", "alan").reason
    assert (reason.code, reason.name.en) == ("followed", "Ali rides to work")


def test_a_follow_is_something_that_was_done(store: Store) -> None:
    def told() -> int:
        return int(store.database.read().execute("SELECT COUNT(*) FROM events").fetchone()[0])

    before = told()
    for on, more in ((True, 1), (True, 1), (False, 2), (False, 2)):
        assert store.people.follow("alan", "mum", on) is on
        assert told() == before + more
    store.people.follow("alan", "ali", True)
    store.world.advance(9)
    store.people.follow("alan", "mum", True)
    assert [person.id for person in store.people.followed_by("alan")] == ["mum", "ali"]
    with pytest.raises(StoreError, match="unknown_person"):
        store.people.follow("alan", "nobody", True)


def test_ten_times_the_applause_is_worth_36_hours() -> None:
    assert warmth(0, 0, NOW) == NOW
    assert warmth(9, 0, NOW) == NOW + 36 * 3_600
    assert warmth(1, 4, NOW) == NOW + 36 * 3_600  # a save counts as two likes
    assert warmth(99, 0, NOW) == NOW + 72 * 3_600


def test_a_page_of_an_author_has_sixty_notes_and_of_a_product_twenty(store: Store) -> None:
    with store.transaction():
        for number in range(61):
            store.notes.add(
                note_id=f"more-{number}", kind="daily", verdict="mixed", author_id="mum", category_id="skincare",
                title=Bilingual.same("x"), body=NOTHING, city=NOTHING, pictures=[PictureSpec(("tube",))], tags=[],
                product_ids=["amp"], published_at=NOW - number,
            )  # fmt: skip
    assert len(store.notes.of_author("mum", "alan")) == 60
    assert len(store.notes.about_product("amp", "alan")) == 20
    note = store.notes.get("more-0")
    assert (note.views, note.saves, note.card.likes, note.card.adult) == (0, 0, 0, False)


def test_a_person_of_whom_nothing_is_known_has_no_followers() -> None:
    person = Person("x", NOTHING, "buyer", None, NOTHING, NOTHING, NOTHING)
    assert (person.followers, person.notes, person.followed) == (0, 0, False)
