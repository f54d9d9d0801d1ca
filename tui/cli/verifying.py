"""``xhs-tui verify``: provenance without a screen, of a file or of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.errors import StoreError
from store.provenance.chain_file import keys_from, verify_file
from store.provenance.keys import Keyring
from store.provenance.records import Audit, Chain, Failure, Verdict
from store.words import clean
from tui.i18n import t

if TYPE_CHECKING:
    from store.shop import Store

LARGEST = 64_000_000
"""Bytes of a file one verifies: about 40,000 events."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was verified; ``verdicts`` are there where single chains were asked for."""

    audit: Audit
    verdicts: tuple[Verdict, ...] = ()
    written: str = ""

    def answer(self, schema: int) -> dict[str, Any]:
        """Return the answer for programs: what was looked at, and in an error the first event that fails."""
        looked = {"chains": self.audit.chains, "events": self.audit.events, "days": self.audit.days}
        chains = [
            {"chain": one.chain, "trusted": one.trusted, "ok": one.failure is None} for one in self.verdicts
        ]
        if not self.audit.failures:
            return {
                "ok": True,
                "schema": schema,
                "data": looked | {"verdicts": chains, "written": self.written},
            }
        failures = [asdict(one) for one in self.audit.failures]
        error = {"code": "provenance_broken"} | failures[0] | {"failures": failures} | looked
        return {"ok": False, "schema": schema, "error": error}


def in_store(store: Store, what: str, export: Path | None, everything: bool) -> Found:
    """Verify ``product/ID``, ``order/ID`` or (empty) all that is recorded; write chains to ``export``.

    Raises ``StoreError``: those of the rooms, ``file_unwritable`` for the export.
    """
    if not what:
        if everything:
            store.provenance.record_all()
        return Found(store.provenance.audit())
    kind, _, key = what.partition("/")
    chains = store.provenance.of_product(key) if kind == "product" else _of_order(store, key)
    verdicts = tuple(store.provenance.verify(chain) for chain in chains)
    written = ""
    if export:
        written = _write(export, store.provenance.export(chains))
    return Found(_sum(chains, verdicts), verdicts, written)


def _of_order(store: Store, order_id: str) -> tuple[Chain, ...]:
    order = store.orders.get(order_id)
    if order.buyer_id != store.world.buyer:
        raise StoreError("unknown_order", id=order_id)
    return store.provenance.of_order(order_id)


def _sum(chains: Sequence[Chain], verdicts: Sequence[Verdict]) -> Audit:
    """Return chains and their verdicts counted up as an audit."""
    return Audit(
        chains=len(chains),
        events=sum(len(chain.events) for chain in chains),
        days=len({day for chain in chains for day in chain.roots}),
        failures=tuple(one.failure for one in verdicts if one.failure),
    )


def in_file(path: Path, keys: Path | None) -> Found:
    """Verify a file, with the keys in another one or with those of this program.

    Raises ``StoreError``: ``file_unreadable``, ``file_too_large``, ``not_a_chain_file``, ``not_a_key_file``.
    """
    audit, verdicts = verify_file(_read(path), keys_from(_read(keys)) if keys else Keyring())
    return Found(audit, verdicts)


def _read(path: Path) -> bytes:
    """Return a file's bytes; raises ``StoreError`` where it is too large or cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise StoreError("file_too_large", path=str(path), most=LARGEST // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise StoreError("file_unreadable", path=str(path), reason=error.strerror or "") from None


def _write(path: Path, data: bytes) -> str:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StoreError("file_unwritable", path=str(path), reason=error.strerror or "") from None
    return str(path)


def show(found: Found) -> None:
    """Print a line a chain, then what fails, or that all of it holds."""
    audit = found.audit
    for one in found.verdicts:
        mark, whole = "✗" if one.failure else "✓", len(one.checks)
        click.echo(
            t("provenance.verify-chain", mark=mark, chain=clean(one.chain), good=one.trusted, whole=whole)
        )
    for failure in audit.failures:
        click.echo(_told(failure))
    if found.written:
        click.echo(t("provenance.verify-written", path=found.written))
    if not audit.failures and not audit.events:
        click.echo(t("provenance.verify-nothing"))
    elif not audit.failures:
        looked = {"chains": audit.chains, "events": audit.events, "days": audit.days}
        click.echo(t("provenance.verify-fine", **looked))


def _told(failure: Failure) -> str:
    words = t(f"provenance.short-{failure.fault.replace('_', '-')}")
    key = "provenance.verify-failed" if failure.sequence else "provenance.verify-failed-frame"
    return t(key, chain=clean(failure.chain), sequence=failure.sequence, words=words)
