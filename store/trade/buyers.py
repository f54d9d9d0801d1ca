"""What a buyer needs for an order: addresses, and a verified identity that is kept only masked."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import replace
from datetime import date

from store.clock import Clock
from store.database.base import Database, both
from store.database.rows import insert, upsert
from store.errors import StoreError
from store.identifiers import Identifiers
from store.logistics import regions
from store.pricing.customs_tax import tax_day
from store.trade.records import Address, Identity
from store.trade.vault import Vault
from store.words import Bilingual, clean
from store.world import WorldRoom

_SALT = "quota-salt"
_MOBILE = re.compile(r"(\+?86)?1[3-9]\d{9}")
SHORTEST_STREET = 4
ADULT_YEARS = 18
"""From which age wine is sold (Law of the PRC on the Protection of Minors, article 59)."""


class BuyersRoom:
    """Addresses and identities."""

    def __init__(
        self, database: Database, clock: Clock, *, world: WorldRoom, identifiers: Identifiers
    ) -> None:
        self._database = database
        self._clock = clock
        self._world = world
        self._identifiers = identifiers
        self._vault = Vault(database.path)

    def addresses(self, buyer_id: str) -> tuple[Address, ...]:
        """Return a buyer's addresses, the oldest first."""
        query = "SELECT * FROM addresses WHERE buyer_id = ? AND NOT gone ORDER BY id"
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
            cursor = insert(
                connection,
                "addresses",
                {
                    "buyer_id": buyer_id,
                    "label_zh": clean(address.label.zh),
                    "label_en": clean(address.label.en),
                    "recipient": clean(address.recipient),
                    "phone_masked": masked,
                    "region_zh": clean(address.region.zh),
                    "region_en": clean(address.region.en),
                    "street_zh": clean(address.street.zh),
                    "street_en": clean(address.street.en),
                    "lat": address.lat,
                    "lon": address.lon,
                    "region_code": address.region_code,
                },
            )
        return replace(address, id=int(cursor.lastrowid or 0), phone_masked=masked)

    def write_address(
        self, buyer_id: str, *, label: str, recipient: str, phone: str, region: str, street: str
    ) -> Address:
        """Check what was typed and keep it as an address.

        Raises ``StoreError``: ``recipient_missing``, ``phone_invalid``, ``unknown_region(region=)``,
        ``not_delivered_there(region=)``, ``street_missing``.
        """
        who, where = clean(recipient).strip(), clean(street).strip()
        if not who:
            raise StoreError("recipient_missing")
        if not _MOBILE.fullmatch(re.sub(r"[ \-]", "", phone.strip())):
            raise StoreError("phone_invalid")
        found = regions.find(clean(region))
        if found is None:
            raise StoreError("unknown_region", region=clean(region).strip())
        if not found.served:
            raise StoreError("not_delivered_there", region=found.name)
        if len(where) < SHORTEST_STREET:
            raise StoreError("street_missing")
        name = Bilingual.same(clean(label).strip() or found.name.zh)
        return self.add_address(
            buyer_id,
            Address(0, name, who, phone, found.name, Bilingual.same(where), found.lat, found.lon, found.code),
        )

    def remove_address(self, buyer_id: str, address_id: int, gone: bool = True) -> None:
        """Take an address off the list (orders keep their own copy), or put it back."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE addresses SET gone = ? WHERE buyer_id = ? AND id = ?",
                (int(gone), buyer_id, address_id),
            )

    def identity(self, buyer_id: str) -> Identity | None:
        """Return the masked identity of a buyer, or ``None`` before verification."""
        query = "SELECT * FROM identities WHERE buyer_id = ?"
        row = self._database.read().execute(query, (buyer_id,)).fetchone()
        return Identity(buyer_id, row["name_masked"], row["number_masked"]) if row else None

    def verify(self, buyer_id: str, name: str, number: str, valid_until: str = "") -> Identity:
        """Check an identity card; keep it masked and as a salted hash, and what was typed only sealed.

        ``valid_until`` is a day (``2031-05-20``), empty for a card without end. The check digit is that
        of GB 11643-1999. Raises ``StoreError``: ``identity_name_missing``, ``identity_number_invalid``,
        ``identity_date_invalid(value=)``, ``identity_expired(day=)``.
        """
        from stdnum.cn import ric  # late: only a verification needs it

        name, number = clean(name).strip(), re.sub(r"\s", "", number).upper()
        if len(name) < 2:
            raise StoreError("identity_name_missing")
        if not ric.is_valid(number) or ric.get_birth_date(number) >= self._today():
            raise StoreError("identity_number_invalid")
        until = _day(valid_until.strip())
        if until is not None and until < self._today():
            raise StoreError("identity_expired", day=until.isoformat())
        sealed = self._vault.seal(
            {"name": name, "number": number, "until": until.isoformat() if until else ""}
        )
        return self.keep_identity(buyer_id, mask_name(name), mask_number(number), number, sealed)

    def check_identity(self, buyer_id: str, *, adult: bool = False) -> Identity:
        """Return the identity an order is placed with, checked again as of today.

        Raises ``StoreError``: ``identity_missing``, ``identity_expired(day=)``, ``identity_minor(years=)``,
        ``identity_sealed``.
        """
        found = self.identity(buyer_id)
        if found is None:
            raise StoreError("identity_missing")
        query = "SELECT sealed FROM identities WHERE buyer_id = ?"
        sealed = self._database.read().execute(query, (buyer_id,)).fetchone()[0]
        if sealed is None:  # one the world came with
            return found
        from stdnum.cn import ric

        fields = self._vault.unseal(sealed)
        until, today = _day(fields["until"]), self._today()
        if until is not None and until < today:
            raise StoreError("identity_expired", day=until.isoformat())
        born = ric.get_birth_date(fields["number"])
        if adult and (today.year - born.year, today.month, today.day) < (ADULT_YEARS, born.month, born.day):
            raise StoreError("identity_minor", years=ADULT_YEARS)
        return found

    def _today(self) -> date:
        return tax_day(self._clock.now())

    def keep_identity(
        self, buyer_id: str, name_masked: str, number_masked: str, secret: str, sealed: bytes | None = None
    ) -> Identity:
        """Keep an identity that is masked already; ``secret`` only goes into the salted hash."""
        with self._database.write() as connection:
            row = {
                "buyer_id": buyer_id,
                "name_masked": name_masked,
                "number_masked": number_masked,
                "quota_key": self._quota_key(secret),
                "sealed": sealed,
            }
            upsert(connection, "identities", row, key=("buyer_id",))
        return Identity(buyer_id, name_masked, number_masked)

    def _quota_key(self, secret: str) -> str:
        world = self._world
        if not world.get(_SALT):
            world.set(_SALT, self._identifiers.token("salt") + self._identifiers.token("salt"))
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
    """Return a row as an address."""
    return Address(
        id=row["id"],
        label=both(row, "label"),
        recipient=row["recipient"],
        phone_masked=row["phone_masked"],
        region=both(row, "region"),
        street=both(row, "street"),
        lat=row["lat"],
        lon=row["lon"],
        region_code=row["region_code"],
    )


def _day(text: str) -> date | None:
    """Read a day of a form; nothing (or 长期) is no day at all."""
    if text in ("", "长期"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StoreError("identity_date_invalid", value=text) from None
