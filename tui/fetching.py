"""Work in threads for whoever paints: jobs in, results on the loop, newest of a group only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Fetcher:
    """Runs the jobs of one screen, or of the app; ``report`` hears of errors that nobody else waits for."""

    def __init__(self, owner: Screen[Any] | App[Any], report: Failed) -> None:
        self._owner = owner
        self._report = report
        self._tickets: dict[str, int] = {}

    def fetch(
        self, group: str, job: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Run ``job`` in a thread and hand its result to ``then`` on the loop, or its error to ``failed``.

        A newer call in the same ``group`` makes an older one worthless: what comes of it is dropped.
        """
        owner = self._owner
        ticket = self._tickets[group] = self._tickets.get(group, 0) + 1

        def is_awaited() -> bool:
            return self._tickets.get(group) == ticket and (owner.is_attached or owner is owner.app)

        def arrive(result: T) -> None:
            if is_awaited():
                then(result)

        def fail(error: Exception) -> None:
            (failed if failed and is_awaited() else self._report)(error)

        def run() -> None:
            try:
                result = job()
            except Exception as error:
                if not get_current_worker().is_cancelled:
                    owner.app.call_from_thread(fail, error)
                return
            if not get_current_worker().is_cancelled:
                owner.app.call_from_thread(arrive, result)

        owner.run_worker(run, group=group, exclusive=True, thread=True, exit_on_error=False)
