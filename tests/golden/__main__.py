"""``make golden``: take the screens as they are now for right. Look at what changed first (``git diff``)."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.golden.looking import FOLDER, snapshots
from tests.golden.screens import SCREENS


async def renew(names: list[str]) -> int:
    """Write the snapshots of the screens ``names`` anew and return how many changed."""
    changed = 0
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            async for file, found in snapshots(name, Path(folder)):
                if not file.exists() or file.read_text("utf-8") != found:
                    file.write_text(found, "utf-8")
                    changed += 1
    return changed


if __name__ == "__main__":
    print(asyncio.run(renew(sys.argv[1:] or list(SCREENS))), "snapshots changed")
