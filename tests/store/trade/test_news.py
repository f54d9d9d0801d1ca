"""What happened while nobody looked: told once, in order, and nothing of the future."""

from __future__ import annotations

import threading

import pytest

from store import Store
from store.trade.news import NewsRoom
from tests.store.logistics.fates import DAY, bought, until


def codes(store: Store, buyer: str = "alan") -> list[str]:
    return [notice.code for notice in store.inbox.notices(buyer)][::-1]


def test_three_days_away_are_told_once(store: Store) -> None:
    order = bought(store)
    store.world.advance(30 * DAY)
    told = store.news.catch_up("alan")
    assert told == store.inbox.unread("alan") > 5
    assert codes(store) == [
        "handed-over",
        "in-transit",
        "arrived-port",
        "released",
        "out-for-delivery",
        "delivered",
        "released-after-10-days",
    ]
    assert store.news.catch_up("alan") == 0
    notice = store.inbox.notices("alan")[0]
    assert (notice.link, notice.text.zh) == (f"order/{order.id}", "米糠面膜")
    times = [notice.at for notice in store.inbox.notices("alan")]
    assert times == sorted(times, reverse=True) and times[0] <= store.clock.now()


def test_looking_every_hour_tells_the_same_as_looking_at_the_end(store: Store) -> None:
    order = bought(store, trouble="attempt_failed")
    for _ in range(24 * 12):
        store.world.advance(3_600)
        store.news.catch_up("alan")
    tracking = store.parcels.of_order(order.id)
    assert tracking is not None and tracking.stage == "delivered"
    assert codes(store).count("out-for-delivery") == 2
    assert len(codes(store)) == len({(n.code, n.at) for n in store.inbox.notices("alan")})


@pytest.mark.parametrize(
    ("trouble", "ends"),
    [
        ("held_id_photo", ["held-photo", "rejected", "returning", "broken-delivery-14wd", "returned", "parcel-returned"]),
        ("lost", ["broken-delivery-14wd", "lost", "parcel-lost"]),
        ("pickup", ["pickup-ready", "returning", "returned", "parcel-returned"]),
        ("late_dispatch", ["broken-dispatch-120h", "handed-over"]),
    ],
)  # fmt: skip
def test_trouble_is_told(store: Store, trouble: str, ends: list[str]) -> None:
    bought(store, "mask-7", trouble)  # type: ignore[arg-type]
    store.world.advance(60 * DAY)
    store.news.catch_up("alan")
    assert set(ends) - set(codes(store)) <= {"broken-delivery-14wd"}


def test_a_refund_and_an_expired_order_are_told(store: Store) -> None:
    made = store.checkout.begin_now("alan", "sunscreen-30")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    order = bought(store, "mask-7")
    until(store, order, "delivered")
    one = store.returns.request("alan", order.id, {0: 1}, "no_reason")
    store.world.advance(DAY)
    store.returns.of_order(order.id)
    store.returns.send_back("alan", one.id)
    store.world.advance(10 * DAY)
    store.news.catch_up("alan")
    assert {"expired", "return-approved", "return-received", "return-refunded"} <= set(codes(store))


def test_two_windows_tell_nothing_twice(store: Store) -> None:
    bought(store)
    store.world.advance(30 * DAY)
    told: list[int] = []
    threads = [threading.Thread(target=lambda: told.append(store.news.catch_up("alan"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == len(codes(store)) == 7


def test_what_was_known_before_is_not_news(store: Store) -> None:
    bought(store)
    store.world.advance(30 * DAY)
    store.news.begin_at("alan", store.clock.now())
    assert store.news.catch_up("alan") == 0
    assert isinstance(store.news, NewsRoom)
