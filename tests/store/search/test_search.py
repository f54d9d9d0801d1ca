"""What a search finds: words, sounds, slips, filters, facets, orders, and help when there is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store
from store.errors import StoreError
from store.search.query import taken_apart
from tests.store.search.test_index import add_note, edit_note


def whole(store: Store, words: str, **more: object) -> list[str]:
    """Return what has all of the words."""
    found = store.search.find(words, "alan", 50, **more)  # type: ignore[arg-type]
    return list(found.order if found.partial is None else found.order[: found.partial])


@pytest.mark.parametrize(
    ("words", "notes", "products"),
    [
        ("油皮", 6, []),
        ("水感 防晒", 0, ["sunscreen"]),
        ("RICE mask", 0, ["mask"]),
        ("masks", 0, ["mask"]),
        ("成膜", 6, []),
        ("膜", 6, ["mask"]),
        ("ｍａｓｋ", 0, ["mask"]),
        ("amplif", 0, ["amp"]),
        ("zzz", 0, []),
        ("", 0, []),
        ("100%_", 0, []),
    ],
)
def test_every_word_has_to_occur(store: Store, words: str, notes: int, products: list[str]) -> None:
    found = whole(store, words)
    assert len([name for name in found if name.startswith("note:")]) == notes
    assert [name.removeprefix("product:") for name in found if name.startswith("product:")] == products


def test_what_lacks_a_word_comes_after_what_has_all(store: Store) -> None:
    found = store.search.find("米糠 放大器", "alan")
    assert found.partial == 0
    assert set(found.order[:2]) == {"product:mask", "product:amp"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mikang", "米糠"),
        ("mkmm", "米糠 面膜"),
        ("mikangmm", "米糠 面膜"),
        ("mikangmianmo", "米糠 面膜"),
        ("米康", "米糠"),
        ("yuzukki", "YUZUKI"),
        ("yuuzki", "YUZUKI"),
        ("shuiganfangshai", "水感 防晒"),
    ],
)
def test_sounds_and_slips_are_understood(store: Store, typed: str, shown: str) -> None:
    found = store.search.find(typed, "alan")
    if typed in ("mkmm", "mikangmm"):  # only suggested whole words have initials: the beginning is enough
        assert found.shown in ("米糠", shown)
    else:
        assert found.shown == shown
    assert found.corrected
    assert "product:mask" in found.order or "product:sunscreen" in found.order
    assert not store.search.find(typed, "alan", literal=True).order


def test_suggestions_show_which_letters_were_typed(store: Store) -> None:
    (first, *_rest) = store.search.suggest("fangs")
    assert (first.text, first.parts) == ("防晒", (("fang", 4), ("shai", 1)))
    assert store.search.suggest("水感 fs")[0].whole == "水感 防晒"
    assert store.search.suggest("防s")[0].text == "防晒"
    assert store.search.suggest("yuz")[0].kind == "brand"
    assert store.search.suggest("") == ()


def test_filter_words_narrow(store: Store) -> None:
    assert whole(store, "brand:柚月 防晒") and not whole(store, "brand:蓝兔 防晒")
    assert "product:mask" in whole(store, "price<100 柚月")
    assert "product:amp" not in whole(store, "price<100 柚月")
    assert whole(store, "price>1000") == ["product:amp"]
    assert whole(store, "price:50-100 水感") == ["product:sunscreen"]
    assert [name for name in whole(store, "from:日本 膜") if name.startswith("product:")] == ["product:mask"]
    assert {name.partition(":")[0] for name in whole(store, "tag:油皮防晒")} == {"note"}
    assert len(whole(store, "from:阿栗骑车上班")) == 3
    assert store.search.complete_filter("brand:柚") == ("柚月",)
    assert "日本" in store.search.complete_filter("防晒 from:日")
    assert store.search.complete_filter("防晒") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text('"*:()<>-^AND OR NOT NEAR{}§\x00\u202e brand:tag:price<9', max_size=40))
def test_taking_apart_never_fails(typed: str) -> None:
    text, filters, least, most = taken_apart(typed)
    assert len(text) <= 200
    assert all(value for _, value in filters)
    assert (least or 0) >= 0 and (most or 0) >= 0


@pytest.mark.parametrize(
    "typed",
    [
        '"', "防晒\x00", "NEAR(防晒, 2)", "* AND OR NOT", "a" * 10_000, "防" * 10_000, "🧴" * 20, "👩‍👩‍👧",
        "\u202eיפה\u202c", "مرحبا", "the of and", "，。！", "§c1", "col:防晒", "{防晒} + -", "brand:", "price<x",
        "price<", 'brand:"', "from:§", "'; DROP TABLE notes; --",
    ],
)  # fmt: skip
def test_odd_queries_answer(store: Store, typed: str) -> None:
    found = store.search.find(typed, "alan")
    store.search.suggest(typed)
    store.search.complete_filter(typed)
    assert found.words == typed
    assert store.notes.card("note-0")


def test_facets_count_what_a_choice_would_leave(store: Store) -> None:
    found = store.search.find("柚月", "alan")
    counts = {one.value: one.documents for one in found.facets["price"]}
    assert counts == {"0": 1, "1": 1, "2": 1, "4": 1} or sum(counts.values()) == 4
    assert {one.value: one.documents for one in found.facets["category"]}["skincare"] >= 2
    for value, times in counts.items():
        chosen = store.search.find("柚月", "alan", choices={"price": frozenset({value})})
        assert len(chosen.products) == times
        assert {one.value: one.documents for one in chosen.facets["price"]} == counts
        assert len(chosen.notes) == len(found.notes)
    only = store.search.find("防晒", "alan", choices={"type": frozenset({"note"})})
    assert only.notes and not only.products


def test_orders(store: Store) -> None:
    def notes(sort: str) -> list[int]:
        cards = store.search.find("油皮", "alan", sort=sort).notes
        return [card.published_at if sort == "new" else card.likes for card in cards]

    for sort in ("new", "likes"):
        assert notes(sort) == sorted(notes(sort), reverse=True)
    prices = [card.landed_fen for card in store.search.find("柚月", "alan", sort="price").products]
    assert prices == sorted(prices)


def test_the_title_counts_more_than_the_body(store: Store) -> None:
    add_note(store, "in-title", "夜市地图", "别的")
    add_note(store, "in-body", "别的", "夜市地图")
    assert whole(store, "夜市") == ["note:in-title", "note:in-body"]
    edit_note(store, "in-title", "早市")
    assert whole(store, "夜市") == ["note:in-body"]


def test_words_of_new_notes_can_be_typed_in_pinyin(store: Store) -> None:
    store.search.prepare()
    add_note(store, "fresh", "螺蛳粉测评")
    assert store.search.find("luosifen", "alan").shown == "螺蛳粉"
    add_note(store, "english", "A quokka on the beach")
    assert store.search.suggest("quok")[0].text == "quokka"


def test_nothing_found_says_what_hides_it(store: Store) -> None:
    found = store.search.find("柚月 price<1", "alan", choices={"seller": frozenset({"third_party"})})
    products = [name for name in found.order if name.startswith("product:")]
    assert not products
    helped = store.search.find("price<1 水感", "alan").help
    assert helped is not None and helped.hiding == ("price", "")


def test_a_saved_search_is_a_channel(store: Store) -> None:
    saved = store.searches.save("alan", " 油皮  防晒 ")
    assert store.searches.save("alan", "油皮 防晒") == saved
    channel = f"search:{saved.id}"
    assert channel in dict(store.feed.channels("alan"))
    assert channel not in dict(store.feed.channels("xiaoman"))
    seen: list[str] = []
    after = None
    while True:
        page = store.feed.page("alan", channel, after, 4)
        seen += [card.id for card in page.cards]
        after = page.after
        if after is None:
            break
    assert sorted(seen) == [f"note-{n}" for n in range(6)]
    store.notes.react("alan", "note-1", "less", True)
    assert store.feed.page("alan", channel).total == 5
    store.searches.drop("alan", saved.id)
    with pytest.raises(StoreError, match="unknown_search"):
        store.feed.page("alan", channel)
    with pytest.raises(StoreError, match="empty_search"):
        store.searches.save("alan", "  ")
