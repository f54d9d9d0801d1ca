"""Checks of the books: each is computed again from the facts behind it, and compared."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from store.database.checks import Check
from store.money import half_up
from store.pricing.customs_tax import tax_day
from store.pricing.tax_rules import rule, single_limit, year_limit
from store.trade.book_checks import CHECKS as BOOKS
from store.trade.settlement import Part, paid, refunded, released, taken_back, total

Movement = tuple[str, str]
"""Kind and reference of what belongs together in the ledger."""
Shares = Mapping[str, int]
_AUTHENTIC = ("booked", "returned")


def ledger(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each movement of each order that is not what the order, its reversals and its rates make of it."""
    written: dict[str, dict[Movement, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in connection.execute("SELECT * FROM ledger_entries ORDER BY id"):
        written[row["order_id"]][row["kind"], row["reference"]][row["account"]] = row["fen"]
    query = """SELECT orders.*, order_sellers.kind AS merchant FROM orders
        LEFT JOIN order_sellers ON order_id = orders.id ORDER BY placed_at, orders.id"""
    for order in connection.execute(query).fetchall():
        found = written.pop(order["id"], {})
        due = _due(connection, order, list(found))
        for movement in dict.fromkeys([*due, *found]):
            if found.get(movement, {}) != {k: v for k, v in due.get(movement, {}).items() if v}:
                yield " ".join(part for part in (order["id"], *movement) if part)
    yield from written


def _due(connection: sqlite3.Connection, order: sqlite3.Row, found: list[Movement]) -> dict[Movement, Shares]:
    """Return what the ledger of an order should hold; ``found`` tells what came before the release."""
    lines = connection.execute("SELECT * FROM order_lines WHERE order_id = ?", (order["id"],))
    whole, back = total(_whole(line) for line in lines.fetchall()), _reversed(connection, order["id"])
    due: dict[Movement, Shares] = {}
    if order["paid_at"] is not None:
        due["pay", ""] = paid(whole)
    out = ("release", "")
    late = found[found.index(out) :] if out in found else []
    for reference, part in back.items():
        after = ("refund", reference) in late
        due["refund", reference] = taken_back(part, order["merchant"]) if after else refunded(part)
    if order["payment"] == "released":
        left = whole - total(part for reference, part in back.items() if ("refund", reference) not in late)
        due[out] = released(left, order["merchant"], order["method"])
    fen = order["total_fen"] - order["tender_fen"]
    for reference in _came_too_late(connection, order["id"]):
        if ("pay", reference) in found:
            due["pay", reference] = {"buyer": -fen, "escrow": fen}
            due["refund", reference] = {"buyer": fen, "escrow": -fen}
    return due


def _whole(line: sqlite3.Row) -> Part:
    """Return all of a line's money as a part, as it was when ordered."""
    return Part(
        line["goods_fen"],
        line["freight_fen"],
        line["tariff_fen"] + line["consumption_fen"] + line["vat_fen"],
        line["merchant_tender_fen"],
        line["tender_fen"] - line["merchant_tender_fen"],
        line["points_fen"],
    )


def _reversed(connection: sqlite3.Connection, order_id: str) -> dict[str, Part]:
    """Return what each reference took back of an order."""
    parts: dict[str, Part] = {}
    for row in connection.execute("SELECT * FROM line_reversals WHERE order_id = ?", (order_id,)):
        part = Part(*(row[name] for name in Part.__slots__))
        parts[row["reference"]] = parts.get(row["reference"], Part()) + part
    return parts


def _came_too_late(connection: sqlite3.Connection, order_id: str) -> list[str]:
    """Return the providers' answers whose money for this order went straight back."""
    query = """SELECT reference, effect FROM provider_answers JOIN payment_orders USING (payment_id)
        WHERE order_id = ? ORDER BY at, reference"""
    answers = connection.execute(query, (order_id,)).fetchall()
    return [row["reference"] for row in answers if row["effect"] in _AUTHENTIC]


def taxes(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each line whose taxes are not those of its value, its rates and its day.

    What is over the limit of one transaction is left out: its duty is that of a class the order does not
    keep.
    """
    query = """SELECT order_lines.*, placed_at, orders.goods_fen + orders.freight_fen AS base_fen
        FROM order_lines JOIN orders ON orders.id = order_id ORDER BY placed_at, orders.id, position"""
    for line in connection.execute(query):
        day = tax_day(line["placed_at"])
        if line["base_fen"] <= single_limit(day) and not _taxed_right(line, day):
            yield f"{line['order_id']} {line['position']}"


def _taxed_right(line: sqlite3.Row, day: date) -> bool:
    """Tell whether a line's taxes follow from its price and the rules of its day."""
    base, share = line["goods_fen"] + line["freight_fen"], rule("share", day)
    consumption_rate, vat_rate = Fraction(line["consumption_rate"]), Fraction(line["vat_rate"])
    consumption = base / (1 - consumption_rate) * consumption_rate
    vat = (base + consumption) * vat_rate
    due = (0, half_up(consumption * share), half_up(vat * share))
    return due == (line["tariff_fen"], line["consumption_fen"], line["vat_fen"])


def year_limits(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each order that took a person over the year's limit (invariant 15)."""
    used: dict[tuple[str, int], int] = defaultdict(int)
    for row in connection.execute("SELECT * FROM quota_entries ORDER BY id"):
        person = row["quota_key"], row["year"]
        used[person] += row["fen"] if row["kind"] == "reserve" else -row["fen"]
        if used[person] > year_limit(date(row["year"], 12, 31)):
            yield row["reference"]


def moves(connection: sqlite3.Connection) -> Iterator[str]:
    """Play the events of orders and returns again, and name each move that was never allowed."""
    from store.trade.orders import MOVES, PAYMENT_MOVES
    from store.trade.return_terms import MOVES as RETURN_MOVES

    orders = "SELECT order_id, state, payment FROM order_events ORDER BY id"
    returns = "SELECT return_id, state FROM return_events ORDER BY id"
    yield from _played(connection, orders, ("pending_payment", "created"), (MOVES, PAYMENT_MOVES))
    yield from _played(connection, returns, ("requested",), (RETURN_MOVES,))


def _played(
    connection: sqlite3.Connection,
    query: str,
    beginning: tuple[str, ...],
    machines: tuple[Mapping[Any, tuple[Any, ...]], ...],
) -> Iterator[str]:
    """Yield keys whose recorded states do not begin or go on as the state machines allow."""
    before: dict[str, tuple[str, ...]] = {}
    for key, *states in connection.execute(query):
        old = before.get(key)
        before[key] = tuple(states)
        if old is None:
            if before[key] != beginning:
                yield f"{key} -> {states[0]}"
            continue
        for machine, was, now in zip(machines, old, states, strict=True):
            if was != now and now not in machine.get(was, ()):
                yield f"{key} {was} -> {now}"


CHECKS: dict[str, Check] = {
    **BOOKS,
    "ledger-rewritten": ledger,
    "taxes-assessed": taxes,
    "year-limits": year_limits,
    "events-replayed": moves,
}
"""What is compared, by the name of its check."""
