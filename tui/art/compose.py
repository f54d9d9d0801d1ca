"""A spec becomes a scene: a room, things in one of the compositions, props.

Recomposed for the box: a small picture has larger subjects and fewer props; a low one spreads out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store.pictures import PictureSpec, Portrait
from tui.art.backdrops import BACKDROPS, table
from tui.art.canvas import Canvas
from tui.art.colour import Palette, contrast, mix
from tui.art.places import scenery
from tui.art.props import PROPS
from tui.art.scenes import SCENES
from tui.art.subjects import FAMILIES, choice, grounds, look_of, pick, plain_ground, put, subjects
from tui.art.things import THINGS

CELL = (10.0, 20.0)
TINY = 3
"""Rows up to which a thing stands alone: props and plinths would not be recognised."""
FINE = 20
"""Rows from which labels are written out."""
RED = "#FF2442"
Composition = Callable[[Canvas, PictureSpec], None]


def scene(spec: PictureSpec, columns: int, rows: int) -> Canvas:
    """Return the drawing of a spec for a box of ``columns`` x ``rows`` cells (10 x 20 units each)."""
    canvas = Canvas(columns * CELL[0], rows * CELL[1], fine=rows >= FINE)
    tiny = rows <= TINY and spec.comp not in ("place", "versus") and spec.comp not in SCENES
    _compose(canvas, spec, "icon" if tiny else spec.comp)
    return canvas


def poster(spec: PictureSpec, width: int = 640, height: int = 800) -> Canvas:
    """Return the drawing of a spec at full size, in pixels."""
    canvas = Canvas(width, height, fine=True)
    _compose(canvas, spec, spec.comp)
    return canvas


def _compose(c: Canvas, spec: PictureSpec, name: str) -> None:
    if name in SCENES:
        SCENES[name](c)
    else:
        COMPOSITIONS.get(name, hero)(c, spec)


def room(c: Canvas, spec: PictureSpec, palette: Palette) -> float:
    """Paint the room of a picture; return the height at which things stand."""
    rooms = FAMILIES.get((spec.things or ("",))[0], FAMILIES["gift_box"]).rooms
    name = spec.back if spec.back in BACKDROPS else rooms[pick(spec, "room", len(rooms))]
    return BACKDROPS[name](c, palette, pick(spec, "light", 60))


def props(c: Canvas, spec: PictureSpec, palette: Palette, foot: float) -> None:
    """Lay two to four small things at the feet of the subject."""
    kinds = FAMILIES.get((spec.things or ("",))[0], FAMILIES["gift_box"]).props
    size = c.small * 0.055
    places = (0.13, 0.87, 0.22, 0.79) if c.fine or c.width > c.height else (0.14, 0.86)
    for index, at in enumerate(places):
        if index > 1 and pick(spec, f"more-{index}", 2):
            continue
        name = kinds[pick(spec, f"prop-{index}", len(kinds))]
        x = c.width * (at + (pick(spec, f"aside-{index}", 9) - 4) * 0.008)
        y = foot - size * (0.6 if index < 2 else -0.7)
        PROPS[name](c, palette.look.accent, x, min(y, c.height - size), size * (1 if index < 2 else 0.7))


def _jitter(spec: PictureSpec, purpose: str, span: float) -> float:
    """Return a small number between -span and +span, always the same for a picture."""
    return (pick(spec, purpose, 41) - 20) / 20 * span


def hero(c: Canvas, spec: PictureSpec) -> None:
    """One thing in a room."""
    (one,) = subjects(spec, 1)
    palette = grounds(spec, [look_of(one)])
    foot = room(c, spec, palette)
    x = c.width * (0.5 + _jitter(spec, "x", 0.035))
    tall = foot * (0.93 if not c.fine else 0.76) * (1 + _jitter(spec, "zoom", 0.05))
    thing = THINGS.get(one.thing, THINGS["gift_box"])
    half = min(tall / thing.height, c.width * 0.66 / thing.width) * thing.width / 2
    c.shadow(x, foot, half * 1.25, c.small * 0.045)
    put(c, one, x, foot, tall, c.width * 0.66, _jitter(spec, "turn", 3.0))
    props(c, spec, palette, foot + c.height * 0.03)


def _row(c: Canvas, spec: PictureSpec, count: int) -> None:
    """Stand things side by side, every other one a step behind."""
    goods = subjects(spec, count)
    palette = grounds(spec, [look_of(one) for one in goods])
    foot = room(c, spec, palette)
    share = 0.9 / count
    order = sorted(range(count), key=lambda index: -(index % 2))
    for index in order:
        x = c.width * (0.05 + share * (index + 0.5)) + _jitter(spec, f"x{index}", c.width * 0.01)
        stand = foot - (c.height * 0.05 if index % 2 else 0)
        tall = foot * ((0.84 if c.fine else 0.9) - 0.06 * (count > 2) - 0.05 * (index % 2))
        wide = c.width * share * (1.08 if c.width < c.height else 0.98)
        c.shadow(x, stand, c.width * share * 0.46, c.small * 0.04)
        put(c, goods[index], x, stand, tall * (1 + _jitter(spec, f"zoom{index}", 0.05)), wide)
    props(c, spec, palette, foot + c.height * 0.05)


def duo(c: Canvas, spec: PictureSpec) -> None:
    """Two things side by side."""
    _row(c, spec, 2)


def trio(c: Canvas, spec: PictureSpec) -> None:
    """Three things, or four, in a row."""
    _row(c, spec, max(3, min(4, len(spec.things))))


def versus(c: Canvas, spec: PictureSpec) -> None:
    """Two things on two grounds, a red disc between them."""
    one, other = subjects(spec, 2)
    if other == one or (other.palette == one.palette and len(set(spec.things)) < 2):
        other = replace(other, palette=_OPPOSITE.get(spec.palette, "coral"), seed=other.seed + 1)
    left = grounds(spec, [look_of(one)])
    right = grounds(replace(spec, palette=_OPPOSITE.get(spec.palette, "sand")), [look_of(other)])
    w, h = c.width, c.height
    c.box(0, 0, w, h, c.fall(left.high, left.low))
    lean = _jitter(spec, "lean", 0.05)
    c.shape([(w * (0.56 + lean), 0), (w, 0), (w, h), (w * (0.44 + lean), h)], c.fall(right.high, right.low))
    for at, portrait in ((0.26, one), (0.74, other)):
        c.shadow(w * at, h * 0.9, w * 0.2, c.small * 0.04)
        put(
            c,
            portrait,
            w * at,
            h * 0.9,
            h * (0.62 if c.fine else 0.78),
            w * 0.4,
            _jitter(spec, f"turn{at}", 3),
        )
    r = c.small * 0.13
    c.disc(w * 0.5, h * 0.17, r * 1.12, "#FFFFFF")
    c.disc(w * 0.5, h * 0.17, r, RED)
    if c.fine:
        c.write("VS", w * 0.5, h * 0.17, r * 1.1, r * 0.8, "#FFFFFF")
    else:
        c.line(
            f"M{w * 0.5 - r * 0.5:g} {h * 0.17 - r * 0.4:g}L{w * 0.5:g} {h * 0.17 + r * 0.4:g}L{w * 0.5 + r * 0.5:g} {h * 0.17 - r * 0.4:g}",
            "#FFFFFF",
            r * 0.3,
        )


_OPPOSITE = {
    "peach": "sky", "sky": "peach", "mint": "lilac", "lilac": "lemon", "sand": "ocean", "coral": "mint",
    "lemon": "lilac", "berry": "mint", "cocoa": "cream", "slate": "lemon", "forest": "coral", "ocean": "peach",
    "rose": "sky", "night": "lemon", "cream": "forest", "wine": "sand",
}  # fmt: skip


def flatlay(c: Canvas, spec: PictureSpec) -> None:
    """Things laid out on a table, seen from above."""
    _strewn(c, spec, ((0.22, 0.82, -14), (0.52, 0.93, 5), (0.8, 0.8, 14)), 0.7)


def collage(c: Canvas, spec: PictureSpec) -> None:
    """Five things strewn about, as after unpacking."""
    if not c.fine:
        _strewn(c, spec, ((0.14, 0.9, -12), (0.37, 0.8, 8), (0.62, 0.94, -5), (0.86, 0.84, 13)), 0.62)
        return
    places = ((0.27, 0.42, -16), (0.72, 0.4, 12), (0.5, 0.72, 4), (0.2, 0.92, -10), (0.82, 0.9, 14))
    _strewn(c, spec, places, 0.34)


def _strewn(
    c: Canvas, spec: PictureSpec, places: tuple[tuple[float, float, float], ...], tall: float
) -> None:
    """Lay things on a table, each a little off its place and turned, with small props between them."""
    goods = subjects(spec, len(places))
    palette = grounds(spec, [look_of(one) for one in goods])
    table(c, palette, pick(spec, "cloth", 60))
    wide = c.width * (0.92 / len(places) if not c.fine else 0.34)
    for index, (at, foot, turn) in enumerate(places):
        x = c.width * (at + _jitter(spec, f"x{index}", 0.02))
        y = c.height * foot
        lean = turn + _jitter(spec, f"turn{index}", 8)
        c.shadow(x + c.small * 0.02, y - c.height * tall * 0.36, wide * 0.5, c.height * tall * 0.42, 0.16)
        put(c, goods[index], x, y, c.height * tall, wide, lean)
    kinds = FAMILIES.get((spec.things or ("",))[0], FAMILIES["gift_box"]).props
    for index, (x, y) in enumerate(
        ((0.06, 0.16), (0.94, 0.2), (0.95, 0.94)) if c.fine else ((0.04, 0.2), (0.96, 0.3))
    ):
        name = kinds[pick(spec, f"prop-{index}", len(kinds))]
        PROPS[name](c, palette.look.accent, c.width * x, c.height * y, c.small * 0.05)


def steps(c: Canvas, spec: PictureSpec) -> None:
    """Three cards, each with a number, a thing, and lines of writing where there is room."""
    goods = subjects(spec, 3)
    palette = grounds(spec, [look_of(goods[0])])
    w, h = c.width, c.height
    c.box(0, 0, w, h, c.fall(palette.high, palette.low))
    down = h > w * 1.05
    for index, portrait in enumerate(goods):
        if down:
            box = (w * 0.05, h * (0.04 + 0.32 * index), w * 0.9, h * 0.28)
        else:
            box = (w * (0.03 + 0.323 * index), h * 0.08, w * 0.294, h * 0.84)
        _step(c, palette, index, portrait, box, down)


def _step(
    c: Canvas,
    palette: Palette,
    index: int,
    portrait: Portrait,
    box: tuple[float, float, float, float],
    down: bool,
) -> None:
    """Draw one card of a row of steps: its number, the thing, and lines of text on a wide card."""
    x, y, wide, tall = box
    card = max("#FFFFFF", palette.high, key=lambda tone: contrast(tone, look_of(portrait).body))
    c.box(x, y, wide, tall, card, c.small * 0.03, 0.94)
    r = min(wide, tall) * 0.12
    dot = (x + wide * 0.1, y + tall * 0.5) if down else (x + r * 1.5, y + r * 1.6)
    c.disc(*dot, r * 1.15, RED)
    if c.fine:
        c.write(str(index + 1), *dot, r * 1.2, r * 1.2, "#FFFFFF")
    else:
        c.disc(*dot, r * 0.35, "#FFFFFF")
    if down:
        put(c, portrait, x + wide * 0.36, y + tall * 0.9, tall * 0.8, wide * 0.32)
        for row, share in enumerate((0.32, 0.26, 0.29)):
            c.box(
                x + wide * 0.6,
                y + tall * (0.3 + row * 0.18),
                wide * share,
                tall * 0.06,
                mix(palette.look.accent, "#FFFFFF", 0.3),
                4,
                0.7,
            )
    else:
        put(c, portrait, x + wide * 0.54, y + tall * 0.94, tall * (0.66 + 0.08 * index), wide * 0.76)


def shelf(c: Canvas, spec: PictureSpec) -> None:
    """Shelves full of things, price tags on their edges."""
    rows = 3 if c.height > c.width * 0.9 else 2 if c.height > c.width * 0.45 else 1
    kinds = subjects(spec, max(2, len(spec.things)))
    palette = grounds(spec, [look_of(one) for one in kinds])
    w, h = c.width, c.height
    c.box(0, 0, w, h, c.fall(palette.high, palette.low))
    for row in range(rows):
        _board(c, spec, palette, kinds, row, h / rows)


def _board(
    c: Canvas, spec: PictureSpec, palette: Palette, kinds: list[Portrait], row: int, tall: float
) -> None:
    """Draw one board of a shelf, filled with things, every second with a price tag."""
    w, foot = c.width, (row + 1) * tall - tall * 0.12
    c.box(0, foot, w, tall * 0.1, "#FFFDF8")
    c.box(0, foot + tall * 0.1, w, tall * 0.03, "#2A1526", 0, 0.2)
    count = 4 if w < c.height * 1.2 else 6
    for index in range(count):
        portrait = kinds[(index // 2 + row) % len(kinds)]
        x = w * (index + 0.5) / count
        put(
            c,
            portrait,
            x,
            foot,
            tall * (0.74 + 0.04 * choice(f"{spec.seed}/{row}/{index}", 3)),
            w / count * 0.92,
        )
        if index % 2 == 0:
            c.box(x - w * 0.02, foot + tall * 0.02, w * 0.06, tall * 0.055, RED, 3)


def view(c: Canvas, spec: PictureSpec) -> None:
    """A place at its time of day, with what was bought in the corner."""
    scenery(c, spec.place, spec.time)
    side = 0.86 if pick(spec, "side", 3) else 0.13
    if spec.things:
        (one,) = subjects(spec, 1)
        c.shadow(c.width * side, c.height * 0.96, c.small * 0.16, c.small * 0.03)
        put(
            c,
            one,
            c.width * side,
            c.height * 0.965,
            c.height * (0.3 if c.fine else 0.42),
            c.width * 0.24,
            _jitter(spec, "turn", 3),
        )
    if c.fine:
        _pin(c, c.width * (1 - side), c.height * 0.5)


def _pin(c: Canvas, x: float, y: float) -> None:
    with c.at(x, y, c.small / 460):
        c.path("M0 60 C-44 8 -40 -44 0 -46 C40 -44 44 8 0 60 Z", RED)
        c.disc(0, -8, 15, "#FFFFFF")


def icon(c: Canvas, spec: PictureSpec) -> None:
    """One thing as large as it goes, on plain ground."""
    (one,) = subjects(spec, 1)
    c.box(0, 0, c.width, c.height, plain_ground(spec, look_of(one)))
    put(c, one, c.width * 0.5, c.height * 0.96, c.height * 0.9, c.width * 0.8)


COMPOSITIONS: dict[str, Composition] = {
    "hero": hero,
    "duo": duo,
    "trio": trio,
    "shelf": shelf,
    "versus": versus,
    "flatlay": flatlay,
    "collage": collage,
    "steps": steps,
    "place": view,
    "icon": icon,
}
