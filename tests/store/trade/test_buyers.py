"""Addresses and identity cards: checked when they are typed, sealed at rest, shown masked."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.clock import FixedClock
from store.errors import StoreError
from store.trade.buyers import mask_name, mask_number, mask_phone
from store.trade.vault import Vault
from tests.small_world import NOW, open_small

NUMBER = "11010519491231002X"  # the example of GB 11643-1999
MINOR = "310101201001011000"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_small(tmp_path / "world.db")


def write(store: Store, **changes: str) -> object:
    typed = {
        "label": "家",
        "recipient": "阿岚",
        "phone": "138 0000 2046",
        "region": "浙江",
        "street": "西溪路 556 号",
    }
    return store.buyers.write_address("alan", **{**typed, **changes})


def minor_number() -> str:
    from stdnum.cn import ric

    return MINOR[:-1] + ric.calc_check_digit(MINOR)


def test_an_address_is_kept_masked_and_at_its_place(store: Store) -> None:
    write(store)
    kept = store.buyers.addresses("alan")[-1]
    assert (kept.recipient, kept.phone_masked, kept.region.en) == ("阿岚", "138****2046", "Zhejiang")
    assert (round(kept.lat), round(kept.lon), kept.region_code) == (30, 120, "ZJ")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient": " \u202e "}, "recipient_missing"),
        ({"phone": "0571-88156688"}, "phone_invalid"),
        ({"phone": "1380000204"}, "phone_invalid"),
        ({"region": "Atlantis"}, "unknown_region"),
        ({"region": ""}, "unknown_region"),
        ({"region": "香港"}, "not_delivered_there"),
        ({"street": "1号"}, "street_missing"),
    ],
)
def test_what_cannot_be_delivered_to_is_refused(store: Store, changes: dict[str, str], code: str) -> None:
    before = store.buyers.addresses("alan")
    with pytest.raises(StoreError, match=code):
        write(store, **changes)
    assert store.buyers.addresses("alan") == before


def test_an_address_can_be_taken_off_and_put_back(store: Store) -> None:
    first, second = store.buyers.addresses("alan")
    store.buyers.remove_address("alan", first.id)
    assert store.buyers.addresses("alan") == (second,)
    store.buyers.remove_address("xiaoman", second.id)  # somebody else's hand changes nothing
    store.buyers.remove_address("alan", first.id, gone=False)
    assert store.buyers.addresses("alan") == (first, second)


@pytest.mark.parametrize(
    ("name", "number", "until", "code"),
    [
        ("", NUMBER, "", "identity_name_missing"),
        ("李", NUMBER, "", "identity_name_missing"),
        ("李明", NUMBER[:-1] + "1", "", "identity_number_invalid"),
        ("李明", "110105194912310", "", "identity_number_invalid"),
        ("李明", "", "", "identity_number_invalid"),
        ("李明", NUMBER, "2026-11-21", "identity_expired"),
        ("李明", NUMBER, "soon", "identity_date_invalid"),
    ],
)
def test_a_card_that_customs_would_refuse_is_refused(
    store: Store, name: str, number: str, until: str, code: str
) -> None:
    before = store.buyers.identity("alan")
    with pytest.raises(StoreError, match=code):
        store.buyers.verify("alan", name, number, until)
    assert store.buyers.identity("alan") == before


def test_invariant_18_the_file_holds_no_name_and_no_number(store: Store, tmp_path: Path) -> None:
    shown = store.buyers.verify("alan", "李明远", NUMBER, "2031-05-20")
    write(store, recipient="赵小北", phone="13912345678")
    assert (shown.name_masked, shown.number_masked) == ("**远", "1101**********002X")
    store.database.read().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written = b"".join(file.read_bytes() for file in tmp_path.glob("world.db*"))
    for secret in ("李明远", NUMBER, "19491231", "13912345678"):
        assert secret.encode() not in written
    key = tmp_path / "world.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_an_identity_is_opened_only_with_its_own_key(store: Store, tmp_path: Path) -> None:
    store.buyers.verify("alan", "李明远", NUMBER)
    assert store.buyers.check_identity("alan", adult=True).name_masked == "**远"
    (tmp_path / "world.key").unlink()
    again = Store.open(tmp_path / "world.db", FixedClock(NOW))
    with pytest.raises(StoreError, match="identity_sealed"):
        again.buyers.check_identity("alan")
    again.buyers.verify("alan", "李明远", NUMBER)  # the way out: the card is typed again
    assert again.buyers.check_identity("alan")


def test_a_card_that_expires_between_two_orders_stops_the_second(store: Store) -> None:
    store.buyers.verify("alan", "李明远", NUMBER, "2026-11-25")
    assert store.buyers.check_identity("alan")
    store.world.advance(4 * 86_400)
    with pytest.raises(StoreError, match="identity_expired"):
        store.buyers.check_identity("alan")


def test_a_minor_buys_masks_and_no_wine(store: Store) -> None:
    store.buyers.verify("alan", "小树苗", minor_number())
    store.stock.move("red-750", "receive", 3, "more")
    for sku, allowed in (("mask-7", True), ("red-750", False)):
        draft = store.checkout.begin_now("alan", sku)
        if allowed:
            assert store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")
        else:
            with pytest.raises(StoreError, match="identity_minor"):
                store.checkout.place("alan", draft, draft.addresses[0].id, "alipay")


@given(
    st.text(alphabet="李明ab", min_size=2, max_size=6),
    st.text(alphabet="0123456789", min_size=11, max_size=18),
)
def test_invariant_18_masks_show_a_character_of_a_name_and_eight_of_a_number(name: str, number: str) -> None:
    assert mask_name(name) == "*" * (len(name) - 1) + name[-1]
    assert mask_number(number) == number[:4] + "*" * (len(number) - 8) + number[-4:]
    assert mask_phone(number) == number[:3] + "*" * (len(number) - 7) + number[-4:]


def test_a_sealed_record_differs_each_time_and_opens_to_the_same(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "a.db")
    one, two = vault.seal({"a": "1"}), vault.seal({"a": "1"})
    assert one != two
    assert vault.unseal(one) == Vault(tmp_path / "a.db").unseal(two) == {"a": "1"}
    with pytest.raises(StoreError, match="identity_sealed"):
        Vault(tmp_path / "other.db").unseal(one)
