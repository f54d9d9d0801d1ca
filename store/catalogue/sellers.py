"""Rows of merchants and warehouses as records, and back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from store.catalogue.records import Merchant, Place, Warehouse
from store.database.base import both
from store.pricing.records import FreightRule
from store.words import Bilingual


def merchant_of(row: sqlite3.Row) -> Merchant:
    """Return a row of ``merchants`` as a record."""
    return Merchant(
        id=row["id"],
        name=both(row, "name"),
        kind=row["kind"],
        country=row["country"],
        since=row["since"],
        score=row["score"],
        story=both(row, "story"),
        entity=both(row, "entity"),
        service_hours=both(row, "service_hours"),
        aftersales_address=both(row, "aftersales_address"),
        admission=tuple(json.loads(row["admission"])),
    )


def merchant_row(merchant: Merchant) -> dict[str, Any]:
    """Return a merchant as a row of ``merchants``."""
    return {
        "id": merchant.id,
        "name_zh": merchant.name.zh,
        "name_en": merchant.name.en,
        "kind": merchant.kind,
        "country": merchant.country,
        "since": merchant.since,
        "score": merchant.score,
        "story_zh": merchant.story.zh,
        "story_en": merchant.story.en,
        "entity_zh": merchant.entity.zh,
        "entity_en": merchant.entity.en,
        "service_hours_zh": merchant.service_hours.zh,
        "service_hours_en": merchant.service_hours.en,
        "aftersales_address_zh": merchant.aftersales_address.zh,
        "aftersales_address_en": merchant.aftersales_address.en,
        "admission": json.dumps(merchant.admission),
    }


def warehouse_of(row: sqlite3.Row) -> Warehouse:
    """Return a row of ``warehouses`` as a record."""
    return Warehouse(
        id=row["id"],
        name=both(row, "name"),
        country=row["country"],
        mode=row["mode"],
        place=place_of(row["place"]),
        port=place_of(row["port"]) if row["port"] else None,
        freight=FreightRule(
            row["first_fen"], row["first_g"], row["extra_fen"], row["extra_g"], row["free_over_fen"]
        ),
        days=(row["days_min"], row["days_max"]),
    )


def warehouse_row(warehouse: Warehouse) -> dict[str, Any]:
    """Return a warehouse as a row of ``warehouses``."""
    freight = warehouse.freight
    least, most = warehouse.days
    return {
        "id": warehouse.id,
        "name_zh": warehouse.name.zh,
        "name_en": warehouse.name.en,
        "country": warehouse.country,
        "mode": warehouse.mode,
        "place": place_json(warehouse.place),
        "port": place_json(warehouse.port) if warehouse.port else None,
        "first_fen": freight.first_fen,
        "first_g": freight.first_g,
        "extra_fen": freight.extra_fen,
        "extra_g": freight.extra_g,
        "free_over_fen": freight.free_over_fen,
        "days_min": least,
        "days_max": most,
    }


def place_json(place: Place) -> str:
    """Return a place as the JSON text the database keeps."""
    return json.dumps(asdict(place), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1_024)
def place_of(text: str) -> Place:
    """Read a place back from its JSON text."""
    fields = json.loads(text)
    return Place(**{**fields, "name": Bilingual(**fields["name"])})
