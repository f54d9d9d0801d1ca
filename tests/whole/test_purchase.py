"""The whole program in a real terminal: buying something by keys alone, and leaving whatever happens."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, ROOT, Terminal, shop

A_CARD = "♡"
"""What every card of a note that arrived has on it."""
SPLASH, MOUSE = b"\x1b[?1049h", b"\x1b[?1000h"
"""What the splash writes first, and the interface first (it asks for the mouse)."""


def ask(db: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def sound(db: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--db", str(db), "doctor"],
        cwd=ROOT,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode == 0


def restored(terminal: Terminal) -> bool:
    """Tell whether the other screen was left, the cursor shown, mouse and paste modes switched off."""
    raw = bytes(terminal.raw)
    modes = (1049, 1000, 1006, 2004)
    left = all(raw.rfind(b"\x1b[?%dl" % mode) >= raw.rfind(b"\x1b[?%dh" % mode) for mode in modes)
    return left and raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")


def to_the_sunscreen(terminal: Terminal) -> None:
    """Open the note about a sunscreen among those that were liked, and from it the product."""
    terminal.write("5")
    terminal.wait_for("我的笔记")
    terminal.write("tab")
    terminal.wait_for("油皮夏天第3支")
    terminal.press("enter")
    terminal.wait_for("文中商品")
    terminal.press("tab", "enter")
    terminal.wait_for("立即购买")


def test_buying_by_keys_alone(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    terminal = shop(db)
    terminal.wait_for(A_CARD)
    before = {row[0] for row in ask(db, "SELECT id FROM orders")}
    to_the_sunscreen(terminal)
    assert "86.19" in terminal.text
    terminal.press("B")
    terminal.wait_for("寄到哪里")
    for words in ("用谁的身份", "怎么付", "三单预检", "为你保留到"):
        terminal.write("enter")
        terminal.wait_for(words)
    terminal.wait_for("enter  我付好了")
    terminal.press("enter")
    terminal.wait_for("行程")
    terminal.press("q")
    assert terminal.end() == 0
    assert restored(terminal)

    (order,) = [
        row for row in ask(db, "SELECT id, state, payment, total_fen FROM orders") if row[0] not in before
    ]
    assert order[1:] == ("paid", "held", 8_619)
    escrow = f"SELECT SUM(fen) FROM ledger_entries WHERE order_id = '{order[0]}' AND account = 'escrow'"
    assert ask(db, escrow) == [(8_619,)]
    reserved = f"SELECT sku_id, kind, quantity FROM stock_movements WHERE reference = '{order[0]}'"
    assert ask(db, reserved) == [("yuzuki-aqua-sunscreen-30", "reserve", 1)]
    assert ask(db, f"SELECT COUNT(*) FROM parcels WHERE order_id = '{order[0]}'") == [(1,)]
    assert sound(db)


def test_from_a_note_by_set_code_and_split_to_a_refund(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    terminal = shop(db)
    terminal.wait_for(A_CARD)
    before = {row[0] for row in ask(db, "SELECT id FROM orders")}
    to_the_sunscreen(terminal)
    terminal.press("b", "3")
    terminal.wait_for("结算")
    terminal.write("o")
    terminal.wait_for("出门回家三件套")
    terminal.press("down", "down", "down", "enter")
    terminal.wait_for("凑成")
    terminal.write("m")
    terminal.wait_for("输入博主口令")
    terminal.press(*"ali8", "enter")
    terminal.wait_for("领到了")
    terminal.press("escape")
    terminal.wait_for("今年额度")
    terminal.press("end", "s")
    terminal.wait_for("结算 3 个包裹")
    terminal.write("B")
    for words in ("寄到哪里", "用谁的身份", "怎么付", "多按几次也只有这 3 单", "enter  我付好了"):
        terminal.wait_for(words)
        terminal.write("enter")
    terminal.wait_for("行程")
    terminal.press("X")
    terminal.wait_for("已取消")
    terminal.press("q")
    assert terminal.end() == 0

    placed = [
        row
        for row in ask(db, "SELECT id, state, payment, intent FROM orders ORDER BY rowid")
        if row[0] not in before
    ]
    assert [row[1:3] for row in placed] == [("cancelled", "refunded"), ("paid", "held"), ("paid", "held")]
    assert len({row[3] for row in placed}) == 1
    used = ask(db, f"SELECT DISTINCT offer_id FROM order_offers WHERE order_id = '{placed[0][0]}'")
    assert ("beach-set",) in used
    back = f"SELECT account, SUM(fen) FROM ledger_entries WHERE order_id = '{placed[0][0]}' GROUP BY account"
    assert {fen for _, fen in ask(db, back)} == {0}
    assert sound(db)


def test_two_windows_on_one_world(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    first = shop(db)
    first.wait_for(A_CARD)
    second = shop(db, size=(80, 24))
    second.wait_for(A_CARD)
    first.press("z")
    second.press("q")
    first.press("q")
    assert (first.end(), second.end()) == (0, 0)
    assert sound(db)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_leaves_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    db = tmp_path / "world.db"
    terminal = shop(db)
    terminal.wait_for(A_CARD)
    terminal.kill(number)
    assert terminal.end() == 128 + number
    assert restored(terminal)
    assert sound(db)


def test_a_closed_window_that_wakes_the_program_up_ends_it_all_the_same(tmp_path: Path) -> None:
    """Closing a terminal sends SIGCONT too, which is not the end of a suspension."""
    terminal = shop(tmp_path / "world.db")
    terminal.wait_for(A_CARD)
    taken = terminal.raw.count(MOUSE)
    terminal.kill(signal.SIGCONT)
    terminal.press("2")
    terminal.wait_for("国家和地区")
    assert terminal.raw.count(MOUSE) == taken  # it is not taken over again, by a second thread that reads
    terminal.kill(signal.SIGHUP)
    assert terminal.end() == 128 + signal.SIGHUP
    assert restored(terminal)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("sign", [SPLASH, MOUSE], ids=["the splash stands", "the interface takes over"])
def test_a_request_to_end_during_the_start_leaves_in_good_order(
    tmp_path: Path, sign: bytes, number: signal.Signals
) -> None:
    terminal = shop(tmp_path / "world.db")
    terminal.until(lambda: sign in terminal.raw, f"{sign!r} written")
    terminal.kill(number)
    assert terminal.end() == 128 + number, terminal.text
    assert restored(terminal)
    assert b"Traceback" not in terminal.raw


def test_ctrl_c_at_any_moment(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    for moment in ("xhs-tui", "推荐"):
        terminal = shop(db)
        terminal.wait_for(moment)
        terminal.write("ctrl+c")
        assert terminal.end() in (0, 130)
        assert restored(terminal)
        assert b"Traceback" not in terminal.raw
    assert sound(db)


def test_a_closed_window_ends_the_program(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    terminal = shop(db)
    terminal.wait_for(A_CARD)
    terminal.close()
    _, status = os.waitpid(terminal.pid, 0)
    terminal.status = os.waitstatus_to_exitcode(status)
    assert sound(db)


def test_killed_while_the_world_is_made(tmp_path: Path) -> None:
    db = tmp_path / "world.db"
    terminal = shop(db)
    while not db.exists():
        terminal.read(0.01)
    terminal.kill()
    assert terminal.end() == -signal.SIGKILL
    again = shop(db)
    again.wait_for(A_CARD)
    again.press("q")
    assert again.end() == 0
    assert sound(db)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
def test_a_language_switch_and_a_resize_in_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = shop(tmp_path / "world.db", size=size)
    terminal.wait_for("1 发现")
    terminal.press("L")
    terminal.wait_for("1 Discover")
    terminal.resize(100, 30)
    terminal.wait_for("2 Shop")
    terminal.press("q")
    assert terminal.end() == 0
