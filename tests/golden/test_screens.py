"""Every screen looks as it did when somebody last looked at it and found it right (``make golden``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.looking import FOLDER, file_of, snapshots
from tests.golden.screens import LANGUAGES, SCREENS, SIZES
from tests.golden.snapshot import difference


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_right(name: str, tmp_path: Path) -> None:
    wrong = [
        difference(file.read_text("utf-8"), found, file.name)
        async for file, found in snapshots(name, tmp_path)
        if file.read_text("utf-8") != found
    ]
    assert not wrong, "\n".join(["", *wrong, "If this is right: make golden, and look at what it changes."])


def test_no_snapshot_is_left_of_a_screen_that_is_gone() -> None:
    wanted = {file_of(name, size, language) for name in SCREENS for size in SIZES for language in LANGUAGES}
    assert set(FOLDER.glob("*.txt")) == wanted
