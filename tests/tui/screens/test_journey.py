"""The journey on the screen: trouble with its keys, replay, all parcels, carriers, and what is told afterwards."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from store import Store
from store.logistics.calendar import BEIJING, announced
from store.trade.records import Order
from tests.store.logistics.fates import DAY, HOUR, bought, sound, until
from tests.tui.driving import Driver, running
from tui import i18n
from tui.i18n import amount, t
from tui.references import OrderRef
from tui.screens.tracking import TrackingScreen

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]


async def opened(driver: Driver, order: Order) -> TrackingScreen:
    driver.app.open(OrderRef(order.id))
    await driver.settle()
    screen = driver.app.screen
    assert isinstance(screen, TrackingScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_customs_wants_stands_where_the_trouble_is(
    store: Store, size: tuple[int, int], language: str
) -> None:
    i18n.use(language)
    order = bought(store, "mask-7", "held_id_photo")
    until(store, order, "held")
    async with running(store, size) as driver:
        await opened(driver, order)
        assert t("journey.fix-photo")[:12] in driver.text
        await driver.press("i")
        assert t("journey.fix-photo") not in driver.text
    until(store, order, "delivered")
    assert sound(store)


async def test_a_held_parcel_is_not_jumped_past_by_accident(store: Store) -> None:
    order = bought(store, "mask-7", "held_payer")
    until(store, order, "held")
    async with running(store) as driver:
        await opened(driver, order)
        assert "≠" in driver.text
        before = store.clock.now()
        await driver.press("t")
        assert store.clock.now() == before
        await driver.press("t")
        assert store.clock.now() == before + 10 * DAY
        assert t("tracking.now-rejected") in driver.text
        await driver.press("t", "t")
        assert store.orders.get(order.id).payment == "refunded"
        assert t("tracking.money-refunded") in driver.text


async def test_a_declaration_is_withdrawn(store: Store) -> None:
    order = bought(store, "mask-7", "held_payer")
    until(store, order, "held")
    async with running(store) as driver:
        await opened(driver, order)
        await driver.press("W", "t", "t")
        assert t("tracking.now-returned") in driver.text
    assert store.orders.get(order.id).payment == "refunded"


async def test_a_late_parcel_pays_its_coupon_and_may_be_cancelled(store: Store) -> None:
    order = bought(store, "mask-7", "late_dispatch")
    store.world.advance(121 * HOUR)
    async with running(store) as driver:
        await opened(driver, order)
        assert t("journey.claim", amount="¥20.00") in driver.text
        await driver.press("c")
        assert t("journey.claimed", amount="¥20.00") in driver.text
        await driver.press("X")
    assert store.orders.get(order.id).payment == "refunded"
    assert sound(store)


async def test_a_parcel_is_collected_with_its_code(store: Store) -> None:
    order = bought(store, "mask-7", "pickup")
    until(store, order, "pickup_ready")
    async with running(store, (80, 24)) as driver:
        await opened(driver, order)
        assert re.search(r"\d\d-\d{4}", driver.text)
        await driver.press("i")
        assert t("tracking.now-delivered") in driver.text


async def test_the_journey_is_played_and_the_present_comes_back(store: Store) -> None:
    order = bought(store, "mask-7")
    until(store, order, "delivered")
    async with running(store) as driver:
        screen = await opened(driver, order)
        now = store.clock.now()
        await driver.pilot.press("r")
        await driver.until(lambda: screen._replay is not None, "the replay begins")
        seen = set()
        for _ in range(300):
            screen._next_frame()
            if screen._replay is None:
                break
            assert order.paid_at is not None and order.paid_at <= screen._replay.moment <= now
            seen.add(screen._replay.moment)
            journey = screen._journey(screen.found)  # type: ignore[arg-type]
            assert journey is not None and journey.playing
        assert screen._replay is None and len(seen) > 100
        await driver.settle()
        assert f" {t('journey.playing')} " not in driver.text.splitlines()[2]
        assert store.clock.now() == now


async def test_the_other_parcels_of_a_purchase_are_a_key_away(store: Store) -> None:
    for sku in ("sunscreen-30", "mask-7"):
        store.cart.add("alan", sku)
    made = store.checkout.begin("alan")
    orders = store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    store.payments.pay("alan", [order.id for order in orders])
    until(store, next(o for o in orders if o.warehouse.id == "ningbo"), "delivered")
    async with running(store) as driver:
        screen = await opened(driver, orders[0])
        stages = [store.parcels.of_order(order.id).stage for order in orders]  # type: ignore[union-attr]
        assert t("journey.siblings-there", n=stages.count("delivered")) in driver.text
        await driver.press("tab")
        assert screen._order_id == orders[1].id
        await driver.press("tab")
        assert screen._order_id == orders[0].id


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_all_parcels_are_on_one_map(store: Store, size: tuple[int, int], language: str) -> None:
    i18n.use(language)
    orders = [bought(store, "mask-7"), bought(store, "sunscreen-30"), bought(store, "mask-7", "lost")]
    store.world.advance(3 * DAY)
    async with running(store, size) as driver:
        await driver.press("4", "m")
        assert "◆" in driver.text
        await driver.press("down", "m", "enter")
        screen = driver.app.screen
        assert isinstance(screen, TrackingScreen)
        assert screen._order_id in {order.id for order in orders}


async def test_a_chosen_carrier_is_what_is_paid_and_what_carries(store: Store) -> None:
    store.cart.add("alan", "mask-7")
    async with running(store) as driver:
        await driver.press("3", "B", "enter", "enter", "enter", "v")
        assert t("services.which") in driver.text
        before = store.checkout.begin("alan")
        await driver.press("down", "enter", "escape")
        quotes = store.checkout.quotes("alan", before, before.addresses[0].id)
        express = next(iter(quotes.values()))[1]
        chosen = store.checkout.with_services(
            "alan", before, before.addresses[0].id, {before.groups[0].key: express.service.id}
        )
        assert f"{amount(chosen.freight_fen)}" in driver.text
        await driver.press("enter")
    (order,) = store.orders.list("alan")
    assert (order.service, order.payable_fen) == (express.service.id, chosen.payable_fen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_carriers_are_compared_at_every_size(store: Store, size: tuple[int, int]) -> None:
    i18n.use("en")
    store.cart.add("alan", "mask-7")
    async with running(store, size) as driver:
        await driver.press("3", "B", "v")
        assert "Cloudgull" in driver.text and "94% on time" in driver.text
        await driver.press("down", "down", "escape")
        assert getattr(driver.app.screen, "SCOPE", "") == "checkout"


async def test_a_deadline_in_a_year_without_published_holidays_says_so(store: Store) -> None:
    far = next(year for year in range(2026, 2060) if not announced(year))
    paid = int(datetime(far - 1, 12, 24, 12, tzinfo=BEIJING).timestamp())
    store.world.advance(max(0, paid - store.clock.now()))
    order = bought(store, "mask-7")
    async with running(store) as driver:
        await opened(driver, order)
        assert "≈ 01-" in driver.text
        assert t("journey.not-announced", year=far) in driver.text
        await driver.press("escape", "3")
    store.cart.add("alan", "mask-7")
    async with running(store) as driver:
        await driver.press("3", "B", "enter", "enter", "enter", "end")
        assert t("journey.not-announced", year=far) in driver.text


async def test_the_inbox_tells_what_happened_while_nobody_looked(store: Store) -> None:
    order = bought(store, "mask-7")
    until(store, order, "delivered")
    async with running(store) as driver:
        await driver.press("5", "i")
        assert t("news.delivered") in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, TrackingScreen)
    assert store.news.catch_up("alan") == 0


@pytest.fixture
def arrived(store: Store) -> Order:
    order = bought(store, "mask-7", quantity=2)
    until(store, order, "delivered")
    return order


async def test_a_review_with_a_picture_is_read_on_the_product(store: Store, arrived: Order) -> None:
    async with running(store) as driver:
        await opened(driver, arrived)
        await driver.press("v")
        await driver.type("敷完不黏，纸有点薄")
        await driver.press("ctrl+s", "v", "ctrl+s")
        assert t("errors.empty-review") in driver.text
        await driver.press("escape")
    (review,) = store.opinions.of_product("mask").reviews
    assert (review.stars, review.author_id, len(review.pictures)) == (5, "alan", 1)
    with pytest.raises(Exception, match="already_reviewed"):
        store.experiences.review("alan", arrived.id, 1, "again")


async def test_a_photo_that_is_none_is_refused_by_name(store: Store, arrived: Order) -> None:
    async with running(store) as driver:
        await opened(driver, arrived)
        await driver.press("v")
        await driver.type("好用")
        await driver.press("tab")
        await driver.type("/nowhere/photo.jpg")
        await driver.press("ctrl+s")
        assert "/nowhere/photo.jpg" in driver.text
    assert store.opinions.of_product("mask").reviews == ()


async def test_a_note_is_half_written_already(store: Store, arrived: Order) -> None:
    line = arrived.lines[0]
    piece = (line.goods_fen + line.freight_fen + line.tax.tax_fen - line.tender_fen) // 2
    async with running(store) as driver:
        await opened(driver, arrived)
        await driver.press("n")
        assert f"¥{amount(piece)}" in driver.text
        await driver.press("ctrl+s")
        assert type(driver.app.screen).__name__ == "NoteScreen"
    (note,) = store.notes.of_author("alan", "alan")
    assert note.id in {card.id for card in store.notes.about_product("mask", "alan")}


async def test_what_was_bought_is_bought_again(store: Store, arrived: Order) -> None:
    async with running(store) as driver:
        await opened(driver, arrived)
        await driver.press("A")
        assert driver.app.cart_kinds == 1
    assert store.cart.summary("alan").pieces == 2


async def test_nothing_is_told_of_what_has_not_come(store: Store) -> None:
    order = bought(store, "mask-7")
    async with running(store) as driver:
        await opened(driver, order)
        await driver.press("v")
        await driver.type("很好")
        await driver.press("ctrl+s")
        assert t("errors.review-too-early") in driver.text
    assert store.opinions.of_product("mask").reviews == ()
