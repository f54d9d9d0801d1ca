"""A tour as a moving picture for the README: frames on paper -> SVG -> pixels -> animated WebP."""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

from tui.demo.recording import Frame, Played, svg_of

WIDTH = 1_100
"""Pixels across: what a README is wide, and still legible at 100 columns."""
SHORTEST, LONGEST = 0.45, 2.9
"""How long a frame stays (seconds): keys that follow each other are not all shown, captions are read quickly."""
MOST_SECONDS = 85.0
QUALITY = 58


def drawn(frame: Frame, played: Played) -> Image.Image:
    """Return a frame as an image."""
    png = resvg_py.svg_to_bytes(svg_string=svg_of(frame.strips, played.size[0]), width=WIDTH)
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def chosen(played: Played) -> list[tuple[Frame, float]]:
    """Return the frames worth showing, each with the seconds it stays.

    A frame that would be gone at once is left out; the time it had goes to the one before it.
    """
    kept: list[tuple[Frame, float]] = []
    ends = [frame.at for frame in played.frames[1:]] + [played.seconds + LONGEST]
    for frame, end in zip(played.frames, ends, strict=True):
        stays = end - frame.at
        if kept and stays < SHORTEST and frame.chapter == kept[-1][0].chapter:
            kept[-1] = (kept[-1][0], min(LONGEST, kept[-1][1] + stays))
        else:
            kept.append((frame, min(LONGEST, max(SHORTEST, stays))))
    whole = sum(stays for _, stays in kept)
    return [(frame, stays * min(1.0, MOST_SECONDS / whole)) for frame, stays in kept]


def write(played: Played, path: Path) -> tuple[float, int]:
    """Write the moving picture; return its seconds and its bytes."""
    frames = chosen(played)
    first, *others = [drawn(frame, played) for frame, _ in frames]
    stays = [round(seconds * 1_000) for _, seconds in frames]
    first.save(
        path, save_all=True, append_images=others, duration=stays, loop=0, quality=QUALITY, method=4,
        minimize_size=True,
    )  # fmt: skip
    return sum(stays) / 1_000, path.stat().st_size


def write_chapters(played: Played, folder: Path) -> None:
    """Write the last frame of each chapter as a picture."""
    folder.mkdir(exist_ok=True)
    for chapter, frame in sorted({frame.chapter: frame for frame in played.frames}.items()):
        drawn(frame, played).save(folder / f"{chapter + 1:02}.webp", quality=80, method=6)
