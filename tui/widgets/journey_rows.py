"""The parcel's journey: its timeline, both promises, the three documents, the box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from store.logistics.calendar import day_of, is_working_day
from store.logistics.documents import Compared, Value, compare, held_for_identity
from store.logistics.records import Event, Promise, Tracking
from store.trade.records import Identity, Order
from tui.i18n import amount, day, hour, pick, t, weekday
from tui.text import cells, fit, pad
from tui.theme import Palette
from tui.widgets.big_number import big
from tui.widgets.rows import Row, Span, place, row

HOME = "Asia/Shanghai"
ASTRAY = ("rejected", "damaged", "lost", "returning", "returned")
_KRAFT, _FACE, _EDGE, _INK = "#DDB27A", "#C2925A", "#A97B46", "#3B2410"


@dataclass(frozen=True, slots=True)
class Journey:
    """An order with its parcel, as seen at ``now`` (seconds UTC)."""

    order: Order
    tracking: Tracking
    identity: Identity | None
    now: int

    @property
    def held(self) -> bool:
        """Tell whether customs is holding the parcel for a document."""
        return held_for_identity(self.tracking)


def headline(journey: Journey, width: int, palette: Palette) -> Row:
    """Return what the parcel is doing now, and when it will be there."""
    tracking = journey.tracking
    if journey.held:
        now = Span(t("tracking.held"), palette.warning, bold=True)
    elif tracking.stage in ASTRAY:
        now = Span(t(f"tracking.now-{tracking.stage}"), palette.warning, bold=True)
    elif tracking.dispatch.state == "broken" and tracking.dispatch.met_at is None:
        now = Span(t("tracking.late"), palette.brand, bold=True)
    else:
        now = Span(t(f"tracking.now-{tracking.stage.replace('_', '-')}"), palette.way, bold=True)
    if tracking.next_at is None:
        eta = [
            Span(f"{t('tracking.arrived')} ", palette.muted),
            Span(f"{day(tracking.eta_to)} {hour(tracking.eta_to)}", bold=True),
        ]
    else:
        band = f"{day(tracking.eta_from)} ~ {day(tracking.eta_to)}"
        eta = [Span(f"{t('tracking.eta')} ", palette.muted), Span(band, bold=True)]
    return row(width, [now], eta)


def timeline_rows(journey: Journey, palette: Palette) -> list[Row]:
    """Return the events, two rows each and a piece of rail between; times are those of the place."""
    events = journey.tracking.events
    reached = sum(event.status != "future" for event in events)
    rows = [
        row(
            42,
            [Span(t("tracking.journey"), bold=True)],
            [Span(f"{reached} / {len(events)}", palette.faint)],
            indent=0,
        ),
        Row(()),
    ]
    for number, event in enumerate(events):
        tones = {"past": palette.ok, "now": palette.way, "future": palette.faint}
        node = Span({"past": "✓", "now": "◉", "future": "◌"}[event.status], tones[event.status], bold=True)
        ground = palette.raised if event.status == "now" else ""
        words = palette.faint if event.status == "future" else palette.text
        zone = event.place.timezone
        when = f"{weekday(event.at, zone)} {day(event.at, zone)} {hour(event.at, zone)}"
        if event.status == "future" and number > reached:
            when = f"{weekday(event.at)} {day(event.at)}"
        first: tuple[tuple[int, Span], ...] = (
            (0, Span(pad(when, 16, "right"), palette.faint if event.status == "future" else palette.muted)),
            (17, node),
            (
                19,
                Span(t(f"world.stage-{event.stage.replace('_', '-')}"), words, bold=event.status != "future"),
            ),
        )
        home = ""
        if zone != HOME and event.status != "future":
            home = pad(f"{t('tracking.beijing')} {day(event.at)} {hour(event.at)}", 16, "right")
        rail = Span(
            "│" if event.status == "past" else "┆",
            tones[event.status] if event.status != "now" else palette.faint,
        )
        last = number == len(events) - 1
        second: tuple[tuple[int, Span], ...] = (
            (0, Span(home, palette.faint)),
            *(() if last else ((17, rail),)),
            (19, Span(fit(_where(event), 23), palette.muted if words == palette.text else palette.faint)),
        )
        rows += [Row(first, ground, 0, 42), Row(second, ground, 0, 42)]
        if not last:
            rows.append(place((17, rail)))
    return rows


def timeline_short(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return the events a row each, for low screens."""
    rows = []
    for event in journey.tracking.events:
        tones = {"past": palette.ok, "now": palette.way, "future": palette.faint}
        words = palette.faint if event.status == "future" else palette.text
        node = Span({"past": "✓", "now": "◉", "future": "◌"}[event.status], tones[event.status], bold=True)
        name = t(f"world.stage-{event.stage.replace('_', '-')}")
        rows.append(
            place(
                (
                    0,
                    Span(
                        f"{day(event.at)} {hour(event.at)}",
                        palette.muted if event.status != "future" else palette.faint,
                    ),
                ),
                (12, node),
                (
                    14,
                    Span(
                        fit(f"{name} {pick(event.place.name)}", width - 14), words, bold=event.status == "now"
                    ),
                ),
                bg=palette.raised if event.status == "now" else "",
            )
        )
    return rows


def _where(event: Event) -> str:
    detail = t(f"tracking.at-{event.stage.replace('_', '-')}")
    return f"{pick(event.place.name)} · {detail}" if detail else pick(event.place.name)


