"""How goods came: the stations of a batch by its kind of warehouse, in order, in the hours of their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from store import Store
from store.catalogue.records import Place
from store.logistics.timeline import timeline
from store.provenance.journeys import Delivery, batch_journey, batch_name, unit_journey, zone_of
from tests.small_world import NOW, OSAKA
from tests.store.logistics.fates import plan

DAY = 86_400


def delivery(
    store: Store, product: str, number: int = 1, abroad: Place | None = None, at: int = NOW
) -> Delivery:
    goods = store.catalogue.product(product)
    sku = goods.skus[0]
    return Delivery(number, 42, at, goods, sku, store.catalogue.warehouse(sku.warehouse_id), abroad)


def days(found: tuple[object, ...]) -> list[int]:
    dates = [datetime.fromtimestamp(one.at, ZoneInfo(one.zone)).date() for one in found]  # type: ignore[attr-defined]
    return [(after - before).days for before, after in pairwise(dates)]


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("JP", "Asia/Tokyo"),
        ("FR", "Europe/Paris"),
        ("CN", "Asia/Shanghai"),
        ("IT", "Europe/Rome"),
        ("XX", "UTC"),
    ],
)
def test_the_zone_of_a_country(country: str, zone: str) -> None:
    assert zone_of(country) == zone


def test_to_a_bonded_zone_goods_pass_both_customs_in_bulk(store: Store) -> None:
    for number in range(30):
        found = batch_journey(delivery(store, "sunscreen", number, OSAKA, NOW + number * DAY))
        assert [one.step for one in found] == [
            "bottled", "stored_abroad", "consolidated", "export_released", "arrived_port", "zone_admitted", "shelved",
        ]  # fmt: skip
        assert [one.zone for one in found] == ["Asia/Tokyo"] * 4 + ["Asia/Shanghai"] * 3
        made, stored, packed, sea, port, zone = days(found)
        assert 9 <= made <= 31 and 4 <= stored <= 16 and 1 <= packed <= 2
        assert 18 <= sea <= 34 and 2 <= port <= 4 and 2 <= zone <= 3
        arrived = datetime.fromtimestamp(NOW + number * DAY, ZoneInfo("Asia/Shanghai")).date()
        shelved = datetime.fromtimestamp(found[-1].at, ZoneInfo("Asia/Shanghai")).date()
        assert 1 <= (arrived - shelved).days <= 3
        assert found[1].place.en == "Osaka, Japan"
        for one in found:
            assert 8 <= datetime.fromtimestamp(one.at, ZoneInfo(one.zone)).hour <= 17
    nowhere = batch_journey(delivery(store, "sunscreen"))
    assert (nowhere[1].place.en, nowhere[1].zone) == ("Japan", "Asia/Tokyo")


def test_to_a_warehouse_abroad_goods_are_consigned_and_wait(store: Store) -> None:
    for product, zones in (
        ("mask", ["Asia/Tokyo"] * 4),
        (
            "red",
            ["Asia/Tokyo", "Asia/Tokyo", "Europe/Paris", "Europe/Paris"],
        ),  # made in Japan, kept in Bordeaux
    ):
        found = batch_journey(delivery(store, product))
        assert [one.step for one in found][1:] == ["consigned", "stored_abroad", "shelved"]
        assert [one.zone for one in found] == zones
        made, consigned, stored = days(found)
        assert 9 <= made <= 31 and 3 <= consigned <= 9 and 2 <= stored <= 3
        assert found[-1].facts["pieces"] == found[1].facts["pieces"] == "42"


def test_goods_of_one_brand_travel_together_and_are_made_on_days_of_their_own(store: Store) -> None:
    one, other = (batch_journey(delivery(store, "sunscreen", number)) for number in (1, 2))
    assert one[1:] == other[1:]
    assert one[0].at != other[0].at


def test_the_number_on_the_carton(store: Store) -> None:
    name = batch_name(delivery(store, "sunscreen"), NOW)
    assert name.startswith("SU-26-1122-") and len(name) == 15
    assert not set(name[11:]) & set("01IO")
    assert batch_name(delivery(store, "sunscreen"), NOW, 6).startswith(name)
    assert batch_name(delivery(store, "sunscreen", 2), NOW) != name


def test_the_net_content_as_customs_wants_it(store: Store) -> None:
    whole = delivery(store, "sunscreen")
    assert whole.net == "30 ml"
    assert replace(whole, sku=replace(whole.sku, net_amount=Fraction(5, 2))).net == "2.5 ml"


@pytest.mark.parametrize("mode", ["bonded_1210", "direct_9610"])
def test_what_has_happened_to_a_parcel_is_told_as_far_as_it_has_come(store: Store, mode: str) -> None:
    house = store.catalogue.warehouse("ningbo" if mode == "bonded_1210" else "bordeaux")
    fated = plan("unit", mode)
    for count, (_, at) in enumerate(fated.stages):
        told = unit_journey(timeline(fated, at), house, 3, "90 ml")
        seen = [stage for stage, _ in fated.stages[: count + 1]]
        names = {"in_transit": "departed"}
        assert [one.step for one in told] == [
            names.get(stage, stage) for stage in seen if stage not in ("paid", "out_for_delivery")
        ]
        assert [one.at for one in told] == sorted(one.at for one in told)
    facts = {one.step: one.facts for one in told}
    assert (
        facts["released"].keys() == {"declaration", "net", "pieces"} and facts["released"]["net"] == "90 ml"
    )
    assert len(facts["released"]["declaration"]) == 11
    assert facts["delivered"] == {"waybill": fated.tracking_number}
