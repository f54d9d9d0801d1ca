"""The chain in rows: an event's face, and beside it the face that the next event recorded."""

from __future__ import annotations

from dataclasses import dataclass

from store.provenance.records import SignedEvent, Statement
from tui.art.colour import mix
from tui.i18n import day, hour, local, pick, t
from tui.layout import BROAD
from tui.paint.blocks import filled
from tui.paint.rows import Row, Span, place, row
from tui.text import cells, clusters, fit, pad
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.provenance.faces import digits, face, hue_of
from tui.widgets.provenance.view import ProvenanceView

FACE_AT, NUMBER_AT, WORDS_AT = 1, 6, 10
WIDEST = 108
RECORDED, RESULT = 17, 15
"""Cells for what the next event recorded, and for the result, at the right."""
_GAPS = {True: 2, False: 1}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the columns stand in a row of ``width`` cells."""

    width: int
    palette: Palette

    @property
    def result(self) -> int:
        """Return the column of an event's own result."""
        return self.width - RESULT

    @property
    def recorded(self) -> int:
        """Return the column of the previous hash that the event records."""
        return self.result - RECORDED - 1

    @property
    def equals(self) -> int:
        """Return the column of the sign between the two hashes."""
        return self.recorded - 3

    @property
    def words(self) -> int:
        """The cells for what happened, who says so, where and when."""
        return self.equals - 2 - WORDS_AT


def chain_items(view: ProvenanceView, width: int, palette: Palette, opened: int, airy: bool) -> list[Item]:
    """Return an item for each event; ``opened`` shows its own text, ``airy`` leaves more room between."""
    items: list[Item] = []
    last, whole, width = len(view.shown.events), width, min(width, WIDEST)
    for sequence, event in enumerate(view.shown.events, 1):
        roomy = width >= BROAD
        rows = _event(view, sequence, event, _Frame(width, palette)) if roomy else _short(
            view, sequence, event, width, palette
        )  # fmt: skip
        if sequence == view.failed:  # its own ground, which a selection does not cover
            rows = [_grounded(one, whole) for one in rows]
        if sequence == opened:
            rows += _raw(event, width, palette)
        items.append(Item(str(sequence), tuple(rows)))
        if sequence < last:
            gap = _GAPS[airy and roomy]
            items.append(
                Item("", (_rail(view, sequence, palette),) * (gap if sequence != view.failed else 1))
            )
    if view.failed > last:
        gone = Span(t("provenance.event-gone", n=view.failed), palette.brand, bold=True)
        items += [Item("", (_rail(view, last, palette), place((WORDS_AT, gone))))]
    return items


def _grounded(content: Row, width: int) -> Row:
    """Return a row whose ground is painted cell by cell, but for the first, in which a selection has its mark."""
    (_, first), *rest = filled(content, width, content.bg)
    return Row(((1, first._replace(text=first.text[1:])), *rest), content.bg)


def _rail(view: ProvenanceView, sequence: int, palette: Palette) -> Row:
    """Return the piece of rail below an event: whole, broken, or without an event to lead to."""
    if not view.failed or sequence < view.failed - 1 or (sequence == view.failed - 1):
        return place((FACE_AT + 1, Span("│", palette.ok)))
    if sequence == view.failed:
        return place((FACE_AT + 1, Span("╳", palette.brand, bold=True)))
    return place((FACE_AT + 1, Span("┆", palette.faint)))


def _tones(view: ProvenanceView, sequence: int, palette: Palette) -> tuple[str, str, str]:
    """Return the colours of an event's heading, its words and its ground."""
    if view.failed and sequence == view.failed:
        return palette.brand, palette.text, mix(palette.bg, palette.brand, 0.16)
    if view.failed and sequence > view.failed:
        return palette.faint, palette.faint, ""
    return palette.text, palette.muted, ""


