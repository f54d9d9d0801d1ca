"""Walking a tour: one step after the other, each waited for, until somebody takes over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from store.errors import StoreError
from store.words import Bilingual
from tui.commands import key_name
from tui.demo.band import BandState
from tui.demo.tour import Chapter, Step, Tour, Wait
from tui.i18n import language
from tui.text import cells

Mode = Literal["playing", "paused", "viewer", "over"]
KEY_SECONDS, LONGEST_WAIT = 0.4, 15.0
MOST_ROUNDS = 40
"""How often the keys of one step are pressed at most while what they are pressed for is not true."""
READING_CELLS, SHORTEST_READING = 16, 1.6
"""How fast captions are read (cells a second), and how long even a short one stays (seconds)."""
PACES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)


class Stage(Protocol):
    """The app as the player sees it."""

    async def begin(self, chapter: int, opens: str, fresh: bool) -> None:
        """Go where a chapter begins; ``fresh`` brings the world back to what it was there."""

    async def press(self, key: str) -> None:
        """Press one key, and come back when everything it caused is on the screen."""

    async def type(self, text: str) -> None:
        """Put a text into the focused field."""

    async def advance(self, seconds: int) -> None:
        """Move world time ahead."""

    def text(self) -> str:
        """Return what stands on the screen, row by row."""

    def scope(self) -> str:
        """Return the name of the screen that is open."""

    def changed(self) -> None:
        """Paint the band anew."""


class Jump(Exception):
    """Go on elsewhere: at the chapter ``to``."""

    def __init__(self, to: int) -> None:
        super().__init__(to)
        self.to = to


class TakenOver(Exception):
    """Somebody pressed a key of their own."""


@dataclass(frozen=True, slots=True)
class Where:
    """The step a tour is at: chapter and step count from 1."""

    chapter: int
    step: int
    line: int


class Player:
    """Plays one tour on a stage. ``hold`` lets time pass: real time, or a recording's."""

    def __init__(
        self, tour: Tour, stage: Stage, *, hold: Callable[[float], Awaitable[None]] | None = None
    ) -> None:
        self.tour = tour
        self.mode: Mode = "playing"
        self.chapter = 0
        self.pace = 1.0
        self.where = Where(1, 0, 0)
        self._stage = stage
        self._hold = hold or self._for_real
        self._caption = Bilingual("", "")
        self._keys: list[str] = []
        self._jump: int | None = None
        self._rush = 0
        self._wake = asyncio.Event()

    @property
    def state(self) -> BandState:
        """What the band has to say."""
        titles = tuple(chapter.title.pick(language()) for chapter in self.tour.chapters)
        caption = self._caption.pick(language())
        return BandState(caption, self.chapter, titles, tuple(self._keys), self.mode, self.pace)

    async def play(self, start: int = 0) -> None:
        """Play to the end; what lies before the chapter ``start`` (counted from 0) is hurried through.

        Raises ``StoreError("tour_stuck", chapter=, step=, line=, wanted=, screen=)`` when a step does
        not come true.
        """
        number, fresh, self._rush = 0, False, start
        while number < len(self.tour.chapters):
            try:
                await self._play(number, fresh)
                number, fresh = number + 1, False
            except Jump as jump:
                number, fresh, self._rush = self._way_to(jump.to), True, jump.to
            except TakenOver:
                await self._wait_for_hand_back()
                number, fresh, self._rush = self._way_to(self.chapter), True, self.chapter
        self.mode, self._keys = "over", []
        self._stage.changed()

    def _way_to(self, chapter: int) -> int:
        """Return where to begin in order to come to a chapter: at the latest one that opens a place."""
        opening = (n for n in range(chapter, 0, -1) if self.tour.chapters[n].opens)
        return next(opening, 0)

    # -- what a person at the keyboard does

    def pause(self) -> None:
        """Pause, or go on."""
        self.mode = "playing" if self.mode == "paused" else "paused"
        self._wake.set()
        self._stage.changed()

    def jump(self, by: int) -> None:
        """Go to the chapter before or after this one; what lies ahead is hurried through, not left out."""
        to = min(len(self.tour.chapters) - 1, max(0, self.chapter + by))
        if by > 0:
            self._rush = to
        else:
            self._jump = to
        self.mode = "playing"
        self._wake.set()

    def change_pace(self, by: int) -> None:
        """Play faster or slower."""
        at = min(range(len(PACES)), key=lambda number: abs(PACES[number] - self.pace))
        self.pace = PACES[min(len(PACES) - 1, max(0, at + by))]
        self._stage.changed()

    def take_over(self) -> None:
        """Leave the app to the person at the keyboard, at this very point."""
        self.mode = "viewer"
        self._wake.set()
        self._stage.changed()

    def hand_back(self) -> None:
        """Go on with the tour, from the beginning of the chapter."""
        self.mode = "playing"
        self._wake.set()
        self._stage.changed()

    async def _wait_for_hand_back(self) -> None:
        while self.mode == "viewer":
            self._wake.clear()
            await self._wake.wait()

    # -- playing

    async def _play(self, number: int, fresh: bool) -> None:
        """Play one chapter step by step; ``fresh`` begins it in a new world."""
        chapter = self.tour.chapters[number]
        self.chapter, self._keys = number, []
        await self._stage.begin(number, chapter.opens, fresh)
        self._stage.changed()
        for count, step in enumerate(chapter.steps, start=1):
            self._look_up()
            self.where = Where(number + 1, count, step.line)
            await self._do(step, chapter)

    async def _do(self, step: Step, chapter: Chapter) -> None:
        """Do one step: its caption for as long as reading takes, then its keys, its words, its wait."""
        if step.caption.zh:
            self._caption = step.caption
            self._stage.changed()
            await self._hold(max(SHORTEST_READING, cells(step.caption.pick(language())) / READING_CELLS))
        await self._press(step)
        if step.type.zh:
            await self._stage.type(step.type.pick(language()))
            await self._hold(KEY_SECONDS)
        if step.advance:
            await self._stage.advance(step.advance)
            await self._hold(KEY_SECONDS)
        if step.wait:
            await self._until(step.wait)

    async def _press(self, step: Step) -> None:
        """Press the keys of a step, once or until what it says is true."""
        for _ in range(MOST_ROUNDS if step.until else 1):
            if step.until and self._holds(step.until):
                return
            for key in step.press:
                self._look_up()
                self._keys = [*self._keys[-9:], key_name(key)]
                self._stage.changed()
                await self._stage.press(key)
                await self._hold(KEY_SECONDS)
        if step.until:
            await self._until(step.until)

    async def _until(self, wait: Wait) -> None:
        """Wait for a state, never for a time; raises ``tour_stuck`` when it does not come."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LONGEST_WAIT
        while not self._holds(wait):
            self._look_up()
            if loop.time() > until:
                where = self.where
                raise StoreError(
                    "tour_stuck",
                    chapter=where.chapter,
                    step=where.step,
                    line=where.line,
                    wanted=_said(wait),
                    screen=self._stage.text(),
                )
            await asyncio.sleep(0.02)

    def _holds(self, wait: Wait) -> bool:
        """Tell whether what a step waits for is on the screen, or gone from it."""
        if wait.screen:
            return self._stage.scope() == wait.screen
        text = _bare(self._stage.text())
        if wait.gone.zh:
            return _bare(wait.gone.pick(language())) not in text
        return _bare(wait.text.pick(language())) in text

    def _look_up(self) -> None:
        """Notice what the person at the keyboard wants."""
        if self.mode == "viewer":
            raise TakenOver
        if self._jump is not None:
            to, self._jump = self._jump, None
            raise Jump(to)

    async def _for_real(self, seconds: float) -> None:
        """Let time pass at the pace of the tour; a pause stops it, a jump or a person's key ends it."""
        left = 0.0 if self.chapter < self._rush else seconds / self.pace
        while left > 0 or self.mode == "paused":
            self._look_up()
            self._wake.clear()
            before = asyncio.get_running_loop().time()
            patience = None if self.mode == "paused" else left
            try:
                await asyncio.wait_for(self._wake.wait(), patience)
            except TimeoutError:
                return
            if self.chapter < self._rush:
                return
            if patience is not None:
                left -= asyncio.get_running_loop().time() - before
        self._look_up()


def _said(wait: Wait) -> str:
    if wait.screen:
        return wait.screen
    return wait.gone.pick(language()) or wait.text.pick(language())


def _bare(text: str) -> str:
    """Return a text without blanks and line ends, so that wrapping does not matter."""
    return "".join(text.split())
