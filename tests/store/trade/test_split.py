"""Splitting a parcel over the limit: what is offered can be ordered."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store
from store.trade.split import split

DAY = date(2026, 11, 22)


def test_the_dear_piece_goes_alone_and_the_rest_waits(store: Store) -> None:
    store.cart.add("alan", "amp-1")
    store.cart.add("alan", "sunscreen-30")
    made = split(store.cart.view("alan").groups[0], DAY, 0)
    assert made is not None
    assert (made.now, made.later, made.fewer) == (("amp-1",), ("sunscreen-30",), None)
    assert made.now_fen == store.checkout.begin_now("alan", "amp-1").total_fen
    assert made.later_fen == store.checkout.begin_now("alan", "sunscreen-30").total_fen


def test_one_line_too_dear_for_one_parcel_goes_with_fewer_pieces(store: Store) -> None:
    store.cart.add("alan", "amp-1", 3)
    made = split(store.cart.view("alan").groups[0], DAY, 0)
    assert made is not None
    assert (made.now, made.later, made.fewer) == (("amp-1",), (), ("amp-1", 1))
    assert made.later_fen is None


def test_a_full_year_is_not_helped_by_splitting(store: Store) -> None:
    store.cart.add("alan", "amp-1")
    store.cart.add("alan", "sunscreen-30")
    group = store.cart.view("alan").groups[0]
    some = split(group, DAY, 2_500_000)
    assert some is not None and some.now == ("sunscreen-30",)
    assert split(group, DAY, 2_600_000) is None


def test_what_waits_counts_its_freight_too(store: Store) -> None:
    store.cart.add("alan", "amp-1")
    store.cart.add("alan", "sunscreen-30")
    group = store.cart.view("alan").groups[0]
    left = 568_000 + 7_900 + 1_000  # the amplifier, the sunscreen, and its freight
    enough, short = (split(group, DAY, 2_600_000 - left + less) for less in (0, 1))
    assert enough is not None and enough.later_fen is not None
    assert short is not None and short.later_fen is None


def test_what_is_within_the_limit_is_left_alone(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30")
    assert split(store.cart.view("alan").groups[0], DAY, 0) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.integers(0, 600_000), st.integers(0, 600_000), st.integers(1, 5), st.integers(1, 9))
def test_what_goes_now_is_never_refused(store: Store, first: int, second: int, n: int, m: int) -> None:
    store.catalogue.set_price("amp-1", first)
    store.catalogue.set_price("sunscreen-30", second)
    store.cart.restore("alan", "amp-1", n)
    store.cart.restore("alan", "sunscreen-30", m)
    group = store.cart.view("alan").groups[0]
    made = split(group, DAY, 0)
    if made is None:
        assert group.reason != "over_single_limit"
        return
    for sku in made.later:
        store.cart.tick("alan", sku, False)
    if made.fewer:
        store.cart.set_quantity("alan", *made.fewer)
    again = store.cart.view("alan")
    assert again.groups[0].counted
    assert again.total_fen == made.now_fen
