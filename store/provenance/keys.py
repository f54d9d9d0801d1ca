"""The keys of the parties.

This is a teaching set-up: the parties are invented, so their private keys are derived from a seed that
everybody can read. Whoever has this program can sign as anybody. A real party keeps its key to itself and
publishes only the public half; verification needs nothing but that half, here as there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NOTARY = "notary/platform"
_SEED = "xhs-tui/provenance/teaching-keys/1/"


@cache
def _private(party: str) -> Ed25519PrivateKey:
    # late: 35 ms that only provenance and identities need
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(sha256((_SEED + party).encode()).digest())


def sign(party: str, data: bytes) -> bytes:
    """Return the party's signature (64 bytes, the same every time: RFC 8032)."""
    return _private(party).sign(data)


@cache
def public_key(party: str) -> bytes:
    """Return the public key of a party (32 bytes)."""
    return _private(party).public_key().public_bytes_raw()


class Keyring:
    """Public keys one trusts: those given, or (``None``) those of this program's invented parties."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self._known = known
        self._ready: dict[str, Ed25519PublicKey] = {}

    def key(self, party: str) -> bytes | None:
        """Return the key of a party, or ``None`` for an unknown one."""
        return public_key(party) if self._known is None else self._known.get(party)

    def holds(self, party: str, signature: bytes, data: bytes) -> bool:
        """Tell whether ``signature`` is the party's own under ``data``."""
        from cryptography.exceptions import InvalidSignature

        ready = self._ready.get(party)
        if ready is None:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

            key = self.key(party)
            if key is None:
                return False
            ready = self._ready[party] = Ed25519PublicKey.from_public_bytes(key)
        try:
            ready.verify(signature, data)
        except InvalidSignature:
            return False
        return True
