"""Cities of Asia: Tokyo, Kyoto, Seoul, Bangkok."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import darker, lighter
from tui.art.places.kit import Light, below, place, tower, town, water


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
    town(c, ground, light, 0.18)
    tower(c, w * 0.42, ground, min(ground * 0.9, u * 84), light.on("#E0402F"), light.on("#FFF3E6"))
    below(c, ground, light.on("#8A97A4"))
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
    below(c, ground, light.on("#8FA06A"))
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
    below(c, ground + u * 8, light.on("#D8C6A4"))


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
    water(c, ground, light)
    x, y = w * 0.42, ground + (c.height - ground) * 0.55
    c.path(
        f"M{x - u * 24:g} {y - u * 5:g} C{x - u * 12:g} {y + u * 6:g} {x + u * 12:g} {y + u * 6:g} {x + u * 24:g} {y - u * 6:g} L{x + u * 16:g} {y:g} H{x - u * 16:g} Z",
        light.on("#7A4326"),
    )
    c.box(x - u * 8, y - u * 9, u * 16, u * 9, light.on("#F2C97A"), u * 2)
