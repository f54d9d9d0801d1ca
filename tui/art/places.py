"""Twelve places at four times of day: sky, the far town, and what the place is known by."""

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


def scenery(c: Canvas, name: str, time: str) -> None:
    """Draw a place at a time of day; an unknown place is Tokyo, an unknown time is day."""
    light = LIGHTS.get(time, LIGHTS["day"])
    _sky(c, time, light)
    PLACES.get(name, tokyo)(c, c.height * 0.78, light)


def _sky(c: Canvas, time: str, light: Light) -> None:
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
    colour = mix("#FFFFFF", light.tint, light.share * 0.4)
    for dx, dy, size in ((-1.3, 0.25, 0.7), (0, 0, 1.0), (1.3, 0.2, 0.75)):
        c.disc(x + dx * r, y + dy * r, r * size, colour, 0.92)
    c.box(x - 2 * r, y + r * 0.3, 4 * r, r * 0.65, colour, r * 0.32, 0.92)


def _town(c: Canvas, ground: float, light: Light, tall: float = 0.2, lit: bool = True) -> None:
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


def _below(c: Canvas, ground: float, colour: str) -> None:
    c.box(0, ground, c.width, c.height - ground + 1, c.fall(lighter(colour, 0.12), darker(colour, 0.12)))


def _water(c: Canvas, ground: float, light: Light) -> None:
    _below(c, ground, light.on("#3F93C4"))
    for index in range(9):
        x, y = index * 41 % 90 / 100 * c.width, ground + (0.15 + index * 0.09) * (c.height - ground)
        c.line(
            f"M{x:g} {y:g} q{c.small * 0.02:g} -4 {c.small * 0.04:g} 0 t{c.small * 0.04:g} 0",
            "#FFFFFF",
            2.5,
            0.45,
        )


def _trees(
    c: Canvas, ground: float, light: Light, colour: str, gap: tuple[float, float] = (0.4, 0.6)
) -> None:
    """Draw a row of round trees that leaves a path open."""
    for index in range(12):
        x = (index + 0.5) / 12
        if not gap[0] < x < gap[1]:
            r = c.small * (0.055 + abs(x - 0.5) * 0.06)
            c.box(c.width * x - r * 0.1, ground, r * 0.2, r * 0.9, light.on("#6B4A36"))
            c.disc(c.width * x, ground - r * 0.2, r, c.ball(light.on(colour)))


@place
def tokyo(c: Canvas, ground: float, light: Light) -> None:
    """Draw the red tower before the mountain, a branch of blossom above."""
    w, h, u = c.width, c.height, c.small / 100
    peak = light.on("#7D96C2")
    x, top = w * 0.74, ground - u * 44
    c.shape(
        [(x - u * 46, ground), (x - u * 9, top), (x + u * 9, top), (x + u * 46, ground)],
        c.fall(lighter(peak, 0.1), peak),
    )
    c.shape(
        [
            (x - u * 20, top + u * 13),
            (x - u * 9, top),
            (x + u * 9, top),
            (x + u * 20, top + u * 13),
            (x + u * 7, top + u * 10),
            (x, top + u * 15),
            (x - u * 8, top + u * 10),
        ],
        light.on("#FDFDFF"),
    )
    _town(c, ground, light, 0.18)
    _tower(c, w * 0.42, ground, min(ground * 0.9, u * 84), light.on("#E0402F"), light.on("#FFF3E6"))
    _below(c, ground, light.on("#8A97A4"))
    for index in range(9):
        c.disc(w * (0.02 + index * 0.12), h + u, u * 10, light.on("#F7B9CC" if index % 2 else "#F29DB8"))
    c.line(
        f"M{w:g} {u * 3:g}C{w - u * 12:g} {u * 6:g} {w - u * 24:g} {u * 3:g} {w - u * 36:g} {u * 9:g}",
        light.on("#6B4A36"),
        u * 1.2,
    )
    for index in range(9):
        c.disc(
            w - u * (3 + index * 4),
            u * (4 + index * 5 % 7),
            u * 2.3,
            light.on("#F9C4D4" if index % 2 else "#F29DB8"),
        )


def _tower(c: Canvas, x: float, ground: float, tall: float, iron: str, band: str) -> None:
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


