"""Setting a world aside: nothing of it is lost, and nobody's world is pulled from under them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Store
from store.errors import StoreError
from store.set_aside import set_aside
from tests.small_world import open_small


def test_the_world_goes_on_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    store = open_small(path)
    store.notes.react("alan", "note-0", "like", True)
    store.close()
    kept = set_aside(path)
    assert not path.exists()
    again = Store.open(kept)
    assert again.notes.card("note-0", "alan").liked
    again.close()


def test_twice_in_a_second_makes_two_names(tmp_path: Path) -> None:
    names = set()
    for _ in range(3):
        open_small(tmp_path / "world.db").close()
        names.add(set_aside(tmp_path / "world.db"))
    assert len(names) == 3


def test_a_world_in_use_stays(tmp_path: Path) -> None:
    store = open_small(tmp_path / "world.db")
    with pytest.raises(StoreError) as caught:
        set_aside(tmp_path / "world.db")
    assert caught.value.code == "world_in_use"
    assert store.notes.card("note-0").id == "note-0"
    store.close()


def test_a_broken_file_can_be_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    path.write_bytes(b"this is no database at all" * 99)
    kept = set_aside(path)
    assert kept.read_bytes().startswith(b"this is no database")
