"""The checkout on the screen: one key a step, a second press that harms nothing, and every way out."""

from __future__ import annotations

import pytest

from store import Store
from store.trade.records import Order
from tests.tui.driving import Driver, running
from tui import i18n
from tui.screens import checkout
from tui.screens.checkout import CheckoutScreen
from tui.screens.checkout_flow import Step

TO_CONFIRM = ("3", "B", "enter", "enter", "enter")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the payment page listen at once; the pause has a test of its own."""
    monkeypatch.setattr(checkout, "PAUSE", 0.0)


@pytest.fixture(autouse=True)
def cart(store: Store) -> None:
    store.cart.add("alan", "sunscreen-30", 2)
    store.cart.add("alan", "mask-7")


def step(driver: Driver) -> Step:
    assert isinstance(driver.app.screen, CheckoutScreen)
    return driver.app.screen.flow.step


def placed(store: Store) -> tuple[Order, ...]:
    return store.orders.list("alan")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_enter_alone_leads_from_the_cart_to_the_order(
    store: Store, size: tuple[int, int], language: str
) -> None:
    i18n.use(language)
    async with running(store, size) as driver:
        await driver.press("3", "B")
        for expected in (Step.ADDRESS, Step.IDENTITY, Step.PAYMENT, Step.CONFIRM, Step.PAYING):
            assert step(driver) is expected
            assert i18n.t("checkout.simulated") in driver.text or expected is not Step.PAYING
            await driver.press("enter")
        assert driver.app.screen.SCOPE == "tracking"
        assert {(order.state, order.payment) for order in placed(store)} == {("paid", "held")}
        await driver.press("escape")
        assert driver.app.screen.SCOPE == "cart"
    assert all(check["ok"] for check in store.doctor()["checks"])


async def test_the_chosen_address_and_method_are_those_of_the_order(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("3", "B", "down", "enter", "enter", "down", "down", "enter")
        assert i18n.t("checkout.method-ebank") in driver.text
        await driver.press("enter")
    assert {(order.address.label.zh, order.method) for order in placed(store)} == {("公司", "ebank")}


@pytest.mark.parametrize("key", ["backspace", "left"])
async def test_back_goes_step_by_step_and_stops_at_the_first(store: Store, key: str) -> None:
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM, key, key, key)
        assert step(driver) is Step.ADDRESS
        await driver.press(key)
        assert step(driver) is Step.ADDRESS
        assert placed(store) == ()


async def test_an_order_that_is_placed_stays_placed(store: Store) -> None:
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM, "enter", "left")
        assert step(driver) is Step.PAYING
        await driver.press("escape", "4")
        assert all(order.id in driver.text for order in placed(store)[:1])
        assert {order.state for order in placed(store)} == {"pending_payment"}


async def test_a_volley_of_enters_places_once_and_pays_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "PAUSE", 3_600.0)
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM)
        await driver.pilot.press(*["enter"] * 6)
        await driver.settle()
        assert step(driver) is Step.PAYING
        await driver.press("enter", "enter")
    assert {order.state for order in placed(store)} == {"pending_payment"}
    assert len(placed(store)) == 2


async def test_invariant_8_old_and_new_of_every_changed_sum_are_shown_before_anything_is_ordered(
    store: Store,
) -> None:
    before = store.checkout.begin("alan")
    async with running(store, (80, 24)) as driver:
        await driver.press(*TO_CONFIRM)
        store.catalogue.set_price("sunscreen-30", 8_900)
        await driver.press("enter")
        assert step(driver) is Step.CONFIRM
        assert placed(store) == ()
        new = store.checkout.begin("alan").total_fen
        assert i18n.money(new) in driver.text
        assert i18n.t("changed.nothing-ordered") in driver.text
        for old, then in (
            (before.goods_fen, before.goods_fen + 2_000),
            (before.total_fen, new),
            (7_900, 8_900),
        ):
            assert f"{i18n.amount(old)} → {i18n.amount(then)}" in driver.text
        await driver.press("enter")
        assert step(driver) is Step.PAYING
    assert sum(order.total_fen for order in placed(store)) == new


async def test_what_was_sold_meanwhile_is_told_and_nothing_is_ordered(store: Store) -> None:
    store.cart.add("alan", "sunscreen-60")
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM)
        other = store.checkout.begin_now("xiaoman", "sunscreen-60")
        store.checkout.place("xiaoman", other, other.addresses[0].id, "alipay")
        await driver.press("enter")
        assert step(driver) is Step.CONFIRM
        assert placed(store) == ()
        assert len(driver.app._notifications) == 1
        assert i18n.t("changed.gone") in driver.text
        await driver.press("enter")
        assert step(driver) is Step.PAYING
    assert {line.sku_id for order in placed(store) for line in order.lines} == {"sunscreen-30", "mask-7"}
    assert store.cart.view("alan").kinds == 1


async def test_an_unexpected_failure_leaves_enter_alive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM)
        with monkeypatch.context() as broken:
            broken.setattr(store.checkout, "place", lambda *_: 1 // 0)
            await driver.press("enter")
        assert step(driver) is Step.CONFIRM
        await driver.press("enter")
        assert step(driver) is Step.PAYING


async def test_without_an_identity_nobody_gets_past_the_second_step(store: Store) -> None:
    store.database.read().execute("DELETE FROM identities WHERE buyer_id = 'alan'")
    async with running(store) as driver:
        await driver.press("3", "B", "enter", "enter", "escape", "enter", "escape")
        assert step(driver) is Step.IDENTITY
        assert i18n.t("errors.identity-missing") in driver.text


async def test_who_may_not_order_learns_it_at_the_second_step(store: Store) -> None:
    store.stock.move("red-750", "receive", 3, "shelf")
    store.cart.add("alan", "red-750")
    store.buyers.verify("alan", "李小明", "110105201201010023", "2027-01-01")
    async with running(store) as driver:
        await driver.press("3", "B", "enter", "enter")
        assert step(driver) is Step.IDENTITY
        assert i18n.t("errors.identity-minor", years=18) in [
            note.message for note in driver.app._notifications
        ]
        await driver.press("escape", "3")
        store.cart.remove("alan", "red-750")
        store.world.advance(60 * 86_400)
        await driver.press("B", "enter", "enter")
        assert step(driver) is Step.IDENTITY
        told = [note.message for note in driver.app._notifications]
        assert i18n.t("errors.identity-expired", day="2027-01-01") in told
    assert placed(store) == ()


async def test_time_that_ran_out_gives_everything_back(store: Store) -> None:
    before = store.cart.view("alan")
    async with running(store, (80, 24)) as driver:
        await driver.press(*TO_CONFIRM, "enter")
        store.world.advance(30 * 60)
        driver.app.screen._count_down()
        await driver.settle()
        assert "00:00" in driver.text
        assert i18n.t("checkout.expired") in driver.text
        await driver.press("enter")
        assert driver.app.screen.SCOPE == "cart"
        assert driver.app.cart_kinds == 2
    assert {order.state for order in placed(store)} == {"expired"}
    assert store.cart.view("alan").total_fen == before.total_fen
    assert store.stock.balance("sunscreen-30") == (42, 0)


async def test_an_order_that_waits_is_paid_from_the_orders(store: Store) -> None:
    made = store.checkout.begin("alan")
    store.checkout.place("alan", made, made.addresses[0].id, "alipay")
    async with running(store) as driver:
        await driver.press("4", "B")
        assert step(driver) is Step.PAYING
        await driver.press("enter")
        assert driver.app.screen.SCOPE == "tracking"
    assert "paid" in {order.state for order in placed(store)}


async def test_y_copies_the_link_that_the_code_holds(store: Store) -> None:
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM, "y")
        assert not driver.app.clipboard
        await driver.press("enter", "y")
        first = min(placed(store), key=lambda order: driver.text.index(order.id))
        assert driver.app.clipboard == f"xhs-tui://simulated/alipay/{first.id}"


async def test_the_confirmation_shows_all_that_will_be_paid(store: Store) -> None:
    made = store.checkout.begin("alan")
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM)
        for fen in (made.goods_fen, made.freight_fen, made.total_fen):
            assert i18n.amount(fen) in driver.text
        for group in made.groups:
            total = group.goods_fen + group.freight_fen + group.tax_fen
            assert i18n.money(total) in driver.text
        assert i18n.t("checkout.documents") in driver.text
        assert i18n.t("checkout.know-first") in driver.text


@pytest.mark.parametrize("presses", range(5))
async def test_language_theme_and_size_change_on_every_step(store: Store, presses: int) -> None:
    async with running(store) as driver:
        await driver.press("3", "B", *["enter"] * presses)
        before = step(driver)
        await driver.press("L", "T")
        for size in ((40, 12), (20, 6), (200, 50), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
        assert step(driver) is before
        assert driver.app._exception is None
        assert "Address" in driver.text


@pytest.mark.parametrize(
    ("tabs", "said"),
    [(1, "declined"), (2, "waiting"), (4, "waiting"), (5, "wrong-amount"), (6, "other-payer")],
)
async def test_a_provider_that_does_not_pay_is_told_of_and_the_next_try_works(
    store: Store, tabs: int, said: str
) -> None:
    async with running(store) as driver:
        await driver.press(*TO_CONFIRM, "enter", *["tab"] * tabs, "enter")
        assert step(driver) is Step.PAYING
        told = i18n.t(f"checkout.answer-{said}", provider=i18n.t("checkout.method-alipay"))
        assert told in [note.message for note in driver.app._notifications]
        assert {order.payment for order in placed(store)} == {"action_required"}
        await driver.press(*["tab"] * (7 - tabs), "enter")
        assert driver.app.screen.SCOPE == "tracking"
    assert {(order.state, order.payment) for order in placed(store)} == {("paid", "held")}
    assert all(check["ok"] for check in store.doctor()["checks"])


async def test_a_newcomer_types_address_and_card_and_orders(store: Store) -> None:
    store.database.read().execute("DELETE FROM identities WHERE buyer_id = 'alan'")
    store.database.read().execute("UPDATE addresses SET gone = 1")
    async with running(store) as driver:
        await driver.press("3", "B", "enter")
        await driver.type("李明远", "13800002046", "zhejiang")
        await driver.type("1")
        await driver.press("enter")  # the label may stay empty
        assert i18n.t("errors.street-missing") in driver.text
        await driver.press("up")
        await driver.type("西溪路 556 号")
        await driver.press("enter")
        assert step(driver) is Step.IDENTITY
        await driver.press("enter")
        await driver.type("李明远", "110105194912310021")
        await driver.press("enter")
        assert i18n.t("errors.identity-number-invalid") in driver.text
        assert "1101051949" not in driver.text
        await driver.press("up", *["backspace"] * 20)
        await driver.type("11010519491231002X")
        await driver.press("enter")
        assert step(driver) is Step.PAYMENT
        await driver.press("enter", "enter")
    assert {order.address.region.zh for order in placed(store)} == {"浙江省"}


async def test_an_address_is_removed_with_a_way_back(store: Store) -> None:
    async with running(store) as driver:
        await driver.press("3", "B", "d")
        assert len(store.buyers.addresses("alan")) == 1
        await driver.press("u")
        assert len(store.buyers.addresses("alan")) == 2
