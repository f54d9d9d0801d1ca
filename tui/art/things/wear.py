"""What is worn and carried, and what it is wrapped in."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter
from tui.art.things.kit import GOLD, INK, STEEL, WHITE, emblem, shine, tag, thing


@thing(344, 180)
def sneaker(c: Canvas, look: Look) -> None:
    """Draw a running shoe."""
    c.path(
        "M-158 -150 C-140 -122 -98 -112 -72 -156 C-20 -122 40 -88 122 -76 C158 -70 168 -50 162 -34 H-162 C-172 -80 -168 -124 -158 -150 Z",
        c.lit(look.body),
    )
    c.path("M-160 -120 C-166 -90 -168 -60 -162 -34 H-104 C-112 -70 -116 -96 -110 -122 Z", look.accent)
    c.path("M96 -82 C150 -74 170 -56 162 -34 H84 C84 -54 88 -70 96 -82 Z", darker(look.body, 0.22))
    c.path("M-60 -40 C-20 -50 14 -78 26 -104 L66 -90 C50 -64 20 -46 -10 -40 Z", look.accent)
    c.path("M-170 -44 H168 C170 -14 154 0 132 0 H-138 C-160 0 -172 -14 -170 -44 Z", c.fall(WHITE, "#D9DEE2"))
    c.box(-164, -22, 326, 8, look.accent, 4, 0.8)
    for step in range(4):
        c.line(f"M{-50 + step * 28} {-132 + step * 14} l28 -14", WHITE, 8)


@thing(300, 310)
def handbag(c: Canvas, look: Look) -> None:
    """Draw a handbag: with a flap, a tote, or a bucket."""
    kind = look.variant % 3
    c.line("M-70 -190 C-76 -322 76 -322 70 -190", darker(look.body, 0.25), 15)
    if kind == 1:
        c.shape([(-140, -206), (140, -206), (122, 0), (-122, 0)], c.lit(look.body))
        c.box(-140, -212, 280, 18, darker(look.body, 0.2), 6)
        c.write(look.name, 0, -92, 130, 26, look.writing)
    elif kind == 2:
        c.path(
            "M-112 -200 H112 L136 -30 C138 -8 124 0 104 0 H-104 C-124 0 -138 -8 -136 -30 Z", c.lit(look.body)
        )
        c.line("M-112 -176 q28 18 56 0 t56 0 t56 0 t56 0", darker(look.body, 0.35), 7)
        c.disc(0, -90, 24, GOLD)
    else:
        c.path(
            "M-128 -200 H128 L148 -20 C150 -6 142 0 130 0 H-130 C-142 0 -150 -6 -148 -20 Z", c.lit(look.body)
        )
        c.path("M-132 -204 H132 L126 -124 C70 -84 -70 -84 -126 -124 Z", c.lit(darker(look.body, 0.18)))
        c.box(-22, -122, 44, 40, c.round(GOLD), 7)
        c.write(look.name, 0, -44, 90, 18, look.writing)
    if c.fine:
        c.line("M-134 -14 H134", lighter(look.body, 0.35), 3, 0.5)


@thing(250, 390)
def dress(c: Canvas, look: Look) -> None:
    """Draw a dress on a hanger."""
    c.line("M0 -352 V-366 C0 -390 24 -388 22 -368", STEEL, 7)
    c.line("M-64 -318 L0 -352 L64 -318", STEEL, 8)
    c.path(
        "M-46 -324 C-30 -296 30 -296 46 -324 L56 -300 L50 -206 L122 -10 C70 8 -70 8 -122 -10 L-50 -206 L-56 -300 Z",
        c.lit(look.body),
    )
    for x in (-70, -24, 24, 70):
        c.line(f"M{x * 0.5:g} -190 L{x} -10", darker(look.body, 0.25), 4, 0.5)
    c.box(-52, -220, 104, 24, look.accent, 6)
    if look.variant % 2 and c.fine:
        for index in range(9):
            c.disc(-60 + index * 37 % 130, -150 + index * 47 % 130, 7, look.label, 0.8)


@thing(290, 380)
def coat(c: Canvas, look: Look) -> None:
    """Draw a coat with buttons, or a jumper with stripes."""
    c.path(
        "M-60 -356 L60 -356 L128 -318 C142 -240 146 -150 142 -96 L100 -92 L92 -230 V0 H-92 V-230 L-100 -92 L-142 -96 C-146 -150 -142 -240 -128 -318 Z",
        c.round(look.body),
    )
    if look.variant % 2:
        c.path("M-42 -358 C-24 -322 24 -322 42 -358 Z", darker(look.body, 0.35))
        for row in range(4):
            c.box(-92, -270 + row * 62, 184, 22, look.accent, 0, 0.75)
        c.box(-92, -24, 184, 24, darker(look.body, 0.22))
    else:
        c.shape([(-60, -358), (0, -190), (-22, -150), (-86, -270)], darker(look.body, 0.2))
        c.shape([(60, -358), (0, -190), (22, -150), (86, -270)], darker(look.body, 0.28))
        c.shape([(-26, -358), (26, -358), (0, -200)], look.label)
        c.line("M0 -190 V0", darker(look.body, 0.4), 4)
        for y in (-150, -96, -42):
            c.disc(-16, y, 8, GOLD)


@thing(320, 140)
def sunglasses(c: Canvas, look: Look) -> None:
    """Draw sunglasses, round, square or wide."""
    corner = (64, 18, 46)[look.variant % 3]
    for side in (-1, 1):
        c.box(side * 82 - 66, -134, 132, 122, c.lit(look.body), corner)
        c.box(side * 82 - 53, -121, 106, 96, c.fall("#2E3A46", "#8FA6B5"), max(8, corner - 12))
        c.shape([(side * 82 - 34, -96), (side * 82 - 6, -116), (side * 82 - 24, -44)], WHITE, 0.35)
        c.line(f"M{side * 146} -104 l{side * 12} -12", darker(look.body, 0.3), 10)
    c.line("M-24 -90 C-10 -104 10 -104 24 -90", look.body, 13)


@thing(210, 350)
def watch(c: Canvas, look: Look) -> None:
    """Draw a watch."""
    c.path("M-54 -346 H54 L64 -240 H-64 Z", c.round(look.body))
    c.path("M-54 0 H54 L64 -106 H-64 Z", c.round(look.body))
    c.box(96, -186, 14, 30, GOLD, 4)
    c.disc(0, -172, 100, c.ball(GOLD if look.variant % 2 else STEEL))
    c.disc(0, -172, 84, look.label)
    for turn in range(0, 360, 30):
        with c.at(0, -172, 1, turn):
            c.box(-3, -78, 6, 14 if turn % 90 == 0 else 8, look.ink, 2)
    c.line("M0 -172 L-30 -206", INK, 9)
    c.line("M0 -172 L34 -206", INK, 6)
    c.disc(0, -172, 8, look.accent)


@thing(220, 340)
def lens(c: Canvas, look: Look) -> None:
    """Draw a camera's lens standing on its mount."""
    c.box(-92, -330, 184, 60, c.round("#3A3F46"), 8)
    c.box(-102, -280, 204, 220, c.round(INK), 10)
    for y in range(-240, -120, 18):
        c.box(-102, y, 204, 7, "#4A5058", 2)
    c.box(-102, -108, 204, 12, look.accent)
    c.box(-88, -66, 176, 66, c.round("#8A949C"), 6)
    c.oval(0, -328, 78, 16, c.fall("#4C6A8A", "#16222E"))
    c.oval(-22, -332, 16, 5, WHITE, 0.7)


