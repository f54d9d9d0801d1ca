"""A screen that shows what it has read: what most screens do, said once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from tui.screens.base import BaseScreen

T = TypeVar("T")
READING = "reading"
"""The group of jobs that reads: a newer one makes an older one worthless."""


class ReadingScreen(BaseScreen, Generic[T]):
    """Reads when it comes to the front and when another buyer looks; paints what was read, at any size.

    ``found`` is what was read last, ``None`` until then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: T | None = None

    @abstractmethod
    def job(self) -> Callable[[], T]:
        """Return what reads everything the screen shows; it runs in a thread.

        Called on the loop, so that it can take along what was chosen at that moment.
        """

    @abstractmethod
    def paint(self, found: T) -> None:
        """Paint what was read for the screen's size, its language and its colours."""

    def read(self) -> None:
        """Read everything again; what was read before stays until it is there."""
        self.fetch(READING, self.job(), self.arrive, self.refused)

    def arrive(self, found: T) -> None:
        """Take what was read, and show it."""
        self.found = found
        self.lay_out()

    def refused(self, error: Exception) -> None:
        """Tell why it cannot be read; a page that has nothing to show closes, if there is one below."""
        self.app.report(error)
        if self.found is None and self.is_current and len(self.app.screen_stack) > 1:
            self.dismiss()

    def lay_out(self) -> None:
        """Paint what was read, once there is something."""
        if self.found is not None:
            self.paint(self.found)

    def on_screen_resume(self) -> None:
        """Read again: something may have changed while another screen was in front."""
        self.read()  # Textual calls the handler of every base class, that of BaseScreen too

    def on_viewer(self) -> None:
        """Show what another buyer sees."""
        self.read()
