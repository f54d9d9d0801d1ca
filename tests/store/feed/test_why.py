"""The deeds that bear on a topic: reactions, searches and goods, the latest first and never more than six."""

from __future__ import annotations

from store import Store
from tests.small_world import NOW
from tests.store.feed.test_interests import later


def test_what_lies_in_the_cart_or_was_bought_bears_on_its_brand_and_leaf(store: Store) -> None:
    made = store.checkout.begin_now("alan", "mask-7")
    (order,) = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    later(store, 60).cart.add("alan", "mask-7")
    store.interests.topics.catch_up()
    for kind, key in (("brand", "brand-mask"), ("goods", "mask")):
        topic = store.interests.topics.find(kind, key)  # type: ignore[arg-type]
        assert topic is not None
        deeds = store.interests.deeds("alan", topic)
        assert [(deed.kind, deed.what.en, deed.at) for deed in deeds] == [("cart", "Rice Mask", NOW + 60)]
    store.payments.pay("alan", [order.id])
    deeds = store.interests.deeds("alan", topic)
    assert [(deed.kind, deed.what.en, deed.at) for deed in deeds][-1] == ("buy", "Rice Mask", NOW)
    assert store.interests.deeds("xiaoman", topic) == ()


def test_the_six_latest_deeds_are_told(store: Store) -> None:
    for number in range(4):
        note = f"note-{number}"
        later(store, number * 10).notes.react("alan", note, "like", True)
        later(store, number * 10 + 5).notes.react("alan", note, "save", True)
    later(store, 100).searches.remember("alan", "油皮")
    later(store, 101).searches.remember("alan", "猫")
    topic = store.interests.topics.find("tag", "油皮防晒")
    assert topic is not None
    deeds = later(store, 200).interests.deeds("alan", topic)
    assert [(deed.kind, deed.at - NOW) for deed in deeds] == [
        ("search", 100), ("save", 35), ("like", 30), ("save", 25), ("like", 20), ("save", 15),
    ]  # fmt: skip