@place
def paris(c: Canvas, ground: float, light: Light) -> None:
    """Draw the iron tower at the end of an avenue of trees."""
    w, h = c.width, c.height
    _town(c, ground, light, 0.12)
    iron = light.on("#7A563F") if light.share < 0.5 else "#D9A050"
    _tower(c, w * 0.5, ground, min(ground * 0.94, c.small * 0.95), iron, lighter(iron, 0.22))
    _below(c, ground, light.on("#7FB36A"))
    c.shape(
        [(w * 0.46, ground), (w * 0.54, ground), (w * 0.72, h + 1), (w * 0.28, h + 1)], light.on("#E4D5BC")
    )
    _trees(c, ground + c.small * 0.02, light, "#4F9A52")


@place
def seoul(c: Canvas, ground: float, light: Light) -> None:
    """Draw palace roofs below the tower on its hill."""
    w, h, u = c.width, c.height, c.small / 100
    x, top = w * 0.5, max(h * 0.04, ground - u * 82)
    c.oval(x, ground, w * 0.34, u * 38, c.fall(light.on("#6FAF6A"), light.on("#3F7F55")))
    c.shape(
        [
            (x - u * 2.4, ground - u * 34),
            (x - u * 1.4, top),
            (x + u * 1.4, top),
            (x + u * 2.4, ground - u * 34),
        ],
        light.on("#E6EAEE"),
    )
    c.oval(x, ground - u * 58, u * 9, u * 4.4, light.on("#F4F6F8"))
    c.box(
        x - u * 8,
        ground - u * 59,
        u * 16,
        u * 2,
        light.on("#4B6C8A") if light.share < 0.5 else light.lamps,
        u,
    )
    c.box(x - u, top, u * 2, u * 10, light.on("#D8412F"))
    for at, half in ((0.22, 26), (0.78, 26)):
        _roof(c, w * at, ground, u, half, light)
    _below(c, ground + u * 8, light.on("#D8C6A4"))


def _roof(c: Canvas, x: float, ground: float, u: float, half: float, light: Light) -> None:
    """Draw a hall with an upswept roof."""
    base = ground + u * 8
    c.box(x - u * half * 0.78, base - u * 17, u * half * 1.56, u * 17, light.on("#F0E2CC"))
    for step in range(-2, 3):
        c.box(x + step * u * half * 0.36 - u * 1.3, base - u * 17, u * 2.6, u * 17, light.on("#A83A30"))
        c.box(
            x + step * u * half * 0.36 + u * 2,
            base - u * 12,
            u * half * 0.18,
            u * 8,
            light.on("#4F9A8A") if light.share < 0.5 else light.lamps,
        )
    y = base - u * 17
    c.path(
        f"M{x - u * half * 1.1:g} {y - u * 1:g} C{x - u * half * 0.8:g} {y - u * 2:g} {x - u * half * 0.7:g} {y - u * 11:g} {x - u * half * 0.5:g} {y - u * 12:g} H{x + u * half * 0.5:g} C{x + u * half * 0.7:g} {y - u * 11:g} {x + u * half * 0.8:g} {y - u * 2:g} {x + u * half * 1.1:g} {y - u * 1:g} L{x + u * half:g} {y + u * 3:g} H{x - u * half:g} Z",
        light.on("#3C4C5C"),
    )
    c.box(x - u * half * 0.54, y - u * 13.4, u * half * 1.08, u * 2.4, light.on("#26323E"), u)


@place
def sydney(c: Canvas, ground: float, light: Light) -> None:
    """Draw the sails by the water and the arch behind."""
    w, u = c.width, c.small / 100
    _town(c, ground, light, 0.14)
    arch = light.on("#51606E")
    c.line(
        f"M{w * 0.52:g} {ground:g}C{w * 0.64:g} {ground - u * 40:g} {w * 0.92:g} {ground - u * 40:g} {w * 1.04:g} {ground:g}",
        arch,
        u * 2.6,
    )
    c.line(f"M{w * 0.5:g} {ground - u * 9:g}H{w:g}", arch, u * 2)
    for step in range(7):
        x = w * (0.6 + step * 0.055)
        c.line(
            f"M{x:g} {ground - u * 9:g}V{ground - u * (20 + 8 * (1 - abs(step - 3) / 3)):g}", arch, u * 0.7
        )
    c.box(w * 0.02, ground - u * 5, w * 0.6, u * 6, light.on("#C9A988"))
    white = light.on("#FBFBF7")
    for at, tall, lean in ((0.13, 30, 1), (0.27, 42, 1), (0.4, 34, 1), (0.52, 24, -1)):
        x = w * at
        c.path(
            f"M{x - u * 15 * lean:g} {ground - u * 4:g} C{x - u * 14 * lean:g} {ground - u * tall * 0.7:g} {x:g} {ground - u * tall:g} {x + u * 13 * lean:g} {ground - u * tall:g} C{x + u * 5 * lean:g} {ground - u * tall * 0.6:g} {x + u * 8 * lean:g} {ground - u * 14:g} {x + u * 16 * lean:g} {ground - u * 4:g} Z",
            c.fall(white, darker(white, 0.18)),
        )
    _water(c, ground, light)
    x, y = w * 0.76, ground + u * 10
    c.path(
        f"M{x - u * 9:g} {y:g}H{x + u * 10:g}L{x + u * 6:g} {y + u * 4:g}H{x - u * 6:g}Z", light.on("#FFFFFF")
    )
    c.shape([(x, y - u), (x, y - u * 15), (x - u * 8, y - u)], light.on("#FFFFFF"))
    c.shape([(x + u, y - u), (x + u, y - u * 13), (x + u * 7, y - u)], light.on("#E4572E"))


