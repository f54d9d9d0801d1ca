"""Places that belong to no city: beach, snow, a cafe, a market."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, lighter
from tui.art.places.kit import Light, below, place, town
from tui.art.things import THINGS


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
    below(c, ground, light.on("#F2F6FB"))
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
    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#F2E6CF", "#E2CFAE"))
    with c.within(w * 0.08, h * 0.1, w * 0.84, h * 0.46, 6):
        c.box(0, 0, w, h, c.fall(light.high, light.low))
        town(c, h * 0.57, light, 0.26)
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
def market(c: Canvas, ground: float, light: Light) -> None:
    """Draw stalls with striped awnings and strings of lamps."""
    w, h, u = c.width, c.height, c.small / 100
    town(c, ground - u * 8, light, 0.3)
    below(c, ground, light.on("#B79A7C"))
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
