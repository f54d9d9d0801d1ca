"""What lies on the boards of the shop: goods, categories, countries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.catalogue.records import Category, Country, ProductCard, Sale
from store.feed.records import Pick
from store.logistics.records import PROMISED
from store.pictures import PictureSpec
from tui.i18n import amount, count, lasting, pick, t
from tui.layout import MEDIUM
from tui.paint.eighths import eighths, mixed
from tui.paint.keycaps import keycap
from tui.paint.pressing import acting_rows
from tui.paint.rows import Action, Row, Span, place, row, spans_of, width_of
from tui.pictures.studio import cells as picture_cells
from tui.text import cells, fit, wrap
from tui.theme import Palette
from tui.widgets.frame.board import Tile

MOST_CHANGE = 300
"""Per cent from which a rise is called new: last week there was next to nothing."""

GAP = 2
TILE = 28
PICTURE_ROWS = 7


def columns_of(width: int, tile: int = TILE) -> int:
    """Return how many tiles fit side by side."""
    return max(1, (width + GAP) // (tile + GAP))


def tile_of(width: int, columns: int) -> int:
    """Return the width of tiles of which ``columns`` fill ``width`` cells."""
    return max(1, (width - GAP * (columns - 1)) // columns)


def grid(
    ids: Sequence[str], rows: Sequence[tuple[Row, ...]], width: int, top: int, tile: int, gap_rows: int = 1
) -> list[Tile]:
    """Lay tiles of one width in lines from ``top``; every line is as high as its highest tile."""
    columns = columns_of(width, tile)
    tiles: list[Tile] = []
    y = top
    for start in range(0, len(ids), columns):
        line = rows[start : start + columns]
        for number, content in enumerate(line):
            tiles.append(Tile(ids[start + number], 1 + number * (tile + GAP), y, tile, content))
        y += max(len(content) for content in line) + gap_rows
    return tiles


def heading(words: str, fact: str, width: int, top: int, palette: Palette) -> Tile:
    """Return a line above a part of the board."""
    content = row(width, [Span(words, bold=True)], [Span(fact, palette.muted)])
    return Tile("", 1, top, width, (content,))


def banner(sale: Sale | None, now: int, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return the red banner: the sale that runs or comes next, else how the shop chooses its goods."""
    red, pale = palette.brand, "#FFE3E7"
    words, right = t("shop.banner"), list[Span]()
    why = t("shop.banner-why", hours=PROMISED.dispatch_hours, days=PROMISED.delivery_days)
    if sale and sale.goods:
        left = lasting((sale.ends_at if sale.running else sale.starts_at) - now)
        key = "shop.sale-runs" if sale.running else "shop.sale-comes"
        words, why = t(key, name=pick(sale.name), left=left), t("shop.sale-why", n=sale.goods)
        cap = keycap("sale", palette)._replace(fg=red, bg=palette.on_brand)
        right = [cap, Span(f" {t('shop.sale-look')}  ", palette.on_brand, red)]
    rows = [
        place((0, Span("▄" * width, red))),
        row(width, [Span(" " * 3, bg=red), Span(words, palette.on_brand, red, bold=True)], right, bg=red),
        row(width, [Span(" " * 3, bg=red), Span(why, pale, red)], bg=red),
        place((0, Span("▀" * width, red))),
    ]
    return tuple(acting_rows(rows, Action("sale")) if right else rows)


