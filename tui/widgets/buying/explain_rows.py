"""A price taken apart as rows: a bar of its shares, the sums, what did not apply, and better ways to buy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from store.catalogue.records import Product, Sku
from store.offers.records import Verdict
from store.pricing.records import Channel, TaxedLine
from store.pricing.tax_rules import CLASSES, rule, since, year_limit
from store.words import Bilingual
from tui.i18n import amount, pick, t, yuan
from tui.layout import MEDIUM
from tui.paint.meter import meter
from tui.paint.rows import Row, Span, place, row, width_of
from tui.text import wrap
from tui.theme import Palette
from tui.widgets.buying.cart_sums import offer_name
from tui.widgets.buying.offer_rows import why_not
from tui.widgets.buying.price_sums import (
    Named,
    goods_sums,
    label_width,
    paid_sums,
    sum_rows,
    tax_sums,
)

SHARES = (
    ("goods", "price"),
    ("freight", "muted"),
    ("tariff", "brand"),
    ("consumption", "rose"),
    ("vat", "way"),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A price to be taken apart, in fen, as the rules of the day ``on`` make it.

    ``freight`` is the share of a parcel's ``parcel_freight``; ``cuts`` and ``tenders`` are named shares of
    offers; ``unused`` the offers that concern these goods and do nothing, with ``titles`` of what they
    miss; ``better`` other ways to buy: what, why, and what is paid then.
    """

    product: Product
    sku: Sku
    quantity: int
    freight: int
    tax: TaxedLine
    channel: Channel
    on: date
    parcel_freight: int = 0
    cuts: tuple[Named, ...] = ()
    tenders: tuple[Named, ...] = ()
    year_used: int = 0
    unused: tuple[Verdict, ...] = ()
    titles: Mapping[str, Bilingual] = field(default_factory=dict)
    better: tuple[tuple[str, str, int], ...] = ()

    @property
    def total_fen(self) -> int:
        """The price to the door."""
        return self.tax.base_fen + self.tax.tax_fen


def explain_rows(what: Explained, width: int, palette: Palette) -> list[Row]:
    """Return the whole explanation, ``width`` cells wide."""
    inner = width - 4
    name = f"{pick(what.product.brand.name)} {pick(what.product.title)}"
    size = Span(f"{pick(what.sku.name)} × {what.quantity}", palette.muted)
    head = Span(t("explain.title", amount=amount(what.total_fen)), bold=True)
    rows = [
        Row(()),
        row(width - 2, [head], [size], indent=2),
        row(width - 2, [Span(name, palette.faint)], indent=2),
    ]
    rows += [Row(()), *_shares(what, inner, palette), Row(())]
    line = place((2, Span("─" * inner, palette.line)))
    cut = sum(fen for _, fen in what.cuts)
    goods = what.sku.price_fen * what.quantity
    blocks = (
        goods_sums(what.sku.price_fen, what.quantity, what.cuts, what.freight, _freight(what)),
        tax_sums(
            goods, cut, what.freight, what.tax,
            in_full=what.channel == "cbec_full_tax", consumption_why=_consumption(what),
        ),
        paid_sums(what.tax, what.tenders),
    )  # fmt: skip
    label = label_width(chain(*blocks))
    for number, block in enumerate(blocks):
        rows += [*([line] if number else []), *sum_rows(block, label, width, palette)]
    rows += [Row(()), *_unused(what, width, palette), *_better(what, width, palette)]
    return [*rows, *_limits(what, label, width, palette)]


