"""What buyers tell of what has arrived: once each, at the right time, from what is known of the purchase."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from store import Store
from store.community.experiences import unboxed
from store.errors import StoreError
from store.pictures import PictureSpec
from store.trade.records import Order
from tests.small_world import NOW

DAY = 86_400


def bought(store: Store, sku: str = "mask-7", pieces: int = 1, trouble: str = "") -> Order:
    made = store.checkout.begin_now("alan", sku, pieces)
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    return store.payments.pay("alan", [order.id], trouble)[0]  # type: ignore[arg-type]


@pytest.fixture
def arrived(store: Store) -> Order:
    order = bought(store, pieces=3)
    store.world.advance(40 * DAY)
    return order


def test_the_days_on_its_way_and_the_price_of_a_piece(store: Store, arrived: Order) -> None:
    told = store.experiences.of_order("alan", arrived.id)
    received = store.parcels.of_order(arrived.id).reached("delivered")  # type: ignore[union-attr]
    assert received is not None and arrived.paid_at is not None
    assert (told.days - 1) * DAY < received - arrived.paid_at <= told.days * DAY and told.days > 1
    assert not told.late
    late = bought(store, trouble="late_dispatch")
    store.world.advance(60 * DAY)
    assert store.experiences.of_order("alan", late.id).days > 5


def test_nobody_tells_of_what_has_not_arrived_or_is_not_theirs(store: Store) -> None:
    order = bought(store)
    for buyer, code in (("alan", "review_too_early"), ("xiaoman", "unknown_order")):
        with pytest.raises(StoreError, match=code):
            store.experiences.of_order(buyer, order.id)
        with pytest.raises(StoreError, match=code):
            store.experiences.review(buyer, order.id, 5, "好")
        with pytest.raises(StoreError, match=code):
            store.experiences.note(buyer, order.id, 5, "题", "好")


@pytest.mark.parametrize(
    ("stars", "text", "code"),
    [
        (0, "好", "bad_stars"),
        (6, "好", "bad_stars"),
        (5, " \n", "empty_review"),
        (5, "长" * 501, "comment_too_long"),
    ],
)
def test_a_review_has_one_to_five_stars_and_words(
    store: Store, arrived: Order, stars: int, text: str, code: str
) -> None:
    with pytest.raises(StoreError, match=code):
        store.experiences.review("alan", arrived.id, stars, text)
    assert store.opinions.of_product("mask").reviews == ()


@pytest.mark.parametrize("stars", [1, 5])
def test_a_review_is_written_once_with_at_most_nine_pictures(
    store: Store, arrived: Order, stars: int
) -> None:
    pictures = [PictureSpec(("mask",), seed=number) for number in range(10)]
    store.experiences.review("alan", arrived.id, stars, " " + "好" * 500, pictures)
    (review,) = store.opinions.of_product("mask").reviews
    assert (review.stars, review.text.zh, review.author_id) == (stars, "好" * 500, "alan")
    assert [spec.seed for spec in review.pictures] == list(range(9))
    with pytest.raises(StoreError, match="already_reviewed"):
        store.experiences.review("alan", arrived.id, stars, "又来")


@pytest.mark.parametrize(
    ("stars", "verdict"), [(1, "against"), (2, "against"), (3, "mixed"), (4, "recommend"), (5, "recommend")]
)
def test_stars_say_the_verdict_of_a_note(store: Store, arrived: Order, stars: int, verdict: str) -> None:
    before = store.notes.verdicts("mask")[verdict]  # type: ignore[index]
    key = store.experiences.note("alan", arrived.id, stars, "题" * 40, "好" * 2_000)
    assert store.experiences.note("alan", arrived.id, stars, "题" * 40, "好" * 2_000) == key
    note = store.notes.get(key, "alan")
    assert (note.card.verdict, note.product_ids, note.category_id) == (verdict, ("mask",), "skincare")
    assert list(note.pictures) == [unboxed(arrived)]
    assert store.notes.verdicts("mask")[verdict] == before + 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("stars", "title", "text", "code"),
    [
        (0, "题", "好", "bad_stars"),
        (6, "题", "好", "bad_stars"),
        (3, "", "好", "empty_review"),
        (3, "题" * 41, "好", "comment_too_long"),
        (3, "题", "好" * 2_001, "comment_too_long"),
    ],
)
def test_a_note_nobody_could_read_is_refused(
    store: Store, arrived: Order, stars: int, title: str, text: str, code: str
) -> None:
    with pytest.raises(StoreError, match=code):
        store.experiences.note("alan", arrived.id, stars, title, text)


def test_the_same_again_goes_into_the_cart_as_far_as_it_can_be_had(store: Store) -> None:
    for sku in ("sunscreen-60", "mask-7"):  # of the first there was only one
        store.cart.add("alan", sku)
    made = store.checkout.begin("alan")
    both = [order.id for order in store.checkout.place("alan", made, made.addresses[0].id, "alipay")]
    kinds, codes = 0, []
    for order in both:
        try:
            kinds += store.experiences.again("alan", order)[1]
        except StoreError as error:
            codes.append(error.code)
    assert kinds == 1 and len(codes) == 1
    assert store.cart.summary("alan").kinds == 1
    with pytest.raises(StoreError, match="unknown_order"):
        store.experiences.again("xiaoman", both[0])


def test_a_picture_as_its_buyer_would_take_it(store: Store) -> None:
    seen = {unboxed(bought(store, "sunscreen-30")).time for _ in range(8)}
    assert seen <= {"day", "night"}
    order = bought(store)
    assert unboxed(order) == unboxed(order)
    assert unboxed(order).seed != PictureSpec.from_json(order.lines[0].picture_json).seed
    assert store.clock.now() == NOW


def test_a_picture_is_drawn_from_the_orders_number(store: Store) -> None:
    order = replace(bought(store), id="an order")
    seed = int(sha256(b"an order").hexdigest()[:6], 16)
    assert (unboxed(order).seed, unboxed(order).time) == (seed, "night" if seed % 2 else "day")
    times = {number: unboxed(replace(order, id=str(number))) for number in range(8)}
    assert all((one.time == "night") == bool(one.seed % 2) for one in times.values())
    assert {one.time for one in times.values()} == {"day", "night"}
