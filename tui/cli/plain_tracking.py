"""Tracking without a screen: parcels as data and as plain lines, and what became of a carrier's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.errors import StoreError
from store.logistics.customs import declare
from tui.i18n import day, hour, language, t
from tui.text import pad

if TYPE_CHECKING:
    from store.logistics.records import Promise, Tracking
    from store.shop import Store

_SIGNS = {"past": "✓", "now": "◉", "future": "◌"}


def parcels(store: Store) -> dict[str, Any]:
    """Return all parcels of the current buyer, the newest order first."""
    store.settling.settle(store.world.buyer)
    orders = store.orders.list(store.world.buyer)
    found = ((order, store.parcels.of_order(order.id)) for order in orders)
    return {"parcels": [_fields(tracking) for _, tracking in found if tracking is not None]}


def show_parcels(data: dict[str, Any]) -> None:
    """Print parcels a line each."""
    if not data["parcels"]:
        click.echo(t("track.none"))
    for entry in data["parcels"]:
        stage = t(f"world.stage-{entry['stage'].replace('_', '-')}")
        click.echo(f"{entry['number']}  {pad(stage, 12)} {entry['progress']:>3} %  {entry['order']}")


def parcel(store: Store, number: str) -> dict[str, Any]:
    """Return one parcel by its number or its order; raises ``StoreError("unknown_parcel", id=)``."""
    store.settling.settle(store.world.buyer)
    plan = store.parcels.numbered(number)
    order_id = plan.order_id if plan else number
    facts, tracking = store.parcels.facts_of_order(order_id), store.parcels.of_order(order_id)
    if tracking is None or facts is None:
        raise StoreError("unknown_parcel", id=number)
    order = store.orders.get(order_id)
    if order.buyer_id != store.world.buyer:
        raise StoreError("unknown_parcel", id=number)
    declared = declare(order, store.buyers.identity(order.buyer_id), facts[0], facts[1], store.clock.now())
    return _fields(tracking) | {
        "promises": [_promise(tracking.dispatch), _promise(tracking.delivery)],
        "customs": {
            "number": declared.number,
            "state": declared.state,
            "steps": [{"state": step.state, "at": step.at} for step in declared.steps],
        },
        "events": [
            {
                "stage": event.stage,
                "at": event.at,
                "status": event.status,
                "place": {"zh": event.place.name.zh, "en": event.place.name.en},
            }
            for event in tracking.events
        ],
    }


def _fields(tracking: Tracking) -> dict[str, Any]:
    """Return where a parcel is as JSON fields."""
    return {
        "number": tracking.tracking_number,
        "order": tracking.order_id,
        "mode": tracking.mode,
        "service": tracking.service,
        "stage": tracking.stage,
        "progress": tracking.per_cent,
        "eta": [tracking.eta_from, tracking.eta_to],
        "scanned": tracking.scanned,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    """Return a promise as JSON fields; times are seconds UTC."""
    return {
        "code": promise.code,
        "state": promise.state,
        "used": promise.used,
        "limit": promise.limit,
        "deadline": promise.deadline,
        "certain": promise.certain,
    }


def show_parcel(data: dict[str, Any]) -> None:
    """Print one parcel: its events, its promises, its declaration."""
    click.echo(f"{data['number']}  {data['order']}  {data['progress']} %")
    for event in data["events"]:
        stage = pad(t(f"world.stage-{event['stage'].replace('_', '-')}"), 20)
        place = event["place"][language()]
        click.echo(f"  {_SIGNS[event['status']]} {day(event['at'])} {hour(event['at'])}  {stage} {place}")
    for promise in data["promises"]:
        name = t(f"tracking.{promise['code'].replace('_', '-')}-short", limit=promise["limit"])
        state = t(f"track.promise-{promise['state']}")
        about = "" if promise["certain"] else "≈ "
        click.echo(
            f"  {name}  {promise['used']} / {promise['limit']}  {state}  {about}{day(promise['deadline'])}"
        )
    customs = data["customs"]
    click.echo(f"  {customs['number']}  {t('journey.customs-' + customs['state'])}")


def imported(store: Store, feed: Path) -> dict[str, Any]:
    """Take a carrier's file in and return what became of it; raises what ``ReportsRoom`` raises."""
    taken = store.reports.import_file(feed)
    return {
        "new": taken.new,
        "known": taken.known,
        "orders": list(taken.orders),
        "refused": [
            {"position": one.position, "number": one.number, "because": one.because, "value": one.value}
            for one in taken.refused
        ],
    }


def show_imported(data: dict[str, Any]) -> None:
    """Print what was taken, and each refusal with its reason."""
    click.echo(t("track.taken", new=data["new"], known=data["known"], refused=len(data["refused"])))
    for one in data["refused"]:
        because = t(f"track.because-{one['because'].replace('_', '-')}", value=one["value"])
        click.echo(f"  ✗ #{one['position']} {one['number']}  {because}")
