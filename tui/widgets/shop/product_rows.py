"""The product page as rows: picture, price to the door, sizes, facts, notes, the bar to buy."""

from __future__ import annotations

from store.community.records import NoteCard, Verdict
from store.logistics.records import PROMISED
from store.trade.periods import PERIODS
from tui.i18n import amount, count, day, hour, pick, t, yuan
from tui.layout import MEDIUM
from tui.paint.big_number import big
from tui.paint.blocks import side_by_side
from tui.paint.keycaps import keyed
from tui.paint.meter import meter
from tui.paint.pressing import acting, acting_rows
from tui.paint.prose import prose
from tui.paint.rows import Action, Row, Span, row, spans_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells, fit, wrap
from tui.theme import Palette
from tui.widgets.shop.product_view import ProductView
from tui.widgets.shop.size_tiles import size_tiles


def picture_block(view: ProductView, width: int, height: int, palette: Palette) -> list[Row]:
    """Return the picture, and what the brand says of it below."""
    rows = [_whole(spans_of(strip)) for strip in picture_cells(view.product.picture, width, height)]
    return rows


def story_block(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return what the product is, in the seller's words, and who sells it."""
    product = view.product
    rows = [Row(()), *prose(pick(product.blurb), width, fg=palette.muted), Row(())]
    rows.append(
        row(
            width,
            [Span(pick(product.merchant.name), bold=True)],
            [Span(f"{product.merchant.score:.1f}", palette.price, bold=True)],
        )
    )
    rows += [row(width, [Span(line, palette.faint)]) for line in wrap(pick(product.merchant.story), width, 3)]
    return rows


def _whole(spans: list[Span]) -> Row:
    return Row(tuple(enumerate(spans)))


def chips(view: ProductView, palette: Palette) -> list[Span]:
    """Return who sells it, how it ships, where it is from."""
    product = view.product
    own = product.merchant.kind == "own"
    return [
        Span(
            f" {t('world.merchant-' + product.merchant.kind.replace('_', '-'))} ",
            palette.on_brand if own else palette.text,
            palette.brand if own else palette.chip,
            bold=True,
        ),
        Span(" "),
        Span(f" {t('world.mode-' + view.warehouse.mode.replace('_', '-'))} ", palette.way, palette.chip),
        Span(" "),
        Span(f" {pick(product.origin.name)} ", palette.text, palette.chip),
        *(
            [Span(" "), Span(f" −{view.sku.cut} % ", palette.on_brand, palette.brand, bold=True)]
            if view.sku.cut
            else []
        ),
        *([Span(" "), Span(" 18+ ", palette.warning, palette.chip, bold=True)] if product.adult else []),
    ]


def info_block(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return the right column of the page from the chips down to the notes."""
    product = view.product
    saves = [
        Span("☆ ", palette.price),
        Span(f"{count(product.saves)} ", bold=True),
        Span(t("product.saves"), palette.muted),
    ]
    rating = [
        Span(f"{product.rating:.1f} ", palette.price, bold=True),
        Span(t("product.reviews", n=product.reviews), palette.muted),
    ]
    name, latin = pick(product.brand.name), product.brand.latin
    brand = name if name == latin else f"{name} {latin}"
    return [
        row(width, chips(view, palette), saves),
        Row(()),
        row(
            width,
            [
                Span(f"{brand}  ", palette.muted),
                *keyed("provenance", t("commands.provenance"), palette),
            ],
            acting(rating, Action("opinions")),
        ),
        row(width, [Span(pick(product.title), bold=True)]),
        Row(()),
        *_price(view, width, palette),
        Row(()),
        row(
            width,
            [Span(t("product.sizes"), bold=True)],
            keyed("variant", t("product.another"), palette),
        ),
        *size_tiles(view, width, palette),
        *_facts(view, width, palette),
        Row(()),
        *note_tiles(view, width, palette),
    ]


def _price(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return the large price to the door, and beside it what it is made of."""
    price = view.price
    figure = big(amount(price.total_fen))
    parts = [
        Span(f"{t('cart.goods')} ", palette.muted), Span(amount(price.goods_fen)),
        Span(f"   {t('cart.freight')} ", palette.muted), Span(amount(price.freight_fen)),
        Span(f"   {t('cart.tax')} ", palette.muted), Span(amount(price.tax.tax_fen)),
    ]  # fmt: skip
    explain = keyed("explain", t("product.every-fen"), palette)
    label = t("product.landed") if view.quantity == 1 else t("product.landed-of", n=view.quantity)
    at = max(24, cells(figure[0]) + 5)
    return [
        row(width, [Span(label, palette.muted)]),
        Row(
            (
                *row(at, [Span("¥ ", palette.price), Span(figure[0], palette.price)]).placed,
                *((at + x, s) for x, s in row(width - at, parts).placed),
            )
        ),
        Row(
            (
                *row(at, [Span("  "), Span(figure[1], palette.price)]).placed,
                *((at + x, s) for x, s in row(width - at, explain).placed),
            )
        ),
    ]


def _facts(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return where it ships from, both promises, returns; the limits at the right."""
    room = width - 26 if width >= MEDIUM else width
    lines = [(t(f"product.fact-{name}"), words, tone) for name, words, tone in fact_lines(view, palette)]
    left = [
        Row(((0, Span(label, palette.muted)), (8, Span(fit(words, room - 9), tone))))
        for label, words, tone in lines
    ]
    if width < MEDIUM:
        return left
    base, most = view.price.tax.base_fen, view.price.limits
    right = [
        row(
            22,
            [Span(t("product.this-parcel"), palette.muted)],
            [Span(yuan(base)), Span(f" / {yuan(most.single_fen)}", palette.muted)],
        ),
        row(22, meter(22, 0, base, most.single_fen, palette)),
        row(
            22,
            [Span(t("product.this-year"), palette.muted)],
            [
                Span(yuan(view.year_used_fen + base)),
                Span(f" / {yuan(most.year_fen)}", palette.muted),
            ],
        ),
        row(22, meter(22, view.year_used_fen, base, most.year_fen, palette)),
    ]
    return side_by_side((0, room, left, ""), (width - 22, 22, right, ""))


def fact_lines(view: ProductView, palette: Palette) -> list[tuple[str, str, str]]:
    """Return the facts one should know before buying: name, words, colour."""
    low, high = view.warehouse.days
    until = view.now + PROMISED.dispatch_hours * 3_600
    rule = view.product.return_rule
    return [
        ("from", t("product.ships", name=pick(view.warehouse.name), low=low, high=high), palette.text),
        (
            "promise",
            t("product.sent-within", day=day(until), hour=hour(until), hours=PROMISED.dispatch_hours),
            palette.way,
        ),
        ("arrival", t("product.there-within", days=PROMISED.delivery_days), palette.text),
        (
            "returns",
            t(f"product.return-{rule}", days=PERIODS.no_reason_days),
            palette.muted if rule == "anytime" else palette.warning,
        ),
    ]


def note_tiles(view: ProductView, width: int, palette: Palette) -> list[Row]:
    """Return what notes say: the tally, and the three warmest with their verdicts."""
    rows = [tally(view, width, palette)]
    if not view.notes:
        return rows
    blocks = []
    tile = (width - 4) // 3
    for number, note in enumerate(view.notes[:3]):
        chosen = number == view.note
        ground = palette.raised if chosen else ""
        rows_of = acting_rows(_note(note, tile, chosen, ground, palette), Action("open", f"note/{note.id}"))
        blocks.append((number * (tile + 2), tile, rows_of, ground))
    return [*rows, *side_by_side(*blocks)]


def tally(view: ProductView, width: int, palette: Palette) -> Row:
    """Return how many notes recommend a product, are of two minds, or advise against it."""
    counts = view.verdicts
    tones: dict[Verdict, str] = {"recommend": palette.ok, "mixed": palette.warning, "against": palette.brand}
    right: list[Span] = []
    for verdict, tone in tones.items():
        right += [
            Span(f"  {t(f'world.verdict-{verdict}')} ", palette.muted),
            Span(str(counts.get(verdict, 0)), tone, bold=True),
        ]
    words = Span(t("product.notes", n=sum(counts.values())), bold=True)
    return row(width, acting([words], Action("product_notes")), acting(right, Action("product_notes")))


def _note(note: NoteCard, width: int, chosen: bool, ground: str, palette: Palette) -> list[Row]:
    """Return the rows of a note's tile: cover, title, verdict, likes."""
    tones: dict[Verdict, str] = {"recommend": palette.ok, "mixed": palette.warning, "against": palette.brand}
    title = wrap(pick(note.title), width, 2)
    lines = [*title, ""][:2]
    bar = [Span("▌", palette.brand)] if chosen else []
    return [
        *(_whole(spans_of(strip)) for strip in picture_cells(note.cover, width, 5)),
        *(row(width, [*bar, Span(line)]) for line in lines),
        row(
            width,
            [
                *bar,
                Span(t(f"world.verdict-{note.verdict}"), tones[note.verdict], bold=True),
                Span(f" {pick(note.author)}", palette.muted),
            ],
            [Span(count(note.likes), palette.faint)],
        ),
    ]
