"""Money: reading, writing, rounding, sharing out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import StoreError
from store.money import allocate, half_up, parse, plain


@given(st.integers(0, 10**12))
def test_an_amount_survives_writing_and_reading(fen: int) -> None:
    assert parse(plain(fen)) == fen


@pytest.mark.parametrize("text", ["", "abc", "1.005", "NaN", "Infinity", "9" * 40, "1e30"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(StoreError) as refusal:
        parse(text)
    assert refusal.value.code == "bad_amount"


def test_invariant_10_half_a_fen_rounds_up() -> None:
    assert [half_up(Fraction(n, 2)) for n in range(5)] == [0, 1, 1, 2, 2]


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=12))
def test_invariant_1_allocations_re_add_exactly(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    if sum(weights):
        exact = [Fraction(total * weight, sum(weights)) for weight in weights]
        assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))