def _event(view: ProvenanceView, sequence: int, event: SignedEvent, frame: _Frame) -> list[Row]:
    """Return an event's rows: its hash as a face, who and where, the recorded face, the result."""
    palette, statement = frame.palette, event.statement
    heading, words, ground = _tones(view, sequence, palette)
    dim = bool(view.failed) and sequence > view.failed
    own, colour = face(event.hash), hue_of(event.hash, palette, dim=dim)
    first = [
        (FACE_AT, Span(own[0], colour)),
        (NUMBER_AT, Span(pad(str(sequence), 2, "right"), palette.faint)),
    ]
    second = [(FACE_AT, Span(own[1], colour))]
    if statement is None:
        first.append((WORDS_AT, Span(t("provenance.unreadable"), palette.brand, bold=True)))
    else:
        first += _who(statement, frame.words, heading, words)
        second += _where(statement, frame.words, words)
    above, below = _result(view, sequence, event, palette)
    first += [*_recorded(view, sequence, event, frame, 0), (frame.result, above)]
    second += [*_recorded(view, sequence, event, frame, 1), (frame.result, below)]
    rows = [place(*first, bg=ground), place(*second, bg=ground)]
    if sequence == view.failed:
        rows += [place(*line, bg=ground) for line in _explained(view, sequence, frame.width, palette)]
    return rows


def _who(statement: Statement, room: int, heading: str, words: str) -> list[tuple[int, Span]]:
    """Return what happened, and who says so: the role too, where there is room for it."""
    step = fit(t(f"provenance.step-{statement.step.replace('_', '-')}"), room)
    at = max(10, cells(step) + 2)
    name = pick(statement.party_name)
    whole = f"{t('provenance.role-' + statement.role.replace('_', '-'))} · {name}"
    party = whole if cells(whole) <= room - at else name
    return [
        (WORDS_AT, Span(step, heading, bold=True)),
        (WORDS_AT + at, Span(fit(party, max(0, room - at)), words)),
    ]


def _where(statement: Statement, room: int, words: str) -> list[tuple[int, Span]]:
    """Return the place, and the local time with its distance from UTC."""
    offset = local(statement.at, statement.zone).utcoffset()
    hours = offset.total_seconds() / 3_600 if offset is not None else 0
    moment = f"{day(statement.at, statement.zone)} {hour(statement.at, statement.zone)} {hours:+g}"
    name = fit(pick(statement.place), room - cells(moment) - 1)
    return [(WORDS_AT, Span(name, words)), (WORDS_AT + room - cells(moment), Span(moment, words))]


def _recorded(
    view: ProvenanceView, sequence: int, event: SignedEvent, frame: _Frame, line: int
) -> list[tuple[int, Span]]:
    """Return one of two rows of what the next event has recorded as the hash of this one."""
    following = view.event(sequence + 1)
    if following is None or following.statement is None:
        return []
    previous, palette = following.statement.previous, frame.palette
    same = previous == event.hash
    dim = bool(view.failed) and sequence > view.failed
    tone = hue_of(previous, palette, dim=dim)
    picture = (frame.recorded, Span(face(previous)[line], tone))
    if line:
        return [picture, (frame.recorded + 5, Span(t("provenance.recorded", n=sequence + 1), palette.faint))]
    sign = Span("=", palette.faint if dim else palette.ok) if same else Span("≠", palette.brand, bold=True)
    read = Span(digits(previous), palette.faint if same else palette.ok)
    return [(frame.equals, sign), picture, (frame.recorded + 5, read)]


def _result(view: ProvenanceView, sequence: int, event: SignedEvent, palette: Palette) -> tuple[Span, Span]:
    """Return what verification says of an event, and the digits of its hash below."""
    own = digits(event.hash)
    if view.failed == sequence:
        fault = view.verdict.failure.fault if view.verdict.failure else ""
        words = t(f"provenance.short-{fault.replace('_', '-')}")
        return Span(f"✗ {words}", palette.brand, bold=True), Span(own, palette.brand)
    if view.failed and sequence > view.failed:
        return Span(f"! {t('provenance.after-break')}", palette.warning, bold=True), Span(own, palette.faint)
    return Span(f"✓ {t('provenance.signed')}", palette.ok, bold=True), Span(own, palette.faint)


