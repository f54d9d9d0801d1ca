"""Reviews and questions as rows: on the product page in short, on their own screen in full."""

from __future__ import annotations

from store.catalogue.records import Product
from store.community.records import Opinions, Question, Review
from store.pictures import PictureSpec
from tui.i18n import ago, pick, t
from tui.paint.keycaps import keyed
from tui.paint.prose import prose
from tui.paint.rows import Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.row_id import RowId
from tui.text import wrap
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.people.person_chip import chip

BAR = 24


def stars(number: int, palette: Palette) -> list[Span]:
    """Return a verdict in stars; it can be told without colours too."""
    return [Span("★" * number, palette.price), Span("☆" * (5 - number), palette.faint)]


def summary_rows(product: Product, opinions: Opinions, width: int, palette: Palette) -> list[Row]:
    """Return the mean of all reviews, and how many of those written here have five to one stars."""
    most = max(*opinions.stars, 1)
    written = sum(opinions.stars)
    head = [
        Span(f"{product.rating:.1f} ", palette.price, bold=True),
        *stars(round(product.rating), palette),
        Span(f"  {t('product.reviews', n=product.reviews)}", palette.muted),
        Span(f"  {t('product.written', n=written)}", palette.faint),
    ]
    rows = [row(width, head, indent=1)]
    for number in range(5, 0, -1):
        count = opinions.stars[number - 1]
        length = round(BAR * count / most)
        line = [
            Span(f"{number} ★  ", palette.muted),
            Span("━" * length, palette.brand if number < 3 else palette.price),
            Span("─" * (BAR - length), palette.chip),
            Span(f"  {count}", palette.text),
        ]
        rows.append(row(width, line, indent=1))
    return rows


def review_items(opinions: Opinions, order: str, width: int, now: int, palette: Palette) -> list[Item]:
    """Return the reviews: the latest first, or (``order`` is ``low``) those with the fewest stars."""
    found = opinions.reviews
    if order == "low":
        found = tuple(sorted(found, key=lambda review: (review.stars, -review.at)))
    return [Item(RowId("review", review.id), tuple(_review(review, width, now, palette))) for review in found]


def _review(review: Review, width: int, now: int, palette: Palette) -> list[Row]:
    """Return a review's rows, with its pictures and the seller's answer."""
    head = [
        chip(pick(review.author), review.author_id),
        Span(f" {pick(review.author)}  ", palette.muted),
        *stars(review.stars, palette),
    ]
    rows = [
        row(width, head, [Span(ago(review.at, now), palette.faint)], indent=1),
        *prose(pick(review.text), width - 7, indent=6),
    ]
    if review.pictures:
        rows += _pictures(review.pictures, width)
    if review.answered_at is not None:
        rows.append(
            row(
                width,
                [Span(f" {t('product.seller-answers')} ", palette.way, palette.chip, bold=True)],
                [Span(ago(review.answered_at, now), palette.faint)],
                indent=6,
            )
        )
        rows += prose(pick(review.answer), width - 9, fg=palette.muted, indent=8)
    return [*rows, Row(())]


def _pictures(pictures: tuple[PictureSpec, ...], width: int) -> list[Row]:
    """Return the pictures of a review side by side, as many as there is room for."""
    shown = pictures[: max(1, (width - 6) // 12)]
    strips = [picture_cells(spec, 10, 5) for spec in shown]
    return [
        row(width, [span for strip in line for span in (*spans_of(strip), Span("  "))], indent=6)
        for line in zip(*strips, strict=True)
    ]


def question_items(opinions: Opinions, width: int, now: int, palette: Palette) -> list[Item]:
    """Return the questions, each with its answers."""
    items = []
    for question in opinions.questions:
        rows = [
            *_voice(question, t("product.asks"), palette.price, width, now, palette),
            *(
                line
                for answer in question.answers
                for line in _voice(answer, t("product.answers"), palette.ok, width, now, palette)
            ),
        ]
        if not question.answers:
            rows.append(row(width, [Span(t("product.no-answer"), palette.faint)], indent=5))
        items.append(Item(RowId("question", question.id), (*rows, Row(()))))
    return items


def _voice(voice: Question, mark: str, tone: str, width: int, now: int, palette: Palette) -> list[Row]:
    """Return the rows of a question or an answer; ``mark`` tells which."""
    who = f"{pick(voice.author)}  {ago(voice.at, now)}"
    lines = wrap(pick(voice.text), width - 6)
    head = [Span(f" {mark} ", tone, palette.chip, bold=True), Span(f" {lines[0]}", palette.text)]
    rows = [row(width, head, indent=1)]
    rows += [row(width, [Span(line)], indent=6) for line in lines[1:]]
    badge = t(f"note.badge-{voice.badge}") + "  " if voice.badge else ""
    return [*rows, row(width, [Span(badge, palette.way), Span(who, palette.faint)], indent=6)]


def in_short(opinions: Opinions, width: int, palette: Palette) -> list[Row]:
    """Return for the product page: the best word, the worst, and a question, a row each."""
    written = sum(opinions.stars)
    right = keyed("opinions", t("product.all-opinions"), palette)
    heading = [
        Span(t("product.opinions"), bold=True),
        Span(
            f"  {t('product.written', n=written)} · {t('product.asked', n=len(opinions.questions))}",
            palette.muted,
        ),
    ]
    rows = [row(width, heading, right)]
    ranked = sorted(opinions.reviews, key=lambda review: (-review.stars, -review.at))
    for review in dict.fromkeys([*ranked[:1], *ranked[-1:]]):
        rows.append(row(width, [*stars(review.stars, palette), Span(f" {pick(review.text)}", palette.muted)]))
    for question in opinions.questions[:1]:
        mark = Span(f" {t('product.asks')} ", palette.price, palette.chip, bold=True)
        rows.append(row(width, [mark, Span(f" {pick(question.text)}", palette.muted)]))
    return rows
