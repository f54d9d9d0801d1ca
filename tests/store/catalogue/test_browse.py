"""The trees: everything once, goods counted all the way up, found by what is typed."""

from __future__ import annotations

from store import Store
from store.catalogue.records import Brand, Category
from store.words import Bilingual


def test_goods_count_all_the_way_up(store: Store) -> None:
    tree = store.browse.tree("categories")
    assert tree.nodes["category:skincare"].goods == tree.nodes["category:skincare/all"].goods == 2
    assert [tree.nodes[key].parent for key in tree.children["category:wine"]] == ["category:wine"]
    store.catalogue.add_category(Category("skincare/all/sun", "skincare/all", Bilingual("防晒", "Sun")), 0)
    with store.transaction() as connection:
        connection.execute("UPDATE products SET category_id = 'skincare/all/sun' WHERE id = 'mask'")
    tree = store.browse.tree("categories")
    assert tree.nodes["category:skincare/all/sun"].goods == 1
    assert tree.nodes["category:skincare"].goods == 2
    assert [node.key for node in tree.path("category:skincare/all/sun")] == [
        "category:skincare",
        "category:skincare/all",
    ]
    assert {c.id: c.goods for c in store.catalogue.categories()} == {"skincare": 2, "wine": 1, "digital": 1}


def test_brands_lie_under_their_country_and_their_letter(store: Store) -> None:
    countries, brands = store.browse.tree("countries"), store.browse.tree("brands")
    assert countries.children[""][0] == "country:JP"
    assert len(countries.children["country:JP"]) == 4
    assert brands.children["letter:S"] == ("brand:brand-sunscreen",)
    for tree in (countries, brands):
        placed = [key for keys in tree.children.values() for key in keys]
        assert sorted(placed) == sorted(tree.nodes)


def test_typing_finds_the_beginning_of_names_first(store: Store) -> None:
    for number, name in enumerate(("海盐面膜", "面膜", "夜用面膜")):
        store.catalogue.add_category(Category(f"x/{number}", "skincare", Bilingual.same(name)), 0)
    tree = store.browse.tree("categories")
    assert [tree.nodes[key].name.zh for key in tree.matches("面膜")] == ["面膜", "海盐面膜", "夜用面膜"]
    assert tree.matches("ＷＩＮＥ")[0] == "category:wine"
    assert tree.matches(" ") == ()
    assert tree.matches("\x00\U0001f9f4" * 100) == ()


def test_removed_goods_leave_the_count(store: Store) -> None:
    with store.transaction() as connection:
        for table, column in (("stock_movements", "sku_id"), ("skus", "id")):
            connection.execute("DROP TRIGGER IF EXISTS stock_movements_remain")
            connection.execute(f"DELETE FROM {table} WHERE {column} LIKE 'amp%'")
        connection.execute("DELETE FROM products WHERE id = 'amp'")
    assert store.browse.tree("categories").nodes["category:digital"].goods == 0
    assert {c.code: c.goods for c in store.catalogue.countries()}["JP"] == 3


def test_the_most_goods_come_first_and_letters_in_their_order(store: Store) -> None:
    for key, latin, country in (
        ("a", "Zeta", "JP"),
        ("b", "alpha", "JP"),
        ("c", "9lives", "FR"),
        ("d", "Äther", "FR"),
    ):
        store.catalogue.add_brand(Brand(key, Bilingual.same(key), latin, country, Bilingual.same("")))
    with store.transaction() as connection:
        connection.execute("UPDATE products SET brand_id = 'brand-sunscreen' WHERE id = 'mask'")
    countries, brands = store.browse.tree("countries"), store.browse.tree("brands")
    assert countries.children[""] == ("country:JP", "country:CN", "country:FR")
    assert countries.children["country:JP"] == (
        "brand:brand-sunscreen", "brand:brand-amp", "brand:brand-red", "brand:b", "brand:brand-mask", "brand:a",
    )  # fmt: skip
    assert brands.children[""] == (
        "letter:A", "letter:M", "letter:R", "letter:S", "letter:Z", "letter:#",
    )  # fmt: skip
    assert brands.children["letter:A"] == ("brand:b", "brand:brand-amp")
    assert set(brands.children["letter:#"]) == {"brand:c", "brand:d"}
    assert {key: brands.nodes[f"letter:{key}"].goods for key in "AMS"} == {"A": 1, "M": 0, "S": 2}


def test_the_first_letter_alone_decides(store: Store) -> None:
    for key, latin in (("x", "A1"), ("y", "Aé"), ("z", "1A")):
        store.catalogue.add_brand(Brand(key, Bilingual.same(key), latin, "JP", Bilingual.same("")))
    children = store.browse.tree("brands").children
    assert {"brand:x", "brand:y"} <= set(children["letter:A"])
    assert children["letter:#"] == ("brand:z",)
