"""The health of a world: what is in it, and whether its books agree when they are added up again.

Each room knows what to look at in its own tables (its ``checks.py``); here they are asked one after another.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import islice
from typing import Any

from store.catalogue.checks import CHECKS as CATALOGUE
from store.community.checks import CHECKS as COMMUNITY
from store.database.base import Database
from store.database.checks import CHECKS as DATABASE
from store.database.checks import Check
from store.errors import StoreError
from store.feed.checks import CHECKS as FEED
from store.logistics.checks import CHECKS as LOGISTICS
from store.offers.checks import CHECKS as OFFERS
from store.pricing.checks import CHECKS as PRICING
from store.provenance.checks import CHECKS as PROVENANCE
from store.search.checks import checks as search_checks
from store.trade.checks import CHECKS as TRADE

COUNTED = (
    "people",
    "notes",
    "comments",
    "countries",
    "brands",
    "categories",
    "merchants",
    "products",
    "skus",
    "orders",
    "parcels",
)

MOST_NAMED = 5
UNREADABLE = (sqlite3.DatabaseError, StoreError, ValueError, ArithmeticError, LookupError)
"""What is raised over rows that no program of ours has written."""

ORDER = (
    "database-whole",
    "foreign-keys",
    "ledger-balanced",
    "escrow-held",
    "refunds-within-payments",
    "order-sums",
    "order-cuts",
    "order-tender",
    "reversed-within-lines",
    "return-events",
    "returned-and-written",
    "disputes-hold-escrow",
    "coupons-within-limits",
    "coupons-of-orders",
    "compensations-granted",
    "payments-asked",
    "booked-once",
    "paid-and-answered",
    "points-of-orders",
    "points-not-negative",
    "order-events",
    "stock-not-negative",
    "stock-reserved",
    "quota-of-orders",
    "quota-of-cancelled-pieces",
    "quota-freed-once",
    "mentions-counted",
    "parcels-of-paid-orders",
    "ledger-rewritten",
    "taxes-assessed",
    "year-limits",
    "events-replayed",
    "provenance",
    "topics-of-notes",
    "interests-replayed",
    "tallies-counted",
    "heat-replayed",
    "search-index",
    "search-postings",
)
"""The checks as they are told, by what each relies on: the file, money, goods, the rest."""


def examine(database: Database, on: date) -> dict[str, Any]:
    """Return ``{"counts": {name: number or None}, "checks": [{"name", "ok", "detail"}]}``.

    ``detail`` names at most five of what does not agree, the first of them first; ``on`` is today in Beijing,
    whose prices count.
    """
    connection = database.read()
    checks = all_checks(on)
    return {
        "counts": {name: _count(connection, name) for name in COUNTED},
        "checks": [_result(name, checks[name], connection) for name in ORDER],
    }


def all_checks(on: date) -> dict[str, Check]:
    """Return the checks of all rooms by their names; ``on`` is the day whose prices count."""
    rooms = (DATABASE, TRADE, OFFERS, CATALOGUE, PRICING, LOGISTICS, COMMUNITY, PROVENANCE, FEED)
    return {name: look for room in (*rooms, search_checks(on)) for name, look in room.items()}


def _count(connection: sqlite3.Connection, table: str) -> int | None:
    """Return how many rows there are, ``None`` where the file cannot be read any more."""
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _result(name: str, look: Check, connection: sqlite3.Connection) -> dict[str, Any]:
    try:
        found = list(islice(look(connection), MOST_NAMED))
    except UNREADABLE as error:
        found = [str(error)]
    return {"name": name, "ok": not found, "detail": ", ".join(found)}
