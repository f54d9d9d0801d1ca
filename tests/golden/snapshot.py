"""What stands on a screen as lines that a person can read and compare: its text, then its colours row by row.

A row of colours is a list of runs, ``style*cells``: ``muted/raised!*12`` are twelve cells of muted text on the
raised ground, bold. ``.`` is plain text on the plain ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from difflib import unified_diff
from itertools import groupby, zip_longest

from rich.style import Style
from textual.app import App
from textual.strip import Strip

from tui.theme import Palette, palette_of

COLOURS = "-- colours"


def snapshot(app: App[None]) -> str:
    """Return the text of the screen, a line a row, and below it the colours of each row."""
    strips = app.screen._compositor.render_strips()
    names = _names(palette_of(app))
    rows = [strip.text.rstrip() for strip in strips]
    colours = [f"{number:>2}  {_runs(strip, names)}" for number, strip in enumerate(strips)]
    return "\n".join([*rows, COLOURS, *colours]) + "\n"


def difference(wanted: str, found: str, name: str) -> str:
    """Return what differs, the text as a diff, the colours as the words whose look is another one."""
    texts, lines = wanted.partition(COLOURS)[0], found.partition(COLOURS)[0]
    said = list(unified_diff(texts.splitlines(), lines.splitlines(), "golden", name, lineterm="", n=1))
    rows = lines.splitlines()
    looks = zip_longest(_colours(wanted), _colours(found), fillvalue="")
    for number, (before, now) in enumerate(looks):
        if before != now:
            said += [f"row {number}: {rows[number].strip() if number < len(rows) else ''}"]
            said += [f"  was {before[4:]}", f"  is  {now[4:]}"]
    return "\n".join(said)


def _colours(text: str) -> list[str]:
    return text.partition(COLOURS)[2].strip("\n").splitlines()


def _names(palette: Palette) -> dict[str, str]:
    """Return the palette's colours by their hex value; of two names of one colour the first one."""
    names: dict[str, str] = {}
    for name, colour in asdict(palette).items():
        if isinstance(colour, str):
            names.setdefault(colour.lower(), name)
    return names


def _runs(strip: Strip, names: dict[str, str]) -> str:
    cells = ((_look(style, names), text) for text, style, _ in strip)
    runs = (
        (look, _width(text for _, text in group)) for look, group in groupby(cells, key=lambda cell: cell[0])
    )
    return " ".join(f"{look}*{width}" for look, width in runs)


def _width(texts: Iterable[str]) -> int:
    from tui.text import cells

    return sum(cells(text) for text in texts)


def _look(style: Style | None, names: dict[str, str]) -> str:
    if style is None:
        return "none"
    ink, ground = _colour(style.color, names), _colour(style.bgcolor, names)
    marks = "".join(
        mark for mark, on in (("!", style.bold), ("_", style.underline), ("%", style.reverse)) if on
    )
    return f"{'' if ink == 'text' else ink}{'' if ground == 'bg' else '/' + ground}{marks}" or "."


def _colour(colour: object, names: dict[str, str]) -> str:
    triplet = getattr(colour, "triplet", None)
    if triplet is None:
        return "none"
    return names.get(triplet.hex.lower(), triplet.hex)
