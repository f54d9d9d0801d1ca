"""The three documents that customs compares before it takes a declaration: order, payment and waybill.

Source: GACC notice 194/2018, article 4 (the platform, the payer's bank and the carrier each send theirs).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.logistics.declared import Declarant, Purchase
from store.logistics.records import Tracking

SOMEBODY_ELSE = "陈*"
"""Whose account a payment came from that customs holds a parcel for (simulated, masked)."""
Field = Literal["name", "number", "amount", "goods", "pieces"]
Value = str | int | tuple[str, ...] | None
"""A masked text, fen, pieces or SKUs; ``None`` where a document says nothing because it need not."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing in three documents; ``agrees`` is false where two of them that say it differ."""

    field: Field
    order: Value
    payment: Value
    waybill: Value

    @property
    def agrees(self) -> bool:
        """Whether all documents that say it say the same."""
        return len({value for value in (self.order, self.payment, self.waybill) if value is not None}) <= 1


def held_for_identity(tracking: Tracking) -> bool:
    """Tell whether customs waits for a legible identity card."""
    return tracking.trouble == "held_id_photo" and tracking.stage == "held" and tracking.waits_for_buyer


def held_for_payer(tracking: Tracking) -> bool:
    """Tell whether customs waits for the payment to name the buyer."""
    return tracking.trouble == "held_payer" and tracking.stage == "held" and tracking.waits_for_buyer


def compare(
    order: Purchase, identity: Declarant | None, paid_fen: int, tracking: Tracking, payer: str = ""
) -> tuple[Compared, ...]:
    """Return the documents of an order side by side.

    ``paid_fen`` is what the provider reports, ``payer`` the masked name of somebody else who paid (""
    when it was the buyer). Pieces that were cancelled before the declaration are in none of them.
    """
    name = identity.name_masked if identity else ""
    if not payer and held_for_payer(tracking):
        payer = SOMEBODY_ELSE
    number = identity.number_masked if identity else ""
    lines = [line for line in order.lines if line.remaining]
    counted = sum(line.remaining for line in lines)
    if not lines:  # everything was given back since: the documents say what they said
        lines, counted = list(order.lines), sum(line.quantity for line in order.lines)
    goods = tuple(line.sku_id for line in lines)

    unread = held_for_identity(tracking)
    return (
        Compared("name", name, payer or name, name),
        Compared("number", number, number, "" if unread else number),
        Compared("amount", paid_fen, paid_fen, None),
        Compared("goods", goods, None, goods),
        Compared("pieces", counted, None, counted),
    )