@place
def london(c: Canvas, ground: float, light: Light) -> None:
    """Draw the clock tower and a red bus."""
    w, u = c.width, c.small / 100
    _town(c, ground, light, 0.16)
    stone = light.on("#C79C62")
    x, tall = w * 0.64, min(ground * 0.92, u * 76)
    top = ground - tall
    c.box(x - u * 8, top + u * 16, u * 16, tall - u * 16, c.round(stone))
    for step in (-4.5, 0, 4.5):
        c.box(x + u * step - u, top + u * 36, u * 2, tall - u * 40, darker(stone, 0.25), u, 0.5)
    c.box(x - u * 9.5, top + u * 14, u * 19, u * 18, lighter(stone, 0.12), u)
    c.shape([(x - u * 9.5, top + u * 14), (x, top - u * 2), (x + u * 9.5, top + u * 14)], light.on("#3E5B52"))
    c.disc(x, top + u * 23, u * 7, "#FFF6DC")
    c.line(
        f"M{x:g} {top + u * 23:g}V{top + u * 18:g}M{x:g} {top + u * 23:g}L{x - u * 3.4:g} {top + u * 25:g}",
        "#2B2024",
        u,
    )
    c.box(w * 0.72, ground - u * 16, w * 0.3, u * 16, darker(stone, 0.12))
    _below(c, ground, light.on("#8A8F96"))
    _bus(c, w * 0.06, ground + u * 8, u, light)


def _bus(c: Canvas, left: float, foot: float, u: float, light: Light) -> None:
    red = light.on("#D8322E")
    c.box(left, foot - u * 32, u * 44, u * 29, c.lit(red), u * 4)
    pane = light.on("#D8ECF4") if light.share < 0.5 else light.lamps
    for row in (0, 1):
        for index in range(5):
            c.box(left + u * (3.5 + index * 8), foot - u * (29 - row * 14), u * 6.2, u * 8, pane, u)
    c.box(left, foot - u * 19.4, u * 44, u * 2, "#F6E7D2", 0, 0.8)
    for at in (10, 34):
        c.disc(left + u * at, foot - u * 3, u * 4.4, "#2B2024")
        c.disc(left + u * at, foot - u * 3, u * 1.8, "#B4BDC4")


