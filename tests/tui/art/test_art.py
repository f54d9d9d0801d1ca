"""The drawn pictures: everything renders, stands out, differs, looks the same everywhere and every time."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from hashlib import blake2s
from pathlib import Path

import pytest

from fixtures.vocabulary import BACKS, COMPOSITIONS, MARKS, PALETTES, PLACES, THINGS, TIMES
from store.pictures import PictureSpec, Portrait
from tui.art import backdrops, colour, compose, places, props, scenes, things
from tui.art.cells import Cell, Raster, png
from tui.art.draw import cells
from tui.art.letters import written
from tui.art.subjects import FAMILIES, choice, grounds, look_of, subjects
from tui.art.things.kit import _EMBLEMS

GOLDEN = Path(__file__).with_name("golden_art.json")
COMPS = sorted(compose.COMPOSITIONS)


def flat(picture: Raster) -> list[Cell]:
    return [cell for line in picture for cell in line]


def test_the_story_asks_only_for_what_can_be_drawn() -> None:
    assert set(things.THINGS) == THINGS
    assert set(places.PLACES) == PLACES - {""}
    assert set(colour.PALETTES) == PALETTES
    assert set(compose.COMPOSITIONS) >= COMPOSITIONS
    assert set(places.LIGHTS) == TIMES
    assert set(backdrops.BACKDROPS) == BACKS - {""}
    assert set(_EMBLEMS) >= MARKS - {"", "none"}


def test_there_is_as_much_to_draw_with_as_was_promised() -> None:
    assert len(things.THINGS) >= 34
    assert len(places.PLACES) >= 12
    assert len(places.LIGHTS) == 4
    assert len(colour.PALETTES) == 16
    assert len(backdrops.BACKDROPS) == 6
    assert len(props.PROPS) >= 14
    assert len(COMPOSITIONS) == 9
    assert all(set(family.props) <= set(props.PROPS) for family in FAMILIES.values())
    assert set(FAMILIES) == set(things.THINGS)


# -- golden: the same text in every Python, so that a change of a drawing is a decision


def _drawings() -> dict[str, str]:
    """Return the SVG of every thing, place and scene, by name."""
    posters = {f"thing/{name}": PictureSpec((name,), "icon", "sky", label="ABC") for name in things.THINGS}
    posters |= {
        f"place/{name}/{time}": PictureSpec((), "place", place=name, time=time)
        for name, time in itertools.product(places.PLACES, places.LIGHTS)
    }
    posters |= {f"scene/{name}": PictureSpec((), name) for name in scenes.SCENES}
    posters |= {
        f"room/{name}": PictureSpec(("jar",), "hero", "mint", back=name) for name in backdrops.BACKDROPS
    }
    return {name: compose.poster(spec).svg() for name, spec in sorted(posters.items())}


def test_every_drawing_is_the_one_it_was() -> None:
    """Fails on purpose when a drawing changes: look at it, raise ART_VERSION, then ``make golden``."""
    hashes = {name: blake2s(svg.encode(), digest_size=8).hexdigest() for name, svg in _drawings().items()}
    assert hashes == json.loads(GOLDEN.read_text("utf-8"))


def test_no_drawing_asks_for_a_font_or_a_file() -> None:
    assert not any("<text" in svg or "<image" in svg for svg in _drawings().values())


# -- everything renders


@pytest.mark.parametrize("comp", COMPS)
@pytest.mark.parametrize("name", sorted(things.THINGS))
def test_every_thing_in_every_composition(comp: str, name: str) -> None:
    spec = PictureSpec((name, "jar"), comp, "peach", place="paris", time="dusk", seed=3)
    picture = cells(spec, 24, 8)
    assert (len(picture[0]), len(picture)) == (24, 8)
    assert sum(cell.glyph != " " for cell in flat(picture)) > 12


@pytest.mark.parametrize("comp", COMPS)
@pytest.mark.parametrize("size", [(37, 13), (9, 3), (5, 2), (79, 17), (46, 26), (1, 1)])
@pytest.mark.parametrize("mode", ["octant", "sextant", "quadrant", "half"])
def test_every_composition_fits_every_box(comp: str, size: tuple[int, int], mode: str) -> None:
    picture = cells(PictureSpec(("tube", "jar"), comp, "peach", place="paris", time="dusk"), *size, mode)
    assert (len(picture[0]), len(picture)) == size


@pytest.mark.parametrize("scene", sorted(scenes.SCENES))
def test_every_scene_shows_something(scene: str) -> None:
    assert sum(cell.glyph != " " for cell in flat(cells(PictureSpec(comp=scene), 30, 12))) > 40


def test_a_poster_is_as_large_as_asked_for() -> None:
    data = png(compose.poster(PictureSpec(("wine", "glass"), "duo", "wine"), 640, 800), 640)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (640, 800)


# -- subjects stand out, and are themselves


@pytest.mark.parametrize("palette", sorted(colour.PALETTES))
@pytest.mark.parametrize("other", sorted(colour.PALETTES))
def test_a_thing_of_any_palette_stands_out_of_any_backdrop(palette: str, other: str) -> None:
    for seed in range(12):
        spec = PictureSpec(("jar",), "hero", palette, goods=(Portrait("jar", other, "ABC", seed=seed),))
        look = look_of(subjects(spec, 1)[0])
        ground = grounds(spec, [look])
        assert colour.contrast(look.body, colour.mix(ground.high, ground.low, 0.5)) >= 1.45


@pytest.mark.parametrize("palette", sorted(colour.PALETTES))
def test_a_name_can_be_read_on_its_label(palette: str) -> None:
    for seed in range(12):
        look = look_of(Portrait("pump", palette, "ABC", seed=seed))
        assert colour.contrast(look.ink, look.label) >= colour.READABLE


def test_a_product_looks_the_same_on_its_page_and_on_a_note() -> None:
    own = PictureSpec(("tube",), "hero", "ocean", label="YUZU", mark="drop", seed=77)
    note = PictureSpec(("latte", "tube"), "duo", "cocoa", seed=5, goods=(own.portrait,))
    assert subjects(note, 2)[1] == own.portrait
    assert look_of(subjects(note, 2)[1]) == look_of(subjects(own, 1)[0])
    assert look_of(subjects(note, 2)[0]) != look_of(own.portrait)


def test_a_new_prop_changes_no_other_choice() -> None:
    before = [choice(f"room/{seed}", 4) for seed in range(50)]
    props.PROPS["hat"] = props.PROPS["star"]
    try:
        assert [choice(f"room/{seed}", 4) for seed in range(50)] == before
    finally:
        del props.PROPS["hat"]
    assert len(set(before)) == 4


def test_at_least_99_of_100_pictures_differ() -> None:
    combinations = list(itertools.product(sorted(things.THINGS), COMPS, sorted(PALETTES)))
    specs = [
        PictureSpec((name,), comp, palette, place="tokyo", seed=seed)
        for seed, (name, comp, palette) in enumerate(combinations[:: len(combinations) // 400])
    ]
    assert len({cells(spec, 24, 8) for spec in specs}) >= 0.99 * len(specs)


def test_the_same_spec_is_the_same_picture() -> None:
    spec = PictureSpec(("jar",), "hero", "lilac", seed=4)
    assert cells(spec, 37, 11) == cells(spec, 37, 11)


@pytest.mark.parametrize("thing", ["no such thing", "", "<script>"])
def test_an_unknown_thing_is_drawn_as_a_parcel(thing: str) -> None:
    known = replace(PictureSpec(("gift_box",), "icon", "sky"))
    assert cells(replace(known, things=(thing,)), 12, 6)[3] != ()
    assert flat(cells(PictureSpec((thing,), "no such composition", "no such palette"), 24, 8))
    assert "<script" not in compose.poster(PictureSpec((thing,), "hero", label="<script>&'")).svg()


# -- letters


def test_letters_stand_side_by_side() -> None:
    data, width = written("YUZU")
    assert width == pytest.approx(sum((4.0, 4.0, 3.8, 4.0)) + 3 * 1.7)
    assert data.count("M") == 5  # Y takes two strokes


def test_a_narrow_letter_takes_no_more_room_than_it_needs() -> None:
    assert written("II")[1] < written("OO")[1] / 4


def test_what_has_no_letter_is_left_out() -> None:
    assert written("柚") == ("", 0.0)
    assert written("A柚B") == written("AB")
