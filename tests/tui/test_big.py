"""Bigger, for projectors: fewer and larger cards, air between rows, strokes that carry."""

from __future__ import annotations

import pytest

from store import Store
from tests.tui.driving import Driver
from tui.app import ShopApp
from tui.config import Config
from tui.paint.rows import Row, Span
from tui.widgets.frame.sheet import Item, Sheet
from tui.widgets.wall.card_wall import CardWall


async def looks(store: Store, big: bool, size: tuple[int, int]) -> tuple[int, int, int, float]:
    """Return columns and card width of the wall, rows of a list of two, and the share of bold text in the cart."""
    app = ShopApp(store, Config(big=big))
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        layout = app.screen.query_one(CardWall)._state.layout
        await driver.press("3")
        sheet = app.screen.query_one(Sheet)
        parts = [part for strip in app.screen._compositor.render_strips() for part in strip]
        words = [part.style for part in parts if part.text.strip() and part.style]
        bold = sum(bool(style.bold) for style in words) / len(words)
        sheet.show([Item(name, (Row(((0, Span(name)),)),)) for name in ("one", "two")])
        return layout.columns, layout.card_width, len(sheet._rows), bold


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_big_has_one_column_fewer_larger_cards_and_bold_words(
    store: Store, size: tuple[int, int]
) -> None:
    store.cart.add("alan", "sunscreen-30", 1)
    store.cart.add("alan", "mask-7", 1)
    usual, big = await looks(store, False, size), await looks(store, True, size)
    assert big[0] == usual[0] - 1
    assert big[1] > usual[1]
    assert (usual[2], big[2]) == (2, 4)
    assert big[3] > usual[3]


async def test_big_fits_a_tiny_terminal(store: Store) -> None:
    app = ShopApp(store, Config(big=True))
    async with app.run_test(size=(40, 12)) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        for mode in "12345":
            await driver.press(mode)
            assert app.screen.size.width == 40
