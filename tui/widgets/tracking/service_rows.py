"""Carriers' services as items: name, who carries, price, days, how often they are kept."""

from __future__ import annotations

from collections.abc import Mapping

from store.logistics.calendar import add_working_days, day_of, end_of
from store.logistics.carriers import CARRIERS, SERVICES, Quote, days_of
from store.logistics.records import PROMISED
from store.trade.losses import COUPON_FEN
from store.trade.records import CheckoutDraft, ParcelKey
from tui.i18n import amount, money, pick, t
from tui.layout import BROAD
from tui.paint.keycaps import keyed
from tui.paint.rows import Row, Span, row
from tui.row_id import RowId
from tui.text import pad, wrap
from tui.theme import Palette
from tui.widgets.buying.cart_rows import band
from tui.widgets.frame.sheet import Item

DAY = 86_400


def service_items(
    draft: CheckoutDraft,
    quotes: Mapping[ParcelKey, tuple[Quote, ...]],
    now: int,
    width: int,
    palette: Palette,
) -> list[Item]:
    """Return for each parcel of a draft the services that serve it (``number:service``)."""
    heading = [row(width, [Span(t("services.which"), bold=True)], [_sum(draft, palette)], indent=1)]
    heading += [
        row(width, [Span(line, palette.faint)], indent=1) for line in wrap(owed(), max(20, width - 2))
    ]
    items = [Item("", (*heading, Row(())))]
    last = end_of(add_working_days(day_of(now), PROMISED.delivery_days))
    for number, group in enumerate(draft.groups):
        head = band(group, number + 1, width, palette, sum_fen=group.payable_fen)
        items.append(Item("", (head, Row(()))))
        cheapest = min(quote.freight_fen for quote in quotes[group.key])
        fastest = min(quote.days[1] for quote in quotes[group.key])
        for quote in quotes[group.key]:
            chosen = quote.service.id == group.service
            marks = _marks(quote, cheapest, fastest, now + quote.days[1] * DAY > last, palette)
            rows = (_first(quote, chosen, marks, width, palette), _second(quote, width, palette), Row(()))
            items.append(Item(RowId("service", number, quote.service.id), rows))
    return items


def _sum(draft: CheckoutDraft, palette: Palette) -> Span:
    return Span(f"{t('cart.to-pay')} ¥{amount(draft.payable_fen)} ", palette.price, bold=True)


def _marks(quote: Quote, cheapest: int, fastest: int, over: bool, palette: Palette) -> list[Span]:
    """Return chips for what is special about a service: included, cheapest, fastest, or likely late."""
    found: list[Span] = []
    for holds, key, tone in (
        (quote.included, "services.included", palette.muted),
        (quote.freight_fen == cheapest, "services.cheapest", palette.ok),
        (quote.days[1] == fastest, "services.fastest", palette.way),
        (over, "services.may-break", palette.warning),
    ):
        if holds:
            found += [Span(f" {t(key, days=PROMISED.delivery_days)} ", tone, palette.chip), Span(" ")]
    return found


def _first(quote: Quote, chosen: bool, marks: list[Span], width: int, palette: Palette) -> Row:
    sign = Span("● " if chosen else "○ ", palette.brand if chosen else palette.faint)
    free = not quote.freight_fen
    price = t("services.free") if free else money(quote.freight_fen)
    left = [sign, Span(f"{pick(quote.service.name)}  ", bold=chosen), *marks]
    return row(width, left, [Span(f"{price} ", palette.ok if free else palette.price, bold=True)], indent=3)


def _second(quote: Quote, width: int, palette: Palette) -> Row:
    """Return the row of days, punctuality, carriers and distance."""
    names = dict.fromkeys((quote.service.carrier, quote.service.last_mile))
    who = " → ".join(pick(CARRIERS[key].name) for key in names)
    first, last = quote.days
    rate = quote.service.on_time
    tone = palette.ok if rate >= 96 else palette.muted if rate >= 90 else palette.warning
    left = [
        Span(pad(t("services.days", first=first, last=last), 13), palette.text),
        Span(pad(t("services.on-time", rate=rate), 15), tone),
        Span(who, palette.muted),
    ]
    right = [Span(f"{quote.distance_km:,} km ", palette.faint)] if width >= BROAD else []
    return row(width, left, right, indent=5)


def service_row(draft: CheckoutDraft, number: int, width: int, palette: Palette) -> Row:
    """Return the line under a parcel of the last look: which service, and the key that compares."""
    group = draft.groups[number]
    service = SERVICES[group.service]
    first, last = days_of(service, group.warehouse)
    words = f"{pick(service.name)} · {t('services.days', first=first, last=last)} · "
    words += t("services.on-time", rate=service.on_time)
    key = keyed("carrier", f"{t('services.compare')} ", palette)
    freight = (
        t("services.free") if not group.freight_fen else f"{t('cart.freight')} {amount(group.freight_fen)}"
    )
    return row(width, [Span(words, palette.muted), Span(f"  {freight}", palette.faint)], key, indent=2)


def owed() -> str:
    """Return what a promise that is broken is worth."""
    return t(
        "services.promise",
        dispatch=money(COUPON_FEN["dispatch_120h"]),
        delivery=money(COUPON_FEN["delivery_14wd"]),
        hours=PROMISED.dispatch_hours,
        days=PROMISED.delivery_days,
    )
