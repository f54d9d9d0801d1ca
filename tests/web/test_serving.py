"""The app in a browser: pages and sessions on our terms, and a real browser that buys something."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError

from tests.terminal import PATIENCE, ROOT
from tests.web.browser import browser, program
from tui.web.serving import is_loopback, terms_for


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def served(*arguments: str, killed: bool = False) -> AsyncIterator[str]:
    """Run the real command, and end it with the block (unless that has ``killed`` it)."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", "--lang", "zh", "serve", "--port", str(port), *arguments,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env={**os.environ},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        url = said.strip().rsplit(" ", 1)[-1]
        async with asyncio.timeout(PATIENCE), ClientSession() as session:
            while True:
                try:
                    async with session.get(url):
                        break
                except OSError:
                    await asyncio.sleep(0.05)
        yield url
    finally:
        if not killed:
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == (-signal.SIGKILL if killed else 0)


def test_who_can_reach_a_host_decides_about_the_token() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "127.8.9.1"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "192.168.1.4", "::", "example.org"))
    assert terms_for("127.0.0.1", 5, 60, None).token == ""
    made = {terms_for("0.0.0.0", 5, 60, None).token for _ in range(3)}
    assert len(made) == 3 and all(len(token) >= 20 for token in made)
    assert terms_for("0.0.0.0", 5, 60, "mine").token == "mine"


async def test_without_the_token_there_is_neither_page_nor_session() -> None:
    async with served("--token", "sesame") as url, ClientSession() as session:
        base = url.partition("?")[0]
        for query, status in (("", 403), ("?token=wrong", 403), ("?token=sesame", 200)):
            async with session.get(base + query) as answer:
                assert answer.status == status
        async with session.ws_connect(f"{base.replace('http', 'ws')}ws/wrong") as refused:
            assert (await refused.receive(timeout=PATIENCE)).data == 1008


async def test_a_page_of_another_site_gets_no_session() -> None:
    async with served() as url, ClientSession() as session:
        socket_url = f"{url.replace('http', 'ws')}ws/open"
        async with session.ws_connect(socket_url, headers={"Origin": "https://elsewhere.example"}) as refused:
            assert (await refused.receive(timeout=PATIENCE)).data == 1008
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(f"{url.replace('http', 'ws')}static/js/textual.js")


async def shown(socket: object, words: str) -> None:
    """Wait until the app in a session has written some words."""
    seen = b""
    async with asyncio.timeout(PATIENCE):
        while words.encode() not in seen:
            message = await socket.receive()  # type: ignore[attr-defined]
            assert message.type is WSMsgType.BINARY, message
            seen += message.data


async def first_frame(socket: object) -> None:
    await shown(socket, "推荐")


async def until_closed(socket: object, code: int) -> None:
    """Read a session to its end, and see why it ended."""
    async with asyncio.timeout(PATIENCE):
        while (message := await socket.receive()).type in (WSMsgType.BINARY, WSMsgType.TEXT):  # type: ignore[attr-defined]
            pass
    assert message.data == code or socket.close_code == code  # type: ignore[attr-defined]


