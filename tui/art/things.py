"""Things one can buy, each standing on (0, 0) with up negative, about 100 to 400 units high."""

from __future__ import annotations

from collections.abc import Callable

from tui.art.canvas import Canvas
from tui.art.colour import Look, darker, lighter

Draw = Callable[[Canvas, Look], None]
GOLD, WHITE, INK, GLASS = "#E0B860", "#FFFFFF", "#2B2024", "#CFE3EC"
THINGS: dict[str, tuple[Draw, float, float]] = {}


def thing(width: float, height: float) -> Callable[[Draw], Draw]:
    """Register a drawing under its name, with the room it takes."""

    def keep(draw: Draw) -> Draw:
        THINGS[draw.__name__] = (draw, width, height)
        return draw

    return keep


def tag(c: Canvas, look: Look, y: float, width: float, height: float) -> None:
    """Stick a label on the front: paper, a bar for the name, a dot for the emblem."""
    c.box(-width / 2, y - height / 2, width, height, look.label, 10)
    c.box(-width * 0.32, y - height * 0.22, width * 0.64, height * 0.16, darker(look.accent, 0.2), 4)
    c.disc(0, y + height * 0.2, height * 0.13, look.accent)


@thing(180, 420)
def pump(c: Canvas, look: Look) -> None:
    """Draw a pump bottle."""
    c.box(-12, -380, 24, 100, c.round(look.cap), 4)
    c.path(
        "M-36 -398 C-36 -424 -20 -426 0 -426 L64 -426 C88 -426 96 -408 92 -384 L78 -384 C78 -400 70 -402 56 -402 L20 -402 Z",
        look.cap,
    )
    c.box(-44, -310, 88, 34, c.round(look.cap), 8)
    c.box(-88, -284, 176, 284, c.round(look.body), 34)
    tag(c, look, -136, 130, 170)


@thing(150, 390)
def dropper(c: Canvas, look: Look) -> None:
    """Draw a dropper bottle."""
    c.path("M-24 -326 C-28 -378 -16 -390 0 -390 C16 -390 28 -378 24 -326 Z", c.round(look.cap))
    c.box(-38, -332, 76, 60, c.round(lighter(look.cap, 0.2)), 8)
    c.path(
        "M-30 -276 H30 V-262 C30 -240 76 -244 76 -206 V-20 C76 -4 66 0 50 0 H-50 C-66 0 -76 -4 -76 -20 V-206 C-76 -244 -30 -240 -30 -262 Z",
        c.round(look.body),
    )
    tag(c, look, -110, 108, 130)


@thing(240, 190)
def jar(c: Canvas, look: Look) -> None:
    """Draw a cream jar."""
    c.box(-112, -124, 224, 124, c.round(look.body), 34)
    c.box(-122, -188, 244, 74, c.round(look.cap), 14)
    c.box(-70, -84, 140, 34, look.label, 6)


@thing(170, 420)
def tube(c: Canvas, look: Look) -> None:
    """Draw a tube standing on its cap."""
    c.shape([(-86, -420), (86, -420), (66, -62), (-66, -62)], c.round(look.body))
    c.shape([(-82, -332), (82, -332), (72, -166), (-72, -166)], c.round(look.accent))
    c.box(-88, -424, 176, 34, darker(look.body, 0.15), 6)
    c.box(-58, -66, 116, 66, c.round(look.cap), 12)
    c.box(-50, -270, 100, 26, look.label, 5)
    c.disc(0, -366, 20, look.accent)


@thing(110, 330)
def lipstick(c: Canvas, look: Look) -> None:
    """Draw an open lipstick."""
    c.path("M-30 -200 L-30 -282 C-30 -318 10 -332 30 -332 L30 -200 Z", c.round(look.accent))
    c.box(-38, -216, 76, 62, c.round(GOLD), 4)
    c.box(-48, -160, 96, 160, c.round(look.body), 8)
    c.box(-48, -162, 96, 16, c.round(GOLD), 3)


@thing(220, 330)
def perfume(c: Canvas, look: Look) -> None:
    """Draw a perfume bottle."""
    c.box(-24, -262, 48, 42, c.round(GOLD), 4)
    c.box(-42, -330, 84, 74, c.round(look.cap), 12)
    c.box(-104, -230, 208, 230, c.fall(lighter(look.body, 0.5), look.body), 22)
    c.box(-88, -160, 176, 144, c.fall(lighter(look.accent, 0.3), look.accent), 14, 0.85)
    tag(c, look, -100, 96, 92)