@place
def bangkok(c: Canvas, ground: float, light: Light) -> None:
    """Draw golden spires over a red roof, a boat on the river."""
    w, u = c.width, c.small / 100
    gold = light.on("#DDAA46")
    for at, tall in ((0.5, min(ground * 0.92 / u, 74)), (0.2, 46), (0.8, 46)):
        x = w * at
        c.path(
            f"M{x - u * 17:g} {ground:g} C{x - u * 8:g} {ground - u * tall * 0.3:g} {x - u * 4:g} {ground - u * tall * 0.5:g} {x:g} {ground - u * tall:g} C{x + u * 4:g} {ground - u * tall * 0.5:g} {x + u * 8:g} {ground - u * tall * 0.3:g} {x + u * 17:g} {ground:g} Z",
            c.round(gold),
        )
        for share, half in ((0.24, 12), (0.36, 8.4), (0.48, 5.6), (0.6, 3.8)):
            c.box(x - u * half, ground - u * tall * share, u * half * 2, u * 1.8, darker(gold, 0.25), u)
    x, y = w * 0.5, ground - u * 12
    c.box(x - u * 26, y, u * 52, u * 12, light.on("#F6E7D2"))
    for step in range(-4, 5):
        c.box(x + step * u * 6 - u, y, u * 2, u * 12, light.on("#B5382E"))
    c.path(
        f"M{x - u * 34:g} {y + u * 2:g} C{x - u * 22:g} {y - u * 2:g} {x - u * 12:g} {y - u * 10:g} {x:g} {y - u * 16:g} C{x + u * 12:g} {y - u * 10:g} {x + u * 22:g} {y - u * 2:g} {x + u * 34:g} {y + u * 2:g} Z",
        light.on("#C8412E"),
    )
    c.path(
        f"M{x - u * 20:g} {y - u * 5:g} L{x:g} {y - u * 20:g} L{x + u * 20:g} {y - u * 5:g} L{x:g} {y - u * 11:g} Z",
        light.on("#3E7F5A"),
    )
    _water(c, ground, light)
    x, y = w * 0.42, ground + (c.height - ground) * 0.55
    c.path(
        f"M{x - u * 24:g} {y - u * 5:g} C{x - u * 12:g} {y + u * 6:g} {x + u * 12:g} {y + u * 6:g} {x + u * 24:g} {y - u * 6:g} L{x + u * 16:g} {y:g} H{x - u * 16:g} Z",
        light.on("#7A4326"),
    )
    c.box(x - u * 8, y - u * 9, u * 16, u * 9, light.on("#F2C97A"), u * 2)


@place
def newyork(c: Canvas, ground: float, light: Light) -> None:
    """Draw a stepped tower among others by the river."""
    w, u = c.width, c.small / 100
    _town(c, ground, light, 0.4)
    stone = light.on("#A89C90")
    x, tall = w * 0.5, min(ground * 0.8, u * 70)
    for half, share in ((13, 0.5), (10, 0.78), (7, 0.9), (4, 0.98)):
        c.box(x - u * half, ground - tall * share, u * half * 2, tall * share, c.round(stone), u * 0.6)
    c.line(f"M{x:g} {ground - tall:g}V{ground - tall - u * 12:g}", stone, u * 1.2)
    for column in range(-3, 4):
        for row in range(9):
            c.box(
                x + column * u * 3 - u * 0.7,
                ground - tall * 0.74 + row * u * 5,
                u * 1.4,
                u * 3,
                light.lamps,
                0,
                0.75,
            )
    for at, half, high in ((0.28, 7, 34), (0.72, 8, 40), (0.12, 6, 26), (0.88, 7, 30)):
        c.box(w * at - u * half, ground - u * high, u * half * 2, u * high, mix(stone, light.low, 0.25), u)
        for row in range(int(high / 6)):
            c.box(
                w * at - u * half * 0.6,
                ground - u * (high - 3 - row * 6),
                u * half * 1.2,
                u * 2,
                light.lamps,
                0,
                0.6,
            )
    _water(c, ground, light)


@place
def beach(c: Canvas, ground: float, light: Light) -> None:
    """Draw sea and sand, a parasol, a palm."""
    w, h, u = c.width, c.height, c.small / 100
    sea = ground - h * 0.2
    c.box(0, sea, w, h - sea, c.fall(light.on("#2F86C0"), light.on("#62C4D6")))
    c.path(
        f"M0 {ground:g} C{w * 0.3:g} {ground - u * 8:g} {w * 0.6:g} {ground + u * 6:g} {w:g} {ground - u * 4:g} V{h + 1:g} H0 Z",
        light.on("#FFFFFF"),
        0.8,
    )
    c.path(
        f"M0 {ground + u * 3:g} C{w * 0.3:g} {ground - u * 5:g} {w * 0.6:g} {ground + u * 9:g} {w:g} {ground - u:g} V{h + 1:g} H0 Z",
        light.on("#F4DCA8"),
    )
    x = w * 0.82
    c.path(
        f"M{x + u * 5:g} {h:g} C{x + u * 3:g} {h * 0.6:g} {x - u * 2:g} {h * 0.4:g} {x - u * 7:g} {u * 24:g} L{x - u * 3:g} {u * 24:g} C{x + u * 4:g} {h * 0.4:g} {x + u * 11:g} {h * 0.6:g} {x + u * 14:g} {h:g} Z",
        c.round(light.on("#8A5F3C")),
    )
    for turn in (-150, -115, -70, -30, 5, 160):
        with c.at(x - u * 5, u * 24, u, turn):
            c.path(
                "M0 0 C10 -10 24 -11 36 2 C24 -3 12 0 0 3 Z", light.on("#2F8A4E" if turn % 2 else "#3FA45F")
            )
    x, y = w * 0.32, ground + u * 4
    c.line(f"M{x:g} {y - u * 22:g}L{x + u * 2:g} {y + u * 12:g}", light.on("#F6F6F2"), u * 1.4)
    c.path(
        f"M{x - u * 22:g} {y - u * 12:g} C{x - u * 16:g} {y - u * 30:g} {x + u * 16:g} {y - u * 30:g} {x + u * 22:g} {y - u * 12:g} Z",
        light.on("#E8483C"),
    )
    for side in (-1, 1):
        c.path(
            f"M{x + side * u * 7:g} {y - u * 12:g} C{x + side * u * 6:g} {y - u * 22:g} {x + side * u * 3:g} {y - u * 26:g} {x:g} {y - u * 25.6:g} C{x + side * u * 9:g} {y - u * 25:g} {x + side * u * 14:g} {y - u * 20:g} {x + side * u * 15:g} {y - u * 12:g} Z",
            "#FFFFFF",
            0.85,
        )


