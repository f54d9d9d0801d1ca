"""What an event is worth, what is left of it, and when the same deed counts again."""

from __future__ import annotations

import pytest

from store import Store
from store.feed.behaviour import AGAIN_SECONDS, EVERYTHING, HALF_LIFE, after, decayed
from store.feed.interests import _trend, strength
from store.feed.profile import Evidence
from tests.small_world import NOW
from tests.store.feed.test_interests import DAY, later, weight
from tests.store.feed.test_topics import publish


def seen(store: Store, person: str = "alan") -> set[str]:
    """Return the notes that a person has seen."""
    query = "SELECT notes.id FROM seen JOIN notes ON number = note WHERE person_id = ?"
    return {row[0] for row in store.database.read().execute(query, (person,))}


def test_a_weight_halves_and_the_future_changes_nothing() -> None:
    assert decayed(8.0, HALF_LIFE) == 4.0
    assert decayed(8.0, 2 * HALF_LIFE) == 2.0
    assert decayed(8.0, -HALF_LIFE) == decayed(8.0, 0) == 8.0


@pytest.mark.parametrize(
    ("kind", "at", "found"),
    [
        ("save", NOW + HALF_LIFE, (4.0 + 5.0, NOW + HALF_LIFE)),
        ("save", NOW - HALF_LIFE, (8.0 + 2.5, NOW)),
        ("fewer", NOW + HALF_LIFE, (2.0, NOW + HALF_LIFE)),
        ("forget", NOW + HALF_LIFE, (0.0, NOW + HALF_LIFE)),
    ],
)
def test_what_a_topic_weighs_after_an_event(kind: str, at: int, found: tuple[float, int]) -> None:
    assert after((8.0, NOW), kind, 5.0, at) == found


def test_reading_counts_again_after_an_hour(store: Store) -> None:
    for seconds, times in ((0, 1), (AGAIN_SECONDS - 1, 1), (AGAIN_SECONDS, 2)):
        later(store, seconds).interests.learn("alan", "note-0", "read")
        told = "SELECT COUNT(*) FROM events WHERE kind = 'read' AND person_id = 'alan'"
        assert store.database.read().execute(told).fetchone()[0] == times


def test_the_first_time_is_told_apart(store: Store) -> None:
    behaviour = store.interests.behaviour
    assert behaviour.of_note("alan", "note-0", "share")
    assert not later(store, DAY).interests.behaviour.of_note("alan", "note-0", "share")
    assert behaviour.of_note("xiaoman", "note-0", "share")


def test_what_nobody_did_cannot_be_taken_back(store: Store) -> None:
    store.interests.behaviour.of_note("alan", "note-0", "unsave")
    assert weight(store, "goods", "sunscreen") == 0.0
    store.interests.behaviour.of_note("alan", "note-0", "like")
    store.interests.behaviour.of_note("alan", "note-0", "unsave")
    assert weight(store, "goods", "sunscreen") == 3.0


