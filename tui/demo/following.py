"""The presenter's notes: the stage says where it is in a small file, a second terminal reads it."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from store.errors import StoreError
from tui import i18n
from tui.demo.reading import read
from tui.demo.tour import Tour
from tui.text import wrap

LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Position:
    """Where a tour stands: its file, the chapter from 0, the step from 1, and the process that plays it."""

    file: str
    chapter: int
    step: int
    mode: str
    pid: int


def position_file() -> Path:
    """Return the file through which a stage and its notes know of each other."""
    return Path(os.environ.get("XHS_TUI_STATE") or platformdirs.user_state_path("xhs-tui")) / "stage.json"


def publish(position: Position) -> None:
    """Write down where a tour stands; a folder that cannot be written is no reason to stop it."""
    with suppress(OSError):
        file = position_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".part")
        beside.write_text(
            json.dumps([position.file, position.chapter, position.step, position.mode, position.pid])
        )
        beside.replace(file)


def withdraw() -> None:
    """Say that nothing is played any more."""
    with suppress(OSError):
        position_file().unlink(missing_ok=True)


def published() -> Position | None:
    """Return where the tour of another terminal stands, ``None`` when none is played."""
    try:
        position = Position(*json.loads(position_file().read_text()))
        os.kill(position.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return position


def follow() -> None:
    """Show the notes of the tour that is played elsewhere until it ends; raises ``demo_not_played``."""
    position = published()
    if position is None:
        raise StoreError("demo_not_played")
    tour, shown = read(Path(position.file)), None
    try:
        while position is not None:
            if position != shown:
                sys.stdout.write(
                    page(tour, position, os.get_terminal_size().columns if sys.stdout.isatty() else 80)
                )
                sys.stdout.flush()
                shown = position
            time.sleep(LOOK_SECONDS)
            position = published()
    except KeyboardInterrupt:
        return


def page(tour: Tour, position: Position, width: int) -> str:
    """Return the notes for one position as a page of plain text that clears the screen first."""
    language = i18n.language()
    chapter = tour.chapters[min(position.chapter, len(tour.chapters) - 1)]
    lines = [
        f"{tour.title.pick(language)}  {position.chapter + 1}/{len(tour.chapters)}  {i18n.t(f'demo.short-{position.mode}')}",
        "",
        chapter.title.pick(language),
        *(
            f"  {line}"
            for line in wrap(chapter.notes.pick(language) or i18n.t("demo.no-notes"), max(20, width - 4))
        ),
        "",
    ]
    for number, step in enumerate(chapter.steps, start=1):
        words = step.caption.pick(language) or " ".join(step.press)
        if words:
            lines += [
                f"{'▶' if number == position.step else ' '} {line}"
                for line in wrap(words, max(20, width - 4))
            ]
    if position.chapter + 1 < len(tour.chapters):
        lines += ["", f"→ {tour.chapters[position.chapter + 1].title.pick(language)}"]
    return "\x1b[2J\x1b[H" + "\n".join(lines) + "\n"
