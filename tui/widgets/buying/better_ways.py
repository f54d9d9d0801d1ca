"""What is explained of a price on the product page and in the cart, and how the same goods cost less."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from store.catalogue.records import Sku
from store.offers.records import Verdict
from store.pricing.customs_tax import tax_day
from store.pricing.records import LandedPrice
from store.trade.records import Cart, CartGroup, CartLine
from store.words import Bilingual
from tui.i18n import amount, pick, t
from tui.widgets.buying.cart_sums import offer_name
from tui.widgets.buying.explain_rows import Explained
from tui.widgets.shop.product_view import ProductView

Better = tuple[str, str, int]
_BEYOND_REACH = ("over", "spent", "used_up", "not_new")


def of_product(view: ProductView, alone: Cart) -> Explained:
    """Return the open price of a product; ``alone`` is the same as a cart, with the buyer's offers."""
    price, day = view.price, tax_day(view.now)
    return Explained(
        product=view.product,
        sku=view.sku,
        quantity=view.quantity,
        freight=price.freight_fen,
        tax=price.tax,
        channel=price.channel,
        on=day,
        year_used=view.year_used_fen,
        better=(*_other_size(view), *_with_offers(price, alone)),
    )


def _other_size(view: ProductView) -> list[Better]:
    """Return the size that costs the least for what is in it, if it is another one."""
    sizes = [sku for sku in view.product.skus if sku.available > 0 and sku.net_unit == view.sku.net_unit]
    if not sizes:
        return []
    best = min(sizes, key=lambda sku: _per_unit(sku, view.prices[sku.id]))
    old, new = (_per_unit(sku, view.prices[sku.id]) for sku in (view.sku, best))
    if int(new) >= int(old):
        return []
    taxless = view.prices[view.sku.id].tax.consumption_fen and not view.prices[best.id].tax.consumption_fen
    key = "explain.better-size-taxless" if taxless else "explain.better-size-why"
    per = t(f"explain.unit-{best.net_unit}")
    why = t(key, per=per, old=amount(int(old)), new=amount(int(new)))
    return [(t("explain.better-size", name=pick(best.name)), why, view.prices[best.id].total_fen)]


def _per_unit(sku: Sku, price: LandedPrice) -> Fraction:
    return price.total_fen / sku.net_amount


def _with_offers(price: LandedPrice, alone: Cart) -> list[Better]:
    used = [verdict for verdict in alone.verdicts if verdict.used]
    if not used or alone.payable_fen >= price.total_fen:
        return []
    names = t("offers.and").join(offer_name(verdict.offer) for verdict in used)
    return [(t("explain.better-offers"), names, alone.payable_fen)]


def of_line(
    cart: Cart, group: CartGroup, line: CartLine, titles: Mapping[str, Bilingual], now: int
) -> Explained:
    """Return the price of a line of the cart, with its share of every offer and what concerns it besides."""
    counted = line.state == "ok"
    return Explained(
        product=line.product,
        sku=line.sku,
        quantity=line.quantity,
        freight=line.freight_fen,
        tax=line.tax,
        channel=group.channel,
        on=tax_day(now),
        parcel_freight=group.freight_fen,
        cuts=_shares(cart, line, "cut"),
        tenders=_shares(cart, line, "tender"),
        year_used=cart.year_used_fen,
        unused=tuple(verdict for verdict in cart.verdicts if counted and _concerns(verdict, line)),
        titles=titles,
    )


def _shares(cart: Cart, line: CartLine, effect: str) -> tuple[tuple[str, int], ...]:
    """Return what each offer used takes off a line."""
    used = ((v, v.shares.get(line.sku.id, 0)) for v in cart.verdicts if v.used and v.offer.effect == effect)
    return tuple((offer_name(verdict.offer), fen) for verdict, fen in used if fen)


def _concerns(verdict: Verdict, line: CartLine) -> bool:
    """Tell whether an offer is for these goods, still within reach, and not part of the price."""
    if verdict.used or verdict.because in _BEYOND_REACH:
        return False
    product = line.product
    return verdict.offer.covers(line.sku.id, product.merchant.id, product.category.id)