def _explained(
    view: ProvenanceView, sequence: int, width: int, palette: Palette
) -> list[list[tuple[int, Span]]]:
    """Return two rows: which byte reads otherwise than in the event that is kept, and what follows from it."""
    fault = view.verdict.failure.fault if view.verdict.failure else ""
    after = len(view.shown.events) - sequence
    words = t(f"provenance.fault-{fault.replace('_', '-')}", n=after, next=sequence + 1)
    reason = [(WORDS_AT, Span(fit(words, width - WORDS_AT - 1), palette.text))]
    found = view.difference(sequence)
    if found is None:
        return [reason]
    roomy = width >= BROAD
    context = (f"  … {found.before.hex(' ')} ", f" {found.after.hex(' ')} …") if roomy else ("  ", "")
    line = row(
        width - 1,
        [
            Span(t("provenance.byte", offset=found.offset + 1), palette.text),
            Span(context[0], palette.faint),
            Span(f" {found.old:02x} ", palette.text, mix(palette.bg, palette.ok, 0.3)),
            Span(" → ", palette.muted),
            Span(f" {found.new:02x} ", palette.on_brand, palette.brand, bold=True),
            Span(context[1], palette.faint),
        ],
        _changed(found.fact, found.was, found.now, palette) if roomy else [],
        indent=WORDS_AT,
    )
    return [list(line.placed), reason]


def _changed(fact: str, was: str, now: str, palette: Palette) -> list[Span]:
    """Return the fact that reads otherwise now."""
    if not fact:
        return []
    return [Span(f"{t(f'provenance.fact-{fact}')} {was} → {now}", palette.text, bold=True)]


def _short(
    view: ProvenanceView, sequence: int, event: SignedEvent, width: int, palette: Palette
) -> list[Row]:
    """Return an event for narrow screens: what and where beside its face, the result at the right."""
    heading, words, ground = _tones(view, sequence, palette)
    dim = bool(view.failed) and sequence > view.failed
    own, colour = face(event.hash), hue_of(event.hash, palette, dim=dim)
    above, _ = _result(view, sequence, event, palette)
    statement = event.statement
    step = (
        t(f"provenance.step-{statement.step.replace('_', '-')}") if statement else t("provenance.unreadable")
    )
    under = f"{pick(statement.party_name)} {day(statement.at, statement.zone)}" if statement else ""
    rows = [
        row(width, [Span(own[0], colour), Span(f"  {step}", heading, bold=True)], [above], bg=ground, indent=FACE_AT),
        row(width, [Span(own[1], colour), Span(f"  {under}", words)], bg=ground, indent=FACE_AT),
    ]  # fmt: skip
    if sequence == view.failed:
        rows += [place(*line, bg=ground) for line in _explained(view, sequence, width, palette)]
    return rows


def _raw(event: SignedEvent, width: int, palette: Palette) -> list[Row]:
    """Return an event's own bytes as they were signed, and the signature."""
    room = width - WORDS_AT - 1
    text = event.body.decode("utf-8", "replace")
    signature = event.signature.hex()
    rows = [Row(()), place((WORDS_AT, Span(t("provenance.raw", n=len(event.body)), palette.muted)))]
    rows += [place((WORDS_AT, Span(line, palette.text))) for line in _chopped(text, room)]
    rows.append(place((WORDS_AT, Span(t("provenance.raw-signature"), palette.muted))))
    rows += [
        place((WORDS_AT, Span(signature[start : start + room], palette.faint)))
        for start in range(0, len(signature), room)
    ]
    return rows


def _chopped(text: str, width: int) -> list[str]:
    """Cut a text every ``width`` cells, wherever that falls: these are bytes, not prose."""
    lines, used = [""], 0
    for cluster, size in clusters(text):
        if used + size > width:
            lines.append("")
            used = 0
        lines[-1] += cluster
        used += size
    return lines
