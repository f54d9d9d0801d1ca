"""A world of a handful: two buyers, two creators, four products in three warehouses, six notes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from store import Store
from store.catalogue.records import (
    Brand,
    Category,
    Country,
    FreightRule,
    Merchant,
    Place,
    Product,
    Sku,
    SupplyMode,
    Warehouse,
)
from store.clock import FixedClock
from store.community.records import Person
from store.offers.records import Offer
from store.pictures import PictureSpec
from store.trade.records import Address
from store.words import NOTHING, Bilingual

Fill = Callable[[Store], None]
_FILLED: dict[tuple[Fill, ...], bytes] = {}
NOW = 1_795_333_320  # 2026-11-22 15:42 in Shanghai
HOUR = 3_600

JAPAN = Country("JP", Bilingual("日本", "Japan"), "JPY")
FRANCE = Country("FR", Bilingual("法国", "France"), "EUR")
CHINA = Country("CN", Bilingual("中国", "China"), "CNY")
NINGBO = Place(Bilingual("宁波", "Ningbo"), 29.87, 121.54, "Asia/Shanghai", "3104")
OSAKA = Place(Bilingual("大阪", "Osaka"), 34.69, 135.5, "Asia/Tokyo")
BORDEAUX = Place(Bilingual("波尔多", "Bordeaux"), 44.84, -0.58, "Europe/Paris")
SHANGHAI_PORT = Place(Bilingual("上海浦东机场", "Shanghai Pudong"), 31.15, 121.8, "Asia/Shanghai", "2233")


def open_small(path: Path, *more: Fill) -> Store:
    """Open a store at ``path`` that is filled, and has ``more`` in it; its clock stands still.

    A process fills each kind of world once and copies it from then on: 3 ms instead of 80.
    """
    if more not in _FILLED:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first.db"
            store = Store.open(first, FixedClock(NOW))
            _fill(store)
            for fill in more:
                fill(store)
            store.close()
            _FILLED[more] = first.read_bytes()
    path.touch(0o600)
    path.write_bytes(_FILLED[more])
    return Store.open(path, FixedClock(NOW))


def _fill(store: Store) -> None:
    with store.transaction():
        _people(store)
        _sellers(store)
        _goods(store)
        _notes(store)
        _buyers(store)
    store.world.buyer = "alan"


def plan_offers(store: Store) -> None:
    """Let a cut, a set, a coupon and a code run, and give the first buyer points."""
    until = NOW + 400 * 86_400
    for offer in (
        Offer(
            "off-30",
            "threshold",
            Bilingual("满200减30", "30 off 200"),
            0,
            until,
            min_fen=20_000,
            off_fen=3_000,
        ),
        Offer(
            "set-2",
            "bundle",
            Bilingual("防晒面膜组", "Sun and mask set"),
            0,
            until,
            off_fen=1_500,
            parts={"sunscreen-30": 1, "mask-7": 1},
        ),
        Offer(
            "first-25",
            "coupon",
            Bilingual("新人券", "First order"),
            0,
            until,
            off_fen=2_500,
            audience="newcomers",
        ),
        Offer(
            "code-20",
            "coupon",
            Bilingual("博主口令", "Creator's code"),
            0,
            until,
            percent=5,
            most_fen=2_000,
            audience="holders",
            code="HELLO",
            uses=1,
            alone=True,
        ),
    ):
        store.offers.add(offer)
    store.offers.add_points("alan", 1_234, "gift", "welcome")


def _people(store: Store) -> None:
    shanghai, wuhan = Bilingual("上海", "Shanghai"), Bilingual("武汉", "Wuhan")
    for key, name, role, city in (
        ("alan", Bilingual("阿岚", "Alan"), "buyer", shanghai),
        ("xiaoman", Bilingual("小满", "Xiaoman"), "buyer", Bilingual("南京", "Nanjing")),
        ("ali", Bilingual("阿栗骑车上班", "Ali rides to work"), "creator", wuhan),
        ("mum", Bilingual("豆豆妈", "Doudou's mum"), "creator", shanghai),
    ):
        bio = Bilingual("自费购买", "pays for it all")
        store.people.add(Person(key, name, role, 28, city, bio, NOTHING, 12_000))  # type: ignore[arg-type]


def _buyers(store: Store) -> None:
    for buyer in ("alan", "xiaoman"):
        for label, street in (
            (Bilingual("家", "Home"), "安福路 12 号"),
            (Bilingual("公司", "Office"), "南京西路 8 号"),
        ):
            region = Bilingual("上海 徐汇", "Xuhui, Shanghai")
            store.buyers.add_address(
                buyer,
                Address(0, label, "阿岚", "138****2046", region, Bilingual(street, street), 31.21, 121.45),
            )
        store.buyers.keep_identity(buyer, "*岚", "3101**********204X", f"secret of {buyer}")


def _sellers(store: Store) -> None:
    catalogue = store.catalogue
    for country in (JAPAN, FRANCE, CHINA):
        catalogue.add_country(country)
    for key, name, icon in (
        ("skincare", Bilingual("护肤", "Skincare"), "tube"),
        ("wine", Bilingual("酒", "Wine"), "wine"),
        ("digital", Bilingual("数码影音", "Digital"), "headphones"),
    ):
        catalogue.add_category(Category(key, None, name, icon), 0)
        catalogue.add_category(Category(f"{key}/all", key, name), 0)
    for key, kind in (("fulishe", "own"), ("chateau", "flagship")):
        name = Bilingual("福利社", "Fulishe") if kind == "own" else Bilingual("蓝兔庄园", "Blue Rabbit")
        catalogue.add_merchant(
            Merchant(key, name, kind, "FR", 2014, 4.9, name, name, name, name, ("dispatch_120h",))  # type: ignore[arg-type]
        )
    free, mail = FreightRule(1_000, 1_000, 500, 500, 8_800), FreightRule(1_500, 500, 800, 500, None)
    _warehouse(store, "ningbo", "bonded_1210", NINGBO, None, free)
    _warehouse(store, "osaka", "direct_9610", OSAKA, SHANGHAI_PORT, mail)
    _warehouse(store, "bordeaux", "overseas_9610", BORDEAUX, SHANGHAI_PORT, mail)


def _warehouse(
    store: Store, key: str, mode: SupplyMode, place: Place, port: Place | None, freight: FreightRule
) -> None:
    country = "CN" if port is None else "JP" if key == "osaka" else "FR"
    store.catalogue.add_warehouse(Warehouse(key, place.name, country, mode, place, port, freight, (2, 4)))


def _goods(store: Store) -> None:
    _product(store, "sunscreen", Bilingual("水感防晒", "Aqua Sunscreen"), "skincare", "fulishe", "cosmetics",
             [("sunscreen-30", "30 ml", 7_900, "30", "ml", "ningbo", 42), ("sunscreen-60", "60 ml", 13_900, "60", "ml", "ningbo", 1)])  # fmt: skip
    _product(store, "mask", Bilingual("米糠面膜", "Rice Mask"), "skincare", "fulishe", "cosmetics",
             [("mask-7", "7", 4_200, "7", "sheet", "osaka", 10)])  # fmt: skip
    _product(store, "red", Bilingual("蓝兔干红", "Blue Rabbit Red"), "wine", "chateau", "wine",
             [("red-750", "750 ml", 11_800, "750", "ml", "bordeaux", 0)], adult=True)  # fmt: skip
    _product(store, "amp", Bilingual("耳机放大器", "Headphone Amplifier"), "digital", "fulishe", "electronics",
             [("amp-1", "1", 568_000, "1", "piece", "ningbo", 5)])  # fmt: skip


def _product(
    store: Store, key: str, title: Bilingual, category: str, merchant: str, tax: str,
    skus: list[tuple[str, str, int, str, str, str, int]], adult: bool = False,
) -> None:  # fmt: skip
    brand = Brand(f"brand-{key}", Bilingual("柚月", "YUZUKI"), key.upper(), "JP", NOTHING)
    store.catalogue.add_brand(brand)
    records = tuple(
        Sku(i, key, Bilingual.same(name), price, "JPY", "1650", Fraction(net), unit, 62, place, 0)  # type: ignore[arg-type]
        for i, name, price, net, unit, place, _stock in skus
    )
    store.catalogue.add_product(
        Product(
            key, title, Bilingual("一支好防晒", "A good one"), brand,
            Category(f"{category}/all", category, NOTHING), store.catalogue.merchant(merchant), JAPAN,
            tax, "3304990090", "unopened", adult, 4.6, 312, 1_284, PictureSpec((key,), palette="sky"), records,
        )
    )  # fmt: skip
    for sku in skus:
        if sku[6]:
            store.stock.move(sku[0], "receive", sku[6], "seed")


def _notes(store: Store) -> None:
    lines = (
        "先报身份：混油，坐标武汉\n\n✅ 30秒成膜\n❌ 泵头按不出来",
        "Oily skin, Wuhan\n\n✅ Sets in 30 s\n❌ The pump",
    )
    for number, (author, goods, kind) in enumerate(
        (
            ("ali", ["sunscreen"], "review"),
            ("mum", ["sunscreen", "mask"], "compare"),
            ("ali", [], "travel"),
            ("mum", ["red"], "list"),
            ("ali", ["amp"], "warning"),
            ("mum", ["mask"], "daily"),
        )
    ):
        store.notes.add(
            note_id=f"note-{number}", kind=kind, verdict="recommend", author_id=author, category_id="skincare",  # type: ignore[arg-type]
            title=Bilingual(f"油皮夏天第{number}支！但这点我要骂它", f"Tube number {number} for my oily skin, and a scolding"),
            body=Bilingual(*lines), city=Bilingual("武汉", "Wuhan"),
            pictures=[PictureSpec(("tube",), palette=p, rows=9 + number % 5, seed=number) for p in ("sky", "peach")],
            tags=[Bilingual("油皮防晒", "oily skin")], product_ids=goods, published_at=NOW - HOUR * (number + 2),
            adult=goods == ["red"], views=41_000, likes=3_821 - number, saves=1_744,
        )  # fmt: skip
    first = store.notes.add_comment(
        "note-0", "mum", Bilingual("泵头那段笑死", "The pump part!"), NOW - HOUR, 326
    )
    store.notes.add_comment(
        "note-0", "ali", Bilingual("我剪开挖的", "I cut it open"), NOW - HOUR // 2, 88, first
    )
    store.notes.add_comment(
        "note-0", "xiaoman", Bilingual("蹲红色星期五", "Waiting for Red Friday"), NOW - 600, 23
    )
