"""Sealing what must not be read by whoever gets hold of the file: identities at rest.

The key lies in the platform's keyring; where there is none, in a file beside the database that only its
owner may read (mode 0600). Losing the key loses nothing but the sealed identities: they are typed again.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from store.errors import StoreError

_SERVICE = "xhs-tui"


class Vault:
    """Seals and opens small records with one key for each world."""

    def __init__(self, database: Path) -> None:
        self._database = database.resolve()
        self._key: bytes | None = None

    def seal(self, fields: dict[str, str]) -> bytes:
        """Return the fields encrypted (AES-128-CBC with HMAC-SHA256, the Fernet format)."""
        sealed: bytes = self._box(create=True).encrypt(json.dumps(fields, sort_keys=True).encode())
        return sealed

    def unseal(self, sealed: bytes) -> dict[str, str]:
        """Return the fields again; raises ``StoreError("identity_sealed")`` without the right key."""
        from cryptography.fernet import InvalidToken

        try:
            found = json.loads(self._box(create=False).decrypt(sealed))
        except (InvalidToken, ValueError):
            raise StoreError("identity_sealed") from None
        return {str(name): str(value) for name, value in found.items()}

    def _box(self, *, create: bool):  # type: ignore[no-untyped-def]
        """Return the cipher with the key of this file; ``create`` makes a key where there is none."""
        from cryptography.fernet import Fernet  # late: 35 ms that only an identity needs

        if self._key is None:
            self._key = self._from_keyring() or self._from_file()
        if self._key is None and create:
            self._key = Fernet.generate_key()
            if not self._into_keyring(self._key):
                self._into_file(self._key)
        if self._key is None:
            raise StoreError("identity_sealed")
        return Fernet(self._key)

    @property
    def _file(self) -> Path:
        return self._database.with_suffix(".key")

    def _from_keyring(self) -> bytes | None:
        """Return the key from the system's keyring, or nothing where there is no keyring."""
        import keyring
        from keyring.errors import KeyringError

        with contextlib.suppress(KeyringError):
            if found := keyring.get_password(_SERVICE, str(self._database)):
                return found.encode()
        return None

    def _into_keyring(self, key: bytes) -> bool:
        """Put the key into the system's keyring; tells whether it can be read back."""
        import keyring
        from keyring.errors import KeyringError

        with contextlib.suppress(KeyringError):
            keyring.set_password(_SERVICE, str(self._database), key.decode())
            return keyring.get_password(_SERVICE, str(self._database)) == key.decode()
        return False

    def _from_file(self) -> bytes | None:
        return self._file.read_bytes() if self._file.exists() else None

    def _into_file(self, key: bytes) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