def _shares(what: Explained, width: int, palette: Palette) -> list[Row]:
    """Return a bar of what the price is made of, and its legend."""
    tax, total = what.tax, what.total_fen
    parts = (tax.base_fen - what.freight, what.freight, tax.tariff_fen, tax.consumption_fen, tax.vat_fen)
    bar: list[Span] = []
    legend: list[Span] = []
    running = start = 0
    for (name, colour), fen in zip(SHARES, parts, strict=True):
        if not fen:
            continue
        tone, running = getattr(palette, colour), running + fen
        end = max(start + 1, round(width * running / total))
        bar.append(Span("█" * (end - start), tone))
        start = end
        words = Span(f"{t(f'explain.{name}')} ", palette.muted)
        legend += [Span("■ ", tone), words, Span(f"{fen * 100 / total:.1f}%   ")]
    return [row(width + 2, bar, indent=2), row(width + 2, legend, indent=2)]


def _freight(what: Explained) -> str:
    if not what.freight:
        return t("explain.freight-free")
    if what.parcel_freight > what.freight:
        return t("explain.freight-shared", amount=amount(what.parcel_freight))
    return t("explain.freight-weight", grams=what.sku.weight_g * what.quantity)


def _consumption(what: Explained) -> str:
    """Return why there is consumption tax on goods, or none."""
    if what.product.tax_class != "cosmetics":
        return "" if what.tax.consumption_rate else t("explain.consumption-none")
    unit = int(what.tax.base_fen / (what.sku.net_amount * what.quantity))  # down: 9.999 is not yet 10
    least = int(rule(f"dear.{what.sku.net_unit}", what.on))
    key = "explain.consumption-dear" if what.tax.consumption_rate else "explain.consumption-below"
    per = t(f"explain.unit-{what.sku.net_unit}")
    return t(key, per=per, unit=amount(unit), least=amount(least))


def _unused(what: Explained, width: int, palette: Palette) -> list[Row]:
    """Return the offers that concern these goods and do nothing, each with its reason."""
    if not what.unused:
        return []
    rows = [row(width - 2, [Span(t("explain.unused"), bold=True)], indent=2)]
    for verdict in what.unused:
        why = why_not(verdict, what.titles)
        rows.append(
            row(
                width - 2,
                [Span(f"{offer_name(verdict.offer)}  ", palette.muted), Span(why, palette.faint)],
                indent=2,
            )
        )
    return [*rows, Row(())]


def _better(what: Explained, width: int, palette: Palette) -> list[Row]:
    """Return the rows of cheaper ways to buy, each with what it saves."""
    if not what.better:
        return []
    rows = [row(width - 2, [Span(t("explain.better"), bold=True)], indent=2)]
    for name, why, fen in what.better:
        words = [Span(f"{name}  ", palette.ok), Span(why, palette.muted)]
        rows.append(row(width - 2, words, [Span(amount(fen), palette.price)], indent=2))
    return [*rows, Row(())]


def _limits(what: Explained, label: int, width: int, palette: Palette) -> list[Row]:
    """Return what this takes of the year, the effective rate, and since when the rules hold."""
    tax, limit, column = what.tax, year_limit(what.on), 2 + label
    told = [Span(f"  {amount(what.year_used + tax.base_fen)}"), Span(f" / {yuan(limit)}", palette.muted)]
    room = width - 2 - column - width_of(told)
    bar = meter(room, what.year_used, tax.base_fen, limit, palette) if room >= 8 else []
    rate = t("explain.rate", rate=f"{tax.tax_fen * 100 / tax.base_fen:.2f}%" if tax.base_fen else "0%")
    band = CLASSES[what.product.tax_class].vat
    rules = t("explain.rules", limits=since("limit.single", what.on), rates=since(f"vat.{band}", what.on))
    rows = [row(width - 2, [Span(t("explain.year"), palette.muted)], [*bar, *told], indent=2)]
    beside = width >= MEDIUM
    texts = wrap(f"{rate} · {rules}", width - 2 - (column if beside else 2))
    lines = [place((column if beside else 2, Span(text, palette.faint))) for text in texts]
    if beside:
        lines[0] = place((2, Span(t("explain.rule"), palette.muted)), (column, Span(texts[0], palette.faint)))
    return [*rows, *lines]
