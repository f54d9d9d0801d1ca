"""A real browser, driven over its own debugging protocol: open a page, press keys, read what the terminal shows."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse

from tests.terminal import PATIENCE, Screen

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--hide-scrollbars",
)  # fmt: skip
KEYS = {"enter": ("Enter", 13, "\r"), "escape": ("Escape", 27, ""), "right": ("ArrowRight", 39, ""),
        "down": ("ArrowDown", 40, ""), "tab": ("Tab", 9, "")}  # fmt: skip


def program() -> str | None:
    """Return the browser on this machine, if there is one."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Page:
    """One tab. What the server sends to its terminal is emulated here, so that it can be read."""

    def __init__(self, socket: ClientWebSocketResponse, columns: int = 120, rows: int = 40) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._reader = asyncio.create_task(self._read())
        self.closed: list[str] = []

    @property
    def text(self) -> str:
        """What stands on the terminal in the browser."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        return "\n".join("".join(self._screen.buffer[y][x].data for x in columns).rstrip() for y in rows)

    async def call(self, method: str, **params: Any) -> Any:
        """Ask the browser for something and return its answer."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        return await asyncio.wait_for(answer, PATIENCE)

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result", told.get("error")))
            elif told["method"] == "Network.webSocketFrameReceived":
                response = told["params"]["response"]
                if response["opcode"] == 2:
                    self._stream.feed(base64.b64decode(response["payloadData"]))
            elif told["method"] == "Network.webSocketClosed":
                self.closed.append(told["params"]["requestId"])

    async def open(self, url: str) -> None:
        """Open an address."""
        for domain in ("Network", "Page", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=url)

    async def press(self, *keys: str) -> None:
        """Press keys as a person would."""
        focus = "document.querySelector('.xterm-helper-textarea').focus()"
        await self.call("Runtime.evaluate", expression=focus)
        for key in keys:
            name, code, text = KEYS.get(key, (key, ord(key[0].upper()), key))
            pressed = {"key": name, "code": name, "windowsVirtualKeyCode": code}
            down = pressed | ({"text": text} if text else {})
            await self.call("Input.dispatchKeyEvent", type="keyDown", **down)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    async def wait_for(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until the terminal shows some words."""
        async with asyncio.timeout(seconds):
            while "".join(words.split()) not in "".join(self.text.split()):
                await asyncio.sleep(0.03)

    async def picture(self, path: Path) -> None:
        """Take a picture of the tab."""
        found = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(found["data"]))


@asynccontextmanager
async def browser(size: tuple[int, int] = (1180, 780)) -> AsyncIterator[Page]:
    """Run a browser with one tab; it ends with the block."""
    found = program()
    assert found is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            found, *FLAGS, f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            assert process.stderr is not None
            async with asyncio.timeout(PATIENCE):
                while b"DevTools listening on" not in (line := await process.stderr.readline()):
                    assert line, "the browser did not start"
            port = int(line.decode().split("ws://127.0.0.1:")[1].split("/")[0])
            async with ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as listed:
                    tabs = await listed.json()
                address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    yield Page(socket)
        finally:
            process.terminate()
            await process.wait()
