"""A note laid out as items of sheets: its picture, its text, what one can do with it, and all in one column."""

from __future__ import annotations

from tui.commands import BY_ID
from tui.i18n import ago, count, pick, t
from tui.layout import BROAD
from tui.paint.keycaps import keycap, keyed
from tui.paint.pressing import Mark, acting, acting_rows, marked_lines
from tui.paint.prose import balanced, prose
from tui.paint.rows import Action, Row, Span, place, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells, fit, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.notes.comment_rows import comment_items
from tui.widgets.notes.goods_rows import goods_items
from tui.widgets.notes.note_view import GAP, NoteView
from tui.widgets.people.person_chip import chip, searching

PICTURE_WIDTH, PICTURE_ROWS = 46, 26
INSET = 2


def single_column(
    view: NoteView, width: int, palette: Palette, picture: int = 0, tall: int = 17, scope: str = "note"
) -> list[Item]:
    """Return the whole note as one column of ``width`` cells, its picture ``tall`` rows high.

    ``scope`` is that of the screen: keys that do nothing there are not shown.
    """
    text = width - 2 * INSET
    drawn = picture_rows(view, width, tall, palette, picture)
    return [
        enlarging(drawn) if scope == "note" else Item("", drawn),
        GAP,
        *text_items(view, text, palette, INSET),
        *goods_items(view, text, palette, INSET),
        actions(view, text, palette, INSET, scope),
        GAP,
        *comment_items(view, text, palette, INSET, scope),
    ]


def enlarging(picture: tuple[Row, ...]) -> Item:
    """Return a picture that fills the screen when it is pressed."""
    return Item("", tuple(acting_rows(picture, Action("enlarge"))))


def picture_rows(
    view: NoteView, width: int, rows: int, palette: Palette, current: int = 0
) -> tuple[Row, ...]:
    """Return a picture with its chips, and under it a tick for each picture of the note."""
    pictures = view.note.pictures
    shown = pictures[current % len(pictures)]
    strips = picture_cells(shown, width, rows)
    headline = fit(pick(shown.headline), width - 4)
    lines: list[Row] = []
    for number, strip in enumerate(strips):
        spans: list[tuple[int, Span]] = []
        column = 0
        for span in spans_of(strip):
            spans.append((column, span))
            column += cells(span.text)
        if number == 0:
            spans = _with_chip(spans, f" {t(f'world.kind-{view.note.card.kind}')} ", 1, palette)
            if len(pictures) > 1:
                label = f" {current % len(pictures) + 1}/{len(pictures)} "
                spans = _with_chip(spans, label, width - cells(label) - 1, palette)
        if headline and number == rows - 2:
            spans = _with_chip(spans, f" {headline} ", 1, palette)
        lines.append(Row(tuple(spans)))
    if len(pictures) > 1:
        lines.append(_ticks(len(pictures), current % len(pictures), width, palette))
    return tuple(lines)


def _with_chip(
    spans: list[tuple[int, Span]], text: str, column: int, palette: Palette
) -> list[tuple[int, Span]]:
    """Lay a dark chip over a row of a picture (one cell a span)."""
    end = column + cells(text)
    return [
        *(pair for pair in spans if pair[0] < column),
        (column, Span(text, "#FFFFFF", "#1A1614", bold=True)),
        *(pair for pair in spans if pair[0] >= end),
    ]


def _ticks(number: int, current: int, width: int, palette: Palette) -> Row:
    """Return a bar of one tick a picture, the current one in colour."""
    length = (width + 1) // number - 1
    ticks = [
        (i * (length + 1), Span("▔" * length, palette.brand if i == current else palette.faint))
        for i in range(number)
    ]
    return place(*ticks)


