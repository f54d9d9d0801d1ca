"""Places as silhouettes before a sky: each fills a scene of the canvas's size, its feet on the horizon."""

from __future__ import annotations

from collections.abc import Callable

from tui.art.canvas import Canvas
from tui.art.colour import darker, lighter, mix

SKIES = {
    "day": ("#58B4EC", "#CDEBFA", "#FFF3C4"),
    "dawn": ("#8FA7E0", "#FFD9C7", "#FFE9A8"),
    "dusk": ("#5B4390", "#F3907A", "#FFD36B"),
    "night": ("#141A44", "#43407E", "#F4EBC2"),
}
Draw = Callable[[Canvas, float, str], None]
PLACES: dict[str, Draw] = {}


def place(draw: Draw) -> Draw:
    """Register a drawing under its name."""
    PLACES[draw.__name__] = draw
    return draw


def sky(c: Canvas, time: str) -> str:
    """Paint sky, sun or moon, and clouds; return the colour that far things take on."""
    high, low, light = SKIES.get(time, SKIES["day"])
    c.box(0, 0, c.width, c.height, c.fall(high, low))
    if time == "night":
        for index in range(16):
            c.disc(index * 97 % c.width, index * 53 % (c.height * 0.5), 2.2, "#FFFFFF", 0.8)
    x = c.width * (0.36 if time in ("dusk", "dawn") else 0.8)
    c.disc(x, c.height * (0.6 if time in ("dusk", "dawn") else 0.22), c.height * 0.15, light)
    if time != "night":
        for x, y in ((0.1, 0.3), (0.52, 0.12), (0.9, 0.4)):
            for dx, r in ((-18, 11), (0, 16), (18, 12)):
                c.disc(c.width * x + dx, c.height * y, r, "#FFFFFF", 0.75)
    return mix(low, "#40304A", 0.45)


def town(c: Canvas, ground: float, colour: str) -> None:
    """Draw a row of far houses."""
    for index in range(14):
        tall = c.height * (0.1 + index * 7 % 5 * 0.035)
        c.box(index * c.width / 13 - 8, ground - tall, c.width / 14, tall, colour, 2, 0.75)


@place
def tokyo(c: Canvas, ground: float, far: str) -> None:
    """Draw the red tower before the mountain."""
    c.shape(
        [
            (c.width * 0.5, ground),
            (c.width * 0.74, ground - c.height * 0.46),
            (c.width * 0.86, ground - c.height * 0.46),
            (c.width * 1.08, ground),
        ],
        far,
    )
    c.shape(
        [
            (c.width * 0.69, ground - c.height * 0.36),
            (c.width * 0.74, ground - c.height * 0.46),
            (c.width * 0.86, ground - c.height * 0.46),
            (c.width * 0.92, ground - c.height * 0.36),
            (c.width * 0.8, ground - c.height * 0.32),
        ],
        "#FFFFFF",
    )
    town(c, ground, far)
    x, top = c.width * 0.37, c.height * 0.08
    c.shape(
        [
            (x - 4, top),
            (x + 4, top),
            (x + 34, ground),
            (x + 20, ground),
            (x, ground - c.height * 0.2),
            (x - 20, ground),
            (x - 34, ground),
        ],
        "#E0402F",
    )
    for share, half in ((0.42, 12), (0.6, 17)):
        c.box(x - half, top + (ground - top) * share, half * 2, 7, "#FFF3E6", 2)


@place
def paris(c: Canvas, ground: float, far: str) -> None:
    """Draw the iron tower."""
    town(c, ground, far)
    x, top, iron = c.width * 0.5, c.height * 0.05, "#6B4B3A"
    c.path(
        f"M{x - 4} {top} H{x + 4} C{x + 8} {ground - 70} {x + 22} {ground - 30} {x + 44} {ground} H{x + 24} C{x + 14} {ground - 34} {x - 14} {ground - 34} {x - 24} {ground} H{x - 44} C{x - 22} {ground - 30} {x - 8} {ground - 70} {x - 4} {top} Z",
        iron,
    )
    for share, half in ((0.55, 14), (0.78, 24)):
        c.box(x - half, top + (ground - top) * share, half * 2, 6, lighter(iron, 0.25), 2)


@place
def seoul(c: Canvas, ground: float, far: str) -> None:
    """Draw a palace roof below the tower on its hill."""
    c.oval(c.width * 0.72, ground + 10, c.width * 0.34, c.height * 0.34, darker(far, 0.1))
    c.box(c.width * 0.72 - 4, ground - c.height * 0.56, 8, c.height * 0.3, "#EDEFF2", 3)
    c.oval(c.width * 0.72, ground - c.height * 0.36, 16, 8, "#EDEFF2")
    x, y = c.width * 0.3, ground - c.height * 0.2
    c.path(
        f"M{x - 100} {y} C{x - 70} {y - 8} {x - 60} {y - 40} {x - 40} {y - 44} H{x + 40} C{x + 60} {y - 40} {x + 70} {y - 8} {x + 100} {y} Z",
        "#2E4A44",
    )
    c.box(x - 76, y, 152, ground - y, "#B5382E")
    for dx in (-60, -20, 20, 60):
        c.box(x + dx - 5, y, 10, ground - y, "#7A241E")