@place
def snow(c: Canvas, ground: float, light: Light) -> None:
    """Draw snowy peaks, firs, and a hut with its windows lit."""
    w, u = c.width, c.small / 100
    for at, tall in ((0.15, 38), (0.85, 40), (0.5, 60)):
        x, high = w * at, min(ground * 0.9, u * tall)
        rock = light.on("#7C8FB2")
        c.shape(
            [(x - high * 0.95, ground), (x, ground - high), (x + high * 0.95, ground)],
            c.fall(lighter(rock, 0.15), rock),
        )
        c.shape(
            [
                (x - high * 0.4, ground - high * 0.58),
                (x, ground - high),
                (x + high * 0.4, ground - high * 0.58),
                (x + high * 0.18, ground - high * 0.66),
                (x, ground - high * 0.54),
                (x - high * 0.2, ground - high * 0.68),
            ],
            light.on("#FFFFFF"),
        )
    _below(c, ground, light.on("#F2F6FB"))
    for at, size in ((0.06, 1.2), (0.18, 0.9), (0.3, 0.7), (0.74, 0.8), (0.86, 1.3), (0.97, 1.0)):
        x, base = w * at, ground + u * 8 * size
        for step in range(3):
            y = base - u * size * (6 + step * 8)
            half = u * size * (11 - step * 2.6)
            c.shape([(x - half, y), (x, y - u * size * 14), (x + half, y)], light.on("#2F6650"))
    x = w * 0.53
    c.box(x - u * 14, ground - u * 8, u * 28, u * 18, light.on("#A35B3A"))
    c.shape(
        [
            (x - u * 18, ground - u * 7),
            (x, ground - u * 22),
            (x + u * 18, ground - u * 7),
            (x + u * 14, ground - u * 7),
            (x, ground - u * 17),
            (x - u * 14, ground - u * 7),
        ],
        light.on("#FFFFFF"),
    )
    c.shape(
        [(x - u * 14, ground - u * 7), (x, ground - u * 17), (x + u * 14, ground - u * 7)],
        light.on("#8A3B2E"),
    )
    c.box(x + u * 3, ground - u * 4, u * 7, u * 7, "#FFD98A", u * 0.6)
    c.box(x - u * 9, ground - u * 3, u * 7, u * 13, light.on("#5A3320"), u * 0.6)


@place
def cafe(c: Canvas, ground: float, light: Light) -> None:
    """Draw a table by the window: a cup, a croissant, an awning above."""
    from tui.art.colour import Look
    from tui.art.things import THINGS

    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#F2E6CF", "#E2CFAE"))
    with c.within(w * 0.08, h * 0.1, w * 0.84, h * 0.46, 6):
        c.box(0, 0, w, h, c.fall(light.high, light.low))
        _town(c, h * 0.57, light, 0.26)
    c.line(
        f"M{w * 0.08:g} {h * 0.1:g}H{w * 0.92:g}V{h * 0.56:g}H{w * 0.08:g}Z M{w * 0.5:g} {h * 0.1:g}V{h * 0.56:g}",
        "#5E7A3C",
        u * 2,
    )
    for index in range(13):
        c.box(w * index / 13, 0, w / 13 + 1, h * 0.085, "#6E8F3E" if index % 2 else "#FDFBF4", 4)
    c.oval(w * 0.5, h * 1.06, w * 0.66, h * 0.42, c.fall("#B9814F", "#8A5A36"))
    cup = THINGS["latte"]
    with c.at(w * 0.62, h * 0.9, u * 46 / cup.width):
        cup.draw(c, Look("#FFFFFF", "#C9A25F", "#7A4A22", "#C9A25F"))
    x, y = w * 0.27, h * 0.86
    c.oval(x, y + u * 4, u * 18, u * 5, "#FFFFFF")
    for index in range(5):
        with c.at(x + u * (index - 2) * 6, y - u * (4 - abs(index - 2) * 1.5), u, (index - 2) * 16):
            c.oval(0, 0, 5.4, 8 - abs(index - 2), c.ball("#D9963C"))


