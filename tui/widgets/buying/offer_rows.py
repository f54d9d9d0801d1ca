"""Offers as rows: what each takes off, or why it does nothing and what would change that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.offers.records import Offer, Verdict, Wallet
from store.trade.records import Cart
from store.words import Bilingual
from tui.i18n import amount, day, pick, t
from tui.layout import ROOMY
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, row, width_of
from tui.text import wrap
from tui.theme import Palette
from tui.widgets.buying.cart_sums import offer_name
from tui.widgets.frame.sheet import Item

_LASTING = 400 * 86_400


def saved_rows(cart: Cart, wallet: Wallet, width: int, palette: Palette) -> list[Row]:
    """Return what all offers save together, and what is in the wallet."""
    saved = cart.cut_fen + cart.tender_fen
    left = [
        Span(f"{t('offers.saved')} ", palette.muted),
        Span(f"¥{amount(saved)}", palette.ok if saved else palette.faint, bold=True),
        Span(f"   {t('offers.to-pay')} ", palette.muted),
        Span(f"¥{amount(cart.payable_fen)}", palette.price, bold=True),
    ]
    right = [
        Span(f"{t(f'offers.tier-{wallet.tier}')}", palette.price),
        Span(f"  {t('offers.n-points', n=wallet.points)}", palette.muted),
    ]
    if wallet.next_fen and width >= ROOMY:
        right.append(Span(f"  {t('offers.to-next', amount=amount(wallet.next_fen))}", palette.faint))
    return [row(width, left, right, indent=1)]


def offer_items(
    verdicts: Sequence[Verdict], titles: Mapping[str, Bilingual], now: int, width: int, palette: Palette
) -> list[Item]:
    """Return the offers that are used, then the others; ``titles`` names the goods of sets by SKU."""
    items: list[Item] = []
    for heading, used in (("offers.used", True), ("offers.not-used", False)):
        some = [verdict for verdict in verdicts if verdict.used == used]
        if not some:
            continue
        air = [Row(())] if items else []
        items.append(Item("", (*air, row(width, [Span(t(heading), bold=True)], indent=1), Row(()))))
        items += [Item(v.offer.id, tuple(_offer(v, titles, now, width, palette))) for v in some]
    return items


def _offer(
    verdict: Verdict, titles: Mapping[str, Bilingual], now: int, width: int, palette: Palette
) -> list[Row]:
    """Return an offer's rows: kind, name and saving, then its rule or why it does not apply, and the key."""
    offer = verdict.offer
    mark = Span("✓ ", palette.ok) if verdict.used else Span("· ", palette.faint)
    kind = Span(f" {t(f'offers.kind-{_kind(offer)}')} ", palette.text, palette.chip)
    name = Span(f" {offer_name(offer)}", "" if verdict.used else palette.muted, bold=verdict.used)
    right = [Span(f"−{amount(verdict.fen)} ", palette.ok, bold=True)] if verdict.used else []
    why = _rule(offer, now) if verdict.used else why_not(verdict, titles)
    head, action = row(width, [mark, kind, name], right, indent=1), _do(verdict, palette)
    *said, last = wrap(why, width - 4)
    beside = [Span("   "), *action] if action else []
    below = [row(width, [Span(text, palette.faint)], indent=3) for text in said]
    if width_of([Span(last), *beside]) > width - 4:
        return [
            head,
            *below,
            row(width, [Span(last, palette.faint)], indent=3),
            row(width, action, indent=3),
            Row(()),
        ]
    return [head, *below, row(width, [Span(last, palette.faint), *beside], indent=3), Row(())]


def _kind(offer: Offer) -> str:
    if offer.kind == "coupon" and offer.code:
        return "code"
    return offer.kind


def _rule(offer: Offer, now: int) -> str:
    """Return how an offer works, in one line."""
    if offer.kind in ("membership", "points"):
        return t(f"offers.rule-{offer.kind}", percent=offer.percent)
    if offer.kind == "bundle":
        rule = t("offers.rule-bundle", off=amount(offer.off_fen))
    elif offer.percent:
        rule = t("offers.rule-percent", percent=offer.percent, most=amount(offer.most_fen))
    else:
        rule = t("offers.rule-off", min=amount(offer.min_fen), off=amount(offer.off_fen))
    effect = t(f"offers.effect-{offer.effect}")
    until = t("offers.until", day=day(offer.ends_at)) if offer.ends_at - now < _LASTING else ""
    return "  ·  ".join(part for part in (rule, effect, until) if part)


def why_not(verdict: Verdict, titles: Mapping[str, Bilingual]) -> str:
    """Return why an offer does nothing for this cart, with the figure that would change it."""
    offer, because = verdict.offer, verdict.because.replace("_", "-")
    if because == "below":
        return t("offers.why-below", amount=amount(verdict.short_fen), min=amount(offer.min_fen))
    if because == "not-yet":
        return t("offers.why-not-yet", day=day(offer.starts_at))
    if because == "over":
        return t("offers.why-over", day=day(offer.ends_at))
    if because in ("another-is-better", "not-together") and verdict.other is not None:
        return t(f"offers.why-{because}", name=offer_name(verdict.other))
    if verdict.missing:
        goods = t("offers.and").join(pick(titles[sku]) for sku in verdict.missing if sku in titles)
        return t("offers.why-incomplete", goods=goods)
    return t(f"offers.why-{because}")


def _do(verdict: Verdict, palette: Palette) -> list[Span]:
    """Return the key for what can be done with an offer."""
    if verdict.missing:
        words = t("offers.do-complete", off=amount(verdict.offer.off_fen))
    elif verdict.used:
        words = t("offers.do-keep")
    elif verdict.because == "kept":
        words = t("offers.do-use")
    else:
        return []
    return keyed("offer_choice", words, palette)
