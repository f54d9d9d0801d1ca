"""The prepared feed: true reasons, what is learnt shows at once, generations that do not disturb a wall."""

from __future__ import annotations

import pytest

from store import Store
from store.clock import FixedClock
from store.feed.queue import FRESH_SECONDS
from tests.small_world import HOUR, NOW
from tests.store.feed.test_topics import publish

WINE, CATS = ("红酒",), ("猫",)


@pytest.fixture
def wide(store: Store) -> Store:
    """The small world with twelve notes about wine and twelve about cats, all as warm."""
    with store.transaction():
        for number in range(12):
            publish(store, f"wine-{number}", WINE, ("red",), 40 * HOUR + number)
            publish(store, f"cat-{number}", CATS, (), 40 * HOUR + number)
            for note in (f"wine-{number}", f"cat-{number}"):
                store.database.read().execute(
                    "UPDATE notes SET author_id = ? WHERE id = ?",
                    ("ali", note) if number % 2 else ("mum", note),
                )
    return store


def ids(store: Store, person: str = "alan", limit: int = 60) -> list[str]:
    return [card.id for card in store.feed.page(person, limit=limit).cards]


def share(notes: list[str], prefix: str) -> int:
    return sum(note.startswith(prefix) for note in notes)


def test_what_is_liked_brings_its_kind_up_at_once(wide: Store) -> None:
    wide.notes.react("alan", "cat-0", "save", True)
    first = ids(wide)[:4]
    assert share(first, "cat") >= 3
    assert "cat-0" not in ids(wide)[:10]
    assert share(ids(wide, "xiaoman")[:4], "cat") < 3


def test_reasons_are_true(wide: Store) -> None:
    wide.notes.react("alan", "cat-0", "save", True)
    wide.people.follow("alan", "mum", True)
    for card in wide.feed.page("alan").cards:
        note = wide.notes.get(card.id)
        if card.reason.code == "topic-save":
            assert card.reason.name.zh in {"#猫", "护肤"}
            assert card.reason.name.zh != "#猫" or "猫" in {tag.zh for tag in note.tags}
        elif card.reason.code == "followed":
            assert card.author_id == "mum"
        elif card.reason.code.startswith("near"):
            assert card.reason.name == wide.notes.card("cat-0").title
        else:
            assert card.reason.code in ("fresh", "popular", "city", "explore")


def test_less_of_a_note_sinks_its_kind_and_can_be_undone(wide: Store) -> None:
    for number in (0, 1):
        wide.notes.react("alan", f"cat-{number}", "like", True)
    before = ids(wide)
    dropped = wide.interests.drop("alan", "cat-2", True)
    assert dropped.topic is not None
    assert dropped.topic.label.zh == "#猫"
    after = ids(wide)
    assert "cat-2" not in after
    assert share(after[:8], "cat") < share(before[:8], "cat")
    assert len(after) == len(before) - 1
    wide.interests.drop("alan", "cat-2", False)
    assert ids(wide) == before


def test_every_wall_keeps_its_generation(wide: Store) -> None:
    first = wide.feed.page("alan", limit=5)
    wide.notes.react("xiaoman", "cat-0", "save", True)
    wide.notes.react("alan", first.cards[0].id, "save", True)
    wide.queue_maker.prepare("alan")
    seen, after = [card.id for card in first.cards], first.after
    while after:
        page = wide.feed.page("alan", after=after, limit=5)
        seen += [card.id for card in page.cards]
        after = page.after
    assert sorted(seen) == sorted(row[0] for row in wide.database.read().execute("SELECT id FROM notes"))


def test_nothing_learnt_nothing_ranked(wide: Store) -> None:
    ids(wide)
    generation = wide.feed.queue.generation("alan")
    ids(wide)
    assert wide.feed.queue.generation("alan") == generation
    wide.notes.react("alan", "cat-0", "like", True)
    assert wide.feed.queue.generation("alan") == generation + 1
    tomorrow = Store(wide.database, FixedClock(NOW + FRESH_SECONDS + 1))
    assert tomorrow.feed.queue.generation("alan") == generation + 2


def test_what_was_shown_and_passed_over_comes_later(wide: Store) -> None:
    before = ids(wide)
    wide.feed.queue.pass_over("alan", 6)
    after = ids(wide)
    assert sum(map(after.index, before[:6])) > sum(range(6)) + 6
    wide.queue_maker.prepare("alan")  # nothing was served meanwhile: what was passed over is remembered
    assert ids(wide) == after


def test_the_reader_finds_a_kind_of_note(wide: Store) -> None:
    assert wide.interests.kind_of("alan", "cat-3").label.zh == "#猫"  # type: ignore[union-attr]
    topic = wide.interests.topics.find("tag", "猫")
    assert topic is not None
    assert wide.interests.carriers(topic.id, ["cat-1", "wine-1", "nothing"]) == ("cat-1",)
