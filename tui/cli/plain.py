"""The reading commands: their data, and the same as plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from store.errors import StoreError
from store.logistics.carriers import CARRIERS
from store.money import plain
from tui.i18n import day, hour, language, pick, t
from tui.text import pad

if TYPE_CHECKING:
    from store.shop import Store
    from store.trade.records import Order
    from store.words import Bilingual


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def search(store: Store, words: str, limit: int) -> dict[str, Any]:
    """Return what ``words`` find, best first; texts in the reader's language.

    ``shown`` is what was searched for in the end; ``partial`` tells that nothing has all the words.
    """
    store.search.prepare()
    found = store.search.find(words, store.world.buyer, limit, thorough=True)
    return {
        "words": words,
        "shown": found.shown,
        "partial": found.partial == 0 and bool(found.order),
        "totals": {
            kind: {"number": total.documents, "exact": total.exact} for kind, total in found.totals.items()
        },
        "notes": [
            {"id": n.id, "title": pick(n.title), "author": pick(n.author), "kind": n.kind, "likes": n.likes}
            for n in found.notes
        ],
        "products": [
            {
                "id": p.id,
                "title": pick(p.title),
                "brand": pick(p.brand),
                "price": plain(p.price_fen),
                "landed": plain(p.landed_fen),
            }
            for p in found.products
        ],
        "brands": [
            {"id": brand.id, "name": pick(brand.name), "latin": brand.latin} for brand in found.brands
        ],
        "people": [{"id": person.id, "name": pick(person.name)} for person in found.people],
        "tags": list(found.tags),
    }


def show_search(data: dict[str, Any]) -> None:
    """Print results a line each."""
    if data["shown"] != data["words"]:
        click.echo(t("search.showing", words=data["shown"]))
    if data["partial"]:
        click.echo(t("search.only-some"))
    if not data["notes"] and not data["products"]:
        click.echo(t("cli.nothing-found"))
    for brand in data["brands"]:
        click.echo(f"brand/{brand['id']}  {brand['name']} {brand['latin']}")
    for note in data["notes"]:
        click.echo(f"note/{note['id']}  {note['title']}  · {note['author']}")
    for product in data["products"]:
        click.echo(f"product/{product['id']}  {product['brand']} {product['title']}  ¥{product['landed']}")


class Steps:
    """A line of progress on a terminal, kept up to date; off a terminal a line a step."""

    def __init__(self) -> None:
        self._step = ""
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live and self._step:
            click.echo(err=True)

    def show(self, step: str, done: int, whole: int) -> None:
        """Say how far a step is."""
        line = t("cli.seed-step", step=t(f"cli.seed-{step}"), done=f"{done:,}", whole=f"{whole:,}")
        if self._live:
            click.echo(f"\r\x1b[2K{line}", nl=False, err=True)
        elif step != self._step:
            click.echo(line, err=True)
        self._step = step


def _order_fields(store: Store, order: Order) -> dict[str, Any]:
    """Return an order's state and sums as JSON fields."""
    tracking = store.parcels.of_order(order.id)
    return {
        "id": order.id,
        "state": order.state,
        "payment": order.payment,
        "merchant": _both(order.merchant),
        "placed_at": order.placed_at,
        "goods": plain(order.goods_fen),
        "freight": plain(order.freight_fen),
        "tax": plain(order.tax_fen),
        "tender": plain(order.tender_fen),
        "total": plain(order.payable_fen),
        "stage": tracking.stage if tracking else None,
    }


def orders(store: Store) -> dict[str, Any]:
    """Return all orders of the current buyer, newest first."""
    store.settling.settle(store.world.buyer)
    return {"orders": [_order_fields(store, order) for order in store.orders.list(store.world.buyer)]}


def show_orders(data: dict[str, Any]) -> None:
    """Print orders a line each."""
    if not data["orders"]:
        click.echo(t("cli.no-orders"))
    for entry in data["orders"]:
        state = t(f"world.order-{entry['state'].replace('_', '-')}")
        click.echo(
            f"{entry['id']}  {pad(state, 12)} {day(entry['placed_at'])}  {pad(entry['total'], 10, 'right')}"
        )


def order(store: Store, order_id: str) -> dict[str, Any]:
    """Return one order with its lines, its money and the events of its parcel."""
    store.settling.settle(store.world.buyer)
    found = store.orders.get(order_id)
    if found.buyer_id != store.world.buyer:
        raise StoreError("unknown_order", id=order_id)
    tracking = store.parcels.of_order(order_id)
    return _order_fields(store, found) | {
        "lines": [
            {
                "sku": line.sku_id,
                "title": _both(line.title),
                "quantity": line.quantity,
                "goods": plain(line.goods_fen),
                "freight": plain(line.freight_fen),
                "tax": plain(line.tax.tax_fen),
            }
            for line in found.lines
        ],
        "ledger": [
            {"kind": e.kind, "account": e.account, "amount": plain(e.fen)}
            for e in store.orders.ledger(order_id)
        ],
        "parcel": tracking
        and {
            "id": tracking.parcel_id,
            "carrier": tracking.carrier,
            "number": tracking.tracking_number,
            "events": [{"stage": e.stage, "at": e.at, "status": e.status} for e in tracking.events],
        },
    }


def show_order(data: dict[str, Any]) -> None:
    """Print one order as plain lines."""
    click.echo(f"{data['id']}  {t('world.order-' + data['state'].replace('_', '-'))}  ¥{data['total']}")
    for line in data["lines"]:
        name = line["title"][language()]
        click.echo(f"  {name} × {line['quantity']}  {line['goods']}")
    if data["parcel"]:
        carrier = CARRIERS.get(data["parcel"]["carrier"])
        click.echo(f"  {pick(carrier.name) if carrier else ''} {data['parcel']['number']}")
        for event in data["parcel"]["events"]:
            mark = {"past": "✓", "now": "◉", "future": "◌"}[event["status"]]
            stage = t(f"world.stage-{event['stage'].replace('_', '-')}")
            click.echo(f"  {mark} {day(event['at'])} {hour(event['at'])}  {stage}")


def show_doctor(data: dict[str, Any]) -> None:
    """Print counts and checks."""
    click.echo("  ".join(f"{n} {'?' if number is None else number}" for n, number in data["counts"].items()))
    for check in data["checks"]:
        click.echo(f"{'✓' if check['ok'] else '✗'} {check['name']}  {check['detail']}")


def show_tax(data: dict[str, Any]) -> None:
    """Print a taxed basket, an amount a line."""
    if data["reason"]:
        click.echo(t(f"cli.tax-{data['reason'].replace('_', '-')}"))
    for name in (
        "goods",
        "freight",
        "base",
        "tariff",
        "consumption_tax",
        "vat",
        "tax",
        "payable",
        "year_after",
    ):
        label = pad(t(f"cli.tax-{name.replace('_', '-')}"), 22)
        click.echo(f"{label}{pad(data[name], 12, 'right')}")
