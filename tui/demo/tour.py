"""What a tour is made of. A tour is data: chapters of steps, each step one verb."""

from __future__ import annotations

from dataclasses import dataclass

from store.words import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class Wait:
    """What must be true on the screen before the tour goes on: a text stands there, is gone, or a screen is open."""

    text: Bilingual = NOTHING
    gone: Bilingual = NOTHING
    screen: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One verb. ``press`` holds key names, ``type`` a text, ``advance`` seconds of world time.

    With ``until`` the keys are pressed again and again until that is true.
    """

    line: int
    caption: Bilingual = NOTHING
    press: tuple[str, ...] = ()
    type: Bilingual = NOTHING
    until: Wait | None = None
    wait: Wait | None = None
    advance: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part one can jump to: it begins at ``opens``, in the world as the chapters before have left it.

    ``opens`` is a place (``discover``, ``shop``, ``cart``, ``orders``, ``me``, ``sale``) or ``note/ID``,
    ``product/ID``, ``order/NAME`` (as the story names it, or ``newest``); when empty the tour goes on
    where the chapter before has ended, and whoever jumps here is brought through that one in a hurry.
    """

    title: Bilingual
    steps: tuple[Step, ...]
    opens: str = ""
    notes: Bilingual = NOTHING


NEWEST = "newest"
"""The name of the last order the buyer placed."""

BEGINNING, BUYER = "2026-11-27T20:05", "alan"
"""A Friday evening, with the sale on; and whose eyes are used where a tour does not say."""


@dataclass(frozen=True, slots=True)
class Tour:
    """A whole walk: ``now`` is world time at its start (ISO 8601, Beijing), ``buyer`` whose eyes are used."""

    name: str
    title: Bilingual
    chapters: tuple[Chapter, ...]
    now: str = BEGINNING
    buyer: str = BUYER
    scenario: str = ""
    file: str = ""
