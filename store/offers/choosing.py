"""The best lawful use of all offers, as a pure function; and why each of the others does not apply.

The rules, said once: a piece belongs to at most one set, and a piece of a set counts for no threshold.
Thresholds look at the goods at their prices before other offers. At most one threshold cut of each
seller and one of the platform apply; at most one coupon of each seller and one of the platform. What
buyers keep for later is left alone. Nothing ever costs less than nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.money import allocate
from store.offers.records import Choice, Good, Held, Offer, Verdict

Cost = Callable[[Mapping[str, int], Mapping[str, int]], tuple[int, ...]]
"""What the goods cost with cuts and tenders (fen by SKU); the least is the best."""

MOST_SETS = 4
"""Sets that are tried in every combination (16); of more than these only the dearest cuts are."""


@dataclass(frozen=True, slots=True)
class _Plan:
    verdicts: tuple[Verdict, ...]
    cuts: Mapping[str, int]
    tenders: Mapping[str, int]


class _Goods:
    """The goods of one choice, with what each offer is for; the same for every combination."""

    def __init__(self, goods: Sequence[Good], offers: Sequence[Offer]) -> None:
        self.pieces = {good.sku_id: good.quantity for good in goods}
        self.prices = {good.sku_id: good.price_fen for good in goods}
        self.worth = {good.sku_id: good.goods_fen for good in goods}
        self.fitting = {
            offer.id: tuple(good.sku_id for good in goods if _fits(offer, good)) for offer in offers
        }


def choose(goods: Sequence[Good], held: Sequence[Held], cost: Cost) -> Choice:
    """Return the combination that ``cost`` finds the cheapest, with a verdict on every offer in ``held``."""
    usable = [one.offer for one in held if not one.blocked]
    plans = list(_plans(_Goods(goods, usable), usable))
    best = min(plans, key=lambda plan: (cost(plan.cuts, plan.tenders), len(plan.verdicts)))
    used = {verdict.offer.id: verdict for verdict in best.verdicts}
    verdicts = [used.get(one.offer.id) or _why_not(one, goods, best) for one in held]
    return Choice(tuple(verdicts), best.cuts, best.tenders)


def _plans(goods: _Goods, offers: Sequence[Offer]) -> Iterator[_Plan]:
    """Yield every lawful combination that can be the best one; the others are worse whatever the tax."""
    bundles = [offer for offer in offers if offer.kind == "bundle" and _sets(offer, goods.pieces)]
    bundles = sorted(bundles, key=lambda offer: -offer.off_fen)[:MOST_SETS]
    thresholds = [offer for offer in offers if offer.kind == "threshold"]
    shared_cut = [False, True] if any(offer.alone for offer in offers) else [True]
    seen: set[tuple[tuple[str, int], ...]] = set()
    for number in range(len(bundles), -1, -1):
        for chosen in combinations(bundles, number):
            for with_platform in shared_cut:
                cuts = _cuts(goods, chosen, thresholds, with_platform)
                key = tuple((cut.offer.id, cut.fen) for cut in cuts)
                if key not in seen:
                    seen.add(key)
                    yield _paid(goods, offers, cuts)


def _pieces(goods: Sequence[Good]) -> dict[str, int]:
    return {good.sku_id: good.quantity for good in goods}


def _sets(offer: Offer, pieces: Mapping[str, int]) -> int:
    """Return how many whole sets of a bundle there are."""
    return min((pieces.get(sku, 0) // number for sku, number in offer.parts.items()), default=0)


def _cuts(
    goods: _Goods, bundles: Sequence[Offer], thresholds: Sequence[Offer], with_platform: bool
) -> list[Verdict]:
    """Return the cuts of some bundles, and the best thresholds for what is left outside of them."""
    pieces, worth = dict(goods.pieces), dict(goods.worth)
    verdicts: list[Verdict] = []
    for offer in bundles:
        number = _sets(offer, pieces)
        if not number:
            continue
        values = [goods.prices[sku] * count * number for sku, count in offer.parts.items()]
        fen = min(offer.off_fen * number, sum(values))
        shares = dict(zip(offer.parts, allocate(fen, values), strict=True))
        verdicts.append(Verdict(offer, "used", fen, shares, sets=number))
        for (sku, count), value in zip(offer.parts.items(), values, strict=True):
            pieces[sku] -= count * number
            worth[sku] -= value
    room = dict(worth)
    for seller in sorted({offer.merchant_id or "" for offer in thresholds}, reverse=True):
        if not seller and not with_platform:
            continue
        mine = [offer for offer in thresholds if (offer.merchant_id or "") == seller]
        found = _best(mine, goods.fitting, worth, room)
        if found is not None:
            verdicts.append(found)
            for sku, fen in found.shares.items():
                room[sku] -= fen
    return verdicts


def _best(
    offers: Sequence[Offer],
    fitting: Mapping[str, tuple[str, ...]],
    worth: Mapping[str, int],
    room: Mapping[str, int],
) -> Verdict | None:
    """Return the offer that takes off the most, shared out by value; ``room`` is what may be taken off."""
    best: Offer | None = None
    most = 0
    for offer in offers:
        skus = fitting[offer.id]
        base = sum(worth[sku] for sku in skus)
        fen = min(_worth(offer, base), sum(room[sku] for sku in skus))
        if base >= offer.min_fen and fen > most:
            best, most = offer, fen
    if best is None:
        return None
    skus = fitting[best.id]
    shares = allocate(most, [room[sku] for sku in skus])
    return Verdict(best, "used", most, {sku: share for sku, share in zip(skus, shares, strict=True) if share})


def _fits(offer: Offer, good: Good) -> bool:
    return offer.covers(good.sku_id, good.merchant_id, good.category)


def _worth(offer: Offer, base_fen: int) -> int:
    """Return what an offer takes off goods worth ``base_fen``: an amount, or a share with its cap."""
    if not offer.percent:
        return offer.off_fen
    share = base_fen * offer.percent // 100
    return min(share, offer.most_fen) if offer.most_fen else share


def _paid(goods: _Goods, offers: Sequence[Offer], cuts: Sequence[Verdict]) -> _Plan:
    """Add the best coupons, the tier and points to some cuts."""
    taken = _by_sku(cuts)
    room = {sku: fen - taken.get(sku, 0) for sku, fen in goods.worth.items()}
    platform_cut = any(cut.offer.kind == "threshold" and not cut.offer.merchant_id for cut in cuts)
    coupons = [offer for offer in offers if offer.kind == "coupon" and not (offer.alone and platform_cut)]
    tenders: list[Verdict] = []
    sellers = sorted({offer.merchant_id or "" for offer in coupons}, reverse=True)
    groups = [[offer for offer in coupons if (offer.merchant_id or "") == seller] for seller in sellers]
    groups += [[offer] for kind in ("membership", "points") for offer in offers if offer.kind == kind]
    for group in groups:
        found = _best(group, goods.fitting, goods.worth, room)
        if found is not None:
            tenders.append(found)
            for sku, fen in found.shares.items():
                room[sku] -= fen
    return _Plan((*cuts, *tenders), taken, _by_sku(tenders))


def _by_sku(verdicts: Sequence[Verdict]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for verdict in verdicts:
        for sku, fen in verdict.shares.items():
            sums[sku] = sums.get(sku, 0) + fen
    return sums


def _why_not(one: Held, goods: Sequence[Good], best: _Plan) -> Verdict:
    """Say why an offer is not part of the best combination, with the figure that would change it."""
    offer = one.offer
    if one.blocked:
        return Verdict(offer, one.blocked)
    if offer.kind == "bundle":
        pieces = _pieces(goods)
        missing = tuple(sku for sku, number in offer.parts.items() if pieces.get(sku, 0) < number)
        if len(missing) == len(offer.parts):
            return Verdict(offer, "not_these_goods", missing=missing)
        return Verdict(offer, "incomplete" if missing else "another_is_better", missing=missing)
    fitting = [good for good in goods if _fits(offer, good)]
    if not fitting:
        return Verdict(offer, "not_these_goods")
    in_sets = _in_sets(best)
    base = sum(good.goods_fen - in_sets.get(good.sku_id, 0) * good.price_fen for good in fitting)
    if offer.kind == "coupon":
        base = sum(good.goods_fen for good in fitting)
    if base < offer.min_fen:
        return Verdict(offer, "below", short_fen=offer.min_fen - base)
    rivals = (v for v in best.verdicts if v.offer.effect == offer.effect and _same_seller(v.offer, offer))
    if rival := next((v for v in rivals if v.offer.kind == offer.kind), None):
        return Verdict(offer, "another_is_better", other=rival.offer)
    if offer.alone or (offer.kind == "threshold" and any(v.offer.alone for v in best.verdicts)):
        clash = next((v.offer for v in best.verdicts if v.offer.alone != offer.alone), None)
        return Verdict(offer, "not_together", other=clash)
    return Verdict(offer, "nothing_left")


def _in_sets(best: _Plan) -> dict[str, int]:
    """Return how many pieces of each SKU belong to a set that is used."""
    pieces: dict[str, int] = {}
    for verdict in best.verdicts:
        for sku, count in verdict.offer.parts.items():
            pieces[sku] = pieces.get(sku, 0) + count * verdict.sets
    return pieces


def _same_seller(one: Offer, other: Offer) -> bool:
    return one.merchant_id == other.merchant_id
