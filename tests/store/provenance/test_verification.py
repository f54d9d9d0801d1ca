"""Invariant 17: whatever is done to a chain is found, at the event it was done to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.provenance import canonical, merkle
from store.provenance.keys import NOTARY, Keyring, public_key, sign
from store.provenance.records import Chain, Entry, Failure, SignedEvent
from store.provenance.tampering import difference, tampered
from store.provenance.verification import verify
from tests.store.provenance.chains import chain_at, with_event


@cache
def chain() -> Chain:
    with TemporaryDirectory() as folder:
        return chain_at(Path(folder) / "world.db")


def found(altered: Chain) -> tuple[int, str]:
    failure = verify(altered).failure
    assert failure is not None
    assert failure.chain == altered.id
    return failure.sequence, failure.fault


def rewritten(event: SignedEvent, **changes: object) -> bytes:
    return canonical.encode(canonical.decode(event.body) | changes)


def test_a_whole_chain_holds() -> None:
    verdict = verify(chain())
    assert verdict.failure is None
    assert verdict.trusted == len(chain().events) >= 10
    assert all(check.signature and check.content and check.link and check.root for check in verdict.checks)


@given(st.data())
def test_17_a_flipped_byte_is_found_at_its_event(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(chain().events) - 1))
    event = chain().events[number]
    whole = event.body + event.signature
    at, flip = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(1, 255))
    changed = whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :]
    altered = SignedEvent(changed[: len(event.body)], changed[len(event.body) :])
    verdict = verify(with_event(chain(), number, altered))
    assert verdict.failure is not None
    assert verdict.failure.sequence == number + 1
    assert verdict.trusted == number


@given(st.data())
def test_17_a_flipped_byte_of_the_notary_is_found_too(data: st.DataObject) -> None:
    sequence = data.draw(st.sampled_from(sorted(chain().entries)))
    entry = chain().entries[sequence]
    at, bit = data.draw(st.integers(0, 31)), 1 << data.draw(st.integers(0, 7))
    changed = entry.hash[:at] + bytes([entry.hash[at] ^ bit]) + entry.hash[at + 1 :]
    altered = replace(chain(), entries={**chain().entries, sequence: replace(entry, hash=changed)})
    assert found(altered) == (sequence, "rewritten")


def test_a_missing_event_is_named_by_its_number() -> None:
    events = chain().events
    for number in range(len(events) - 1):
        left = replace(chain(), events=events[:number] + events[number + 1 :])
        assert found(left) == (number + 1, "missing")


def test_a_truncated_chain_says_which_event_is_gone() -> None:
    for length in range(len(chain().events)):
        assert found(replace(chain(), events=chain().events[:length])) == (length + 1, "truncated")


@given(st.permutations(range(8)))
def test_reordered_events_are_found_where_the_order_breaks(order: list[int]) -> None:
    events = (*(chain().events[i] for i in order), *chain().events[8:])
    if order == sorted(order):
        assert verify(replace(chain(), events=events)).failure is None
        return
    first = next(i for i, n in enumerate(order) if i != n)
    assert found(replace(chain(), events=events)) == (first + 1, "reordered")


def test_a_repeated_event_is_found() -> None:
    events = (*chain().events[:3], chain().events[2], *chain().events[3:])
    assert found(replace(chain(), events=events)) == (4, "reordered")


def test_an_event_signed_anew_by_its_own_party_is_not_what_the_notary_took_in() -> None:
    for number, event in enumerate(chain().events):
        assert event.statement
        body = rewritten(event, facts={"pieces": "9000"})
        again = SignedEvent(body, sign(event.statement.party, body))
        assert found(with_event(chain(), number, again)) == (number + 1, "rewritten")


def test_an_event_signed_by_somebody_else_does_not_count() -> None:
    event = chain().events[3]
    forged = SignedEvent(event.body, sign("customs/XX", event.body))
    assert found(with_event(chain(), 3, forged)) == (4, "bad_signature")


def test_party_and_notary_together_are_betrayed_by_the_signed_root() -> None:
    event, entry = chain().events[3], chain().entries[4]
    assert event.statement
    body = rewritten(event, facts={"pieces": "9000"})
    again = SignedEvent(body, sign(event.statement.party, body))
    entries = {**chain().entries, 4: replace(entry, hash=again.hash)}
    assert found(replace(with_event(chain(), 3, again), entries=entries)) == (4, "broken_link")
    last = len(chain().events)
    event, entry = chain().events[-1], chain().entries[last]
    assert event.statement
    body = rewritten(event, facts={"pieces": "9000"})
    again = SignedEvent(body, sign(event.statement.party, body))
    entries = {**chain().entries, last: replace(entry, hash=again.hash)}
    assert found(replace(with_event(chain(), last - 1, again), entries=entries)) == (last, "bad_root")


def test_an_event_of_another_chain_is_foreign(tmp_path: Path) -> None:
    other = chain_at(tmp_path / "world.db", "sunscreen-30")
    assert found(with_event(chain(), 2, other.events[2])) == (3, "foreign")


def test_an_event_the_notary_never_saw_is_told_apart() -> None:
    last = chain().events[-1]
    assert last.statement
    body = rewritten(last, sequence=len(chain().events) + 1, previous=last.hash.hex())
    more = SignedEvent(body, sign(last.statement.party, body))
    assert found(replace(chain(), events=(*chain().events, more))) == (len(chain().events) + 1, "not_in_book")


def test_a_link_that_was_never_right_is_named_at_the_event_that_has_it() -> None:
    event, entry = chain().events[4], chain().entries[5]
    assert event.statement
    body = rewritten(event, previous="ab" * 32)
    wrong = SignedEvent(body, sign(event.statement.party, body))
    root = chain().roots[entry.day]
    # A book in which this lie stands from the beginning, as its only entry.
    alone = replace(root, size=1, root=wrong.hash)
    lie = Entry("2026-01-01", 0, wrong.hash)
    day = replace(alone, day=lie.day)
    roots = {**chain().roots, lie.day: replace(day, signature=sign(NOTARY, day.signed))}
    altered = replace(with_event(chain(), 4, wrong), entries={**chain().entries, 5: lie}, roots=roots)
    failure = verify(altered).failure
    assert failure == Failure(altered.id, 5, "broken_link")


def test_a_root_nobody_signed_leads_nowhere() -> None:
    roots = {day: replace(root, signature=bytes(64)) for day, root in chain().roots.items()}
    assert found(replace(chain(), roots=roots)) == (1, "bad_root")


def test_parties_that_nobody_vouches_for() -> None:
    known = {e.statement.party: public_key(e.statement.party) for e in chain().events if e.statement} | {
        NOTARY: public_key(NOTARY)
    }
    assert verify(chain(), Keyring(known)).failure is None
    statement = chain().events[0].statement
    assert statement
    failure = verify(chain(), Keyring({k: v for k, v in known.items() if k != statement.party})).failure
    assert failure == Failure(chain().id, 1, "unknown_party")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"sequence":1.5}', b"null", b'{"at":1e999}']
)
def test_bodies_that_are_none_are_unreadable(body: bytes) -> None:
    assert found(with_event(chain(), 1, SignedEvent(body, bytes(64)))) == (2, "unreadable")


def test_the_demonstration_changes_one_byte_and_names_it() -> None:
    altered = tampered(chain())
    sequence, fault = found(altered)
    assert fault == "bad_signature"
    kept, now = chain().events[sequence - 1], altered.events[sequence - 1]
    differs = difference(kept, now)
    assert differs is not None
    assert sum(a != b for a, b in zip(kept.body, now.body, strict=True)) == 1
    assert (kept.body[differs.offset], now.body[differs.offset]) == (differs.old, differs.new)
    assert (differs.fact, differs.was, differs.now) == ("net", "7 sheet", "9 sheet")
    assert difference(kept, kept) is None
    assert merkle.leaf(now.body + now.signature) != kept.hash
