"""The parcel's journey: its headline and its timeline, with what can be done where the trouble is."""

from __future__ import annotations

from store.logistics.carriers import CARRIERS
from store.logistics.documents import held_for_payer
from store.logistics.records import Event, Tracking
from tui.i18n import day, hour, pick, t, weekday
from tui.layout import BROAD, MEDIUM
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, place, row
from tui.text import cells, fit, pad, wrap
from tui.theme import Palette
from tui.widgets.tracking.journey import ASTRAY, HOME, TROUBLED, Journey, fixes, why

WIDE = 42


def headline(journey: Journey, width: int, palette: Palette) -> Row:
    """Return what the parcel is doing now, and when it will be there."""
    tracking = journey.tracking
    if journey.held:
        now = Span(t("tracking.held"), palette.warning, bold=True)
    elif held_for_payer(tracking):
        now = Span(t("journey.held-payer"), palette.warning, bold=True)
    elif (
        tracking.stage == "held" and journey.declared and journey.declared.state in ("matching", "withdrawn")
    ):
        now = Span(t(f"journey.then-{journey.declared.state}"), palette.way, bold=True)
    elif tracking.stage in TROUBLED:
        tone = palette.warning if tracking.stage != "pickup_ready" else palette.ok
        now = Span(t(f"tracking.now-{tracking.stage.replace('_', '-')}"), tone, bold=True)
    elif journey.late:
        now = Span(t("tracking.late", hours=tracking.dispatch.limit), palette.brand, bold=True)
    else:
        now = Span(t(f"tracking.now-{_stage_word(tracking)}"), palette.way, bold=True)
    lead = (
        [Span(f" {t('journey.playing')} ", palette.on_brand, palette.brand, bold=True), Span(" ")]
        if journey.playing
        else []
    )
    eta = _eta(tracking, palette) if width >= MEDIUM else []
    return row(width, [*lead, now, *_next(journey, palette)], eta)


def _next(journey: Journey, palette: Palette) -> list[Span]:
    """Return what comes next and when, while all goes well."""
    tracking = journey.tracking
    ahead = next((event for event in tracking.events if event.status == "future"), None)
    if ahead is None or journey.late or tracking.stage in TROUBLED:
        return []
    when = f"{weekday(ahead.at)} {day(ahead.at)}"
    stage = t(f"world.stage-{ahead.stage.replace('_', '-')}")
    return [Span(f"   {t('journey.next', stage=stage, when=when)}", palette.muted)]


def _stage_word(tracking: Tracking) -> str:
    """Return the word of a stage; who goes by sea does not fly."""
    sails = tracking.stage == "in_transit" and tracking.carrier == "slowboat"
    return "in-transit-sea" if sails else tracking.stage.replace("_", "-")


def _eta(tracking: Tracking, palette: Palette) -> list[Span]:
    """Return when the parcel arrived or will arrive; nothing while it waits for pickup."""
    if tracking.stage in ASTRAY:
        return [Span(t("journey.no-eta"), palette.muted)]
    if tracking.over:
        moment = f"{day(tracking.eta_to)} {hour(tracking.eta_to)}"
        return [Span(f"{t('tracking.arrived')} ", palette.muted), Span(moment, bold=True)]
    if tracking.stage == "pickup_ready":
        return []
    label = "journey.eta-if" if tracking.waits_for_buyer else "tracking.eta"
    band = f"{day(tracking.eta_from)} ~ {day(tracking.eta_to)}"
    return [Span(f"{t(label)} ", palette.muted), Span(band, bold=True)]


def carrier_words(tracking: Tracking) -> str:
    """Return who carries the parcel, and who brings it to the door."""
    names = [pick(CARRIERS[key].name) for key in (tracking.carrier, tracking.last_mile) if key in CARRIERS]
    return " → ".join(dict.fromkeys(names))


def _look(event: Event, palette: Palette) -> tuple[str, str]:
    """Return sign and colour of an event; what went wrong has a sign of its own."""
    if event.stage in TROUBLED and event.status != "future":
        return "!", palette.warning
    tones = {"past": palette.ok, "now": palette.way, "future": palette.faint}
    return {"past": "✓", "now": "◉", "future": "◌"}[event.status], tones[event.status]


