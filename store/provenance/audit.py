"""Verification of a whole store: every chain, every entry of the notary's book, every root of every day."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from store.provenance import merkle
from store.provenance.keys import NOTARY, Keyring
from store.provenance.records import Audit, Entry, Failure, Root, SignedEvent
from store.provenance.verification import walk

_ENTRIES = "SELECT day, position, chain, sequence, hash FROM provenance_entries ORDER BY day, position"
_ROOTS = "SELECT day, size, root, signature FROM provenance_roots ORDER BY day, size"
_EVENTS = "SELECT chain, sequence, body, signature FROM provenance_events ORDER BY chain, sequence"


def audit(connection: sqlite3.Connection, ring: Keyring) -> Audit:
    """Verify all that is kept; failures come day by day, then chain by chain."""
    entries: dict[str, dict[int, Entry]] = defaultdict(dict)
    books: dict[str, list[bytes]] = defaultdict(list)
    failures: list[Failure] = []
    for day, position, chain, sequence, one in connection.execute(_ENTRIES):
        if position != len(books[day]):
            failures.append(Failure(day, len(books[day]), "missing"))
        books[day].append(one)
        entries[chain][sequence] = Entry(day, position, one)
    roots = {
        day: [Root(*row) for row in rows] for day, rows in groupby(connection.execute(_ROOTS), itemgetter(0))
    }
    sound = set(_sound_days(books, roots, ring))
    events = 0
    ends: dict[str, tuple[SignedEvent, int]] = {}
    chains = set(entries)
    for chain, rows in groupby(connection.execute(_EVENTS), itemgetter(0)):
        chains.discard(chain)
        own = [SignedEvent(row[2], row[3]) for row in rows]
        events += len(own)
        before, length = ends.get(chain.partition("/")[0], (None, 0)) if "/" in chain else (None, 0)
        known = entries[chain]
        leads = {sequence for sequence, entry in known.items() if entry.day in sound}
        verdict = walk(chain, own, known, leads, max(known, default=0), ring, before, length + 1)
        # A root that does not fit says only that something of its day was changed: reported once a day.
        if verdict.failure and verdict.failure.fault != "bad_root":
            failures.append(verdict.failure)
        ends[chain] = (own[-1], len(own))
    failures += [Failure(chain, min(entries[chain], default=1), "missing") for chain in sorted(chains)]
    named = {entries[one.chain][one.sequence].day for one in failures if one.sequence in entries[one.chain]}
    failures += [Failure(day, 0, "bad_root") for day in sorted({*books, *roots} - sound - named)]
    return Audit(len(ends) + len(chains), events, len(books), tuple(failures))


def _sound_days(
    books: Mapping[str, list[bytes]], roots: Mapping[str, list[Root]], ring: Keyring
) -> Iterator[str]:
    """Yield the days all of whose signed roots are those of their entries, with none left over."""
    for day, leaves in books.items():
        tree = merkle.Frontier()
        holds = bool(day in roots)
        for root in roots.get(day, ()):
            for one in leaves[tree.size : root.size]:
                tree.add(one)
            holds = holds and tree.size == root.size and tree.root() == root.root
            holds = holds and ring.holds(NOTARY, root.signature, root.signed)
        if holds and tree.size == len(leaves):
            yield day
