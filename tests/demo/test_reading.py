"""Tour files: read as data, refused with file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import StoreError
from tui import i18n
from tui.demo.reading import find, read, shipped
from tui.demo.tour import Wait

GOOD = """\
title: {zh: 试试, en: A try}
now: 2026-11-22T15:42
buyer: xiaoman
chapters:
  - title: one text for both
    opens: note/sunscreen-third-tube
    notes: {zh: 慢一点, en: Slowly}
    steps:
      - caption: {zh: 你好, en: Hello}
      - press: down*3 enter ctrl+p
      - type: 防晒
      - advance: 36h
      - wait: {zh: 到手, en: all in}
      - wait: {screen: note}
      - wait: {gone: loading}
      - press: t
        until: {gone: {zh: 预计, en: expected}}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_tour_is_read_whole(tmp_path: Path) -> None:
    tour = read(write(tmp_path, GOOD))
    (chapter,) = tour.chapters
    assert (tour.name, tour.now, tour.buyer, tour.title.en) == (
        "mine",
        "2026-11-22T15:42",
        "xiaoman",
        "A try",
    )
    assert (chapter.title.zh, chapter.title.en) == ("one text for both", "one text for both")
    assert chapter.opens == "note/sunscreen-third-tube"
    caption, press, type_, advance, text, screen, gone, again = chapter.steps
    assert (caption.caption.zh, caption.line) == ("你好", 9)
    assert press.press == ("down", "down", "down", "enter", "ctrl+p")
    assert type_.type.zh == "防晒"
    assert advance.advance == 36 * 3_600
    assert text.wait and text.wait.text.en == "all in"
    assert screen.wait == Wait(screen="note")
    assert gone.wait and gone.wait.gone.zh == "loading"
    assert again.press == ("t",) and again.until and again.until.gone.en == "expected"


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("      - press: down*3 enter ctrl+p", "      - pres: down", 10, "chapters[1].steps[2].pres"),
        ("down*3 enter", "down*x enter", 10, "chapters[1].steps[2].press"),
        ("      - advance: 36h", "      - advance: soon", 12, "chapters[1].steps[4].advance"),
        ("{screen: note}", "{screen: note, text: x}", 14, "chapters[1].steps[6].wait"),
        ("    opens: note/sunscreen-third-tube", "    opens: moon", 6, "chapters[1].opens"),
        ("      - press: t\n        until", "      - until", 16, "chapters[1].steps[8]"),
        ("      - press: t\n", "      - type: t\n", 16, "chapters[1].steps[8]"),
        ("now: 2026-11-22T15:42", "now: tomorrow", 2, "now"),
        ("{zh: 你好, en: Hello}", "{zh: 你好}", 9, "chapters[1].steps[1].caption.en"),
        ("{zh: 你好, en: Hello}", "{zh: " + "长" * 76 + ", en: Hello}", 9, "chapters[1].steps[1].caption"),
        ("title: {zh: 试试, en: A try}\n", "", 1, "title"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, field: str
) -> None:
    assert old in GOOD
    with pytest.raises(StoreError) as caught:
        read(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.code == "tour_wrong"
    assert (caught.value.params["line"], caught.value.params["field"]) == (line, field)
    assert "mine.yaml" in i18n.error_text(caught.value)


def test_a_file_that_is_no_yaml_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="tour_not_yaml") as caught:
        read(write(tmp_path, "title: [1,\nchapters: }"))
    assert caught.value.params["line"] == 2
    with pytest.raises(StoreError, match="tour_unreadable"):
        read(tmp_path / "nowhere.yaml")
    with pytest.raises(StoreError, match="tour_unknown") as unknown:
        find("moon")
    assert "tour" in unknown.value.params["known"]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_tour_of_our_own_is_sound(name: str) -> None:
    tour = read(find(name))
    assert tour.chapters
    for chapter in tour.chapters:
        assert chapter.notes.zh and chapter.notes.en, "a presenter wants something to say"