@thing(250, 390)
def suitcase(c: Canvas, look: Look) -> None:
    """Draw a wheeled case with stickers."""
    c.line("M-42 -290 V-378 H42 V-290", STEEL, 12)
    c.box(-20, -388, 40, 18, INK, 8)
    c.box(-116, -300, 232, 282, c.round(look.body), 30)
    for x in (-72, -24, 24, 72):
        c.box(x - 5, -284, 10, 250, darker(look.body, 0.25), 4, 0.5)
    c.box(-116, -172, 232, 20, darker(look.body, 0.35), 0, 0.7)
    for side in (-1, 1):
        c.box(side * 70 - 12, -180, 24, 34, GOLD, 4)
        c.disc(side * 78, -12, 15, INK)
    c.box(14, -262, 78, 48, look.accent, 7)
    c.write(look.name, 53, -238, 62, 16, look.writing)
    c.disc(-64, -90, 24, look.label)
    emblem(c, look, -64, -90, 14)


@thing(280, 280)
def gift_box(c: Canvas, look: Look) -> None:
    """Draw a box with a ribbon."""
    c.box(-126, -186, 252, 186, c.lit(look.body), 8)
    c.box(-24, -190, 48, 190, c.lit(look.accent))
    c.box(-136, -222, 272, 54, c.lit(lighter(look.body, 0.1)), 8)
    c.box(-24, -222, 48, 54, c.lit(look.accent))
    for side in (-1, 1):
        c.path(
            f"M0 -216 C{side * 20} -290 {side * 128} -292 {side * 100} -238 C{side * 88} -214 {side * 40} -212 0 -216 Z",
            c.lit(look.accent),
        )
        c.path(
            f"M{side * 18} -222 C{side * 36} -262 {side * 84} -266 {side * 82} -240 C{side * 70} -222 {side * 40} -220 {side * 18} -222 Z",
            darker(look.accent, 0.25),
        )
    c.disc(0, -222, 20, c.ball(look.accent))


