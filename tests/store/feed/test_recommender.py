"""What the recommender looks at: the heaviest topics, the newest notes of those one follows, nothing seen."""

from __future__ import annotations

from store import Store
from store.feed.profile import Profile
from store.feed.recommender import FOLLOWS_ASKED, OF_A_PERSON, TOPICS_WEIGHED, Recommender, _heaviest
from store.feed.topics import TopicIndex
from tests.store.feed.test_topics import publish


def recommender(store: Store) -> Recommender:
    return store.queue_maker._recommender


def numbered(store: Store) -> dict[int, str]:
    topics: TopicIndex = store.interests.topics
    topics.catch_up()
    return {row[1]: row[0] for row in store.database.read().execute("SELECT id, number FROM notes")}


def test_the_heaviest_topics_count_for_and_against() -> None:
    weights = {topic: float(topic) * (-1) ** topic for topic in range(1, 201)}
    heaviest = _heaviest(Profile(weights, {}, ()))
    assert TOPICS_WEIGHED == 150
    assert heaviest == list(range(200, 50, -1))


def test_the_five_newest_notes_of_each_whom_one_follows(store: Store) -> None:
    for number in range(7):
        publish(store, f"new-{number}", ("猫",), (), 60 * number)
    store.people.follow("alan", "ali", True)
    store.world.advance(1)
    store.people.follow("alan", "mum", True)
    people, notes = recommender(store)._followed("alan")
    names = numbered(store)
    assert (OF_A_PERSON, FOLLOWS_ASKED) == (5, 40)
    assert people == {"ali", "mum"}
    assert [names[note] for note in notes] == [
        "note-1", "note-3", "note-5", "new-0", "new-1", "new-2", "new-3", "new-4",
    ]  # fmt: skip


def test_the_pool_has_what_some_channel_found_and_nothing_that_was_seen(store: Store) -> None:
    names = numbered(store)
    by_name = {name: number for number, name in names.items()}
    store.notes.react("alan", "note-1", "read", True)
    found = recommender(store)._pool("alan", {}, {by_name["note-5"]: (3.0, 0)}, [by_name["note-4"]])
    assert [names[note] for note in found][:2] == ["note-5", "note-4"]  # near 0.8, followed 0.6, warm 0.15
    assert {names[note] for note in found} == {"note-0", "note-2", "note-3", "note-4", "note-5"}
    assert recommender(store)._pool("xiaoman", {}, {}, []) == sorted(names, reverse=True)


def test_near_to_what_was_liked_adds_up_and_names_the_nearest(store: Store) -> None:
    publish(store, "one", ("极光",))
    publish(store, "two", ("极光",))
    publish(store, "between", ("极光",))
    by_name = {name: number for number, name in numbered(store).items()}
    profile = Profile({}, {}, (("one", "save", 5.0), ("two", "like", 3.0)))
    near = recommender(store)._near(profile)
    weight, source = near.to[by_name["between"]]
    assert (round(weight, 6), source) == (8.0, by_name["one"])
    assert near.kinds == {by_name["one"]: "save", by_name["two"]: "like"}
    assert (near.by_people, near.together) == (0.0, set())
