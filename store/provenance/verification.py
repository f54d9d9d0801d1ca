"""Verification: one walk along a chain, which names the first event that fails, and why.

An event holds when it can be read, stands in its place, bears the signature of its party, is what the
notary took in, records the hash of the one before it, and its day's book leads to the root the notary signed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from store.provenance import merkle
from store.provenance.keys import NOTARY, Keyring
from store.provenance.records import (
    NOWHERE,
    Chain,
    Check,
    Entry,
    Failure,
    Fault,
    Root,
    SignedEvent,
    Statement,
    Verdict,
)

_LATER: tuple[Fault, ...] = ("broken_link", "bad_root")
"""Faults that a neighbouring event may cause: considered only when each event by itself is in order."""


def verify(chain: Chain, keys: Keyring | None = None) -> Verdict:
    """Verify a chain with its own entries and roots; without ``keys`` with those of this program."""
    ring = keys or Keyring()
    sound = {day for day, root in chain.roots.items() if ring.holds(NOTARY, root.signature, root.signed)}
    leads = {
        sequence
        for sequence, entry in chain.entries.items()
        if entry.day in sound and _leads(entry, chain.roots[entry.day])
    }
    return walk(chain.id, chain.events, chain.entries, leads, chain.length, ring)


def _leads(entry: Entry, root: Root) -> bool:
    return merkle.root_of(entry.hash, entry.position, root.size, entry.path) == root.root


def walk(
    chain_id: str,
    events: Sequence[SignedEvent],
    entries: Mapping[int, Entry],
    leads: Collection[int],
    length: int,
    ring: Keyring,
    before: SignedEvent | None = None,
    first: int = 1,
) -> Verdict:
    """Verify ``events`` from sequence ``first`` on, which follow ``before``; the notary has ``length`` of all.

    ``leads`` are the sequences whose entries lead to a root that holds.
    """
    previous = before.hash if before else NOWHERE
    signed = [e.statement is not None and ring.holds(e.statement.party, e.signature, e.body) for e in events]
    # An event's sequence number counts only when its party's signature holds.
    claimed = {e.statement.sequence for e, holds in zip(events, signed, strict=True) if holds and e.statement}
    checks: list[Check] = []
    expected = first
    for event, holds in zip(events, signed, strict=True):
        fault = _place(chain_id, event.statement, expected, claimed) if holds else _unsigned(event, ring)
        if fault in ("missing", "reordered") and event.statement and event.statement.sequence > expected:
            checks.append(Check(expected, False, False, False, False, fault))
            expected, previous = event.statement.sequence, event.statement.previous
            fault = ""
        checks.append(_check(event, expected, fault, holds, previous, entries.get(expected), leads))
        expected, previous = expected + 1, event.hash
    failure = _blame(chain_id, checks)
    if expected <= length and (failure is None or failure.fault in _LATER):
        failure = Failure(chain_id, expected, "truncated")
    return Verdict(chain_id, tuple(checks), failure)


def _unsigned(event: SignedEvent, ring: Keyring) -> Fault:
    """Tell why an event bears no signature that counts."""
    if event.statement is None:
        return "unreadable"
    return "bad_signature" if ring.key(event.statement.party) else "unknown_party"


def _place(
    chain_id: str, statement: Statement | None, expected: int, claimed: set[int]
) -> Fault | Literal[""]:
    """Tell what is wrong with where an event stands."""
    batch, _, unit = chain_id.partition("/")
    if statement is None or statement.batch != batch or statement.unit not in ("", unit):
        return "foreign"
    if statement.sequence == expected:
        return ""
    return "reordered" if expected in claimed or statement.sequence < expected else "missing"


def _check(
    event: SignedEvent,
    expected: int,
    fault: Fault | Literal[""],
    signed: bool,
    previous: bytes,
    entry: Entry | None,
    leads: Collection[int],
) -> Check:
    """Return the result for one event: the first fault that was found, or none."""
    content = entry is not None and entry.hash == event.hash
    link = event.statement is not None and event.statement.previous == previous
    root = content and expected in leads
    if not fault:
        if not content:
            fault = "rewritten" if entry else "not_in_book"
        elif not link:
            fault = "broken_link"
        elif not root:
            fault = "bad_root"
    return Check(expected, signed, content, link, root, fault)


def _blame(chain_id: str, checks: Sequence[Check]) -> Failure | None:
    """Return the first event that fails for itself; else where a link breaks; else where a root does.

    A link breaks between two: when the earlier one's entry leads to no root, it is the one that was changed.
    """
    for check in checks:
        if check.fault and check.fault not in _LATER:
            return Failure(chain_id, check.sequence, check.fault)
    for number, check in enumerate(checks):
        if check.fault == "broken_link":
            changed = checks[number - 1] if number and not checks[number - 1].root else check
            return Failure(chain_id, changed.sequence, "broken_link")
    return next((Failure(chain_id, one.sequence, "bad_root") for one in checks if one.fault), None)
