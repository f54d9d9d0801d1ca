"""Records of promotions. Amounts are fen, times seconds UTC, rates per cent.

A ``cut`` is open to everybody and lowers what is paid for the goods, and so the dutiable value; a
``tender`` pays a part of the bill and leaves the dutiable value as it is (import tax rule 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from store.words import Bilingual

OfferKind = Literal["threshold", "bundle", "coupon", "membership", "points"]
Effect = Literal["cut", "tender"]
Audience = Literal["everyone", "holders", "newcomers"]
Because = Literal[
    "used",
    "kept",
    "below",
    "not_these_goods",
    "incomplete",
    "not_yet",
    "over",
    "used_up",
    "spent",
    "not_new",
    "another_is_better",
    "not_together",
    "nothing_left",
]
Block = Because | Literal[""]


@dataclass(frozen=True, slots=True)
class Offer:
    """One promotion as it was planned.

    ``merchant_id`` is ``None`` for one of the platform's; ``category`` (a prefix) narrows the goods.
    ``off_fen`` comes off from ``min_fen`` of goods on; or ``percent`` of them, at most ``most_fen``.
    A bundle takes ``off_fen`` off each whole set of ``parts`` (pieces by SKU). An ``alone`` coupon
    does not go with the platform's threshold cuts. ``uses`` limits it over all buyers.
    """

    id: str
    kind: OfferKind
    name: Bilingual
    starts_at: int
    ends_at: int
    merchant_id: str | None = None
    category: str = ""
    min_fen: int = 0
    off_fen: int = 0
    percent: int = 0
    most_fen: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    audience: Audience = "everyone"
    code: str = ""
    uses: int | None = None
    alone: bool = False

    @property
    def effect(self) -> Effect:
        """What it does to the price."""
        return "cut" if self.kind in ("threshold", "bundle") else "tender"

    def covers(self, sku_id: str, merchant_id: str, category: str) -> bool:
        """Tell whether goods are among those it is for."""
        if self.kind == "bundle":
            return sku_id in self.parts
        return self.merchant_id in (None, merchant_id) and category.startswith(self.category)


@dataclass(frozen=True, slots=True)
class Good:
    """So many pieces of one SKU that an offer may apply to, at ``price_fen`` each."""

    sku_id: str
    merchant_id: str
    category: str
    price_fen: int
    quantity: int

    @property
    def goods_fen(self) -> int:
        """Their price together, before any offer."""
        return self.price_fen * self.quantity


@dataclass(frozen=True, slots=True)
class Held:
    """An offer as one buyer has it; ``blocked`` says why it cannot be used at all ("" when it can)."""

    offer: Offer
    blocked: Block = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an offer: ``fen`` saved over ``shares`` (fen by SKU), or why nothing did.

    ``short_fen`` is what is missing to its threshold, ``missing`` the SKUs a set lacks, ``other`` the
    offer that took its place, ``sets`` how many whole sets of a bundle there are.
    """

    offer: Offer
    because: Because
    fen: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)
    short_fen: int = 0
    missing: tuple[str, ...] = ()
    other: Offer | None = None
    sets: int = 0

    @property
    def used(self) -> bool:
        """Whether it is part of the price."""
        return self.because == "used"


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a buyer may pay with besides money: points (one is worth a fen), and the tier's per cent."""

    points: int = 0
    tier: Literal["basic", "silver", "gold"] = "basic"
    next_fen: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The offers used, and a verdict on each of the others; fen by SKU of all cuts and all tenders."""

    verdicts: tuple[Verdict, ...] = ()
    cuts: Mapping[str, int] = field(default_factory=dict)
    tenders: Mapping[str, int] = field(default_factory=dict)
