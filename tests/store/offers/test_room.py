"""Who holds which offer, from when until when, how often, and the books of coupons and points."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import StoreError
from store.offers.offers import MEMBERSHIP, POINTS, TIERS
from store.offers.records import Offer, Verdict
from store.words import Bilingual
from tests.small_world import NOW

NAME = Bilingual("优惠", "Offer")
DAY = 86_400


def offer(id: str, kind: str = "coupon", starts: int = 0, ends: int = NOW + DAY, **facts: object) -> Offer:
    return Offer(id, kind, NAME, starts, ends, **facts)  # type: ignore[arg-type]


def blocked(store: Store, buyer: str = "alan") -> dict[str, str]:
    return {held.offer.id: held.blocked for held in store.offers.held(buyer)}


def buy(store: Store, sku: str = "mask-7", pieces: int = 1) -> str:
    made = store.checkout.begin_now("alan", sku, pieces)
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    return order.id


def test_an_offer_runs_from_its_first_second_to_the_one_before_its_end(store: Store) -> None:
    for id, starts, ends in (
        ("begins", NOW, NOW + 1),
        ("begins-later", NOW + 1, NOW + 2),
        ("ended", NOW - 9, NOW),
        ("ended-30-days-ago", NOW - 40 * DAY, NOW - 30 * DAY),
        ("ended-lately", NOW - 40 * DAY, NOW - 30 * DAY + 1),
    ):
        store.offers.add(offer(id, "threshold", starts, ends, min_fen=1, off_fen=1))
    assert blocked(store) == {
        "begins": "",
        "begins-later": "not_yet",
        "ended": "over",
        "ended-lately": "over",
    }


def test_offers_stand_in_their_order(store: Store) -> None:
    store.offers.add(offer("late", "coupon", ends=NOW + 9))
    store.offers.add(offer("soon", "coupon", ends=NOW + 5))
    store.offers.add(offer("also-soon", "coupon", ends=NOW + 5))
    store.offers.add(offer("cut", "threshold", ends=NOW + 99))
    store.offers.add(offer("set", "bundle", ends=NOW + 999, parts={"mask-7": 2}))
    store.offers.add_points("alan", 5, "gift", "x")
    assert list(blocked(store)) == ["set", "cut", "also-soon", "soon", "late", POINTS]


def test_an_offer_comes_back_as_it_was_planned(store: Store) -> None:
    planned = offer(
        "all", "coupon", 3, NOW + 7, merchant_id="fulishe", category="skincare", min_fen=5, off_fen=4, percent=3,
        most_fen=2, audience="everyone", code="WORD", uses=9, alone=True,
    )  # fmt: skip
    sets = offer("set", "bundle", parts={"mask-7": 2, "amp-1": 1}, off_fen=8)
    store.offers.add(planned)
    store.offers.add(sets)
    assert [held.offer for held in store.offers.held("alan") if held.offer.id == "all"] == [planned]
    assert [held.offer for held in store.offers.held("alan") if held.offer.id == "set"] == [sets]


def test_what_is_for_holders_is_seen_by_who_was_given_it_from_then_on(store: Store) -> None:
    store.offers.add(offer("gift", audience="holders", code="Hello"))
    assert blocked(store) == {}
    store.offers.grant("alan", "gift")
    store.offers.grant("alan", "gift")
    assert (blocked(store), blocked(store, "xiaoman")) == ({"gift": ""}, {})
    assert store.offers.held("alan", at=NOW - 1) == ()


def test_a_code_is_redeemed_however_it_is_typed_and_refused_by_name(store: Store) -> None:
    store.offers.add(offer("word", audience="holders", code="Hello", off_fen=5))
    store.offers.add(offer("early", audience="holders", code="EARLY", starts=NOW + 1))
    store.offers.add(offer("late", audience="holders", code="LATE", ends=NOW))
    store.offers.add(offer("none", audience="holders", code="NONE", uses=1))
    store.offers.reserve("xiaoman", "i1", [Verdict(offer("none"), "used", 1)])
    assert store.offers.redeem_code("alan", "  hELLO ").id == "word"
    assert blocked(store) == {"word": ""}
    for code, error in (("", "unknown_code"), ("nothing", "unknown_code"), ("early", "code_over")):
        with pytest.raises(StoreError, match=error):
            store.offers.redeem_code("alan", code)
    for code, error in (("late", "code_over"), ("none", "code_used_up")):
        with pytest.raises(StoreError, match=error):
            store.offers.redeem_code("alan", code)


def test_what_is_kept_for_later_waits_until_it_is_taken_back(store: Store) -> None:
    store.offers.add(offer("one"))
    store.offers.add_points("alan", 5, "gift", "x")
    for id in ("one", POINTS):
        store.offers.keep("alan", id, True)
        store.offers.keep("alan", id, True)
    assert blocked(store) == {"one": "kept", POINTS: "kept"}
    assert blocked(store, "xiaoman") == {"one": ""}
    store.offers.keep("xiaoman", "one", False)
    assert blocked(store)["one"] == "kept"
    store.offers.keep("alan", "one", False)
    assert blocked(store)["one"] == ""


def test_newcomers_are_new_until_their_first_order_and_again_when_it_came_to_nothing(store: Store) -> None:
    store.offers.add(offer("first", audience="newcomers"))
    assert blocked(store) == {"first": ""}
    order = buy(store)
    assert (blocked(store), blocked(store, "xiaoman")) == ({"first": "not_new"}, {"first": ""})
    store.cancellations.cancel("alan", order)
    assert blocked(store) == {"first": ""}


def test_a_coupon_is_reserved_once_a_buyer_and_as_often_as_it_may_be(store: Store) -> None:
    few = offer("few", off_fen=100, uses=1)
    store.offers.add(few)
    store.offers.reserve("alan", "i1", [Verdict(few, "used", 100)])
    assert (blocked(store)["few"], blocked(store, "xiaoman")["few"]) == ("spent", "used_up")
    with pytest.raises(StoreError, match="offer_gone"):
        store.offers.reserve("xiaoman", "i2", [Verdict(few, "used", 100)])
    store.offers.restore("alan", "i1")  # no order of it is alive
    assert (blocked(store)["few"], blocked(store, "xiaoman")["few"]) == ("", "")
    store.offers.reserve("xiaoman", "i2", [Verdict(few, "used", 100)])
    store.offers.redeem("xiaoman", "i2")
    assert (blocked(store)["few"], blocked(store, "xiaoman")["few"]) == ("used_up", "spent")


def test_only_what_is_used_and_is_somebodys_own_is_reserved(store: Store) -> None:
    coupon, cut = offer("coupon", off_fen=1), offer("cut", "threshold", off_fen=1)
    for one in (coupon, cut):
        store.offers.add(one)
    member = offer(MEMBERSHIP, "membership", percent=1)
    store.offers.reserve(
        "alan", "i1", [Verdict(coupon, "below"), Verdict(cut, "used", 1), Verdict(member, "used", 1)]
    )
    assert blocked(store) == {"coupon": "", "cut": ""}


def test_points_are_written_once_a_reference_and_spent_as_far_as_they_go(store: Store) -> None:
    store.offers.add_points("alan", 300, "gift", "welcome")
    store.offers.add_points("alan", 300, "gift", "welcome")
    store.offers.add_points("alan", 20, "earn", "welcome")
    store.offers.add_points("alan", 0, "earn", "nothing")
    assert (store.offers.wallet("alan").points, store.offers.wallet("xiaoman").points) == (320, 0)
    (held,) = store.offers.held("alan")
    assert (held.offer.kind, held.offer.percent, held.offer.most_fen) == ("points", 20, 320)
    with pytest.raises(StoreError, match="offer_gone"):
        store.offers.reserve("alan", "i1", [Verdict(held.offer, "used", 321)])
    store.offers.reserve("alan", "i1", [Verdict(held.offer, "used", 320)])
    assert store.offers.wallet("alan").points == 0
    assert store.offers.held("alan") == ()
    store.offers.add_points("alan", 1, "gift", "one")
    assert [one.offer.most_fen for one in store.offers.held("alan")] == [1]


def spend(store: Store, fen: int, at: int) -> None:
    """Let an order of a year's book be completed: the tier looks at nothing but its goods."""
    order = buy(store)
    with store.database.write() as connection:
        connection.execute(
            """UPDATE orders SET state = 'completed', goods_fen = ?, total_fen = freight_fen + tax_fen + ?,
                   placed_at = ? WHERE id = ?""",
            (fen, fen, at, order),
        )


