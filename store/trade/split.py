"""A parcel over the limit of one transaction, split into what can be ordered now and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.trade.pricing import Piece, price_parcel
from store.trade.records import CartGroup, CartLine


@dataclass(frozen=True, slots=True)
class Split:
    """Which lines go now and which wait, by SKU; ``fewer`` is the one line that goes with fewer pieces.

    ``later_fen`` is ``None`` when what waits has to be split again.
    """

    now: tuple[str, ...]
    later: tuple[str, ...]
    fewer: tuple[str, int] | None
    now_fen: int
    later_fen: int | None


def split(group: CartGroup, on: date, used_fen: int) -> Split | None:
    """Return a split of a refused parcel that works, or ``None`` when none is needed or none would help.

    Lines stay whole and keep their order; only when not even one fits whole does the first go with
    fewer pieces. ``used_fen`` is what the buyer has used of the year's limit.
    """
    lines = [line for line in group.lines if line.state == "over_limit"]
    if group.reason != "over_single_limit" or not lines:
        return None
    taken: list[Piece] = []
    now: list[CartLine] = []
    for line in lines:
        if _total([*taken, _piece(line)], group, on, used_fen) is not None:
            taken.append(_piece(line))
            now.append(line)
    fewer = None
    if not now:
        fits = (n for n in range(lines[0].quantity - 1, 0, -1) if _fits(lines[0], n, group, on, used_fen))
        quantity = next(fits, 0)
        if not quantity:
            return None
        now, taken = lines[:1], [_piece(lines[0], quantity)]
        fewer = (lines[0].sku.id, quantity)
    later = [_piece(line) for line in lines if line not in now]
    if fewer:
        later.insert(0, _piece(lines[0], lines[0].quantity - fewer[1]))
    now_fen = _total(taken, group, on, used_fen)
    assert now_fen is not None
    return Split(
        now=tuple(line.sku.id for line in now),
        later=tuple(line.sku.id for line in lines if line not in now),
        fewer=fewer,
        now_fen=now_fen,
        later_fen=_total(later, group, on, used_fen + sum(piece.goods_fen for piece in taken)),
    )


def _piece(line: CartLine, quantity: int | None = None) -> Piece:
    return Piece(line.sku, line.product.tax_class, line.quantity if quantity is None else quantity)


def _fits(line: CartLine, quantity: int, group: CartGroup, on: date, used_fen: int) -> bool:
    return _total([_piece(line, quantity)], group, on, used_fen) is not None


def _total(pieces: Sequence[Piece], group: CartGroup, on: date, used_fen: int) -> int | None:
    """Return what a parcel of ``pieces`` costs to the door in fen, or ``None`` when it is refused."""
    parcel = price_parcel(pieces, group.warehouse.freight, on, used_fen)
    return None if parcel.taxed.channel == "refused" else parcel.total_fen
