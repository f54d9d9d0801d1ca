"""Playing a journey: moments that run from its first event to its last, however long each part took."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

SECONDS = 9.0
"""How long a whole journey plays."""
_STILL, _LONG = 0.6, 6 * 3_600
"""Least share of a part, and the seconds of a part whose share is 1; no share exceeds 2."""


class Replay:
    """Where a replay stands; ``moment`` is in seconds UTC."""

    def __init__(self, moments: Sequence[int]) -> None:
        """``moments`` are those of the events, in order."""
        self._moments = list(moments)
        parts = [later - earlier for earlier, later in pairwise(self._moments)]
        shares = [min(2.0, max(_STILL, part / _LONG)) for part in parts]
        whole = sum(shares) or 1.0
        self._lasts = [SECONDS * share / whole for share in shares]
        self._passed = 0.0

    @property
    def moment(self) -> int:
        """The moment that is shown."""
        left = self._passed
        for number, lasts in enumerate(self._lasts):
            if left < lasts:
                start, end = self._moments[number], self._moments[number + 1]
                return start + int((end - start) * left / lasts)
            left -= lasts
        return self._moments[-1]

    def step(self, seconds: float) -> bool:
        """Go on by so many seconds of playing; return false when the journey is over."""
        self._passed += seconds
        return self._passed < SECONDS
