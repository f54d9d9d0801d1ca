"""Why a note is shown: the sentence, the deeds that led to it, what each clue gave, and the keys to change it."""

from __future__ import annotations

from store.feed.records import Why
from tui.i18n import pick, t
from tui.paint.dots import dots
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import pad, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.notes.interest_rows import deed_rows
from tui.widgets.wall.card import why_text

CHANNELS = ("topics", "near", "followed", "warm")
BAR, NAME = 24, 18


def picture_items(why: Why, width: int, rows: int, palette: Palette) -> list[Item]:
    """Return the note's picture, and its title and author below."""
    strips = picture_cells(why.card.cover, width, rows)
    title = [row(width, [Span(line, bold=True)]) for line in wrap(pick(why.card.title), width, 3)]
    author = row(width, [Span(pick(why.card.author), palette.muted)])
    picture = [Row(tuple(enumerate_cells(spans_of(strip)))) for strip in strips]
    return [Item("", (*picture, Row(()), *title, author))]


def enumerate_cells(spans: list[Span]) -> list[tuple[int, Span]]:
    """Place the spans of a picture (a cell each) side by side."""
    return list(enumerate(spans))


def why_items(why: Why, now: int, width: int, palette: Palette) -> list[Item]:
    """Return the explanation."""
    sentence = [row(width, [Span(line, bold=True)]) for line in wrap(why_text(why.card), width)]
    rows = [row(width, [Span(t("interests.why-title"), palette.muted)]), *sentence, Row(())]
    rows.append(row(width, [Span(t("interests.led"), palette.muted)]))
    deeds = deed_rows(why.deeds, now, width, palette)
    rows += deeds or (row(width, [Span(t("interests.led-nothing"), palette.faint)]),)
    rows.append(Row(()))
    if why.shares:
        rows.append(row(width, [Span(t("interests.parts"), palette.muted)]))
        rows += _shares(why.shares, width, palette)
        rows.append(Row(()))
    rows.append(row(width, [Span(t("interests.change"), palette.muted)]))
    rows += _keys(why, width, palette)
    rows += [Row(()), row(width, [Span(t("interests.private"), palette.faint)])]
    return [Item("", tuple(rows))]


def _shares(shares: tuple[int, ...], width: int, palette: Palette) -> list[Row]:
    """Return a row for each channel of the ranking with its share of the score."""
    bar = min(BAR, max(8, width - NAME - 8))
    whole = sum(shares) or 1
    rows = []
    for name, share in zip(CHANNELS, shares, strict=True):
        part = round(100 * share / whole)
        strongest = share == max(shares)
        words = Span(pad(t(f"interests.channel-{name}"), NAME), palette.text if share else palette.faint)
        number = Span(f" {part:>3} %", palette.text if share else palette.faint, bold=strongest)
        colour = palette.brand if strongest else palette.muted
        rows.append(row(width, [words, *dots(bar, part, palette, colour), number]))
    return rows


def _keys(why: Why, width: int, palette: Palette) -> list[Row]:
    """Return the keys and what they do, one a row."""
    topic = pick(why.topic.label) if why.topic else ""
    keys = [("less", t("interests.why-less")), ("interests", t("interests.why-all"))]
    if topic:
        keys = [
            ("more_of", t("interests.why-more", topic=topic)),
            ("fewer_of", t("interests.why-fewer", topic=topic)),
            *keys,
        ]
    return [row(width, keyed(command, words, palette)) for command, words in keys]
