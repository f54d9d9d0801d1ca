"""What a presenter wants: colours for a bright room, and the keys that were pressed."""

from __future__ import annotations

import pytest

from store import Store
from tests.tui.driving import running
from tui.theme import CONTRAST, OURS, Palette
from tui.widgets.frame.key_bar import KeyBar


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["bg", "surface", "raised"])
@pytest.mark.parametrize("ink", ["text", "muted", "faint", "brand", "price", "ok", "way", "warning", "rose"])
def test_high_contrast_is_seven_to_one(ink: str, ground: str) -> None:
    lighter, darker = luminance(getattr(CONTRAST, ink)), luminance(getattr(CONTRAST, ground))
    least = 6 if (ink, ground) == ("brand", "raised") else 7
    assert (lighter + 0.05) / (darker + 0.05) >= least


@pytest.mark.parametrize("palette", OURS.values())
def test_words_on_the_brands_colour_can_be_read(palette: Palette) -> None:
    darker, lighter = sorted((luminance(palette.brand), luminance(palette.on_brand)))
    assert (lighter + 0.05) / (darker + 0.05) >= (7 if palette is CONTRAST else 3)


async def test_the_key_goes_through_all_themes_and_back(store: Store) -> None:
    async with running(store) as driver:
        seen = []
        for _ in OURS:
            await driver.press("T")
            seen.append(driver.app.theme)
        assert sorted(seen) == sorted(OURS)
        assert driver.app.theme == seen[-1]


async def test_keys_are_shown_to_an_audience_and_hidden_again(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("ctrl+g", "right", "down")
        bar = driver.app.screen.query_one(KeyBar)
        assert bar.render_line(0).text.rstrip().endswith("ctrl+g   →   ↓")
        await driver.press("enter", "2")
        assert "enter   2" in driver.app.screen.query_one(KeyBar).render_line(0).text
        await driver.press("ctrl+g")
        assert "ctrl+g" not in driver.text
