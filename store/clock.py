"""The one place that asks the machine for the time.

World time is real time plus an offset; it may be moved forward, never back.
"""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Anything that knows what time it is in the world of the shop."""

    def now(self) -> int:
        """Return world time in whole seconds since 1970-01-01 UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> int:
        """Return the machine's time in whole seconds since 1970-01-01 UTC."""
        return int(time.time())


class FixedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        """Return the time it was set to, in seconds since 1970-01-01 UTC."""
        return self._now

    def advance(self, seconds: int) -> None:
        """Move forward by ``seconds``; a negative number raises ``ValueError``."""
        if seconds < 0:
            raise ValueError("world time never goes back")
        self._now += seconds


class WorldClock:
    """Real time plus an offset, running at ``speed`` world seconds a real second.

    When the machine's clock is set back, world time stands still until it has caught up.
    """

    def __init__(self, epoch: int | None = None, *, offset: int = 0, speed: float = 1.0) -> None:
        self._start = time.time()
        self._epoch = self._start if epoch is None else float(epoch)
        self._offset = offset
        self._speed = speed
        self._latest = 0

    @property
    def offset(self) -> int:
        """How far the world was moved ahead by hand, in seconds."""
        return self._offset

    def now(self) -> int:
        """Return world time in whole seconds since 1970-01-01 UTC."""
        now = int(self._epoch + (time.time() - self._start) * self._speed) + self._offset
        self._latest = max(self._latest, now)
        return self._latest

    def not_before(self, moment: int) -> None:
        """Never return less than ``moment`` (seconds UTC), when something has already happened."""
        self._latest = max(self._latest, moment)

    def advance(self, seconds: int) -> None:
        """Move the world forward by ``seconds``; a negative number raises ``ValueError``."""
        if seconds < 0:
            raise ValueError("world time never goes back")
        self._offset += seconds
