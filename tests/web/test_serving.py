"""The app in a browser: pages and sessions on our terms, and a real browser that buys something."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError

from tests.terminal import ROOT
from tests.web.browser import browser, program
from tui.web.serving import is_loopback, terms_for


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def served(*arguments: str) -> AsyncIterator[str]:
    """Run the real command, and end it with the block."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", "--lang", "zh", "serve", "--port", str(port), *arguments,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env={**os.environ},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        url = said.strip().rsplit(" ", 1)[-1]
        async with asyncio.timeout(20), ClientSession() as session:
            while True:
                try:
                    async with session.get(url):
                        break
                except OSError:
                    await asyncio.sleep(0.05)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 0


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
            assert (await refused.receive(timeout=10)).data == 1008


async def test_a_page_of_another_site_gets_no_session() -> None:
    async with served() as url, ClientSession() as session:
        socket_url = f"{url.replace('http', 'ws')}ws/open"
        async with session.ws_connect(socket_url, headers={"Origin": "https://elsewhere.example"}) as refused:
            assert (await refused.receive(timeout=10)).data == 1008
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(f"{url.replace('http', 'ws')}static/js/textual.js")


async def first_frame(socket: object) -> bytes:
    seen = b""
    async with asyncio.timeout(30):
        while "推荐".encode() not in seen:
            message = await socket.receive()  # type: ignore[attr-defined]
            assert message.type is WSMsgType.BINARY, message
            seen += message.data
    return seen


async def test_there_is_room_for_so_many_and_the_idle_go() -> None:
    async with served("--sessions", "1", "--idle", "0.03") as url, ClientSession() as session:
        address = f"{url.replace('http', 'ws')}ws/open?width=100&height=30"
        async with session.ws_connect(address) as one:
            await first_frame(one)
            async with session.ws_connect(address) as other:
                assert (await other.receive(timeout=10)).data == 1013
            async with asyncio.timeout(30):
                while (message := await one.receive()).type is WSMsgType.BINARY:
                    pass
            assert message.data == 1008
        async with asyncio.timeout(30):
            while True:  # the process has gone and made room
                async with session.ws_connect(address) as again:
                    if (await again.receive()).type is WSMsgType.BINARY:
                        break
                await asyncio.sleep(0.1)


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
        async with asyncio.timeout(20):
            while "已付款" not in page.text:  # the payment page is deaf to enter for a moment
                await page.press("enter")
                await asyncio.sleep(0.2)
        await page.wait_for("钱在担保账户")
        await page.picture(tmp_path / "page.png")
        assert (tmp_path / "page.png").stat().st_size > 10_000
