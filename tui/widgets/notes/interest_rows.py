"""What the app believes of a person, and what it comes from, as items of sheets."""

from __future__ import annotations

from collections.abc import Sequence

from store.community.records import NoteCard
from store.feed.records import Deed, Interest
from tui.i18n import ago, day, pick, t
from tui.layout import SNUG
from tui.paint.dots import dots
from tui.paint.rows import Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.text import cells, fit, pad, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

_ARROWS = {"up": "↑", "down": "↓", "steady": " "}
STRONG = 3
"""How many of the strongest interests are written in bold."""


def interest_items(interests: Sequence[Interest], width: int, palette: Palette) -> list[Item]:
    """Return the interests, a row each (``topic:ID``), the strongest first."""
    return [
        Item(RowId("topic", one.topic.id), (interest_row(one, width, palette, bold=number < STRONG),))
        for number, one in enumerate(interests)
    ]


def interest_row(one: Interest, width: int, palette: Palette, *, bold: bool = False) -> Row:
    """Return name, dots, number, trend, and in two words what led to it."""
    led = led_by(one)
    roomy = width >= SNUG
    reason = max(12, width // 5) if roomy else 9
    bar = min(24, width // 4) if roomy else 7
    name = width - bar - reason - 11
    against = one.strength < 0
    tone = palette.faint if against else palette.text
    led = fit(led, reason)
    trend = Span(_ARROWS[one.trend], palette.ok if one.trend == "up" else palette.warning)
    filled = dots(bar, abs(one.strength), palette, palette.faint if against else "")
    number = pad(str(one.strength).replace("-", "−"), 4, "right")
    return place(
        (2, Span(fit(pick(one.topic.label), name), tone, bold=bold)),
        (3 + name, filled[0]),
        (3 + name + cells(filled[0].text), filled[1]),
        (3 + name + bar, Span(number, palette.muted)),
        (8 + name + bar, trend),
        (width - cells(led), Span(led, palette.muted)),
    )


def led_by(one: Interest) -> str:
    """Return in two words what led to an interest most."""
    kind = one.led_by or ("less" if one.strength < 0 else "old")
    return t(f"interests.led-by-{kind}", n=one.times)


def source_items(
    one: Interest, deeds: Sequence[Deed], notes: Sequence[NoteCard], now: int, width: int, palette: Palette
) -> list[Item]:
    """Return where an interest comes from, and which notes it brings up (``note:ID``)."""
    heading = row(
        width,
        [Span(pick(one.topic.label), palette.text, bold=True)],
        [Span(t("interests.notes", n=one.topic.notes), palette.faint)],
    )
    items = [Item("", (heading, Row(())))]
    items.append(Item("", (row(width, [Span(t("interests.why-topic"), palette.muted)]),)))
    lines = deed_rows(deeds, now, width, palette)
    items.append(Item("", lines or (row(width, [Span(t("interests.no-deeds"), palette.faint)]),)))
    items.append(Item("", (Row(()), row(width, [Span(t("interests.seen-notes"), palette.muted)]))))
    for card in notes:
        items.append(Item(RowId("note", card.id), note_rows(card, width, palette)))
    return items


def deed_rows(deeds: Sequence[Deed], now: int, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return what somebody did, a row each: the day, how long ago, and to what."""
    rows = []
    for deed in deeds:
        verb = t(f"interests.deed-{deed.kind}")
        when = ago(deed.at, now)
        spans = [Span(f"{day(deed.at)}  ", palette.faint), Span(verb, palette.text)]
        what = pick(deed.what)
        if what:
            spans.append(Span(f" {what}", palette.muted))
        rows.append(row(width, spans, [Span(when if when != day(deed.at) else "", palette.faint)]))
    return tuple(rows)


def note_rows(card: NoteCard, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a note in two rows with a small picture."""
    strips = picture_cells(card.cover, 6, 2)
    lines = wrap(pick(card.title), max(4, width - 9), 1)
    texts = (Span(lines[0] if lines else "", palette.text), Span(pick(card.author), palette.faint))
    return tuple(
        row(width, [Span(" "), *spans_of(strip), Span(" "), text])
        for strip, text in zip(strips, texts, strict=True)
    )
