"""What carts cost: wishes grouped into parcels, each priced as customs would see it, with the best offers.

Every price of a cart comes from here, also of one that is only thought of (a single SKU, a draft at checkout).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from store.catalogue.catalogue import CatalogueRoom
from store.catalogue.records import Place, Product, Sku
from store.clock import Clock
from store.logistics.carriers import freight_rule, service_of, way_km
from store.offers.choosing import choose
from store.offers.offers import OffersRoom
from store.offers.records import Choice, Good, Held
from store.pricing.customs_tax import tax_day
from store.pricing.pricing import Piece, price_parcel
from store.pricing.quota import Quota
from store.pricing.records import FreightRule, Limits, TaxedLine
from store.pricing.tax_rules import limits
from store.trade.records import Cart, CartGroup, CartLine, LineState, ParcelKey


@dataclass(frozen=True, slots=True)
class Wish:
    """One SKU somebody wants, before it is priced; ``added_fen`` is its price when it was added."""

    sku: Sku
    product: Product
    quantity: int
    ticked: bool
    added_fen: int
    added_at: int = 0
    later: bool = False

    @property
    def state(self) -> LineState:
        """Tell whether it can be ordered, as far as it alone decides."""
        if self.later:
            return "later"
        if self.product.missing_facts or self.product.withdrawn:
            return "not_sellable"
        if self.sku.available <= 0:
            return "sold_out"
        if self.quantity > self.sku.available:
            return "short"
        return "ok" if self.ticked else "unticked"


class CartPricing:
    """Prices wishes as a cart."""

    def __init__(self, clock: Clock, *, catalogue: CatalogueRoom, offers: OffersRoom, quota: Quota) -> None:
        self._clock = clock
        self._catalogue = catalogue
        self._offers = offers
        self._quota = quota

    def priced(
        self,
        buyer: str,
        wishes: Collection[Wish],
        services: Mapping[ParcelKey, str] | None = None,
        destination: Place | None = None,
    ) -> Cart:
        """Return wishes as a cart: grouped by merchant and warehouse, each group priced as one parcel.

        The best lawful combination of offers is found first; what is refused takes no part in it. A
        service other than the included one is priced for the way to ``destination``; raises
        ``service_not_here``.
        """
        used, held = self._quota.used(buyer), self._offers.held(buyer)
        parcels, outside = _parcels(wishes), frozenset[str]()
        shipping = [self._shipping(parcel[0], services or {}, destination) for parcel in parcels]
        while True:
            choice = self._choose(parcels, outside, held, used, [rule for _, rule in shipping])
            groups = self._groups(parcels, choice, used, shipping)
            refused = {line.sku.id for group in groups for line in group.lines if line.state == "over_limit"}
            if refused <= outside:
                today = tax_day(self._clock.now())
                return _sum_up(groups, choice, len(wishes), used, limits(today))
            outside |= refused

    def _shipping(
        self, wish: Wish, services: Mapping[ParcelKey, str], destination: Place | None
    ) -> tuple[str, FreightRule]:
        """Return the service of a parcel and the rule of its freight."""
        warehouse = self._catalogue.warehouse(wish.sku.warehouse_id)
        chosen = services.get((wish.product.merchant.id, warehouse.id), "") if destination else ""
        service = service_of(chosen, warehouse.mode)
        km = way_km(warehouse, destination) if destination else 0
        return service.id, freight_rule(service, warehouse, km)

    def _choose(
        self,
        parcels: list[list[Wish]],
        outside: Collection[str],
        held: tuple[Held, ...],
        used_fen: int,
        freight: list[FreightRule],
    ) -> Choice:
        """Return the offers that make what can be ordered the cheapest."""
        taking = [[w for w in parcel if w.state == "ok" and w.sku.id not in outside] for parcel in parcels]
        goods = [_good(wish) for parcel in taking for wish in parcel]
        today = tax_day(self._clock.now())

        def cost(cuts: Mapping[str, int], tenders: Mapping[str, int]) -> tuple[int, ...]:
            refused, running, payable = 0, used_fen, -sum(tenders.values())
            for members, rule in zip(taking, freight, strict=True):
                parcel = price_parcel([_piece(wish, cuts) for wish in members], rule, today, running)
                refused += parcel.taxed.channel == "refused"
                running = parcel.taxed.year_after_fen
                payable += parcel.total_fen
            return refused, payable

        return choose(goods, held, cost)

    def _groups(
        self,
        parcels: list[list[Wish]],
        choice: Choice,
        used_fen: int,
        shipping: list[tuple[str, FreightRule]],
    ) -> list[CartGroup]:
        """Price the groups in their order; each that counts uses up some of the year's limit for the next."""
        groups: list[CartGroup] = []
        for members, (service, rule) in zip(parcels, shipping, strict=True):
            group = self._group(members, choice, used_fen, service, rule)
            used_fen += group.base_fen if group.counted else 0
            groups.append(group)
        return groups

    def _group(
        self, wishes: list[Wish], choice: Choice, used_fen: int, service: str, rule: FreightRule
    ) -> CartGroup:
        """Price one parcel; lines that cannot be ordered are shown with what they alone would cost."""
        today = tax_day(self._clock.now())
        warehouse = self._catalogue.warehouse(wishes[0].sku.warehouse_id)
        taking = [wish for wish in wishes if wish.state == "ok"]
        pieces = [_piece(wish, choice.cuts) for wish in taking]
        parcel = price_parcel(pieces, rule, today, used_fen)
        refused = parcel.taxed.channel == "refused"
        priced = zip(pieces, parcel.freight_shares, parcel.taxed.lines, strict=True)
        together = {wish.sku.id: shares for wish, shares in zip(taking, priced, strict=True)}
        lines: list[CartLine] = []
        for wish in wishes:
            if wish.sku.id in together:
                piece, freight, tax = together[wish.sku.id]
            else:
                piece = _piece(wish, {})
                alone = price_parcel([piece], rule, today)
                freight, tax = alone.freight_fen, alone.taxed.lines[0]
            tender = choice.tenders.get(wish.sku.id, 0) if wish.state == "ok" else 0
            lines.append(_line(wish, piece, freight, tax, tender, refused))
        return CartGroup(
            merchant=wishes[0].product.merchant,
            warehouse=warehouse,
            lines=tuple(lines),
            goods_fen=parcel.goods_fen,
            freight_fen=parcel.freight_fen,
            tax_fen=parcel.taxed.tax_fen,
            base_fen=parcel.taxed.base_fen,
            channel=parcel.taxed.channel,
            reason=parcel.taxed.reason,
            limits=parcel.taxed.limits,
            counted=bool(taking) and not refused,
            cut_fen=sum(piece.cut_fen for piece in pieces),
            tender_fen=sum(line.tender_fen for line in lines),
            service=service,
        )

    def alone(self, wish: Wish) -> CartLine:
        """Return a wish as a line with what it alone would cost."""
        piece, freight = _piece(wish, {}), self._catalogue.warehouse(wish.sku.warehouse_id).freight
        parcel = price_parcel([piece], freight, tax_day(self._clock.now()))
        return _line(wish, piece, parcel.freight_fen, parcel.taxed.lines[0], 0, False)


