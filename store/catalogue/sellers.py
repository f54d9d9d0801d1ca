"""Rows of merchants and warehouses as records, and back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
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


def merchant_row(merchant: Merchant) -> tuple[Any, ...]:
    """Return the columns of a merchant, in the order of the table."""
    return (
        merchant.id,
        merchant.name.zh,
        merchant.name.en,
        merchant.kind,
        merchant.country,
        merchant.since,
        merchant.score,
        merchant.story.zh,
        merchant.story.en,
        merchant.entity.zh,
        merchant.entity.en,
        merchant.service_hours.zh,
        merchant.service_hours.en,
        merchant.aftersales_address.zh,
        merchant.aftersales_address.en,
        json.dumps(merchant.admission),
    )


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


def warehouse_row(warehouse: Warehouse) -> tuple[Any, ...]:
    """Return the columns of a warehouse, in the order of the table."""
    freight = warehouse.freight
    return (
        warehouse.id,
        warehouse.name.zh,
        warehouse.name.en,
        warehouse.country,
        warehouse.mode,
        place_json(warehouse.place),
        place_json(warehouse.port) if warehouse.port else None,
        freight.first_fen,
        freight.first_g,
        freight.extra_fen,
        freight.extra_g,
        freight.free_over_fen,
        *warehouse.days,
    )


def place_json(place: Place) -> str:
    """Return a place as the JSON text the database keeps."""
    return json.dumps(asdict(place), ensure_ascii=False, separators=(",", ":"))


def place_of(text: str) -> Place:
    """Read a place back from its JSON text."""
    fields = json.loads(text)
    return Place(**{**fields, "name": Bilingual(**fields["name"])})
