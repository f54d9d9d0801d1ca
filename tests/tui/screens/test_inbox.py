"""The inbox on the screen: lists, a notice that leads somewhere, a talk that is answered; opinions; searches."""

from __future__ import annotations

from store import Store
from store.words import Bilingual
from tests.small_world import HOUR, NOW
from tests.tui.driving import running
from tui.references import ProductRef
from tui.screens.note import NoteScreen
from tui.screens.talk import TalkScreen


async def test_a_notice_leads_to_its_note(store: Store) -> None:
    store.inbox.tell(
        "alan", "community", Bilingual("有人回复你", "Somebody answered"), "note/note-0", NOW - 60
    )
    async with running(store) as driver:
        await driver.press("5")
        assert "消息 1" in driver.text
        await driver.press("i")
        assert "有人回复你" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, NoteScreen)
        await driver.press("escape")
        assert "通知 1" not in driver.text
    assert store.inbox.unread("alan") == 0


async def test_a_message_to_a_seller_is_answered(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("2", "enter", "m")
        assert isinstance(driver.app.screen, TalkScreen)
        await driver.press(*"hello", "enter")
        assert "hello" in driver.text
        assert "人工客服" in driver.text


async def test_opinions_from_worst_and_a_question(store: Store) -> None:
    store.opinions.add_review("sunscreen", "mum", 5, Bilingual("好用得很", "Works"), NOW - HOUR)
    store.opinions.add_review(
        "sunscreen",
        "ali",
        1,
        Bilingual("漏了一桌", "It leaked"),
        NOW - 9 * HOUR,
        Bilingual("已补发", "Sent again"),
        NOW,
    )
    async with running(store) as driver:
        driver.app.open(ProductRef("sunscreen"))
        await driver.settle()
        assert "漏了一桌" in driver.text
        await driver.press("r")
        assert driver.text.index("好用得很") < driver.text.index("漏了一桌")
        assert "已补发" in driver.text
        await driver.press("s")
        assert driver.text.index("漏了一桌") < driver.text.index("好用得很")
        await driver.press("m", *"why", "enter")
        assert "why" in driver.text
        assert "还没有人回答" in driver.text
    assert store.opinions.of_product("sunscreen").questions[0].text.zh == "why"


async def test_searches_come_back_and_are_forgotten(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash", *"tube", "enter", "escape", "escape")
        assert "最近搜过" in driver.text
        await driver.press("down", "enter")
        assert "笔记" in driver.text
        assert store.searches.recent("alan") == ("tube",)
        await driver.press("escape", "down", "f8")
        assert store.searches.recent("alan") == ()
