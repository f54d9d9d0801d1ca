"""The index says what the tables say, whatever was added, edited or deleted; it is built anew in steps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.pictures import PictureSpec
from store.search import checks as check
from store.search import index, rebuild, tokens, upkeep
from store.search.tokens import fold
from store.words import NOTHING, Bilingual
from tests.small_world import NOW, open_small

DAY = date(2026, 11, 22)
WORDS = ("防晒", "晒防", "面膜", "油皮", "sunscreen", "spf50", "Crème", "茶", "한국어", "привет")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 5), texts),
        st.tuples(st.just("edit"), st.integers(0, 5), texts),
        st.tuples(st.just("delete"), st.integers(0, 5), st.just("")),
        st.tuples(st.just("rebuild"), st.just(0), st.just("")),
        st.tuples(st.just("look"), st.just(0), st.just("")),
    ),
    max_size=12,
)


def add_note(store: Store, key: str, title: str, body: str = "") -> None:
    store.notes.add(
        note_id=key, kind="review", verdict="recommend", author_id="ali", category_id="skincare",
        title=Bilingual.same(title), body=Bilingual.same(body), city=NOTHING, pictures=[PictureSpec(("tube",))],
        tags=[], product_ids=["mask"], published_at=NOW,
    )  # fmt: skip


def delete_note(store: Store, key: str) -> None:
    with store.database.write() as connection:
        connection.execute("DELETE FROM note_products WHERE note_id = ?", (key,))
        connection.execute("DELETE FROM notes WHERE id = ?", (key,))


def edit_note(store: Store, key: str, title: str) -> None:
    with store.database.write() as connection:
        connection.execute("UPDATE notes SET title_zh = ?, title_en = ? WHERE id = ?", (title, title, key))


def healthy(store: Store) -> bool:
    return not any(list(look(store.database.read())) for look in check.checks(DAY).values())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_small(tmp_path_factory.mktemp("index") / "world.db")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes)
def test_the_index_equals_the_tables(shared: Store, steps: list[tuple[str, int, str]]) -> None:
    written: dict[str, str] = {}
    for what, number, text in steps:
        key = f"made-{number}"
        if what == "add" and key not in written:
            add_note(shared, key, text)
            written[key] = text
        elif what == "edit" and key in written:
            edit_note(shared, key, text)
            written[key] = text
        elif what == "delete" and written.pop(key, None) is not None:
            delete_note(shared, key)
        elif what == "rebuild":
            shared.search.rebuild()
        elif what == "look":
            shared.search.prepare()
    for word in WORDS:
        found = shared.search.find(word, "alan", 50, literal=True)
        whole = found.order[: found.partial] if found.partial is not None else found.order
        mine = {name.removeprefix("note:") for name in whole if name.startswith("note:made-")}
        assert mine == {key for key, text in written.items() if fold(word) in fold(text).split()}, word
    assert healthy(shared)
    for key in written:
        delete_note(shared, key)


def test_what_the_doctor_says_of_a_broken_index(store: Store) -> None:
    store.search.prepare()
    assert healthy(store)
    with store.database.write() as connection:
        connection.execute("DELETE FROM search_changes")
        connection.execute("UPDATE search_notes SET id = NULL WHERE id = 'note-0'")
    assert [one["name"] for one in store.doctor()["checks"] if not one["ok"]] == ["search-index"]
    store.search.rebuild()
    assert healthy(store)
    with store.database.write() as connection:
        rank = connection.execute("SELECT rank FROM search_notes WHERE id = 'note-0'").fetchone()[0]
        connection.execute("INSERT INTO found_notes (rowid, t) VALUES (?, '面膜')", (rank,))
        connection.execute("UPDATE search_goods SET id = 'amp' WHERE id IS NULL")
    connection = store.database.read()
    connection.execute("DROP TABLE found_goods")
    assert not healthy(store)
    store.search.prepare()  # an index that is gone is made again
    assert healthy(store)


def test_an_index_of_other_tokens_is_built_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.search.prepare()
    monkeypatch.setattr(tokens, "VERSION", tokens.VERSION + 1)
    assert not index.current(store.database.read())
    assert store.search.find("防晒", "alan").order
    assert index.current(store.database.read())


def test_a_big_world_asks_for_its_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "SMALL", 5)
    with pytest.raises(StoreError, match="search_index_old"):
        store.search.find("防晒", "alan")
    store.search.rebuild()
    assert store.search.find("防晒", "alan").order


def test_an_interrupted_building_goes_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "STEP", 2)
    store.search.prepare()
    seen: list[int] = []

    def stop(done: int, whole: int) -> None:
        seen.append(done)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.search.rebuild(stop)
    assert store.search.find("防晒", "alan").order  # the old index is still read
    edit_note(store, "note-0", "换了标题")  # changes meanwhile are in both
    assert store.search.find("换了标题", "alan", literal=True).order == ("note:note-0",)
    seen.clear()
    store.search.rebuild(lambda done, whole: seen.append(done))
    assert seen[0] > 2  # it did not begin again
    assert store.search.find("换了标题", "alan", literal=True).order == ("note:note-0",)
    assert healthy(store)


def test_a_search_does_not_wait_for_a_writer(store: Store) -> None:
    import sqlite3

    store.search.prepare()
    add_note(store, "late", "迟到的笔记")
    other = sqlite3.connect(store.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.search.find("防晒", "alan").order
    other.execute("ROLLBACK")
    assert store.search.find("迟到的笔记", "alan").order == ("note:late",)
