"""Bottles, jars, tubes and tins."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter
from tui.art.things.kit import GLASS, GOLD, INK, STEEL, WHITE, emblem, shine, tag, thing


@thing(190, 430)
def pump(c: Canvas, look: Look) -> None:
    """Draw a pump bottle."""
    c.box(-10, -384, 20, 90, c.round(look.cap), 4)
    c.path(
        "M-34 -400 C-34 -424 -20 -428 0 -428 H66 C92 -428 98 -408 94 -380 H78 C80 -400 72 -404 56 -404 H22 L18 -384 H-18 Z",
        c.round(look.cap),
    )
    c.box(-44, -316, 88, 36, c.round(look.cap), 8)
    c.path(
        "M-60 -286 H60 C84 -286 92 -270 92 -246 V-24 C92 -6 80 0 64 0 H-64 C-80 0 -92 -6 -92 -24 V-246 C-92 -270 -84 -286 -60 -286 Z",
        c.round(look.body),
    )
    tag(c, look, -140, 128, 172, 64 if look.variant % 2 else 12)
    shine(c, -76, -250, 150)


@thing(156, 396)
def dropper(c: Canvas, look: Look) -> None:
    """Draw a dropper bottle."""
    c.path("M-24 -330 C-30 -382 -16 -394 0 -394 C16 -394 30 -382 24 -330 Z", c.round(look.cap))
    c.box(-38, -336, 76, 62, c.round(GOLD if look.variant % 2 else lighter(look.cap, 0.2)), 8)
    c.path(
        "M-30 -276 H30 V-262 C30 -240 76 -244 76 -206 V-20 C76 -4 66 0 50 0 H-50 C-66 0 -76 -4 -76 -20 V-206 C-76 -244 -30 -240 -30 -262 Z",
        c.round(look.body),
    )
    tag(c, look, -108, 116, 136, 10)
    shine(c, -62, -206, 130, 9)


@thing(250, 196)
def jar(c: Canvas, look: Look) -> None:
    """Draw a cream jar."""
    c.path(
        "M-114 -130 H114 V-44 C114 -12 96 0 66 0 H-66 C-96 0 -114 -12 -114 -44 Z",
        c.round(look.body),
    )
    c.box(-124, -194, 248, 76, c.round(look.cap), 18)
    c.box(-124, -136, 248, 10, darker(look.cap, 0.2), 4, 0.6)
    if c.fine:
        c.write(look.name, 0, -68, 150, 36, look.writing)
        c.box(-40, -34, 80, 6, look.label, 3, 0.6)
    else:
        c.box(-70, -86, 140, 36, look.label, 6)
    shine(c, -96, -108, 84, 12)


@thing(180, 424)
def tube(c: Canvas, look: Look) -> None:
    """Draw a tube standing on its cap."""
    c.shape([(-86, -420), (86, -420), (66, -64), (-66, -64)], c.round(look.body))
    c.shape(
        [(-81, -330), (81, -330), (73, -170), (-73, -170)], c.fall(look.accent, lighter(look.accent, 0.25))
    )
    c.box(-88, -424, 176, 34, darker(look.body, 0.15), 6)
    if c.fine:
        for x in range(-80, 84, 12):
            c.line(f"M{x} -420V-394", darker(look.body, 0.35), 2, 0.6)
    c.box(-60, -70, 120, 70, c.round(look.cap), 12)
    paper = look.label if look.ink != look.accent else WHITE
    if c.fine:
        c.write(look.name, 0, -262, 112, 32, INK if paper == look.accent else darker(look.ink, 0.2))
        c.box(-36, -222, 72, 6, paper, 3, 0.8)
        c.box(-26, -206, 52, 6, paper, 3, 0.6)
    else:
        c.box(-52, -272, 104, 30, look.label, 5)
    emblem(c, look._replace(accent=look.label), 0, -362, 20)
    shine(c, -66, -380, 280, 9)


@thing(230, 340)
def perfume(c: Canvas, look: Look) -> None:
    """Draw a perfume bottle: square, round, tall or tapered."""
    shape = (
        "M-104 -208 C-104 -226 -96 -232 -82 -232 H82 C96 -232 104 -226 104 -208 V-22 C104 -6 96 0 82 0 H-82 C-96 0 -104 -6 -104 -22 Z",
        "M0 -236 A118 118 0 1 1 -1 -236 Z",
        "M-66 -240 H66 V-18 C66 -4 60 0 48 0 H-48 C-60 0 -66 -4 -66 -18 Z",
        "M-50 -232 H50 C70 -170 104 -90 104 -26 C104 -6 94 0 76 0 H-76 C-94 0 -104 -6 -104 -26 C-104 -90 -70 -170 -50 -232 Z",
    )[look.variant % 4]
    c.box(-22, -266, 44, 40, c.round(GOLD), 4)
    if look.variant % 4 == 1:
        c.disc(0, -296, 42, c.ball(look.cap))
    else:
        c.box(-42, -338, 84, 78, c.round(look.cap), 12)
    c.path(shape, c.fall(lighter(look.body, 0.55), look.body))
    with c.at(0, -14, 0.86):
        c.path(shape, c.fall(lighter(look.accent, 0.35), look.accent), 0.8)
    tag(c, look, -106, 100, 96, 50 if look.variant % 2 else 6)
    shine(c, -58 if look.variant % 4 == 2 else -82, -190, 120, 10)


@thing(190, 300)
def pills(c: Canvas, look: Look) -> None:
    """Draw a bottle of tablets."""
    c.box(-70, -298, 140, 66, c.round(WHITE if look.variant % 2 else look.cap), 10)
    if c.fine:
        for x in range(-60, 64, 12):
            c.line(f"M{x} -290V-240", INK, 2, 0.14)
    c.path(
        "M-60 -236 H60 C60 -214 90 -214 90 -190 V-16 C90 -4 82 0 72 0 H-72 C-82 0 -90 -4 -90 -16 V-190 C-90 -214 -60 -214 -60 -236 Z",
        c.round(look.body),
    )
    tag(c, look, -104, 180, 122, 0)
    shine(c, -74, -200, 30, 10)


@thing(120, 440)
def wine(c: Canvas, look: Look) -> None:
    """Draw a bottle of wine, beer or spirits."""
    body = ("#24493A", "#3A1F2B", "#6B4A1E", look.body)[look.variant % 4]
    foil = look.accent if look.variant % 2 else "#8C1C3A"
    c.path(
        "M-18 -430 H18 V-310 C18 -262 56 -266 56 -212 V-14 C56 -4 48 0 38 0 H-38 C-48 0 -56 -4 -56 -14 V-212 C-56 -266 -18 -262 -18 -310 Z",
        c.round(body),
    )
    c.box(-20, -436, 40, 92, c.round(foil), 5)
    tag(c, look, -128, 108, 138, 4)
    c.box(-54, -196, 108, 8, foil)
    shine(c, -42, -240, 190, 8)


@thing(170, 324)
def glass(c: Canvas, look: Look) -> None:
    """Draw a stemmed glass, half full."""
    filled = ("#9E2A4D", "#E2B64A", "#D9577B")[look.variant % 3]
    c.path("M-70 -316 C-82 -190 -44 -146 0 -146 C44 -146 82 -190 70 -316 Z", "#F4FAFF", 0.62)
    c.path(
        "M-73 -246 C-70 -176 -40 -152 0 -152 C40 -152 70 -176 73 -246 Z",
        c.fall(lighter(filled, 0.15), darker(filled, 0.2)),
    )
    c.oval(0, -246, 73, 12, lighter(filled, 0.3))
    c.box(-6, -150, 12, 138, "#F4FAFF", 3, 0.9)
    c.oval(0, -8, 66, 12, "#F4FAFF", 0.9)
    c.line("M-52 -296 C-58 -250 -54 -216 -44 -192", WHITE, 7, 0.7)


@thing(140, 370)
def baby_bottle(c: Canvas, look: Look) -> None:
    """Draw a baby's bottle with a cat on it."""
    c.path(
        "M-22 -300 C-18 -326 -12 -330 -12 -350 C-12 -372 12 -372 12 -350 C12 -330 18 -326 22 -300 Z",
        c.round("#E9B48A"),
    )
    c.box(-56, -308, 112, 54, c.round(look.cap), 12)
    c.box(-62, -258, 124, 258, c.round(GLASS), 30)
    c.box(-62, -156, 124, 156, c.round("#FBF7EF"), 30)
    for mark in range(4):
        c.box(20, -228 + mark * 48, 32, 8, look.body, 3)
    with c.at(-14, -88, 0.5):
        c.shape([(-44, -20), (-40, -64), (-10, -38), (10, -38), (40, -64), (44, -20)], look.body)
        c.oval(0, -6, 48, 40, look.body)
        for side in (-1, 1):
            c.disc(side * 16, -10, 6, WHITE)
    shine(c, -46, -230, 180, 8)


