"""Carriers: what their services cost and take, and how a choice flows into the price to the fen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.catalogue.records import Warehouse
from store.errors import StoreError
from store.logistics.calendar import day_of
from store.logistics.carriers import (
    CARRIERS,
    SERVICES,
    days_of,
    freight_rule,
    included,
    service_of,
    services_for,
    way_km,
)
from store.logistics.network import Consignment, Simulated
from store.logistics.plan import boxes_for, draw_plan
from store.pricing.pricing import Piece, freight_of, price_parcel
from store.pricing.records import FreightRule
from store.trade.records import CheckoutDraft
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT
from tests.store.logistics.fates import sound

MODES = ("bonded_1210", "direct_9610", "overseas_9610")


def house(mode: str, free_over: int | None = 8_800) -> Warehouse:
    port = None if mode == "bonded_1210" else SHANGHAI_PORT
    place = NINGBO if port is None else BORDEAUX
    rule = FreightRule(800, 1_000, 400, 1_000, free_over)
    if port is not None:
        rule = FreightRule(3_000, 500, 1_400, 500, free_over)
    return Warehouse("house", place.name, "FR", mode, place, port, rule, (5, 9))  # type: ignore[arg-type]


def test_every_mode_has_a_choice_and_every_service_its_carriers() -> None:
    for mode in MODES:
        found = services_for(mode)  # type: ignore[arg-type]
        assert len(found) >= 3 and found[0].tariff is None
        assert all(service.tariff for service in found[1:])
        assert len({service.on_time for service in found}) > 1
    for service in SERVICES.values():
        assert {service.carrier, service.last_mile} <= CARRIERS.keys()
        assert 80 <= service.on_time <= 100
    assert len({carrier.prefix for carrier in CARRIERS.values()}) == len(CARRIERS)
    assert {carrier.reach for carrier in CARRIERS.values()} == {"cross_border", "domestic"}


@pytest.mark.parametrize("mode", MODES)
def test_who_pays_more_is_served_faster(mode: str) -> None:
    quotes = Simulated().quote(Consignment(house(mode, None), OSAKA, 900, 5_000))
    assert quotes[0].included and sum(quote.included for quote in quotes) == 1
    by_price = sorted(quotes, key=lambda quote: quote.freight_fen)
    days = [quote.days for quote in by_price]
    assert days == sorted(days, reverse=True)


def test_the_price_goes_by_weight_and_distance() -> None:
    far, near = house("direct_9610", None), house("bonded_1210", None)
    express = service_of("air-express", "direct_9610")
    km = way_km(far, OSAKA)
    assert km == round(km) and km > 9_000
    rule = freight_rule(express, far, km)
    assert freight_of(rule, 500, 0) == 2_800 + -(-km // 500) * 140
    assert freight_of(rule, 501, 0) - freight_of(rule, 500, 0) == 1_400
    assert freight_of(freight_rule(express, far, 400), 500, 0) == 2_800 + 140
    assert freight_rule(included("bonded_1210"), near, 9_999) == near.freight


def test_free_freight_is_not_lost_by_choosing_faster() -> None:
    """1,000 g: the contract would cost 30.00 + 14.00; express 28.00 + 14.00 + 1.40 a begun 500 km."""
    some = house("direct_9610")
    rule = freight_rule(service_of("air-express", "direct_9610"), some, 1_000)
    assert freight_of(rule, 1_000, 8_799) == 2_800 + 280 + 1_400
    assert freight_of(rule, 1_000, 8_800) == 2_800 + 280 + 1_400 - 4_400
    slow = freight_rule(service_of("sea-slow", "direct_9610"), some, 1_000)
    assert freight_of(slow, 1_000, 8_800) == 0


@given(
    st.sampled_from(sorted(SERVICES)), st.integers(1, 30_000), st.integers(0, 20_000), st.integers(0, 30_000)
)
def test_freight_is_never_negative_and_never_falls_with_weight(
    name: str, weight: int, km: int, value: int
) -> None:
    service = SERVICES[name]
    some = house(service.modes[0])
    rule = freight_rule(service, some, km)
    assert 0 <= freight_of(rule, weight, 0) <= freight_of(rule, weight + 500, 0)
    assert 0 <= freight_of(rule, weight, value) <= freight_of(rule, weight, 0)


def test_a_service_of_another_mode_is_refused() -> None:
    with pytest.raises(StoreError, match="service_not_here"):
        service_of("zone-express", "direct_9610")
    with pytest.raises(StoreError, match="service_not_here"):
        service_of("teleport", "bonded_1210")


def drafted(store: Store) -> CheckoutDraft:
    for sku, quantity in (("sunscreen-30", 1), ("mask-7", 2)):
        store.cart.add("alan", sku, quantity)
    return store.checkout.begin("alan")


def test_the_chosen_service_flows_into_the_landed_price_to_the_fen(store: Store) -> None:
    before = drafted(store)
    address = before.addresses[0]
    quotes = store.checkout.quotes("alan", before, address.id)
    key = next(group.key for group in before.groups if group.warehouse.id == "osaka")
    express = next(quote for quote in quotes[key] if quote.service.id == "air-express")
    after = store.checkout.with_services("alan", before, address.id, {key: "air-express"})
    group = next(group for group in after.groups if group.key == key)
    assert (group.service, group.freight_fen) == ("air-express", express.freight_fen)
    other = next(group for group in after.groups if group.key != key)
    assert other == next(g for g in before.groups if g.key == other.key)
    line = group.lines[0]
    rule = freight_rule(express.service, group.warehouse, express.distance_km)
    alone = price_parcel([Piece(line.sku, line.product.tax_class, 2)], rule, date(2026, 11, 22))
    assert (group.tax_fen, group.payable_fen) == (alone.taxed.tax_fen, alone.total_fen)
    assert after.payable_fen == sum(g.payable_fen for g in after.groups)
    assert after.intent == before.intent
    (order,) = (
        o for o in store.checkout.place("alan", after, address.id, "alipay") if o.service == "air-express"
    )
    assert (order.freight_fen, order.total_fen) == (express.freight_fen, alone.total_fen)
    store.payments.pay("alan", [order.id])
    plan = store.parcels.facts_of_order(order.id)[0]  # type: ignore[index]
    assert (plan.service, plan.carrier, plan.last_mile) == ("air-express", "longwind", "skylark")
    assert plan.tracking_number.startswith(CARRIERS["longwind"].prefix)
    assert sound(store)


def test_nobody_chooses_and_everything_costs_what_it_did(store: Store) -> None:
    before = drafted(store)
    again = store.checkout.with_services("alan", before, before.addresses[0].id, before.services)
    assert (again.groups, again.payable_fen) == (before.groups, before.payable_fen)
    assert {group.service for group in before.groups} == {"zone-standard", "air-standard"}


def test_another_address_than_the_price_was_for_changes_the_price_and_says_so(store: Store) -> None:
    before = drafted(store)
    key = next(group.key for group in before.groups if group.warehouse.id == "ningbo")
    region, street = "新疆", "人民路 1 号"
    store.buyers.write_address(
        "alan", recipient="阿岚", phone="13800138000", region=region, street=street, label="老家"
    )
    far = store.buyers.addresses("alan")[-1]
    chosen = store.checkout.with_services("alan", before, before.addresses[0].id, {key: "zone-express"})
    with pytest.raises(StoreError, match="cart_changed"):
        store.checkout.place("alan", chosen, far.id, "alipay")
    assert store.orders.list("alan") == ()


def test_the_same_intent_with_another_service_is_another_request(store: Store) -> None:
    before = drafted(store)
    address = before.addresses[0].id
    store.checkout.place("alan", before, address, "alipay")
    for sku, quantity in (("sunscreen-30", 1), ("mask-7", 2)):
        store.cart.add("alan", sku, quantity)
    key = next(group.key for group in before.groups if group.warehouse.id == "ningbo")
    with pytest.raises(StoreError, match="intent_reused"):
        other = store.checkout.with_services("alan", before, address, {key: "zone-express"})
        store.checkout.place("alan", other, address, "alipay")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_most_parcels_of_a_service_keep_its_days(name: str) -> None:
    service = SERVICES[name]
    some = house(service.modes[0])
    first, last = days_of(service, some)
    late = 0
    for number in range(300):
        plan = draw_plan(
            order_id=f"{name}-{number}", mode=some.mode, origin=some.place, port=some.port, destination=OSAKA,
            paid_at=NOW, days=(first, last), trouble=None, service=service,
        )  # fmt: skip
        arrival = dict(plan.expected)["delivered"]
        late += plan.trouble == "" and (day_of(arrival) - day_of(NOW)).days > last
    assert 0 < late <= 300 * (100 - service.on_time) // 100 + 20


def test_heavy_parcels_travel_in_boxes() -> None:
    assert [boxes_for(grams) for grams in (0, 10_000, 10_001, 25_000, 900_000)] == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("service", "fees"),
    [  # at the first weight, a gram more, ten steps and a gram more; then over 500 km and over 501
        ("zone-express", (1_500, 2_100, 8_100, 1_500, 1_600)),
        ("zone-economy", (500, 750, 3_250, 500, 550)),
        ("air-express", (2_940, 4_340, 18_340, 2_940, 3_080)),
        ("air-saver", (1_035, 1_635, 7_635, 1_035, 1_070)),
        ("sea-slow", (615, 815, 2_815, 615, 630)),
    ],
)
def test_every_tariff_at_its_edges(service: str, fees: tuple[int, ...]) -> None:
    mode = SERVICES[service].modes[0]
    some, first = house(mode, None), 500 if service.startswith("air") else 1_000
    near = freight_rule(SERVICES[service], some, 1)
    ways = [freight_rule(SERVICES[service], some, km) for km in (500, 501)]
    assert fees == (
        freight_of(near, first, 0),
        freight_of(near, first + 1, 0),
        freight_of(near, first * 11 + 1, 0),
        *(freight_of(rule, first, 0) for rule in ways),
    )


def test_the_days_of_every_service_by_its_pace() -> None:
    """A warehouse says five to nine days; a begun day is a day."""
    found = {service.id: days_of(service, house(service.modes[0])) for service in SERVICES.values()}
    assert found == {
        "zone-standard": (5, 9),
        "zone-express": (3, 6),
        "zone-economy": (8, 14),
        "air-standard": (5, 9),
        "air-express": (4, 6),
        "air-saver": (6, 11),
        "sea-slow": (7, 13),
    }
    promised = {service.id: (service.on_time, service.late_days) for service in SERVICES.values()}
    assert promised == {
        "zone-standard": (96, 1),
        "zone-express": (98, 1),
        "zone-economy": (91, 2),
        "air-standard": (94, 2),
        "air-express": (98, 1),
        "air-saver": (90, 3),
        "sea-slow": (86, 4),
    }
