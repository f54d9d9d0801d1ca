"""A tour in a real terminal: it plays, a key takes over, another hands back, and leaving restores everything."""

from __future__ import annotations

import sys

from tests.terminal import Terminal

LEAVES, SHOWS_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"


def test_a_tour_in_a_real_terminal() -> None:
    command = [sys.executable, "-m", "tui", "--lang", "zh", "demo", "tour", "--pace", "3"]
    terminal = Terminal(command, (100, 32))
    terminal.wait_for("这是一个终端")
    terminal.write("5")
    terminal.wait_for("ctrl+t 接着演")
    terminal.write("3")
    terminal.wait_for("今年额度")
    terminal.wait_for("逛  1/")
    terminal.write("\x14")  # ctrl+t
    terminal.wait_for("网断着也能逛")
    terminal.write("right")
    terminal.wait_for("阿栗骑车上班，防晒用到第三支")
    terminal.write("q")
    assert terminal.end() == 0
    raw = bytes(terminal.raw)
    assert raw.rfind(LEAVES) > raw.rfind(LEAVES.replace(b"l", b"h"))
    assert raw.rfind(SHOWS_CURSOR) > raw.rfind(SHOWS_CURSOR.replace(b"h", b"l"))
    assert b"Traceback" not in raw
