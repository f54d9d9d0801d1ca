"""Beside the chain: the goods, the verdict, what a signature says and what not, the day's Merkle root, the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.provenance import merkle
from store.provenance.records import Entry, Root
from store.words import Bilingual
from tui.art.colour import mix
from tui.i18n import pick, t
from tui.layout import BROAD
from tui.paint.big_number import big
from tui.paint.keycaps import keyed
from tui.paint.prose import prose
from tui.paint.rows import Action, Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.provenance.faces import digits, face, hue_of
from tui.widgets.provenance.view import ProvenanceView

STEPS = (6, 5)
"""Cells from one face of a Merkle path to the next: the first with which all fit, else the last."""


def goods_rows(view: ProvenanceView, width: int, tall: int, palette: Palette) -> list[Row]:
    """Return the picture of the goods, their name, the batch and the unit."""
    rows = [row(width, spans_of(strip)) for strip in picture_cells(view.picture, width, tall)] if tall else []
    return [
        *rows,
        *([Row(())] if tall else []),
        row(width, [Span(pick(view.title), bold=True)]),
        batch_row(view, width, palette),
    ]


def batch_row(view: ProvenanceView, width: int, palette: Palette) -> Row:
    """Return the batch, the unit, and which of several chains this is."""
    chain = view.shown
    words = t("provenance.batch", batch=chain.batch)
    if chain.unit:
        words += f" {t('provenance.unit', unit=chain.unit)}"
    which = Span(f"{view.number + 1}/{view.chains}", palette.faint, action=Action("next_chain"))
    more = [which] if view.chains > 1 else []
    return row(width, [Span(words, palette.muted)], more)


def verdict_rows(view: ProvenanceView, width: int, palette: Palette) -> list[Row]:
    """Return how far the chain can be trusted, in large digits, and the four counts behind it."""
    whole = len(view.shown.events)
    good = view.verdict.failure is None
    tone = palette.ok if good else palette.brand
    above, below = big(f"{view.verdict.trusted}/{whole}")
    at = cells(above) + 2
    if good:
        said, detail = t("provenance.all-hold"), t("provenance.just-now", n=len(view.parties))
    else:
        said, detail = t("provenance.some-hold"), t("provenance.broken-at", n=view.failed)
    counted = [
        row(width - 2, [Span(name, palette.muted)], [value], indent=2)
        for name, value in _counts(view, palette)
    ]
    return [
        Row(()),
        place((2, Span(above, tone)), (at + 2, Span(said, bold=True))),
        place((2, Span(below, tone)), (at + 2, Span(detail, palette.muted if good else palette.brand, bold=not good))),
        Row(()),
        *counted,
        row(width - 1, [Span(t("provenance.keys-with-program"), palette.faint)], indent=2),
        Row(()),
    ]  # fmt: skip


def _counts(view: ProvenanceView, palette: Palette) -> list[tuple[str, Span]]:
    """Return how many signatures, contents, links and roots held, of how many."""
    checks = [check for check in view.verdict.checks if check.sequence <= len(view.shown.events)]
    whole, links = len(view.shown.events), max(0, len(view.shown.events) - 1)
    held = (
        ("signatures", sum(check.signature for check in checks), whole),
        ("contents", sum(check.content for check in checks), whole),
        ("links", sum(check.link for check in checks[1:]), links),
    )
    found = [
        (
            t(f"provenance.count-{name}"),
            Span(f"{number} / {of} {'✓' if number == of else '✗'}", "" if number == of else palette.brand, bold=number != of),
        )
        for name, number, of in held
    ]  # fmt: skip
    fits = all(check.root for check in checks)
    words = t("provenance.root-fits") if fits else t("provenance.root-differs")
    found.append(
        (
            t("provenance.count-root"),
            Span(f"{words} {'✓' if fits else '✗'}", "" if fits else palette.brand, bold=not fits),
        )
    )
    return found


def meaning_rows(view: ProvenanceView, width: int, palette: Palette) -> list[Row]:
    """Return what all this says and what it does not say; what to do comes first where something is wrong."""
    rows: list[Row] = []
    if view.verdict.failure:
        rows += [row(width, [Span(t("provenance.what-to-do"), bold=True)])]
        export = ("export_chain", "export")
        steps = (("tamper", "restore"), export) if view.changed else (export, ("verify", "again"))
        rows += [row(width, keyed(command, t(f"provenance.do-{name}"), palette)) for command, name in steps]
    else:
        rows += [row(width, [Span(t("provenance.says"), bold=True)])]
        rows += prose(t("provenance.says-words"), width, fg=palette.muted)
    rows += [Row(()), row(width, [Span(t("provenance.says-not"), bold=True)])]
    return [*rows, *prose(t("provenance.says-not-words"), width, fg=palette.muted)]  # fmt: skip


def short_rows(view: ProvenanceView, width: int, palette: Palette) -> list[Row]:
    """Return goods, verdict and the limits of it in few rows, for narrow or low screens."""
    whole, good = len(view.shown.events), view.verdict.failure is None
    tone = palette.ok if good else palette.brand
    said = t("provenance.all-hold") if good else t("provenance.broken-at", n=view.failed)
    counts = [Span(f"{view.verdict.trusted}/{whole} {'✓' if good else '✗'} {said}", tone, bold=True)]
    limits, name = Span(t("provenance.says-not-words"), palette.faint), Span(view.shown.id, palette.muted)
    return [
        row(width, [Span(pick(view.title), bold=True)], counts, indent=1),
        row(width, [limits], [name] if width >= BROAD else [], indent=1),
    ]


def merkle_rows(view: ProvenanceView, sequence: int, width: int, palette: Palette, airy: bool) -> list[Row]:
    """Return the way from an event up to the signed root of its day, as faces; ``airy`` takes a row more."""
    event, entry = view.event(sequence), view.shown.entries.get(sequence)
    root = view.shown.roots.get(entry.day) if entry else None
    line = Row(((0, Span("─" * width, palette.line)),))
    if event is None or entry is None or root is None:
        return [line, row(width, [Span(t("provenance.no-entry"), palette.brand)], indent=1)]
    computed = merkle.root_of(event.hash, entry.position, root.size, entry.path) or bytes(merkle.SIZE)
    same = computed == root.root
    result = Span(f"✓ {t('provenance.root-fits')}", palette.ok, bold=True) if same else Span(
        f"✗ {t('provenance.root-differs')}", palette.brand, bold=True
    )  # fmt: skip
    about = t("provenance.path", day=entry.day[5:], size=f"{root.size:,}", event=sequence, n=len(entry.path))
    title = row(
        width - 1,
        [Span(t("provenance.root-of-day"), bold=True), Span(f"  {about}", palette.muted)],
        [result],
        indent=1,
    )
    gap = [Row(())] if airy else []
    return [line, title, *gap, *_path(event.hash, entry, root, computed, width, palette)]


def _path(leaf: bytes, entry: Entry, root: Root, computed: bytes, width: int, palette: Palette) -> list[Row]:
    """Return the faces in two rows, and the names of both ends below."""
    ends = [computed] if computed == root.root else [computed, root.root]
    step = next((one for one in STEPS if (len(entry.path) + 4) * one <= width), STEPS[-1])
    room = (width - 2) // step - 2 - len(ends)
    beside = list(entry.path)[: max(0, room)]
    lines: list[list[tuple[int, Span]]] = [[], [], []]
    at = 1
    for number, digest in enumerate([leaf, *beside]):
        tone = hue_of(digest, palette) if not number else mix(palette.bg, hue_of(digest, palette), 0.62)
        _face_at(lines, at, digest, tone)
        lines[0].append((at + step - 2, Span("·" if number < len(beside) else "→", palette.faint)))
        at += step
    names = ["root"] if len(ends) == 1 else ["computed", "published"]
    for number, (name, digest) in enumerate(zip(names, ends, strict=True)):
        wrong = len(ends) == 2 and number == 0
        _face_at(lines, at, digest, palette.brand if wrong else hue_of(digest, palette))
        lines[2].append((at, Span(t(f"provenance.{name}"), palette.brand if wrong else palette.muted)))
        if wrong:
            at += max(0, cells(t("provenance.computed")) - 4)
            lines[0].append((at + 4, Span("≠", palette.brand, bold=True)))
        at += step + 1
    lines[2].insert(0, (1, Span(t("provenance.leaf"), palette.muted)))
    return [Row(tuple(line)) for line in lines]


def _face_at(lines: list[list[tuple[int, Span]]], at: int, digest: bytes, tone: str) -> None:
    for number, text in enumerate(face(digest, 3)):
        lines[number].append((at, Span(text, tone)))


def key_items(
    parties: Mapping[str, Bilingual], keys: Sequence[bytes], width: int, palette: Palette
) -> list[Item]:
    """Return an item for each party: its name and the whole public key."""
    items: list[Item] = []
    for (party, name), key in zip(parties.items(), keys, strict=True):
        drawn, tone = face(key), hue_of(key, palette)
        text = key.hex() if width > cells(drawn[1]) + 3 + 2 * len(key) else digits(key)
        first = row(
            width,
            [Span(drawn[0], tone), Span(f"  {pick(name)}", bold=True), Span(f"  {party}", palette.faint)],
            indent=1,
        )
        second = row(width, [Span(drawn[1], tone), Span(f"  {text}", palette.muted)], indent=1)
        items.append(Item(party, (first, second, Row(()))))
    return items  # fmt: skip
