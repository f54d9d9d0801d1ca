"""What the drawings of things share: their register, labels, emblems, small motifs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter

Draw = Callable[[Canvas, Look], None]
GOLD, WHITE, INK, GLASS, STEEL = "#E0B860", "#FFFFFF", "#2B2024", "#CFE3EC", "#B4BDC4"


class Thing(NamedTuple):
    """How to draw a thing, and the room it takes above (0, 0)."""

    draw: Draw
    width: float
    height: float


THINGS: dict[str, Thing] = {}


def thing(width: float, height: float) -> Callable[[Draw], Draw]:
    """Register a drawing under its name, with the room it takes."""

    def keep(draw: Draw) -> Draw:
        THINGS[draw.__name__] = Thing(draw, width, height)
        return draw

    return keep


def tag(c: Canvas, look: Look, y: float, width: float, height: float, round_off: float = 10) -> None:
    """Stick a label on the front: paper, the name, two lines of small print, the emblem."""
    c.box(-width / 2, y - height / 2, width, height, look.label, round_off)
    c.write(look.name, 0, y - height * 0.16, width * 0.8, height * 0.24, look.ink)
    if c.fine:
        c.box(-width * 0.26, y + height * 0.07, width * 0.52, height * 0.035, look.ink, 3, 0.5)
        c.box(-width * 0.18, y + height * 0.15, width * 0.36, height * 0.035, look.ink, 3, 0.35)
    emblem(c, look, 0, y + height * 0.33, height * 0.1)


def shine(c: Canvas, x: float, top: float, height: float, width: float = 12) -> None:
    """Lay a streak of light on something smooth."""
    if c.fine:
        c.box(x - width / 2, top, width, height, WHITE, width / 2, 0.34)


def emblem(c: Canvas, look: Look, x: float, y: float, r: float) -> None:
    """Draw the mark of a brand."""
    _EMBLEMS.get(look.mark, _dot)(c, look.accent, x, y, r)


def _dot(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    c.disc(x, y, r, colour)


def drop(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a drop of water."""
    with c.at(x, y, r / 50):
        c.path(
            "M0 -70 C22 -36 48 -12 48 14 C48 42 26 58 0 58 C-26 58 -48 42 -48 14 C-48 -12 -22 -36 0 -70 Z",
            c.lit(colour),
        )
        c.oval(-16, 16, 9, 17, WHITE, 0.6)


def citrus(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a slice of citrus."""
    c.disc(x, y, r, colour)
    c.disc(x, y, r * 0.84, lighter(colour, 0.75))
    for turn in range(0, 360, 60):
        with c.at(x, y, r / 50, turn):
            c.path("M0 -6 L15 -34 C6 -40 -6 -40 -15 -34 Z", lighter(colour, 0.15))


def leaf(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a pair of leaves."""
    for side in (-1, 1):
        with c.at(x, y + r * 0.9, r / 50, side * 26):
            c.path(
                "M0 0 C-34 -22 -30 -70 0 -96 C30 -70 34 -22 0 0 Z",
                colour if side < 0 else darker(colour, 0.15),
            )


def star(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a star of five points."""
    with c.at(x, y, r / 50):
        c.shape(
            [
                (0, -54),
                (16, -17),
                (56, -16),
                (25, 9),
                (36, 48),
                (0, 26),
                (-36, 48),
                (-25, 9),
                (-56, -16),
                (-16, -17),
            ],
            colour,
        )


def moon(c: Canvas, colour: str, x: float, y: float, r: float) -> None:
    """Draw a crescent."""
    with c.at(x, y, r / 50):
        c.path("M14 -52 A52 52 0 1 0 48 26 A40 40 0 1 1 14 -52 Z", colour)


_EMBLEMS = {"drop": drop, "citrus": citrus, "leaf": leaf, "star": star, "moon": moon}
