"""Playing: every step waited for, the keyboard in charge at once, chapters that can be begun again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.errors import StoreError
from tests.demo.test_reading import write
from tests.terminal import PATIENCE
from tui.demo.app import StageApp
from tui.demo.reading import read
from tui.demo.recording import play
from tui.demo.worlds import open_stage

TWO = """\
title: 两章
chapters:
  - title: 车
    opens: cart
    steps:
      - wait: {screen: cart}
      - press: d
      - caption: 少了一样
  - title: 书
    opens: note/new-food-ten-days
    steps:
      - wait: {screen: note}
      - press: z
      - caption: 赞了
"""


@asynccontextmanager
async def on_stage(
    folder: Path, text: str = TWO, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[StageApp, Pilot[None]]]:
    tour = read(write(folder, text))
    app = StageApp(open_stage(tour, folder), tour, folder)
    app.player.pace = 1.0
    async with app.run_test(size=size, notifications=True) as pilot:
        yield app, pilot
    await close(app)


async def close(app: StageApp) -> None:
    """Close the world of an app that was left in the middle: not before its threads have read to the end."""
    await asyncio.get_running_loop().shutdown_default_executor()
    app.store.close()


def liked(app: StageApp) -> set[str]:
    return {card.id for card in app.store.notes.liked("alan")}


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait for something to become true; say what stood on the stage when it never does."""
    app = pilot.app
    assert isinstance(app, StageApp)
    end = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        if asyncio.get_running_loop().time() > end:
            raise AssertionError(f"never true: {app.player.where} {app.player.state}\n{app.text()}")
        await pilot.pause(0.02)


async def test_a_tour_plays_to_its_end_and_leaves_the_app_to_the_viewer(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        app.player.pace = 20
        await until(pilot, lambda: app.player.mode == "over")
        assert "new-food-ten-days" in liked(app)
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "orders")


async def test_any_key_takes_over_and_is_not_passed_on(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        await until(pilot, lambda: app.player.state.caption == "少了一样")
        await pilot.press("4")
        await until(pilot, lambda: app.player.mode == "viewer")
        assert app.current_mode == "cart"
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "orders")


async def test_handing_back_begins_the_chapter_again_in_the_world_as_it_was(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        before, played_on = app.store.cart.summary("alan").kinds, app.store
        await until(pilot, lambda: app.player.state.caption == "少了一样")
        assert app.store.cart.summary("alan").kinds == before - 1
        await pilot.press("x", "1", "z", "ctrl+t")
        await until(pilot, lambda: app.store is not played_on)
        await until(pilot, lambda: app.player.state.caption == "少了一样" and app.current_mode == "cart")
        assert app.store.cart.summary("alan").kinds == before - 1


async def test_space_stands_still_and_arrows_change_the_chapter(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        await until(pilot, lambda: app.player.state.caption == "少了一样")
        await pilot.press("space")
        await until(pilot, lambda: app.player.mode == "paused")
        await pilot.press("plus", "plus", "minus")
        await until(pilot, lambda: app.player.pace == 1.5)
        await pilot.press("right")
        await until(pilot, lambda: app.player.state.caption == "赞了" and app.player.mode == "playing")
        left = app.store.cart.summary("alan").kinds
        await pilot.press("left")
        await until(pilot, lambda: app.player.chapter == 0 and app.player.state.caption == "少了一样")
        assert app.store.cart.summary("alan").kinds == left
        assert "new-food-ten-days" not in liked(app)


LINKED = (
    TWO.replace("    opens: note/new-food-ten-days\n", "")
    .replace("{screen: note}", "{screen: cart}")
    .replace("press: z", "press: s")
)


async def test_a_chapter_that_goes_on_where_another_ended_is_reached_through_it(tmp_path: Path) -> None:
    async with on_stage(tmp_path, LINKED) as (app, pilot):
        kinds = app.store.cart.summary("alan").kinds
        await until(pilot, lambda: app.player.state.caption == "少了一样")
        await pilot.press("right")
        await until(pilot, lambda: app.player.state.caption == "赞了")
        played_on = app.store
        await pilot.press("x", "ctrl+t")
        await until(pilot, lambda: app.store is not played_on)  # the world as it was: the jump has happened
        await until(pilot, lambda: app.player.chapter == 1 and app.player.state.caption == "赞了")
        assert app.player.mode == "playing"
        assert app.store.cart.summary("alan").kinds == kinds - 1


async def test_beginning_at_a_later_chapter_finds_what_the_earlier_ones_did(tmp_path: Path) -> None:
    tour = read(write(tmp_path, TWO))
    app = StageApp(open_stage(tour, tmp_path), tour, tmp_path, start=1)
    kinds = app.store.cart.summary("alan").kinds
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.player.state.caption == "赞了")
        assert app.store.cart.summary("alan").kinds == kinds - 1
    await close(app)


async def test_keys_that_never_lead_there_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.demo.player.LONGEST_WAIT", 0.1)
    monkeypatch.setattr("tui.demo.player.MOST_ROUNDS", 3)
    text = TWO.replace("      - press: d\n", "      - press: down\n        until: {screen: moon}\n")
    with pytest.raises(StoreError, match="tour_stuck") as caught:
        await play(read(write(tmp_path, text)), (80, 24))
    assert (caught.value.params["step"], caught.value.params["wanted"]) == (2, "moon")


async def test_the_last_order_is_there_by_the_name_newest(tmp_path: Path) -> None:
    async with on_stage(
        tmp_path, TWO.replace("opens: cart", "opens: order/newest").replace("cart}", "tracking}")
    ) as (
        app,
        pilot,
    ):
        await until(pilot, lambda: app.player.state.keys and app.current_mode == "orders")


async def test_leaving_in_the_middle(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        await until(pilot, lambda: app.player.state.caption == "少了一样")
        await pilot.press("q")
        await until(pilot, lambda: app._exit)


async def test_a_window_that_changes_its_size_keeps_the_tour_going(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as (app, pilot):
        for size in ((80, 24), (40, 12), (200, 50)):
            await pilot.resize_terminal(*size)
            await until(
                pilot,
                lambda size=size: app.size.width == size[0] and app.size.height == size[1] - len(app.band()),
            )
        app.player.pace = 20
        await until(pilot, lambda: app.player.mode == "over")


async def test_a_step_that_never_comes_true_says_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.demo.player.LONGEST_WAIT", 0.2)
    tour = read(write(tmp_path, TWO.replace("{screen: note}", "龙")))
    with pytest.raises(StoreError, match="tour_stuck") as caught:
        await play(tour, (120, 40))
    assert (caught.value.params["chapter"], caught.value.params["step"], caught.value.params["wanted"]) == (
        2,
        1,
        "龙",
    )
    assert "换粮10天软便3次" in caught.value.params["screen"]


@pytest.mark.parametrize("opens", ["product/no-such", "note/no-such", "order/no-such"])
async def test_a_world_without_what_the_tour_talks_about(tmp_path: Path, opens: str) -> None:
    tour = read(write(tmp_path, TWO.replace("note/new-food-ten-days", opens)))
    with pytest.raises(StoreError, match="unknown_"):
        await play(tour, (120, 40))


def test_a_world_without_the_tours_scenario_or_buyer(tmp_path: Path) -> None:
    for line in ("scenario: moon", "buyer: nobody"):
        with pytest.raises(StoreError, match="tour_world"):
            open_stage(read(write(tmp_path, f"{line}\n{TWO}")), tmp_path / line.split(":")[0])
