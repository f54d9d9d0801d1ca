"""The two promises as blocks and lines: the number, what became of it, a dot a day."""

from __future__ import annotations

from datetime import timedelta

from store.logistics.calendar import day_of, is_working_day
from store.logistics.records import Promise
from tui.i18n import day, hour, local, money, t
from tui.paint.big_number import big
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, place, row
from tui.text import cells
from tui.theme import Palette
from tui.widgets.tracking.journey import Journey


def _tone(promise: Promise, palette: Palette) -> str:
    tones = {"running": palette.way, "kept": palette.ok, "broken": palette.brand, "void": palette.muted}
    return tones[promise.state]


def promise_rows(promise: Promise, journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return one promise as a block: its number, what became of it, its dots, its dates."""
    tone = _tone(promise, palette)
    left = promise.limit - promise.used
    shown = promise.used if promise.state != "running" else left
    figure = big(str(max(0, shown)))
    at = cells(figure[0]) + 3
    word = t(f"tracking.{promise.code.replace('_', '-')}-{promise.state}-unit")
    return [
        Row(()),
        place((2, Span(t(f"tracking.{promise.code.replace('_', '-')}", limit=promise.limit), palette.muted))),
        Row(()),
        place((2, Span(figure[0], tone)), (at, Span(word, bold=True))),
        place((2, Span(figure[1], tone)), (at, Span(promise_words(promise), tone))),
        place((2, Span("", tone)), *_dots(promise, journey, width - 4, palette)),
        row(
            width - 2,
            [Span(day(journey.tracking.events[0].at), palette.faint)],
            [Span(_deadline(promise), palette.faint)],
            indent=2,
        ),
        row(width - 2, _below(promise, journey, palette), indent=2),
    ]


def _below(promise: Promise, journey: Journey, palette: Palette) -> list[Span]:
    """Return what a breach is worth, or that the deadline is not certain; mostly nothing."""
    owed = next((breach for breach in journey.breaches if breach.promise == promise.code), None)
    if owed is not None and owed.claimed:
        return [Span(t("journey.claimed", amount=money(owed.fen)), palette.ok)]
    if owed is not None:
        return keyed("claim", t("journey.claim", amount=money(owed.fen)), palette, palette.text, first=True)
    if not promise.certain:
        return [Span(t("journey.not-announced", year=local(promise.deadline).year), palette.warning)]
    return []


def promise_words(promise: Promise) -> str:
    """Return what became of a promise, with a sign, so that colour is never alone."""
    unit = "h" if promise.code == "dispatch_120h" else "d"
    if promise.state == "kept":
        return "✓ " + t(f"tracking.early-{unit}", n=max(0, promise.limit - promise.used))
    if promise.state == "broken" and promise.used <= promise.limit and promise.code == "delivery_14wd":
        return "✗ " + t("journey.never-comes")
    if promise.state == "broken":
        return "✗ " + t(f"tracking.over-{unit}", n=max(0, promise.used - promise.limit))
    if promise.state == "void":
        return "· " + t("journey.promise-void")
    return "◌ " + t("tracking.in-time")


def _deadline(promise: Promise) -> str:
    """Return when a promise ends; the sign of about where the year's holidays are not published yet."""
    until = f"{day(promise.deadline)} {hour(promise.deadline)}"
    return until if promise.certain else f"≈ {until}"


def promise_line(promise: Promise, width: int, palette: Palette) -> list[Row]:
    """Return a promise in two rows, for low screens."""
    tone = _tone(promise, palette)
    name = t(f"tracking.{promise.code.replace('_', '-')}-short", limit=promise.limit)
    return [
        row(width, [Span(name, palette.muted)], [Span(f"{promise.used} / {promise.limit}", tone, bold=True)]),
        row(width, [Span(promise_words(promise), tone)], [Span(_short_deadline(promise), palette.faint)]),
    ]


def _short_deadline(promise: Promise) -> str:
    return day(promise.deadline) if promise.certain else f"≈ {day(promise.deadline)}"


def _dots(promise: Promise, journey: Journey, width: int, palette: Palette) -> list[tuple[int, Span]]:
    """Return the dots of a promise: 30 for 120 hours, or one a calendar day until the deadline."""
    tone = _tone(promise, palette)
    if promise.code == "dispatch_120h":
        filled = min(30, round(30 * promise.used / promise.limit))
        return [(2, Span("⣶" * filled, tone)), (2 + filled, Span("⣀" * (30 - filled), palette.faint))]
    first, last = day_of(journey.tracking.events[0].at), day_of(promise.deadline)
    today = day_of(min(journey.now, promise.met_at or journey.now))
    soon = (day_of(journey.tracking.eta_from), day_of(journey.tracking.eta_to))
    spans = []
    for number in range(min(width, (last - first).days + 1)):
        one = first + timedelta(days=number)
        glyph = "⣶" if is_working_day(one) else "⣀"
        colour = palette.faint
        if one <= today:
            colour = tone
        elif soon[0] <= one <= soon[1] and promise.met_at is None:
            colour = palette.ok
        elif one == last:
            colour = palette.warning
        spans.append((2 + number, Span(glyph, colour)))
    return spans
