"""Colours as ``#RRGGBB``: mixing, and the sixteen palettes with what stands out before them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

READABLE = 3.5
"""What writing on a label differs from its paper by at least."""
CONTRAST = 1.5
"""What a subject and its backdrop differ by at least (the ratio of luminances; 1.45 is the goal)."""


class Look(NamedTuple):
    """How one thing looks: its colours, the name and the emblem on its label, which variant of its shape."""

    body: str
    cap: str
    accent: str
    label: str
    name: str = ""
    mark: str = ""
    variant: int = 0

    @property
    def ink(self) -> str:
        """The colour of writing on the label."""
        tones = (darker(self.accent, 0.25), darker(self.body, 0.25), "#3A2030", "#FFF8EE")
        return next((tone for tone in tones if contrast(tone, self.label) >= READABLE), tones[-1])

    @property
    def writing(self) -> str:
        """The colour of a name printed on the body itself."""
        return max(self.label, self.ink, key=lambda tone: contrast(tone, self.body))


class Palette(NamedTuple):
    """A backdrop (sky above, sky at the horizon, ground, light) and the look of things before it."""

    high: str
    low: str
    ground: str
    light: str
    look: Look

    @property
    def looks(self) -> tuple[Look, Look, Look]:
        """Three colourways of one palette: its own, body and accent exchanged, and a white one."""
        own = self.look
        return (
            own,
            Look(_dark_enough(own.accent, self), own.label, own.body, lighter(own.accent, 0.85)),
            Look("#FFFDF8", own.body, own.accent, lighter(own.body, 0.86))
            if luminance(mix(self.high, self.low, 0.5)) < 0.5
            else Look(darker(own.body, 0.3), own.accent, own.accent, own.label),
        )


def standing_out(palette: Palette, body: str) -> Palette:
    """Return a palette whose backdrop differs from ``body`` by ``CONTRAST`` or more: moved to white or to dusk."""
    middle = mix(palette.high, palette.low, 0.5)
    step = 0.0
    while contrast(mix(middle, _away(body), step), body) < CONTRAST and step < 0.9:
        step += 0.05
    if not step:
        return palette
    high, low, ground, light = (mix(colour, _away(body), step) for colour in palette[:4])
    return palette._replace(high=high, low=low, ground=ground, light=light)


def _away(body: str) -> str:
    return "#FFFFFF" if luminance(body) < 0.4 else "#5B4A66"


def _dark_enough(colour: str, palette: Palette) -> str:
    """Return a colour darkened until it stands out of a palette's backdrop."""
    middle, step = mix(palette.high, palette.low, 0.5), 0.0
    while contrast(mix(colour, "#23121F", step), middle) < CONTRAST and step < 0.9:
        step += 0.05
    return mix(colour, "#23121F", step)


@lru_cache(maxsize=4096)
def mix(one: str, other: str, share: float) -> str:
    """Return the colour ``share`` (0.0-1.0) of the way from ``one`` to ``other``."""
    first, second = _parts(one), _parts(other)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(first, second, strict=True))


def lighter(colour: str, share: float = 0.3) -> str:
    """Return a colour mixed with white."""
    return mix(colour, "#FFFFFF", share)


def darker(colour: str, share: float = 0.25) -> str:
    """Return a colour mixed with near-black."""
    return mix(colour, "#23121F", share)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG, gamma 2.2)."""
    red, green, blue = (part / 255 for part in _parts(colour))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1.0 to 21.0."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _palette(
    high: str, low: str, ground: str, light: str, body: str, cap: str, accent: str, label: str
) -> Palette:
    return Palette(high, low, ground, light, Look(body, cap, accent, label))


PALETTES: dict[str, Palette] = {
    "peach": _palette("#FFC9B0", "#FFE7D6", "#F7F2EC", "#FFF6EC", "#C8553D", "#7A2E22", "#F2A65A", "#FFF4E8"),
    "sky": _palette("#63CDE4", "#C4EEF4", "#EEF6F8", "#F4FDFF", "#12719E", "#0B4A6B", "#F2A65A", "#FFE9C9"),
    "mint": _palette("#A5E3CC", "#E3F8EE", "#F4F6F2", "#FBFFFD", "#1F7A63", "#0E4E40", "#F2C14E", "#E9FFF6"),
    "lilac": _palette("#B9A6EA", "#E8DDFA", "#F6F2FB", "#FCF8FF", "#5B2E9E", "#F5B8C9", "#8E5BD6", "#F6EFFF"),
    "sand": _palette("#D8B48C", "#F2DFC6", "#F4EDE2", "#FFF8EC", "#5A3424", "#C9A25F", "#3B5B4C", "#F6E7D2"),
    "coral": _palette("#FF9384", "#FFD3C6", "#FFF0EA", "#FFF1EA", "#7E1F3A", "#F7D774", "#B5304C", "#FFE6DE"),
    "lemon": _palette("#FFDF7A", "#FFF5CD", "#FFFBEA", "#FFFDF0", "#D9622B", "#3A6B4F", "#2F7FB5", "#FFF6D6"),
    "berry": _palette("#C8527F", "#F3B9CD", "#F9E9EF", "#FFE6EF", "#4B1433", "#E7B7C8", "#8C2457", "#FFE8F0"),
    "cocoa": _palette("#8A5A3F", "#CFA685", "#EADBC9", "#F6DFC6", "#F0DCC0", "#3A2116", "#C0392B", "#5A3424"),
    "slate": _palette("#6E7F93", "#B9C5D1", "#E6EBF0", "#EEF3F8", "#27323F", "#D8A657", "#3E5875", "#EAF0F6"),
    "forest": _palette(
        "#4F8A66", "#AED3B3", "#E4EEDF", "#EAF7E6", "#F1E3C4", "#23452F", "#D9822B", "#35553F"
    ),
    "ocean": _palette("#2F6FB0", "#93C3E4", "#E3EEF6", "#E4F4FF", "#F5E6C8", "#12365C", "#E4572E", "#1F4E80"),
    "rose": _palette("#F3A0B4", "#FCDCE3", "#FBF1F3", "#FFF5F7", "#9E2A4D", "#F9F3EE", "#D9577B", "#FFE9EF"),
    "night": _palette("#1B1F4B", "#5B4B8A", "#2A2A56", "#F7E7B0", "#F3D9A2", "#C9A8F0", "#F29E4C", "#3B3470"),
    "cream": _palette("#F1E3CC", "#FBF5E9", "#EFE3D0", "#FFFFFF", "#7A5A3C", "#3F5E5A", "#C96F4A", "#FFF7E8"),
    "wine": _palette("#6D1F3A", "#C1708A", "#EBD7DC", "#FAD9DF", "#2A0F1A", "#D9B45B", "#F2E6D8", "#F7EBDD"),
}
