"""Amounts in large digits: five by six sextant pixels a digit, two rows high."""

from __future__ import annotations

from tui.art.cells import SEXTANTS

# Six rows of pixels a glyph; '#' is on. Glyphs are packed by pixel with one blank column between.
GLYPHS: dict[str, tuple[str, ...]] = {
    "0": (".###.", "##.##", "##.##", "##.##", "##.##", ".###."),
    "1": (".##", "###", ".##", ".##", ".##", ".##"),
    "2": ("####.", "...##", ".###.", "##...", "##...", "#####"),
    "3": ("####.", "...##", ".###.", "...##", "...##", "####."),
    "4": ("##.##", "##.##", "##.##", "#####", "...##", "...##"),
    "5": ("#####", "##...", "####.", "...##", "...##", "####."),
    "6": (".###.", "##...", "####.", "##.##", "##.##", ".###."),
    "7": ("#####", "...##", "..##.", "..##.", ".##..", ".##.."),
    "8": (".###.", "##.##", ".###.", "##.##", "##.##", ".###."),
    "9": (".###.", "##.##", "##.##", ".####", "...##", ".###."),
    ".": ("..", "..", "..", "..", "##", "##"),
    ",": ("..", "..", "..", "..", "##", "#."),
    "-": ("...", "...", "###", "...", "...", "..."),
    "/": ("...##", "..##.", "..##.", ".##..", ".##..", "##..."),
    ":": ("..", "##", "..", "..", "##", ".."),
    " ": ("..", "..", "..", "..", "..", ".."),
}


def big(text: str) -> tuple[str, str]:
    """Return ``text`` (digits and ``. , - / :``) as two rows of sextant characters."""
    rows = ["", "", "", "", "", ""]
    for character in text:
        for y, pixels in enumerate(GLYPHS[character]):
            rows[y] += pixels + "."
    if len(rows[0]) % 2:
        rows = [line + "." for line in rows]
    lines: list[str] = []
    for top in (0, 3):
        line = ""
        for x in range(0, len(rows[0]), 2):
            bits = sum(
                1 << (2 * dy + dx) for dy in range(3) for dx in range(2) if rows[top + dy][x + dx] == "#"
            )
            line += SEXTANTS[bits]
        lines.append(line)
    return lines[0], lines[1]
