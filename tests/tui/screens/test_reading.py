"""A page that cannot be read says why, and does not stay as an empty one."""

from __future__ import annotations

import pytest

from store import Store
from tests.tui.driving import running
from tui.references import NoteRef, OrderRef, ProductRef, Reference


@pytest.mark.parametrize(
    "what", [NoteRef("nothing-here"), ProductRef("nothing-here"), OrderRef("nothing-here")]
)
async def test_what_does_not_exist_leaves_no_empty_page(store: Store, what: Reference) -> None:
    async with running(store) as driver:
        driver.app.open(what)
        await driver.until(lambda: driver._heard, "why it cannot be read")
        await driver.until(lambda: getattr(driver.app.screen, "SCOPE", "") == "feed", "the page below")
        assert any("nothing-here" in said for said in await driver.told())
