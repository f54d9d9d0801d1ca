"""Provenance: 10,000 events verified, beside that many bare Ed25519 checks; and the first look at goods."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from fixtures.world import open_world
from store import Store
from store.provenance.keys import public_key
from store.provenance.records import SignedEvent
from tests.bench.table import NOW, Report

EVENTS = 10_000
RUNS = 3


def ten_thousand(store: Store) -> None:
    """Deliver the goods of the story again and again until so many events are recorded."""
    skus = [row[0] for row in store.database.read().execute("SELECT id FROM skus ORDER BY id")]
    number = 0
    while store.provenance.audit().events < EVENTS:
        number += 1
        with store.transaction():
            for sku in skus:
                store.stock.move(sku, "receive", 10, f"bench-{number}")
        store.provenance.record_all()


def bare(events: list[SignedEvent]) -> float:
    """Return the processor milliseconds of checking the signatures and nothing else, with keys that are ready."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    ready = {}
    jobs = []
    for event in events:
        assert event.statement
        party = event.statement.party
        if party not in ready:
            ready[party] = Ed25519PublicKey.from_public_bytes(public_key(party))
        jobs.append((ready[party], event.signature, event.body))
    started = time.process_time()
    for key, signature, body in jobs:
        key.verify(signature, body)
    return (time.process_time() - started) * 1_000


def cost(job: Callable[[], object]) -> float:
    """Return the processor milliseconds of a job."""
    started = time.process_time()
    job()
    return (time.process_time() - started) * 1_000


def measure(report: Report, folder: Path) -> None:
    """Measure the first look, a look at what is known, and a whole store."""
    store = open_world(folder / "provenance.db", now=NOW)
    sku = store.picks.best(1)[0].card.id
    report("provenance, first look at goods (CPU)", cost(lambda: store.provenance.of_product(sku)), "ms")
    report("provenance, the same goods again (CPU)", cost(lambda: store.provenance.of_product(sku)), "ms")
    ten_thousand(store)
    rows = store.database.read().execute("SELECT body, signature FROM provenance_events").fetchall()
    events = [SignedEvent(row[0], row[1]) for row in rows]
    plain, whole = [], []
    for _ in range(RUNS):  # in turns: the machine's speed drifts
        plain.append(bare(events))
        whole.append(cost(store.provenance.audit))
    report(f"{len(events):,} bare Ed25519 checks (CPU)", min(plain), "ms")
    report(f"{len(events):,} events verified (CPU)", min(whole), "ms", min(plain), "<= 1.5")
    store.close()


def main() -> None:
    """Measure provenance alone."""
    import tempfile

    report = Report()
    with tempfile.TemporaryDirectory() as name:
        measure(report, Path(name))
    report.print()


if __name__ == "__main__":
    main()
