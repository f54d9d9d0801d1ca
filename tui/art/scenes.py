"""Pictures that stand for a moment of the app: the parcel, an empty cart, nothing found, a greeting."""

from __future__ import annotations

from tui.art.canvas import Canvas
from tui.art.colour import PALETTES, darker, lighter
from tui.art.props import PROPS
from tui.art.things import THINGS

CARDBOARD, RED = "#D2A26C", "#FF2442"


def parcel(c: Canvas) -> None:
    """Draw a taped box on a doorstep; its slogan is written on it by the page, in cells."""
    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#FFD9CF", "#FFF1E8"))
    c.disc(w * 0.5, h * 0.46, u * 44, "#FFFFFF", 0.5)
    c.box(0, h * 0.8, w, h * 0.2 + 1, c.fall("#EBDCCB", "#D8C3AC"))
    half, top, foot = min(w * 0.34, u * 62), h * 0.3, h * 0.9
    c.shadow(w * 0.5, foot, half * 1.2, u * 7)
    c.box(w / 2 - half, top, half * 2, foot - top, c.lit(CARDBOARD), u * 2)
    c.shape(
        [
            (w / 2 - half, top),
            (w / 2 + half, top),
            (w / 2 + half * 0.86, top - u * 11),
            (w / 2 - half * 0.86, top - u * 11),
        ],
        lighter(CARDBOARD, 0.25),
    )
    c.box(w / 2 - u * 6, top - u * 11, u * 12, u * 30, RED, u)
    c.box(w / 2 + half * 0.38, foot - u * 20, half * 0.5, u * 14, "#FFFDF8", u)
    for row in range(3):
        c.box(w / 2 + half * 0.43, foot - u * (17 - row * 4), half * (0.4 - row * 0.08), u * 1.6, "#8A7F78")
    PROPS["heart"](c, RED, w / 2 - half * 0.66, foot - u * 13, u * 7)


def empty_cart(c: Canvas) -> None:
    """Draw a basket with nothing in it but a leaf."""
    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#D9EEF7", "#F4FBFD"))
    c.disc(w * 0.5, h * 0.5, u * 42, "#FFFFFF", 0.7)
    x, foot, half = w * 0.5, h * 0.88, u * 34
    c.shadow(x, foot, half * 1.2, u * 6)
    c.line(
        f"M{x - half * 0.8:g} {foot - u * 38:g}C{x - half * 0.6:g} {foot - u * 84:g} {x + half * 0.6:g} {foot - u * 84:g} {x + half * 0.8:g} {foot - u * 38:g}",
        "#8A5F3C",
        u * 4,
    )
    c.path(
        f"M{x - half:g} {foot - u * 40:g}H{x + half:g}L{x + half * 0.8:g} {foot - u * 4:g}Q{x + half * 0.78:g} {foot:g} {x + half * 0.7:g} {foot:g}H{x - half * 0.7:g}Q{x - half * 0.78:g} {foot:g} {x - half * 0.8:g} {foot - u * 4:g}Z",
        c.round("#D9A35B"),
    )
    for row in range(3):
        y = foot - u * (32 - row * 11)
        c.line(f"M{x - half * 0.92:g} {y:g}H{x + half * 0.92:g}", darker("#D9A35B", 0.3), u * 1.6, 0.6)
    c.box(x - half * 1.06, foot - u * 44, half * 2.12, u * 8, c.round("#C08A48"), u * 4)
    PROPS["sprig"](c, "#4E8A57", x + half * 0.3, foot - u * 48, u * 8)


def nothing_found(c: Canvas) -> None:
    """Draw a magnifying glass over an empty sheet."""
    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#E8DDFA", "#FBF8FF"))
    x, y = w * 0.46, h * 0.46
    with c.at(x - u * 26, y - u * 30, 1, -5):
        c.box(0, 0, u * 46, u * 66, "#FFFFFF", u * 4)
        for row in range(5):
            c.box(u * 7, u * (10 + row * 10), u * (32 - row * 7 % 18), u * 4, "#E3D9F2", u * 2)
    c.line(f"M{x + u * 28:g} {y + u * 26:g}L{x + u * 44:g} {y + u * 42:g}", "#5A3C8C", u * 8)
    c.disc(x + u * 14, y + u * 12, u * 23, "#6A45B5")
    c.disc(x + u * 14, y + u * 12, u * 17, c.fall("#EAF4FC", "#BBD7EC"))
    c.line(f"M{x + u * 4:g} {y + u * 8:g}q{u * 4:g} -{u * 8:g} {u * 11:g} -{u * 8:g}", "#FFFFFF", u * 3, 0.9)
    PROPS["sparkle"](c, "#FFFFFF", w * 0.5 - u * 38, h * 0.3, u * 6)


def greeting(c: Canvas) -> None:
    """Draw the welcome picture: goods from many countries on a table, bunting above."""
    w, h, u = c.width, c.height, c.small / 100
    c.box(0, 0, w, h, c.fall("#FFB8A8", "#FFEDE0"))
    c.disc(w * 0.5, h * 0.52, u * 46, "#FFFFFF", 0.4)
    for index in range(11):
        x, colour = w * (index + 0.5) / 11, (RED, "#F2C14E", "#3F93C4", "#2F9A84")[index % 4]
        y = h * 0.03 + h * 0.3 * (x / w) * (1 - x / w)
        c.shape([(x - w * 0.03, y), (x + w * 0.03, y), (x, y + h * 0.1)], colour)
    c.box(0, h * 0.78, w, h * 0.22 + 1, c.fall("#FFFDF8", "#F2E2D2"))
    for at, name, palette, tall in (
        (0.16, "suitcase", "ocean", 50),
        (0.34, "snack_bag", "lemon", 40),
        (0.5, "gift_box", "coral", 44),
        (0.67, "dropper", "forest", 48),
        (0.84, "latte", "berry", 28),
    ):
        look = PALETTES[palette].look
        found = THINGS[name]
        c.shadow(w * at, h * 0.92, u * 13, u * 3)
        with c.at(w * at, h * 0.92, u * tall / found.height):
            found.draw(c, look)


SCENES = {"parcel": parcel, "empty-cart": empty_cart, "nothing-found": nothing_found, "greeting": greeting}