def text_items(view: NoteView, width: int, palette: Palette, indent: int = 0) -> list[Item]:
    """Return title, author, text and tags."""
    note = view.note
    rows = [
        row(indent + width, [Span(line, bold=True)], indent=indent)
        for line in balanced(pick(note.card.title), width)
    ]
    rows += [Row(()), *_author(view, width, palette, indent), Row(())]
    rows += prose(pick(note.body), width, indent=indent, link=palette.way)
    rows += [Row(()), *_tags([pick(tag) for tag in note.tags], width, palette, indent), Row(())]
    return [Item("", tuple(rows))]


def _tags(tags: list[str], width: int, palette: Palette, indent: int) -> list[Row]:
    """Return the tags; a press on one looks for what else carries it."""
    text, marks = "", list[Mark]()
    for tag in tags:
        text += "  " if text else ""
        shown = f"#{tag.replace(' ', '-')}"
        marks.append(Mark(len(text), len(text) + len(shown), searching("tag", tag)))
        text += shown
    look = Span("", palette.way)
    lines = marked_lines(text, wrap(text, width), marks, look, look)
    return [row(indent + width, spans, indent=indent) for spans in lines]


def _author(view: NoteView, width: int, palette: Palette, indent: int) -> list[Row]:
    """Return the rows of the author and of when and where the note was written."""
    author, note = view.note.author, view.note
    facts = [pick(author.facts), t("note.followers", n=author.followers, count=count(author.followers))]
    follow: list[Span] = []
    if author.id != view.viewer:
        word = t("note.following") if author.followed else t("note.follow")
        cap, words = keyed("follow", word, palette, palette.muted if author.followed else palette.brand)
        follow = [cap, words._replace(bold=True)]
    name = [chip(pick(author.name), author.id), Span(f" {pick(author.name)}", bold=True)]
    head = [
        *acting(name, searching("from", pick(author.name))),
        *(Span(f"  {fact}", palette.muted) for fact in facts if fact),
    ]
    published = t("note.published", ago=ago(note.card.published_at, view.now))
    line = "  ".join(
        part
        for part in (published, pick(note.city), t("note.views", n=note.views, count=count(note.views)))
        if part
    )
    return [
        row(indent + width, head, follow, indent=indent),
        row(indent + width, [Span(line, palette.faint)], indent=indent + 5),
    ]


def actions(view: NoteView, width: int, palette: Palette, indent: int = 0, scope: str = "note") -> Item:
    """Return the row of what one can do with the note on a screen of ``scope``, with its counts."""
    note, card = view.note, view.note.card
    liked = Span("♥" if card.liked else "♡", palette.brand if card.liked else palette.muted)
    saved = Span("★" if card.saved else "☆", palette.price if card.saved else palette.muted)
    deeds = (
        ("like", [liked, Span(f" {t('note.like')} ", palette.muted), Span(f"{card.likes:,}", bold=True)]),
        ("save", [saved, Span(f" {t('note.save')} ", palette.muted), Span(f"{note.saves:,}", bold=True)]),
        ("comment", [Span(f"{t('note.comment')} ", palette.muted), Span(str(note.comments), bold=True)]),
    )
    spans = [span for command, words in deeds for span in _deed(command, words, scope, palette)]
    around = [
        t(f"related.teaser-{name}", n=n)
        for name, n in zip(("near", "together", "bought"), view.around, strict=True)
        if n
    ]
    rows = []
    if around and (more := _deed("related", [Span(" · ".join(around), palette.muted)], scope, palette)):
        rows = [row(indent + width, more, indent=indent, bg=palette.surface)]
    copy = _deed("copy_link", [Span(t("note.copy"), palette.muted)], scope, palette)
    right = [*copy, Span(" ")] if copy and width >= BROAD else []
    first = row(indent + width, spans, right, indent=indent, bg=palette.surface)
    return Item("", (first, *rows))


def _deed(command: str, words: list[Span], scope: str, palette: Palette) -> list[Span]:
    """Return a key and its words, both to be pressed; nothing where the command does not work."""
    if scope not in BY_ID[command].scopes:
        return []
    return [Span(" "), *acting([keycap(command, palette), Span(" "), *words], Action(command))]