def test_wanting_less_takes_away_what_was_liked_first(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    topic = store.interests.topics.find("tag", "油皮防晒")
    assert topic is not None
    store.interests.behaviour.of_topics("alan", "less", (topic.id,), "note-1")
    assert weight(store, "tag", "油皮防晒") == pytest.approx(-6.0)


def test_who_read_liked_or_dropped_a_note_has_seen_it_until_it_is_taken_back(store: Store) -> None:
    store.notes.react("alan", "note-0", "like", True)
    assert seen(store) == {"note-0"}
    store.notes.react("alan", "note-0", "like", False)
    assert seen(store) == set()
    store.interests.drop("alan", "note-1", True)
    assert seen(store) == {"note-1"}
    store.interests.drop("alan", "note-1", False)
    assert seen(store) == set()


def test_after_forgetting_applause_stays_and_what_is_saved_stays_seen(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    store.notes.react("xiaoman", "note-1", "save", True)
    saves = store.picks.saves("sunscreen")
    store.interests.forget_everything("alan")
    assert store.picks.saves("sunscreen") == saves and saves[-1] == 2
    assert seen(store) == {"note-0"} and seen(store, "xiaoman") == {"note-1"}
    (event,) = store.database.read().execute("SELECT kind, weight FROM events WHERE person_id = 'alan'")
    assert tuple(event) == ("forget", 0.0)
    rows = store.database.read().execute("SELECT topic, weight FROM interests WHERE person_id = 'alan'")
    assert [tuple(row) for row in rows] == [(EVERYTHING, 0.0)]


def test_what_was_taken_back_is_no_evidence(store: Store) -> None:
    store.notes.react("alan", "note-0", "like", True)
    store.notes.react("alan", "note-0", "save", True)
    topic = store.interests.topics.find("tag", "油皮防晒")
    assert topic is not None
    store.notes.react("alan", "note-0", "like", False)
    profile = store.interests.profile("alan")
    assert dict(profile.evidence[topic.id].times) == {"save": 1}
    assert [(note, kind) for note, kind, _ in profile.notes] == [("note-0", "save")]


def test_a_topic_that_was_forgotten_and_given_back_has_its_evidence(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    topic = store.interests.topics.find("tag", "油皮防晒")
    assert topic is not None
    before = store.interests.weight_of("alan", topic.id)
    store.interests.change("alan", topic.id, "forget")
    assert topic.id not in store.interests.profile("alan").evidence
    store.interests.restore("alan", topic.id, before)
    assert store.interests.profile("alan").evidence[topic.id].strongest == "save"
    assert store.interests.weight_of("xiaoman", topic.id) == 0.0


def test_of_a_note_the_weightiest_deed_is_kept(store: Store) -> None:
    for kind in ("like", "save", "read"):
        store.notes.react("alan", "note-0", kind, True)  # type: ignore[arg-type]
    assert store.interests.profile("alan").notes == (("note-0", "save", 5.0),)


def test_evidence_adds_up() -> None:
    evidence = Evidence()
    assert evidence.strongest == ""
    for kind, worth in (("save", 5.0), ("read", 1.0), ("read", 1.5)):
        evidence.add(kind, worth)
    assert (dict(evidence.weights), dict(evidence.times)) == (
        {"save": 5.0, "read": 2.5},
        {"save": 1, "read": 2},
    )
    assert evidence.strongest == "save"


def test_strength_flattens_and_has_a_sign() -> None:
    assert strength(0.0) == 0
    assert strength(-5.0) == -strength(5.0) < 0
    assert 0 < strength(5.0) < strength(10.0) < 2 * strength(5.0)
    assert strength(1e9) == 100


def test_a_trend_compares_with_a_week_ago() -> None:
    assert _trend(10.0, 0.0) == "down"  # 14.1 a week ago
    assert _trend(10.0, 10.0 - 10.0 * 0.5**0.5) == "steady"
    assert _trend(10.0, 9.0) == "up"
    assert _trend(0.1, 0.0) == _trend(0.1, 0.1) == "steady"  # too little to tell


def test_the_page_of_oneself_is_as_long_as_asked_for(store: Store) -> None:
    store.notes.react("alan", "note-1", "save", True)
    whole = store.interests.of("alan")
    assert len(whole) > 2 and store.interests.of("alan", 2) == whole[:2]
    assert not any(one.topic.kind == "goods" for one in whole)


def test_the_main_topic_is_the_rarest_tag_that_others_share(store: Store) -> None:
    publish(store, "one", ("猫", "独一"), ("mask",))
    publish(store, "two", ("猫",), ("mask",))
    topic = store.interests.kind_of("alan", "one")
    assert topic is not None and topic.name.zh == "猫"
    publish(store, "alone", ("孤",), ("mask",))
    topic = store.interests.kind_of("alan", "alone")
    assert topic is not None and topic.kind == "leaf"