@place
def kyoto(c: Canvas, ground: float, light: Light) -> None:
    """Draw a red gate in a grove, the path of stones leading through."""
    w, h, u = c.width, c.height, c.small / 100
    for index in range(9):
        c.oval(
            w * index / 8,
            ground - u * 6,
            u * 22,
            u * (26 + index * 5 % 12),
            light.on("#C8603A" if index % 3 else "#E08A3C"),
        )
    _below(c, ground, light.on("#8FA06A"))
    c.shape(
        [(w * 0.46, ground), (w * 0.54, ground), (w * 0.68, h + 1), (w * 0.32, h + 1)], light.on("#CFC6B8")
    )
    for size, colour in ((0.55, "#B5402E"), (1.0, "#DD4A30")):
        x, base, red = w * 0.5, ground + u * 12 * size, light.on(colour)
        for side in (-1, 1):
            c.box(
                x + side * u * 26 * size - u * 3 * size,
                base - u * 56 * size,
                u * 6 * size,
                u * 56 * size,
                c.round(red),
            )
            c.box(
                x + side * u * 26 * size - u * 4 * size,
                base - u * 5 * size,
                u * 8 * size,
                u * 5 * size,
                light.on("#2B2024"),
            )
        c.box(x - u * 34 * size, base - u * 46 * size, u * 68 * size, u * 5 * size, red)
        c.path(
            f"M{x - u * 42 * size:g} {base - u * 66 * size:g} Q{x:g} {base - u * 58 * size:g} {x + u * 42 * size:g} {base - u * 66 * size:g} L{x + u * 38 * size:g} {base - u * 56 * size:g} H{x - u * 38 * size:g} Z",
            light.on("#3A2A2C"),
        )


@place
def market(c: Canvas, ground: float, light: Light) -> None:
    """Draw stalls with striped awnings and strings of lamps."""
    w, h, u = c.width, c.height, c.small / 100
    _town(c, ground - u * 8, light, 0.3)
    _below(c, ground, light.on("#B79A7C"))
    count = 3
    wide = w / count
    for index in range(count):
        left, top = index * wide + wide * 0.06, ground - u * 34
        stall = wide * 0.88
        c.box(
            left + stall * 0.05,
            top,
            stall * 0.9,
            u * 38,
            light.on("#5A3F36") if light.share < 0.5 else "#8A5A2E",
        )
        c.box(
            left,
            ground - u * 8,
            stall,
            u * 18,
            c.lit(light.on(("#B5382E", "#2F7A6A", "#B9862E")[index])),
            u * 2,
        )
        for item in range(5):
            c.disc(
                left + stall * (0.14 + item * 0.18),
                ground - u * 10,
                u * 5,
                c.ball(light.on(("#F29E2E", "#D9433A", "#7FB34A", "#F2D04E", "#8E5BB0")[(item + index) % 5])),
            )
        for stripe in range(6):
            c.box(
                left + stall * stripe / 6,
                top - u * 6,
                stall / 6 + 0.5,
                u * 12,
                light.on("#FFFFFF" if stripe % 2 else ("#E4483C", "#2F9A84", "#F2B43C")[index]),
                u * 2,
            )
    c.line(
        f"M0 {h * 0.14:g}Q{w * 0.25:g} {h * 0.26:g} {w * 0.5:g} {h * 0.14:g}T{w:g} {h * 0.14:g}",
        light.on("#4B3A36"),
        u * 0.7,
    )
    for index in range(11):
        x = w * index / 10
        y = h * (0.14 + 0.06 * (1 - abs((index % 5) - 2.5) / 2.5) * (1 if index < 5 else -1))
        c.glow(x, y, u * 8, "#FFD98A", 0.8)
        c.disc(x, y, u * 2.6, "#FFB84D")
