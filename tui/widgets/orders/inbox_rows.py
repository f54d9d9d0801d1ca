"""Notices, talks and messages as items of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from store.community.inbox import Message, Notice, Talk
from store.logistics.records import PROMISED
from store.trade.periods import PERIODS
from store.words import Bilingual
from tui.i18n import ago, pick, t
from tui.paint.rows import Row, Span, place, row
from tui.row_id import RowId
from tui.text import cells, wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.people.person_chip import chip

BUBBLE = 64


def notice_items(notices: Sequence[Notice], width: int, now: int, palette: Palette) -> list[Item]:
    """Return notices (``notice:ID``): a dot for the unread, the topic, the words."""
    tones = {"order": palette.way, "community": palette.brand, "sale": palette.price, "platform": palette.ok}
    items = []
    for notice in notices:
        dot = Span("● " if notice.unread else "  ", palette.brand)
        topic = Span(f" {t(f'me.topic-{notice.topic}')} ", tones[notice.topic], palette.chip, bold=True)
        lines = wrap(notice_words(notice), width - 20)
        when = Span(ago(notice.at, now), palette.faint)
        tone = palette.text if notice.unread else palette.muted
        rows = [row(width, [dot, topic], [when], indent=1)]
        rows += [row(width, [Span(line, tone, bold=notice.unread)], indent=3) for line in lines]
        items.append(Item(RowId("notice", notice.id), (*rows, Row(()))))
    return items


def notice_words(notice: Notice) -> str:
    """Return what a notice says: its own text, or the words of its code with the goods it is about."""
    if not notice.code:
        return pick(notice.text)
    what = t(
        f"news.{notice.code}",
        minutes=PERIODS.pay_minutes,
        hours=PROMISED.dispatch_hours,
        days=PROMISED.delivery_days,
        release=PERIODS.release_days,
    )
    return f"{what} · {pick(notice.text)}"


def talk_items(talks: Sequence[Talk], width: int, now: int, palette: Palette) -> list[Item]:
    """Return talks (``talk:MERCHANT``) with their last words."""
    items = []
    for talk in talks:
        name = pick(talk.merchant)
        waiting = (
            [Span(f" {talk.unread} ", palette.on_brand, palette.brand, bold=True)] if talk.unread else []
        )
        head = [chip(name, talk.merchant_id), Span(f" {name} ", bold=True), *waiting]
        said = f"{t('me.you')}{pick(talk.last.text)}" if talk.last.mine else pick(talk.last.text)
        rows = (
            row(width, head, [Span(ago(talk.last.at, now), palette.faint)], indent=1),
            row(width, [Span(said, palette.muted)], indent=6),
            Row(()),
        )
        items.append(Item(RowId("talk", talk.merchant_id), rows))
    return items


def message_items(
    merchant: Bilingual, merchant_id: str, messages: Sequence[Message], width: int, now: int, palette: Palette
) -> list[Item]:
    """Return a talk: the seller's words at the left, one's own at the right."""
    items = []
    for message in messages:
        lines = wrap(pick(message.text), min(BUBBLE, width - 16))
        longest = max(cells(line) for line in lines)
        ground = palette.brand if message.mine else palette.raised
        tone = "#FFFFFF" if message.mine else palette.text
        left = width - longest - 4 if message.mine else 6
        bubble = [
            place((left, Span(f" {line}{' ' * (longest - cells(line))} ", tone, ground))) for line in lines
        ]
        when = Span(ago(message.at, now), palette.faint)
        head = (
            row(width - 1, [], [when])
            if message.mine
            else row(width, [chip(pick(merchant), merchant_id), Span(" "), when], indent=1)
        )
        items.append(Item(RowId("message", message.id), (head, *bubble, Row(()))))
    return items
