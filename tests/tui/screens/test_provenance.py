"""Provenance on the screen: the chain, the demonstration, keys, files; in every size and both languages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Store
from store.provenance.chain_file import verify_file
from store.provenance.keys import Keyring
from tests.store.provenance.chains import delivered
from tests.tui.driving import Driver, running
from tui import config, i18n
from tui.screens.provenance import ProvenanceScreen
from tui.theme import DARK, LIGHT
from tui.widgets.provenance.faces import digits, face, hue_of
from tui.widgets.provenance.view import ProvenanceView


def view(driver: Driver) -> ProvenanceView:
    screen = driver.app.screen
    assert isinstance(screen, ProvenanceScreen)
    assert screen._view is not None
    return screen._view


@given(st.binary(min_size=32, max_size=32))
def test_a_face_is_mirrored_and_the_same_for_the_same_hash(digest: bytes) -> None:
    from tui.art.cells import SEXTANTS

    for columns in (3, 4):
        for line in face(digest, columns):
            bits = [SEXTANTS.index(sign) for sign in line]
            turned = [sum((b >> (i ^ 1) & 1) << i for i in range(6)) for b in reversed(bits)]
            assert len(line) == columns
            assert bits == turned
    assert face(digest) == face(bytes(digest))
    for palette in (DARK, LIGHT):
        assert hue_of(digest, palette) != hue_of(digest, palette, dim=True)


async def test_a_product_shows_the_batch_on_the_shelf(store: Store) -> None:
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("p")
        assert view(driver).verdict.failure is None
        text = driver.text
        for words in ("灌装", "进区放行", "7 / 7 ✓", "6 / 6 ✓", "一致", "签名证明谁说的，不证明他说得对。"):
            assert words in text
        for event in view(driver).shown.events:
            assert digits(event.hash) in text


async def test_the_size_that_was_chosen_comes_first(store: Store) -> None:
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("v", "p")
        assert "60 ml" in driver.text
        await driver.press("tab")
        assert "30 ml" in driver.text
        assert "2/2" in driver.text


async def test_an_order_shows_what_became_of_its_own_unit(store: Store) -> None:
    order = delivered(store)
    async with running(store, (120, 60), start=("order", order)) as driver:
        await driver.press("p")
        assert [e.statement.step for e in view(driver).shown.events if e.statement][-1] == "delivered"
        assert view(driver).shown.unit in driver.text
        assert "签收" in driver.text


@pytest.mark.parametrize(
    ("size", "language"), [((80, 24), "en"), ((80, 24), "zh"), ((120, 40), "en"), ((200, 50), "zh")]
)
async def test_the_demonstration_names_event_byte_and_both_values(
    store: Store, size: tuple[int, int], language: str
) -> None:
    i18n.use(language)
    async with running(store, size, start=("product", "sunscreen")) as driver:
        await driver.press("p", "X")
        assert (view(driver).failed, view(driver).verdict.trusted) == (4, 3)
        found = view(driver).difference(4)
        assert found is not None
        text = driver.text
        for words in (
            str(found.offset + 1),
            f" {found.old:02x} ",
            f" {found.new:02x} ",
            "30 ml → 50 ml",
            "≠",
        ):
            assert words in text
        assert store.provenance.audit().failures == ()
        await driver.press("X")
        assert view(driver).verdict.failure is None
        assert "≠" not in driver.text


async def test_what_was_changed_in_the_file_itself_is_found(store: Store) -> None:
    chain = store.provenance.of_sku("sunscreen-30")
    with sqlite3.connect(store.database.path) as connection:
        connection.execute("DROP TRIGGER provenance_events_no_update")
        connection.execute(
            "UPDATE provenance_events SET body = CAST(replace(body, '2026', '2027') AS BLOB), signature = zeroblob(64)"
            " WHERE chain = ? AND sequence = 3",
            (chain.id,),
        )
    connection.close()
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("p")
        assert view(driver).failed == 3
        assert (view(driver).verdict.trusted, len(view(driver).shown.events)) == (2, 7)
        assert "接在断链后" in driver.text
        await driver.press("v")
        assert view(driver).failed == 3


async def test_enter_opens_what_was_signed(store: Store) -> None:
    async with running(store, start=("product", "mask")) as driver:
        await driver.press("p", "down", "enter")
        assert '"sequence":2' in driver.text.replace("\n", "").replace(" ", "")
        await driver.press("enter")
        assert '"sequence":2' not in driver.text.replace("\n", "").replace(" ", "")


async def test_the_keys_of_all_parties(store: Store) -> None:
    async with running(store, start=("product", "mask")) as driver:
        await driver.press("p", "i")
        for party in view(driver).parties:
            assert party in driver.text
        await driver.press("i")
        assert "上架" in driver.text


async def test_the_selection_leads_the_path_to_the_root(store: Store) -> None:
    async with running(store, start=("product", "mask")) as driver:
        await driver.press("p")
        assert "第 1 环到根" in driver.text
        await driver.press("down", "down")
        assert "第 3 环到根" in driver.text


@pytest.mark.parametrize("keys", [("o",), ("X", "o")])
async def test_export_writes_what_is_shown(store: Store, keys: tuple[str, ...]) -> None:
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("p", *keys)
        (written,) = Path(config.data_path().parent).glob("provenance-*.jsonl")
        audit, _ = verify_file(written.read_bytes(), Keyring())
        assert [failure.sequence for failure in audit.failures] == ([4] if "X" in keys else [])


async def test_goods_that_were_never_delivered_say_so(store: Store) -> None:
    async with running(store, start=("product", "red")) as driver:
        await driver.press("p")
        assert "还没有到过货" in driver.text
        await driver.press("X", "v", "i", "o", "y", "tab", "enter", "escape")
        assert driver.app.screen.__class__.__name__ == "ProductScreen"


@pytest.mark.parametrize("size", [(40, 12), (100, 30)])
async def test_small_and_odd_sizes(store: Store, size: tuple[int, int]) -> None:
    async with running(store, size, start=("product", "sunscreen")) as driver:
        await driver.press("p", "X", "down", "enter", "i", "i")
        assert driver.app._exception is None
        assert all(len(line) <= size[0] for line in driver.text.splitlines())


async def test_language_and_theme_are_switched_in_place(store: Store) -> None:
    async with running(store, start=("product", "sunscreen")) as driver:
        await driver.press("p", "L", "T")
        assert "A signature proves who said it" in driver.text
        await driver.press("L")
        assert "签名证明谁说的" in driver.text
