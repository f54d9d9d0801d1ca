"""``xhs-tui verify``: a file, goods, an order or the whole store; what fails is named and ends with 1."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.small_world import open_small
from tests.store.provenance.chains import delivered
from tui.cli.main import main

Verify = Callable[..., Result]


@pytest.fixture
def world(tmp_path: Path) -> tuple[Path, str]:
    """A small world in which something was delivered, and the order's id."""
    path = tmp_path / "shop.db"
    store = open_small(path)
    order = delivered(store)
    store.world.set("story", "told")
    store.world.advance(30 * 86_400)
    store.close()
    return path, order


@pytest.fixture
def verify(world: tuple[Path, str]) -> Verify:
    def run(*arguments: str) -> Result:
        wanted = ["--db", str(world[0]), "--lang", "en", "--now", "2026-11-22T15:42", "verify", *arguments]
        return CliRunner().invoke(main, wanted)

    return run


def said(result: Result, code: int) -> Any:
    assert result.exit_code == code, result.output
    answer = json.loads(result.stdout)
    assert (answer["ok"], answer["schema"]) == (code == 0, 1)
    return answer["error"] if code else answer["data"]


def test_a_store_nobody_has_looked_at(verify: Verify) -> None:
    assert "--all" in verify().stdout
    data = said(verify("--all", "--json"), 0)
    assert data["events"] > 25
    assert said(verify("--json"), 0)["events"] == data["events"]


def test_goods_and_an_order(verify: Verify, world: tuple[Path, str]) -> None:
    result = verify("product/sunscreen")
    assert result.stdout.count("7 of 7") == 2
    (verdict,) = said(verify(f"order/{world[1]}", "--json"), 0)["verdicts"]
    assert (verdict["trusted"], verdict["ok"]) == (11, True)


def test_a_file_goes_out_and_is_verified_without_the_store(
    verify: Verify, world: tuple[Path, str], tmp_path: Path
) -> None:
    file = tmp_path / "chain.jsonl"
    assert str(file) in verify(f"order/{world[1]}", "--export", str(file)).stdout
    world[0].unlink()
    assert said(verify(str(file), "--json"), 0)["events"] == 11
    assert not world[0].exists()
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(json.loads(file.read_text("utf-8").splitlines()[0])["keys"]))
    assert verify(str(file), "--keys", str(keys)).exit_code == 0
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:4], lines[4].replace(b'"pieces":"1', b'"pieces":"7'), *lines[5:]]))
    error = said(verify(str(file), "--json"), 1)
    assert (error["code"], error["sequence"], error["fault"]) == ("provenance_broken", 4, "bad_signature")
    plain = verify(str(file))
    assert (plain.exit_code, "event 4: bad signature" in plain.stdout) == (1, True)


def test_a_store_that_was_written_to_behind_its_back(verify: Verify, world: tuple[Path, str]) -> None:
    verify("--all")
    with sqlite3.connect(world[0]) as connection:
        connection.execute("DROP TRIGGER provenance_events_no_delete")
        (chain,) = connection.execute("SELECT id FROM provenance_units").fetchone()
        connection.execute("DELETE FROM provenance_events WHERE chain = ? AND sequence = 8", (chain,))
    connection.close()
    error = said(verify("--json"), 1)
    assert (error["chain"], error["sequence"], error["fault"]) == (chain, 8, "missing")
    assert verify(f"order/{world[1]}").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere.jsonl",), 1, "nowhere.jsonl"),
        ((".",), 1, "."),
        (("product/nothing",), 1, "nothing"),
        (("product/red",), 1, "never been delivered"),
        (("order/XHS1",), 1, "XHS1"),
        (("product/mask", "--all"), 2, "verify"),
        (("--export", "x"), 2, "verify"),
        (("product/mask", "--keys", "x"), 2, "verify"),
        (("product/mask", "--export", "/nowhere/x"), 1, "/nowhere/x"),
    ],
)
def test_mistakes_are_told(verify: Verify, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = verify(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_files_that_are_none(verify: Verify, tmp_path: Path) -> None:
    for data in (b"", b"\x00" * 100, b"[" * 50_000, b'{"format":"xhs-tui-provenance"}'):
        (tmp_path / "file").write_bytes(data)
        result = verify(str(tmp_path / "file"))
        assert (result.exit_code, "Line 1" in result.stderr) == (1, True)
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(65_000_000)
    assert "too much" in verify(str(tmp_path / "huge")).stderr
