"""Twelve places at four times of day: sky, the far town, and what the place is known by."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.places import anywhere, asia, western
from tui.art.places.kit import LIGHTS, PLACES, sky

__all__ = ["LIGHTS", "PLACES", "anywhere", "asia", "scenery", "western"]


def scenery(c: Canvas, name: str, time: str) -> None:
    """Draw a place at a time of day; an unknown place is Tokyo, an unknown time is day."""
    light = LIGHTS.get(time, LIGHTS["day"])
    sky(c, time, light)
    PLACES.get(name, asia.tokyo)(c, c.height * 0.78, light)
