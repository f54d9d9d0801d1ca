"""Identifiers nobody can guess; with a seed, the same ones every time, for demos and tests."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.world import WorldRoom


class Identifiers:
    """The one source of random identifiers; with a seed they are counted in the world, by purpose."""

    def __init__(self, world: WorldRoom, seed: int | None = None) -> None:
        self._world = world
        self.seed = seed

    def token(self, purpose: str) -> str:
        """Return 16 hexadecimal digits that were never returned before for this purpose in this world."""
        if self.seed is None:
            return secrets.token_hex(8)
        key = f"dice/{purpose}"  # the name existing worlds keep the count under
        number = int(self._world.get(key) or 0) + 1
        self._world.set(key, str(number))
        return hashlib.sha256(f"{self.seed}/{purpose}/{number}".encode()).hexdigest()[:16]
