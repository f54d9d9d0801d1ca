"""The index of topics says the same as the tables, however notes come, change and go."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store
from store.feed.topics import KEPT, numbers
from store.pictures import PictureSpec
from store.words import NOTHING, Bilingual
from tests.small_world import NOW

TAGS = ("防晒", "红酒", "猫", "ＣＡＴ", "cat")


def publish(
    store: Store, note_id: str, tags: tuple[str, ...], goods: tuple[str, ...] = (), age: int = 0
) -> None:
    """Publish a note of which only tags, goods and age matter."""
    store.notes.add(
        note_id=note_id, kind="daily", verdict="recommend", author_id="ali", category_id="skincare",
        title=Bilingual.same(note_id), body=NOTHING, city=NOTHING, pictures=[PictureSpec(("tube",))],
        tags=[Bilingual.same(tag) for tag in tags], product_ids=goods, published_at=NOW - age,
    )  # fmt: skip


def counted(store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the notes of every topic as the tables have them."""
    found: dict[tuple[str, str], set[str]] = {}
    for (note_id,) in store.database.read().execute("SELECT id FROM notes").fetchall():
        note = store.notes.get(note_id)
        keys = {("tag", "cat" if tag.zh == "ＣＡＴ" else tag.zh) for tag in note.tags}
        keys.add(("shelf", note.category_id))
        for product_id in note.product_ids:
            product = store.catalogue.product(product_id)
            keys |= {("goods", product_id), ("brand", product.brand.id), ("leaf", product.category.id)}
        for key in keys:
            found.setdefault(key, set()).add(note_id)
    return found


def indexed(store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the same from the index, and check that its counts are those of its lists."""
    connection = store.database.read()
    ids = {row[0]: row[1] for row in connection.execute("SELECT rowid, id FROM notes")}
    found = {}
    query = (
        "SELECT kind, key, topics.notes, topic_notes.notes FROM topics LEFT JOIN topic_notes ON topic = id"
    )
    for kind, key, count, blob in connection.execute(query):
        notes = numbers(blob or b"")[::2]
        assert len(notes) == count
        if notes:
            found[kind, key] = {ids[note] for note in notes}
    return found


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sets(st.sampled_from(TAGS)), st.sampled_from([(), ("mask",), ("red", "amp")])),
        st.tuples(st.just("edit"), st.integers(0, 30), st.sets(st.sampled_from(TAGS))),
        st.tuples(st.just("remove"), st.integers(0, 30), st.none()),
        st.tuples(st.just("read"), st.none(), st.none()),
    ),
    max_size=12,
)  # fmt: skip


class Undone(Exception):
    """Ends an example, so that the next one begins with the same world."""


def remove(store: Store, note_id: str) -> None:
    """Take a note out of the tables, with everything that hangs on it."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM comment_likes")
        connection.execute("DELETE FROM comments WHERE parent_id IS NOT NULL AND note_id = ?", (note_id,))
        for table in ("comments", "reactions", "note_products"):
            connection.execute(f"DELETE FROM {table} WHERE note_id = ?", (note_id,))
        connection.execute("DELETE FROM notes WHERE id = ?", (note_id,))


def retag(store: Store, note_id: str, tags: set[str]) -> None:
    """Give a note other tags."""
    written = json.dumps([{"zh": tag, "en": ""} for tag in sorted(tags)])
    with store.transaction() as connection:
        connection.execute("UPDATE notes SET tags = ? WHERE id = ?", (written, note_id))


def make(store: Store, number: int, what: str, first: Any, second: Any) -> None:
    """Make one of the changes."""
    ids = [row[0] for row in store.database.read().execute("SELECT id FROM notes ORDER BY id")]
    if what == "add":
        publish(store, f"new-{number}", tuple(sorted(first)), second)
    elif what == "read":
        store.interests.topics.catch_up(3)
    elif ids and what == "edit":
        retag(store, ids[first % len(ids)], second)
    elif ids:
        remove(store, ids[first % len(ids)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_the_index_follows_the_tables(store: Store, changes: list[tuple[str, Any, Any]]) -> None:
    with suppress(Undone), store.transaction():
        for number, (what, first, second) in enumerate(changes):
            make(store, number, what, first, second)
        while store.interests.topics.catch_up(4):
            pass
        assert indexed(store) == counted(store)
        wrong = [check for check in store.doctor()["checks"] if not check["ok"]]
        assert not wrong
        raise Undone


def test_a_topic_keeps_its_warmest_notes(store: Store) -> None:
    with store.transaction():
        for number in range(KEPT + 20):
            publish(store, f"n{number}", ("many",), age=number * 60)
    topics = store.interests.topics
    while topics.catch_up(50):
        pass
    topic = topics.find("tag", "many")
    assert topic is not None
    assert topic.notes == KEPT + 20
    ids = [topics.number_of(f"n{number}") for number in range(KEPT)]
    assert list(topics.warmest(topic.id)) == ids


def test_an_interrupted_step_changes_nothing(store: Store) -> None:
    topics = store.interests.topics
    topics.catch_up()
    publish(store, "new", ("猫",))
    with pytest.raises(KeyboardInterrupt), store.transaction():
        assert topics.catch_up() == 1
        raise KeyboardInterrupt
    assert topics.behind()
    assert topics.catch_up() == 1
    cat = topics.find("tag", "猫")
    assert cat is not None
    assert list(topics.warmest(cat.id)) == [topics.number_of("new")]


def test_neighbours_of_a_new_note_are_there_at_once(store: Store) -> None:
    publish(store, "one", ("红酒",), ("red",))
    store.notes.react("alan", "one", "like", True)
    publish(store, "two", ("红酒",), ("red",))
    near = store.related.to("one", "xiaoman").near
    assert near[0].id == "two"
    assert store.related.to("two", "xiaoman").near[0].id == "one"