@thing(236, 330)
def formula_can(c: Canvas, look: Look) -> None:
    """Draw a tin of formula."""
    c.box(-106, -302, 212, 300, c.round(look.label), 18)
    c.path("M-106 -254 H106 V-150 C50 -120 -50 -190 -106 -150 Z", c.round(look.body))
    c.path(
        "M-106 -54 C-50 -84 50 -24 106 -54 V-20 C106 -6 98 0 86 0 H-86 C-98 0 -106 -6 -106 -20 Z",
        c.round(look.body),
    )
    c.box(-112, -326, 224, 44, c.round(lighter(look.cap, 0.72)), 16)
    c.box(-106, -284, 212, 12, STEEL, 0, 0.8)
    c.write(look.name, 0, -214, 160, 44, look.writing)
    c.disc(0, -104, 40, look.accent)
    emblem(c, look._replace(accent=look.label), 0, -104, 22)
    shine(c, -88, -250, 200, 10)


@thing(150, 380)
def bottle(c: Canvas, look: Look) -> None:
    """Draw a plain bottle with a cap, tall or bellied."""
    c.box(-34, -376, 68, 84, c.round(look.cap), 10)
    if c.fine:
        for x in (-22, -8, 8, 22):
            c.line(f"M{x} -368V-300", darker(look.cap, 0.25), 3, 0.5)
    c.box(-26, -296, 52, 22, c.round(lighter(look.body, 0.3)), 4)
    if look.variant % 2:
        c.box(-72, -280, 144, 280, c.round(look.body), 26)
    else:
        c.path(
            "M-28 -280 H28 C34 -236 74 -214 74 -170 V-26 C74 -8 64 0 48 0 H-48 C-64 0 -74 -8 -74 -26 V-170 C-74 -214 -34 -236 -28 -280 Z",
            c.round(look.body),
        )
    tag(c, look, -104, 112, 132, 8)
    shine(c, -54, -200 if look.variant % 2 == 0 else -256, 150, 10)


