"""Merkle trees as in RFC 6962 (section 2.1): SHA-256, leaves and nodes told apart by their first byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

SIZE = 32


def leaf(data: bytes) -> bytes:
    """Return the hash of an entry."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows: it keeps the whole subtrees at its right edge, one of each height."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._edge: list[bytes] = []
        for one in leaves:
            self.add(one)

    def add(self, one: bytes) -> None:
        """Append a leaf (two hashes on average)."""
        whole = self.size
        while whole & 1:
            one = node(self._edge.pop(), one)
            whole >>= 1
        self._edge.append(one)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree as it is now; of an empty one the hash of nothing."""
        if not self._edge:
            return sha256(b"").digest()
        *rest, found = self._edge
        for one in reversed(rest):
            found = node(one, found)
        return found


def path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the hashes beside the way from the leaf at ``index`` up to the root, the lowest first."""
    beside: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        if index ^ 1 < len(level):
            beside.append(level[index ^ 1])
        pairs = [node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
        index >>= 1
    return tuple(beside)


def root_of(one: bytes, index: int, size: int, beside: Sequence[bytes]) -> bytes | None:
    """Return the root a leaf and its path lead to; ``None`` where the path cannot be that of a tree so large."""
    if not 0 <= index < size:
        return None
    last, steps = size - 1, iter(beside)
    found = one
    try:
        while last:
            if index & 1:
                found = node(next(steps), found)
            elif index < last:
                found = node(found, next(steps))
            index >>= 1
            last >>= 1
    except StopIteration:
        return None
    return found if next(steps, None) is None else None
