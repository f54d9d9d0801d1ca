"""A Latin stroke alphabet: the same on every machine, because no font is asked.

Each letter is an SVG path in a box six units high, with its own width, so that I stands as close as O.
"""

from __future__ import annotations

GAP = 1.7
_GLYPHS: dict[str, tuple[float, str]] = {
    "A": (4.2, "M0 6L2.1 0L4.2 6M.8 4H3.4"),
    "B": (3.7, "M0 2.8H2.2A1.4 1.4 0 0 0 2.2 0H0V6H2.2A1.6 1.6 0 0 0 2.2 2.8"),
    "C": (4.0, "M4 .9A2.4 3 0 1 0 4 5.1"),
    "D": (4.1, "M0 0V6H1.5A2.6 3 0 0 0 1.5 0Z"),
    "E": (3.4, "M3.4 0H0V6H3.4M0 2.9H2.8"),
    "F": (3.4, "M3.4 0H0V6M0 2.9H2.8"),
    "G": (4.2, "M4.1 .9A2.5 3 0 1 0 4.2 5V3.2H2.7"),
    "H": (4.0, "M0 0V6M4 0V6M0 3H4"),
    "I": (0.0, "M0 0V6"),
    "J": (3.0, "M3 0V4.3A1.5 1.7 0 0 1 0 4.3"),
    "K": (4.0, "M0 0V6M3.8 0L0 3.7M1.4 2.4L4 6"),
    "L": (3.2, "M0 0V6H3.2"),
    "M": (4.8, "M0 6V0L2.4 3.8L4.8 0V6"),
    "N": (4.1, "M0 6V0L4.1 6V0"),
    "O": (4.5, "M2.25 0A2.25 3 0 1 0 2.25 6A2.25 3 0 1 0 2.25 0Z"),
    "P": (3.8, "M0 6V0H2.1A1.7 1.7 0 0 1 2.1 3.4H0"),
    "Q": (4.5, "M2.25 0A2.25 3 0 1 0 2.25 6A2.25 3 0 1 0 2.25 0ZM2.9 4.3L4.6 6.2"),
    "R": (3.9, "M0 6V0H2.1A1.7 1.7 0 0 1 2.1 3.4H0M2 3.4L3.9 6"),
    "S": (3.8, "M3.6 1.1C3.2 -.4 .3 -.4 .2 1.5C.1 3.4 3.8 2.6 3.8 4.5C3.8 6.5 .5 6.4 0 4.8"),
    "T": (4.0, "M0 0H4M2 0V6"),
    "U": (4.0, "M0 0V4A2 2 0 0 0 4 4V0"),
    "V": (4.2, "M0 0L2.1 6L4.2 0"),
    "W": (5.6, "M0 0L1.4 6L2.8 1.4L4.2 6L5.6 0"),
    "X": (4.0, "M0 0L4 6M4 0L0 6"),
    "Y": (4.0, "M0 0L2 3.1L4 0M2 3.1V6"),
    "Z": (3.8, "M0 0H3.8L0 6H3.8"),
    "0": (4.0, "M2 0A2 3 0 1 0 2 6A2 3 0 1 0 2 0Z"),
    "1": (1.4, "M0 1.2L1.4 0V6"),
    "2": (3.6, "M.1 1.5C.2 -.5 3.6 -.5 3.5 1.7C3.4 3.2 .6 4.4 0 6H3.6"),
    "3": (
        3.6,
        "M.1 .9C.8 -.5 3.5 -.2 3.4 1.5C3.3 2.7 2.3 2.9 1.4 2.9C2.5 2.9 3.6 3.3 3.6 4.5C3.6 6.4 .6 6.4 0 4.9",
    ),
    "4": (4.0, "M3 6V0L0 4.3H4"),
    "5": (3.6, "M3.3 0H.6L.2 2.8C1.2 1.9 3.6 2.1 3.6 4.1C3.6 6.4 .6 6.4 0 5"),
    "6": (3.8, "M3.3 0C1.2 1 0 2.6 0 4.2A1.9 1.8 0 1 0 .5 3"),
    "7": (3.6, "M0 0H3.6L1.2 6"),
    "8": (3.8, "M1.9 2.8A1.5 1.4 0 1 1 2 2.8A1.8 1.6 0 1 1 1.9 2.8Z"),
    "9": (3.8, "M.5 6C2.6 5 3.8 3.4 3.8 1.8A1.9 1.8 0 1 0 3.3 3"),
    "+": (3.0, "M1.5 1.6V4.6M0 3.1H3"),
    "-": (2.4, "M0 3.1H2.4"),
    ".": (0.0, "M0 5.9V6"),
    ":": (0.0, "M0 1.8V2M0 4.6V4.8"),
    "&": (4.2, "M4.2 6L1 2C0 .4 3 -.8 3 1.2C3 2.6 0 2.8 0 4.5C0 6.6 3.4 6.4 4 3.6"),
    "%": (4.4, "M.8 .2A.8 .9 0 1 0 .9 .2M3.8 0L.6 6M3.6 4A.8 .9 0 1 0 3.7 4"),
    " ": (1.6, ""),
}


def written(text: str) -> tuple[str, float]:
    """Return the strokes of a text as one SVG path six units high, and its width; unknown letters are left out."""
    parts: list[str] = []
    x = 0.0
    for letter in text.upper():
        if letter in _GLYPHS:
            width, data = _GLYPHS[letter]
            parts.append(_moved(data, x))
            x += width + GAP
    return "".join(parts), max(0.0, x - GAP)


_ABSCISSAE = {"M": (0,), "L": (0,), "H": (0,), "V": (), "C": (0, 2, 4), "A": (5,), "Z": ()}


def _moved(data: str, x: float) -> str:
    """Return a path moved to the right: only the numbers that are abscissae change."""
    out: list[str] = []
    command, place = "", 0
    for token in _tokens(data):
        if token.isalpha():
            command, place = token, 0
            out.append(token)
            continue
        out.append(f"{float(token) + x:g} " if place in _ABSCISSAE[command] else f"{token} ")
        place += 1
    return "".join(out)


def _tokens(data: str) -> list[str]:
    for command in "MLHVCAZ":
        data = data.replace(command, f" {command} ")
    return data.split()
