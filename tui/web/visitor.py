"""One visitor's app: a process and a folder of its own, and both gone when the visitor is, however that happens."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import signal
import tempfile
import time
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.web.template import Template

PATIENCE, LONGEST_START = 3.0, 60.0
"""How long an app may take to leave by itself before it is ended, and to paint at all (seconds)."""
POSIX = os.name == "posix"


class Visitor(AppService):
    """Runs the app for one visitor; everything it writes lies in a folder that ``leave`` removes."""

    def __init__(
        self,
        command: str,
        websocket: web.WebSocketResponse,
        downloads: DownloadManager,
        template: Template | None = None,
    ) -> None:
        super().__init__(
            command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,  # type: ignore[arg-type]
            download_manager=downloads,
        )
        self._template = template
        self.shown_at = 0.0
        self._begun_at = time.monotonic()
        self._folder = Path(tempfile.mkdtemp(prefix="xhs-tui-visitor-"))

    @property
    def starting(self) -> bool:
        """Whether the app may still be on its way to its first frame."""
        return time.monotonic() - self._begun_at < LONGEST_START

    async def on_data(self, payload: bytes) -> None:
        """Pass on what the app paints, and remember when it began to."""
        self.shown_at = self.shown_at or time.monotonic()
        await super().on_data(payload)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        own = {"TMPDIR": str(self._folder), "XHS_TUI_CONFIG": str(self._folder / "config.toml")}
        own["XHS_TUI_STATE"] = str(self._folder)
        return {**super()._build_environment(width, height), **own}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the app without a shell, at the head of a group of its own, so that all of it can be ended."""
        words = shlex.split(self.command)
        if self._template is not None:
            world = self._folder / "world.db"
            await self._template.copy_to(world)
            words += ["--db", str(world)]
        self._process = process = await asyncio.create_subprocess_exec(
            *words, start_new_session=POSIX, env=self._build_environment(width, height),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    async def leave(self) -> None:
        """Ask the app to go, make it go if it does not, and remove what it wrote."""
        process: Process | None = self._process
        try:
            if process is not None:
                with suppress(TimeoutError, OSError, RuntimeError):
                    await asyncio.wait_for(self.stop(), PATIENCE)
                for number in ("SIGTERM", "SIGKILL"):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(process.wait(), PATIENCE)
                        break
                    self._end(process, number)
        finally:
            if process is not None:
                self._end(process, "SIGKILL")  # helpers it may have left
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    @staticmethod
    def _end(process: Process, name: str) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if POSIX:
                os.killpg(process.pid, getattr(signal, name))
            elif process.returncode is None:
                process.kill()
