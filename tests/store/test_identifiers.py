"""Identifiers: never the same twice, unless a seed says so."""

from __future__ import annotations

from pathlib import Path

from store import Store
from store.clock import FixedClock
from tests.small_world import NOW


def tokens(path: Path, seed: int | None, purposes: str) -> list[str]:
    store = Store.open(path, FixedClock(NOW), seed)
    found = [store.identifiers.token(purpose) for purpose in purposes]
    store.close()
    return found


def test_without_a_seed_nobody_can_tell(tmp_path: Path) -> None:
    assert tokens(tmp_path / "a.db", None, "xx") != tokens(tmp_path / "b.db", None, "xx")


def test_with_a_seed_it_is_the_same_in_every_world_and_goes_on_when_one_is_opened_again(
    tmp_path: Path,
) -> None:
    first = tokens(tmp_path / "a.db", 7, "xyx")
    assert first == tokens(tmp_path / "b.db", 7, "xyx")
    assert len({*first, *tokens(tmp_path / "a.db", 7, "xyx")}) == 6
    assert first != tokens(tmp_path / "c.db", 8, "xyx")
