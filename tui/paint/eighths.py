"""A row of numbers as blocks an eighth of a row high, the highest a full one."""

from __future__ import annotations

from collections.abc import Sequence

from tui.pictures.studio import mix, number

BLOCKS = "▁▂▃▄▅▆▇█"


def eighths(numbers: Sequence[int]) -> str:
    """Return one block a number; nothing is the lowest one, so that the row has a ground to stand on."""
    most = max(numbers, default=0)
    if not most:
        return BLOCKS[0] * len(numbers)
    return "".join(BLOCKS[round((len(BLOCKS) - 1) * one / most)] for one in numbers)


def mixed(ground: str, colour: str, share: float) -> str:
    """Return a colour that lies so far from a ground towards another (hex, ``share`` from 0 to 1)."""
    return f"#{mix(number(ground), number(colour), share):06X}"