def command_of(pid: int) -> bytes:
    """Return the command line of a process (Linux)."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


async def test_there_is_room_for_so_many_and_the_idle_go() -> None:
    async with served("--sessions", "1", "--idle", "0.03") as url, ClientSession() as session:
        address = f"{url.replace('http', 'ws')}ws/open?width=100&height=30"
        async with session.ws_connect(address) as one:
            await first_frame(one)
            async with session.ws_connect(address) as other:
                assert (await other.receive(timeout=PATIENCE)).data == 1013
            async with asyncio.timeout(PATIENCE):
                while (message := await one.receive()).type is WSMsgType.BINARY:
                    pass
            assert message.data == 1008
        async with asyncio.timeout(PATIENCE):
            while True:  # the process has gone and made room
                async with session.ws_connect(address) as again:
                    if (await again.receive()).type is WSMsgType.BINARY:
                        break
                await asyncio.sleep(0.1)


async def test_a_name_bent_to_this_machine_gets_neither_page_nor_session() -> None:
    async with served() as url, ClientSession() as session:
        bent = {"Host": "evil.example:8000"}
        async with session.get(url, headers=bent) as answer:
            assert answer.status == 403
        address = f"{url.replace('http', 'ws')}ws/open"
        same = bent | {"Origin": "http://evil.example:8000"}
        async with session.ws_connect(address, headers=same) as refused:
            assert (await refused.receive(timeout=PATIENCE)).data == 1008
        async with session.get(url) as page:
            assert (page.status, page.headers["X-Frame-Options"]) == (200, "DENY")
            assert page.headers["Referrer-Policy"] == "no-referrer"
        for way in ("static/../serving.py", "static/%2e%2e/%2e%2e/serving.py", "static/..%2fserver.py"):
            async with session.get(url + way) as answer:
                assert answer.status in (403, 404)


def children_of(pid: int) -> list[int]:
    """Return the processes that one has started, and those they have (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *children_of(int(child))]
    return found


async def until_gone(condition: object) -> None:
    """Wait until something is no more."""
    assert callable(condition)
    async with asyncio.timeout(PATIENCE):
        while condition():
            await asyncio.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc, which only Linux has")
async def test_whoever_vanishes_or_shouts_leaves_neither_process_nor_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with served() as url, ClientSession() as session:
        address = f"{url.replace('http', 'ws')}ws/open?width=90&height=28"
        (server,) = (pid for pid in children_of(os.getpid()) if b"serve" in command_of(pid))
        polite = await session.ws_connect(address)
        await first_frame(polite)
        assert children_of(server) and list(tmp_path.glob("xhs-tui-visitor-*/world.db"))
        for junk in ("[" * 40_000, "{}", '["stdin", 7]', '["resize", {"width": "x"}]', "not json"):
            await polite.send_str(junk)
        await polite.send_str(json.dumps(["stdin", "4"]))
        await shown(polite, "按紧急排序")
        loud = await session.ws_connect(address)
        await loud.send_str("x" * (1 << 19))
        await until_closed(loud, 1009)
        response = polite._response
        assert response.connection is not None and response.connection.transport is not None
        response.connection.transport.abort()  # the cable is pulled, nobody says goodbye
        await until_gone(lambda: children_of(server))
        await until_gone(lambda: list(tmp_path.glob("xhs-tui-visitor-*")))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc, which only Linux has")
async def test_a_server_that_is_killed_takes_its_visitors_apps_with_it() -> None:
    async with (
        served(killed=True) as url,
        ClientSession() as session,
        session.ws_connect(f"{url.replace('http', 'ws')}ws/open") as visitor,
    ):
        await first_frame(visitor)
        (server,) = (pid for pid in children_of(os.getpid()) if b"serve" in command_of(pid))
        (app,) = (pid for pid in children_of(server) if b"--db" in command_of(pid))
        os.kill(server, signal.SIGKILL)
        await until_gone(lambda: Path(f"/proc/{app}").exists() and command_of(app))


@pytest.mark.skipif(program() is None, reason="no Chromium on this machine")
async def test_a_real_browser_opens_browses_buys_and_tracks(tmp_path: Path) -> None:
    async with served() as url, browser() as page:
        await page.open(url)
        await page.wait_for("推荐")
        await page.press("2")
        await page.wait_for("社区精选")
        await page.press("enter")
        await page.wait_for("到手价")
        await page.press("B")
        await page.wait_for("寄到哪里")
        for words in ("用谁的身份清关", "怎么付", "应付", "支付宝扫一扫"):
            await page.press("enter")
            await page.wait_for(words)
        async with asyncio.timeout(PATIENCE):
            while "已付款" not in page.text:  # the payment page is deaf to enter for a moment
                await page.press("enter")
                await asyncio.sleep(0.2)
        await page.wait_for("钱在担保账户")
        await page.picture(tmp_path / "page.png")
        assert (tmp_path / "page.png").stat().st_size > 10_000
