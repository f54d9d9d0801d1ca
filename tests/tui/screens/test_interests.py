"""The feed that learns, on the screen: why, more and less, the interests page, a newcomer's first minute."""

from __future__ import annotations

import pytest

from store import Store
from store.community.records import Person
from store.words import NOTHING, Bilingual
from tests.small_world import HOUR
from tests.store.feed.test_topics import publish
from tests.tui.driving import Driver, running
from tui.i18n import t
from tui.widgets.shop.tree_list import TreeList
from tui.widgets.wall.card_wall import CardWall

CAT, WINE = "猫", "葡萄"


@pytest.fixture
def wide(store: Store) -> Store:
    """The small world with notes about cats and about wine, one of each liked."""
    with store.transaction():
        for number in range(6):
            publish(store, f"cat-{number}", (CAT,), (), 40 * HOUR + number)
            publish(store, f"wine-{number}", (WINE,), ("red",), 40 * HOUR + number)
    for note in ("cat-0", "wine-0"):
        store.notes.react("alan", note, "save", True)
    return store


def wall(driver: Driver) -> list[str]:
    """Return the ids on the wall, in its order."""
    return [card.id for card in driver.app.screen.query_one(CardWall)._state.cards]


async def select(driver: Driver, prefix: str) -> str:
    """Go to the first card whose id begins so."""
    wanted = next(note for note in wall(driver) if note.startswith(prefix))
    driver.app.screen.query_one(CardWall).select(wanted)
    await driver.settle()
    return wanted


async def test_less_of_a_card_takes_its_kind_off_the_wall_and_back(wide: Store) -> None:
    async with running(wide) as driver:
        chosen = await select(driver, "cat")
        before = wall(driver)
        above = set(before[: before.index(chosen)])
        await driver.press("x")
        after = wall(driver)
        assert chosen not in after
        assert not [note for note in after if note.startswith("cat") and note not in above]
        assert [note for note in after if note.startswith("wine")]
        await driver.press("u")
        assert chosen in wall(driver)
        assert sorted(wall(driver)) == sorted(before)


async def test_why_tells_the_deed_and_changes_what_follows(wide: Store) -> None:
    async with running(wide) as driver:
        await select(driver, "cat-1")
        await driver.press("w")
        text = driver.text
        assert t("interests.led") in text
        assert "cat-0" in text
        assert t("interests.deed-save") in text
        topic = wide.interests.topics.find("tag", CAT)
        assert topic is not None
        before = wide.interests.weight_of("alan", topic.id)
        await driver.press("plus")
        assert wide.interests.weight_of("alan", topic.id) == before + 5
        await driver.press("u", "minus")
        assert wide.interests.weight_of("alan", topic.id) == before / 2
        await driver.press("x")
        assert type(driver.app.screen).__name__ == "FeedScreen"
        assert "cat-1" not in wall(driver)
        assert wide.interests.weight_of("alan", topic.id) < 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (200, 50)])
async def test_the_interests_page_shows_changes_and_forgets(wide: Store, size: tuple[int, int]) -> None:
    async with running(wide, size) as driver:
        await driver.press("5", "w")
        first = wide.interests.of("alan")[0]
        assert f"{first.strength}" in driver.text
        await driver.press("x")
        assert first.topic.id not in {one.topic.id for one in wide.interests.of("alan")}
        await driver.press("u")
        assert wide.interests.of("alan")[0] == first
        await driver.press("X")
        assert wide.interests.of("alan")
        await driver.press("X")
        assert wide.interests.of("alan") == ()
        assert t("interests.empty") in driver.text.replace("\n", "")


async def test_moving_on_takes_the_threat_back(wide: Store) -> None:
    async with running(wide) as driver:
        await driver.press("5", "w", "X", "down", "X")
        assert wide.interests.of("alan")


@pytest.fixture
def newcomer(wide: Store) -> Store:
    """The same world, seen by somebody who has just come."""
    city = Bilingual("成都", "Chengdu")
    wide.people.add(
        Person("newcomer", Bilingual("新来的", "New here"), "buyer", None, city, NOTHING, NOTHING)
    )
    wide.world.buyer = "newcomer"
    return wide


async def test_a_newcomer_picks_and_gets_it(newcomer: Store) -> None:
    async with running(newcomer) as driver:
        assert type(driver.app.screen).__name__ == "WelcomeScreen"
        while "#" + CAT not in selected_words(driver):
            await driver.press("right")
        await driver.press("enter", "B")
        assert type(driver.app.screen).__name__ == "FeedScreen"
        assert all(note.startswith("cat") for note in wall(driver)[:2])
        assert t("reason.topic-pick", name=f"#{CAT}") in driver.text
    async with running(newcomer) as driver:
        assert type(driver.app.screen).__name__ == "FeedScreen"


def selected_words(driver: Driver) -> str:
    """Return what stands on the selected tile."""
    from tui.widgets.frame.board import Board

    board = driver.app.screen.query_one(Board)
    tile = next(tile for tile in board._tiles if tile.id == board.selected)
    return "".join(span.text for row in tile.rows for _, span in row.placed)


async def test_who_skips_is_not_asked_again(newcomer: Store) -> None:
    async with running(newcomer) as driver:
        await driver.press("enter", "escape")
        assert len(wall(driver)) == 18
        assert newcomer.interests.of("newcomer") == ()
    async with running(newcomer) as driver:
        assert type(driver.app.screen).__name__ == "FeedScreen"


async def test_leaving_the_tiles_from_the_interests_page_changes_nothing(wide: Store) -> None:
    async with running(wide) as driver:
        before = wide.interests.of("alan")
        await driver.press("5", "w", "n", "enter", "escape")
        assert type(driver.app.screen).__name__ == "InterestsScreen"
        assert wide.interests.of("alan") == before


async def test_fresh_brings_others_after_what_was_passed_over(wide: Store) -> None:
    async with running(wide) as driver:
        before = wall(driver)[:3]
        await driver.press("down", "down", "r")
        assert wall(driver)[:3] != before
        assert len(wall(driver)) == 18


async def test_copying_a_link_is_sharing(wide: Store) -> None:
    async with running(wide, start=("note", "cat-3")) as driver:
        await driver.press("y", "y")
    topic = wide.interests.topics.find("tag", CAT)
    assert topic is not None
    assert wide.interests.weight_of("alan", topic.id) == 5 + 1 + 6


async def test_related_leads_on(wide: Store) -> None:
    async with running(wide, start=("note", "wine-1")) as driver:
        assert t("related.teaser-near", n=6) in driver.text
        await driver.press("n")
        assert t("related.near") in driver.text
        await driver.press("enter")
        assert getattr(driver.app.screen, "SCOPE", "") == "note"
        assert len(driver.app.screen_stack) == 4


async def test_browsing_jumps_by_typing_and_opens_a_shelf(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("2", "o", "tab", *"amp")
        assert driver.app.screen.query_one(TreeList).count == 1
        await driver.press("enter")
        assert "耳机放大器" in driver.text
        await driver.press("escape", "escape", "tab", "right", "down")
        node = driver.app.screen.query_one(TreeList).selected
        assert node is not None
        assert node.key.startswith("brand:")
        await driver.press("left", "enter")
        assert "水感防晒" in driver.text


async def test_browsing_finds_nothing_without_breaking(store: Store) -> None:
    async with running(store, (40, 12)) as driver:
        await driver.press("2", "o", *"zzz", "enter", "right", "left", "down")
        assert t("browse.nothing") in driver.text
        await driver.press("escape")
        assert driver.app.screen.query_one(TreeList).count == 3
