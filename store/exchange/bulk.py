"""Filling a big world: many rows a transaction, each transaction with the record of how far it got.

Meanwhile nothing is written down as changed and foreign keys are not looked at (the doctor does that in the
end); whoever fills a world gives rows in the order of ``COLUMNS``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from store.database.base import Database
from store.database.rows import insert_many
from store.database.settings import drop_setting, keep_setting, setting
from store.database.sqlite import bulk
from store.errors import StoreError

_LOADING, _PROGRESS = "loading", "scale"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "categories": ("id", "parent", "name_zh", "name_en", "icon", "position"),
    "brands": ("id", "name_zh", "name_en", "latin", "country", "story_zh", "story_en"),
    "merchants": (
        "id", "name_zh", "name_en", "kind", "country", "since", "score", "story_zh", "story_en", "entity_zh",
        "entity_en", "service_hours_zh", "service_hours_en", "aftersales_address_zh", "aftersales_address_en",
        "admission",
    ),
    "people": (
        "id", "role", "name_zh", "name_en", "age", "city_zh", "city_en", "bio_zh", "bio_en", "facts_zh",
        "facts_en", "other_followers",
    ),
    "products": (
        "id", "brand_id", "category_id", "merchant_id", "title_zh", "title_en", "blurb_zh", "blurb_en", "origin",
        "tax_class", "hs_code", "return_rule", "adult", "rating", "reviews", "other_saves", "picture",
    ),
    "skus": (
        "id", "product_id", "position", "name_zh", "name_en", "price_fen", "origin_currency", "origin_amount",
        "net_amount", "net_unit", "weight_g", "warehouse_id",
    ),
    "stock_movements": ("sku_id", "kind", "quantity", "reference", "at"),
    "notes": (
        "id", "kind", "verdict", "author_id", "category_id", "title_zh", "title_en", "body_zh", "body_en",
        "city_zh", "city_en", "cover", "pictures", "tags", "adult", "views", "other_likes", "other_saves",
        "published_at", "warmth",
    ),
    "note_products": ("note_id", "position", "product_id"),
}  # fmt: skip
"""The columns of each table that is filled, in the order in which rows are given."""


class BulkLoad:
    """One filling of one world."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def progress(self) -> dict[str, Any] | None:
        """How far an earlier filling got; ``None`` when there was none."""
        found = setting(self._database.read(), _PROGRESS)
        return json.loads(found) if found else None

    @contextmanager
    def under_way(self, progress: Mapping[str, Any]) -> Iterator[None]:
        """Hold the world ready for many rows; ``progress`` is what is recorded before the first of them.

        Raises ``StoreError("disk_full", path=...)`` when there is no more room; what was written stays.
        """
        connection = self._database.read()
        try:
            with bulk(connection):
                with self._database.write():
                    keep_setting(connection, _LOADING, "1")
                    if self.progress is None:
                        keep_setting(connection, _PROGRESS, json.dumps(progress))
                yield
        except sqlite3.OperationalError as error:
            if "full" not in str(error) and "disk I/O" not in str(error):
                raise
            raise StoreError("disk_full", path=str(self._database.path)) from error

    def write(self, rows: Mapping[str, Sequence[tuple[Any, ...]]], progress: Mapping[str, Any]) -> None:
        """Write rows by table, each in the order of ``COLUMNS``, and how far that got, all or nothing."""
        with self._database.write() as connection:
            for table, some in rows.items():
                insert_many(connection, table, COLUMNS[table], some)
            keep_setting(connection, _PROGRESS, json.dumps(progress))

    def finish(self, progress: Mapping[str, Any]) -> None:
        """Count notes by the products they mention, and let changes be written down again."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM product_mentions")
            connection.execute(
                """INSERT INTO product_mentions (product_id, verdict, notes) SELECT product_id, verdict, COUNT(*) FROM note_products
                   JOIN visible_notes ON visible_notes.id = note_id GROUP BY product_id, verdict"""
            )
            drop_setting(connection, _LOADING)
            keep_setting(connection, _PROGRESS, json.dumps(progress))
