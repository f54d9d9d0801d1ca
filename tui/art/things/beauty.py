"""Make-up, masks, and what stands in a bathroom."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter
from tui.art.things.kit import GOLD, STEEL, WHITE, drop, shine, thing


@thing(116, 340)
def lipstick(c: Canvas, look: Look) -> None:
    """Draw an open lipstick."""
    c.path("M-30 -206 L-30 -282 C-26 -318 14 -336 30 -338 L30 -206 Z", c.round(look.accent))
    c.path("M-30 -282 C-26 -318 14 -336 30 -338 C34 -312 0 -282 -30 -282 Z", lighter(look.accent, 0.35), 0.75)
    c.box(-38, -220, 76, 66, c.round(GOLD), 4)
    c.box(-50, -162, 100, 162, c.round(look.body), 8)
    c.box(-50, -164, 100, 16, c.round(GOLD), 3)
    if c.fine:
        c.write(look.name, 0, -76, 76, 20, look.writing)
    shine(c, -34, -140, 120, 8)


@thing(256, 344)
def sheet_mask(c: Canvas, look: Look) -> None:
    """Draw a sachet with a face mask on it, another behind."""
    with c.at(14, -4, 0.97, 7):
        c.box(-116, -336, 232, 336, c.lit(darker(look.body, 0.16)), 10)
    c.box(-118, -336, 232, 336, c.lit(look.body), 10)
    c.path(
        "M-72 -190 C-72 -272 68 -272 68 -190 C68 -128 38 -84 -2 -84 C-42 -84 -72 -128 -72 -190 Z",
        c.fall(WHITE, "#E9EEF2"),
    )
    for side in (-1, 1):
        c.oval(-2 + side * 28, -194, 16, 9, look.body)
    c.path("M-2 -182 L6 -152 H-10 Z", look.body, 0.4)
    c.oval(-2, -122, 20, 9, look.accent)
    c.write(look.name, -2, -300, 150, 34, look.writing)
    drop(c, look.accent, 74, -44, 20)


@thing(256, 260)
def cushion(c: Canvas, look: Look) -> None:
    """Draw an open compact with its mirror."""
    c.disc(0, -148, 108, c.round(look.cap))
    c.disc(0, -148, 90, c.fall("#F2F8FC", "#A9C4D6"))
    c.shape([(-56, -110), (-8, -214), (18, -218), (-34, -98)], WHITE, 0.5)
    c.oval(0, -36, 126, 42, c.round(darker(look.cap, 0.15)))
    c.oval(0, -48, 124, 44, c.round(look.cap))
    c.oval(0, -54, 102, 32, lighter(look.body, 0.55))
    c.oval(34, -62, 48, 18, look.accent)
    c.oval(30, -66, 30, 8, lighter(look.accent, 0.4), 0.8)


@thing(310, 206)
def eyeshadow(c: Canvas, look: Look) -> None:
    """Draw a palette of eye shadows."""
    c.box(-150, -200, 300, 200, c.lit(look.cap), 18)
    c.box(-142, -192, 284, 160, darker(look.cap, 0.28), 12)
    shades = (
        look.body,
        look.accent,
        lighter(look.accent, 0.45),
        darker(look.body),
        "#E9C98D",
        lighter(look.body, 0.55),
    )
    for index in range(12):
        colour = shades[(index * 5 + look.variant) % 6]
        x, y = -134 + index % 4 * 68, -184 + index // 4 * 50
        c.box(x, y, 62, 44, c.lit(colour), 7)
        if c.fine:
            c.line(f"M{x + 12} {y + 26}q12 -16 20 -4t20 -4", lighter(colour, 0.5), 4, 0.6)
    c.write(look.name, 0, -16, 110, 16, look.writing)


@thing(90, 410)
def toothbrush(c: Canvas, look: Look) -> None:
    """Draw an electric toothbrush."""
    c.box(-20, -408, 40, 74, WHITE, 8)
    c.box(-20, -404, 40, 28, look.accent, 6)
    if c.fine:
        for x in range(-14, 18, 7):
            c.line(f"M{x} -376V-342", "#C7D6DE", 3)
    c.box(-9, -338, 18, 92, "#DDE3E6", 5)
    c.box(-38, -252, 76, 252, c.round(lighter(look.body, 0.06)), 32)
    c.disc(0, -176, 17, c.ball(WHITE))
    c.disc(0, -124, 8, look.accent)
    c.disc(0, -98, 5, look.label, 0.8)
    shine(c, -22, -220, 180, 7)


@thing(280, 336)
def dryer(c: Canvas, look: Look) -> None:
    """Draw a hair dryer."""
    c.path(
        "M-20 -200 H46 L34 -14 C33 -4 26 0 16 0 H-8 C-18 0 -24 -4 -24 -14 Z", c.round(darker(look.body, 0.12))
    )
    c.box(-10, -148, 34, 54, look.accent, 8)
    c.path("M-136 -306 H70 C112 -306 140 -282 140 -250 C140 -218 112 -194 70 -194 H-136 Z", c.lit(look.body))
    c.disc(84, -250, 46, darker(look.body, 0.2))
    c.disc(84, -250, 32, c.ball(look.accent))
    c.path("M-136 -304 L-172 -314 V-186 L-136 -196 Z", c.lit(look.cap))
    c.write(look.name, -40, -250, 110, 26, look.writing)


@thing(120, 400)
def brush(c: Canvas, look: Look) -> None:
    """Draw a make-up brush standing on its handle."""
    c.path(
        "M-20 -210 H20 C16 -120 14 -60 12 -14 C10 0 -10 0 -12 -14 C-14 -60 -16 -120 -20 -210 Z",
        c.round(look.cap),
    )
    c.box(-26, -262, 52, 60, c.round(GOLD if look.variant % 2 else STEEL), 6)
    c.path("M-26 -258 C-70 -310 -58 -380 0 -398 C58 -380 70 -310 26 -258 Z", c.lit(look.body))
    c.path(
        "M-38 -352 C-30 -382 -14 -394 0 -398 C14 -394 30 -382 38 -352 C14 -364 -14 -364 -38 -352 Z",
        look.accent,
    )
