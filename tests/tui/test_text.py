"""Wrapping and cutting in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.text import NEVER_FIRST, cells, fit, pad, wrap

PROSE = "今天去了上海武康路，逛了3家小众咖啡馆：一家叫Kettle Coffee，一家是“黑白之间”（环境超好！）。推荐大家周末去～"


def test_no_line_begins_with_a_closing_mark() -> None:
    for width in range(12, 60):
        lines = wrap(PROSE, width)
        assert all(cells(line) <= width for line in lines)
        assert not [line for line in lines if line and line[0] in NEVER_FIRST]
        assert "".join(lines).replace(" ", "") == PROSE.replace(" ", "")


def test_latin_words_stay_whole() -> None:
    assert wrap("one Kettle Coffee", 11) == ("one Kettle", "Coffee")


def test_the_last_line_kept_ends_in_an_ellipsis() -> None:
    lines = wrap(PROSE, 20, 2)
    assert len(lines) == 2 and lines[-1].endswith("…") and cells(lines[-1]) <= 20


@given(st.text(max_size=60), st.integers(1, 40))
def test_fit_never_exceeds_its_width(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    assert cells(fit(text, width)) <= max(width, 1) or cells(text) <= width


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40), st.integers(2, 40))
def test_pad_fills_exactly(text: str, width: int) -> None:
    for align in ("left", "right", "center"):
        assert cells(pad(text, width, align)) == width
