"""Settings of a world: its current buyer, and how far its time was moved ahead."""

from __future__ import annotations

from store.clock import Clock, FixedClock, WorldClock
from store.database.base import Database
from store.database.settings import keep_setting, setting

_BUYER, _OFFSET = "buyer", "offset"


class WorldRoom:
    """Settings that belong to the world, not to the program."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        if isinstance(clock, WorldClock):
            clock.advance(max(0, self.offset - clock.offset))
            clock.not_before(self._last_event())

    @property
    def buyer(self) -> str:
        """The id of the current buyer (empty in an empty world)."""
        return self.get(_BUYER)

    @buyer.setter
    def buyer(self, person_id: str) -> None:
        self.set(_BUYER, person_id)

    @property
    def offset(self) -> int:
        """How far world time was moved ahead by hand, in seconds."""
        return int(self.get(_OFFSET) or 0)

    def advance(self, seconds: int) -> None:
        """Move world time forward and remember it; a negative number raises ``ValueError``."""
        if not isinstance(self._clock, WorldClock | FixedClock):
            raise TypeError("this world runs on the machine's own clock")
        self._clock.advance(seconds)
        with self._database.write():
            self.set(_OFFSET, str(self.offset + seconds))

    def _last_event(self) -> int:
        """Return when something last happened to an order (0 in an empty world)."""
        query = "SELECT at FROM order_events ORDER BY id DESC LIMIT 1"
        row = self._database.read().execute(query).fetchone()
        return int(row[0]) if row else 0

    def get(self, key: str) -> str:
        """Return a setting, or an empty text."""
        return setting(self._database.read(), key) or ""

    def set(self, key: str, value: str) -> None:
        """Remember a setting."""
        with self._database.write() as connection:
            keep_setting(connection, key, value)