def _parcels(wishes: Iterable[Wish]) -> list[list[Wish]]:
    """Split by what decides the parcel: one merchant, one warehouse (and so one customs mode)."""
    parcels: dict[tuple[str, str], list[Wish]] = {}
    for wish in wishes:
        parcels.setdefault((wish.product.merchant.id, wish.sku.warehouse_id), []).append(wish)
    return list(parcels.values())


def _good(wish: Wish) -> Good:
    product = wish.product
    return Good(wish.sku.id, product.merchant.id, product.category.id, wish.sku.price_fen, wish.quantity)


def _piece(wish: Wish, cuts: Mapping[str, int]) -> Piece:
    return Piece(wish.sku, wish.product.tax_class, wish.quantity, cuts.get(wish.sku.id, 0))


def _line(wish: Wish, piece: Piece, freight: int, tax: TaxedLine, tender: int, refused: bool) -> CartLine:
    """Return a wish as a priced line; in a refused group it is over the limit."""
    over = refused and wish.state == "ok"
    return CartLine(
        sku=wish.sku,
        product=wish.product,
        quantity=wish.quantity,
        ticked=wish.ticked,
        state="over_limit" if over else wish.state,
        goods_fen=piece.goods_fen,
        freight_fen=freight,
        tax=tax,
        dropped_fen=wish.added_fen - wish.sku.price_fen,
        added_at=wish.added_at,
        cut_fen=piece.cut_fen,
        tender_fen=tender,
    )


def _sum_up(groups: list[CartGroup], choice: Choice, kinds: int, used_fen: int, most: Limits) -> Cart:
    """Return the whole cart; only groups that would be ordered count in its sums."""
    counted = [group for group in groups if group.counted]
    return Cart(
        groups=tuple(groups),
        goods_fen=sum(group.goods_fen for group in counted),
        freight_fen=sum(group.freight_fen for group in counted),
        tax_fen=sum(group.tax_fen for group in counted),
        total_fen=sum(group.goods_fen + group.freight_fen + group.tax_fen for group in counted),
        parcels=len(counted),
        pieces=sum(line.quantity for group in counted for line in group.lines if line.state == "ok"),
        kinds=kinds,
        year_used_fen=used_fen,
        year_after_fen=used_fen + sum(group.base_fen for group in counted),
        limits=most,
        cut_fen=sum(group.cut_fen for group in counted),
        tender_fen=sum(group.tender_fen for group in counted),
        verdicts=choice.verdicts,
    )
