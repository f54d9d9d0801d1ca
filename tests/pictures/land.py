"""Makes ``tui/widgets/tracking/land.bin`` from Natural Earth, run by hand: ``python -m tests.pictures.land land-50m.json``.

The file comes from npm's ``world-atlas`` 2.0.2 (ISC), a redistribution of Natural Earth 1:50m (public domain).
Rings are filled by the even-odd rule into a bitmap of quarter degrees, 1440 x 720, packed and deflated (12 KB).
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path
from typing import Any

PER_DEGREE = 4
WIDTH, HEIGHT = 360 * PER_DEGREE, 180 * PER_DEGREE
TARGET = Path(__file__).parents[2] / "tui/widgets/tracking/land.bin"
Ring = list[tuple[float, float]]


def rings_of(topology: dict[str, Any]) -> list[Ring]:
    """Return all rings of a TopoJSON of land, in degrees."""
    (scale_x, scale_y), (move_x, move_y) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(line)
    found: list[Ring] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                ring: Ring = []
                for index in indices:
                    ring += arcs[index] if index >= 0 else arcs[~index][::-1]
                found.append(ring)
    return found


def filled(rings: list[Ring]) -> bytes:
    """Return the bitmap, eight columns a byte, from the north-west."""
    rows: list[list[float]] = [[] for _ in range(HEIGHT)]
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            low, high = sorted((y1, y2))
            first = max(0, int((90 - high) * PER_DEGREE - 0.5))
            for row in range(first, min(HEIGHT, int((90 - low) * PER_DEGREE + 1.5))):
                latitude = 90 - (row + 0.5) / PER_DEGREE
                if (y1 > latitude) != (y2 > latitude):
                    rows[row].append(x1 + (latitude - y1) * (x2 - x1) / (y2 - y1))
    packed = bytearray(WIDTH * HEIGHT // 8)
    for row, crossings in enumerate(rows):
        crossings.sort()
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            for column in range(round((start + 180) * PER_DEGREE), round((end + 180) * PER_DEGREE)):
                bit = row * WIDTH + min(column, WIDTH - 1)
                packed[bit // 8] |= 0x80 >> bit % 8
    return bytes(packed)


def main() -> None:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    TARGET.write_bytes(zlib.compress(filled(rings_of(topology)), 9))


if __name__ == "__main__":
    main()
