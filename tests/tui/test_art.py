"""The drawn pictures: everything renders, stands out, differs, and never keeps a key waiting."""

from __future__ import annotations

import pytest

from fixtures.vocabulary import COMPOSITIONS, PALETTES, PLACES, THINGS, TIMES
from store.pictures import PictureSpec
from tui import pictures
from tui.art import colour, compose, places, things
from tui.art.cells import SEXTANTS, fitted
from tui.pictures import Studio

SIZE = (37, 11)


def drawn(spec: PictureSpec, columns: int = 37, rows: int = 11) -> tuple[tuple[object, ...], ...]:
    return fitted(compose.scene(spec, columns, rows), columns, rows)


def test_the_story_asks_only_for_what_can_be_drawn() -> None:
    assert set(things.THINGS) >= THINGS
    assert set(places.PLACES) >= PLACES - {""}
    assert set(colour.PALETTES) >= PALETTES
    assert set(compose._COMPOSITIONS) >= COMPOSITIONS
    assert set(places.SKIES) >= TIMES


@pytest.mark.parametrize("name", sorted(things.THINGS))
def test_every_thing_stands_out_of_its_ground(name: str) -> None:
    with_it = drawn(PictureSpec((name,), "icon", "sky"))
    cells = [cell for line in with_it for cell in line]
    assert sum(cell.glyph != " " for cell in cells) > 12  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(colour.PALETTES))
def test_a_thing_contrasts_with_its_backdrop(name: str) -> None:
    palette = colour.PALETTES[name]
    middle = colour.mix(palette.high, palette.low, 0.5)
    assert colour.contrast(palette.look.body, middle) >= 1.45


@pytest.mark.parametrize("comp", sorted(compose._COMPOSITIONS))
@pytest.mark.parametrize("size", [(37, 13), (9, 3), (5, 2), (79, 17)])
def test_every_composition_fits_every_box(comp: str, size: tuple[int, int]) -> None:
    picture = drawn(PictureSpec(("tube", "jar"), comp, "peach", place="paris", time="dusk"), *size)
    assert (len(picture[0]), len(picture)) == size


def test_pictures_of_many_specs_differ() -> None:
    specs = [
        PictureSpec((thing,), comp, palette, seed=seed)
        for seed, (thing, comp, palette) in enumerate(
            (thing, comp, palette)
            for thing in sorted(things.THINGS)
            for comp in ("hero", "versus")
            for palette in ("sky", "wine", "cream")
        )
    ]
    seen = {drawn(spec, 24, 8) for spec in specs}
    assert len(seen) >= 0.99 * len(specs)


def test_the_same_spec_is_the_same_picture() -> None:
    spec = PictureSpec(("jar",), "hero", "lilac", seed=4)
    assert drawn(spec) == drawn(spec)


def test_a_picture_shows_its_colours_until_it_is_drawn() -> None:
    studio = Studio()
    asked: list[bool] = []
    studio.on_wanted = lambda: asked.append(True)
    key = (PictureSpec(("tube",), palette="sky"), *SIZE)
    before = studio.raster(key)
    assert asked == [True]
    assert {cell.glyph for line in before for cell in line} == {" "}
    assert studio.draw_next()
    assert not studio.draw_next()
    after = studio.raster(key)
    assert after != before
    assert {cell.glyph for line in after for cell in line} & set(SEXTANTS[1:])


def test_the_studio_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "KEPT_CELLS", 100)
    studio = Studio()
    for seed in range(15):
        studio.raster((PictureSpec(seed=seed), 5, 2))
        studio.draw_next()
    assert [key[0].seed for key in studio._drawn] == list(range(5, 15))


@pytest.mark.parametrize("thing", ["no such thing", "", "<script>"])
def test_an_unknown_thing_is_drawn_as_a_parcel(thing: str) -> None:
    assert drawn(PictureSpec((thing,), "hero", "sky")) == drawn(PictureSpec((thing,), "hero", "sky"))
    assert len(drawn(PictureSpec((thing,), "no such composition", "no such palette"))) == 11
