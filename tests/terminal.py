"""A real pseudo-terminal with an emulated screen, for tests and measurements of the whole program."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pyte
from wcwidth import wcwidth

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F",
    "ctrl+c": "\x03", "ctrl+q": "\x11", "space": " ",
}  # fmt: skip
# What the emulator cannot digest: device control strings, private prefixes, mode reports.
_SKIPPED = re.compile(
    rb"\x1b[P_^X].*?(?:\x1b\\|\x07)|\x1b\[[<=>][0-9;:]*[A-Za-z]|\x1b\[\??[0-9;]*[$ ][a-zA-Z]|\x1b\[\?[0-9;]*u",
    re.DOTALL,
)
_QUIET = 0.004
PATIENCE = 90.0
"""How many seconds a test waits for what it asserts: only a failure takes as long, even on a busy machine."""
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:?<=>$ ]*)?\Z|\x1b[P_^X\]][^\x1b\x07]*\Z")
ROOT = Path(__file__).parent.parent


class Screen(pyte.Screen):
    """A screen on which zero-width code points join the cell before them (stock pyte drops the rest)."""

    def draw(self, data: str) -> None:
        """Draw what has a width of its own."""
        super().draw("".join(character for character in data if wcwidth(character) != 0))


class Terminal:
    """A program in a pseudo-terminal of ``size`` (columns, rows)."""

    answer = b"\x1b[?62;22c"
    """What is replied to the question what it can do; empty: nothing."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None
    ) -> None:
        columns, rows = size
        self.screen = Screen(columns, rows)
        self.raw = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self.status: int | None = None
        self.found_at = self.found_cpu = self.last_at = 0.0
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(ROOT)
            # COLUMNS and LINES would win over the terminal's own size; readline sets them where only C sees.
            kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
            os.execvpe(command[0], list(command), kept)

    # -- reading

    def read(self, seconds: float, watch: str = "") -> bool:
        """Take in what comes within ``seconds``; return whether anything came.

        Emulating is slow: while the program writes, its output is only read and stamped; the screen
        follows when the line is quiet. ``found_at`` becomes the moment at which ``watch`` was written,
        ``found_cpu`` the processor time until then: what the program does while we emulate is not counted.
        """
        chunks: list[tuple[float, float, bytes]] = []
        while select.select([self.fd], [], [], seconds if not chunks else _QUIET)[0]:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                data = b""
            if not data:
                self._reap()
                break
            chunks.append((time.perf_counter(), self.cpu_ms() if watch else 0.0, data))
            if b"\x1b[c" in data and self.answer:
                os.write(self.fd, self.answer)
        for moment, cpu, data in chunks:
            self.raw += data
            self._feed(data)
            self.last_at = moment
            if watch and not self.found_at and watch in self.text:
                self.found_at, self.found_cpu = moment, cpu
        return bool(chunks)

    def _feed(self, data: bytes) -> None:
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else b""
        self._stream.feed(_SKIPPED.sub(b"", data[: cut.start()] if cut else data))

    def settle(self, quiet: float = 0.08, most: float = 10.0) -> None:
        """Take in everything until nothing has come for ``quiet`` seconds."""
        end = time.perf_counter() + most
        while self.status is None and time.perf_counter() < end and self.read(quiet):
            pass

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Read on until ``condition`` is true; say ``what`` was waited for when it never is."""
        end = time.perf_counter() + seconds
        while not condition():
            if self.status is not None or time.perf_counter() > end:
                raise AssertionError(f"never: {what}\n{self.text}")
            self.read(0.05)

    def wait_for(self, text: str, seconds: float = PATIENCE) -> float:
        """Wait until ``text`` stands on the screen; return the seconds since the start."""
        end = time.perf_counter() + seconds
        self.found_at = self.last_at if text in self.text else 0.0
        while not self.found_at:
            if self.status is not None or time.perf_counter() > end:
                raise AssertionError(f"{text!r} never appeared:\n{self.text}")
            self.read(0.05, text)
        return self.found_at - self.started

    @property
    def text(self) -> str:
        """What stands on the screen; wide characters without their second cell."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        )

    # -- writing

    def press(self, *keys: str, quiet: float = 0.15) -> None:
        """Press keys one by one, waiting after each until the screen rests."""
        for key in keys:
            self.write(key)
            self.settle(quiet)

    def write(self, key: str) -> None:
        """Press one key without waiting."""
        os.write(self.fd, KEYS.get(key, key).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def end(self, seconds: float = PATIENCE) -> int:
        """Wait for the program to end; return its exit code (negative: the signal that ended it).

        What it wrote last is read too: it may have ended before anybody looked.
        """
        end = time.perf_counter() + seconds
        while self.status is None and time.perf_counter() < end:
            self.read(0.05)
            self._reap(wait=False)
        if self.status is None:
            self.kill()
            raise AssertionError(f"still running:\n{self.text}")
        while self.read(0):
            pass
        return self.status

    def close(self) -> None:
        """Close the terminal under the program, as a closed window does."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _reap(self, wait: bool = True) -> None:
        if self.status is None:
            pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)

    def cpu_ms(self) -> float:
        """Return the processor time of all its threads so far, in milliseconds (Linux; 0 elsewhere)."""
        total = 0
        with suppress(OSError):  # a thread or the whole program has just ended
            for task in Path(f"/proc/{self.pid}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def memory_mb(self) -> float:
        """Return its resident memory in megabytes (Linux)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0


def shop(
    db: Path, *arguments: str, size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None
) -> Terminal:
    """Start the app on the world in ``db``, in Chinese, on Sunday 22 November 2026 at 15:42."""
    command = [
        sys.executable, "-m", "tui", "--db", str(db), "--lang", "zh", "--now", "2026-11-22T15:42", *arguments,
    ]  # fmt: skip
    return Terminal(command, size, env)
