"""Cities of Europe, America and Australia: Paris, London, New York, Sydney."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import darker, lighter, mix
from tui.art.places.kit import Light, below, place, tower, town, trees, water


@place
def paris(c: Canvas, ground: float, light: Light) -> None:
    """Draw the iron tower at the end of an avenue of trees."""
    w, h = c.width, c.height
    town(c, ground, light, 0.12)
    iron = light.on("#7A563F") if light.share < 0.5 else "#D9A050"
    tower(c, w * 0.5, ground, min(ground * 0.94, c.small * 0.95), iron, lighter(iron, 0.22))
    below(c, ground, light.on("#7FB36A"))
    c.shape(
        [(w * 0.46, ground), (w * 0.54, ground), (w * 0.72, h + 1), (w * 0.28, h + 1)], light.on("#E4D5BC")
    )
    trees(c, ground + c.small * 0.02, light, "#4F9A52")


@place
def london(c: Canvas, ground: float, light: Light) -> None:
    """Draw the clock tower and a red bus."""
    w, u = c.width, c.small / 100
    town(c, ground, light, 0.16)
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
    below(c, ground, light.on("#8A8F96"))
    _bus(c, w * 0.06, ground + u * 8, u, light)


def _bus(c: Canvas, left: float, foot: float, u: float, light: Light) -> None:
    """Draw a double-decker bus whose windows are lit when it is dark."""
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
def newyork(c: Canvas, ground: float, light: Light) -> None:
    """Draw a stepped tower among others by the river."""
    w, u = c.width, c.small / 100
    town(c, ground, light, 0.4)
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
    water(c, ground, light)


@place
def sydney(c: Canvas, ground: float, light: Light) -> None:
    """Draw the sails by the water and the arch behind."""
    w, u = c.width, c.small / 100
    town(c, ground, light, 0.14)
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
    water(c, ground, light)
    x, y = w * 0.76, ground + u * 10
    c.path(
        f"M{x - u * 9:g} {y:g}H{x + u * 10:g}L{x + u * 6:g} {y + u * 4:g}H{x - u * 6:g}Z", light.on("#FFFFFF")
    )
    c.shape([(x, y - u), (x, y - u * 15), (x - u * 8, y - u)], light.on("#FFFFFF"))
    c.shape([(x + u, y - u), (x + u, y - u * 13), (x + u * 7, y - u)], light.on("#E4572E"))
