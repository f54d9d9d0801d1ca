"""Every tour of our own, played whole: at three sizes, in both languages, with the world checked at its end."""

from __future__ import annotations

import json
from pathlib import Path

import pyte
import pytest
from click.testing import CliRunner

from store.errors import StoreError
from tests.terminal import ROOT, Screen
from tui import i18n
from tui.cli.main import main
from tui.demo.app import StageApp
from tui.demo.band import fits
from tui.demo.reading import find, read, shipped
from tui.demo.recording import Played, play, write_cast, write_svgs

SIZES, LANGUAGES = ((80, 24), (120, 40), (200, 50)), ("zh", "en")
SAVED = "WHERE person_id = 'alan' AND note_id = 'sunscreen-third-tube' AND reaction = 'save'"
LATEST = "(SELECT intent FROM orders ORDER BY placed_at DESC, rowid DESC LIMIT 1)"
MINE = f"FROM orders WHERE intent = {LATEST}"
RETURNED = f"(SELECT id FROM returns WHERE order_id IN (SELECT id {MINE}))"
OF_STORY = "(SELECT id FROM orders WHERE intent = 'story/{}')"
FACTS: dict[str, dict[str, object]] = {
    "tour": {
        f"SELECT COUNT(*) FROM reactions {SAVED}": 1,
        f"SELECT COUNT(*) {MINE}": 3,
        f"SELECT COUNT(*) {MINE} AND paid_at IS NOT NULL": 3,
        f"SELECT COUNT(*) {MINE} AND payment = 'partly_refunded'": 1,
        f"SELECT state FROM return_events WHERE return_id IN {RETURNED} ORDER BY id DESC LIMIT 1": "refunded",
        "SELECT COUNT(*) FROM cart_lines WHERE buyer_id = 'alan' AND sku_id = 'vilamor-weekend-case'": 1,
    },
    "red-friday": {
        "SELECT quantity FROM cart_lines WHERE buyer_id = 'alan' AND sku_id = 'dawnvale-dripper'": 2,
        "SELECT COUNT(*) FROM orders WHERE buyer_id = 'alan' AND intent NOT LIKE 'story/%'": 0,
    },
    "newcomer": {
        "SELECT COUNT(*) FROM interests WHERE person_id = 'newcomer'": 3,
        "SELECT COUNT(*) FROM events WHERE person_id = 'newcomer' AND kind = 'pick'": 1,
    },
    "search": {
        "SELECT COUNT(*) FROM search_changes": 0,
        "SELECT COUNT(*) FROM orders WHERE buyer_id = 'alan' AND intent NOT LIKE 'story/%'": 0,
    },
    "late-dispatch": {
        f"SELECT promise FROM compensations WHERE order_id = {OF_STORY.format('headphones-late')}": "dispatch_120h",
        "SELECT COUNT(*) FROM coupon_grants WHERE buyer_id = 'alan' AND offer_id LIKE 'sorry-%'": 1,
    },
    "customs-hold": {
        f"SELECT state FROM orders WHERE id = {OF_STORY.format('toothbrush-held')}": "paid",
        f"SELECT payment FROM orders WHERE id = {OF_STORY.format('toothbrush-held')}": "held",
    },
}
"""What must be true of the world when a tour is over: a question to the database, and its answer."""


def shows() -> list[tuple[str, tuple[int, int], str]]:
    """Every tour at every size and in both languages in turn; the great one in both where room is scarce."""
    return [
        (name, size, language)
        for number, name in enumerate(shipped())
        for count, size in enumerate(SIZES)
        for language in LANGUAGES
        if (name == "tour" and size == SIZES[0]) or LANGUAGES[(number + count) % 2] == language
    ]


def holds(name: str, app: StageApp) -> None:
    """Ask the database what must be true when a tour is over."""
    reader = app.store.database.read()
    for question, answer in FACTS[name].items():
        found = reader.execute(question).fetchone()
        assert found is not None and found[0] == answer, question
    assert all(check["ok"] for check in app.store.doctor()["checks"])


