"""Drawn pictures kept from one run to the next, in a file that may be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 48_000_000
"""About 30,000 thumbnails. What was used longest ago goes first."""
_SHRINK_TO = 0.8
_TABLE = "CREATE TABLE IF NOT EXISTS picture (key BLOB PRIMARY KEY, data BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"


def cache_path() -> Path:
    """Return where drawn pictures are kept (``XHS_TUI_CACHE`` names another folder)."""
    if override := os.environ.get("XHS_TUI_CACHE"):
        return Path(override) / "pictures.db"
    from platformdirs import user_cache_path

    return user_cache_path("xhs-tui") / "pictures.db"


class PictureCache:
    """Bytes by key. Anything that goes wrong with the file costs the pictures in it, and nothing else.

    Used by one thread at a time.
    """

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._base: sqlite3.Connection | None = None
        self._turn = 0
        self._size = 0
        for attempt in (1, 2):
            try:
                self._open(path)
                return
            except (sqlite3.Error, OSError):
                self.close()
                if attempt == 1:
                    _remove(path)

    def _open(self, path: Path) -> None:
        """Open or create the file; pictures are lost in a crash, so nothing is synchronised."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, timeout=0.05, check_same_thread=False, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(_TABLE)
        row = self._base.execute(
            "SELECT coalesce(max(used), 0), coalesce(sum(length(data)), 0) FROM picture"
        ).fetchone()
        self._turn, self._size = row[0] + 1, row[1]

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key, and remember that it was wanted."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT data, used FROM picture WHERE key = ?", (key,)).fetchone()
            if row and row[1] != self._turn:
                self._base.execute("UPDATE picture SET used = ? WHERE key = ?", (self._turn, key))
        except sqlite3.Error:
            return None
        return row[0] if row else None

    def put(self, key: bytes, data: bytes) -> None:
        """Keep some bytes; when there are too many, forget those not wanted for longest."""
        if self._base is None:
            return
        with suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO picture VALUES (?, ?, ?)", (key, data, self._turn))
            self._size += len(data)
            if self._size > self._most:
                self._shrink(self._base)

    def _shrink(self, base: sqlite3.Connection) -> None:
        """Delete the pictures used longest ago until the file is well under its limit."""
        goal = self._most * _SHRINK_TO
        base.execute(
            "DELETE FROM picture WHERE key IN (SELECT key FROM (SELECT key, sum(length(data)) OVER"
            " (ORDER BY used DESC, key) AS before FROM picture) WHERE before > ?)",
            (goal,),
        )
        self._size = base.execute("SELECT coalesce(sum(length(data)), 0) FROM picture").fetchone()[0]

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.close()
            self._base = None


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink()
