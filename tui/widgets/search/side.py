"""The left column of the search: what may be meant, and what can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.search.facets import PRICES
from store.search.results import Choice, SearchResult
from store.search.suggest import Suggestion
from tui.i18n import count, pick, t
from tui.paint.rows import Row, Span, place, row
from tui.row_id import RowId
from tui.text import cells, fit
from tui.theme import Palette
from tui.widgets.frame.sheet import Item

BAR = 9
_CODED = {
    "seller": "world.merchant-{}",
    "mode": "world.mode-short-{}",
    "kind": "world.kind-{}",
    "verdict": "world.verdict-{}",
    "skin": "search.skin-{}",
    "experience": "search.experience-{}",
    "type": "search.type-{}",
}


def side_items(
    suggestions: Sequence[Suggestion],
    result: SearchResult,
    width: int,
    palette: Palette,
    typed: str,
    values: Sequence[str] = (),
) -> list[Item]:
    """Return suggestions (``words``), values of a filter word (``value``), tags (``tag``), facets with their values."""
    items: list[Item] = []
    if values:
        items.append(_heading(t("search.values"), "", width, palette))
        items += [
            Item(RowId("value", value), (row(width, [Span(value.strip('"'))], indent=2),), at_once=True)
            for value in values
        ]
        items.append(Item("", (Row(()),)))
    elif suggestions:
        hint = t("search.by-pinyin", letters=" ".join(typed)) if any(s.parts for s in suggestions) else ""
        items.append(_heading(t("search.suggestions"), hint if len(typed) < 6 else "", width, palette))
        items += [suggestion_item(one, width, palette) for one in suggestions]
        items.append(Item("", (Row(()),)))
    if result.tags:
        items.append(_heading(t("search.facet-tag"), "", width, palette))
        items += [
            Item(RowId("tag", tag), (row(width, [Span(f"#{tag}", palette.way)], indent=3),), at_once=True)
            for tag in result.tags
        ]
        items.append(Item("", (Row(()),)))
    for facet, choices in result.facets.items():
        items += _facet(facet, choices, result, width, palette)
    return items


def suggestion_item(one: Suggestion, width: int, palette: Palette) -> Item:
    """Return a suggestion; the letters that were typed are red, bold and underlined."""
    name = [
        Span(one.text[: one.typed], palette.brand, bold=True, underline=True),
        Span(one.text[one.typed :], bold=True),
    ]
    spans = [*(span for span in name if span.text), Span("  ")]
    for syllable, typed in one.parts:
        spans += [
            Span(syllable[:typed], palette.brand, bold=True, underline=True),
            Span(f"{syllable[typed:]} ", palette.muted),
        ]
    if one.kind in ("brand", "tag", "person"):
        spans.append(Span(t(f"search.is-{one.kind}"), palette.faint))
    found = [Span(count(one.documents), palette.muted)] if one.documents else []
    return Item(
        RowId("words", one.whole), (row(width, [s for s in spans if s.text], found, indent=1),), at_once=True
    )


def facet_words(facet: str, choice: Choice) -> str:
    """Return how a value of a facet is called."""
    if facet == "price":
        return _price(int(choice.value))
    if facet in _CODED:
        return t(_CODED[facet].format(choice.value.replace("_", "-")))
    return pick(choice.name) or choice.value


def _price(number: int) -> str:
    """Return the words of a price range by its number."""
    edges = [edge // 100 for edge in PRICES]
    if number == 0:
        return t("search.price-below", most=edges[0])
    if number == len(edges):
        return t("search.price-above", least=edges[-1])
    return t("search.price-between", least=edges[number - 1], most=edges[number])


def _heading(words: str, hint: str, width: int, palette: Palette) -> Item:
    right = [Span(hint, palette.faint)] if hint else []
    return Item("", (row(width, [Span(words, palette.text, bold=True)], right, indent=1),))


def _facet(
    facet: str, choices: Sequence[Choice], result: SearchResult, width: int, palette: Palette
) -> list[Item]:
    """Return a facet's heading and a selectable line for each value."""
    exact = all(total.exact for total in result.totals.values())
    hints = {"price": t("search.price-hint")}
    hint = hints.get(facet, "") or ("" if exact else t("search.about"))
    most = max((choice.documents for choice in choices), default=1) or 1
    items = [_heading(t(f"search.facet-{facet}"), hint, width, palette)]
    items += [
        Item(RowId("facet", facet, choice.value), (_line(facet, choice, most, width, palette),), at_once=True)
        for choice in choices
    ]
    return [*items, Item("", (Row(()),))]


def _line(facet: str, choice: Choice, most: int, width: int, palette: Palette) -> Row:
    """Return a value's row: chosen or not, name, bar and count."""
    label, number = facet_words(facet, choice), count(choice.documents)
    halves = max(1, round(2 * BAR * choice.documents / most)) if choice.documents else 0
    bar = "━" * (halves // 2) + "╸" * (halves % 2)
    at_bar = width - BAR - 8
    spans = [
        (1, Span("✓" if choice.chosen else " ", palette.brand, bold=True)),
        (
            3,
            Span(
                fit(label, at_bar - 4), palette.text if choice.chosen else palette.muted, bold=choice.chosen
            ),
        ),
        (at_bar, Span(bar, palette.brand if choice.chosen else palette.line)),
        (
            width - cells(number),
            Span(number, palette.text if choice.chosen else palette.muted, bold=choice.chosen),
        ),
    ]
    return place(*(pair for pair in spans if pair[1].text))


def chosen_words(result: SearchResult, choices: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Return the chosen values as ``(facet, words)``, for the chips above the results."""
    return [
        (facet, facet_words(facet, choice))
        for facet in choices
        for choice in result.facets.get(facet, ())
        if choice.chosen
    ]
