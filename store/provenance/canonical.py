"""One way to write a record as bytes, so that everybody signs and hashes the same.

JSON in UTF-8 with sorted keys and no blanks, of texts, whole numbers, lists and objects: for those the
canonical form of RFC 8785.
"""

from __future__ import annotations

import json
from typing import Any


def encode(record: dict[str, Any]) -> bytes:
    """Return the one way to write ``record``."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def parse(data: bytes) -> dict[str, Any]:
    """Read a record; ``ValueError`` where it is none. For bytes whose very form is signed."""
    try:
        record = json.loads(data.decode())
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("not a record")
    return record


def decode(data: bytes) -> dict[str, Any]:
    """Read a record; ``ValueError`` where it is none, or is not written in the one way."""
    record = parse(data)
    if encode(record) != data:
        raise ValueError("not canonical")
    return record


def unhex(text: object, size: int) -> bytes:
    """Read ``size`` bytes from lower-case hexadecimal digits; ``ValueError`` for anything else.

    ``bytes.fromhex`` alone also takes capitals and blanks: two texts for one value.
    """
    if not isinstance(text, str):
        raise ValueError("not hexadecimal")
    data = bytes.fromhex(text)
    if len(data) != size or data.hex() != text:
        raise ValueError("not hexadecimal")
    return data
