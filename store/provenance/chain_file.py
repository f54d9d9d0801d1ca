"""Chains as a file that anybody can verify: canonical JSON, a line each.

A chain is a line with the parties' public keys, a line an event (with the notary's path to its day's root),
and a closing line, in which the notary says how many events there are, and the signed roots.
docs/provenance.md describes it for those who write their own verifier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.errors import StoreError
from store.provenance import canonical, merkle
from store.provenance.keys import NOTARY, Keyring, public_key, sign
from store.provenance.records import Audit, Chain, Entry, Failure, Root, SignedEvent, Verdict
from store.provenance.verification import verify

FORMAT, VERSION = "xhs-tui-provenance", 1
KEY, SIGNATURE = 32, 64
_UNREADABLE = SignedEvent(b"", b"")


def write(chains: Sequence[Chain]) -> bytes:
    """Return ``chains`` as a file; raises ``StoreError("chain_in_pieces", chain=, sequence=)`` for one that has gaps."""
    lines: list[bytes] = []
    for number, chain in enumerate(chains, 1):
        if not chain.events:
            raise StoreError("chain_in_pieces", chain=chain.id, sequence=1)
        parties = {event.statement.party for event in chain.events if event.statement} | {NOTARY}
        keys = {party: public_key(party).hex() for party in sorted(parties)}
        lines.append(canonical.encode({"format": FORMAT, "keys": keys, "version": VERSION}))
        for sequence, event in enumerate(chain.events, 1):
            if event.statement is None or sequence not in chain.entries:
                raise StoreError("chain_in_pieces", chain=chain.id, sequence=sequence)
            lines.append(_event_line(event, chain.entries[sequence]))
        lines.append(_closing_line(chain, number, len(chains)))
    return b"".join(line + b"\n" for line in lines)


def _event_line(event: SignedEvent, entry: Entry) -> bytes:
    """Return the line of an event: its body and signature, and its place and path in the day's tree."""
    return canonical.encode(
        {
            "body": canonical.parse(event.body),
            "day": entry.day,
            "hash": entry.hash.hex(),
            "path": [one.hex() for one in entry.path],
            "position": entry.position,
            "signature": event.signature.hex(),
        }
    )


def _closing_line(chain: Chain, part: int, parts: int) -> bytes:
    """Return the line that ends a part, signed by the notary: length, last hash and the roots of its days."""
    closing = {
        "batch": chain.batch,
        "head": chain.events[-1].hash.hex(),
        "length": chain.length,
        "part": part,
        "parts": parts,
        "unit": chain.unit,
    }
    roots = [
        {"day": day, "root": root.root.hex(), "signature": root.signature.hex(), "size": root.size}
        for day, root in sorted(chain.roots.items())
    ]
    signature = sign(NOTARY, canonical.encode(closing)).hex()
    return canonical.encode({"closing": closing, "roots": roots, "signature": signature})


# -- reading


@dataclass(frozen=True, slots=True)
class Part:
    """One chain of a file: what it tells, the keys it brings, and what the notary closed it with."""

    chain: Chain
    keys: Mapping[str, str]
    closing: Mapping[str, Any]
    signature: bytes


def verify_file(data: bytes, ring: Keyring) -> tuple[Audit, tuple[Verdict, ...]]:
    """Verify a file with the keys one trusts; raises ``StoreError("not_a_chain_file", line=)``."""
    parts = _read(data)
    verdicts = tuple(_judge(part, number, ring) for number, part in enumerate(parts, 1))
    failures = [one.failure for one in verdicts if one.failure]
    wanted = parts[-1].closing.get("parts", len(parts))
    if not failures and wanted != len(parts):
        failures.append(Failure("", 0, "truncated"))
    events = sum(len(part.chain.events) for part in parts)
    days = len({day for part in parts for day in part.chain.roots})
    return Audit(len(parts), events, days, tuple(failures)), verdicts


def _judge(part: Part, number: int, ring: Keyring) -> Verdict:
    """Verify a chain, then its frame: the keys in its header, and its closing line."""
    chain = part.chain
    verdict = verify(chain, ring)
    if verdict.failure and verdict.failure.fault not in ("truncated", "bad_root"):
        return verdict
    parties = [event.statement.party for event in chain.events if event.statement]
    failure = verdict.failure
    for sequence, party in enumerate(parties, 1):
        if part.keys.get(party) != _hex(ring.key(party)):
            return Verdict(chain.id, verdict.checks, Failure(chain.id, sequence, "wrong_key"))
    if not part.closing:
        failure = Failure(chain.id, len(chain.events) + 1, "truncated")
    elif {*parties, NOTARY} != part.keys.keys() or part.keys[NOTARY] != _hex(ring.key(NOTARY)):
        failure = Failure(chain.id, 0, "bad_header")
    elif not _closed(part, number, ring):
        failure = failure or Failure(chain.id, 0, "bad_closing")
    return Verdict(chain.id, verdict.checks, failure)


