"""A demonstration: one byte of a copy is changed, and the difference to what is kept is named.

Nothing here writes: the chain in the store stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.provenance.records import Chain, SignedEvent

BEFORE, AFTER = 4, 3


@dataclass(frozen=True, slots=True)
class Difference:
    """The first byte in which the body of an event differs from the one that is kept (``offset`` from 0).

    ``before`` and ``after`` are the bytes around it; ``fact`` is the name of a fact that reads otherwise now.
    """

    offset: int
    old: int
    new: int
    before: bytes
    after: bytes
    fact: str = ""
    was: str = ""
    now: str = ""


def tampered(chain: Chain) -> Chain:
    """Return a copy in which the net content at the middle of the chain reads two more: ``750`` becomes ``950``.

    A chain in which nobody says a net content comes back as it is.
    """
    stating = [
        n for n, event in enumerate(chain.events) if event.statement and event.statement.facts.get("net")
    ]
    if not stating:
        return chain
    number = min(stating, key=lambda n: (abs(n - len(chain.events) // 2), n))
    event = chain.events[number]
    mark = b'"net":"'
    offset = event.body.index(mark) + len(mark)
    digit = event.body[offset] - ord("0")
    swapped = (digit + 2) % 10 or 1
    body = event.body[:offset] + b"%d" % swapped + event.body[offset + 1 :]
    events = (*chain.events[:number], SignedEvent(body, event.signature), *chain.events[number + 1 :])
    return replace(chain, events=events)


def difference(kept: SignedEvent, found: SignedEvent) -> Difference | None:
    """Return where two bodies first differ; ``None`` where they are the same as far as the shorter one goes."""
    for offset, (old, new) in enumerate(zip(kept.body, found.body, strict=False)):
        if old != new:
            before = kept.body[max(0, offset - BEFORE) : offset]
            after = kept.body[offset + 1 : offset + 1 + AFTER]
            return Difference(offset, old, new, before, after, *_fact(kept, found))
    return None


def _fact(kept: SignedEvent, found: SignedEvent) -> tuple[str, str, str]:
    if kept.statement and found.statement:
        for name, was in kept.statement.facts.items():
            if (now := found.statement.facts.get(name, "")) != was:
                return name, was, now
    return "", "", ""
