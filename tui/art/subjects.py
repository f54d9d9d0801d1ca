"""How a thing looks, always the same for the same product; and which rooms and props suit it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2s
from typing import NamedTuple

from store.pictures import PictureSpec, Portrait
from tui.art.canvas import Canvas
from tui.art.colour import PALETTES, Look, Palette, contrast, lighter, standing_out
from tui.art.things import THINGS

DEFAULT = "gift_box"
"""What is drawn for an unknown thing."""


class Family(NamedTuple):
    """The rooms a kind of thing stands in, and what lies about it."""

    rooms: tuple[str, ...]
    props: tuple[str, ...]


_BATH = Family(("studio", "podium", "tiles", "window"), ("sprig", "drop", "pebbles", "flower"))
_VANITY = Family(("studio", "podium", "window"), ("flower", "heart", "sparkle", "ribbon"))
_TABLE = Family(("gingham", "window", "studio"), ("berries", "cookie", "citrus", "sprig"))
_CAFE = Family(("gingham", "window", "tiles"), ("beans", "cookie", "sprig"))
_CHILD = Family(("nursery", "window", "studio"), ("star", "heart", "paw"))
_PET = Family(("window", "studio", "nursery"), ("paw", "heart", "sprig"))
_CLOSET = Family(("studio", "window", "podium"), ("ribbon", "flower", "sprig", "sparkle"))
_TRIP = Family(("studio", "podium", "window"), ("pebbles", "shell", "star"))
_TECH = Family(("studio", "podium", "tiles"), ("sparkle", "coin", "sprig"))
_FAMILIES: dict[Family, str] = {
    _BATH: "pump dropper jar tube bottle soap sheet_mask toothbrush dryer candle",
    _VANITY: "lipstick perfume cushion eyeshadow brush",
    _TABLE: "snack_bag wine glass ramen chocolates",
    _CAFE: "latte coffee_maker dripper tin",
    _CHILD: "formula_can baby_bottle",
    _PET: "pet_food",
    _CLOSET: "handbag dress coat sunglasses scarf socks paper_bag gift_box",
    _TRIP: "suitcase backpack sneaker boots",
    _TECH: "watch lens rice_cooker headphones pills",
}
FAMILIES = {name: family for family, names in _FAMILIES.items() for name in names.split()}


def choice(key: str, number: int) -> int:
    """Return a choice of 0 to ``number - 1``, always the same for a key: adding a prop changes nothing else."""
    return int.from_bytes(blake2s(key.encode(), digest_size=4).digest(), "big") % number


def pick(spec: PictureSpec, purpose: str, number: int) -> int:
    """Return a choice for one purpose of one picture."""
    return choice(f"{purpose}/{spec.seed}/{spec.palette}/{spec.label}/{','.join(spec.things)}", number)


@lru_cache(maxsize=1024)
def look_of(portrait: Portrait) -> Look:
    """Return colours, label and shape of a product, wherever it is drawn."""
    key = f"{portrait.thing}/{portrait.label}/{portrait.seed}"
    looks = _palette(portrait.palette).looks
    look = looks[choice(f"colours/{key}", len(looks))]
    return look._replace(name=portrait.label[:8], mark=portrait.mark, variant=choice(f"shape/{key}", 60))


def subjects(spec: PictureSpec, count: int) -> list[Portrait]:
    """Return the portraits of ``count`` things on a picture: those of linked goods where they match."""
    names = spec.things or (DEFAULT,)
    spare = list(spec.goods)
    found: list[Portrait] = []
    for index in range(count):
        name = names[index % len(names)]
        own = next((portrait for portrait in spare if portrait.thing == name), None)
        if own is not None:
            spare.remove(own)
        elif index >= len(names):
            own = found[index % len(names)]
        found.append(own or Portrait(name, spec.palette, spec.label, spec.mark, spec.seed + index))
    return found


def grounds(spec: PictureSpec, looks: list[Look]) -> Palette:
    """Return the palette of a picture's backdrop, moved until every subject stands out of it."""
    palette = _palette(spec.palette)
    for look in looks[:2]:
        palette = standing_out(palette, look.body)
    return palette


def put(
    c: Canvas, portrait: Portrait, x: float, foot: float, tall: float, wide: float, turn: float = 0.0
) -> None:
    """Draw a thing at most ``tall`` high and ``wide`` wide, standing at ``(x, foot)``."""
    thing = THINGS.get(portrait.thing, THINGS[DEFAULT])
    with c.at(x, foot, min(tall / thing.height, wide / thing.width), turn):
        thing.draw(c, look_of(portrait))


def plain_ground(spec: PictureSpec, look: Look) -> str:
    """Return the one colour of a palette that a thing stands out of most."""
    palette = _palette(spec.palette)
    tones = (palette.low, palette.light, palette.high, lighter(palette.high, 0.5))
    return max(tones, key=lambda colour: contrast(colour, look.body))


def _palette(name: str) -> Palette:
    return PALETTES.get(name, PALETTES["peach"])
