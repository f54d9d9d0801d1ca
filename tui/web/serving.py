"""``xhs-tui serve``: the app in a browser. Every visitor has a process and a throw-away world of their own.

Nothing is fetched from elsewhere. Whoever listens beyond this machine needs a token; a page of another
site cannot open a session behind a visitor's back (the origin is looked at); idle sessions end.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import secrets
import shlex
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp_jinja2
import click
from aiohttp import WSMsgType, web
from textual_serve.server import Server

from tui import i18n
from tui.web.template import Template
from tui.web.visitor import Visitor

HERE = Path(__file__).parent
TRY_AGAIN_LATER, POLICY = 1013, 1008
"""Why a session is closed, in the numbers of RFC 6455."""
LONGEST_MESSAGE = 1 << 18
"""A paste of a quarter of a megabyte is the most anybody may send at once (bytes)."""
HEADERS = {
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # no other page may lay itself over the shop
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How many sessions at once, how long one may be idle (seconds), and the token ("" when none is needed)."""

    sessions: int = 20
    idle_seconds: float = 900.0
    token: str = ""


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def terms_for(host: str, sessions: int, idle_seconds: float, token: str | None) -> Terms:
    """Return the terms for a host: beyond loopback there is always a token."""
    if token is None:
        token = "" if is_loopback(host) else secrets.token_urlsafe(16)
    return Terms(sessions, idle_seconds, token)


class ShopServer(Server):
    """Serves the app; ``open_sessions`` counts those that run."""

    def __init__(
        self, command: str, host: str, port: int, terms: Terms, template: Template | None = None
    ) -> None:
        super().__init__(command, host, port, title="xhs-tui", templates_path=HERE)
        self.terms = terms
        self.template = template
        self.open_sessions = 0

    def initialize_logging(self) -> None:
        """Log nothing: what visitors type is private."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.on_response_prepare.append(_with_headers)
        app.router.add_get("/ws/{token}", self.handle_websocket, name="session")
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say where the app is to be found, and warn when that is not only here."""
        if self.template is not None:
            await self.template.prepare()
        query = f"/?token={self.terms.token}" if self.terms.token else "/"
        click.echo(i18n.t("web.serving", url=f"http://{self.host}:{self.port}{query}"))
        if not is_loopback(self.host):
            click.echo(i18n.t("web.warning", host=self.host), err=True)
        click.echo(
            i18n.t("web.terms", sessions=self.terms.sessions, minutes=round(self.terms.idle_seconds / 60))
        )

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Answer with the page; without the token there is none."""
        if not self._allowed(request.query.get("token", "")) or not self._by_our_name(request):
            raise web.HTTPForbidden(text=i18n.t("web.forbidden"))
        context = {
            "language": i18n.language(),
            "font_size": _whole(request.query.get("fontsize", ""), 16),
            "app_websocket_url": f"ws://{request.host}/ws/{self.terms.token or 'open'}",
            "config": {"static": {"url": "/static/"}},
            "application": {"name": self.title},
            "words": {name: i18n.t(f"web.{name}") for name in ("opening", "ended", "again")},
        }
        return aiohttp_jinja2.render_template("app_index.html", request, context)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a session, if the visitor may have one and there is room."""
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST_MESSAGE)
        await websocket.prepare(request)
        allowed = self._allowed(request.match_info.get("token", ""))
        if not allowed or not _same_origin(request) or not self._by_our_name(request):
            await websocket.close(code=POLICY, message=b"forbidden")
            return websocket
        if self.open_sessions >= self.terms.sessions:
            await websocket.close(code=TRY_AGAIN_LATER, message=b"full")
            return websocket
        self.open_sessions += 1
        try:
            await self._session(request, websocket)
        finally:
            self.open_sessions -= 1
        return websocket

    async def _session(self, request: web.Request, websocket: web.WebSocketResponse) -> None:
        """Serve one visitor from the first message to the end of the connection."""
        service = Visitor(self.command, websocket, self.download_manager, self.template)
        width = _whole(request.query.get("width", ""), 80)
        height = _whole(request.query.get("height", ""), 24)
        try:
            await service.start(width, height)
            await self._listen(websocket, service)
        finally:
            await service.leave()
            await websocket.close()

    async def _listen(self, websocket: web.WebSocketResponse, service: Visitor) -> None:
        """Pass on what the visitor does, until they leave or do nothing for too long."""
        latest = time.monotonic()
        while not websocket.closed:
            latest = max(latest, service.shown_at or time.monotonic())
            patience = latest + self.terms.idle_seconds - time.monotonic()
            try:
                message = await websocket.receive(timeout=max(0.01, patience))
            except TimeoutError:
                if not service.shown_at and service.starting:
                    continue
                await websocket.close(code=POLICY, message=b"idle")
                return
            if message.type is not WSMsgType.TEXT:
                if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                    return
                continue
            found = _envelope(message)
            kind, rest = str(found[0]), found[1:]
            if kind == "stdin":
                latest = time.monotonic()
            await self._pass_on(kind, rest, websocket, service)

    @staticmethod
    async def _pass_on(
        kind: str, rest: list[object], websocket: web.WebSocketResponse, service: Visitor
    ) -> None:
        """Pass a message of the browser on to the visitor's app; anything unknown is ignored."""
        match kind, rest:
            case "stdin", [str(text)]:
                await service.send_bytes(text.encode())
            case "resize", [{"width": int(width), "height": int(height)}]:
                await service.set_terminal_size(max(1, min(500, width)), max(1, min(300, height)))
            case "ping", [data]:
                await websocket.send_json(["pong", data])
            case "blur", _:
                await service.blur()
            case "focus", _:
                await service.focus()

    def _by_our_name(self, request: web.Request) -> bool:
        """Tell whether a request names this machine: without a token a rebound DNS name is refused."""
        return bool(self.terms.token) or is_loopback(urlsplit(f"//{request.host}").hostname or "")

    def _allowed(self, token: str) -> bool:
        return not self.terms.token or secrets.compare_digest(token.encode(), self.terms.token.encode())


async def _with_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _same_origin(request: web.Request) -> bool:
    """Tell whether a page of our own asks (programs that are no browser send no origin)."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _envelope(message: object) -> list[object]:
    try:
        found = message.json()  # type: ignore[attr-defined]
    except (ValueError, RecursionError):
        return [""]
    return found if isinstance(found, list) and found else [""]


def _whole(text: str, otherwise: int) -> int:
    return max(1, min(500, int(text))) if text.isdigit() and len(text) < 5 else otherwise


def app_command(*arguments: str) -> str:
    """Return the command line of one visitor's app."""
    return shlex.join([sys.executable, "-m", "tui", *arguments])


def serve(command: str, host: str, port: int, terms: Terms, template: Template | None = None) -> None:
    """Serve until ctrl+c, each visitor a copy of ``template``; raises ``OSError`` when the port cannot be had.

    The terminal in the page draws quadrants itself, and has every colour; it has no sextants.
    """
    os.environ["COLORTERM"] = "truecolor"
    os.environ.setdefault("XHS_TUI_PICTURES", "quadrant")
    server = ShopServer(command, host, port, terms, template)
    asyncio.set_event_loop(asyncio.new_event_loop())
    try:
        server.serve()
    finally:
        if template is not None:
            template.remove()
