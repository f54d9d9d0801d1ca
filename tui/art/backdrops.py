"""What stands behind the subject: six rooms in any palette. Each returns the height at which things stand."""

from __future__ import annotations

from collections.abc import Callable

from tui.art.canvas import Canvas
from tui.art.colour import Palette, darker, lighter, mix

Backdrop = Callable[[Canvas, Palette, int], float]


def _floor(c: Canvas, top: float, light: str, dark: str) -> None:
    c.box(0, top, c.width, c.height - top + 1, c.fall(light, dark))


def _studio(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a wall with a disc, an arch, rays, a wave, or dots."""
    w, h, s, line = c.width, c.height, c.small, c.height * 0.76
    c.box(0, 0, w, h, c.fall(p.high, p.low))
    kind = choice % 5
    if kind == 0:
        c.disc(w * 0.5, h * 0.48, s * 0.42, p.light, 0.6)
    elif kind == 1:
        c.box(w * 0.5 - s * 0.36, h * 0.12, s * 0.72, h, p.light, s * 0.36, 0.6)
    elif kind == 2:
        for index in range(6):
            x = w * (0.1 + index * 0.2)
            c.shape([(x, -9), (x + w * 0.1, -9), (x - w * 0.08, h), (x - w * 0.18, h)], "#FFFFFF", 0.2)
    elif kind == 3:
        c.path(
            f"M0 {h * 0.34:g} C{w * 0.25:g} {h * 0.12:g} {w * 0.42:g} {h * 0.52:g} {w * 0.66:g} {h * 0.3:g} S{w:g} {h * 0.16:g} {w:g} {h * 0.2:g} V{h:g} H0 Z",
            p.light,
            0.5,
        )
    else:
        step = s * 0.14
        for row in range(int(h * 0.7 / step)):
            for column in range(int(w / step) + 1):
                c.disc((column + row % 2 * 0.5) * step, (row + 0.5) * step, step * 0.1, "#FFFFFF", 0.5)
    _floor(c, line, p.ground, mix(p.ground, p.high, 0.4))
    return h * 0.9


def _podium(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a round plinth before a lit wall."""
    w, h, s = c.width, c.height, c.small
    c.box(0, 0, w, h, c.fall(p.high, p.low))
    c.disc(w * (0.4 + choice % 3 * 0.1), h * 0.42, s * 0.34, p.light, 0.55)
    _floor(c, h * 0.8, mix(p.ground, p.high, 0.12), mix(p.ground, p.high, 0.5))
    top, half, deep = h * 0.82, s * 0.42, s * 0.075
    c.shadow(w * 0.5, h * 0.95, half * 1.35, deep * 1.2, 0.3)
    c.path(
        f"M{w / 2 - half:g} {top:g} V{top + h * 0.1:g} C{w / 2 - half:g} {top + h * 0.1 + deep * 1.3:g} {w / 2 + half:g} {top + h * 0.1 + deep * 1.3:g} {w / 2 + half:g} {top + h * 0.1:g} V{top:g} Z",
        c.round(mix(p.ground, "#FFFFFF", 0.5)),
    )
    c.oval(w * 0.5, top, half, deep, lighter(p.ground, 0.8))
    return top + deep * 0.3


def _window(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a window with curtains over a wooden table."""
    w, h, line = c.width, c.height, c.height * 0.76
    c.box(0, 0, w, h, c.fall(lighter(p.high, 0.35), p.low))
    left, wide, tall = w * 0.14, w * 0.72, h * 0.62
    c.box(left - w * 0.015, h * 0.04, wide + w * 0.03, tall + h * 0.02, "#FFFFFF", 6)
    with c.within(left, h * 0.05, wide, tall, 4):
        c.box(left, 0, wide, h, c.fall("#A8D8FF", "#F2FAFF"))
        c.oval(left + wide * 0.28, h * 0.68, wide * 0.42, h * 0.2, "#9CCFA6")
        c.oval(left + wide * 0.8, h * 0.7, wide * 0.4, h * 0.2, "#83BD92")
        for x, y in ((0.3, 0.2), (0.74, 0.3)):
            for dx, r in ((-0.05, 0.032), (0.0, 0.05), (0.05, 0.036)):
                c.disc(left + wide * (x + dx), h * y, c.small * r, "#FFFFFF", 0.9)
    for x in (0.5,) if choice % 2 else (0.34, 0.66):
        c.box(left + wide * x - w * 0.008, h * 0.05, w * 0.016, tall, "#FFFFFF")
    for side in (0, 1):
        with c.at(w * side, 0, 1, 0, side == 1):
            c.path(
                f"M0 0 H{w * 0.22:g} C{w * 0.2:g} {h * 0.3:g} {w * 0.1:g} {h * 0.5:g} {w * 0.07:g} {h * 0.78:g} H0 Z",
                c.fall(mix(p.look.accent, "#FFFFFF", 0.35), mix(p.look.accent, "#FFFFFF", 0.1)),
            )
    _floor(c, line, "#E2B98C", "#B98556")
    if c.fine:
        for index in range(1, 8):
            y = line + (h - line) * index / 8
            c.line(f"M0 {y:g}C{w * 0.3:g} {y - 6:g} {w * 0.6:g} {y + 8:g} {w:g} {y:g}", "#A06F42", 2, 0.35)
    return h * 0.9


def _tiles(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a tiled wall, some tiles coloured, over a stone shelf."""
    w, h, line = c.width, c.height, c.height * 0.76
    c.box(0, 0, w, h, c.fall(lighter(p.high, 0.25), p.low))
    size = c.small / 5
    columns = int(w / size) + 1
    for row in range(int(line / size) + 1):
        for column in range(columns):
            if (row * 7 + column * 5 + choice) % 11 == 0:
                c.box(column * size + 2, row * size + 2, size - 4, size - 4, p.high, 4, 0.8)
    grid = "".join(f"M{column * size:g} 0V{line:g}" for column in range(columns))
    grid += "".join(f"M0 {row * size:g}H{w:g}" for row in range(int(line / size) + 1))
    c.line(grid, mix(p.high, "#FFFFFF", 0.35), max(2.0, c.small * 0.008), 0.8)
    _floor(c, line, "#F4F4F2", mix("#D9D9D6", p.ground, 0.3))
    return h * 0.9


def _gingham(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a checked cloth under a sky with bubbles of light."""
    w, h, line = c.width, c.height, c.height * 0.66
    c.box(0, 0, w, h, c.fall(p.high, p.low))
    for x, y, r in ((0.22, 0.2, 0.1), (0.8, 0.3, 0.13), (0.6, 0.1, 0.06)):
        c.disc(w * x, h * y, c.small * r, "#FFFFFF", 0.35)
    c.box(0, line, w, h - line + 1, "#FFFDF8")
    check = mix(p.look.accent, "#FFFFFF", 0.35)
    for index in range(-4, 13):
        x = w * index / 8
        foot = w * 0.5 + (x - w * 0.5) * 1.7
        c.shape([(x, line), (x + w / 16, line), (foot + w / 9.4, h + 1), (foot, h + 1)], check, 0.55)
    y, deep = line, (h - line) * 0.1
    while y < h:
        c.box(0, y, w, deep, check, 0, 0.55)
        y, deep = y + deep * 2.1, deep * 1.25
    return h * 0.9


def _nursery(c: Canvas, p: Palette, choice: int) -> float:
    """Paint a child's room: bunting, stars, a rug."""
    w, h, line = c.width, c.height, c.height * 0.76
    c.box(0, 0, w, h, c.fall(lighter(p.high, 0.3), p.low))
    c.line(f"M0 {h * 0.04:g}Q{w / 2:g} {h * 0.16:g} {w:g} {h * 0.04:g}", "#FFFFFF", 4)
    for index in range(9):
        x = w * (index + 0.5) / 9
        y = h * (0.05 + 0.2 * (x / w) * (1 - x / w))
        colour = (p.look.accent, p.look.body, "#F2C14E")[(index + choice) % 3]
        c.shape([(x - w * 0.04, y), (x + w * 0.04, y), (x, y + h * 0.12)], mix(colour, "#FFFFFF", 0.2))
    for index in range(5):
        c.disc(w * (0.12 + 0.19 * index), h * (0.36 + index % 2 * 0.14), c.small * 0.022, "#FFFFFF", 0.8)
    _floor(c, line, mix(p.ground, "#F4E2C6", 0.5), "#E3CBA8")
    c.oval(w * 0.5, h * 0.92, w * 0.44, h * 0.07, lighter(p.light, 0.4))
    return h * 0.91


BACKDROPS: dict[str, Backdrop] = {
    "studio": _studio,
    "podium": _podium,
    "window": _window,
    "tiles": _tiles,
    "gingham": _gingham,
    "nursery": _nursery,
}


def table(c: Canvas, p: Palette, choice: int) -> None:
    """Paint a table seen from above, a round mat or a cloth's corner on it."""
    w, h = c.width, c.height
    c.box(0, 0, w, h, c.fall(p.low, mix(p.ground, p.low, 0.5)))
    if choice % 2:
        c.disc(w * 0.5, h * 0.5, c.small * 0.47, p.light, 0.75)
    else:
        c.shape([(0, h), (0, h * 0.42), (w * 0.62, h)], p.high, 0.6)
        c.line(f"M0 {h * 0.48:g} L{w * 0.55:g} {h:g}", darker(p.high, 0.12), 3, 0.4)
