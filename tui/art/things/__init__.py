"""Things one can buy, each standing on (0, 0) with up negative, about 100 to 430 units high."""

from __future__ import annotations

from tui.art.things import beauty, bottles, food, home, wear
from tui.art.things.kit import THINGS

__all__ = ["THINGS", "beauty", "bottles", "food", "home", "wear"]
