"""What is eaten and drunk, by people and by pets."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter
from tui.art.things.kit import INK, WHITE, shine, thing


@thing(240, 316)
def snack_bag(c: Canvas, look: Look) -> None:
    """Draw a bag of biscuits, sweets, nuts or berries."""
    edge = "".join(f"L{x} {-304 if index % 2 else -314} " for index, x in enumerate(range(-110, 111, 20)))
    c.path(
        f"M-110 -304 {edge} C104 -200 106 -120 112 -18 C92 2 -92 2 -112 -18 C-106 -120 -104 -200 -110 -304 Z",
        c.round(look.body),
    )
    c.box(-108, -300, 216, 14, darker(look.body, 0.2), 0, 0.5)
    c.oval(0, -208, 88, 50, look.label)
    c.write(look.name, 0, -208, 136, 34, look.ink)
    for index, (x, y, r) in enumerate(((-52, -84, 34), (30, -96, 38), (-6, -50, 32), (62, -46, 26))):
        _filling(c, look, index, x, y, r)
    shine(c, -88, -270, 200, 10)


def _filling(c: Canvas, look: Look, index: int, x: float, y: float, r: float) -> None:
    """Draw one chocolate of a box; the look's variant chooses praline, toffee, bean or fruit."""
    kind = look.variant % 4
    if kind == 0:
        c.disc(x, y, r, c.ball("#D9A35B"))
        for dx, dy in ((-0.4, -0.3), (0.3, -0.1), (-0.1, 0.4)):
            c.disc(x + r * dx, y + r * dy, r * 0.15, "#7A4A22")
    elif kind == 1:
        with c.at(x, y, r / 36, index * 24):
            c.box(-30, -24, 60, 48, c.lit("#6B3F22"), 8)
            c.box(-22, -16, 44, 14, "#8A5A36", 5)
    elif kind == 2:
        with c.at(x, y, r / 36, index * 40):
            c.oval(0, 0, 34, 24, c.ball("#C98F4E"))
            c.line("M-30 0H30", "#8A5A2B", 4, 0.7)
    else:
        c.disc(x, y, r * 0.86, c.ball(("#B5304C", "#5A3C8C", "#E08A2E")[index % 3]))
        c.path(f"M{x:g} {y - r * 0.8:g} q 14 -16 22 0 Z", "#4E8A57")


@thing(300, 210)
def latte(c: Canvas, look: Look) -> None:
    """Draw a cup of coffee with a heart in its foam."""
    c.oval(0, -12, 144, 20, c.fall(lighter(look.body, 0.75), lighter(look.body, 0.45)))
    c.line("M98 -140 C172 -150 164 -58 80 -62", darker(look.body, 0.08), 20)
    c.path("M-114 -176 H114 C114 -70 66 -18 0 -18 C-66 -18 -114 -70 -114 -176 Z", c.round(look.body))
    c.oval(0, -176, 114, 30, lighter(look.body, 0.4))
    c.oval(0, -174, 102, 25, "#6B3F22")
    c.path("M0 -156 C-74 -178 -42 -200 0 -184 C42 -200 74 -178 0 -156 Z", "#F3DFC0")
    if c.fine:
        c.write(look.name, 0, -84, 90, 24, look.writing)
    shine(c, -86, -140, 74, 12)


@thing(300, 230)
def ramen(c: Canvas, look: Look) -> None:
    """Draw a bowl of noodles with chopsticks across it."""
    c.path("M-140 -130 H140 C136 -40 72 0 0 0 C-72 0 -136 -40 -140 -130 Z", c.round(look.body))
    c.path("M-128 -86 C-60 -66 60 -66 128 -86 L120 -66 C60 -46 -60 -46 -120 -66 Z", look.accent, 0.8)
    c.oval(0, -132, 140, 36, lighter(look.body, 0.4))
    c.oval(0, -132, 126, 29, "#E8B35E")
    for y in (-144, -134, -124):
        c.line(f"M-86 {y} q22 -12 44 0 t44 0 t44 0", "#FBE6B0", 6)
    c.oval(-52, -144, 26, 14, WHITE)
    c.oval(-52, -144, 13, 8, "#F29E2E")
    c.box(46, -196, 32, 62, "#2E4B37", 3)
    c.disc(12, -132, 8, "#4E8A57")
    c.line("M-110 -222 L96 -142 M-86 -230 L112 -154", "#8A3B2B", 9)


@thing(310, 196)
def chocolates(c: Canvas, look: Look) -> None:
    """Draw an open box of chocolates."""
    c.box(-150, -192, 300, 192, c.lit(look.body), 16)
    c.box(-136, -178, 272, 164, darker(look.body, 0.45), 10)
    browns = ("#5A3320", "#8A5532", "#F0E0C8", "#3D2216")
    for index in range(12):
        x, y = -102 + index % 4 * 68, -150 + index // 4 * 54
        colour = browns[(index * 3 + index // 4 + look.variant) % 4]
        if index % 3 == 1:
            c.box(x - 24, y - 19, 48, 38, c.lit(colour), 8)
        else:
            c.disc(x, y, 22, c.ball(colour))
        if c.fine:
            c.line(f"M{x - 12} {y}q6 -10 12 0t12 0", lighter(colour, 0.4), 4, 0.7)


@thing(250, 350)
def pet_food(c: Canvas, look: Look) -> None:
    """Draw a bag of pet food, a cat or a dog on it."""
    c.path(
        "M-108 -334 L108 -334 C102 -220 106 -120 114 -16 C92 2 -92 2 -114 -16 C-106 -120 -102 -220 -108 -334 Z",
        c.round(look.body),
    )
    c.box(-112, -348, 224, 34, c.lit(darker(look.body, 0.2)), 5)
    c.write(look.name, 0, -286, 150, 32, look.writing)
    c.disc(0, -176, 76, look.label)
    fur = ("#E8A24C", "#B9835A", "#8D8F98")[look.variant % 3]
    for side in (-1, 1):
        if look.variant % 2:
            c.path(
                f"M{side * 30} -214 C{side * 72} -226 {side * 78} -166 {side * 52} -140 Z", darker(fur, 0.3)
            )
        else:
            c.shape([(side * 14, -210), (side * 50, -248), (side * 54, -184)], fur)
    c.oval(0, -174, 54, 44, c.ball(fur))
    for side in (-1, 1):
        c.oval(side * 20, -182, 7, 9, INK)
    c.oval(0, -158, 20, 14, lighter(fur, 0.6))
    c.oval(0, -164, 8, 6, INK)
    for x in (-56, 0, 56):
        _paw(c, look.label, x, -54 if x else -42)


def _paw(c: Canvas, colour: str, x: float, y: float) -> None:
    c.oval(x, y, 13, 11, colour)
    for dx, dy in ((-14, -14), (-5, -20), (5, -20), (14, -14)):
        c.disc(x + dx, y + dy, 5, colour)