@pytest.mark.parametrize(
    ("fen", "tier", "missing", "percent"),
    [
        (0, "basic", 150_000, 0),
        (149_999, "basic", 1, 0),
        (150_000, "silver", 350_000, 1),
        (499_999, "silver", 1, 1),
        (500_000, "gold", 0, 2),
    ],
)
def test_a_tier_is_what_was_spent_in_a_year(
    store: Store, fen: int, tier: str, missing: int, percent: int
) -> None:
    year = 365 * DAY
    spend(store, 900_000, NOW - year)  # a second too long ago
    spend(store, fen, NOW - year + 1)
    wallet = store.offers.wallet("alan")
    assert (wallet.tier, wallet.next_fen) == (tier, missing)
    held = [one.offer.percent for one in store.offers.held("alan") if one.offer.kind == "membership"]
    assert held == ([percent] if percent else [])
    assert [name for name, _, _ in TIERS] == ["gold", "silver"]


def test_what_an_offer_covers() -> None:
    sets = offer("set", "bundle", parts={"a": 1})
    assert sets.covers("a", "x", "y") and not sets.covers("b", "x", "y")
    mine = offer("mine", merchant_id="own", category="skincare")
    assert mine.covers("a", "own", "skincare/mask")
    assert not mine.covers("a", "other", "skincare/mask") and not mine.covers("a", "own", "bags")
    assert offer("any").covers("a", "other", "bags")
    assert {kind: offer("x", kind).effect for kind in ("threshold", "bundle", "coupon", "points")} == {
        "threshold": "cut", "bundle": "cut", "coupon": "tender", "points": "tender",
    }  # fmt: skip
    assert not offer("x").alone and offer("x").min_fen == 0 and offer("x").uses is None
