"""A note's card as rows of cells: picture with two chips, title, author and likes, reason."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from store.community.records import NoteCard
from tui.art.cells import Cell, Raster
from tui.i18n import amount, count, pick, t
from tui.pictures.studio import dimmed, mix, number, raster
from tui.text import cells, fit, wrap
from tui.theme import Palette
from tui.widgets.wall.ready_strip import ReadyStrip, Run, ready

WIDTH, LARGEST = 37, 52
"""A card's usual width, and the width from which its picture grows no higher (cells)."""
SHORT_SHARE = 0.62
SHORTEST = 6
_GLASS, _GLASS_SHARE, _GOLD, _AMBER, _CHIP_TEXT = 0x0B0907, 0.66, 0xFFD27A, 0xFFB84D, 0xFFFFFF


class CardState(NamedTuple):
    """What the wall knows about a card: whether it is selected, short (low terminal), or labelled."""

    selected: bool = False
    short: bool = False
    label: str = ""


def picture_rows(card: NoteCard, width: int, short: bool) -> int:
    """Return the height of a card's picture in cells."""
    rows = max(5, card.cover.rows * min(width, LARGEST) // WIDTH)
    return max(SHORTEST, round(rows * SHORT_SHARE)) if short else rows


def card_height(card: NoteCard, width: int, short: bool) -> int:
    """Return the rows a card takes; selecting it changes nothing."""
    return picture_rows(card, width, short) + len(_title(card, width)) + (1 if short else 2)


def paint_card(card: NoteCard, width: int, state: CardState, palette: Palette) -> list[ReadyStrip]:
    """Return the rows of a card, each exactly ``width`` cells wide."""
    ground = number(palette.raised if state.selected else palette.surface)
    picture = _picture(card, width, picture_rows(card, width, state.short), palette)
    rows = [ready(line, width) for line in _with_chips(card, picture, state, width)]
    rows += [ready(line, width) for line in _words(card, width, ground, state.short, palette)]
    return rows


def reason_text(card: NoteCard) -> str:
    """Return in words why a card is shown."""
    if card.read:
        return t("world.read")
    return why_text(card)


def why_text(card: NoteCard) -> str:
    """Return in words what brought a card up, also when it was read since."""
    return t(f"reason.{card.reason.code}", name=pick(card.reason.name))


@lru_cache(maxsize=64)
def paint_skeleton(width: int, height: int, palette: Palette) -> list[ReadyStrip]:
    """Return a card that has not arrived: the picture's place, and bars where words will stand."""
    ground, bar = number(palette.surface), number(palette.chip)
    tone = mix(ground, number(palette.price), 0.08)
    blank = ready([Run(" " * width, tone, tone)], width)
    bars = [
        ready(
            [Run(" ", bar, ground), Run("🬋" * long, bar, ground), Run(" " * (width - 1 - long), bar, ground)],
            width,
        )
        for long in (width * 2 // 3, width // 3, width // 2)
    ]
    return [blank] * (height - 3) + bars


def _title(card: NoteCard, width: int) -> tuple[str, ...]:
    return wrap(pick(card.title), width - 2, 2)


def _picture(card: NoteCard, width: int, rows: int, palette: Palette) -> Raster:
    picture = raster(card.cover, width, rows)
    if card.adult:
        picture = _mosaic(picture)
    return dimmed(picture, number(palette.bg)) if card.read else picture


def _mosaic(picture: Raster) -> Raster:
    """Return the picture in blocks of 5 x 2 cells, as goods for adults are shown."""
    return tuple(
        tuple(
            Cell(" ", block.bg, block.bg)
            for x in range(len(line))
            for block in (picture[y // 2 * 2][x // 5 * 5],)
        )
        for y, line in enumerate(picture)
    )


def _with_chips(card: NoteCard, picture: Raster, state: CardState, width: int) -> list[list[Run]]:
    """Return the picture's rows with the kind at the top left and the goods at the bottom right."""
    lines = [[Run(cell.glyph, cell.fg, cell.bg) for cell in line] for line in picture]
    kind = "18+" if card.adult else t(f"world.kind-{card.kind}")
    _lay(lines[0], f" {kind} ", 1, _AMBER if card.kind == "warning" else _CHIP_TEXT)
    if state.label:
        _lay(lines[1], f" {state.label} ", 1, _CHIP_TEXT)
    goods = _goods(card)
    headline = fit(pick(card.cover.headline), width - 4)
    if headline and len(lines) >= SHORTEST:
        _lay(lines[-2], f" {headline} ", 1, _CHIP_TEXT)
    if goods:
        _lay(lines[-1], f" {goods} ", width - cells(goods) - 3, _GOLD)
    return lines


def _lay(line: list[Run], text: str, column: int, fg: int) -> None:
    """Put a chip onto a row of a picture; its ground is the picture's own colour as dark glass."""
    width = cells(text)
    if column < 0 or column + width > len(line):
        return
    bg = mix(line[column].bg, _GLASS, _GLASS_SHARE)
    line[column : column + width] = [Run(text, fg, bg, bold=True)]


def _goods(card: NoteCard) -> str:
    if card.landed_fen is not None:
        return t("world.to-door", amount=amount(card.landed_fen))
    return t("world.goods", n=card.goods) if card.goods else ""


def _words(card: NoteCard, width: int, ground: int, short: bool, palette: Palette) -> list[list[Run]]:
    """Return the lines below a card's picture: title, author and likes, reason."""
    muted, faint, text = number(palette.muted), number(palette.faint), number(palette.text)
    tone = muted if card.read else text
    lines = [_line(width, ground, (line, tone, not card.read)) for line in _title(card, width)]
    heart = ("♥ ", number(palette.brand)) if card.liked else ("♡ ", muted)
    likes = [Run(heart[0], heart[1], ground), Run(count(card.likes), text if card.liked else muted, ground)]
    lines.append(_line(width, ground, (pick(card.author), muted, False), likes))
    if not short:
        lines.append(_line(width, ground, (reason_text(card), faint, False)))
    return lines


def _line(width: int, ground: int, left: tuple[str, int, bool], right: list[Run] | None = None) -> list[Run]:
    """Return one inset row: text at the left, runs at the right edge."""
    right = right or []
    tail = sum(cells(run.text) for run in right)
    text = fit(left[0], width - 2 - tail - (1 if right else 0))
    room = width - 2 - cells(text) - tail
    return [
        Run(" ", left[1], ground),
        Run(text, left[1], ground, left[2]),
        Run(" " * room, left[1], ground),
        *right,
        Run(" ", left[1], ground),
    ]
