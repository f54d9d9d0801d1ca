"""The rows above the results: what is shown instead of what was typed, what was chosen, the order; and help."""

from __future__ import annotations

from collections.abc import Sequence

from store.search.results import SORTS, SearchResult, Total
from store.search.searches import Trend
from store.search.suggest import Suggestion
from tui.i18n import count, pick, t
from tui.layout import MEDIUM
from tui.paint.keycaps import keycap
from tui.paint.pressing import acting
from tui.paint.rows import Action, Row, Span, row, width_of
from tui.row_id import RowId
from tui.theme import Palette
from tui.widgets.frame.sheet import Item
from tui.widgets.search.side import suggestion_item

GOODS_ONLY = ("price", "seller", "mode")
NOTES_ONLY = ("kind", "verdict", "skin", "experience")


def head_rows(
    result: SearchResult,
    chosen: Sequence[tuple[str, str]],
    sort: str,
    width: int,
    palette: Palette,
    suggestions: Sequence[Suggestion] = (),
) -> list[Row]:
    """Return the rows above the results; ``suggestions`` are shown in one of them where no column has room."""
    rows = [row(width - 1, _shown(result, palette), _orders(sort, width, palette), indent=1)]
    if chosen:
        rows.append(row(width - 1, _chips(chosen, palette), indent=1))
    if suggestions:
        rows.append(row(width - 1, _in_a_row(suggestions, width, palette), indent=1))
    return rows


def totals_words(totals: dict[str, Total], palette: Palette) -> list[Span]:
    """Return how many notes and products there are, for the end of the line one types in."""
    spans: list[Span] = []
    for kind in ("note", "product"):
        total = totals.get(kind)
        if total and total.documents:
            number = (
                count(total.documents) if total.exact else t("search.roughly", number=count(total.documents))
            )
            spans += [Span(f"{t(f'search.type-{kind}')} ", palette.muted), Span(f"{number}  ", bold=True)]
    return spans


def _shown(result: SearchResult, palette: Palette) -> list[Span]:
    """Return what the results are for: the corrected words, some of the words, or all of them."""
    if result.corrected:
        before, _, after = t("search.showing", words="\0").partition("\0")
        return [
            Span(before, palette.muted),
            Span(result.shown, palette.brand, bold=True, underline=True),
            Span(f"{after}  ", palette.muted),
            Span(f"{t('search.still')} ", palette.faint, action=Action("literal")),
            Span(f"{result.words.strip()} ", palette.text, action=Action("literal")),
            keycap("literal", palette),
        ]
    if result.partial == 0 and result.order:
        return [Span(t("search.only-some"), palette.warning)]
    return [Span(t("search.best-first"), palette.muted)]


def _orders(sort: str, width: int, palette: Palette) -> list[Span]:
    """Return the sort orders, or only the current one where it is narrow."""
    if width < MEDIUM:
        words = t(f"search.sort-{sort}")
        return [Span(words, palette.text, bold=True, underline=True, action=Action("sort_results"))]
    spans: list[Span] = []
    for name in SORTS:
        current = name == sort
        spans += [
            Span("  " if spans else ""),
            Span(
                t(f"search.sort-{name}"),
                palette.text if current else palette.muted,
                bold=current,
                underline=current,
                action=Action("sort_by", name),
            ),
        ]
    return [span for span in spans if span.text]


def _chips(chosen: Sequence[tuple[str, str]], palette: Palette) -> list[Span]:
    """Return what was chosen, and whether that leaves only goods or only notes."""
    spans = [Span(f"{t('search.chosen')} ", palette.muted)]
    for facet, words in chosen:
        lift = Action("lift", facet)
        spans += [Span(f" {words} × ", palette.text, palette.chip, action=lift), Span(" ")]
    facets = {facet for facet, _ in chosen}
    if facets <= set(GOODS_ONLY):
        spans.append(Span(t("search.goods-only"), palette.faint))
    elif facets <= set(NOTES_ONLY):
        spans.append(Span(t("search.notes-only"), palette.faint))
    return spans


def _in_a_row(suggestions: Sequence[Suggestion], width: int, palette: Palette) -> list[Span]:
    """Return as many suggestions as fit into one row."""
    spans: list[Span] = []
    for one in suggestions:
        placed = suggestion_item(one, 200, palette).rows[0].placed
        words = [span for column, span in placed if column < 150]
        if width_of(spans) + width_of(words) > width - 4:
            break
        spans += [*acting(words, Action("type", one.whole)), Span("  ")]
    return spans


def help_items(
    result: SearchResult, chosen: bool, trends: Sequence[Trend], width: int, palette: Palette
) -> list[Item]:
    """Return what to do when nothing was found: another spelling, a filter less, or what others look for."""
    found = result.help
    items = [
        Item(
            "",
            (
                row(
                    width,
                    [Span(t("search.nothing-for", words=result.words.strip()[:40]), bold=True)],
                    indent=1,
                ),
            ),
        ),
        Item("", (row(width, [Span(t("search.nothing-hint"), palette.muted)], indent=1),)),
        Item("", (Row(()),)),
    ]
    if found and found.spelling:
        label = [
            Span(f"{t('search.try-spelling')} ", palette.muted),
            Span(found.spelling, palette.brand, bold=True),
        ]
        items.append(Item(RowId("words", found.spelling), (row(width, label, indent=3),), at_once=True))
    if found and found.hiding and found.hidden:
        facet, value = found.hiding
        name = f"{facet}:{value}" if value else t(f"search.facet-{facet}")
        label = [Span(t("search.lift", name=name, number=count(found.hidden)))]
        items.append(Item(RowId("lift", facet), (row(width, label, indent=3),), at_once=True))
    if chosen:
        items.append(
            Item(RowId("lift", "all"), (row(width, [Span(t("search.lift-all"))], indent=3),), at_once=True)
        )
    if trends:
        items.append(Item("", (Row(()),)))
        items.append(Item("", (row(width, [Span(t("search.trending"), bold=True)], indent=1),)))
        items += [
            Item(
                RowId("words", pick(trend.words)),
                (row(width, [Span(pick(trend.words))], indent=3),),
                at_once=True,
            )
            for trend in trends[:5]
        ]
    return items
