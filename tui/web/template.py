"""The world every visitor begins with: filled once, copied for each (filling takes 1 s of a core, a copy 5 ms)."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from pathlib import Path

FRESH_SECONDS = 3_600.0
"""After this long it is filled anew, so that what was published an hour ago stays an hour old."""


class Template:
    """Keeps a filled world in a folder of its own; ``now`` and ``seed`` are those of the command line."""

    def __init__(self, now: int | None = None, seed: int | None = None) -> None:
        self._now, self._seed = now, seed
        self._folder = Path(tempfile.mkdtemp(prefix="xhs-tui-serve-"))
        self._filled_at = float("-inf")
        self._lock = asyncio.Lock()

    async def copy_to(self, path: Path) -> None:
        """Write a visitor's world to ``path``."""
        await self.prepare()
        await asyncio.to_thread(shutil.copyfile, self._world, path)

    async def prepare(self) -> None:
        """Fill the template when it is missing or old."""
        async with self._lock:
            if time.monotonic() - self._filled_at > FRESH_SECONDS:
                await asyncio.to_thread(self._fill)
                self._filled_at = time.monotonic()

    @property
    def _world(self) -> Path:
        return self._folder / "world.db"

    def _fill(self) -> None:
        from fixtures.world import open_world

        for file in self._folder.iterdir():
            file.unlink()
        open_world(self._world, now=self._now, seed=self._seed).close()

    def remove(self) -> None:
        """Remove it."""
        shutil.rmtree(self._folder, ignore_errors=True)
