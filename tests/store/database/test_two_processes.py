"""Two processes over one file: what the one changes, the other sees."""

from __future__ import annotations

import subprocess
import sys

import pytest

from store import Store
from store.clock import FixedClock
from tests.small_world import NOW

CHANGE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE merchants SET name_zh = '新名字' WHERE id = 'fulishe'")
connection.execute("UPDATE warehouses SET first_fen = 4321 WHERE id = 'ningbo'")
connection.execute("UPDATE brands SET name_zh = '新牌子' WHERE id = 'brand-mask'")
connection.commit()
"""


def test_a_merchant_and_a_warehouse_changed_by_another_process_are_seen(store: Store) -> None:
    before = store.catalogue.product("mask")
    assert before.merchant.name.zh == "福利社"
    assert store.catalogue.warehouse("ningbo").freight.first_fen == 1_000
    subprocess.run([sys.executable, "-c", CHANGE, str(store.database.path)], check=True)
    after = store.catalogue.product("mask")
    assert (after.merchant.name.zh, after.brand.name.zh) == ("新名字", "新牌子")
    assert store.catalogue.warehouse("ningbo").freight.first_fen == 4_321
    assert store.cart.priced("alan", [store.cart.wish("sunscreen-30", 1)]).freight_fen == 4_321


def test_a_second_store_over_the_file_sees_them_too(store: Store) -> None:
    other = Store.open(store.database.path, FixedClock(NOW))
    assert other.catalogue.merchant("fulishe").name.zh == "福利社"
    with store.transaction() as connection:
        connection.execute("UPDATE merchants SET name_zh = '甲' WHERE id = 'fulishe'")
    assert store.catalogue.merchant("fulishe").name.zh == "甲"
    assert other.catalogue.merchant("fulishe").name.zh == "甲"
    other.close()


ANOTHER = """
import sys
from pathlib import Path
from store import Store
from store.catalogue.records import Brand
from store.words import NOTHING, Bilingual
store = Store.open(Path(sys.argv[1]))
store.catalogue.add_brand(Brand("new", Bilingual("新", "New"), "NEW", "JP", NOTHING))
with store.transaction() as connection:
    connection.execute("UPDATE products SET brand_id = 'new' WHERE id = 'mask'")
    connection.execute("UPDATE categories SET parent = 'digital' WHERE id = 'skincare/all'")
store.search.prepare()
"""


def test_a_brand_and_a_place_in_the_tree_from_another_process_narrow_the_search(store: Store) -> None:
    brand, tree = {"brand": frozenset({"new"})}, {"category": frozenset({"digital"})}
    assert store.search.find("面膜", "alan", choices=brand).products == ()
    store.search.find("面膜", "alan")
    subprocess.run([sys.executable, "-c", ANOTHER, str(store.database.path)], check=True)
    assert [card.id for card in store.search.find("面膜", "alan", choices=brand).products] == ["mask"]
    assert [card.id for card in store.search.find("面膜", "alan", choices=tree).products] == ["mask"]
    assert store.search.naming.above("skincare/all") == ("digital", "skincare/all")


def test_what_was_taken_back_is_not_remembered(store: Store) -> None:
    for word in ("乙", "丙"):
        with pytest.raises(ZeroDivisionError), store.transaction() as connection:
            connection.execute("UPDATE merchants SET name_zh = ? WHERE id = 'fulishe'", (word,))
            assert store.catalogue.merchant("fulishe").name.zh == word
            raise ZeroDivisionError
        with store.transaction():
            assert store.catalogue.merchant("fulishe").name.zh == "福利社"
