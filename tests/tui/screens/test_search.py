"""The search on the screen: as one types, by sound, narrowed, in another order, kept, and where there is nothing."""

from __future__ import annotations

import pytest

from store import Store
from tests.store.search.test_index import add_note
from tests.tui.driving import Driver, running
from tui import i18n
from tui.theme import DARK


async def typed(driver: Driver, text: str) -> None:
    """Type a text letter by letter, as fast as a person who never waits."""
    for letter in text:
        await driver.pilot.press("space" if letter == " " else letter)
    await driver.settle()


def red(driver: Driver) -> set[str]:
    """Return what stands on the screen in red, bold and underlined."""
    return {
        segment.text
        for strip in driver.app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.underline and segment.style.color
        and segment.style.color.get_truecolor().hex.upper() == DARK.brand.upper()
    }  # fmt: skip


async def test_results_come_while_one_types_and_the_words_are_marked(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "油皮")
        assert "油皮夏天第0支" in driver.text and "笔记 6" in driver.text
        assert "油皮" in red(driver)
        await typed(driver, "夏")
        assert driver.app.screen.query_one("#words").value == "油皮夏"


async def test_pinyin_is_completed_and_its_letters_are_marked(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "fangs")
        assert "正在显示 防晒 的结果" in driver.text and "仍要搜 fangs" in driver.text
        assert {"fang", "s"} <= red(driver)
        await driver.press("ctrl+l")
        assert "没有找到" in driver.text
        await driver.press("ctrl+l", "tab")
        assert driver.app.screen.query_one("#words").value == "防晒"
        assert "仍要搜" not in driver.text


async def test_facets_narrow_and_are_taken_back(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "柚月")
        assert "耳机放大器" in driver.text
        await driver.press("ctrl+f")
        side = driver.app.screen.query_one("#side")
        assert side.has_focus
        side.select("facet:price:1")
        await driver.press("enter")
        assert "已选" in driver.text and "¥50–100" in driver.text and "只作用于商品" in driver.text
        assert "耳机放大器" not in driver.text and "水感防晒" in driver.text
        await driver.press("escape", "escape")
        assert "已选" not in driver.text and "耳机放大器" in driver.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_facets_open_below_where_there_is_no_column(store: Store, size: tuple[int, int]) -> None:
    async with running(store, size) as driver:
        await driver.press("slash")
        await typed(driver, "mask")
        assert not driver.app.screen.query_one("#side").display
        await driver.press("ctrl+f")
        assert driver.app.screen.query_one("#side").has_focus
        await driver.press("ctrl+f")
        assert not driver.app.screen.query_one("#side").display


async def test_another_order(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "柚月")
        await driver.press("ctrl+s", "ctrl+s", "down", "down")
        sheet = driver.app.screen.query_one("#results")
        assert sheet.selected == "product:mask"  # the cheapest to the door
        await driver.press("end")
        assert sheet.selected == "product:amp"


async def test_values_of_a_filter_word_are_offered(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "防晒 brand:")
        assert "可以填" in driver.text and "柚月" in driver.text
        await driver.press("tab")
        assert driver.app.screen.query_one("#words").value in ("防晒 brand:柚月", "防晒 brand:YUZUKI")


async def test_a_kept_search_is_a_channel_and_can_be_undone(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "油皮")
        await driver.press("ctrl+k")
        assert [one.words for one in store.searches.saved("alan")] == ["油皮"]
        await driver.press("escape")
        assert "存下的搜索" in driver.text
        await driver.press("down", "f8")
        assert store.searches.saved("alan") == ()


async def test_nothing_found_helps(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "水感 price<1")
        assert "没有找到“水感 price<1”" in driver.text
        assert "去掉“到手价”，能看到" in driver.text
        await driver.press("down", "enter")
        assert driver.app.screen.query_one("#words").value == "水感"
        assert "水感防晒" in driver.text


async def test_many_results_are_read_as_one_goes_down(store: Store) -> None:
    for number in range(60):
        add_note(store, f"many-{number}", f"夜市地图 {number}")
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "夜市地图")
        await driver.press("down")
        for _ in range(11):
            await driver.press("pagedown")
        selected = driver.app.screen.query_one("#results").selected
        assert selected.startswith("note:many-")
        assert len(driver.app.screen.query_one("#results")._items) > 30


async def test_people_and_brands_lead_to_filters(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash")
        await typed(driver, "阿栗")
        assert "用户" in driver.text
        await driver.press("down", "enter")
        assert driver.app.screen.query_one("#words").value == "from:阿栗骑车上班 "
        assert "笔记 3" in driver.text


@pytest.mark.parametrize(
    ("size", "language"), [((20, 6), "zh"), ((40, 12), "en"), ((80, 24), "zh"), ((200, 50), "en")]
)
async def test_it_stands_at_every_size(store: Store, size: tuple[int, int], language: str) -> None:
    i18n.use(language)
    async with running(store, size) as driver:
        await driver.press("slash")
        await typed(driver, "fang")
        assert max(len(line) for line in driver.text.splitlines()) <= size[0]
        assert "防晒" in driver.text or size < (40, 12)