# -- promises


def promise_rows(promise: Promise, journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return one promise as a block: its number, what became of it, its dots, its dates."""
    tone = {"running": palette.way, "kept": palette.ok, "broken": palette.brand}[promise.state]
    left = promise.limit - promise.used
    shown = promise.used if promise.state != "running" else left
    figure = big(str(max(0, shown)))
    at = cells(figure[0]) + 3
    word = t(f"tracking.{promise.code.replace('_', '-')}-{promise.state}-unit")
    return [
        Row(()),
        place((2, Span(t(f"tracking.{promise.code.replace('_', '-')}"), palette.muted))),
        Row(()),
        place((2, Span(figure[0], tone)), (at, Span(word, bold=True))),
        place((2, Span(figure[1], tone)), (at, Span(promise_words(promise), tone))),
        place((2, Span("", tone)), *_dots(promise, journey, width - 4, palette)),
        row(
            width - 2,
            [Span(day(journey.tracking.events[0].at), palette.faint)],
            [Span(f"{day(promise.deadline)} {hour(promise.deadline)}", palette.faint)],
            indent=2,
        ),
        Row(()),
    ]


def promise_words(promise: Promise) -> str:
    """Return what became of a promise, with a sign, so that colour is never alone."""
    unit = "h" if promise.code == "dispatch_120h" else "d"
    if promise.state == "kept":
        return "✓ " + t(f"tracking.early-{unit}", n=max(0, promise.limit - promise.used))
    if promise.state == "broken":
        return "✗ " + t(f"tracking.over-{unit}", n=max(0, promise.used - promise.limit))
    return "◌ " + t("tracking.in-time")


def promise_line(promise: Promise, width: int, palette: Palette) -> list[Row]:
    """Return a promise in two rows, for low screens."""
    tone = {"running": palette.way, "kept": palette.ok, "broken": palette.brand}[promise.state]
    name = t(f"tracking.{promise.code.replace('_', '-')}-short")
    return [
        row(width, [Span(name, palette.muted)], [Span(f"{promise.used} / {promise.limit}", tone, bold=True)]),
        row(width, [Span(promise_words(promise), tone)], [Span(day(promise.deadline), palette.faint)]),
    ]


def _dots(promise: Promise, journey: Journey, width: int, palette: Palette) -> list[tuple[int, Span]]:
    """Return the dots of a promise: 30 for 120 hours, or one a calendar day until the deadline."""
    tone = {"running": palette.way, "kept": palette.ok, "broken": palette.brand}[promise.state]
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


# -- documents and the box


def document_rows(journey: Journey, palette: Palette) -> list[Row]:
    """Return order, payment and waybill side by side as customs compares them, what differs lit."""
    order = journey.order
    compared = compare(order, journey.identity, order.payable_fen, journey.tracking)
    sound = all(one.agrees for one in compared)
    title = t("checkout.documents")
    said = Span(
        t("tracking.agree" if sound else "tracking.held-document"), palette.ok if sound else palette.warning
    )
    rows = [place((0, Span(title, bold=True)), (cells(title) + 2, said)), Row(())]
    marks = (order.id[-4:], "", journey.tracking.tracking_number[-4:])
    head: list[tuple[int, Span]] = []
    for index, (sheet, mark) in enumerate(zip(("order", "payment", "waybill"), marks, strict=True)):
        text = pad(f" {t(f'checkout.{sheet}')}", 15 - cells(mark) - 1) + f"{mark} "
        head.append((index * 17, Span(text, palette.text, palette.surface, bold=True)))
    return [*rows, place(*head), *(_compared(one, order, palette) for one in compared)]


def _compared(one: Compared, order: Order, palette: Palette) -> Row:
    """Return one thing in the three documents; what is missing or differs has a sign of its own."""
    values = (one.order, one.payment, one.waybill)
    spans: list[tuple[int, Span]] = []
    for index, value in enumerate(values):
        missing = value == ""
        tone = palette.warning if missing else palette.muted
        text = t("tracking.missing") if missing else _written(one.field, value, order)
        spans.append((index * 17, Span(pad(f" {fit(text, 14)}", 15), tone, palette.surface)))
        if index < 2:
            after = values[index + 1]
            differ = value is not None and after is not None and value != after
            sign = Span("≠", palette.brand, bold=True) if differ else Span("=", palette.ok)
            if value is not None and after is not None:
                spans.append((index * 17 + 15, sign))
    return place(*spans)


def _written(field: str, value: Value, order: Order) -> str:
    if value is None:
        return t("tracking.not-said")
    if field == "amount" and isinstance(value, int):
        return f"¥{amount(value)}"
    if field == "pieces":
        return t("cart.n-pieces", n=value)
    if field == "goods":
        return pick(order.lines[0].title)
    text = str(value)
    return text[:4] + "****" + text[-4:] if field == "number" and len(text) > 12 else text


def box_rows(journey: Journey) -> list[Row]:
    """Return the box with its slogan; kraft paper looks the same by day and by night."""
    width = 20
    lines = t(f"tracking.slogan-{_slogan(journey)}").split("|")
    number = journey.tracking.tracking_number

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


def _slogan(journey: Journey) -> int:
    """Return which of the six slogans this box carries; it never changes for a parcel."""
    return sum(journey.tracking.parcel_id.encode()) % 6
