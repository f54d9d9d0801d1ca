"""A small world whose index is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store
from tests.small_world import open_small


def _make_index(store: Store) -> None:
    store.search.prepare()


@pytest.fixture
def indexed(tmp_path: Path) -> Iterator[Store]:
    """The small world with its index, made once in each process."""
    opened = open_small(tmp_path / "indexed.db", _make_index)
    yield opened
    opened.close()
