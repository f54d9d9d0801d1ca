"""Events and what follows from them: the same sums from scratch, exact undoing, true reasons, real forgetting."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from store.feed.behaviour import HALF_LIFE, WEIGHTS
from store.feed.interests import strength
from tests.small_world import NOW
from tests.store.feed.test_topics import Undone, publish

DAY = 86_400


def later(store: Store, seconds: int) -> Store:
    """Return the same world some time later."""
    return Store(store.database, FixedClock(NOW + seconds))


def weight(store: Store, kind: Any, key: str, person: str = "alan") -> float:
    """Return what a topic weighs for a person."""
    store.interests.topics.catch_up()
    topic = store.interests.topics.find(kind, key)
    assert topic is not None
    return store.interests.profile(person).weights.get(topic.id, 0.0)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["like", "save", "read", "less", "more", "fewer", "forget", "pick"]),
        st.integers(0, 5),
        st.booleans(),
        st.integers(-3 * DAY, 20 * DAY),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_interests_are_the_sum_of_what_was_done(
    store: Store, deeds: list[tuple[str, int, bool, int]]
) -> None:
    with suppress(Undone), store.transaction():
        moment = 0
        for what, number, on, step in deeds:
            moment = max(0, moment + step)
            then, note = later(store, moment), f"note-{number}"
            if what in ("like", "save", "read"):
                then.notes.react("alan", note, what, on)  # type: ignore[arg-type]
            elif what == "less":
                then.interests.drop("alan", note, on)
            else:
                topics = then.interests.topics
                topics.catch_up()
                about = topics.of_note(topics.number_of(note))
                then.interests.behaviour.of_topics("alan", what, about[:1])  # type: ignore[arg-type]
        wrong = [check for check in store.doctor()["checks"] if not check["ok"]]
        assert not wrong
        raise Undone


def test_a_save_is_worth_half_after_two_weeks(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    assert weight(store, "goods", "sunscreen") == WEIGHTS["save"]
    assert weight(later(store, HALF_LIFE), "goods", "sunscreen") == pytest.approx(WEIGHTS["save"] / 2)
    later(store, HALF_LIFE).notes.react("alan", "note-1", "like", True)
    assert weight(later(store, HALF_LIFE), "goods", "sunscreen") == pytest.approx(2.5 + WEIGHTS["like"])


@pytest.mark.parametrize("reaction", ["like", "save"])
def test_taking_back_leaves_nothing(store: Store, reaction: Any) -> None:
    store.notes.react("alan", "note-0", reaction, True)
    later(store, 3 * DAY).notes.react("alan", "note-0", reaction, False)
    assert weight(later(store, 3 * DAY), "tag", "油皮防晒") == pytest.approx(0.0)
    assert store.interests.profile("alan").notes == ()


def test_doing_it_twice_counts_once(store: Store) -> None:
    for _ in range(3):
        store.notes.react("alan", "note-0", "like", True)
        store.notes.react("alan", "note-0", "read", True)
    assert weight(store, "goods", "sunscreen") == WEIGHTS["like"] + WEIGHTS["read"]


def test_reading_again_another_day_counts_again(store: Store) -> None:
    store.notes.react("alan", "note-0", "read", True)
    later(store, DAY).notes.react("alan", "note-0", "read", True)
    assert weight(later(store, DAY), "goods", "sunscreen") > WEIGHTS["read"] * 1.9


def test_events_are_never_rewritten(store: Store) -> None:
    store.notes.react("alan", "note-0", "like", True)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), store.transaction() as connection:
        connection.execute("UPDATE events SET weight = 99")


def test_searches_carts_and_orders_count_without_being_told(store: Store) -> None:
    store.searches.remember("alan", "油皮防晒")
    assert weight(store, "tag", "油皮防晒") == pytest.approx(2.0)
    store.cart.add("alan", "mask-7")
    assert weight(store, "leaf", "skincare/all") == pytest.approx(2.0)
    draft = store.checkout.begin("alan")
    orders = store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id for order in orders])
    assert weight(store, "leaf", "skincare/all") == pytest.approx(3.0)
    store.searches.forget("alan", "油皮防晒")
    assert weight(store, "tag", "油皮防晒") == 0.0


def test_the_page_says_what_led_to_it(store: Store) -> None:
    for note in ("note-0", "note-1"):
        store.notes.react("alan", note, "save", True)
    store.notes.react("alan", "note-2", "like", True)
    found = {one.topic.label.zh: one for one in store.interests.of("alan")}
    tag = found["#油皮防晒"]
    assert (tag.led_by, tag.times, tag.trend) == ("save", 2, "up")
    assert tag.strength == strength(2 * WEIGHTS["save"] + WEIGHTS["like"])
    assert found["柚月"].topic.kind == "brand"
    after = {one.topic.label.zh: one for one in later(store, 20 * DAY).interests.of("alan")}
    assert after["#油皮防晒"].trend == "down"


def test_more_fewer_and_forgetting(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    topic = next(one.topic for one in store.interests.of("alan") if one.topic.kind == "tag")
    store.interests.change("alan", topic.id, "more")
    assert weight(store, "tag", "油皮防晒") == 10.0
    store.interests.change("alan", topic.id, "fewer")
    assert weight(store, "tag", "油皮防晒") == 5.0
    store.searches.remember("alan", "油皮防晒")
    store.interests.change("alan", topic.id, "forget")
    assert weight(store, "tag", "油皮防晒") == 0.0
    assert topic.id not in {one.topic.id for one in store.interests.of("alan")}
    with pytest.raises(StoreError, match="unknown_topic"):
        store.interests.change("alan", 10**9, "more")


def test_every_change_has_a_way_back(store: Store) -> None:
    store.notes.react("alan", "note-0", "save", True)
    store.searches.remember("alan", "油皮防晒")
    topic = next(one.topic for one in store.interests.of("alan") if one.topic.kind == "tag")
    before = store.interests.of("alan")
    for change in ("more", "fewer", "forget"):
        weighed = store.interests.weight_of("alan", topic.id)
        store.interests.change("alan", topic.id, change)  # type: ignore[arg-type]
        assert store.interests.of("alan") != before
        store.interests.restore("alan", topic.id, weighed)
        found = {one.topic.id: one.strength for one in store.interests.of("alan")}
        assert found == {one.topic.id: one.strength for one in before}


def test_why_names_the_deeds_that_led_to_it(store: Store) -> None:
    publish(store, "near", ("极光",), ("sunscreen",))
    publish(store, "saved", ("极光",), ("sunscreen",))
    later(store, 60).notes.react("alan", "saved", "save", True)
    later(store, 90).searches.remember("alan", "极光")
    then = later(store, 120)
    assert then.feed.page("alan").cards[0].id == "near"
    why = then.interests.why("alan", "near")
    assert why.card.reason == then.feed.page("alan").cards[0].reason
    assert why.topic is not None
    assert {(deed.kind, deed.at) for deed in why.deeds} >= {("save", NOW + 60)}
    assert len(why.shares) == 4
    assert max(why.shares) > 0
    store.people.follow("xiaoman", "mum", True)
    (card, *_) = [card for card in store.feed.page("xiaoman").cards if card.author_id == "mum"]
    followed = store.interests.why("xiaoman", card.id)
    assert [(deed.kind, deed.at) for deed in followed.deeds] == [("follow", NOW)]
    with pytest.raises(StoreError, match="unknown_note"):
        store.interests.why("alan", "nothing")


def test_forgetting_everything_leaves_no_trace_of_why(store: Store) -> None:
    for note in ("note-0", "note-1"):
        store.notes.react("alan", note, "save", True)
    store.searches.remember("alan", "油皮防晒")
    store.cart.add("alan", "mask-7")
    heat = store.database.read().execute("SELECT * FROM product_heat ORDER BY 1").fetchall()
    store.interests.forget_everything("alan")
    assert store.interests.profile("alan").empty
    assert store.interests.of("alan") == ()
    told = "SELECT COUNT(*) FROM events WHERE person_id = 'alan' AND kind <> 'forget'"
    assert store.database.read().execute(told).fetchone()[0] == 0
    assert [card.id for card in store.notes.saved("alan")] == ["note-0", "note-1"]
    assert store.database.read().execute("SELECT * FROM product_heat ORDER BY 1").fetchall() == heat
    assert all(check["ok"] for check in store.doctor()["checks"])
    later(store, 10).searches.remember("alan", "油皮防晒")
    assert not later(store, 10).interests.profile("alan").empty


def test_only_who_left_no_trace_is_new(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute("INSERT INTO people SELECT 'newcomer', role, name_zh, name_en, age, city_zh, city_en, "
                           "bio_zh, bio_en, facts_zh, facts_en, 0 FROM people WHERE id = 'alan'")  # fmt: skip
    assert store.feed.is_new("newcomer")
    assert not store.feed.is_new("alan")
    store.interests.pick("newcomer", ())
    assert not store.feed.is_new("newcomer")
    assert store.interests.profile("newcomer").empty


def test_a_newcomers_picks_come_first(store: Store) -> None:
    publish(store, "cats", ("猫",), age=40 * DAY)
    publish(store, "cats-too", ("猫",), age=41 * DAY)
    choices = store.interests.to_choose()
    (cat,) = (choice.topic for choice in choices if choice.topic.name.zh == "猫")
    covers = [choice.cover for choice in choices]
    assert all(covers)
    assert len(set(covers)) == len(covers)
    store.interests.pick("alan", [cat.id])
    cards = store.feed.page("alan").cards
    assert {card.id for card in cards[:2]} == {"cats", "cats-too"}
    assert cards[0].reason.code == "topic-pick"
    assert cards[0].reason.name.zh == "#猫"
