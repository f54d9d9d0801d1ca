"""Whether every recorded chain can be verified."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.database.checks import Check


def _chains(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each event of a recorded chain that cannot be verified."""
    if connection.execute("SELECT 1 FROM provenance_events LIMIT 1").fetchone() is None:
        return iter(())
    from store.provenance.audit import audit  # late: 35 ms for the signatures
    from store.provenance.keys import Keyring

    failures = audit(connection, Keyring()).failures
    return (f"{one.chain} {one.sequence} {one.fault}" for one in failures)


CHECKS: dict[str, Check] = {"provenance": _chains}