def timeline_rows(journey: Journey, palette: Palette, roomy: bool = True) -> list[Row]:
    """Return the events, two rows each and a piece of rail between; times are those of the place.

    What can be done stands under the event that asks for it. Without room the rails between go.
    """
    events = journey.tracking.events
    reached = sum(event.status != "future" for event in events)
    count = [Span(f"{reached} / {len(events)}", palette.faint)]
    rows = [row(WIDE, [Span(t("tracking.journey"), bold=True)], count, indent=0), Row(())]
    for number, event in enumerate(events):
        last = number == len(events) - 1
        rows += _event(event, number > reached, last, palette)
        rail = Span(
            "│" if event.status == "past" else "┆", palette.ok if event.status == "past" else palette.faint
        )
        if event.status == "now":
            rows += [_railed(one, None if last else rail) for one in _doing(journey, palette)]
        if not last and roomy:
            rows.append(place((17, rail)))
    return rows


def _event(event: Event, far: bool, last: bool, palette: Palette) -> list[Row]:
    """Return a stage's rows on the timeline; dates without hours where ``far``, no rail below the last."""
    sign, tone = _look(event, palette)
    ahead = event.status == "future"
    ground = palette.raised if event.status == "now" else ""
    words, second_words = (palette.faint, palette.faint) if ahead else (palette.text, palette.muted)
    zone = event.place.timezone
    when = f"{weekday(event.at, zone)} {day(event.at, zone)} {hour(event.at, zone)}"
    if far:
        when = f"{weekday(event.at)} {day(event.at)}"
    name = t(f"world.stage-{event.stage.replace('_', '-')}") + (f" · {event.detail}" if event.detail else "")
    troubled = event.stage in TROUBLED and event.status == "now"
    first = (
        (0, Span(pad(when, 16, "right"), palette.faint if ahead else palette.muted)),
        (17, Span(sign, tone, bold=True)),
        (19, Span(fit(name, WIDE - 19), palette.warning if troubled else words, bold=not ahead)),
    )
    home = ""
    if zone != HOME and not ahead:
        home = pad(f"{t('tracking.beijing')} {day(event.at)} {hour(event.at)}", 16, "right")
    rail = Span(
        "│" if event.status == "past" else "┆", palette.ok if event.status == "past" else palette.faint
    )
    second = (
        (0, Span(home, palette.faint)),
        *(() if last else ((17, rail),)),
        (19, Span(fit(_where(event), WIDE - 19), second_words)),
    )
    return [Row(first, ground, 0, WIDE), Row(second, ground, 0, WIDE)]


def _doing(journey: Journey, palette: Palette) -> list[list[Span]]:
    """Return why the parcel stands, and the keys that mend it, a row each."""
    said = why(journey)
    rows = [[Span(line, palette.warning)] for line in (wrap(said, WIDE - 19) if said else [])]
    for number, fix in enumerate(fixes(journey)):
        first = number == 0
        tone = palette.text if first else palette.muted
        rows.append(keyed(fix.command, fix.words, palette, tone, first=first))
    return rows


def _railed(spans: list[Span], rail: Span | None) -> Row:
    """Return spans in the column of the timeline's words, cut to its width, with the rail before them."""
    placed: list[tuple[int, Span]] = [(17, rail)] if rail else []
    column = 19
    for span in spans:
        text = fit(span.text, WIDE - column)
        placed.append((column, span._replace(text=text)))
        column += cells(text)
    return Row(tuple(placed))


def timeline_short(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return the events a row each, for low screens."""
    rows = []
    for event in journey.tracking.events:
        sign, tone = _look(event, palette)
        ahead = event.status == "future"
        name = t(f"world.stage-{event.stage.replace('_', '-')}")
        troubled = event.stage in TROUBLED and event.status == "now"
        words = palette.faint if ahead else palette.warning if troubled else palette.text
        when = f"{day(event.at)} {hour(event.at)}" if not ahead else day(event.at)
        rows.append(
            place(
                (0, Span(pad(when, 11, "right"), palette.faint if ahead else palette.muted)),
                (12, Span(sign, tone, bold=True)),
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


def fix_row(journey: Journey, width: int, palette: Palette) -> list[Row]:
    """Return what can be done in one row, for low screens; nothing where nothing asks for it."""
    spans: list[Span] = []
    for number, fix in enumerate(fixes(journey)):
        tone = palette.text if number == 0 else palette.muted
        spans += [*keyed(fix.command, fix.words, palette, tone, first=number == 0), Span("   ")]
    said = why(journey)
    return (
        [row(width, spans, [Span(said, palette.warning)] if said and width >= BROAD else [])]
        if spans or said
        else []
    )


def _where(event: Event) -> str:
    """Return place and detail; where both do not fit, the place alone."""
    place, detail = pick(event.place.name), t(f"tracking.at-{event.stage.replace('_', '-')}")
    both = f"{place} · {detail}"
    return both if cells(both) <= WIDE - 19 else place
