"""The comments of a note with their replies, as items of a sheet."""

from __future__ import annotations

from store.community.records import Comment
from tui.commands import BY_ID
from tui.i18n import ago, count, pick, t
from tui.paint.keycaps import said
from tui.paint.pressing import acting
from tui.paint.prose import prose
from tui.paint.rows import Action, Row, Span, row
from tui.row_id import RowId
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.notes.note_view import GAP, NoteView
from tui.widgets.people.person_chip import chip, searching


def comment_items(
    view: NoteView, width: int, palette: Palette, indent: int = 0, scope: str = "note"
) -> list[Item]:
    """Return the comments with their replies, each an item (``comment:ID``)."""
    order = [
        *_order_word("hot", view.order, scope, palette),
        Span("  "),
        *_order_word("new", view.order, scope, palette),
    ]
    heading = row(
        indent + width,
        [Span(t("note.comments"), bold=True), Span(f" {view.note.comments}", palette.muted)],
        order,
        indent=indent,
    )
    items = [Item("", (heading, Row(())))]
    if not view.comments:
        none = said("note.no-comments", palette.muted)
        if scope not in BY_ID["comment"].scopes:
            none = [span._replace(action=None) for span in none]
        items.append(Item("", (row(indent + width, none, indent=indent),)))
    for comment in view.comments:
        items.append(
            Item(RowId("comment", comment.id), _comment(comment, view, width, palette, indent, scope))
        )
        for reply in comment.replies:
            items.append(
                Item(RowId("comment", reply.id), _comment(reply, view, width, palette, indent, scope, 5))
            )
        items.append(GAP)
    return items


def _order_word(name: str, current: str, scope: str, palette: Palette) -> list[Span]:
    """Return one of the two orders; a press on the other one changes to it."""
    chosen = name == current
    turn = None if chosen or scope not in BY_ID["sort_comments"].scopes else Action("sort_comments")
    tone = palette.text if chosen else palette.faint
    return [Span(t(f"note.order-{name}"), tone, underline=chosen, bold=chosen, action=turn)]


def _comment(
    comment: Comment, view: NoteView, width: int, palette: Palette, indent: int, scope: str, deeper: int = 0
) -> tuple[Row, ...]:
    """Return a comment's rows; ``deeper`` indents a reply."""
    badges = {"author": palette.brand, "merchant": palette.way, "official": palette.ok}
    name = [chip(pick(comment.author), comment.author_id), Span(f" {pick(comment.author)}", palette.muted)]
    head = acting(name, searching("from", pick(comment.author)))
    if comment.badge:
        head += [
            Span(" "),
            Span(f" {t(f'note.badge-{comment.badge}')} ", badges[comment.badge], palette.chip, bold=True),
        ]
    head.append(Span(f"  {ago(comment.published_at, view.now)}", palette.faint))
    likes = [
        Span("♥ " if comment.liked else "♡ ", palette.brand if comment.liked else palette.muted),
        Span(count(comment.likes), palette.text if comment.liked else palette.muted),
    ]
    if scope == "note":
        likes = acting(likes, Action("like"))
    left = indent + deeper
    body = prose(pick(comment.text), width - deeper - 5, indent=left + 5, link=palette.way)
    return (row(indent + width, head, likes, indent=left), *body)
