"""The wall of cards: what it shows, how it moves, and that nothing is lost when the screen changes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.geometry import Region
from textual.strip import Strip

from store import Store
from store.community.records import NoteCard, Reason
from store.pictures import PictureSpec
from store.words import Bilingual
from tests.tui.driving import running
from tui.widgets.wall.card_wall import CardWall
from tui.widgets.wall.layout import WallLayout


def cards(number: int) -> list[NoteCard]:
    chance = Random(7)
    return [
        NoteCard(
            id=f"n{i}",
            kind="review",
            verdict="mixed",
            title=Bilingual(f"第{i}篇：👩‍👧 家庭装 [bold]不是标记[/] ★", f"Number {i}: not [bold]markup[/]"),
            author_id="a",
            author=Bilingual("阿栗", "Ali"),
            cover=PictureSpec(
                palette=chance.choice(["sky", "peach", "night"]), rows=chance.randint(9, 13), seed=i
            ),
            published_at=0,
            likes=i,
            liked=i % 3 == 0,
            saved=False,
            read=i % 4 == 0,
            goods=i % 3,
            landed_fen=8_619 if i % 3 == 1 else None,
            adult=i % 7 == 0,
            reason=Reason("popular"),
        )
        for i in range(number)
    ]


def test_cards_lie_under_the_shortest_column() -> None:
    layout = WallLayout(120, 37, 1)
    layout.append([10, 4, 6, 5, 5])
    assert [layout.place(i)[:2] for i in range(5)] == [(0, 1), (1, 1), (2, 1), (1, 6), (2, 8)]
    assert layout.columns == 3
    assert layout.below(1, 1) == 3
    assert layout.beside(3, 1) in (2, 4)


@pytest.mark.parametrize(("width", "columns"), [(40, 1), (79, 1), (80, 2), (120, 3), (160, 4)])
def test_columns_by_width(width: int, columns: int) -> None:
    assert WallLayout(width, 37, 1).columns == columns


async def test_ready_strips_say_the_same_as_stock_ones(store: Store) -> None:
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        wall.show(cards(40))
        await driver.press("down", "right")
        for strip in wall.render_lines(Region(0, 0, *wall.size)):
            stock = Strip(list(strip._segments))
            assert stock.cell_length == wall.size.width
            ready = strip.render(driver.app.console)
            plain = "".join(
                part.partition("m")[2] if part[:1] in "0123456789" else part for part in strip_codes(ready)
            )
            assert plain == stock.text


def strip_codes(text: str) -> list[str]:
    import re

    return [re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)]


async def test_the_focused_card_survives_random_resizing(store: Store) -> None:
    chance = Random(19)
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        wall.show(cards(60))
        await driver.press("down", "right", "down", "down")
        chosen = wall.selected
        for _ in range(25):
            await driver.pilot.resize_terminal(chance.randint(20, 220), chance.randint(6, 60))
            await driver.settle()
            assert wall.selected == chosen
            _, top, height = wall._state.layout.place(wall._state.cursor)
            view = wall.scroll_offset.y
            assert view <= top + height
            assert top < view + wall.size.height


async def test_pages_follow_when_the_end_comes_near(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.feed.PAGE", 2)
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        await driver.press("end")
        assert wall.count == 6


async def test_what_changes_on_a_note_shows_on_its_card(store: Store) -> None:
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        await driver.press("z")
        assert wall.selected and wall.selected.liked
        assert "♥" in driver.text
        await driver.press("u")
        assert wall.selected and not wall.selected.liked
        await driver.press("enter", "escape")
        assert wall.selected and wall.selected.read
        assert "✓ 读过" in driver.text


async def test_less_takes_a_card_away_and_undo_brings_it_back(store: Store) -> None:
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        gone = wall.selected
        await driver.press("x")
        assert wall.count == 5
        assert wall.selected != gone
        await driver.press("u")
        assert wall.count == 6


async def test_a_letter_opens_the_card_it_stands_on(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("o")
        assert " a " in driver.text
        await driver.press("s")
        assert getattr(driver.app.screen, "SCOPE", "") == "note"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 50), (20, 6)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_screen_stands_at_every_size(
    store: Store, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    from tests.tui.test_keys import SCREENS, furnish
    from tui import i18n

    furnish(store)
    i18n.use(language)
    async with running(store, size) as driver:
        for scope, keys in SCREENS.items():
            if scope in ("notes", "search"):
                continue
            await driver.press("1", *keys)
            assert getattr(driver.app.screen, "SCOPE", "") == scope
            while len(driver.app.screen_stack) > 1:
                await driver.press("escape")
        assert max(len(line) for line in driver.text.splitlines()) <= size[0]


async def test_hostile_text_is_shown_as_it_is(store: Store) -> None:
    long = "长" * 10_000 + "[/red]\x1b[31m[link=x]"
    store.notes.add(
        note_id="hostile",
        kind="daily",
        verdict="mixed",
        author_id="ali",
        category_id="skincare",
        title=Bilingual.same("[bold]\x1b]0;pwned\x07标题[/]"),
        body=Bilingual.same(f"a\u200db\u202ec\n{long}\n[@click=app.quit]x[/]"),
        city=Bilingual.same("[red]"),
        pictures=[PictureSpec()],
        tags=[Bilingual.same("[/]")],
        product_ids=[],
        published_at=2_000_000_000,
    )
    async with running(store) as driver:
        assert "[bold]标题[/]" in driver.text
        await driver.press("enter", "m", "[", "b", "]", "enter")
        await driver.press("pagedown", "down", "pagedown")
        assert driver.app._exception is None
        assert store.notes.comments("hostile", "alan")[0].text.zh == "[b]"


async def test_no_color_leaves_shades_of_grey(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(store) as driver:
        wall = driver.app.screen.query_one(CardWall)
        for strip in wall.render_lines(Region(0, 0, *wall.size)):
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert colour is None or len(set(colour.get_truecolor())) == 1
