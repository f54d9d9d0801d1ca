"""What the drawings of places share: four times of day, sky, town, water, trees, and their register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.art.canvas import Canvas
from tui.art.colour import darker, lighter, mix


@dataclass(frozen=True, slots=True)
class Light:
    """A time of day: the sky from top to bottom, sun or moon, and how everything below is tinted."""

    high: str
    low: str
    sun: str
    tint: str
    share: float
    lamps: str

    def on(self, colour: str) -> str:
        """Return a colour as it looks in this light."""
        return mix(colour, self.tint, self.share)


LIGHTS = {
    "day": Light("#58B4EC", "#D3EEFB", "#FFF0B8", "#FFFFFF", 0.0, "#8FB4CC"),
    "dawn": Light("#9FA9E0", "#FFD3C4", "#FFE3A0", "#F3A9A0", 0.24, "#FFE9B0"),
    "dusk": Light("#55408C", "#F58F74", "#FFD06A", "#4B2B63", 0.36, "#FFD98A"),
    "night": Light("#121A42", "#3C4283", "#F6EEC8", "#131A48", 0.56, "#FFE08A"),
}
Draw = Callable[[Canvas, float, Light], None]
PLACES: dict[str, Draw] = {}


def place(draw: Draw) -> Draw:
    """Register a drawing under its name."""
    PLACES[draw.__name__] = draw
    return draw


def sky(c: Canvas, time: str, light: Light) -> None:
    """Fill the picture with the sky: stars at night, sun or moon, clouds by day."""
    w, h = c.width, c.height
    c.box(0, 0, w, h, c.fall(light.high, light.low))
    if time == "night":
        for index in range(34):
            r = c.small * (0.004 + index % 3 * 0.002)
            c.disc(index * 89 % 97 / 97 * w, index * 53 % 61 / 61 * h * 0.55, r, "#FFFFFF", 0.85)
    low = time in ("dusk", "dawn")
    x, y, r = (w * 0.3, h * 0.56, c.small * 0.14) if low else (w * 0.2, h * 0.2, c.small * 0.11)
    c.glow(x, y, r * 2.2, light.sun, 0.55)
    c.disc(x, y, r, light.sun)
    if time != "night":
        for x, y, size in ((0.1, 0.34, 0.8), (0.62, 0.1, 1.0), (0.92, 0.26, 0.7)):
            _cloud(c, w * x, h * y, c.small * 0.06 * size, light)


def _cloud(c: Canvas, x: float, y: float, r: float, light: Light) -> None:
    """Draw a cloud of three discs on a rounded base, around (x, y)."""
    colour = mix("#FFFFFF", light.tint, light.share * 0.4)
    for dx, dy, size in ((-1.3, 0.25, 0.7), (0, 0, 1.0), (1.3, 0.2, 0.75)):
        c.disc(x + dx * r, y + dy * r, r * size, colour, 0.92)
    c.box(x - 2 * r, y + r * 0.3, 4 * r, r * 0.65, colour, r * 0.32, 0.92)


def town(c: Canvas, ground: float, light: Light, tall: float = 0.2, lit: bool = True) -> None:
    """Draw the far houses of a town, their windows lit when it is dark."""
    count = 16
    wide = c.width / count
    wall = mix(light.on("#8E9BAE"), light.low, 0.35)
    for index in range(count):
        high = c.height * tall * (0.5 + index * 7 % 5 * 0.125)
        c.box(index * wide, ground - high, wide * 0.92, high, wall if index % 2 else darker(wall, 0.08), 2)
        if lit:
            for row in range(int(high / (c.small * 0.05))):
                if (index + row * 3) % 4 != 1:
                    y = ground - high + c.small * (0.018 + row * 0.05)
                    c.box(index * wide + wide * 0.2, y, wide * 0.2, c.small * 0.02, light.lamps, 1, 0.7)
                    c.box(index * wide + wide * 0.55, y, wide * 0.2, c.small * 0.02, light.lamps, 1, 0.5)


def below(c: Canvas, ground: float, colour: str) -> None:
    """Fill everything under the horizon with shaded ground."""
    c.box(0, ground, c.width, c.height - ground + 1, c.fall(lighter(colour, 0.12), darker(colour, 0.12)))


def water(c: Canvas, ground: float, light: Light) -> None:
    """Fill everything under the horizon with water and a few waves."""
    below(c, ground, light.on("#3F93C4"))
    for index in range(9):
        x, y = index * 41 % 90 / 100 * c.width, ground + (0.15 + index * 0.09) * (c.height - ground)
        c.line(
            f"M{x:g} {y:g} q{c.small * 0.02:g} -4 {c.small * 0.04:g} 0 t{c.small * 0.04:g} 0",
            "#FFFFFF",
            2.5,
            0.45,
        )


def trees(c: Canvas, ground: float, light: Light, colour: str, gap: tuple[float, float] = (0.4, 0.6)) -> None:
    """Draw a row of round trees that leaves a path open."""
    for index in range(12):
        x = (index + 0.5) / 12
        if not gap[0] < x < gap[1]:
            r = c.small * (0.055 + abs(x - 0.5) * 0.06)
            c.box(c.width * x - r * 0.1, ground, r * 0.2, r * 0.9, light.on("#6B4A36"))
            c.disc(c.width * x, ground - r * 0.2, r, c.ball(light.on(colour)))


def tower(c: Canvas, x: float, ground: float, tall: float, iron: str, band: str) -> None:
    """Draw a lattice tower that spreads to four feet."""
    foot, u = tall * 0.24, tall / 100
    for side in (-1, 1):
        c.path(
            f"M{x:g} {ground - tall * 0.8:g} C{x + side * u * 4:g} {ground - tall * 0.5:g} {x + side * foot * 0.55:g} {ground - tall * 0.2:g} {x + side * foot:g} {ground:g} H{x + side * foot * 0.6:g} C{x + side * foot * 0.4:g} {ground - tall * 0.14:g} {x:g} {ground - tall * 0.16:g} {x:g} {ground - tall * 0.16:g} Z",
            iron,
        )
    c.shape(
        [
            (x - u * 2.2, ground - tall * 0.8),
            (x - u * 0.7, ground - tall),
            (x + u * 0.7, ground - tall),
            (x + u * 2.2, ground - tall * 0.8),
        ],
        iron,
    )
    for at, half in ((0.62, 5.4), (0.36, 9.5), (0.18, 14.0)):
        c.box(x - u * half, ground - tall * at - u * 2, u * half * 2, u * 3.4, band, u)
    if c.fine:
        for at, half in ((0.55, 4.5), (0.47, 6.0), (0.29, 9.0), (0.23, 11.0)):
            c.line(
                f"M{x - u * half:g} {ground - tall * at:g}L{x + u * half:g} {ground - tall * (at - 0.06):g}M{x + u * half:g} {ground - tall * at:g}L{x - u * half:g} {ground - tall * (at - 0.06):g}",
                lighter(iron, 0.5),
                u * 0.7,
                0.7,
            )
