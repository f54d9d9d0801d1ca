"""What a cart comes to: the rail at the right or the dock below, with the year's limit and what is left out."""

from __future__ import annotations

from store.offers.records import Offer
from store.trade.records import Cart
from tui.i18n import amount, pick, t, yuan
from tui.paint.big_number import big
from tui.paint.keycaps import button, keyed, slab
from tui.paint.meter import meter
from tui.paint.rows import Row, Span, place, row, width_of
from tui.text import cells
from tui.theme import Palette

NEAR_FEN = 10_000


def pair(width: int, label: str, value: str, palette: Palette, tone: str = "", bold: bool = False) -> Row:
    """Return a name at the left and its value at the right, inset by two cells."""
    return row(
        width - 2, [Span(label, palette.muted)], [Span(value, tone or palette.text, bold=bold)], indent=2
    )


def rail_rows(cart: Cart, width: int, palette: Palette) -> list[Row]:
    """Return the sums of the cart: what is paid, what is left of the year, what does not count."""
    inner = width - 4
    figure = big(amount(cart.payable_fen))
    rows = [
        Row(()),
        row(
            width - 2,
            [Span(t("cart.sum"), bold=True)],
            [
                Span(
                    t("cart.n-parcels", n=cart.parcels) + t("cart.comma") + t("cart.n-pieces", n=cart.pieces),
                    palette.muted,
                )
            ],
            indent=2,
        ),
        Row(()),
        *sums(cart.goods_fen, cart.cut_fen, cart.freight_fen, cart.tax_fen, cart.tender_fen, width, palette),
        place((2, Span("─" * inner, palette.line))),
        row(width - 2, [Span(t("cart.to-pay"), bold=True)], [Span(figure[0], palette.price)], indent=2),
        row(width - 2, [], [Span(figure[1], palette.price)], indent=2),
        Row(()),
        *offers_hint(cart, width, palette),
        *year_rows(
            cart.year_used_fen,
            cart.year_after_fen - cart.year_used_fen,
            cart.limits.year_fen,
            width,
            palette,
        ),
        Row(()),
        *_left_out(cart, width, palette),
    ]
    return rows


def sums(
    goods_fen: int,
    cut_fen: int,
    freight_fen: int,
    tax_fen: int,
    tender_fen: int,
    width: int,
    palette: Palette,
) -> list[Row]:
    """Return what the amount to pay is made of; ``goods_fen`` is after the cuts that are shown below it."""
    rows = [pair(width, t("cart.goods"), amount(goods_fen + cut_fen), palette)]
    if cut_fen:
        rows.append(pair(width, t("cart.cuts"), f"−{amount(cut_fen)}", palette, palette.ok))
    rows.append(pair(width, t("cart.freight"), amount(freight_fen), palette))
    rows.append(pair(width, t("cart.import-tax"), amount(tax_fen), palette))
    if tender_fen:
        rows.append(pair(width, t("cart.tenders"), f"−{amount(tender_fen)}", palette, palette.ok))
    return rows


def offers_hint(cart: Cart, width: int, palette: Palette) -> list[Row]:
    """Return what offers did, or what the nearest one wants, and the key that tells everything."""
    if not cart.verdicts:
        return []
    used = [verdict for verdict in cart.verdicts if verdict.used]
    near = [v for v in cart.verdicts if v.because == "below" and v.short_fen <= NEAR_FEN]
    if near:
        nearest = min(near, key=lambda verdict: verdict.short_fen)
        words = t("cart.offer-short", amount=amount(nearest.short_fen), name=offer_name(nearest.offer))
    else:
        words = t("cart.offers-used", n=len(used)) if used else t("cart.offers-none")
    return [row(width - 2, keyed("offers", words, palette), indent=2), Row(())]


def offer_name(offer: Offer) -> str:
    """Return what an offer is called; tier and points have no name of their own."""
    return pick(offer.name) if offer.name.zh else t(f"offers.{offer.kind}")


def year_rows(used: int, this: int, limit: int, width: int, palette: Palette) -> list[Row]:
    """Return the year's limit: a bar, what was used, what this takes, what is left."""
    return [
        row(
            width - 2,
            [Span(t("cart.year"), bold=True)],
            [Span(t("cart.year-limit", limit=yuan(limit)), palette.muted)],
            indent=2,
        ),
        row(width, meter(width - 4, used, this, limit, palette), indent=2),
        pair(width, t("cart.year-used"), amount(used), palette, palette.muted),
        pair(width, t("cart.year-this"), f"+{amount(this)}", palette, palette.price),
        pair(width, t("cart.year-left"), amount(limit - used - this), palette),
    ]


def _left_out(cart: Cart, width: int, palette: Palette) -> list[Row]:
    """Return the rows of parcels and lines that the sum leaves out, each with the reason."""
    rows = []
    for number, group in enumerate(cart.groups, start=1):
        if group.reason:
            words = t("cart.over-limit" if group.reason == "over_single_limit" else "cart.over-year-short")
            rows.append(
                _out(t("cart.parcel", number=number), words, palette.brand, group.base_fen, width, palette)
            )
        for line in group.lines:
            if line.state == "sold_out":
                name = pick(line.product.title)
                rows.append(_out(name, t("cart.sold-out"), palette.warning, line.goods_fen, width, palette))
    if not rows:
        return []
    return [row(width, [Span(t("cart.not-in"), bold=True)], indent=2), *rows]


def _out(name: str, why: str, tone: str, fen: int, width: int, palette: Palette) -> Row:
    """Return the row of something left out: name, reason, amount."""
    return row(
        width - 2,
        [Span(name, palette.muted)],
        [Span(why, tone), Span(f"{amount(fen):>12}", palette.muted)],
        indent=2,
    )


def dock_rows(cart: Cart, width: int, palette: Palette) -> list[Row]:
    """Return the sums of the cart in three rows, for low and narrow screens."""
    parts = f"{t('cart.goods')} {amount(cart.goods_fen)} + {t('cart.freight')} {amount(cart.freight_fen)} + {t('cart.import-tax')} {amount(cart.tax_fen)}"
    if cart.tender_fen:
        parts += f" − {t('cart.tenders')} {amount(cart.tender_fen)}"
    total = [
        Span(f"{t('cart.to-pay')} ", palette.muted),
        Span(f"¥{amount(cart.payable_fen)} ", palette.price, bold=True),
    ]
    year = f"{t('cart.year')} {amount(cart.year_after_fen)} / {yuan(cart.limits.year_fen)}"
    if width < cells(parts) + width_of(total) + 3:
        parts = f"{t('cart.import-tax')} {amount(cart.tax_fen)}"
    return [
        place((0, Span("▔" * width, palette.line))),
        row(width, [Span(parts, palette.muted)], total, indent=1),
        row(
            width,
            [Span(year, palette.faint)],
            [slab("checkout", t("cart.checkout", n=cart.parcels), palette), Span(" ")],
            indent=1,
        ),
    ]


def checkout_button(cart: Cart, width: int, palette: Palette) -> list[Row]:
    """Return the one red action of the cart."""
    return [
        *button(
            width - 4, "checkout", t("cart.checkout", n=cart.parcels), palette, 2, quiet=not cart.parcels
        ),
        Row(()),
    ]
