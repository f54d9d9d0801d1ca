"""Small things that lie about a subject, each about as large as ``r`` and lying around ``(x, y)``."""

from __future__ import annotations

from collections.abc import Callable

from tui.art.canvas import Canvas
from tui.art.colour import darker, lighter
from tui.art.things.kit import GOLD, WHITE, citrus, drop, star

Prop = Callable[[Canvas, str, float, float, float], None]
GREEN = "#4E8A57"


def _sprig(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw four leaves that fan out from one point."""
    for index, turn in enumerate((-58, -24, 10, 46)):
        with c.at(x, y + r * 0.7, r / 50, turn):
            c.path(
                "M0 0 C-24 -24 -20 -66 0 -92 C20 -66 24 -24 0 0 Z",
                GREEN if index % 2 else lighter(GREEN, 0.14),
            )


def _flower(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    for turn in range(0, 360, 72):
        with c.at(x, y, r / 50, turn):
            c.path("M0 0 C-34 -16 -26 -56 0 -54 C26 -56 34 -16 0 0 Z", lighter(colour, 0.4))
    c.disc(x, y, r * 0.26, "#FFD75E")


def _berries(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    for dx, dy, tone in ((-0.5, 0.2, "#4B3FA8"), (0.45, 0.3, "#B5304C"), (0.0, -0.45, "#C8527F")):
        c.disc(x + r * dx, y + r * dy, r * 0.5, c.ball(tone))


def _heart(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    with c.at(x, y, r / 50):
        c.path(
            "M0 46 C-66 0 -52 -48 -22 -46 C-8 -44 0 -32 0 -24 C0 -32 8 -44 22 -46 C52 -48 66 0 0 46 Z",
            c.lit(colour),
        )


def _beans(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    for dx, turn in ((-0.6, -30), (0.5, 25)):
        with c.at(x + r * dx, y + r * 0.2, r / 60, turn):
            c.oval(0, 0, 30, 42, c.ball("#5A3018"))
            c.line("M0 -36 C-14 -12 14 12 0 36", "#2A140A", 6)


def _cookie(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    c.disc(x, y, r * 0.9, c.ball("#D9A35B"))
    for dx, dy in ((-0.35, -0.3), (0.3, -0.15), (-0.05, 0.35), (0.4, 0.4)):
        c.disc(x + r * dx, y + r * dy, r * 0.15, "#6B3F22")


def _pebbles(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    c.oval(x - r * 0.4, y + r * 0.3, r * 0.8, r * 0.45, c.lit("#B8AFA6"))
    c.oval(x + r * 0.6, y + r * 0.45, r * 0.5, r * 0.3, c.lit("#8F8780"))


def _paw(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    c.oval(x, y + r * 0.3, r * 0.5, r * 0.42, colour)
    for dx, dy in ((-0.6, -0.2), (-0.22, -0.55), (0.22, -0.55), (0.6, -0.2)):
        c.oval(x + r * dx, y + r * dy, r * 0.2, r * 0.26, colour)


def _shell(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    with c.at(x, y, r / 50):
        c.path("M0 40 L-50 -10 C-44 -52 44 -52 50 -10 Z", "#F7CDB4")
        for dx in (-28, -10, 10, 28):
            c.line(f"M0 38 L{dx} -30", "#D99C7C", 4)


def _sparkle(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    with c.at(x, y, r / 50):
        c.path(
            "M0 -60 C6 -14 14 -6 60 0 C14 6 6 14 0 60 C-6 14 -14 6 -60 0 C-14 -6 -6 -14 0 -60 Z", WHITE, 0.9
        )


def _ribbon(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a bow with two loops and a knot."""
    with c.at(x, y, r / 50):
        for side in (-1, 1):
            c.path(
                f"M0 0 C{side * 20} -40 {side * 60} -36 {side * 56} 0 C{side * 60} 30 {side * 20} 30 0 0 Z",
                c.lit(colour),
            )
        c.disc(0, 0, 12, darker(colour, 0.2))


def _coin(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    c.disc(x, y, r * 0.8, c.ball(GOLD))
    c.disc(x, y, r * 0.55, lighter(GOLD, 0.35))


PROPS: dict[str, Prop] = {
    "sprig": _sprig,
    "flower": _flower,
    "drop": lambda c, colour, x, y, r: drop(c, "#7DB9D8", x, y, r * 0.8),
    "citrus": lambda c, colour, x, y, r: citrus(c, "#F29E2E", x, y, r),
    "berries": _berries,
    "heart": _heart,
    "star": lambda c, colour, x, y, r: star(c, colour, x, y, r),
    "beans": _beans,
    "cookie": _cookie,
    "pebbles": _pebbles,
    "paw": _paw,
    "shell": _shell,
    "sparkle": _sparkle,
    "ribbon": _ribbon,
    "coin": _coin,
}
"""The drawings by their names."""
