"""The palette of commands speaks the reader's language, its line too."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from store import Store
from tests.tui.driving import running
from tui import i18n


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_the_line_of_the_palette_is_in_the_readers_language(store: Store, language: str) -> None:
    i18n.use(language)
    async with running(store) as driver:
        await driver.press("ctrl+p")
        assert isinstance(driver.app.screen, CommandPalette)
        assert driver.app.screen.query_one(Input).placeholder == i18n.t("common.find-command")