def product_tile(card: ProductCard, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a product: picture, name, price to the door, where it comes from, what a note says."""
    picture = [place(*_placed(spans_of(strip))) for strip in picture_cells(card.picture, width, PICTURE_ROWS)]
    gone = card.available <= 0
    name = [
        Span(f"{pick(card.brand)} ", palette.muted),
        Span(pick(card.title), palette.faint if gone else palette.text, bold=True),
    ]
    saves = [Span("☆ ", palette.muted), Span(count(card.saves), palette.muted)]
    if gone:
        saves = [Span(t("note.sold-out"), palette.warning)]
    quote = fit(pick(card.quote), width - 2) if pick(card.quote) else ""
    return (
        *picture,
        row(width - 1, name, indent=1),
        row(width - 1, _price(card, palette), saves, indent=1),
        row(width - 1, [Span(_way(card), palette.way)], [Span(card.origin, palette.faint)], indent=1),
        row(width - 1, [Span(quote, palette.faint)], indent=1),
    )


def _price(card: ProductCard, palette: Palette) -> list[Span]:
    """Return a card's price to the door, and how much the sale takes off."""
    return [
        Span("¥", palette.price),
        Span(amount(card.landed_fen), palette.price, bold=True),
        Span(f" {t('world.landed')}", palette.muted),
        *([Span(f"  −{card.cut} %", palette.brand, bold=True)] if card.cut else []),
    ]


def _way(card: ProductCard) -> str:
    """Return who sells a product and how it comes."""
    seller = t(f"world.merchant-{card.merchant_kind.replace('_', '-')}")
    return f"{seller} {t('world.mode-short-' + card.mode.replace('_', '-'))}"


def pick_tile(pick_: Pick, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a product the community chose: as any product, with 14 days of saves and their change."""
    rows = list(product_tile(pick_.card, width, palette))
    price, way = _price(pick_.card, palette), [Span(_way(pick_.card), palette.way)]
    if width_of(price) + width_of(way) > width - 3:  # a discount matters more than how it is shipped
        way = []
    rows[-3] = row(width - 1, price, way, indent=1)
    rows[-2] = row(width - 1, *_trend(pick_, width - 2, palette), indent=1)
    return tuple(rows)


def pick_line(pick_: Pick, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return the same in two rows, for narrow screens."""
    first, _second = product_line(pick_.card, width, palette)
    strip = spans_of(picture_cells(pick_.card.picture, 6, 2)[1])
    blocks, change = _trend(pick_, min(34, width - 8), palette)
    quote = [Span(f"  {pick(pick_.card.quote)}", palette.faint)] if width >= MEDIUM else []
    return first, row(width, [*strip, Span(" "), *blocks, *quote], [*change, Span(" ")])


def _trend(pick_: Pick, width: int, palette: Palette) -> tuple[list[Span], list[Span]]:
    """Return the blocks of 14 days, the last one bright, and the sum with its change."""
    if not pick_.total:  # without reactions in two weeks all saves are shown
        return [Span(f"☆ {count(pick_.card.saves)}", palette.muted)], []
    change = pick_.change
    rising = change is None or change > 0
    colour = palette.brand if rising else palette.muted
    blocks = eighths(pick_.saves)
    dim = mixed(palette.bg, colour, 0.62)
    words = (
        t("shop.trend-new") if change is None or change > MOST_CHANGE else f"{change:+d}%".replace("-", "−")
    )
    right = [
        Span(f"{count(pick_.total)} ", palette.muted),
        Span(words, palette.text if rising else palette.muted, bold=rising),
    ]
    room = width - sum(cells(span.text) for span in right) - 1
    shown = blocks[-room:] if room < len(blocks) else blocks
    return [Span(shown[:-1], dim), Span(shown[-1:], colour)], right


def product_line(card: ProductCard, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a product in two rows with a small picture, for narrow screens."""
    strips = picture_cells(card.picture, 6, 2)
    gone = card.available <= 0
    price = [Span(f"¥{amount(card.landed_fen)} ", palette.faint if gone else palette.price, bold=not gone)]
    if card.cut:
        price.insert(0, Span(f"−{card.cut} %  ", palette.brand, bold=True))
    name = [
        Span(f"{pick(card.brand)} ", palette.muted),
        Span(pick(card.title), palette.faint if gone else palette.text, bold=True),
    ]
    fact = t("note.sold-out") if gone else pick(card.quote)
    texts = (
        (name, price),
        (
            [Span(fact, palette.warning if gone else palette.faint)],
            [Span(f"☆ {count(card.saves)} ", palette.muted)],
        ),
    )
    return tuple(
        row(width, [*spans_of(strip), Span(" "), *left], right)
        for strip, (left, right) in zip(strips, texts, strict=True)
    )


def category_tile(category: Category, width: int, palette: Palette, *, icon: bool) -> tuple[Row, ...]:
    """Return a category: its icon (a drawn thing), its name, how many goods."""
    name = pick(category.name)
    lines = wrap(name, width - 2, 1)
    words = [place((max(0, (width - cells(line)) // 2), Span(line))) for line in lines]
    fact = t("shop.goods", n=category.goods)
    below = place((max(0, (width - cells(fact)) // 2), Span(fact, palette.faint)))
    if not icon:
        return (*words, below)
    spec = PictureSpec(
        things=(category.icon,), comp="icon", palette=_palette_of(category.id), seed=len(category.id)
    )
    strips = picture_cells(spec, width, 3)
    return (*(place(*_placed(spans_of(strip))) for strip in strips), *words, below)


def country_tile(country: Country, width: int, palette: Palette) -> tuple[Row, ...]:
    """Return a country with how many goods come from it."""
    code = Span(f" {country.code} ", palette.text, palette.chip, bold=True)
    fact = Span(t("shop.goods", n=country.goods), palette.faint)
    return (row(width - 1, [code, Span(f" {pick(country.name)}")]), row(width - 1, [fact], indent=5))


_HUES = ("peach", "sky", "mint", "lilac", "sand", "coral", "lemon", "berry", "cocoa", "slate", "forest", "ocean", "rose", "night", "cream", "wine")  # fmt: skip


def _palette_of(category_id: str) -> str:
    """Return a category's palette, always the same one."""
    return _HUES[sum(category_id.encode()) % len(_HUES)]


def _placed(spans: Sequence[Span]) -> list[tuple[int, Span]]:
    return list(zip(range(len(spans)), spans, strict=True))


def stack(parts: Sequence[Callable[[int], list[Tile]]]) -> list[Tile]:
    """Lay parts below each other; each is called with the row it begins at."""
    tiles: list[Tile] = []
    top = 0
    for part in parts:
        tiles += part(top)
        top = max((tile.y + tile.height for tile in tiles), default=0) + 1
    return tiles
