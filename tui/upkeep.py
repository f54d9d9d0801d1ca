"""What the app does besides answering keys: leaving in good order, tidying memory, having pictures drawn."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.pictures.studio import studio
from tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from tui.screens.host import Host

TIDY_SECONDS, ORPHAN_SECONDS = 2.0, 2.0
SHOW_SECONDS = 0.1


class Upkeep:
    """Start, signals, memory and pending pictures of a running app."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._tidying: Timer | None = None
        self._drawing = False
        self._stands = False
        self._asked_to_leave = 0

    def begin(self) -> None:
        """Start once the app is mounted."""
        if self._app.is_web:
            self._leave_with(os.getppid())
        studio.on_wanted = self.draw_later
        if studio.waiting:
            self.draw_later()
        self._app.call_after_refresh(self._first_frame)

    def _first_frame(self) -> None:
        """Go on once the first frame is out: a screen that is only half there cannot be left."""
        self._stands = True
        if self._asked_to_leave:
            self._leave(self._asked_to_leave)
        settle()

    def end(self) -> None:
        """Close what outlives a screen: the drawing process and the picture cache."""
        studio.close()

    def leave_on_signals(self) -> None:
        """Leave in good order when the terminal is closed or the process is asked to end.

        To be called before the interface takes the terminal over: what the splash does with a signal would
        leave the mouse and paste modes on.
        """
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, and tests in threads
                    asyncio.get_running_loop().add_signal_handler(number, self._leave, int(number))

    def _leave_with(self, server: int) -> None:
        """Leave when the server that runs this app for a visitor has ended: nothing else would end it."""

        def look() -> None:
            if os.getppid() != server:
                self._app.exit(return_code=1)

        self._app.set_interval(ORPHAN_SECONDS, look)

    def _leave(self, number: int) -> None:
        self._asked_to_leave = number
        if self._stands:
            self._app.exit(return_code=128 + number)

    # -- pictures

    def draw_later(self) -> None:
        """Have pictures drawn once the frame that asked for them is out."""
        if not self._drawing:
            self._drawing = True
            self._app.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._app.run_worker(self._draw_wanted, group="pictures", thread=True, exit_on_error=False)

    def _draw_wanted(self) -> None:
        """Draw until nothing is wanted; show what is there every tenth of a second."""
        shown = monotonic()
        try:
            while studio.draw_next():
                if monotonic() - shown > SHOW_SECONDS:
                    self._app.call_from_thread(self._show)
                    shown = monotonic()
        finally:
            self._drawing = False
        self._app.call_from_thread(self._show)

    def _show(self) -> None:
        if isinstance(self._app.screen, BaseScreen):
            self._app.screen.on_pictures()
        if studio.waiting:  # asked for while the worker was already on its way out
            self.draw_later()

    # -- memory

    def tidy_later(self) -> None:
        """Run the garbage collector after screens closed, at most every two seconds (10-30 ms a time)."""
        if self._tidying is None:
            self._tidying = self._app.set_timer(TIDY_SECONDS, self._tidy)

    def _tidy(self) -> None:
        self._tidying = None
        gc.collect()


def settle() -> None:
    """Freeze what start-up made (``gc.freeze``), and let the garbage collector run seldom from now on.

    Halves the slowest keys (p99): a full collection over Textual's modules takes 20 ms.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
