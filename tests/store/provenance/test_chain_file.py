"""Chains as files: verified elsewhere with nothing but the public keys, down to the last byte."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import StoreError
from store.provenance.chain_file import keys_from, verify_file, write
from store.provenance.keys import Keyring
from tests.store.provenance.chains import chain_at


@cache
def file() -> bytes:
    with TemporaryDirectory() as folder:
        return write((chain_at(Path(folder) / "world.db"),))


def found(data: bytes) -> tuple[int, str]:
    audit, _ = verify_file(data, Keyring())
    assert audit.failures
    return audit.failures[0].sequence, audit.failures[0].fault


def lines() -> list[bytes]:
    return file().splitlines(keepends=True)


def test_a_last_event_that_claims_another_chain_makes_no_strangers_of_the_others() -> None:
    last = lines()[-2]
    for field in (b'"batch":"', b'"unit":"'):
        at = last.index(field) + len(field)
        changed = last[:at] + bytes([last[at] ^ 1]) + last[at + 1 :]
        assert found(b"".join((*lines()[:-2], changed, lines()[-1]))) == (len(lines()) - 2, "bad_signature")


def test_a_whole_file_holds() -> None:
    audit, verdicts = verify_file(file(), Keyring())
    assert (audit.chains, audit.events, audit.days, audit.failures) == (1, len(lines()) - 2, 1, ())
    assert verdicts[0].trusted == audit.events


@given(st.data())
def test_17_a_byte_of_an_event_is_found_at_its_event(data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(lines()) - 2))
    line = lines()[number]
    at, flip = data.draw(st.integers(0, len(line) - 1)), data.draw(st.integers(1, 255))
    changed = line[:at] + bytes([line[at] ^ flip]) + line[at + 1 :]
    sequence, _ = found(b"".join((*lines()[:number], changed, *lines()[number + 1 :])))
    assert sequence == number


@given(st.integers(0, 10**9), st.integers(1, 255))
@example(0, 1)
def test_17_no_byte_of_a_file_is_beside_the_point(at: int, flip: int) -> None:
    at %= len(file())
    changed = file()[:at] + bytes([file()[at] ^ flip]) + file()[at + 1 :]
    try:
        assert verify_file(changed, Keyring())[0].failures
    except StoreError as error:
        assert error.code == "not_a_chain_file"


@given(st.integers(0, 10**9))
def test_a_file_that_ends_early_is_found_at_the_event_where_it_ends(at: int) -> None:
    at = at % (len(file()) - 1)
    whole = len(file()[: at + 1].splitlines()) - 1
    try:
        sequence, fault = found(file()[:at])
    except StoreError as error:
        assert (error.code, whole) == ("not_a_chain_file", 0)
        return
    assert fault in ("truncated", "unreadable")
    assert sequence in (whole, whole + 1)


def test_missing_reordered_and_doubled_lines() -> None:
    all_lines = lines()
    assert found(b"".join(all_lines[:4] + all_lines[5:])) == (4, "missing")
    assert found(b"".join([*all_lines[:3], all_lines[4], all_lines[3], *all_lines[5:]])) == (3, "reordered")
    assert found(b"".join([*all_lines[:4], all_lines[3], *all_lines[4:]])) == (4, "reordered")
    assert found(b"".join(all_lines[:-2] + all_lines[-1:])) == (len(all_lines) - 2, "truncated")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_nothing_unsigned_rides_along(number: int) -> None:
    all_lines = lines()
    record = json.loads(all_lines[number]) | {"zz": "organic"}
    more = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    all_lines[number] = more
    try:
        assert verify_file(b"".join(all_lines), Keyring())[0].failures
    except StoreError as error:
        assert (number, error.code) == (0, "not_a_chain_file")


def test_keys_of_a_forger_are_not_those_one_trusts() -> None:
    """A chain signed anew from end to end by somebody who brings keys of their own."""
    header = json.loads(lines()[0])
    party = next(party for party in header["keys"] if party.startswith("maker/"))
    header["keys"][party] = "00" * 32
    forged = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert found(b"".join((forged + b"\n", *lines()[1:]))) == (1, "wrong_key")


def test_trusted_keys_come_from_wherever_one_has_them() -> None:
    keys = json.loads(lines()[0])["keys"]
    assert verify_file(file(), keys_from(json.dumps(keys).encode()))[0].failures == ()
    party = next(party for party in keys if party.startswith("customs/"))
    del keys[party]
    audit, _ = verify_file(file(), keys_from(json.dumps(keys).encode()))
    assert audit.failures[0].fault == "unknown_party"


def test_several_chains_in_one_file_and_one_that_is_gone(tmp_path: Path) -> None:
    chains = (chain_at(tmp_path / "a.db"), chain_at(tmp_path / "b.db", "sunscreen-30"))
    data = write(chains)
    audit, verdicts = verify_file(data, Keyring())
    assert (audit.chains, audit.failures) == (2, ())
    assert [verdict.chain for verdict in verdicts] == [chain.id for chain in chains]
    first = b"".join(data.splitlines(keepends=True)[: len(chains[0].events) + 2])
    assert verify_file(first, Keyring())[0].failures[0].fault == "truncated"


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"hello", b"\x00\xff", b"[]", b"{}", b'{"format":"x","keys":{},"version":1}', b"[" * 99_999]
)  # fmt: skip
def test_what_is_no_file_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        verify_file(data, Keyring())
    assert (caught.value.code, caught.value.params["line"]) == ("not_a_chain_file", 1)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"a":1}', b'{"a":"zz"}', b'{"a":"AB"}', b"\xff"])
def test_what_is_no_file_of_keys_is_refused(data: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        keys_from(data)
    assert caught.value.code == "not_a_key_file"


def test_somebody_else_can_verify_it_from_the_description_alone() -> None:
    """A verifier of its own, by docs/provenance.md, without a line of ours."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    def canonical(record: object) -> bytes:
        return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def check(party: str, signature: str, data: bytes) -> None:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys[party])).verify(bytes.fromhex(signature), data)

    header, *events, last = [json.loads(line) for line in file().splitlines()]
    keys, previous = header["keys"], "00" * 32
    roots = {root["day"]: root for root in last["roots"]}
    for number, event in enumerate(events, 1):
        body = canonical(event["body"])
        check(event["body"]["party"]["id"], event["signature"], body)
        assert (event["body"]["sequence"], event["body"]["previous"]) == (number, previous)
        found = hashlib.sha256(b"\x00" + body + bytes.fromhex(event["signature"])).digest()
        previous = found.hex()
        assert event["hash"] == previous
        root = roots[event["day"]]
        index, edge, beside = event["position"], root["size"] - 1, [bytes.fromhex(x) for x in event["path"]]
        while edge:
            if index & 1:
                found = hashlib.sha256(b"\x01" + beside.pop(0) + found).digest()
            elif index < edge:
                found = hashlib.sha256(b"\x01" + found + beside.pop(0)).digest()
            index, edge = index >> 1, edge >> 1
        assert (found.hex(), beside) == (root["root"], [])
        signed = {"day": root["day"], "root": root["root"], "size": root["size"]}
        check("notary/platform", root["signature"], canonical(signed))
    check("notary/platform", last["signature"], canonical(last["closing"]))
    assert (last["closing"]["length"], last["closing"]["head"]) == (len(events), previous)
