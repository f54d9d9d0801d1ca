"""A spec becomes a scene: backdrop, things in one of the compositions, props.

Every choice is keyed by what it is for, so that a new prop changes no other picture.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2s

from store.pictures import PictureSpec
from tui.art.canvas import Canvas
from tui.art.colour import PALETTES, Look, Palette, contrast, darker, lighter, mix
from tui.art.places import PLACES, sky
from tui.art.things import THINGS

CELL = (10.0, 20.0)
HORIZON = 0.72
DEFAULT = "gift_box"
TINY = 3  # rows up to which a thing stands alone: props and plinths would be mud


def scene(spec: PictureSpec, columns: int, rows: int) -> Canvas:
    """Return the drawing of a spec for a box of ``columns`` x ``rows`` cells (10 x 20 units each)."""
    canvas = Canvas(columns * CELL[0], rows * CELL[1])
    palette = PALETTES.get(spec.palette, PALETTES["peach"])
    comp = "icon" if rows <= TINY and spec.comp not in ("place", "versus") else spec.comp
    _COMPOSITIONS.get(comp, hero)(canvas, spec, palette)
    return canvas


def pick(spec: PictureSpec, purpose: str, number: int) -> int:
    """Return a choice of 0 to ``number - 1`` for one purpose, always the same for a spec."""
    key = f"{purpose}/{spec.seed}/{spec.palette}/{spec.label}/{','.join(spec.things)}"
    return blake2s(key.encode(), digest_size=4).digest()[0] % number


def put(
    c: Canvas, name: str, look: Look, x: float, foot: float, tall: float, wide: float, turn: float = 0.0
) -> None:
    """Draw a thing at most ``tall`` high and ``wide`` wide, standing at ``(x, foot)``."""
    draw, width, height = THINGS.get(name, THINGS[DEFAULT])
    with c.at(x, foot, min(tall / height, wide / width), turn):
        draw(c, look)


def _things(spec: PictureSpec) -> tuple[str, ...]:
    return spec.things or (DEFAULT,)


def backdrop(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Paint sky, light and ground; the kind of light is the spec's own."""
    c.box(0, 0, c.width, c.height, c.fall(palette.high, palette.low))
    kind = pick(spec, "light", 3)
    middle = c.width * (0.5 + (pick(spec, "aside", 5) - 2) * 0.04)
    if kind == 0:
        c.disc(middle, c.height * 0.5, c.height * 0.46, palette.light, 0.55)
    elif kind == 1:
        c.box(
            middle - c.height * 0.36,
            c.height * 0.12,
            c.height * 0.72,
            c.height,
            palette.light,
            c.height * 0.36,
            0.55,
        )
    else:
        for index in range(3):
            c.disc(
                c.width * (0.16 + 0.34 * index),
                c.height * (0.2 + index % 2 * 0.16),
                c.height * 0.12,
                palette.light,
                0.4,
            )
    c.box(
        0,
        c.height * HORIZON,
        c.width,
        c.height,
        c.fall(palette.ground, mix(palette.ground, palette.high, 0.35)),
    )