def _closed(part: Part, number: int, ring: Keyring) -> bool:
    """Tell whether a closing line bears the notary's signature and belongs to this chain."""
    head = part.chain.events[-1].hash.hex() if part.chain.events else ""
    said = tuple(part.closing.get(name) for name in ("batch", "unit", "head", "length", "part"))
    days = {entry.day for entry in part.chain.entries.values()}
    return (
        ring.holds(NOTARY, part.signature, canonical.encode(dict(part.closing)))
        and said == (part.chain.batch, part.chain.unit, head, len(part.chain.events), number)
        and days == part.chain.roots.keys()
    )


def _hex(key: bytes | None) -> str:
    return key.hex() if key else ""


def _read(data: bytes) -> list[Part]:
    """Split a file into its parts, each from a header to a closing line; a cut part is kept unclosed."""
    lines = data.split(b"\n")
    parts: list[Part] = []
    keys: Mapping[str, str] | None = None
    events: list[bytes] = []
    for number, line in enumerate(lines, 1):
        if keys is None:
            if number == len(lines) and parts and not line:
                break
            keys = _header(line, number)
        elif line.startswith(b'{"closing":') and (closing := _closing(line)):
            parts.append(_part(keys, events, *closing))
            keys, events = None, []
        elif number < len(lines) or line:
            events.append(line)
    if keys is not None:
        parts.append(_part(keys, events, {}, {}, b""))
    return parts


def _header(line: bytes, number: int) -> Mapping[str, str]:
    """Return the public keys a header names; raises ``not_a_chain_file`` with the line."""
    try:
        header = canonical.decode(line)
        _only(header, "format keys version")
        if (header["format"], header["version"]) != (FORMAT, VERSION):
            raise ValueError("another format")
        return {str(party): str(key) for party, key in header["keys"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError("not_a_chain_file", line=number) from None


def _only(record: dict[str, Any], names: str) -> None:
    """Refuse a record with other fields than ``names`` (``ValueError``): nothing in a file is beside the point."""
    if list(record) != names.split():
        raise ValueError(f"fields are {sorted(record)}, not {names}")


def _whole(number: object) -> int:
    if type(number) is not int:
        raise ValueError("not a whole number")
    return number


def _closing(line: bytes) -> tuple[Mapping[str, Any], dict[str, Root], bytes] | None:
    """Read a closing line, or return ``None`` where it is none."""
    try:
        record = canonical.decode(line)
        _only(record, "closing roots signature")
        roots = {str(one["day"]): _root(one) for one in record["roots"]}
        return dict(record["closing"]), roots, canonical.unhex(record["signature"], SIGNATURE)
    except (ValueError, KeyError, TypeError):
        return None


def _root(record: dict[str, Any]) -> Root:
    _only(record, "day root signature size")
    root = canonical.unhex(record["root"], merkle.SIZE)
    signature = canonical.unhex(record["signature"], SIGNATURE)
    return Root(str(record["day"]), _whole(record["size"]), root, signature)


def _part(
    keys: Mapping[str, str],
    lines: Sequence[bytes],
    closing: Mapping[str, Any],
    roots: Mapping[str, Root],
    signature: bytes,
) -> Part:
    """Put a chain together; a line that cannot be read is an event that cannot."""
    events: list[SignedEvent] = []
    entries: dict[int, Entry] = {}
    for line in lines:
        event, entry = _event(line)
        events.append(event)
        if event.statement and entry:
            entries.setdefault(event.statement.sequence, entry)
    statements = [event.statement for event in events if event.statement]
    batch = _named("batch", closing, [one.batch for one in statements])
    unit = _named("unit", closing, [one.unit for one in statements])
    length = closing.get("length")
    chain = Chain(batch, unit, tuple(events), entries, roots, length if isinstance(length, int) else 0)
    return Part(chain, keys, closing, signature)


def _named(field: str, closing: Mapping[str, Any], named: Sequence[str]) -> str:
    """Return a part of the chain's name: what the closing line says if an event says so too, else the last event's.

    So a byte that was changed in either of them does not make strangers of the others.
    """
    name = closing.get(field)
    return name if isinstance(name, str) and name in named else named[-1] if named else ""


def _event(line: bytes) -> tuple[SignedEvent, Entry | None]:
    """Return an event and its entry in the book, or what stands for an unreadable line."""
    try:
        record = canonical.decode(line)
        _only(record, "body day hash path position signature")
        beside = tuple(canonical.unhex(one, merkle.SIZE) for one in record["path"])
        entry = Entry(
            str(record["day"]),
            _whole(record["position"]),
            canonical.unhex(record["hash"], merkle.SIZE),
            beside,
        )
        signature = canonical.unhex(record["signature"], SIGNATURE)
        return SignedEvent(canonical.encode(record["body"]), signature), entry
    except (ValueError, KeyError, TypeError):
        return _UNREADABLE, None


def keys_from(data: bytes) -> Keyring:
    """Return the keys in a file one trusts: a JSON object of parties and their keys in hexadecimal.

    Raises ``StoreError("not_a_key_file")``.
    """
    import json

    try:
        record = json.loads(data)
        return Keyring({str(party): canonical.unhex(key, KEY) for party, key in record.items()})
    except (ValueError, AttributeError, RecursionError):
        raise StoreError("not_a_key_file") from None