@place
def sydney(c: Canvas, ground: float, far: str) -> None:
    """Draw the sails by the water."""
    c.line(
        f"M{c.width * 0.55} {ground} C{c.width * 0.65} {ground - c.height * 0.4} {c.width * 0.95} {ground - c.height * 0.4} {c.width * 1.05} {ground}",
        darker(far, 0.2),
        9,
    )
    for x, tall in ((0.18, 0.34), (0.3, 0.44), (0.42, 0.32)):
        left, h = c.width * x, c.height * tall
        c.path(
            f"M{left - 34} {ground} C{left - 30} {ground - h * 0.6} {left} {ground - h} {left + 26} {ground - h} C{left + 10} {ground - h * 0.6} {left + 20} {ground - h * 0.2} {left + 40} {ground} Z",
            "#FBFBF7",
        )
    c.box(0, ground, c.width, c.height - ground, "#2F7FB5")


@place
def london(c: Canvas, ground: float, far: str) -> None:
    """Draw the clock tower and the hall beside it."""
    town(c, ground, far)
    c.box(c.width * 0.42, ground - c.height * 0.22, c.width * 0.4, c.height * 0.22, "#A98655")
    x, top = c.width * 0.36, c.height * 0.1
    c.box(x - 18, top + 30, 36, ground - top - 30, "#B8935E", 2)
    c.shape([(x - 20, top + 32), (x, top - 6), (x + 20, top + 32)], "#3E5B52")
    c.disc(x, top + 52, 13, "#FFF6DC")


@place
def bangkok(c: Canvas, ground: float, far: str) -> None:
    """Draw golden spires."""
    for x, tall in ((0.25, 0.5), (0.5, 0.74), (0.75, 0.5)):
        left, h = c.width * x, c.height * tall
        c.path(
            f"M{left - 44} {ground} C{left - 20} {ground - h * 0.3} {left - 8} {ground - h * 0.5} {left} {ground - h} C{left + 8} {ground - h * 0.5} {left + 20} {ground - h * 0.3} {left + 44} {ground} Z",
            "#D9A53C",
        )
        c.box(left - 30, ground - h * 0.22, 60, 9, "#B5382E", 3)


@place
def newyork(c: Canvas, ground: float, far: str) -> None:
    """Draw a skyline of towers."""
    for index, tall in enumerate((0.3, 0.5, 0.38, 0.72, 0.44, 0.56, 0.34, 0.48)):
        left, h = index * c.width / 8 + 4, c.height * tall
        c.box(left, ground - h, c.width / 8 - 8, h, mix(far, "#22304A", index % 3 * 0.25), 2)
        for row in range(3):
            c.box(left + 8, ground - h + 12 + row * 18, c.width / 8 - 24, 5, "#FFE9A8", 1, 0.7)
    c.box(c.width * 0.44, ground - c.height * 0.84, 4, c.height * 0.14, far)


@place
def beach(c: Canvas, ground: float, far: str) -> None:
    """Draw sea, sand, a parasol and a palm."""
    c.box(0, ground - c.height * 0.14, c.width, c.height * 0.14, "#2F9BC4")
    c.box(0, ground, c.width, c.height - ground, "#F2D9A4")
    x = c.width * 0.2
    c.line(
        f"M{x} {c.height} C{x + 10} {c.height * 0.6} {x - 8} {c.height * 0.4} {x + 8} {c.height * 0.26}",
        "#7A5232",
        11,
    )
    for dx, dy in ((-60, 10), (-40, -26), (10, -40), (54, -14), (60, 22)):
        c.line(f"M{x + 8} {c.height * 0.26} q{dx * 0.6} {dy - 12} {dx} {dy}", "#2F7A4A", 11)
    c.path(
        f"M{c.width * 0.6} {ground} C{c.width * 0.64} {ground - 66} {c.width * 0.86} {ground - 66} {c.width * 0.9} {ground} Z",
        "#E4572E",
    )
    c.box(c.width * 0.75 - 3, ground - 2, 6, c.height * 0.2, "#FFFFFF")


@place
def snow(c: Canvas, ground: float, far: str) -> None:
    """Draw snowy peaks and firs."""
    for x, tall in ((0.25, 0.5), (0.6, 0.64), (0.9, 0.44)):
        left, h = c.width * x, c.height * tall
        c.shape([(left - 110, ground), (left, ground - h), (left + 110, ground)], mix(far, "#7F93B2", 0.5))
        c.shape(
            [
                (left - 40, ground - h * 0.64),
                (left, ground - h),
                (left + 40, ground - h * 0.64),
                (left + 12, ground - h * 0.7),
                (left - 10, ground - h * 0.6),
            ],
            "#FFFFFF",
        )
    c.box(0, ground, c.width, c.height - ground, "#F2F6FA")
    for x in (0.08, 0.16, 0.84, 0.94):
        left = c.width * x
        c.shape([(left - 16, ground + 16), (left, ground - 34), (left + 16, ground + 16)], "#2F5E4A")


@place
def cafe(c: Canvas, ground: float, far: str) -> None:
    """Draw a window seat: panes, a curtain, the table's edge."""
    c.box(0, 0, c.width, c.height, "#E9D3B6")
    c.box(c.width * 0.12, c.height * 0.06, c.width * 0.76, c.height * 0.6, c.fall("#9CCBE8", "#F4E9D2"), 6)
    for x in (0.31, 0.5, 0.69):
        c.box(c.width * x - 3, c.height * 0.06, 6, c.height * 0.6, "#8A5F3C")
    for x in (0.06, 0.82):
        c.box(c.width * x, 0, c.width * 0.13, c.height * 0.72, "#C96F4A", 8)
    c.box(0, ground, c.width, c.height - ground, "#8A5A3A")