@pytest.mark.parametrize(("name", "size", "language"), shows())
async def test_a_tour_of_our_own_comes_to_its_end(name: str, size: tuple[int, int], language: str) -> None:
    i18n.use(language)
    tour = read(find(name))
    ends: list[str] = []

    def check(app: StageApp) -> None:
        holds(name, app)
        ends.append(app.text())

    played = await play(tour, size, check=check)
    assert ends, "the tour was never over"
    assert {frame.chapter for frame in played.frames} == set(range(len(tour.chapters)))
    for frame in played.frames:
        assert len(frame.strips) == size[1]
        assert {strip.cell_length for strip in frame.strips} == {size[0]}
    for chapter in tour.chapters:
        for step in chapter.steps:
            words = step.caption.pick(language)
            assert fits(words, size[0]), words
            first = words[:12]
            assert any(first in frame.text for frame in played.frames), words


async def test_the_guides_own_example_plays(tmp_path: Path) -> None:
    file = tmp_path / "coffee.yaml"
    file.write_text(
        (ROOT / "docs" / "demos.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0], "utf-8"
    )
    tour = read(file)

    def check(app: StageApp) -> None:
        row = app.store.database.read().execute(
            "SELECT quantity FROM cart_lines WHERE buyer_id = 'alan' AND sku_id = 'dawnvale-dripper'"
        )
        assert row.fetchone()[0] == 2

    for language in LANGUAGES:
        i18n.use(language)
        await play(tour, (80, 24), check=check)


def replayed(file: Path) -> list[str]:
    """Play a recording on an emulated terminal; return what stands there at its end."""
    head, *events = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert head["version"] == 2
    screen = Screen(head["width"], head["height"])
    stream = pyte.Stream(screen)
    before = 0.0
    for at, kind, data in events:
        assert kind == "o" and at >= before
        before = at
        stream.feed(data)
    columns = range(screen.columns)
    return ["".join(screen.buffer[y][x].data for x in columns).rstrip() for y in range(screen.lines)]


def last_screens(played: Played) -> dict[int, object]:
    """Return the last screen of each chapter, colours and all."""
    return {frame.chapter: frame.strips for frame in played.frames}


async def test_a_recording_is_the_same_every_time_and_ends_as_the_app_does(tmp_path: Path) -> None:
    tour = read(find("tour"))
    files = [tmp_path / "one.cast", tmp_path / "two.cast"]
    runs = [await play(tour, (100, 30)) for _ in files]
    for file, played in zip(files, runs, strict=True):
        write_cast(played, file, tour.title.zh)
    assert last_screens(runs[0]) == last_screens(runs[1])
    assert files[0].read_bytes() == files[1].read_bytes()
    assert replayed(files[0]) == [row.rstrip() for row in runs[0].frames[-1].text.split("\n")]
    pictures = write_svgs(runs[0], tmp_path / "pictures", tour.name)
    assert len(pictures) == len(tour.chapters)
    assert all(picture.read_text("utf-8").startswith("<svg") for picture in pictures)


@pytest.mark.parametrize("place", ["nowhere/a.cast", "a-folder"])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "a-folder").mkdir()

    def played(*_arguments: object, **_named: object) -> None:
        raise AssertionError("the tour was played")

    monkeypatch.setattr("tui.demo.recording.play", played)
    command = ["--lang", "en", "demo", "tour", "--record", str(tmp_path / place)]
    answer = CliRunner().invoke(main, command)
    assert answer.exit_code in (1, 2)
    assert str(tmp_path / place) in answer.output
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_file_that_cannot_be_finished_leaves_the_old_one_whole(tmp_path: Path) -> None:
    (tmp_path / "tour.cast").mkdir()
    with pytest.raises(StoreError, match="demo_unwritable"):
        write_cast(Played((), 0.0, (80, 24)), tmp_path / "tour.cast", "")
    assert [file.name for file in tmp_path.iterdir()] == ["tour.cast"]
