"""``make pictures`` writes contact sheets to build/pictures, or to the folder named in ARGS."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from fixtures.loader import load
from store.pictures import PictureSpec
from tests.pictures.decoding import painted, unsixel
from tui.art import draw
from tui.art.cells import GRIDS
from tui.art.colour import PALETTES
from tui.art.places import LIGHTS, PLACES
from tui.art.scenes import SCENES
from tui.art.things import THINGS

POSTER = (200, 250)
COVERS, WIDTH = 24, 37
GROUND, GAP = "#14110F", 8
LOOKS = tuple(PALETTES)
LABELS, MARKS = ("YUZUKI", "ACORN", "LUPEAU", "HINOKA"), ("citrus", "drop", "leaf", "star", "moon")
SETS = (
    ("pump", "jar", "tube"), ("snack_bag", "latte", "chocolates"), ("suitcase", "sunglasses", "sneaker"),
    ("formula_can", "baby_bottle"), ("lipstick", "cushion", "eyeshadow"), ("wine", "glass"),
)  # fmt: skip


def things() -> Iterable[PictureSpec]:
    """Yield every thing twice, with two looks."""
    for number, name in enumerate(sorted(THINGS)):
        for turn in range(2):
            look = LOOKS[(number * 5 + turn * 7) % len(LOOKS)]
            label, mark = LABELS[(number + turn) % 4], MARKS[number % 5]
            yield PictureSpec((name,), "hero", look, label=label, mark=mark, seed=number * 3 + turn)


def places() -> Iterable[PictureSpec]:
    """Yield every place in every light."""
    for name in PLACES:
        for light in LIGHTS:
            yield PictureSpec(("paper_bag",), "place", "coral", place=name, time=light, label="ROVA", seed=3)


def compositions() -> Iterable[PictureSpec]:
    """Yield every composition three times, and the scenes of empty screens."""
    for number, name in enumerate(("hero", "duo", "trio", "flatlay", "collage", "versus", "steps", "shelf")):
        for turn in range(3):
            look = LOOKS[(number * 3 + turn * 5) % len(LOOKS)]
            goods = SETS[(number + turn * 2) % len(SETS)]
            yield PictureSpec(goods, name, look, label="SORVY", mark="leaf", seed=number * 7 + turn)
    for name in SCENES:
        yield PictureSpec((), name)


def posters(specs: Iterable[PictureSpec]) -> list[Image.Image]:
    """Return pictures as they are drawn at full size, made small."""
    drawn = (Image.open(io.BytesIO(draw.image(spec, 640, 800))).convert("RGB") for spec in specs)
    return [one.resize(POSTER, Image.Resampling.LANCZOS) for one in drawn]


def sheet(pictures: list[Image.Image], across: int) -> Image.Image:
    """Return pictures side by side, ``across`` in a row; rows are as high as their highest."""
    rows = [pictures[at : at + across] for at in range(0, len(pictures), across)]
    heights = [max(one.height for one in row) + GAP for row in rows]
    whole = Image.new("RGB", ((pictures[0].width + GAP) * across, sum(heights)), GROUND)
    top = 0
    for row, high in zip(rows, heights, strict=True):
        for number, one in enumerate(row):
            whole.paste(one, (number * (one.width + GAP), top))
        top += high
    return whole


def main() -> None:
    """Write the sheets and say where they are."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    covers = [note.pictures[0] for note in load().notes][:COVERS]
    sheets = {
        "things": sheet(posters(things()), 12),
        "places": sheet(posters(places()), 12),
        "compositions": sheet(posters(compositions()), 14),
        "feed-pixels": sheet([unsixel(draw.codes(one, "sixel", 37, one.rows, (8, 16))) for one in covers], 6),
    }
    for mode in GRIDS:
        drawn = [painted(draw.cells(one, WIDTH, one.rows, mode), mode) for one in covers]
        sheets[f"feed-{mode}"] = sheet(drawn, 6)
    for colours in ("256", "16", "lite"):
        drawn = [painted(draw.cells(one, WIDTH, one.rows, "sextant", colours), "sextant") for one in covers]
        sheets[f"feed-sextant-{colours}"] = sheet(drawn, 6)
    for name, picture in sheets.items():
        picture.save(folder / f"{name}.png")
        print(folder / f"{name}.png", f"{picture.width} x {picture.height}")


if __name__ == "__main__":
    main()
