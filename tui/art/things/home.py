"""Appliances, headphones, coffee gear."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter
from tui.art.things.kit import GLASS, GOLD, INK, STEEL, WHITE, shine, thing


@thing(310, 284)
def rice_cooker(c: Canvas, look: Look) -> None:
    """Draw a rice cooker with steam over it."""
    c.box(-40, -284, 80, 30, c.round(STEEL), 14)
    c.path("M-146 -178 C-146 -268 146 -268 146 -178 Z", c.fall(WHITE, "#DCE5E2"))
    c.box(-152, -184, 304, 178, c.round(look.body), 52)
    c.box(-152, -190, 304, 20, look.accent, 8)
    c.box(-68, -146, 136, 96, INK, 12)
    c.box(-52, -132, 104, 40, "#7FE0C0", 5)
    c.write("0:38", 0, -112, 80, 24, "#16483A")
    for index, colour in enumerate((GOLD, WHITE, STEEL)):
        c.box(-50 + index * 36, -80, 26, 20, colour, 4)
    for x in (-80, 80):
        c.box(x - 20, -8, 40, 10, INK, 4)


@thing(310, 330)
def headphones(c: Canvas, look: Look) -> None:
    """Draw headphones."""
    c.line("M-114 -120 C-124 -350 124 -350 114 -120", darker(look.body, 0.1), 30)
    c.line("M-92 -220 C-70 -316 70 -316 92 -220", lighter(look.cap, 0.2), 12)
    for side in (-1, 1):
        c.box(side * 116 - 36, -176, 72, 160, c.round(look.body), 34)
        c.box(side * 82 - 18, -164, 36, 138, c.lit(look.accent), 18)
        c.disc(side * 124, -96, 14, look.label, 0.7)


@thing(260, 350)
def coffee_maker(c: Canvas, look: Look) -> None:
    """Draw an espresso machine with a cup under it."""
    c.box(-120, -24, 240, 24, c.lit(darker(look.body, 0.25)), 8)
    c.box(30, -330, 90, 312, c.round(look.body), 16)
    c.box(-120, -346, 240, 116, c.lit(look.body), 22)
    c.disc(-70, -288, 24, c.ball(STEEL))
    c.box(-24, -306, 60, 36, INK, 6)
    c.disc(78, -288, 12, look.accent)
    c.box(-66, -232, 60, 34, c.round(STEEL), 6)
    c.line("M-36 -198 V-120", "#5A3018", 8)
    c.path("M-76 -110 H4 C4 -54 -10 -28 -36 -28 C-62 -28 -76 -54 -76 -110 Z", c.round(look.label))
    c.line("M2 -96 C32 -98 30 -56 -2 -56", look.label, 9)


@thing(310, 350)
def dripper(c: Canvas, look: Look) -> None:
    """Draw a dripper over a glass jug."""
    c.path("M-104 -344 H104 L42 -212 H-42 Z", c.round(look.label))
    c.path("M-92 -344 H92 L78 -316 H-78 Z", "#5A3018")
    c.box(-74, -218, 148, 26, c.round(look.cap), 8)
    c.path("M-60 -192 H60 C114 -126 114 -32 86 0 H-86 C-114 -32 -114 -126 -60 -192 Z", GLASS, 0.9)
    c.path("M-99 -94 H99 C104 -40 98 -14 86 0 H-86 C-98 -14 -104 -40 -99 -94 Z", c.fall("#6B3A1E", "#3A1C0E"))
    c.line("M86 -156 C156 -156 150 -52 94 -52", look.body, 16)
    shine(c, -76, -150, 100, 9)
