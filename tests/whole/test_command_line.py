"""The command line: answers for people and for programs, and clear words for what cannot be done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import PATIENCE, ROOT, Terminal


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.db"
    assert run("--db", str(path), "doctor").returncode == 0
    return path


def answer(world: Path, *arguments: str) -> Any:
    done = run("--db", str(world), *arguments, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert (said["ok"], said["schema"]) == (True, 1)
    return said["data"]


def test_doctor_counts_and_checks(world: Path) -> None:
    data = answer(world, "doctor")
    assert data["counts"]["notes"] >= 48
    assert data["counts"]["skus"] >= 120
    assert all(set(check) == {"name", "ok", "detail"} and check["ok"] for check in data["checks"])


def test_parcels_one_of_them_and_a_carriers_own_events(world: Path, tmp_path: Path) -> None:
    parcels = answer(world, "track")["parcels"]
    flying = next(parcel for parcel in parcels if parcel["stage"] == "in_transit")
    one = answer(world, "track", flying["number"])
    assert one == answer(world, "track", flying["order"])
    assert {promise["code"] for promise in one["promises"]} == {"dispatch_120h", "delivery_14wd"}
    assert one["customs"]["state"] == "collecting"
    feed = tmp_path / "feed.json"
    handed = next(event["at"] for event in one["events"] if event["stage"] == "handed_over")
    at = datetime.fromtimestamp(handed, UTC).isoformat()
    events = [
        {"number": flying["number"], "event": "picked_up", "at": at},
        {"number": flying["number"], "event": "delivered", "at": at},
        {"number": "YO0", "event": "packed", "at": at},
    ]
    feed.write_text(json.dumps({"events": events}), "utf-8")
    taken = answer(world, "track", "--import", str(feed))
    assert (taken["new"], taken["orders"]) == (2, [flying["order"]])
    assert [one["because"] for one in taken["refused"]] == ["before_release", "unknown_parcel"]
    assert answer(world, "track", flying["number"])["scanned"]
    plain = run("--db", str(world), "--lang", "en", "track", "--import", str(feed))
    assert plain.returncode == 0 and "customs" in plain.stdout
    lost = run("--db", str(world), "track", "nothing")
    assert lost.returncode == 1 and "nothing" in lost.stderr and "Traceback" not in lost.stderr
    feed.write_text("[", "utf-8")
    broken = run("--db", str(world), "track", "--import", str(feed))
    assert broken.returncode == 1 and "JSON" in broken.stderr


def test_orders_and_one_of_them(world: Path) -> None:
    orders = answer(world, "orders")["orders"]
    assert len(orders) >= 10
    assert len({order["state"] for order in orders}) >= 5
    one = answer(world, "order", next(order["id"] for order in orders if order["stage"]))
    assert one["parcel"]["events"]
    assert one["lines"]


def test_search_finds_notes_and_goods(world: Path) -> None:
    found = answer(world, "search", "防晒")
    assert "sunscreen-third-tube" in [note["id"] for note in found["notes"]]
    assert "yuzuki-aqua-sunscreen" in [product["id"] for product in found["products"]]
    assert len(answer(world, "search", "a", "--limit", "3")["products"]) == 3


def test_an_unknown_order_is_refused(world: Path) -> None:
    done = run("--db", str(world), "order", "XHS000", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert (said["ok"], said["error"]["code"]) == (False, "unknown_order")
    plain = run("--db", str(world), "--lang", "zh", "order", "XHS000")
    assert plain.returncode == 1
    assert "XHS000" in plain.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [["orders"], ["search", "tea"], ["doctor"]])
def test_plain_answers(world: Path, language: str, command: list[str]) -> None:
    done = run("--db", str(world), "--lang", language, *command)
    assert done.returncode == 0
    assert done.stdout.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lang", "fr"], "fr"),
        (["--theme", "no-such"], "no-such"),
        (["--now", "yesterday", "orders"], "yesterday"),
        (["open", "cat/1"], "cat/1"),
        (["nonsense"], "nonsense"),
        (["search"], ""),
    ],
)
def test_wrong_usage_is_told_with_its_value(world: Path, arguments: list[str], words: str) -> None:
    done = run("--db", str(world), *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ["directory", "text", "newer", "half"])
def test_a_database_that_cannot_be_opened(world: Path, tmp_path: Path, kind: str) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    if kind == "directory":
        path.mkdir()
    elif kind == "text":
        path.write_text("a diary" * 100)
    elif kind == "newer":
        sqlite3.connect(path).execute("PRAGMA user_version = 99").connection.close()
    else:
        path.write_bytes(world.read_bytes()[:100_000])
    done = run("--db", str(path), "--lang", "zh", "orders")
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    said = json.loads(run("--db", str(path), "orders", "--json").stdout)
    assert said["error"]["code"].startswith("db_")


def test_without_a_terminal(world: Path) -> None:
    done = run("--db", str(world), "--lang", "en")
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_a_dumb_terminal(world: Path) -> None:
    terminal = Terminal(
        [sys.executable, "-m", "tui", "--db", str(world), "--lang", "en"], env={"TERM": "dumb"}
    )
    assert terminal.end() == 2
    assert "TERM" in terminal.text


def test_nothing_private_is_printed(world: Path) -> None:
    import re

    text = run("--db", str(world), "orders", "--json").stdout
    for order in json.loads(text)["data"]["orders"]:
        text += run("--db", str(world), "order", order["id"], "--json").stdout
    assert not re.search(r"\b\d{17}[\dX]\b", text)
    assert not re.search(r"\b1[3-9]\d{9}\b", text)


def tax(text: str, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", "--lang", "en", "tax", "-", *flags],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_tax_of_a_basket() -> None:
    serum = {"class": "cosmetics", "price": "300.00", "net_content": {"amount": "30", "unit": "ml"}}
    basket = json.dumps({"date": "2026-11-22", "lines": [serum]})
    done = tax(basket, "--json")
    assert done.returncode == 0
    data = json.loads(done.stdout)["data"]
    assert (data["consumption_tax"], data["vat"], data["payable"]) == ("37.06", "32.12", "369.18")
    assert "369.18" in tax(basket).stdout


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"lines": [{"quantity": ' + "9" * 5_000 + "}]}", "JSON"),
        ("{}", "lines"),
        ('{"lines": [{"class": "gold", "price": "1"}]}', "class"),
    ],
    ids=["cut off", "nested too deep", "a number without end", "empty", "unknown class"],
)
def test_a_basket_nobody_can_read_names_its_field(text: str, field: str) -> None:
    done = tax(text, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["ok"]) == (2, False)
    assert field in said["error"]["field"]
    assert field in tax(text).stderr


def test_a_basket_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "basket.json"
    basket = {"lines": [{"class": "supplement", "price": "300.00"}]}
    file.write_text(json.dumps(basket), encoding="utf-8-sig")
    assert json.loads(run("tax", str(file), "--json").stdout)["data"]["payable"] == "327.30"


def test_a_basket_that_is_not_there_is_told_as_json(tmp_path: Path) -> None:
    for file in (tmp_path / "none.json", tmp_path):
        done = run("--lang", "en", "tax", str(file), "--json")
        assert done.returncode == 2
        assert json.loads(done.stdout)["error"] == {"code": "basket_unreadable", "file": str(file)}
        assert str(file) in run("--lang", "en", "tax", str(file)).stderr


def test_scenarios_are_listed_and_opened(tmp_path: Path) -> None:
    listed = run("--lang", "en", "scenarios", "--json")
    names = json.loads(listed.stdout)["data"]
    assert {
        "newcomer",
        "red-friday",
        "parcel-held",
        "late-dispatch",
        "over-the-limit",
        "last-unit",
    } <= names.keys()
    assert all(name in run("scenarios").stdout for name in names)
    held = json.loads(run("--scenario", "newcomer", "orders", "--json").stdout)
    assert held["data"]["orders"] == []


def test_an_unknown_scenario_is_refused_with_those_there_are() -> None:
    done = run("--lang", "en", "--scenario", "moon", "scenarios")
    assert done.returncode == 2
    assert "moon" in done.stderr
    assert "parcel-held" in done.stderr


def test_a_scenario_begins_where_it_says() -> None:
    command = [sys.executable, "-m", "tui", "--lang", "zh", "--scenario", "red-friday"]
    terminal = Terminal(command)
    terminal.wait_for("红色星期五")
    assert "周五 20:0" in terminal.text
    terminal.press("q")
    assert terminal.end() == 0


def test_reset_keeps_the_old_world(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    assert run("--db", str(path), "doctor").returncode == 0
    refused = run("--db", str(path), "reset")
    assert refused.returncode == 1
    assert len(list(tmp_path.glob("*.db"))) == 1
    done = run("--db", str(path), "reset", "--yes")
    assert done.returncode == 0, done.stderr
    kept = [file for file in tmp_path.glob("*.db") if file != path]
    assert len(kept) == 1
    assert str(kept[0]) in done.stdout
    for file in (path, kept[0]):
        assert run("--db", str(file), "doctor").returncode == 0
