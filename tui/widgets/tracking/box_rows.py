"""The box a parcel travels in, with its slogan about what is inside."""

from __future__ import annotations

from random import Random

from store.logistics.records import Tracking
from tui.i18n import has, t
from tui.paint.rows import Row, Span, place
from tui.text import pad

_KRAFT, _FACE, _EDGE, _INK = "#DDB27A", "#C2925A", "#A97B46", "#3B2410"
COURIER_IN = 40
"""One parcel in this many is brought by the special courier, and its box says so."""


def box_rows(tracking: Tracking, kind: str) -> list[Row]:
    """Return the box with its slogan for a ``kind`` of goods; kraft looks the same by day and by night."""
    width = 20
    lines = slogan(tracking.parcel_id, kind)
    number = tracking.tracking_number

    def face(text: str, tone: str, bold: bool = True, right: bool = False) -> Row:
        return place((0, Span(pad(text, width, "right" if right else "center"), tone, _FACE, bold=bold)))

    return [
        place((1, Span("▄" * 7, _KRAFT)), (8, Span("▄" * 4, "#EED4A8")), (12, Span("▄" * 7, _KRAFT))),
        place(
            (0, Span(" " * 8, "", _KRAFT)), (8, Span(" " * 4, "", "#EED4A8")), (12, Span(" " * 8, "", _KRAFT))
        ),
        place(
            (0, Span("▔" * 8, _EDGE, _FACE)),
            (8, Span("    ", "", "#EED4A8")),
            (12, Span("▔" * 8, _EDGE, _FACE)),
        ),
        place(
            (0, Span(" ", "", _FACE)),
            (1, Span(" xhs ", "#FFFFFF", "#FF2442", bold=True)),
            (6, Span(" " * 14, "", _FACE)),
        ),
        face(lines[0], _INK),
        face(lines[1] if len(lines) > 1 else "", _INK),
        face(f"{number[:2]} {number[-4:]} ", "#6B4A26", False, True),
        place((0, Span("▁" * width, _EDGE, _FACE))),
    ]


def small_box_rows(tracking: Tracking, kind: str) -> list[Row]:
    """Return the lid and the slogan alone, for low screens."""
    rows = box_rows(tracking, kind)
    return [rows[0], rows[1], rows[4], rows[5]]


def slogan(parcel_id: str, kind: str) -> tuple[str, str]:
    """Return the two lines on a parcel's box; they never change, and seldom speak of the courier."""
    chance = Random(f"box/{parcel_id}")
    domain = kind if has(f"box.{kind}-0") else "any"
    if chance.randrange(COURIER_IN) == 0:
        domain = "courier"
    elif chance.randrange(8) == 0:
        domain = "any"
    known = [key for number in range(12) if has(key := f"box.{domain}-{number}")]
    first, _, second = t(chance.choice(known)).partition("|")
    return first, second
