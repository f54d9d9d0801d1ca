"""Hashes as small pictures (faces), which are compared at a glance."""

from __future__ import annotations

from colorsys import hls_to_rgb

from tui.art.cells import SEXTANTS
from tui.theme import Palette


def face(digest: bytes, columns: int = 4) -> tuple[str, str]:
    """Return a hash as two rows of sextants, ``columns`` wide and mirrored: the left half is its first bytes."""
    bits = int.from_bytes(digest[:4])
    pixels = [[bool(bits >> (y * columns + x) & 1) for x in range(columns)] for y in range(6)]
    whole = [line + line[::-1] for line in pixels]
    rows = tuple(
        "".join(
            SEXTANTS[sum(whole[top + dy][2 * x + dx] << (2 * dy + dx) for dy in range(3) for dx in range(2))]
            for x in range(columns)
        )
        for top in (0, 3)
    )
    return rows[0], rows[1]


def hue_of(digest: bytes, palette: Palette, *, dim: bool = False) -> str:
    """Return the colour of a hash's face: the hue from its last 16 bits, as light as the theme wants it."""
    light, full = (0.66, 0.55) if palette.dark else (0.36, 0.6)
    if dim:
        light, full = (0.34, 0.3) if palette.dark else (0.7, 0.3)
    parts = hls_to_rgb(int.from_bytes(digest[-2:]) / 65_536, light, full)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def digits(digest: bytes) -> str:
    """Return the first eight hexadecimal digits of a hash, in fours, for those who read."""
    text = digest[:4].hex()
    return f"{text[:4]} {text[4:]}"
