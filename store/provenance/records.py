"""Records of provenance. Times are seconds since 1970-01-01 UTC, days are days in Beijing (``2026-11-22``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from store.provenance import canonical, merkle
from store.words import Bilingual

Role = Literal["maker", "overseas_warehouse", "consolidator", "customs", "carrier", "bonded_warehouse"]
Step = Literal[
    "made",
    "bottled",
    "consigned",
    "stored_abroad",
    "consolidated",
    "export_released",
    "arrived_port",
    "zone_admitted",
    "shelved",
    "packed",
    "handed_over",
    "departed",
    "released",
    "left_zone",
    "domestic",
    "delivered",
]
Fault = Literal[
    "unreadable",
    "missing",
    "reordered",
    "foreign",
    "unknown_party",
    "wrong_key",
    "bad_signature",
    "rewritten",
    "broken_link",
    "not_in_book",
    "bad_root",
    "truncated",
    "bad_closing",
    "bad_header",
]
"""What can be wrong. ``rewritten``: signed by its party, but not what the notary took in."""

NOWHERE = bytes(merkle.SIZE)
"""What the first event of a chain records as the one before it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who signs: an id such as ``customs/ES``, a role, and a name."""

    id: str
    role: Role
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Happening:
    """Something a party says happened to goods, before it is signed; ``facts`` are texts by name."""

    step: Step
    at: int
    party: Party
    place: Bilingual
    zone: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signed event says, read from its body."""

    batch: str
    unit: str
    sequence: int
    previous: bytes
    step: str
    at: int
    party: str
    role: str
    party_name: Bilingual
    place: Bilingual
    zone: str
    facts: Mapping[str, str]
    goods: Bilingual
    sku: str


@dataclass(frozen=True)
class SignedEvent:
    """An event as it is kept: the canonical bytes and the party's signature under them."""

    body: bytes
    signature: bytes

    @cached_property
    def hash(self) -> bytes:
        """What the next event records, and what the notary enters: the hash of body and signature."""
        return merkle.leaf(self.body + self.signature)

    @cached_property
    def statement(self) -> Statement | None:
        """What it says, or ``None`` where it cannot be read."""
        try:
            return _read(canonical.parse(self.body))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def _read(body: dict[str, Any]) -> Statement:
    """Return what an event's body says; raises ``ValueError`` where it is no event of version 1."""
    party, place, goods = body["party"], body["place"], body["goods"]
    statement = Statement(
        batch=body["batch"],
        unit=body["unit"],
        sequence=body["sequence"],
        previous=canonical.unhex(body["previous"], merkle.SIZE),
        step=body["step"],
        at=body["at"],
        party=party["id"],
        role=party["role"],
        party_name=Bilingual(party["zh"], party["en"]),
        place=Bilingual(place["zh"], place["en"]),
        zone=place["zone"],
        facts=body["facts"],
        goods=Bilingual(goods["zh"], goods["en"]),
        sku=goods["sku"],
    )
    texts = (
        statement.batch,
        statement.unit,
        statement.step,
        statement.party,
        statement.role,
        statement.zone,
        statement.sku,
    )
    names = (*party.values(), *place.values(), *goods.values(), *statement.facts.values())
    if body["version"] != 1 or type(statement.sequence) is not int or type(statement.at) is not int:
        raise ValueError("not an event of version 1")
    if not all(isinstance(one, str) for one in (*texts, *names)):
        raise ValueError("not texts")
    return statement


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the notary's book: the ``position``-th hash of its day, with the path to the day's root."""

    day: str
    position: int
    hash: bytes
    path: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Root:
    """The signed root of a day's book when it held ``size`` entries."""

    day: str
    size: int
    root: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes the notary signs."""
        return canonical.encode({"day": self.day, "root": self.root.hex(), "size": self.size})


@dataclass(frozen=True, slots=True)
class Chain:
    """All events of a batch, and after them those of one unit (``unit`` is its serial number, or empty).

    ``entries`` are the notary's, by sequence; ``length`` is how many it has; ``roots`` are the newest of
    their days.
    """

    batch: str
    unit: str
    events: tuple[SignedEvent, ...]
    entries: Mapping[int, Entry]
    roots: Mapping[str, Root]
    length: int

    @property
    def id(self) -> str:
        """The name of the chain: the batch, with the unit's serial number after a stroke."""
        return f"{self.batch}/{self.unit}" if self.unit else self.batch


@dataclass(frozen=True, slots=True)
class Check:
    """What was found at one event; ``fault`` is empty where nothing is wrong."""

    sequence: int
    signature: bool
    content: bool
    link: bool
    root: bool
    fault: Fault | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """The first event that fails (0: none of them, but what frames them), and why."""

    chain: str
    sequence: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: a check an event, and the first failure."""

    chain: str
    checks: tuple[Check, ...]
    failure: Failure | None

    @property
    def trusted(self) -> int:
        """How many events from the beginning can be relied on."""
        if self.failure is None:
            return len(self.checks)
        return max(0, min(len(self.checks), self.failure.sequence - 1))


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of verifying a store or file: how much was checked, and what failed, in order."""

    chains: int
    events: int
    days: int
    failures: tuple[Failure, ...] = field(default=())