@thing(240, 340)
def sheet_mask(c: Canvas, look: Look) -> None:
    """Draw a sachet with a face mask on it."""
    c.box(-116, -336, 232, 336, c.fall(lighter(look.body, 0.25), look.body), 10)
    c.path("M-70 -190 C-70 -276 70 -276 70 -190 C70 -128 40 -90 0 -90 C-40 -90 -70 -128 -70 -190 Z", WHITE)
    for side in (-1, 1):
        c.oval(side * 28, -196, 16, 9, look.body)
    c.oval(0, -126, 20, 9, look.accent)
    c.box(-80, -310, 160, 26, look.label, 6)


@thing(250, 250)
def cushion(c: Canvas, look: Look) -> None:
    """Draw an open compact with its mirror."""
    c.disc(0, -146, 106, c.round(look.cap))
    c.disc(0, -146, 88, c.fall("#EAF4FA", "#AFC8D8"))
    c.oval(0, -44, 124, 44, c.round(look.cap))
    c.oval(0, -52, 100, 30, lighter(look.body, 0.45))
    c.oval(34, -60, 46, 17, look.accent)


@thing(300, 200)
def eyeshadow(c: Canvas, look: Look) -> None:
    """Draw a palette of eye shadows."""
    c.box(-146, -196, 292, 196, c.fall(lighter(look.cap, 0.2), darker(look.cap)), 16)
    shades = (
        look.body,
        look.accent,
        lighter(look.accent, 0.45),
        darker(look.body),
        "#E9C98D",
        lighter(look.body, 0.55),
    )
    for index in range(12):
        colour = shades[index * 5 % 6]
        c.box(-132 + index % 4 * 67, -182 + index // 4 * 57, 60, 50, colour, 8)


@thing(230, 320)
def formula_can(c: Canvas, look: Look) -> None:
    """Draw a tin of formula."""
    c.box(-104, -300, 208, 296, c.round(look.label), 20)
    c.box(-104, -246, 208, 70, c.round(look.cap))
    c.box(-104, -66, 208, 46, c.round(look.cap))
    c.box(-110, -322, 220, 40, c.round(lighter(look.cap, 0.75)), 16)
    c.disc(0, -122, 44, look.body)
    c.disc(0, -122, 24, look.label)


@thing(130, 360)
def baby_bottle(c: Canvas, look: Look) -> None:
    """Draw a baby's bottle."""
    c.path("M-20 -300 C-20 -360 20 -360 20 -300 Z", "#E9B48A")
    c.box(-54, -304, 108, 50, c.round(look.cap), 10)
    c.box(-60, -256, 120, 256, c.round(GLASS), 26)
    c.box(-60, -150, 120, 150, c.round("#FBF7EF"), 26)
    for mark in range(4):
        c.box(14, -220 + mark * 46, 34, 8, look.body, 3)


@thing(230, 310)
def snack_bag(c: Canvas, look: Look) -> None:
    """Draw a bag of biscuits."""
    c.path("M-104 -300 L104 -300 L110 -20 C90 0 -90 0 -110 -20 Z", c.round(look.body))
    c.box(-108, -314, 216, 30, darker(look.body, 0.2), 4)
    tag(c, look, -206, 160, 90)
    for x, y, r in ((-48, -72, 36), (30, -84, 40), (-4, -48, 32)):
        c.disc(x, y, r, "#D9A35B")
        c.disc(x - 8, y - 6, 6, "#8A5A2B")


@thing(110, 430)
def wine(c: Canvas, look: Look) -> None:
    """Draw a bottle of wine."""
    c.path(
        "M-18 -430 H18 V-300 C18 -262 54 -262 54 -212 V-14 C54 -4 48 0 38 0 H-38 C-48 0 -54 -4 -54 -14 V-212 C-54 -262 -18 -262 -18 -300 Z",
        c.round("#24493A"),
    )
    c.box(-20, -432, 40, 84, c.round("#8C1C3A"), 4)
    c.box(-54, -196, 108, 128, look.label, 4)
    c.disc(0, -146, 22, "#8C1C3A")
    c.box(-36, -104, 72, 14, INK, 3, 0.6)


@thing(160, 320)
def glass(c: Canvas, look: Look) -> None:
    """Draw a stemmed glass, a third full."""
    c.path("M-70 -316 C-80 -190 -44 -150 0 -150 C44 -150 80 -190 70 -316 Z", WHITE, 0.55)
    c.path("M-70 -240 C-66 -176 -40 -156 0 -156 C40 -156 66 -176 70 -240 Z", "#9E2A4D")
    c.box(-6, -152, 12, 138, WHITE, 3, 0.85)
    c.oval(0, -8, 64, 12, WHITE, 0.85)


@thing(270, 200)
def latte(c: Canvas, look: Look) -> None:
    """Draw a cup of coffee with a heart in its foam."""
    c.oval(0, -14, 136, 22, lighter(look.body, 0.7))
    c.line("M96 -130 C164 -140 160 -60 86 -62", look.body, 22)
    c.path("M-110 -170 H110 C110 -66 60 -20 0 -20 C-60 -20 -110 -66 -110 -170 Z", c.round(look.body))
    c.oval(0, -170, 110, 28, "#6B3F22")
    c.path("M0 -152 C-70 -172 -40 -196 0 -178 C40 -196 70 -172 0 -152 Z", "#F3DFC0")


@thing(280, 190)
def ramen(c: Canvas, look: Look) -> None:
    """Draw a bowl of noodles."""
    c.path("M-136 -130 H136 C132 -40 70 0 0 0 C-70 0 -132 -40 -136 -130 Z", c.round(look.body))
    c.oval(0, -132, 136, 34, "#F1D08A")
    c.disc(-44, -140, 26, WHITE)
    c.disc(-44, -140, 13, "#F29E2E")
    c.box(40, -190, 30, 70, "#2E4B37", 3)
    c.line("M-90 -210 L70 -128 M-70 -224 L90 -136", "#8A3B2B", 9)


@thing(190, 300)
def pills(c: Canvas, look: Look) -> None:
    """Draw a bottle of tablets."""
    c.box(-70, -296, 140, 64, c.round(WHITE), 10)
    c.path(
        "M-60 -236 H60 C60 -214 90 -214 90 -190 V-16 C90 -4 82 0 72 0 H-72 C-82 0 -90 -4 -90 -16 V-190 C-90 -214 -60 -214 -60 -236 Z",
        c.round(look.body),
    )
    tag(c, look, -104, 180, 118)


@thing(300, 190)
def chocolates(c: Canvas, look: Look) -> None:
    """Draw an open box of chocolates."""
    c.box(-146, -186, 292, 186, darker(look.body, 0.35), 14)
    for index in range(12):
        x, y = -106 + index % 4 * 70, -150 + index // 4 * 57
        c.disc(x, y, 24, ("#5A3320", "#8A5532", "#F0E0C8")[index * 2 % 3])
        c.disc(x - 7, y - 7, 6, WHITE, 0.4)


@thing(240, 340)
def pet_food(c: Canvas, look: Look) -> None:
    """Draw a bag of pet food with a cat on it."""
    c.path("M-106 -330 L106 -330 L112 -18 C92 0 -92 0 -112 -18 Z", c.round(look.body))
    c.box(-110, -342, 220, 34, darker(look.body, 0.2), 4)
    c.disc(0, -186, 70, look.label)
    for side in (-1, 1):
        c.shape([(side * 14, -216), (side * 48, -256), (side * 50, -196)], "#E8A24C")
    c.oval(0, -184, 50, 40, "#E8A24C")
    for side in (-1, 1):
        c.oval(side * 20, -190, 6, 9, INK)
    c.shape([(-6, -176), (6, -176), (0, -168)], "#C25A4A")
    c.box(-70, -84, 140, 34, look.label, 6)


@thing(330, 170)
def sneaker(c: Canvas, look: Look) -> None:
    """Draw a running shoe."""
    c.path(
        "M-156 -146 C-140 -120 -96 -112 -70 -150 C-20 -120 40 -84 120 -74 C156 -70 164 -50 160 -34 H-160 C-168 -80 -164 -120 -156 -146 Z",
        c.fall(lighter(look.body, 0.2), look.body),
    )
    c.path("M-164 -44 H164 C166 -14 152 0 130 0 H-134 C-156 0 -166 -14 -164 -44 Z", WHITE)
    c.path("M-60 -40 C-20 -50 20 -80 30 -100 L66 -88 C50 -64 20 -46 -10 -40 Z", look.accent)
    for step in range(3):
        c.line(f"M{-40 + step * 30} {-124 + step * 15} l26 -14", WHITE, 9)


@thing(290, 300)
def handbag(c: Canvas, look: Look) -> None:
    """Draw a handbag."""
    c.line("M-70 -186 C-70 -310 70 -310 70 -186", darker(look.body, 0.2), 16)
    c.shape(
        [(-130, -196), (130, -196), (146, -8), (-146, -8)],
        c.fall(lighter(look.body, 0.15), darker(look.body, 0.15)),
    )
    c.shape([(-130, -196), (130, -196), (120, -120), (-120, -120)], darker(look.body, 0.25))
    c.box(-22, -134, 44, 36, GOLD, 6)
    c.box(-146, -16, 292, 16, darker(look.body, 0.4), 6)


@thing(240, 380)
def dress(c: Canvas, look: Look) -> None:
    """Draw a dress on a hanger."""
    c.line("M0 -380 C20 -380 20 -352 0 -350 L-60 -322 H60 L0 -350", GOLD, 8)
    c.path(
        "M-44 -318 L44 -318 L52 -200 L118 -6 C60 10 -60 10 -118 -6 L-52 -200 Z",
        c.fall(lighter(look.body, 0.15), look.body),
    )
    c.box(-54, -214, 108, 24, look.accent, 6)


@thing(270, 370)
def coat(c: Canvas, look: Look) -> None:
    """Draw a jumper or a coat, laid out."""
    c.path(
        "M-60 -350 L60 -350 L130 -300 L134 -90 L88 -90 L84 -230 L84 0 H-84 L-84 -230 L-88 -90 L-134 -90 L-130 -300 Z",
        c.round(look.body),
    )
    c.path("M-40 -352 C-20 -320 20 -320 40 -352 Z", darker(look.body, 0.35))
    c.box(-84, -22, 168, 22, darker(look.body, 0.2))
    for row in range(3):
        c.box(-70, -250 + row * 66, 140, 14, look.accent, 4, 0.7)


@thing(310, 130)
def sunglasses(c: Canvas, look: Look) -> None:
    """Draw round sunglasses."""
    for side in (-1, 1):
        c.disc(side * 80, -64, 64, look.body)
        c.disc(side * 80, -64, 50, c.fall("#2E3A46", "#8FA6B5"))
        c.shape([(side * 80 - 30, -84), (side * 80 - 4, -104), (side * 80 - 20, -40)], WHITE, 0.35)
    c.box(-26, -82, 52, 14, look.body, 6)


@thing(200, 330)
def watch(c: Canvas, look: Look) -> None:
    """Draw a lens or a watch: rings of metal around glass."""
    c.box(-56, -330, 112, 330, c.round(look.cap), 16)
    c.disc(0, -165, 98, c.round("#9AA4AE"))
    c.disc(0, -165, 80, INK)
    c.disc(0, -165, 56, c.fall("#4C6A8A", "#16222E"))
    c.disc(-20, -186, 16, WHITE, 0.6)


@thing(300, 270)
def rice_cooker(c: Canvas, look: Look) -> None:
    """Draw a rice cooker."""
    c.box(-50, -270, 100, 40, "#AEB6BC", 14)
    c.path("M-140 -170 C-140 -262 140 -262 140 -170 Z", c.fall(WHITE, "#DCE5E2"))
    c.box(-146, -176, 292, 170, c.round(look.body), 44)
    c.box(-62, -136, 124, 88, INK, 10)
    c.box(-46, -122, 92, 34, "#7FE0C0", 4)
    for index, colour in enumerate((GOLD, WHITE, "#D0D6DA")):
        c.box(-44 + index * 33, -78, 22, 20, colour, 3)


@thing(300, 310)
def headphones(c: Canvas, look: Look) -> None:
    """Draw headphones."""
    c.line("M-110 -120 C-120 -330 120 -330 110 -120", look.cap, 28)
    for side in (-1, 1):
        c.box(side * 112 - 34, -160, 68, 140, c.round(look.body), 32)
        c.box(side * 84 - 16, -150, 32, 120, look.accent, 16)


@thing(260, 330)
def dryer(c: Canvas, look: Look) -> None:
    """Draw a hair dryer."""
    c.shape([(-20, -190), (44, -190), (30, 0), (-22, 0)], c.round(darker(look.body, 0.15)))
    c.box(-130, -312, 210, 124, c.round(look.body), 24)
    c.disc(84, -250, 68, c.round(look.body))
    c.disc(92, -250, 34, look.accent)
    c.shape([(-130, -296), (-170, -308), (-170, -192), (-130, -204)], look.cap)


@thing(240, 330)
def coffee_maker(c: Canvas, look: Look) -> None:
    """Draw a dripper over a glass jug."""
    c.path("M-100 -320 H100 L40 -200 H-40 Z", c.round(look.label))
    c.box(-70, -206, 140, 24, look.cap, 8)
    c.path("M-60 -182 H60 C110 -120 110 -30 84 0 H-84 C-110 -30 -110 -120 -60 -182 Z", GLASS)
    c.path("M-96 -90 H96 C100 -40 96 -14 84 0 H-84 C-96 -14 -100 -40 -96 -90 Z", "#5A3018")
    c.line("M84 -150 C150 -150 150 -50 92 -50", look.cap, 16)


@thing(80, 400)
def toothbrush(c: Canvas, look: Look) -> None:
    """Draw an electric toothbrush."""
    c.box(-18, -404, 36, 70, WHITE, 8)
    c.box(-18, -400, 36, 26, look.accent, 6)
    c.box(-9, -336, 18, 90, "#DDE3E6", 5)
    c.box(-36, -250, 72, 250, c.round(lighter(look.body, 0.1)), 30)
    c.disc(0, -170, 16, WHITE)
    c.disc(0, -120, 8, look.label)


@thing(240, 370)
def suitcase(c: Canvas, look: Look) -> None:
    """Draw a wheeled case."""
    c.line("M-40 -280 V-366 H40 V-280", "#8A949C", 12)
    c.box(-112, -290, 224, 270, c.round(look.body), 28)
    for x in (-64, -20, 24, 68):
        c.box(x - 5, -272, 10, 234, darker(look.body, 0.25), 4, 0.6)
    c.box(34, -236, 60, 44, look.accent, 6)
    for side in (-1, 1):
        c.disc(side * 76, -10, 16, INK)


@thing(270, 260)
def gift_box(c: Canvas, look: Look) -> None:
    """Draw a box with a ribbon."""
    c.box(-124, -186, 248, 186, c.fall(lighter(look.body, 0.15), darker(look.body, 0.1)), 8)
    c.box(-134, -218, 268, 52, look.body, 8)
    c.box(-20, -218, 40, 218, look.accent)
    for side in (-1, 1):
        c.path(f"M0 -214 C{side * 30} -290 {side * 110} -270 {side * 76} -222 Z", look.accent)


@thing(220, 310)
def paper_bag(c: Canvas, look: Look) -> None:
    """Draw a paper bag."""
    c.line("M-44 -236 C-44 -320 44 -320 44 -236", darker(look.body, 0.3), 10)
    c.box(-104, -240, 208, 240, c.fall(lighter(look.body, 0.12), look.body), 6)
    c.shape([(64, -240), (104, -240), (104, 0)], darker(look.body, 0.2), 0.6)
    tag(c, look, -120, 120, 96)


@thing(230, 350)
def backpack(c: Canvas, look: Look) -> None:
    """Draw a backpack."""
    c.line("M-28 -330 C-28 -360 28 -360 28 -330", look.cap, 12)
    c.path(
        "M-108 -200 C-108 -350 108 -350 108 -200 V-24 C108 -8 98 0 84 0 H-84 C-98 0 -108 -8 -108 -24 Z",
        c.round(look.body),
    )
    c.box(-82, -150, 164, 122, darker(look.body, 0.2), 22)
    c.box(-82, -124, 164, 10, GOLD, 4)
    c.box(-40, -250, 80, 34, look.accent, 8)
