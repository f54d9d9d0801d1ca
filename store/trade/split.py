"""A parcel over the limit of one transaction, split into what can be ordered now and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from store.pricing.pricing import Piece, PricedParcel, price_parcel
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
    fewer pieces. ``used_fen`` is what of the buyer's year is taken, by the other parcels of the cart
    too. Amounts are before offers, which lower them but never make a parcel fit no more.
    """
    lines = [line for line in group.lines if line.state == "over_limit"]
    if group.reason != "over_single_limit" or not lines:
        return None
    price = partial(_price, group, on)
    now: list[CartLine] = []
    for line in lines:
        if price([_piece(each) for each in (*now, line)], used_fen):
            now.append(line)
    fewer = None
    taken = [_piece(line) for line in now]
    if not now:
        fits = (n for n in range(lines[0].quantity - 1, 0, -1) if price([_piece(lines[0], n)], used_fen))
        quantity = next(fits, 0)
        if not quantity:
            return None
        now, taken = lines[:1], [_piece(lines[0], quantity)]
        fewer = (lines[0].sku.id, quantity)
    later = [_piece(line) for line in lines if line not in now]
    if fewer:
        later.insert(0, _piece(lines[0], lines[0].quantity - fewer[1]))
    first = price(taken, used_fen)
    assert first is not None
    second = price(later, first.taxed.year_after_fen)
    return Split(
        now=tuple(line.sku.id for line in now),
        later=tuple(line.sku.id for line in lines if line not in now),
        fewer=fewer,
        now_fen=first.total_fen,
        later_fen=second.total_fen if second else None,
    )


def _piece(line: CartLine, quantity: int | None = None) -> Piece:
    return Piece(line.sku, line.product.tax_class, line.quantity if quantity is None else quantity)


def _price(group: CartGroup, on: date, pieces: Sequence[Piece], used_fen: int) -> PricedParcel | None:
    """Return a parcel of ``pieces`` with its price to the door, or ``None`` when it is refused."""
    parcel = price_parcel(pieces, group.warehouse.freight, on, used_fen)
    return None if parcel.taxed.channel == "refused" else parcel
