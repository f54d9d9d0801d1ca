"""Over SSH and in tmux: the real programs, where this machine has them."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

SEXTANTS = range(0x1FB00, 0x1FB3C)


def program(name: str) -> str | None:
    """Return a program of this machine, also one that only root has in the path."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def app(folder: Path, *arguments: str) -> str:
    """Return the command line of an app with a home of its own, in Chinese, on a throw-away world."""
    home = [
        f"{name}={folder}"
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    ]
    words = ["env", *home, "PYTHONPATH=" + str(ROOT), sys.executable, "-m", "tui", "--lang", "zh", *arguments]
    return shlex.join(words)


def until_in_cells(terminal: Terminal) -> None:
    """Wait until pictures are drawn in the characters that every terminal program passes on."""
    terminal.until(
        lambda: sum(ord(letter) in SEXTANTS for letter in terminal.text) >= 50, "pictures in cells"
    )


@contextmanager
def sshd(folder: Path, command: str) -> Iterator[list[str]]:
    """Run a server on this machine that lets one key in, for one command; yield how to come in."""
    for name in ("host", "visitor"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(key, check=True)
    public = (folder / "visitor.pub").read_text()
    (folder / "authorized").write_text(f'restrict,pty,command="{command}" {public}')
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    options = {
        "ListenAddress": "127.0.0.1", "Port": port, "HostKey": folder / "host", "PidFile": "none",
        "AuthorizedKeysFile": folder / "authorized", "StrictModes": "no", "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no", "UsePAM": "no", "AcceptEnv": "COLORTERM",
    }  # fmt: skip
    server = program("sshd")
    assert server is not None
    Path("/run/sshd").mkdir(exist_ok=True)  # where it parts with its rights; systemd makes it elsewhere
    settings = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    process = subprocess.Popen([server, "-D", "-e", "-f", "/dev/null", *settings], stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < until:
            with socket.socket() as asked:
                if not asked.connect_ex(("127.0.0.1", int(port))):
                    break
        known = ["-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder / 'known'}"]
        yield [
            "ssh", "-tt", "-q", "-F", "none", "-p", port, "-i", str(folder / "visitor"), "-o",
            "IdentitiesOnly=yes", "-o", "SendEnv=COLORTERM", *known, f"{getpass.getuser()}@127.0.0.1",
        ]  # fmt: skip
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(program("sshd") is None or program("ssh") is None, reason="no OpenSSH server here")
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may let others in")
def test_over_ssh_a_key_opens_the_shop_and_nothing_else(tmp_path: Path) -> None:
    world = tmp_path / "visitor.db"
    with sshd(tmp_path, app(tmp_path, "--now", "2026-11-22T15:42", "--db", str(world))) as come_in:
        terminal = Terminal([*come_in, "cat", "/etc/passwd"], (100, 32))
        terminal.wait_for("♡")
        until_in_cells(terminal)
        terminal.write("4")
        terminal.wait_for("按紧急排序")
        terminal.write("q")
        assert terminal.end() == 0
        assert b"root:" not in terminal.raw
        assert world.exists()


@pytest.mark.skipif(program("tmux") is None, reason="no tmux here")
def test_in_tmux_the_wall_is_drawn_in_cells_and_a_tour_is_taken_over(tmp_path: Path) -> None:
    tmux = ["tmux", "-L", f"xhs-{os.getpid()}", "-f", "/dev/null"]
    command = app(tmp_path, "demo", "tour", "--pace", "20")
    terminal = Terminal([*tmux, "new-session", command], (110, 36), {"TERM": "xterm-256color"})
    try:
        terminal.wait_for("拆单")
        terminal.write("5")
        terminal.wait_for("ctrl+t")
        shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True)
        assert "ctrl+t" in shown.stdout
        terminal.write("1")
        until_in_cells(terminal)
        terminal.write("ctrl+q")
        assert terminal.end() == 0
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