@thing(230, 330)
def paper_bag(c: Canvas, look: Look) -> None:
    """Draw a paper bag."""
    c.line("M-44 -244 C-46 -340 46 -340 44 -244", darker(look.body, 0.3), 9)
    c.box(-106, -250, 212, 250, c.lit(look.body), 6)
    c.shape([(70, -250), (106, -250), (106, 0), (86, 0)], darker(look.body, 0.25), 0.55)
    c.box(-106, -250, 212, 12, darker(look.body, 0.2), 3, 0.5)
    if c.fine:
        c.write(look.name, -12, -140, 140, 40, look.writing)
        emblem(c, look._replace(accent=look.label), -12, -82, 20)
    else:
        tag(c, look, -120, 120, 96)


@thing(240, 360)
def backpack(c: Canvas, look: Look) -> None:
    """Draw a backpack."""
    c.line("M-28 -336 C-28 -368 28 -368 28 -336", darker(look.cap, 0.1), 12)
    for side in (-1, 1):
        c.box(side * 104 - 16, -160, 32, 130, c.lit(darker(look.body, 0.2)), 14)
    c.path(
        "M-108 -206 C-108 -362 108 -362 108 -206 V-24 C108 -8 98 0 84 0 H-84 C-98 0 -108 -8 -108 -24 Z",
        c.round(look.body),
    )
    c.box(-82, -156, 164, 126, c.lit(darker(look.body, 0.14)), 22)
    c.line("M-78 -128 H78", GOLD, 7)
    c.line("M-84 -200 C-80 -300 80 -300 84 -200", darker(look.body, 0.35), 5)
    c.box(-46, -252, 92, 44, look.accent, 9)
    c.write(look.name, 0, -230, 74, 18, look.writing)
    shine(c, -90, -220, 150, 8)


@thing(290, 330)
def boots(c: Canvas, look: Look) -> None:
    """Draw a pair of boots: rain boots, or lined ones."""
    for shift, shade in ((36, 0.22), (-36, 0.0)):
        body = darker(look.body, shade)
        with c.at(shift, 0 if shade == 0.0 else -14, 1):
            c.path(
                "M-70 -316 H34 L28 -120 C60 -104 104 -92 106 -54 V-30 H-82 L-74 -180 Z",
                c.lit(body),
            )
            c.box(-86, -34, 196, 34, darker(look.cap, shade), 8)
            c.box(-76, -322, 116, 34, lighter(look.label, 0.1) if look.variant % 2 else look.accent, 14)
            if c.fine:
                c.line("M-66 -150 C-30 -138 10 -138 28 -146", darker(body, 0.25), 5, 0.6)


@thing(270, 240)
def scarf(c: Canvas, look: Look) -> None:
    """Draw a scarf, folded, with its fringe hanging over."""
    for index in range(3):
        shade = lighter(look.body, 0.12 * index)
        c.box(-128, -74 - index * 66, 256, 72, c.lit(shade), 34)
        c.box(-128, -50 - index * 66, 256, 12, look.accent, 6, 0.8)
    c.path("M20 -206 H104 V-52 H20 Z", c.lit(darker(look.body, 0.1)))
    c.box(20, -150, 84, 18, look.accent, 0)
    for x in range(24, 104, 16):
        c.line(f"M{x} -54 v38", darker(look.body, 0.2), 6)


@thing(230, 300)
def socks(c: Canvas, look: Look) -> None:
    """Draw a pair of socks."""
    for shift, shade in ((34, 0.2), (-30, 0.0)):
        body = darker(look.body, shade)
        with c.at(shift, 0, 1):
            c.path(
                "M-62 -296 H22 V-126 C44 -104 84 -84 88 -48 C92 -10 56 0 24 0 H-10 C-50 0 -70 -30 -64 -80 Z",
                c.lit(body),
            )
            c.box(-66, -298, 92, 44, look.accent, 12)
            c.path(
                "M30 -100 C60 -88 86 -74 88 -44 C90 -10 60 0 40 0 C28 -30 24 -70 30 -100 Z", look.accent, 0.8
            )
            if c.fine:
                for y in (-222, -192):
                    c.line(f"M-58 {y} H20", look.label, 8, 0.7)
