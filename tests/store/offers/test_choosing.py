"""The best lawful combination of offers, beside every combination tried one by one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from store.money import allocate
from store.offers.choosing import _sets, choose
from store.offers.records import Good, Held, Offer, Verdict, Wallet
from store.words import Bilingual

NAME = Bilingual("优惠", "Offer")
FOREVER = 2**40


def offer(id: str, kind: str, **facts: object) -> Offer:
    return Offer(id, kind, NAME, 0, FOREVER, **facts)  # type: ignore[arg-type]


def good(
    sku: str, price: int, quantity: int = 1, merchant: str = "own", category: str = "skincare/mask"
) -> Good:
    return Good(sku, merchant, category, price, quantity)


def taxed(goods: tuple[Good, ...]):  # type: ignore[no-untyped-def]
    """Return a cost like the till's: 9.1 % of what is paid after cuts, a floor for each line, less tender."""

    def cost(cuts: Mapping[str, int], tenders: Mapping[str, int]) -> tuple[int, ...]:
        paid = [g.goods_fen - cuts.get(g.sku_id, 0) for g in goods]
        assert all(fen >= 0 for fen in paid)
        assert all(tenders.get(g.sku_id, 0) <= fen for g, fen in zip(goods, paid, strict=True))
        return (sum(fen + fen * 91 // 1000 for fen in paid) - sum(tenders.values()),)

    return cost


def verdicts(goods: tuple[Good, ...], *offers: Offer) -> dict[str, tuple[str, int]]:
    choice = choose(goods, [Held(one) for one in offers], taxed(goods))
    return {v.offer.id: (v.because, v.fen) for v in choice.verdicts}


def test_a_cut_is_shared_out_by_value_and_re_adds() -> None:
    goods = (good("a", 3_333), good("b", 3_333), good("c", 3_335))
    choice = choose(goods, [Held(offer("cut", "threshold", min_fen=10_000, off_fen=1_000))], taxed(goods))
    assert choice.cuts == {"a": 333, "b": 333, "c": 334}
    assert choice.tenders == {}


def test_each_offer_that_does_nothing_says_why() -> None:
    goods = (good("a", 10_000), good("b", 5_000, merchant="vilamor", category="bags/tote"))
    said = verdicts(
        goods,
        offer("big", "threshold", min_fen=20_000, off_fen=9_000),
        offer("good", "threshold", min_fen=15_000, off_fen=2_000),
        offer("small", "threshold", min_fen=1_000, off_fen=500),
        offer("set", "bundle", off_fen=500, parts={"a": 1, "z": 1}),
        offer("other", "bundle", off_fen=500, parts={"y": 1, "z": 1}),
        offer("pets", "coupon", off_fen=500, category="pets/"),
        offer("alone", "coupon", off_fen=300, alone=True),
    )
    assert said == {
        "big": ("below", 0),
        "good": ("used", 2_000),
        "small": ("another_is_better", 0),
        "set": ("incomplete", 0),
        "other": ("not_these_goods", 0),
        "pets": ("not_these_goods", 0),
        "alone": ("not_together", 0),
    }


def test_what_is_missing_to_a_threshold_is_told() -> None:
    goods = (good("a", 10_000),)
    held = [Held(offer("cut", "threshold", min_fen=29_900, off_fen=3_000))]
    (verdict,) = choose(goods, held, taxed(goods)).verdicts
    assert verdict.short_fen == 19_900


def test_one_sellers_cut_goes_with_the_platforms_and_with_both_coupons() -> None:
    goods = (good("a", 10_000),)
    said = verdicts(
        goods,
        offer("shop", "threshold", off_fen=1_000, merchant_id="own"),
        offer("all", "threshold", off_fen=700),
        offer("shop-coupon", "coupon", off_fen=400, merchant_id="own"),
        offer("all-coupon", "coupon", off_fen=300),
        offer("points", "points", percent=20, most_fen=123),
    )
    assert said == {
        "shop": ("used", 1_000),
        "all": ("used", 700),
        "shop-coupon": ("used", 400),
        "all-coupon": ("used", 300),
        "points": ("used", 123),
    }


def test_a_coupon_that_stands_alone_wins_where_it_is_worth_more_than_the_cut() -> None:
    goods = (good("a", 10_000),)
    cut, alone = offer("cut", "threshold", off_fen=500), offer("alone", "coupon", off_fen=2_000, alone=True)
    assert verdicts(goods, cut, alone) == {"cut": ("not_together", 0), "alone": ("used", 2_000)}
    cut, alone = offer("cut", "threshold", off_fen=2_000), offer("alone", "coupon", off_fen=500, alone=True)
    assert verdicts(goods, cut, alone) == {"cut": ("used", 2_000), "alone": ("not_together", 0)}


def test_two_sets_that_share_a_piece_use_it_once() -> None:
    goods = (good("a", 5_000), good("b", 5_000), good("c", 5_000))
    said = verdicts(
        goods,
        offer("ab", "bundle", off_fen=900, parts={"a": 1, "b": 1}),
        offer("bc", "bundle", off_fen=1_000, parts={"b": 1, "c": 1}),
    )
    assert said == {"ab": ("another_is_better", 0), "bc": ("used", 1_000)}


def test_a_set_is_left_alone_where_a_threshold_takes_off_more() -> None:
    goods = (good("a", 5_000), good("b", 5_000))
    said = verdicts(
        goods,
        offer("set", "bundle", off_fen=600, parts={"a": 1, "b": 1}),
        offer("cut", "threshold", min_fen=10_000, off_fen=1_500),
    )
    assert said == {"set": ("another_is_better", 0), "cut": ("used", 1_500)}


def test_a_cut_larger_than_its_goods_makes_them_free_and_not_cheaper() -> None:
    goods = (good("a", 300), good("b", 9_000, category="bags/tote"))
    choice = choose(
        goods, [Held(offer("cut", "threshold", off_fen=5_000, category="skincare/"))], taxed(goods)
    )
    assert choice.cuts == {"a": 300}


SKUS = st.sampled_from("abcd")
GOODS = st.lists(
    st.builds(
        Good,
        SKUS,
        st.sampled_from(("own", "other")),
        st.sampled_from(("skincare/mask", "bags/tote")),
        st.integers(1, 40_000),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda g: g.sku_id,
)
CUTS = st.builds(
    lambda merchant, low, off, category: {
        "merchant_id": merchant,
        "min_fen": low,
        "off_fen": off,
        "category": category,
    },
    st.sampled_from((None, "own", "other")),
    st.integers(0, 60_000),
    st.integers(1, 9_000),
    st.sampled_from(("", "bags/")),
)
SETS = st.dictionaries(SKUS, st.integers(1, 2), min_size=2, max_size=3)


@settings(max_examples=150, deadline=None)
@given(
    GOODS,
    st.lists(CUTS, max_size=3),
    st.lists(st.tuples(SETS, st.integers(1, 9_000)), max_size=2),
    st.lists(st.tuples(CUTS, st.booleans()), max_size=3),
)
def test_invariants_1_2_nothing_is_negative_and_no_other_combination_is_cheaper(
    lines: list[Good],
    cuts: list[dict[str, object]],
    sets: list[tuple[dict[str, int], int]],
    coupons: list[tuple[dict[str, object], bool]],
) -> None:
    goods, cost = tuple(lines), taxed(tuple(lines))
    offers = [offer(f"cut-{n}", "threshold", **facts) for n, facts in enumerate(cuts)]
    offers += [offer(f"set-{n}", "bundle", off_fen=off, parts=parts) for n, (parts, off) in enumerate(sets)]
    offers += [
        offer(f"coupon-{n}", "coupon", alone=alone, **facts) for n, (facts, alone) in enumerate(coupons)
    ]
    best = choose(goods, [Held(one) for one in offers], cost)
    assert len(best.verdicts) == len(offers)
    for verdict in best.verdicts:
        assert sum(verdict.shares.values()) == verdict.fen
    found = cost(best.cuts, best.tenders)
    for picked in product((False, True), repeat=len(offers)):
        some = [one for one, taken in zip(offers, picked, strict=True) if taken]
        fen = by_hand(goods, some)
        if fen is not None:
            assert found <= (cost(*fen)[0] + ROUNDING,)


ROUNDING = 4
"""Fen by which a tax rounded by line may differ when the same cut is shared out otherwise."""


def by_hand(goods: tuple[Good, ...], offers: list[Offer]) -> tuple[dict[str, int], dict[str, int]] | None:
    """Apply exactly these offers in their order, or return ``None`` where that is not lawful."""
    sellers = [(one.kind, one.merchant_id) for one in offers if one.kind != "bundle"]
    if len(set(sellers)) < len(sellers):
        return None
    if any(one.alone for one in offers) and ("threshold", None) in sellers:
        return None
    pieces, cuts, tenders = {g.sku_id: g.quantity for g in goods}, dict[str, int](), dict[str, int]()
    price = {g.sku_id: g.price_fen for g in goods}
    for one in [one for one in offers if one.kind == "bundle"]:
        sets = min(pieces.get(sku, 0) // number for sku, number in one.parts.items())
        if not sets:
            return None
        values = [price[sku] * number * sets for sku, number in one.parts.items()]
        for sku, fen in zip(one.parts, allocate(min(one.off_fen * sets, sum(values)), values), strict=True):
            cuts[sku] = cuts.get(sku, 0) + fen
            pieces[sku] -= one.parts[sku] * sets
    open_room = {g.sku_id: g.price_fen * pieces[g.sku_id] for g in goods}
    for kind, into in (("threshold", cuts), ("coupon", tenders)):
        room = (
            open_room
            if kind == "threshold"
            else {g.sku_id: g.goods_fen - cuts.get(g.sku_id, 0) for g in goods}
        )
        counted = pieces if kind == "threshold" else {g.sku_id: g.quantity for g in goods}
        some = sorted([one for one in offers if one.kind == kind], key=lambda one: one.merchant_id is None)
        for one in some:
            fits = [
                g
                for g in goods
                if one.merchant_id in (None, g.merchant_id) and g.category.startswith(one.category)
            ]
            if not fits or sum(g.price_fen * counted[g.sku_id] for g in fits) < one.min_fen:
                return None
            values = [room[g.sku_id] for g in fits]
            for g, fen in zip(fits, allocate(min(one.off_fen, sum(values)), values), strict=True):
                into[g.sku_id] = into.get(g.sku_id, 0) + fen
                room[g.sku_id] -= fen
    return cuts, tenders


def test_a_share_of_the_goods_is_cut_at_its_cap_and_only_from_its_least_on() -> None:
    goods = (good("a", 10_000), good("b", 5_001))
    share = offer("share", "coupon", percent=5, min_fen=15_001)
    assert verdicts(goods, share)["share"] == ("used", 750)  # 5 % of 150.01, down
    capped = offer("share", "coupon", percent=5, most_fen=749)
    assert verdicts(goods, capped)["share"] == ("used", 749)
    dear = offer("share", "coupon", percent=5, min_fen=15_002)
    assert verdicts(goods, dear)["share"] == ("below", 0)


def test_what_is_missing_to_a_threshold_is_counted_outside_of_the_sets() -> None:
    goods = (good("a", 10_000, 3), good("b", 5_000, 2))
    sets = offer("set", "bundle", parts={"a": 1, "b": 1}, off_fen=9_000)
    said = choose(
        goods, [Held(sets), Held(offer("cut", "threshold", min_fen=12_000, off_fen=10))], taxed(goods)
    )
    by_id = {verdict.offer.id: verdict for verdict in said.verdicts}
    assert (by_id["set"].sets, by_id["set"].fen) == (2, 18_000)
    assert by_id["set"].shares == {"a": 12_000, "b": 6_000}
    assert (by_id["cut"].because, by_id["cut"].short_fen) == ("below", 2_000)  # one a is left: 100.00


def test_a_rival_of_the_same_seller_takes_the_place_and_an_exclusive_one_clashes() -> None:
    goods = (good("a", 10_000),)
    said = choose(
        goods,
        [Held(offer("more", "coupon", off_fen=500)), Held(offer("less", "coupon", off_fen=400))],
        taxed(goods),
    )
    less = next(v for v in said.verdicts if v.offer.id == "less")
    assert (less.because, less.other and less.other.id) == ("another_is_better", "more")
    cut, alone = offer("cut", "threshold", off_fen=900), offer("alone", "coupon", off_fen=100, alone=True)
    said = choose(goods, [Held(cut), Held(alone)], taxed(goods))
    by_id = {v.offer.id: v for v in said.verdicts}
    assert by_id["cut"].used and by_id["alone"].because == "not_together"
    assert by_id["alone"].other == cut
    alone = offer("alone", "coupon", off_fen=2_000, alone=True)
    by_id = {v.offer.id: v for v in choose(goods, [Held(cut), Held(alone)], taxed(goods)).verdicts}
    assert by_id["alone"].used and (by_id["cut"].because, by_id["cut"].other) == ("not_together", alone)


def test_a_set_that_lacks_a_part_says_which() -> None:
    sets = offer("set", "bundle", parts={"a": 2, "b": 1}, off_fen=100)
    for goods, because, missing in (
        ((good("a", 100, 2),), "incomplete", ("b",)),
        ((good("a", 100, 1), good("b", 100)), "incomplete", ("a",)),
        ((good("c", 100),), "not_these_goods", ("a", "b")),
    ):
        (verdict,) = choose(goods, [Held(sets)], taxed(goods)).verdicts
        assert (verdict.because, verdict.missing, verdict.fen) == (because, missing, 0)


def test_pieces_of_one_set_are_not_in_another() -> None:
    goods = (good("a", 1_000, 2), good("b", 1_000, 2), good("c", 1_000, 2))
    one = offer("one", "bundle", parts={"a": 1, "b": 1}, off_fen=100)
    other = offer("other", "bundle", parts={"a": 1, "c": 1}, off_fen=90)
    said = verdicts(goods, one, other)
    assert said["one"] == ("used", 200) and said["other"][1] == 0


def test_a_set_of_nothing_is_never_whole() -> None:
    assert verdicts((good("a", 1_000),), offer("empty", "bundle", off_fen=5))["empty"] == (
        "not_these_goods",
        0,
    )


def test_what_a_seller_gave_leaves_nothing_for_the_platform() -> None:
    goods = (good("a", 500),)
    said = verdicts(
        goods,
        offer("seller", "coupon", merchant_id="own", off_fen=500),
        offer("platform", "coupon", off_fen=500),
    )
    assert said == {"seller": ("used", 500), "platform": ("nothing_left", 0)}


def test_an_offer_of_which_little_is_said_asks_and_gives_nothing() -> None:
    bare = offer("bare", "threshold")
    assert (bare.min_fen, bare.off_fen, bare.percent, bare.most_fen, bare.parts) == (0, 0, 0, 0, {})
    verdict = Verdict(bare, "below")
    assert (verdict.fen, verdict.short_fen, verdict.sets, verdict.used) == (0, 0, 0, False)
    assert (Wallet().points, Wallet().next_fen) == (0, 0)


def test_whole_sets_are_as_many_as_the_scarcest_part_allows() -> None:
    sets = offer("set", "bundle", parts={"a": 2, "b": 1})
    for pieces, number in (
        ({"a": 5, "b": 3}, 2),
        ({"a": 5, "b": 1}, 1),
        ({"a": 1, "b": 1}, 0),
        ({"a": 2}, 0),
    ):
        assert _sets(sets, pieces) == number
    assert _sets(offer("empty", "bundle"), {"a": 1}) == _sets(offer("one", "bundle", parts={"z": 1}), {}) == 0
