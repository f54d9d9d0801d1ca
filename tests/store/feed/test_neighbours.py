"""Notes near a note: by rare topics, and by who saved both; kept as they were computed."""

from __future__ import annotations

import pytest

from store import Store
from store.feed.neighbours import NEAREST, Neighbour, _packed, _unpacked
from store.feed.topics import numbers
from tests.store.feed.test_topics import publish


def test_what_is_kept_is_what_was_computed() -> None:
    found = [Neighbour(7, 1.25, True), Neighbour(9, 0.04, False)]
    assert _unpacked(numbers(_packed(found))) == found


def number(store: Store, note_id: str) -> int:
    store.interests.topics.catch_up()
    return store.interests.topics.number_of(note_id)


def test_the_same_topics_are_as_near_as_can_be_and_the_newer_comes_first(store: Store) -> None:
    for name in ("one", "two", "three"):
        publish(store, name, ("极光",))
    publish(store, "half", ("极光", "雪"))
    publish(store, "other", ("雪",))
    numbered = {number(store, name): name for name in ("one", "two", "three", "half", "other")}
    one = number(store, "one")
    found = store.interests.neighbours.of([one])[one]
    named = [(numbered[near.note], near.weight, near.together) for near in found if near.note in numbered]
    assert [name for name, _, _ in named] == ["three", "two", "half"]
    assert named[0][1] == named[1][1] == pytest.approx(1.0)
    assert 0.3 < named[2][1] < 1.0
    assert not any(together for _, _, together in named)
    assert store.interests.neighbours.of([one])[one] == tuple(
        Neighbour(near.note, round(near.weight, 4), near.together) for near in found
    )


def test_only_the_nearest_are_kept(store: Store) -> None:
    for count in range(NEAREST + 5):
        publish(store, f"made-{count}", ("极光",))
    one = number(store, "made-0")
    assert len(store.interests.neighbours.of([one])[one]) == NEAREST


def test_two_people_who_saved_both_say_a_little(store: Store) -> None:
    for person in ("alan", "xiaoman"):
        for note in ("note-0", "note-4"):
            store.notes.react(person, note, "save", True)
    store.notes.react("mum", "note-0", "save", True)
    store.notes.react("mum", "note-2", "save", True)
    first, other = number(store, "note-0"), number(store, "note-4")
    together = store.interests.neighbours.saved_together(first)
    assert together == {other: (2, pytest.approx(2 / 6**0.5 * 2 / 5))}
    assert store.interests.neighbours.saved_together(first, "alan") == {}
    assert store.interests.neighbours._savers(first) == 3


def test_what_many_others_saved_too_is_less_near(store: Store) -> None:
    for person in ("alan", "xiaoman"):
        for note in ("note-0", "note-4", "note-2"):
            store.notes.react(person, note, "save", True)
    for common in ("note-4", "note-2"):
        first, near = number(store, "note-0"), number(store, "note-2" if common == "note-4" else "note-4")
        store.notes.react("mum", common, "save", True)
        together = store.interests.neighbours.saved_together(first)
        assert list(together) == [near, number(store, common)]
        store.notes.react("mum", common, "save", False)
