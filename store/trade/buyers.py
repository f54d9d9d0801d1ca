"""What a buyer needs for an order: addresses, and a verified identity that is kept only masked."""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from store.clock import Clock
from store.database import Database, both
from store.errors import StoreError
from store.trade.records import Address, Identity
from store.words import clean

if TYPE_CHECKING:
    from store.shop import Store

_SALT = "quota-salt"


class BuyersRoom:
    """Addresses and identities."""

    def __init__(self, database: Database, clock: Clock, store: Store) -> None:
        self._database = database
        self._store = store

    def addresses(self, buyer_id: str) -> tuple[Address, ...]:
        """Return a buyer's addresses, the oldest first."""
        query = "SELECT * FROM addresses WHERE buyer_id = ? ORDER BY id"
        return tuple(_address(row) for row in self._database.read().execute(query, (buyer_id,)))

    def address(self, buyer_id: str, address_id: int) -> Address:
        """Return one address; raises ``StoreError("unknown_address", id=...)``."""
        for address in self.addresses(buyer_id):
            if address.id == address_id:
                return address
        raise StoreError("unknown_address", id=address_id)

    def add_address(self, buyer_id: str, address: Address) -> Address:
        """Keep an address (its ``id`` is given here) and return it; the phone number is masked."""
        masked = mask_phone(address.phone_masked)
        with self._database.write() as connection:
            cursor = connection.execute(
                """INSERT INTO addresses (buyer_id, label_zh, label_en, recipient, phone_masked,
                       region_zh, region_en, street_zh, street_en, lat, lon)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    buyer_id,
                    clean(address.label.zh),
                    clean(address.label.en),
                    clean(address.recipient),
                    masked,
                    clean(address.region.zh),
                    clean(address.region.en),
                    clean(address.street.zh),
                    clean(address.street.en),
                    address.lat,
                    address.lon,
                ),
            )
        return replace(address, id=int(cursor.lastrowid or 0), phone_masked=masked)

    def identity(self, buyer_id: str) -> Identity | None:
        """Return the masked identity of a buyer, or ``None`` before verification."""
        query = "SELECT * FROM identities WHERE buyer_id = ?"
        row = self._database.read().execute(query, (buyer_id,)).fetchone()
        return Identity(buyer_id, row["name_masked"], row["number_masked"]) if row else None

    def verify(self, buyer_id: str, name: str, number: str) -> Identity:
        """Check an identity number and keep its masked form and a salted hash, never the number.

        Raises ``StoreError``: ``identity_name_missing``, or ``identity_number_invalid``.
        """
        from stdnum.cn import ric  # late: only a verification needs it

        name, number = clean(name).strip(), number.strip().upper()
        if not name:
            raise StoreError("identity_name_missing")
        if not ric.is_valid(number):
            raise StoreError("identity_number_invalid")
        return self.keep_identity(buyer_id, mask_name(name), mask_number(number), number)

    def keep_identity(self, buyer_id: str, name_masked: str, number_masked: str, secret: str) -> Identity:
        """Keep an identity that is masked already; ``secret`` only goes into the salted hash."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO identities VALUES (?, ?, ?, ?) ON CONFLICT (buyer_id) DO UPDATE SET
                   name_masked = excluded.name_masked, number_masked = excluded.number_masked,
                   quota_key = excluded.quota_key""",
                (buyer_id, name_masked, number_masked, self._quota_key(secret)),
            )
        return Identity(buyer_id, name_masked, number_masked)

    def _quota_key(self, secret: str) -> str:
        world = self._store.world
        if not world.get(_SALT):
            world.set(_SALT, secrets.token_hex(16))
        # A number has few unknown digits: a slow hash keeps a stolen file from giving them away.
        return hashlib.scrypt(secret.encode(), salt=world.get(_SALT).encode(), n=2**12, r=8, p=1).hex()[:32]


def mask_name(name: str) -> str:
    """Return a name with all but its last character starred."""
    return "*" * (len(name) - 1) + name[-1]


def mask_number(number: str) -> str:
    """Return an identity number with its first and last four characters."""
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_phone(phone: str) -> str:
    """Return a phone number with its middle starred; one that is masked already stays as it is."""
    if "*" in phone:
        return phone
    digits = re.sub(r"\D", "", phone)
    return digits[:3] + "*" * max(0, len(digits) - 7) + digits[-4:]


def _address(row: sqlite3.Row) -> Address:
    return Address(
        id=row["id"],
        label=both(row, "label"),
        recipient=row["recipient"],
        phone_masked=row["phone_masked"],
        region=both(row, "region"),
        street=both(row, "street"),
        lat=row["lat"],
        lon=row["lon"],
    )
