"""A process of its own that draws large pictures and opens files from outside.

The drawing library holds the interpreter's lock for a whole call: 640x800 pixels would stall every key
for 100 ms. Photos are opened here too: one that eats memory or time ends this process, not the shop.

Jobs go in as a line of JSON; answers come out as a status byte (``+`` or ``-``), four bytes of length,
and the bytes: cells, a PNG, or a reason.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO

from store.pictures import PictureSpec
from tui.art.cells import Raster
from tui.art.packing import packed, unpacked

PATIENCE = 8.0
MOST_MEMORY = 1_500_000_000


class PictureError(Exception):
    """A picture that cannot be shown; ``code`` names the sentence that says why."""

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


class Workshop:
    """Asks the process for pictures, one at a time; starts it when first needed, anew when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def cells(self, spec: PictureSpec, columns: int, rows: int, mode: str, colours: str) -> Raster:
        """Return a picture as cells; raises ``PictureError``. Blocks, so: only from a worker's thread."""
        job = {"cells": [columns, rows, mode, colours], "spec": spec.to_json()}
        return unpacked(self._ask(job, spec.file))

    def image(self, spec: PictureSpec, width: int, height: int) -> bytes:
        """Return a picture as a PNG of so many pixels; raises ``PictureError``. Blocks."""
        return self._ask({"image": [width, height], "spec": spec.to_json()}, spec.file)

    def codes(self, spec: PictureSpec, kind: str, columns: int, rows: int, cell: tuple[int, int]) -> str:
        """Return a picture as a terminal's own codes for pixels; raises ``PictureError``. Blocks."""
        return self._ask({"codes": [kind, columns, rows, cell], "spec": spec.to_json()}, spec.file).decode()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()

    def _ask(self, job: dict[str, Any], path: str) -> bytes:
        """Send a job and wait for its answer; a process that takes too long is killed, and started anew later."""
        with self._turn:
            process = self._process = self._process or _started()
            assert process.stdin and process.stdout
            watch = threading.Timer(PATIENCE, process.kill)
            watch.start()
            try:
                process.stdin.write(json.dumps(job).encode() + b"\n")
                process.stdin.flush()
                status, answer = _received(process.stdout)
            except (OSError, EOFError):
                self.close()
                raise PictureError("gave-up", path) from None
            finally:
                watch.cancel()
        if status != b"+":
            raise PictureError(answer.decode(), path)
        return answer


def _started() -> subprocess.Popen[bytes]:
    """Start the process that draws, away from the terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui.pictures.workshop"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",  # ctrl+c is the shop's business
    )


def _received(pipe: Any) -> tuple[bytes, bytes]:
    head = _exactly(pipe, 5)
    return head[:1], _exactly(pipe, int.from_bytes(head[1:], "little"))


def _exactly(pipe: Any, count: int) -> bytes:
    data = pipe.read(count)
    if len(data) != count:
        raise EOFError
    return bytes(data)


def main() -> None:
    """Draw until the pipe is closed."""
    _keep_small()
    for line in sys.stdin.buffer:
        try:
            status, answer = b"+", _drawn(json.loads(line))
        except Exception as error:
            status, answer = b"-", str(getattr(error, "code", "broken")).encode()
        _answer(sys.stdout.buffer, status, answer)


def _drawn(job: dict[str, Any]) -> bytes:
    """Return a job's result: codes, an image, or packed cells."""
    from tui.art import draw

    spec = PictureSpec.from_json(job["spec"])
    if "codes" in job:
        return draw.codes(spec, *job["codes"]).encode()
    if "image" in job:
        return draw.image(spec, *job["image"])
    return packed(draw.cells(spec, *job["cells"]))


def _answer(pipe: BinaryIO, status: bytes, answer: bytes) -> None:
    pipe.write(status + len(answer).to_bytes(4, "little") + answer)
    pipe.flush()


def _keep_small() -> None:
    """Limit the memory of this process where the system can, and lower its priority."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with suppress(AttributeError, OSError):
        os.nice(5)


if __name__ == "__main__":
    main()
