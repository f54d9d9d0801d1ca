"""A broad world: a million notes about 30,000 tags and 220,000 goods of 26,000 brands in 5,300 leaves.

Only numbers vary, texts do not: it is for measuring the feed, the picks and the trees.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from fixtures.world import open_world
from store.database.rows import insert_many
from store.exchange.bulk import COLUMNS

TAGS, BRANDS, LEAVES = 30_000, 26_000, 5_300
STEP = 50_000


def broad_world(path: Path, notes: int, now: int, goods: int = 220_000) -> None:
    """Make the world at ``path``; the same every time."""
    store = open_world(path, now=now)
    chance = random.Random(7)
    with store.transaction() as connection:
        shelves = [row[0] for row in connection.execute("SELECT id FROM categories WHERE parent IS NULL")]
        countries = [row[0] for row in connection.execute("SELECT code FROM countries")]
        product = list(connection.execute("SELECT * FROM products ORDER BY id LIMIT 1").fetchone())
        sku = list(connection.execute("SELECT * FROM skus ORDER BY id LIMIT 1").fetchone())
        insert_many(
            connection,
            "categories",
            COLUMNS["categories"],
            ((f"leaf-{n}", shelves[n % 16], f"叶子{n}", f"Leaf {n}", "", n) for n in range(LEAVES)),
        )
        insert_many(
            connection,
            "brands",
            COLUMNS["brands"],
            (
                (f"brand-{n}", f"牌子{n}", f"Brand {n}", _latin(n), countries[n % len(countries)], "", "")
                for n in range(BRANDS)
            ),
        )
        product[1:3] = ["", ""]
        columns = [row[1] for row in connection.execute("PRAGMA table_info(products)")]
        place = {name: columns.index(name) for name in ("brand_id", "category_id", "other_saves", "origin")}

        def products() -> Iterator[list[object]]:
            for n in range(goods):
                row = list(product)
                row[0] = f"goods-{n}"
                row[place["brand_id"]], row[place["category_id"]] = (
                    f"brand-{n % BRANDS}",
                    f"leaf-{n % LEAVES}",
                )
                row[place["origin"]], row[place["other_saves"]] = countries[n % len(countries)], n % 9_973
                yield row

        insert_many(connection, "products", columns, products())
        insert_many(
            connection,
            "skus",
            COLUMNS["skus"],
            ([f"sku-{n}", f"goods-{n}", *sku[2:]] for n in range(goods)),
        )
    _notes(store, chance, notes, goods, now)
    while store.interests.topics.catch_up(20_000):
        pass
    store.close()


def _latin(number: int) -> str:
    return f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}ra{number}"


def _notes(store, chance: random.Random, notes: int, goods: int, now: int) -> None:  # type: ignore[no-untyped-def]
    connection = store.database.read()
    columns = COLUMNS["notes"]
    query = f"SELECT {', '.join(columns)} FROM notes ORDER BY id LIMIT 1"
    model = list(connection.execute(query).fetchone())
    shelves = [row[0] for row in connection.execute("SELECT id FROM categories WHERE parent IS NULL")]
    authors = [row[0] for row in connection.execute("SELECT id FROM people WHERE role <> 'buyer'")]
    at = {name: columns.index(name) for name in columns}
    model[at["body_zh"]] = model[at["body_en"]] = ""
    model[at["pictures"]] = f"[{model[at['cover']]}]"
    for start in range(0, notes, STEP):
        rows, links = [], []
        for n in range(start, min(notes, start + STEP)):
            row = list(model)
            tags = {int(TAGS * chance.random() ** 3) for _ in range(3)}
            published = now - chance.randrange(400 * 86_400)
            row[0] = f"n{n}"
            row[at["title_zh"]], row[at["title_en"]] = f"笔记{n}", f"Note {n}"
            row[at["category_id"]], row[at["author_id"]] = chance.choice(shelves), chance.choice(authors)
            row[at["tags"]] = json.dumps([{"zh": f"标签{tag}", "en": f"tag {tag}"} for tag in tags])
            row[at["published_at"]] = published
            row[at["warmth"]] = published + chance.randrange(6 * 86_400)
            rows.append(row)
            if n % 2:
                links.append((f"n{n}", 0, f"goods-{int(goods * chance.random() ** 2)}"))
        with store.transaction() as connection:
            insert_many(connection, "notes", columns, rows)
            insert_many(connection, "note_products", COLUMNS["note_products"], links)