@thing(190, 230)
def tin(c: Canvas, look: Look) -> None:
    """Draw a tin with a lid, for tea or biscuits."""
    c.box(-90, -186, 180, 186, c.round(look.body), 12)
    c.box(-96, -228, 192, 56, c.round(look.cap), 12)
    c.box(-96, -180, 192, 9, darker(look.cap, 0.25), 3, 0.7)
    tag(c, look, -92, 130, 118, 60 if look.variant % 2 else 8)
    shine(c, -74, -164, 130, 10)


@thing(250, 110)
def soap(c: Canvas, look: Look) -> None:
    """Draw a bar of soap on its dish."""
    c.path("M-124 -34 H124 C118 -8 96 0 70 0 H-70 C-96 0 -118 -8 -124 -34 Z", c.round(look.cap))
    c.box(-104, -106, 208, 78, c.lit(look.body), 34)
    c.box(-78, -88, 156, 42, darker(look.body, 0.12), 18, 0.5)
    c.write(look.name, 0, -67, 120, 22, look.writing)
    shine(c, -84, -94, 40, 10)


@thing(190, 280)
def candle(c: Canvas, look: Look) -> None:
    """Draw a candle in a glass, lit."""
    c.glow(0, -244, 120, "#FFD98A", 0.6)
    c.line("M0 -176 V-206", INK, 6)
    c.path("M0 -262 C26 -232 20 -204 0 -200 C-20 -204 -26 -232 0 -262 Z", c.fall("#FFE9A8", "#FF9E3D"))
    c.box(-88, -190, 176, 190, c.round(lighter(look.body, 0.35)), 20)
    c.box(-80, -164, 160, 156, c.round(look.body), 16)
    tag(c, look, -84, 112, 100, 6)
    shine(c, -70, -170, 140, 9)