def props(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Lay small things on the ground: fruit, leaves, pebbles."""
    foot = c.height * 0.92
    for index, side in enumerate((0.14, 0.86)):
        x = c.width * side
        size = c.height * 0.07
        kind = pick(spec, f"prop-{index}", 4)
        if kind == 0:
            c.disc(x, foot - size, size, palette.look.accent)
            c.disc(x - size * 0.3, foot - size * 1.3, size * 0.25, "#FFFFFF", 0.7)
        elif kind == 1:
            for turn in (-40, 0, 40):
                with c.at(x, foot, size / 40, turn):
                    c.path("M0 0 C-22 -30 -16 -70 0 -90 C16 -70 22 -30 0 0 Z", "#4E8A57")
        elif kind == 2:
            c.oval(x, foot - size * 0.6, size * 1.3, size * 0.6, mix(palette.ground, "#8A7F78", 0.5))
        else:
            c.disc(x, foot - size, size, "#FFFFFF", 0.8)
            c.disc(x, foot - size, size * 0.45, "#F2C14E")


def hero(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """One thing on a plinth."""
    backdrop(c, spec, palette)
    top = c.height * 0.84
    c.box(
        c.width * 0.27, top, c.width * 0.46, c.height * 0.2, c.round(mix(palette.ground, "#FFFFFF", 0.7)), 6
    )
    c.oval(c.width * 0.5, top, c.width * 0.23, c.height * 0.06, lighter(palette.ground, 0.85))
    c.oval(c.width * 0.52, top, c.width * 0.13, c.height * 0.03, darker(palette.ground, 0.4), 0.35)
    put(c, _things(spec)[0], palette.look, c.width * 0.5, top + 2, c.height * 0.78, c.width * 0.6)
    props(c, spec, palette)


def _row(c: Canvas, spec: PictureSpec, palette: Palette, names: tuple[str, ...]) -> None:
    """Stand things side by side on the ground, every other one a step behind."""
    backdrop(c, spec, palette)
    share = 0.86 / len(names)
    for index, name in enumerate(names):
        x = c.width * (0.07 + share * (index + 0.5))
        foot = c.height * (0.9 if index % 2 == 0 else 0.84)
        c.oval(x, foot, c.width * share * 0.34, c.height * 0.03, darker(palette.ground, 0.4), 0.3)
        look = palette.look if index % 2 == 0 else _other(palette.look)
        put(c, name, look, x, foot, c.height * (0.74 if len(names) < 3 else 0.66), c.width * share * 0.88)


def _other(look: Look) -> Look:
    """Return the same colours for the neighbour: body and accent change places."""
    return Look(look.accent, look.cap, look.body, look.label)


def duo(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Two things side by side."""
    names = _things(spec)
    _row(c, spec, palette, (names[0], names[1 % len(names)]))


def trio(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Three or four things in a row."""
    names = (_things(spec) * 3)[: max(3, min(4, len(spec.things)))]
    _row(c, spec, palette, names)


def versus(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Two things on two grounds, a red disc between them."""
    names = _things(spec)
    other = _other(palette.look)
    c.box(0, 0, c.width, c.height, c.fall(palette.high, palette.low))
    tint = mix(palette.look.accent, "#FFFFFF", 0.55)
    c.shape([(c.width * 0.56, 0), (c.width, 0), (c.width, c.height), (c.width * 0.44, c.height)], tint)
    for x, name, look in ((0.25, names[0], palette.look), (0.75, names[1 % len(names)], other)):
        c.oval(c.width * x, c.height * 0.9, c.width * 0.14, c.height * 0.03, "#23121F", 0.25)
        put(c, name, look, c.width * x, c.height * 0.9, c.height * 0.72, c.width * 0.36)
    c.disc(c.width * 0.5, c.height * 0.2, c.height * 0.12, "#FF2442")
    c.disc(c.width * 0.5, c.height * 0.2, c.height * 0.05, "#FFFFFF")


def flatlay(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Things laid out on a table, seen from above."""
    c.box(0, 0, c.width, c.height, c.fall(palette.low, mix(palette.ground, palette.low, 0.4)))
    c.disc(c.width * 0.7, c.height * 1.0, c.height * 0.6, palette.high, 0.55)
    names = (_things(spec) * 3)[:3]
    for index, (x, y, turn) in enumerate(((0.24, 0.84, -14), (0.54, 0.92, 6), (0.82, 0.8, 16))):
        look = palette.look if index != 1 else _other(palette.look)
        put(c, names[index], look, c.width * x, c.height * y, c.height * 0.68, c.width * 0.27, turn)


def steps(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """Three cards in a row, a thing and a number's dot on each."""
    c.box(0, 0, c.width, c.height, c.fall(palette.high, palette.low))
    names = (_things(spec) * 3)[:3]
    wide = c.width * 0.28
    for index, name in enumerate(names):
        left = c.width * (0.05 + 0.31 * index)
        c.box(left, c.height * 0.1, wide, c.height * 0.8, "#FFFFFF", 10, 0.9)
        c.disc(left + wide * 0.18, c.height * 0.22, c.height * 0.06, "#FF2442")
        put(
            c,
            name,
            palette.look,
            left + wide * 0.54,
            c.height * 0.84,
            c.height * (0.36 + 0.1 * index),
            wide * 0.7,
        )


def view(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """A place at its time of day, with what was bought in the corner."""
    far = sky(c, spec.time)
    ground = c.height * 0.8
    dim = "#2A2440" if spec.time == "night" else "#7A6F7E" if spec.time == "dusk" else "#B9C7A6"
    c.box(0, ground, c.width, c.height - ground, dim)
    PLACES.get(spec.place, PLACES["tokyo"])(c, ground, far)
    if spec.things:
        put(c, spec.things[0], palette.look, c.width * 0.86, c.height * 0.97, c.height * 0.34, c.width * 0.2)


def icon(c: Canvas, spec: PictureSpec, palette: Palette) -> None:
    """One thing as large as it goes, on plain ground."""
    body = palette.look.body
    ground = max((palette.low, palette.light, palette.high), key=lambda colour: contrast(colour, body))
    c.box(0, 0, c.width, c.height, ground)
    put(c, _things(spec)[0], palette.look, c.width * 0.5, c.height * 0.96, c.height * 0.9, c.width * 0.6)


_COMPOSITIONS: dict[str, Callable[[Canvas, PictureSpec, Palette], None]] = {
    "hero": hero,
    "duo": duo,
    "trio": trio,
    "shelf": trio,
    "versus": versus,
    "flatlay": flatlay,
    "collage": flatlay,
    "steps": steps,
    "place": view,
    "icon": icon,
}
