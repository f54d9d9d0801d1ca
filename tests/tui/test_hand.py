"""A hand that can click: whatever shows a key can be pressed, and does what the key does."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

from store import Store
from tests.tui.driving import Driver, running
from tests.tui.test_keys import SCREENS, furnish
from tui import i18n
from tui.commands import BY_ID, commands_for
from tui.paint.pressing import hit, hits, pointed
from tui.paint.rows import Action, Row, Span
from tui.screens import pressing
from tui.screens.explain import ExplainScreen
from tui.screens.form import FormScreen
from tui.text import cells
from tui.widgets.frame.board import Board
from tui.widgets.frame.hand import Hand
from tui.widgets.frame.key_bar import KeyBar
from tui.widgets.frame.sheet import Sheet
from tui.widgets.search.field import SearchField
from tui.widgets.wall.card_wall import CardWall

SIZES = ((120, 40), (80, 24))
WITH_ARGUMENT = {"show_tab", "pick_size", "open", "search_for", "sort_by", "lift", "type", "go_to_step", "on_screen_below"}  # fmt: skip


def spots(driver: Driver) -> Iterator[tuple[Action, Offset]]:
    """Yield every action that the screen shows, with a cell of the terminal that asks for it."""
    for widget in driver.app.screen.query("*"):
        if not isinstance(widget, Hand) or not widget.is_on_screen or not widget.size:
            continue
        region, seen = widget.content_region, set[Action]()
        for y in range(region.height):
            for one in hits(widget.row_at(y + widget.scroll_offset.y)):
                x = (one.start + one.end - 1) // 2
                spot = Offset(region.x + x, region.y + y)
                inside = x < region.width and driver.app.get_widget_at(*spot)[0] is widget
                if one.action not in seen and inside:
                    seen.add(one.action)
                    yield one.action, spot


def answer(screen: Screen[object], action: Action) -> object:
    """Return what runs an action; fails where nobody does."""
    name = f"action_{action.command}"
    method = getattr(screen, name, None) or getattr(screen.app, name)
    inspect.signature(method).bind(*([action.argument] if action.argument else []))
    return method


async def click(driver: Driver, spot: Offset) -> None:
    await driver.pilot.click(offset=spot)
    await driver.settle()


async def press_on(driver: Driver, command: str, argument: str | None = None) -> None:
    """Click the first cell of the screen that asks for a command."""
    for action, spot in spots(driver):
        if action.command == command and argument in (None, action.argument):
            await click(driver, spot)
            return
    raise AssertionError(f"{command} is shown nowhere")


@pytest.mark.parametrize("scope", SCREENS)
async def test_every_action_that_a_screen_shows_is_run_by_a_click(
    store: Store, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    furnish(store)
    async with running(store) as driver:
        await driver.press(*SCREENS[scope])
        pressed: list[Action] = []

        async def record(screen: Screen[object], action: Action) -> None:
            assert answer(screen, action)
            pressed.append(action)

        monkeypatch.setattr(pressing, "press", record)
        for size in SIZES:
            for language in i18n.LANGUAGES:
                i18n.use(language)
                await driver.pilot.resize_terminal(*size)
                driver.app._each_screen("on_language")
                driver.app.clear_notifications()
                await driver.settle()
                found = list(spots(driver))
                assert {action.command for action, _ in found} > {"shop", "help"}
                for action, spot in found:
                    assert action.command in BY_ID or action.command in WITH_ARGUMENT
                    pressed.clear()
                    await driver.pilot.click(offset=spot)
                    await driver.pilot.pause()
                    assert pressed == [action], (size, language, spot)


@pytest.mark.parametrize("scope", SCREENS)
async def test_what_the_footer_shows_can_be_pressed(store: Store, scope: str) -> None:
    furnish(store)
    async with running(store, (200, 50)) as driver:
        await driver.press(*SCREENS[scope])
        bar = driver.app.screen.query_one(KeyBar)
        shown = [one.action.command for one in hits(bar.row_at(0))]
        assert shown == [command.id for command in bar.fitting()]
        assert {command.id for command in commands_for(scope)} >= set(shown)


# -- the outcome of some


async def test_shopping_with_a_hand_alone(store: Store) -> None:
    async with running(store) as driver:
        await press_on(driver, "shop")
        assert driver.app.current_mode == "shop"
        board = driver.app.screen.query_one(Board)
        tile = next(
            tile for tile in board._tiles if tile.id.startswith("product:") and tile.id != board.selected
        )
        spot = Offset(board.region.x + tile.x + 2, board.region.y + tile.y - board.scroll_offset.y + 1)
        await click(driver, spot)
        assert board.selected == tile.id
        await click(driver, spot)
        screen = driver.app.screen
        assert getattr(screen, "SCOPE", "") == "product"
        other = [a.argument for a, _ in spots(driver) if a.command == "pick_size"]
        if len(other) > 1:
            await press_on(driver, "pick_size", other[-1])
            assert screen._sku_id == other[-1]  # type: ignore[attr-defined]
        await press_on(driver, "more")
        assert screen._quantity == 2  # type: ignore[attr-defined]
        await press_on(driver, "add_to_cart")
        assert store.cart.summary("alan").pieces == 2
        await press_on(driver, "cart")
        await press_on(driver, "more")
        assert store.cart.summary("alan").pieces == 3
        await press_on(driver, "tick")
        assert not store.cart.view("alan").groups[0].lines[0].ticked
        await press_on(driver, "tick")
        await press_on(driver, "checkout")
        await press_on(driver, "next_step")
        await press_on(driver, "go_to_step", "0")
        assert driver.app.screen._step == 0  # type: ignore[attr-defined]
        await press_on(driver, "go_back")
        assert getattr(driver.app.screen, "SCOPE", "") == "cart"


async def test_a_press_on_the_undo_of_a_toast_takes_back(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("z")
        assert store.notes.liked("alan")
        words = f"u {i18n.t('commands.undo')}"
        y, line = next((y, line) for y, line in enumerate(driver.text.splitlines()) if words in line)
        await click(driver, Offset(cells(line[: line.index(words)]) + 1, y))
        assert not store.notes.liked("alan")


async def test_one_step_back_from_a_tag_is_the_note_it_stood_in(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("enter")
        await press_on(driver, "search_for")
        assert driver.app.screen.query_one(SearchField).value
        await driver.press("escape")
        assert getattr(driver.app.screen, "SCOPE", "") == "note"


@pytest.mark.parametrize("size", SIZES)
async def test_a_toast_covers_no_button(store: Store, size: tuple[int, int]) -> None:
    furnish(store)
    buttons = {"product": {"add_to_cart", "buy_now"}, "cart": {"checkout"}, "checkout": {"next_step"}}
    for scope, wanted in buttons.items():
        async with running(store, size) as driver:
            await driver.press(*SCREENS[scope])
            driver.app.undoable("cart.removed", lambda: None, title="x" * 60)
            await driver.settle()
            y = next(y for y, line in enumerate(driver.text.splitlines()) if i18n.t("commands.undo") in line)
            assert y < size[1] - 1
            on_page = {a.command for a, spot in spots(driver) if spot.y < size[1] - 1}
            assert on_page >= wanted, (scope, size)


async def test_a_press_in_a_row_is_about_that_row(store: Store) -> None:
    furnish(store)
    async with running(store) as driver:
        await driver.press("3")
        sheet = driver.app.screen.query_one(Sheet)
        last = [spot for action, spot in spots_of(sheet) if action.command == "more"][-1]
        thing = sheet.thing_at(0, last.y - sheet.content_region.y + sheet.scroll_offset.y)
        assert thing != sheet.selected
        before = {line.sku.id: line.quantity for g in store.cart.view("alan").groups for line in g.lines}
        await click(driver, last)
        after = {line.sku.id: line.quantity for g in store.cart.view("alan").groups for line in g.lines}
        assert sheet.selected == thing
        assert after == {**before, thing: before[thing] + 1}


def spots_of(widget: Hand) -> Iterator[tuple[Action, Offset]]:
    """Yield what can be pressed in one widget, row by row."""
    region = widget.content_region
    for y in range(region.height):
        for one in hits(widget.row_at(y + widget.scroll_offset.y)):
            yield one.action, Offset(region.x + one.start, region.y + y)


async def test_a_row_is_selected_by_one_click_and_opened_by_the_next(store: Store) -> None:
    furnish(store)
    async with running(store) as driver:
        await driver.press("4")
        sheet = driver.app.screen.query_one(Sheet)
        other = next(item.id for item in sheet._items if item.id and item.id != sheet.selected)
        where = sheet.region_of(other)
        assert where is not None
        spot = Offset(sheet.region.x + 20, sheet.region.y + where.y - sheet.scroll_offset.y)
        await click(driver, spot)
        assert (sheet.selected, getattr(driver.app.screen, "SCOPE", "")) == (other, "orders")
        await click(driver, spot)
        assert getattr(driver.app.screen, "SCOPE", "") == "tracking"


async def test_a_card_is_selected_by_one_click_and_opened_by_the_next(store: Store) -> None:
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        other = wall._state.cards[1]
        where = wall.region_of(other.id)
        assert where is not None
        spot = Offset(wall.region.x + where.x + 5, wall.region.y + where.y + 2)
        await click(driver, spot)
        assert wall.selected == other
        await click(driver, spot)
        assert getattr(driver.app.screen, "SCOPE", "") == "note"


async def test_a_tag_looks_for_what_else_carries_it(store: Store) -> None:
    async with running(store, (120, 60)) as driver:
        await driver.press("enter")
        wanted = next(a for a, _ in spots(driver) if a.argument.startswith("tag:"))
        await press_on(driver, "search_for", wanted.argument)
        assert driver.app.screen.query_one("#words", Input).value == wanted.argument


async def test_a_key_in_the_help_runs_where_it_works(store: Store) -> None:
    async with running(store, (120, 60)) as driver:
        await driver.press("question_mark")
        await press_on(driver, "on_screen_below", "like")
        assert getattr(driver.app.screen, "SCOPE", "") == "feed"
        assert store.notes.liked("alan")


async def test_the_wheel_scrolls_what_is_under_it(store: Store) -> None:
    from textual.events import MouseScrollDown

    async with running(store, (120, 16)) as driver:
        await driver.press("question_mark")
        sheet = driver.app.screen.query_one(Sheet)
        assert sheet.max_scroll_y
        wheel = MouseScrollDown(None, 40, 10, 0, 1, 0, False, False, False, 40, 10)
        driver.app.screen._forward_event(wheel)
        await driver.settle()
        assert sheet.scroll_offset.y > 0


# -- pointing


async def test_a_pointer_shows_what_can_be_pressed_and_repaints_its_row_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(store) as driver:
        bar = driver.app.screen.query_one(KeyBar)
        first, second = list(spots_of(bar))[:2]
        painted: list[object] = []
        monkeypatch.setattr(bar, "refresh", lambda *regions, **_: painted.append(regions) or bar)
        await driver.pilot.hover(offset=first[1])
        assert bar.styles.pointer == "pointer"
        assert driver.app.screen._pointer_shape == "pointer"
        assert bar._under and bar._under.action == first[0]
        assert [len(regions) for regions in painted] == [1]
        await driver.pilot.hover(offset=first[1] + (1, 0))
        assert len(painted) == 1, "the same thing is not painted again"
        await driver.pilot.hover(offset=second[1])
        await driver.pilot.hover(offset=Offset(2, 10))
        await driver.pilot.pause()
        assert bar._under is None and bar.styles.pointer == "default"


async def test_the_words_under_the_pointer_are_underlined(store: Store) -> None:
    async with running(store) as driver:
        action, spot = next(iter(spots_of(driver.app.screen.query_one(KeyBar))))
        await driver.pilot.hover(offset=spot)
        await driver.settle()
        strip = driver.app.screen._compositor.render_strips()[spot.y]
        underlined = "".join(s.text for s in strip if s.style and s.style.underline)
        assert i18n.t(f"commands.{action.command}") in underlined


def test_neighbours_with_one_action_are_one_thing() -> None:
    like, save = Action("like"), Action("save")
    content = Row(
        (
            (0, Span(" z ", action=like)),
            (3, Span(" 赞 ", action=like)),
            (8, Span("c", action=save)),
            (9, Span("x")),
        )
    )
    assert [(one.action, one.start, one.end) for one in hits(content)] == [(like, 0, 7), (save, 8, 9)]
    assert hit(content, 6) == hit(content, 0) != hit(content, 8)
    assert hit(content, 7) is hit(content, 9) is None


def test_pointing_changes_no_cell_but_the_underline() -> None:
    content = Row(((2, Span("  买 ", action=Action("buy"))), (7, Span("▀▀", action=Action("buy")))))
    under = hit(content, 3)
    assert under is not None
    after = pointed(content, under)
    assert "".join(span.text for _, span in after.placed) == "".join(span.text for _, span in content.placed)
    assert [span.text for _, span in after.placed if span.underline] == ["买"]


async def test_what_may_be_meant_is_taken_by_a_press_behind_the_line(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("slash", *"yuz")
        field = driver.app.screen.query_one("#words", SearchField)
        assert field._ghost
        await click(driver, Offset(field.content_region.x + len("yuz") + 2, field.content_region.y))
        assert field.value != "yuz"


async def test_a_price_taken_apart_is_closed_by_a_press_and_by_a_remapped_key(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("2", "enter")
        await press_on(driver, "explain")
        assert isinstance(driver.app.screen, ExplainScreen)
        await press_on(driver, "close_sums")
        assert not isinstance(driver.app.screen, ExplainScreen)
        driver.app.set_keymap({"close_sums": "f14"})
        await press_on(driver, "explain")
        await driver.press("f14")
        assert not isinstance(driver.app.screen, ExplainScreen)


async def test_the_keys_under_a_form_can_be_pressed(store: Store) -> None:
    furnish(store)
    async with running(store) as driver:
        await driver.press("3", "space", "B", "end", "enter")
        assert isinstance(driver.app.screen, FormScreen)
        foot = driver.app.screen.query_one("#keys").content_region
        line = driver.text.splitlines()[foot.y]
        await click(driver, Offset(cells(line[: line.index("esc")]) + 1, foot.y))
        assert not isinstance(driver.app.screen, FormScreen)


async def test_a_card_under_the_pointer_has_a_mark(store: Store) -> None:
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        where = wall.region_of(wall._state.cards[1].id)
        assert where is not None
        spot = Offset(wall.region.x + where.x + 5, wall.region.y + where.y + 2)
        before = driver.text.splitlines()
        await driver.pilot.hover(offset=spot)
        await driver.settle()
        after = driver.text.splitlines()
        changed = [y for y, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
        rows = range(wall.region.y + where.y, wall.region.y + where.bottom)
        assert changed == [y for y in rows if y < wall.region.bottom]
        assert wall.styles.pointer == "pointer"
